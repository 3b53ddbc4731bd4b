"""What differs between the inputs of two plans, counted for people to read."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, cast

from data.columns import Sheet
from data.reading.rows.visits import VISITS
from data.scenario.apply import Document, rule_list
from data.scenario.laid_out import all_visits
from data.scenario.patched_rows import SHEET
from data.written_values import Cells
from scheduler.domain.values import Frozen


class FileDifference(Frozen):
    """How much of one file differs."""

    file: str
    added: int = 0
    removed: int = 0
    changed: int = 0
    columns: Mapping[str, int] = {}
    """In how many rows that stay a column has another value."""


class InputDifference(Frozen):
    """All that differs between two datasets and their rules."""

    settings: tuple[str, ...] = ()
    """Keys of ``dataset.toml``; the name says nothing of the care, and is left out."""
    rules: tuple[str, ...] = ()
    """Kinds of rules that are given otherwise."""
    files: tuple[FileDifference, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the inputs are the same."""
        return not (self.settings or self.rules or self.files)


def difference(base: Document, other: Document) -> InputDifference:
    """Return what differs between the documents of two datasets."""
    files = (_of_file(sheet, base, other) for sheet in SHEET.values())
    settings = [cast("Mapping[str, Any]", one["dataset"]) for one in (base, other)]
    return InputDifference(
        settings=tuple(key for key in _unlike(*settings) if key != "name"),
        rules=tuple(_unlike(_rules(base), _rules(other))),
        files=tuple(file for file in files if file is not None),
    )


def _unlike(one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[str]:
    for key in {**one, **other}:
        if one.get(key) != other.get(key):
            yield key


def _rules(document: Document) -> dict[str, Any]:
    return {rule["kind"]: rule for rule in rule_list(document.get("rules"))}


def _of_file(sheet: Sheet, base: Document, other: Document) -> FileDifference | None:
    old, new = _rows(base, sheet), _rows(other, sheet)
    if old == new:
        return None
    if sheet.key is None:
        before, after = Counter(map(_whole, old)), Counter(map(_whole, new))
        added, removed = (after - before).total(), (before - after).total()
        found = FileDifference(file=sheet.file, added=added, removed=removed)
    else:
        found = _by_id(sheet, sheet.key.name, old, new)
    return found if found.added or found.removed or found.changed else None


def _by_id(
    sheet: Sheet, key: str, old: list[Cells], new: list[Cells]
) -> FileDifference:
    before, after = ({str(row[key]): row for row in rows} for rows in (old, new))
    columns: Counter[str] = Counter()
    changed = 0
    for id_ in before.keys() & after.keys():
        unlike = list(_unlike(before[id_], after[id_]))
        columns.update(unlike)
        changed += bool(unlike)
    return FileDifference(
        file=sheet.file,
        added=len(after.keys() - before.keys()),
        removed=len(before.keys() - after.keys()),
        changed=changed,
        columns={name: columns[name] for name in sheet.names if name in columns},
    )


def _rows(document: Document, sheet: Sheet) -> list[Cells]:
    if sheet is VISITS:
        return all_visits(document)
    return list(cast("list[Cells]", document.get(sheet.name) or ()))


def _whole(row: Cells) -> str:
    return repr(sorted((key, value) for key, value in row.items() if value is not None))
