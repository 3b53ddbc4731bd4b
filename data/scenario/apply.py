"""A patch applied to the document of a dataset."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Any, TypeVar, cast

from data.columns import Sheet
from data.faults import BadInput, Fault, FaultList
from data.reading.checks.own_agreements import AGREEMENTS
from data.scenario.laid_out import all_visits
from data.scenario.patch import Addition, Alteration, Patch, Removal
from data.scenario.patch_place import PatchPlace, Path
from data.scenario.patched_rows import SHEET, PatchedRows
from data.scenario.reckoning import NoNumberError, reckoned, with_and_without
from data.written_values import Cells

Document = Mapping[str, object]
_DAY = "date"
_GRANTING = ("needs", "needs_away")
S = TypeVar("S", Addition, Removal, Alteration)
_IN_DOCUMENT = re.compile(r"/([a-z_]+)/?(.*)")


class Applied:
    """A base with a patch: the document, and which step each cell comes from."""

    def __init__(self, base: Document, patch: Patch, place: PatchPlace) -> None:
        self._base = base
        self._patch = patch
        self._place = place
        self._faults: FaultList = FaultList()
        self.rows = PatchedRows(base)
        settings = dict(cast("Mapping[str, Any]", base["dataset"]))
        self._settings = _settled(settings, patch.dataset)
        self._rules = _rules(base.get("rules"), patch)
        for granting in (True, False):
            self._granting = granting
            if not granting:
                self.rows.lay_out(self._so_far())
            self._remove()
            self._change()
            self._add()
        if {"start", "days"} & patch.dataset.keys():
            self._keep_days()
        self.rows.gather(self._so_far())

    def document(self) -> dict[str, object]:
        """Return the document of the scenario.

        Raises
        ------
        BadInput
            With every step that is wrong, or that hits nothing.
        """
        if self._faults:
            raise BadInput(self._faults)
        return self.with_right_steps()

    def with_right_steps(self) -> dict[str, object]:
        """Return the document as far as steps are right."""
        tables = self.rows.by_file.items()
        kept = {name: rows for name, rows in tables if rows or name in self._base}
        made = {**self._base, "dataset": self._settings, **kept}
        if own := _agreements(self._base, self._patch):
            made[AGREEMENTS] = own
        return made if self._rules is None else made | {"rules": self._rules}

    @property
    def faults(self) -> FaultList:
        """Every step that is wrong, or that hits nothing."""
        return self._faults

    def _so_far(self) -> dict[str, object]:
        return {**self._base, "dataset": self._settings, **self.rows.by_file}

    def _in_turn(self, steps: Sequence[S]) -> Iterator[tuple[int, S]]:
        """Yield steps with their numbers: those about needs come before all others."""
        for number, step in enumerate(steps):
            if (step.file in _GRANTING) is self._granting:
                yield number, step

    def blamed(self, fault: Fault) -> Fault:
        """Return a fault of the scenario's document as one of the step behind it."""
        path = self._step_behind(fault)
        if path is None:
            return fault
        told = self._place.fault(fault.code, path, fault.value)
        return fault.model_copy(
            update={"file": told.file, "column": told.column, "pointer": told.pointer}
        )

    def is_of_no_row(self, fault: Fault) -> bool:
        """Whether the patch is to blame, and none of its steps: no row matters then."""
        path = self._step_behind(fault)
        return path is not None and path[0] in (AGREEMENTS, "dataset", "rules")

    def _step_behind(self, fault: Fault) -> Path | None:
        place = _IN_DOCUMENT.match(fault.pointer or "")
        if place is None:
            return None
        name, below = place.groups()
        if name == "dataset":
            key = below.partition("/")[0]
            return ("dataset", key) if key in self._patch.dataset else None
        index, _, column = below.partition("/")
        if name == AGREEMENTS:
            return (name, index) if index in self._patch.agreements else None
        if name == "rules":
            return self._rule_behind(index, column)
        return self.rows.origin(name, int(index), column) if index else None

    def _rule_behind(self, index: str, key: str) -> Path | None:
        """Return where the patch gives a rule of the merged list, if it does."""
        rules = cast("list[Mapping[str, Any]]", self._rules)
        kind = rules[int(index)].get("kind") if index.isdecimal() else None
        given = [n for n, r in enumerate(self._patch.rules) if r.get("kind") == kind]
        return ("rules", given[0], *([key] if key else [])) if given else None

    def _remove(self) -> None:
        for number, step in self._in_turn(self._patch.remove):
            path: Path = ("remove", number)
            sheet = self._sheet(step, path)
            if sheet is not None and self._known(sheet, step.where, (*path, "where")):
                self.rows.take_away(sheet.name, self._hit(step, path))

    def _change(self) -> None:
        for number, step in self._in_turn(self._patch.change):
            path: Path = ("change", number)
            sheet = self._sheet(step, path)
            if sheet is None or not self._knows_change(sheet, step, path):
                continue
            for row in self._hit(step, path):
                self._alter(row, step, path)

    def _knows_change(self, sheet: Sheet, step: Alteration, path: Path) -> bool:
        parts = (
            ("where", step.where),
            ("set", step.set),
            ("times", step.times),
            ("plus", step.plus),
            ("with", step.with_),
            ("without", step.without),
        )
        if not any(part for _, part in parts[1:]):
            self._faults.append(self._place.fault("patch_no_change", path))
        known = [self._known(sheet, part, (*path, name)) for name, part in parts]
        return all(known)

    def _alter(self, row: Cells, step: Alteration, path: Path) -> None:
        for name, value in step.set.items():
            self.rows.put(row, name, value, (*path, "set", name))
        for part, operands in (("times", step.times), ("plus", step.plus)):
            for name, operand in operands.items():
                try:
                    value = reckoned(row.get(name), part, operand)
                except NoNumberError as error:
                    where = (*path, part, name)
                    self._blame("patch_no_number", where, error.value)
                else:
                    self.rows.put(row, name, value, (*path, part, name))
        for name in {*step.with_, *step.without}:
            more, fewer = step.with_.get(name, ()), step.without.get(name, ())
            value = with_and_without(row.get(name), more, fewer)
            self.rows.put(row, name, value, (*path, "with", name))

    def _add(self) -> None:
        for number, step in self._in_turn(self._patch.add):
            path: Path = ("add", number)
            sheet = self._sheet(step, path)
            if sheet is not None and self._known(sheet, step.set, (*path, "set")):
                row = self._new_row(sheet, step, path)
                self.rows.insert(sheet.name, row, step.at, (*path, "set"))

    def _new_row(self, sheet: Sheet, step: Addition, path: Path) -> Cells:
        row: Cells = dict.fromkeys(sheet.names)
        if step.like is not None:
            model = self.rows.by_id(sheet.name).get(step.like)
            if model is None:
                self._blame("patch_no_model", (*path, "like"), step.like)
            row |= model or {}
        for name, value in step.set.items():
            self.rows.put(row, name, value, (*path, "set", name))
        return row

    def _hit(self, step: Removal | Alteration, path: Path) -> list[Cells]:
        """Return the rows that a step is about; none is a fault."""
        selector = self.rows.selector(step.file)
        found = selector.selected(self.rows.by_file[step.file], step.where, step.share)
        if not found:
            self._blame("patch_hits_nothing", path, None, file=step.file)
        return found

    def _sheet(self, step: Addition | Removal | Alteration, path: Path) -> Sheet | None:
        sheet = SHEET.get(step.file.removesuffix(".csv"))
        if sheet is None or sheet.name != step.file:
            names = ", ".join(get_close_matches(step.file, SHEET, 1) or SHEET)
            self._blame("patch_file", (*path, "file"), step.file, names=names)
            return None
        return sheet

    def _known(self, sheet: Sheet, named: Mapping[str, object], path: Path) -> bool:
        """Whether a file has the columns that are named; blames those it has not."""
        strange = [n for n in named if not _has(sheet, n, path[-1] == "where")]
        for name in strange:
            like = ", ".join(get_close_matches(name, sheet.names, 1) or sheet.names)
            facts = {"file": sheet.name, "names": like}
            self._blame("patch_column", (*path, name), name, **facts)
        return not strange

    def _blame(self, code: str, path: Path, value: object = None, **facts: str) -> None:
        self._faults.append(self._place.fault(code, path, value, **facts))

    def _keep_days(self) -> None:
        """Leave out what lies outside the new days of the plan, where days can be."""
        try:
            first = date.fromisoformat(str(self._settings["start"]))
            last = first + timedelta(days=int(self._settings["days"]) - 1)
        except (TypeError, ValueError, OverflowError):
            return  # the reader says what is wrong with them
        for name in ("visits", "staffing", "wishes", "locked_shifts"):
            outside = list(_outside(self.rows.by_file[name], first, last))
            self.rows.take_away(name, outside)
        self._keep_locks()

    def _keep_locks(self) -> None:
        """Leave out locks of visits that needs grant on days that are no more."""
        there = {row["visit_id"] for row in self.rows.by_file["visits"]}
        gone = {row["visit_id"] for row in all_visits(self._base)} - there
        locks = self.rows.by_file["locked_visits"]
        of_gone = [row for row in locks if row["visit_id"] in gone]
        self.rows.take_away("locked_visits", of_gone)


def _outside(rows: list[Cells], first: date, last: date) -> Iterator[Cells]:
    span = first.isoformat(), last.isoformat()
    for row in rows:
        day = row.get(_DAY)
        if day is not None and not span[0] <= str(day) <= span[1]:
            yield row


def _has(sheet: Sheet, name: str, may_lead_on: bool) -> bool:
    """Whether a file has a column; one after a point is of the row that is named."""
    named, point, column = name.partition(".")
    found = next((c for c in sheet.columns if c.name == named), None)
    if found is None or not point:
        return found is not None
    return bool(may_lead_on and found.refers and column in SHEET[found.refers[0]].names)


def _settled(base: dict[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return settings with some that are given anew; tables are merged."""
    for key, value in given.items():
        old = base.get(key)
        if isinstance(old, Mapping) and isinstance(value, Mapping):
            value = {**old, **value}
        base[key] = value
    return base


def _agreements(base: Document, patch: Patch) -> dict[str, str]:
    """Return the agreements beside the data, with those of the patch."""
    own = cast("Mapping[str, str]", base.get(AGREEMENTS) or {})
    return {**own, **patch.agreements}


def _rules(base: object, patch: Patch) -> object:
    """Return the rules of the base with the parameters that the patch names."""
    if not patch.rules:
        return base
    rules = rule_list(base)
    for given in patch.rules:
        old = next((r for r in rules if r.get("kind") == given.get("kind")), None)
        if old is None:
            rules.append(dict(given))
        else:
            old.update(given)
    return rules


def rule_list(rules: object) -> list[dict[str, Any]]:
    """Return what stands as ``rules`` in a document as a list of its own."""
    listed = rules["rules"] if isinstance(rules, dict) else rules or ()
    return [dict(rule) for rule in cast("list[Mapping[str, Any]]", listed)]
