"""``mapping.toml``: how exports are read, to look at, to change and to use again."""

import json
from collections.abc import Iterable, Iterator, Mapping

from pydantic import ValidationError

from data.cell_place import CellPlace
from data.faults import BadInput
from data.importing.export_words import words_of
from data.importing.import_files import Imported, ImportedTable, MappedColumn
from data.importing.mapping import ExportMapping, SourceMapping, StartingValues
from data.importing.name_numbers import KnownNumbers
from data.reading.dataset import MAPPING
from scheduler.domain.plain_toml import plain_toml
from scheduler.messages import say

MOST_MAPPED = 500_000
"""Bytes; ten thousand words with what they mean."""


def read_mapping(content: bytes, file: str = MAPPING) -> ExportMapping:
    """Return what stands in a mapping file.

    Raises
    ------
    BadInput
        It is no TOML, says what nobody asked, or is larger than any mapping.
    """
    place = CellPlace(file)
    if len(content) > MOST_MAPPED:
        raise BadInput([place.fault("import_mapping_large", most=MOST_MAPPED)])
    try:
        raw = plain_toml(content.decode("utf-8-sig"))
        raw.pop("format", None)
        sources = raw.pop("source", [])
        mapping = ExportMapping.model_validate({"sources": sources, **raw})
    except ValidationError as error:
        raise BadInput(
            place.fault("import_mapping_key", ".".join(map(str, e["loc"])), None)
            for e in error.errors()
        ) from None
    except ValueError as error:
        raise BadInput(
            [place.fault("import_mapping_toml", reason=str(error))]
        ) from None
    strange = [
        place.fault("import_mapping_field", f"source.columns.{name}", name)
        for source in mapping.sources
        for name in source.columns
        if name not in words_of(source.kind).headings
    ]
    if strange:
        raise BadInput(strange)
    return mapping


def write_mapping(imported: Imported, language: str = "sv") -> bytes:
    """Return the mapping with what it was made from as comments."""
    mapping = imported.mapping
    lines = [*_comment("import.mapping.head", language), "format = 1"]
    if mapping.skipped:
        lines += [f"skipped = {_toml(list(mapping.skipped))}"]
    lines += _odd(imported, mapping, language)
    lines += [""]
    lines += _starting(mapping.starting, language)
    told = {frozenset(c.heading for c in t.columns): t for t in imported.tables}
    for source in mapping.sources:
        table = told.get(frozenset(source.columns.values()))
        lines += ["", *_source(source, table, language)]
    lines += _numbers(mapping.numbers, language)
    return ("\n".join(lines) + "\n").encode()


def _comment(key: str, language: str, **facts: object) -> Iterator[str]:
    yield from (f"# {line}" for line in say(key, language, **facts).splitlines())


def _odd(imported: Imported, mapping: ExportMapping, language: str) -> Iterator[str]:
    """Yield what is to be said to pass over tables that are not recognised."""
    odd = [t.file for t in imported.tables if t.kind is None and not t.skipped]
    if odd:
        yield from _comment("import.mapping.odd", language)
        yield f"# skipped = {_toml([*mapping.skipped, *odd])}"


def _starting(starting: StartingValues, language: str) -> Iterator[str]:
    yield from _comment("import.mapping.starting", language)
    yield "[starting]"
    for name, value in starting.model_dump(mode="json").items():
        if value is None:
            yield f"# {name} ="
        else:
            date = name == "start"
            yield f"{name} = {value if date else _toml(value)}"


def _source(
    source: SourceMapping, table: ImportedTable | None, language: str
) -> Iterator[str]:
    yield "[[source]]"
    kind = say(f"import.kind.{source.kind}", language)
    yield f"kind = {_toml(source.kind.value)}  # {kind}"
    yield f"file = {_toml(source.file)}"
    yield "[source.columns]"
    columns = {c.field: c for c in table.columns} if table else {}
    for name, heading in source.columns.items():
        column = columns.get(name)
        yield f"{name} = {_toml(heading)}{_told(column, language)}"
    yield from _unread(source, table, language)
    for name, values in source.values.items():
        if values:
            yield f"[source.values.{name}]"
            yield from _pairs(values)


def _told(column: MappedColumn | None, language: str) -> str:
    """Return samples of a column, and how sure it is."""
    if column is None:
        return ""
    parts = [" | ".join(_one_line(sample) for sample in column.samples)]
    if not column.sure:
        parts.insert(0, say("import.mapping.unsure", language, percent=column.percent))
    text = "; ".join(filter(None, parts))
    return f"  # {text}" if text else ""


def _unread(
    source: SourceMapping, table: ImportedTable | None, language: str
) -> Iterator[str]:
    free = [f for f in words_of(source.kind).headings if f not in source.columns]
    if free:
        yield from _comment("import.mapping.free", language, fields=", ".join(free))
    if table and table.unread:
        unread = ", ".join(map(_one_line, table.unread))
        yield from _comment("import.mapping.unread", language, headings=unread)


def _numbers(known: KnownNumbers, language: str) -> Iterator[str]:
    """Yield who has which number; no name stands there."""
    if not known.salt:
        return
    yield ""
    yield from _comment("import.mapping.numbers", language)
    yield "[numbers]"
    yield f"salt = {_toml(known.salt)}"
    for who, given in (("people", known.people), ("clients", known.clients)):
        if given:
            yield f"[numbers.{who}]"
            yield from _pairs(given)


def _pairs(values: Mapping[str, str]) -> Iterable[str]:
    return (f"{_toml(text)} = {_toml(meaning)}" for text, meaning in values.items())


def _toml(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _one_line(text: str) -> str:
    """Return a text as a comment holds it."""
    return "".join(c if c.isprintable() else " " for c in text)
