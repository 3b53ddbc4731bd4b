"""The sheet of a wall schedule as a grid: what stands in each person's each day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from openpyxl.utils import get_column_letter

from data.cell_place import CellPlace
from data.faults import BadInput, FaultList
from data.reading.rows.sheet_lines import Line, SheetLines
from data.reading.sheet_tables import place_of
from data.reading.workbooks import read_sheets
from data.sheet_words import by_word
from scheduler.domain.problem import Problem
from scheduler.messages import LANGUAGES, say

_PERSON = "sheet.column.person"


@dataclass(frozen=True)
class WallEntry:
    """One cell of the grid."""

    employee: str
    date: date
    text: str
    place: CellPlace
    """Its row; the column of a fault is the date."""


def read_grid(path: Path, problem: Problem, people: Sequence[str]) -> list[WallEntry]:
    """Return every cell of everybody's every day.

    Raises
    ------
    BadInput
        With everything that is missing, twice, or no text.
    """
    faults = FaultList()
    page = _wall(path)
    place = place_of(path, page.title)
    head = _head(page, problem)
    if head is None:
        raise BadInput([place.fault("no_wall_heading")])
    number, days, person_at = head
    missing = [str(day) for day in problem.dates if day not in days.values()]
    if missing:
        facts = {"names": ", ".join(missing)}
        faults.append(replace(place, line=number).fault("no_wall_day", **facts))
    letters = ((day, get_column_letter(at + 1)) for at, day in days.items())
    headings = {str(day): f"{day} ({letter})" for day, letter in letters}
    spot = replace(place, headings=headings)
    entries = list(_entries(page, (number, days, person_at), spot, faults))
    _check_people(entries, people, spot, faults)
    if faults:
        raise BadInput(faults)
    return entries


def _wall(path: Path) -> SheetLines:
    words = by_word("sheet.name", ["wall"])
    for page in read_sheets(path, lambda title: title.strip().casefold() in words):
        return page
    wanted = ", ".join(say("sheet.name.wall", lang) for lang in LANGUAGES)
    raise BadInput([CellPlace(path.name).fault("no_wall", names=wanted)])


def _head(
    page: SheetLines, problem: Problem
) -> tuple[int, Mapping[int, date], int] | None:
    """Return the row of the dates, the columns of days, and that of people's ids."""
    known = {str(day): day for day in problem.dates}
    words = {say(_PERSON, lang).casefold() for lang in LANGUAGES}
    for number, cells in page.lines:
        texts = [cell if isinstance(cell, str) else "" for cell in cells]
        ids = [at for at, text in enumerate(texts) if text.casefold() in words]
        days = {at: known[text] for at, text in enumerate(texts) if text in known}
        if ids and days:
            return number, days, ids[0]
    return None


def _entries(
    page: SheetLines,
    head: tuple[int, Mapping[int, date], int],
    place: CellPlace,
    faults: FaultList,
) -> Iterator[WallEntry]:
    number, days, person_at = head
    for line, cells in _below(page.lines, number):
        who = cells[person_at] if person_at < len(cells) else ""
        if not isinstance(who, str) or not who:
            continue
        spot = replace(place, line=line)
        for at, day in days.items():
            cell = cells[at] if at < len(cells) else ""
            if isinstance(cell, str):
                yield WallEntry(who, day, " ".join(cell.split()), spot)
            else:
                faults.append(spot.fault(cell.code, str(day)))


def _below(lines: Sequence[Line], number: int) -> Iterator[Line]:
    return (line for line in lines if line[0] > number)


def _check_people(
    entries: Sequence[WallEntry],
    people: Sequence[str],
    place: CellPlace,
    faults: FaultList,
) -> None:
    """Blame people whom nobody knows, who stand twice, or who are gone."""
    rows: dict[str, int | None] = {}
    for entry in entries:
        who, line, blame = entry.employee, entry.place.line, entry.place.fault
        first = rows.setdefault(who, line)
        if first != line:
            faults.append(blame("repeated_id", None, who, first=first or 0))
        elif who not in people:
            faults.append(blame("unknown_wall_person", None, who))
    for who in people:
        if who not in rows:
            faults.append(place.fault("no_wall_row", None, who))
