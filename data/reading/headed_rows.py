"""Rows below a header as located cells, whatever they were written in."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from data.cell_place import CellPlace
from data.columns import Sheet, unknown
from data.faults import FaultList
from data.written_values import unguarded

Cell = str | None
"""The text of a cell; ``None`` is a cell that was already blamed."""


@dataclass(frozen=True)
class TableRow:
    """The cells of one row by column."""

    place: CellPlace
    cells: dict[str, Cell]


@dataclass(frozen=True)
class Table:
    """The rows of one file, sheet or array."""

    place: CellPlace
    rows: list[TableRow] = field(default_factory=list)
    decimal_comma: bool = False


def headed_table(
    sheet: Sheet,
    place: CellPlace,
    lines: Sequence[tuple[int, Sequence[Cell]]],
    faults: FaultList,
    *,
    decimal_comma: bool = False,
) -> Table | None:
    """Return the rows below the first line; ``None`` when that is no header.

    Parameters
    ----------
    sheet
        What the columns should be.
    place
        Where the header stands.
    lines
        Number and cells of each line, the header's first.
    faults
        Where to note what is wrong.
    decimal_comma
        Whether numbers are written so.
    """
    header = _header(sheet, place, [cell or "" for cell in lines[0][1]], faults)
    if header is None:
        return None
    rows = [
        _row(sheet, replace(place, line=number), header, cells, faults)
        for number, cells in lines[1:]
        if any(_is_filled(cell) for cell in cells)
    ]
    return Table(replace(place, line=None), rows, decimal_comma)


def _is_filled(cell: Cell) -> bool:
    return cell is None or bool(cell.strip())


def _header(
    sheet: Sheet, place: CellPlace, cells: Sequence[str], faults: FaultList
) -> list[str] | None:
    """Return the names of the columns, if these are columns of the file at all."""
    names = [cell.strip() for cell in cells]
    wanted = ", ".join(sheet.names)
    if not set(names) & set(sheet.names):
        faults.append(
            place.fault("header", None, ", ".join(names), file=sheet.file, names=wanted)
        )
        return None
    faults.extend(
        place.fault("missing_column", name)
        for name in sheet.expected
        if name not in names
    )
    faults.extend(
        place.fault("unknown_column", name, name, names=wanted)
        for name in unknown(filter(None, names), sheet.names)
    )
    faults.extend(
        place.fault("repeated_column", name, name)
        for name in sheet.names
        if names.count(name) > 1
    )
    return names


def _row(
    sheet: Sheet,
    place: CellPlace,
    header: list[str],
    cells: Sequence[Cell],
    faults: FaultList,
) -> TableRow:
    """Return the cells by column; of a row of another width only its id is trusted."""
    found: dict[str, Cell] = {
        column.name: None if column.expected else "" for column in sheet.columns
    }
    cells = _as_wide(sheet, header, cells)
    if len(cells) != len(header):
        faults.append(place.fault("cell_count", found=len(cells), expected=len(header)))
        header = header[:1] if sheet.key and header[0] == sheet.key.name else []
    for name, cell in zip(header, cells, strict=False):
        if name in found:
            found[name] = None if cell is None else unguarded(cell.strip())
        elif not name and _is_filled(cell):
            faults.append(place.fault("unnamed_column", None, cell))
    return TableRow(place, found)


def _as_wide(sheet: Sheet, header: list[str], cells: Sequence[Cell]) -> Sequence[Cell]:
    """Return the cells of a row as many as the header's, where only empty ones differ.

    A spreadsheet cuts off all empty cells at the end: a row that is short and still
    ends with one, or is short of a cell that must be filled, has lost something else.
    """
    if len(cells) == len(header):
        return cells
    needed = {column.name for column in sheet.columns if column.needed}
    if _is_filled(cells[-1]) and needed.isdisjoint(header[len(cells) :]):
        cells = [*cells, *[""] * (len(header) - len(cells))]
    if not any(_is_filled(cell) for cell in cells[len(header) :]):
        cells = cells[: len(header)]
    return cells
