"""The sheet of a wall schedule as a grid: what stands in each person's each day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from openpyxl.utils import get_column_letter

from data.cell_place import CellPlace
from data.faults import BadInput, FaultList
from data.reading.rows.sheet_lines import Line, SheetCell, SheetLines
from data.reading.sheet_tables import place_of
from data.reading.workbooks import read_sheets
from data.sheet_words import by_word
from scheduler.domain.problem import Problem
from scheduler.messages import LANGUAGES, say

_PERSON, _NAME = "sheet.column.person", "sheet.column.name"


@dataclass(frozen=True)
class WallHead:
    """Where things stand in the rows below the heading."""

    line: int
    days: Mapping[int, date]
    person: int
    """The column of people's ids."""
    name: int | None
    """That of their names."""


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
    missing = [str(day) for day in problem.dates if day not in head.days.values()]
    if missing:
        facts = {"names": ", ".join(missing)}
        faults.append(replace(place, line=head.line).fault("no_wall_day", **facts))
    letters = ((day, get_column_letter(at + 1)) for at, day in head.days.items())
    headings = {str(day): f"{day} ({letter})" for day, letter in letters}
    spot = replace(place, headings=headings)
    entries = list(_entries(page, head, spot, faults))
    _check_names(page, head, spot, problem, faults)
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


def _head(page: SheetLines, problem: Problem) -> WallHead | None:
    """Return where the dates, people's ids and their names stand."""
    known = {str(day): day for day in problem.dates}
    for number, cells in page.lines:
        texts = [cell if isinstance(cell, str) else "" for cell in cells]
        days = {at: known[text] for at, text in enumerate(texts) if text in known}
        person, name = (_column(texts, word) for word in (_PERSON, _NAME))
        if days and person is not None:
            return WallHead(number, days, person, name)
    return None


def _column(texts: Sequence[str], key: str) -> int | None:
    words = {say(key, lang).casefold() for lang in LANGUAGES}
    return next((at for at, t in enumerate(texts) if t.casefold() in words), None)


def _entries(
    page: SheetLines,
    head: WallHead,
    place: CellPlace,
    faults: FaultList,
) -> Iterator[WallEntry]:
    for line, cells in _below(page.lines, head.line):
        who = _text(cells, head.person)
        if not who:
            continue
        spot = replace(place, line=line)
        for at, day in head.days.items():
            cell = cells[at] if at < len(cells) else ""
            if isinstance(cell, str):
                yield WallEntry(who, day, " ".join(cell.split()), spot)
            else:
                faults.append(spot.fault(cell.code, str(day)))


def _below(lines: Sequence[Line], number: int) -> Iterator[Line]:
    return (line for line in lines if line[0] > number)


def _text(cells: Sequence[SheetCell], at: int | None) -> str:
    cell = cells[at] if at is not None and at < len(cells) else ""
    return cell if isinstance(cell, str) else ""


def _check_names(
    page: SheetLines,
    head: WallHead,
    place: CellPlace,
    problem: Problem,
    faults: FaultList,
) -> None:
    """Blame another name in somebody's row, and shifts in a row that is nobody's.

    Ids say whose a row is: who writes another name, or adds a row, means something
    that would not come about.
    """
    codes = {type_.id.casefold() for type_ in problem.shift_types}
    for line, cells in _below(page.lines, head.line):
        who, name = _text(cells, head.person), _text(cells, head.name)
        blame = replace(place, line=line).fault
        person = problem.employee.get(who)
        if person is not None and name not in ("", person.name, person.id):
            known = person.name or person.id
            faults.append(blame("wall_name_changed", None, name, id=who, name=known))
        words = {_text(cells, at).casefold() for at in head.days}
        if not who and any(w in codes and not w.isdigit() for w in words):
            faults.append(blame("wall_row_of_nobody", None, name or "–"))


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
