"""What a planner chose about files of other systems: columns, words and cells.

The page keeps nothing: files and choices come again with each look.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fastapi import Request
from starlette.datastructures import UploadFile

from data.faults import BadInput, Fault
from data.importing.export_words import ExportKind, words_of
from data.importing.imported_row import MendedPlace
from data.importing.mapping import ExportMapping, SourceMapping
from data.importing.mapping_file import read_mapping
from data.reading.dataset import MAPPING

_KINDS = frozenset(kind.value for kind in ExportKind)
SKIPPED = "skipped"
"""What is chosen for a table that is not to be read."""


@dataclass(frozen=True)
class SentFiles:
    """Files as they were sent, and the fields that were filled in beside them."""

    files: tuple[tuple[str, bytes], ...]
    """Name and content."""
    mapping: ExportMapping
    """That of an earlier import."""
    fields: Mapping[str, str]

    def below(self, *names: object) -> dict[str, str]:
        """Return the fields whose names begin with these, by the rest of the name."""
        start = "".join(f"{name}." for name in names)
        return {
            name.removeprefix(start): value.strip()
            for name, value in self.fields.items()
            if name.startswith(start)
        }


async def sent_files(request: Request) -> SentFiles:
    """Return what a form holds.

    Raises
    ------
    BadInput
        The mapping cannot be read.
    """
    form = await request.form()
    files, fields, mapping = [], {}, ExportMapping()
    for name, value in form.multi_items():
        if isinstance(value, str):
            fields[name] = value
        elif isinstance(value, UploadFile) and value.filename:
            content = await value.read()
            if name == "mapping":
                mapping = read_mapping(content, MAPPING)
            else:
                files.append((value.filename, content))
    return SentFiles(tuple(files), mapping, fields)


def guess_text(columns: Mapping[str, str]) -> str:
    """Return columns as the page keeps them, to see later whether they were changed."""
    return json.dumps(columns, ensure_ascii=False, sort_keys=True)


def chosen_kinds(sent: SentFiles) -> dict[str, ExportKind]:
    """Return what tables hold, as far as somebody saw or said it, by file."""
    files, kinds = sent.below("table"), sent.below("kind")
    return {
        files[number]: ExportKind(kind)
        for number, kind in kinds.items()
        if number in files and kind in _KINDS
    }


def chosen_mapping(sent: SentFiles) -> ExportMapping:
    """Return how the files are to be read, as far as it was decided.

    Raises
    ------
    BadInput
        Two columns of a file are to be the same.
    """
    chosen = tuple(_sources(sent))
    older = (
        source
        for source in sent.mapping.sources
        if not any(source.kind == c.kind and source.fits(h) for c, h in chosen)
    )
    sources = (*(source for source, _ in chosen), *older)
    update = {"sources": sources, "skipped": _skipped(sent)}
    return sent.mapping.model_copy(update=update)


def _skipped(sent: SentFiles) -> tuple[str, ...]:
    """Return the tables that are not to be read: chosen so, or from last month."""
    files, kinds = sent.below("table"), sent.below("kind")
    said = {files[number]: kind for number, kind in kinds.items() if number in files}
    chosen = (file for file, kind in said.items() if kind == SKIPPED)
    older = (file for file in sent.mapping.skipped if file not in said)
    return tuple(dict.fromkeys((*chosen, *older)))


def _sources(sent: SentFiles) -> Iterator[tuple[SourceMapping, list[str]]]:
    """Yield how tables are read that were changed or known, with their headings."""
    files = sent.below("table")
    for number, text in sent.below("kind").items():
        if text not in _KINDS or text != sent.fields.get(f"read.{number}"):
            continue  # of another kind: its columns are guessed anew
        kind, fields = ExportKind(text), sent.below("column", number)
        columns = _columns(files.get(number, ""), kind, fields)
        words = _words(sent, number)
        if guess_text(columns) == sent.fields.get(f"guess.{number}") and not words:
            continue
        old = sent.mapping.for_headings(list(fields), kind)
        values = dict(old.values) if old else {}
        for name, meanings in words.items():
            values[name] = {**values.get(name, {}), **meanings}
        file = files.get(number, "")
        source = SourceMapping(kind=kind, file=file, columns=columns, values=values)
        yield source, list(fields)


def _columns(
    file: str, kind: ExportKind, fields: Mapping[str, str]
) -> Mapping[str, str]:
    """Return the heading for each field, in the order in which fields are told."""
    known = words_of(kind).headings
    found: dict[str, str] = {}
    for heading, name in fields.items():
        if name in found:
            other = found[name]
            twice = Fault(code="import_column_twice", file=file, column=heading)
            raise BadInput([twice.model_copy(update={"facts": {"other": other}})])
        if name in known:
            found[name] = heading
    return {name: found[name] for name in known if name in found}


def _words(sent: SentFiles, number: str) -> dict[str, dict[str, str]]:
    """Return what words mean, by field."""
    found: dict[str, dict[str, str]] = {}
    for name, meaning in sent.below("word", number).items():
        field, _, text = name.partition(".")
        if meaning:
            found.setdefault(field, {})[text] = meaning
    return found


def mended_cells(sent: SentFiles) -> dict[MendedPlace, str]:
    """Return what is read instead of what stands in cells."""
    found: dict[MendedPlace, str] = {}
    for number, file in sent.below("table").items():
        for name, text in sent.below("cell", number).items():
            line, _, heading = name.partition(".")
            if text and line.isdecimal():
                found[file, int(line), heading] = text
    return found
