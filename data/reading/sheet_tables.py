"""Sheets of a workbook as the tables of a dataset's files."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from openpyxl.utils import get_column_letter, range_boundaries

from data.cell_place import CellPlace
from data.columns import Sheet, is_private
from data.faults import Fault, FaultList
from data.reading.cells import DAY
from data.reading.headed_rows import Cell, Table, headed_table
from data.reading.rows.sheet_lines import SheetCell, SheetLines
from data.reading.workbooks import read_sheets
from data.sheet_words import SETTINGS, by_word, column_names

_MIDNIGHT = "T00:00"


def known_sheets(
    path: Path, sheets: Sequence[Sheet], faults: FaultList
) -> dict[str, SheetLines]:
    """Return the sheets of a workbook by the file that they stand for.

    Others are blamed; ``BadInput`` is raised where the workbook cannot be read.
    """
    names = [SETTINGS, *(sheet.name for sheet in sheets)]
    words = by_word("dataset.sheet", names)
    found: dict[str, SheetLines] = {}
    by_name = {sheet.name: sheet for sheet in sheets}

    def is_headed(title: str, header: Sequence[SheetCell]) -> bool:
        name = words.get(title.strip().casefold())
        sheet = by_name.get(name) if name is not None else None
        return name == SETTINGS or (
            sheet is not None and not set(sheet.names).isdisjoint(_names(sheet, header))
        )

    for page in read_sheets(path, goes_on=is_headed):
        name = words.get(page.title.strip().casefold())
        place = CellPlace(path.name)
        if name in found:
            faults.append(place.fault("repeated_sheet", None, page.title))
        elif name is not None:
            found[name] = page
        elif page.lines and not is_private(page.title):
            code = "hidden_sheet" if page.hidden else "unknown_sheet"
            known = ", ".join(names)
            faults.append(place.fault(code, None, page.title, names=known))
    return found


def place_of(path: Path, title: str) -> CellPlace:
    """Return where a sheet is."""
    return CellPlace(f"{path.name}: {title}")


def sheet_table(
    sheet: Sheet, place: CellPlace, page: SheetLines, faults: FaultList
) -> Table | None:
    """Return the rows of a sheet; ``None`` when they cannot be told apart."""
    if not page.lines:
        faults.append(place.fault("empty_file"))
        return None
    number, header = page.lines[0]
    names = _names(sheet, header)
    headings = {
        name: f"{cell} ({get_column_letter(at)})"
        for at, (name, cell) in enumerate(zip(names, header, strict=True), start=1)
        if name
    }
    located = replace(place, line=number, headings=headings)
    faults.extend(_merges(located, names, page))
    days = {c.name for c in sheet.columns if c.kind is DAY}
    lines: list[tuple[int, Sequence[Cell]]] = [(number, names)]
    for line, cells in page.lines[1:]:
        spot = replace(located, line=line)
        lines.append((line, _row(spot, names, cells, days, faults)))
    return headed_table(sheet, located, lines, faults, decimal_comma=True)


def _names(sheet: Sheet, header: Sequence[SheetCell]) -> list[str]:
    """Return the columns' names, whatever words the sheet has for them."""
    texts = [cell if isinstance(cell, str) else "" for cell in header]
    return column_names(sheet.name, sheet.names, texts)


def _merges(
    place: CellPlace, names: Sequence[str], page: SheetLines
) -> Iterator[Fault]:
    """Blame cells made one: nobody knows which of the rows their value is for."""
    for area in page.merged:
        left, top = (int(edge or 1) for edge in range_boundaries(area)[:2])
        name = names[left - 1] if left <= len(names) else get_column_letter(left)
        yield replace(place, line=top).fault("merged_cells", name, area)


def _row(
    place: CellPlace,
    names: Sequence[str],
    cells: Sequence[SheetCell],
    days: Collection[str],
    faults: FaultList,
) -> list[Cell]:
    """Return texts as many as the header's; blame what has no heading, or no text."""
    made: list[Cell] = []
    for at, cell in enumerate(cells):
        name = names[at] if at < len(names) else ""
        if is_private(name) or cell == "":
            made.append("")
        elif not name:
            value = cell if isinstance(cell, str) else None
            faults.append(
                place.fault("unnamed_column", get_column_letter(at + 1), value)
            )
            made.append("")
        elif isinstance(cell, str):
            whole_day = name in days and cell.endswith(_MIDNIGHT)
            made.append(cell.removesuffix(_MIDNIGHT) if whole_day else cell)
        else:
            faults.append(place.fault(cell.code, name))
            made.append(None)
    return (made + [""] * len(names))[: len(names)]
