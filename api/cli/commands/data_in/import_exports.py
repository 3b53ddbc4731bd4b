"""``bemanna import``: files of other systems become a dataset."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.table import Table

from api.cli.commands.written_dataset import tell_dataset
from api.cli.exits import Exit
from api.cli.kept_file import keep_file
from api.cli.output import Output
from api.cli.stopping import stopping
from api.cli.terminal_tables import section_tables
from api.import_answer import ImportAnswer, ImportedFile, ImportNote
from api.inputs import read_inputs
from api.summary import size_of
from data.control_characters import visible
from data.disk.uncollected import uncollected
from data.disk.whole_file import check_file
from data.faults import BadInput
from data.importing.export_words import CERTAIN
from data.importing.import_files import ImportAsked, Imported, import_files
from data.importing.mapping import ExportMapping
from data.importing.mapping_file import read_mapping, write_mapping
from data.importing.pseudonyms import read_key
from data.reading.dataset import MAPPING, RULES
from data.writing.dataset_files import check_dataset_folder, write_dataset

_SEPARATORS = {"\t": "TAB"}


@dataclass(frozen=True)
class ImportOrder:
    """Which files, where to, and what is known about them."""

    files: Sequence[Path]
    to: Path
    mapping: Path | None = None
    base: Path | None = None
    start: date | None = None
    days: int | None = None
    key: Path | None = None
    writes_red: bool = False
    force: bool = False


@uncollected()
def import_exports(order: ImportOrder, output: Output) -> Exit:
    """Read exports, tell how, and write a dataset where nothing is red.

    Raises
    ------
    BadInput
        The mapping, the base or the key cannot be read, or the folder not written.
    """
    check_dataset_folder(order.to, force=order.force)
    mapping, is_kept = _mapping(order)
    if not is_kept and order.mapping is not None:
        check_file(order.mapping, belongs=order.mapping.name == MAPPING)
    base = None
    if order.base is not None:
        base = read_inputs(order.base).problem
    asked = ImportAsked(mapping, read_key(order.key), base, order.to.resolve().name)
    imported = import_files(order.files, asked)
    answer = ImportAnswer.of(imported)
    _tell(answer, output)
    written = write_mapping(imported, output.language)
    stopping.keep()
    if not is_kept and order.mapping is not None:
        keep_file(order.mapping, written, belongs=order.mapping.name == MAPPING)
        output.tell("cli.import.mapping", path=order.mapping)
    document: dict[str, object] = answer.model_dump(mode="json")
    if imported.problem is None or (imported.red and not order.writes_red):
        count = sum(1 + fault.more for fault in imported.refused)
        output.note(output.words("input.import_nothing_red", count=count))
        return output.document(document, Exit.BAD_INPUT)
    files = _write(order, imported, written, output)
    return output.document(document | {"written": files}, Exit.DONE)


def _mapping(order: ImportOrder) -> tuple[ExportMapping, bool]:
    """Return the mapping, and whether it was there already."""
    path = order.mapping or order.to / MAPPING
    mapping, is_kept = ExportMapping(), path.is_file()
    if is_kept:
        mapping = read_mapping(path.read_bytes(), str(path))
    return mapping.with_days(order.start, order.days), is_kept


def _write(
    order: ImportOrder, imported: Imported, mapping: bytes, output: Output
) -> Mapping[str, str]:
    """Write the dataset, with the rules of the base."""
    if imported.problem is None:
        raise BadInput(imported.refused)
    rules = order.base / RULES if order.base else None
    written = write_dataset(
        imported.problem,
        order.to,
        rules.read_bytes() if rules and rules.is_file() else None,
        mapping=mapping,
        force=order.force,
    )
    output.show(section_tables([size_of(imported.problem)], output.language))
    files = tell_dataset(written, output)
    output.tell("cli.import.mapping", path=order.to / MAPPING)
    return files | {"mapping": str(order.to / MAPPING)}


def _tell(answer: ImportAnswer, output: Output) -> None:
    for file in answer.files:
        _tell_file(file, output)
    for key, notes in (("yellow", answer.yellow), ("red", answer.red)):
        if notes:
            output.tell(f"cli.import.{key}")
        for note in notes:
            output.show(f"- {_place(note, output)}: {_in(note, output)}")
    if answer.assumed:
        output.tell("cli.import.assumed", file=MAPPING)
    for assumed in answer.assumed:
        output.show(f"- {getattr(assumed, f'message_{output.language}')}")


def _tell_file(file: ImportedFile, output: Output) -> None:
    if file.kind is None:
        told = "skipped" if file.skipped else "unknown"
        output.tell(f"cli.import.{told}", file=file.file)
        return
    kind = output.words(f"import.kind.{file.kind}")
    facts = {"file": file.file, "kind": kind, "line": file.heading_line}
    output.tell("cli.import.table", **facts, known=file.known)
    if file.separator:
        mark = _SEPARATORS.get(file.separator, file.separator)
        output.tell("cli.import.text", encoding=file.encoding, separator=mark)
    output.show(_columns(file, output))
    if file.unread:
        output.tell("cli.import.unread", headings=", ".join(file.unread))
    rows = {"green": file.green, "yellow": file.yellow, "red": file.red}
    output.tell("cli.import.rows", **rows)
    output.show("")


def _columns(file: ImportedFile, output: Output) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for name in ("heading", "field", "sure", "samples"):
        table.add_column(output.words(f"cli.import.column.{name}"))
    for column in file.columns:
        sure = output.words("cli.import.sure")
        if column.percent < CERTAIN:
            sure = output.words("cli.import.unsure", percent=column.percent)
        table.add_row(
            visible(column.heading),
            output.words(f"import.field.{column.field}"),
            sure,
            visible(" | ".join(column.samples)),
        )
    return table


def _place(note: ImportNote, output: Output) -> str:
    line = note.line and output.words("input.at_line", line=note.line)
    column = note.column and output.words("input.at_column", name=note.column)
    return ", ".join(part for part in (note.file, line, column) if part)


def _in(note: ImportNote, output: Output) -> str:
    return str(getattr(note, f"message_{output.language}"))
