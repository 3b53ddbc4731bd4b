"""A schedule with a column for each day, as a list with a row for each shift."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from data.columns import UnreadableCellError
from data.importing.export_tables import ExportTable, text_of
from data.importing.exported.written_dates import DateForm, day_of, is_weekday
from data.importing.imported_row import is_note_word
from data.reading.rows.sheet_lines import SheetCell

HEADINGS = ("Datum", "Tid", "Pass")
"""Of the columns that stand for those of the days."""
_SEARCHED = 40
_FEWEST_DAYS = 7
"""A week; fewer columns with dates are a list's own."""
_SPAN = re.compile(r"\d{1,2}(?:[:.]?\d{2})?\s*[-–—]\s*\d{1,2}(?:[:.]?\d{2})?(?![\d:.])")
_WEEK = re.compile(
    r"(?:\d{4}[ -]*)?(?:v|w|vecka|week)[. ]*\d{1,2}(?:[ ,/-]+\d{4})?", re.I
)
_MONTH = re.compile(
    r"\b(jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-zåäö]*\.? ?(\d{4})?", re.I
)
_DAY_NUMBER = re.compile(r"(?:[a-zåäö]{2,3}\.? )?(\d{1,2})", re.I)


class _Days(NamedTuple):
    """Where the days stand."""

    at: int
    """Which line of the table."""
    dates: dict[int, str]
    """The date of each column, as a cell would say it."""


def by_day(table: ExportTable) -> ExportTable:
    """Return a list of what stands below each day; any other table as it is."""
    days = _days_of(table)
    if days is None:
        return table
    line, head = table.lines[days.at]
    kept = [column for column in range(len(head)) if column not in days.dates]
    headings: list[SheetCell] = [*(head[column] for column in kept), *HEADINGS]
    lines = [*table.lines[: days.at], (line, headings)]
    for number, cells in table.lines[days.at + 1 :]:
        who = [cells[column] if column < len(cells) else "" for column in kept]
        if is_note_word(next(filter(None, map(text_of, who)), "")):
            lines.append((number, who))
            continue
        for column, day in days.dates.items():
            if column < len(cells):
                shifts = _shifts(cells[column])
                lines += [(number, [*who, day, *shift]) for shift in shifts]
    return replace(table, lines=tuple(lines), has_days=True)


def _shifts(cell: SheetCell) -> Iterator[tuple[SheetCell, str]]:
    """Yield time and code of each shift of a cell; a word alone may be either.

    *07:00-15:30*, *D1 07-16*, *07-11 16-20*, *D1*, *Ledig*.
    """
    text = text_of(cell)
    found = _SPAN.findall(text)
    code = " ".join(_SPAN.sub(" ", text).split()).strip("()[],;/ ")
    if not found and (text.strip(" -–—") or isinstance(cell, UnreadableCellError)):
        yield cell, code
    for time in found:
        yield time, code


def _days_of(table: ExportTable) -> _Days | None:
    """Return the line that has most days, each after the one before it."""
    best: _Days | None = None
    for at in range(min(_SEARCHED, len(table.lines))):
        dates = _in_a_row(_dates(table, at))
        if len(dates) >= _FEWEST_DAYS and (
            best is None or len(dates) > len(best.dates)
        ):
            best = _Days(at, dates)
    return best


def _dates(table: ExportTable, at: int) -> dict[int, str]:
    """Return what could be dates of a line, with week or month from above."""
    line, cells = table.lines[at]
    is_below = at > 0 and table.lines[at - 1][0] == line - 1
    above = table.lines[at - 1][1] if is_below else []
    titles = [text_of(cell) for _, row in table.lines[:at] for cell in row]
    month = next((m for m in map(_MONTH.search, titles) if m and m[2]), None)
    group, found = "", {}
    for column, cell in enumerate(cells):
        text = text_of(cell)
        group = (text_of(above[column]) if column < len(above) else "") or group
        if is_weekday(text) and _WEEK.fullmatch(group):
            text = f"{group} {text}"
        elif number := _DAY_NUMBER.fullmatch(text):
            named = _MONTH.fullmatch(group) or month
            text = f"{number[1]} {named[1]} {named[2] or ''}".strip() if named else text
        if text:
            found[column] = text
    return found


def _in_a_row(texts: dict[int, str]) -> dict[int, str]:
    """Return the dates among some cells, if there are no others after the first.

    Without a year each is as near as it can be to the one before it.
    """
    days: dict[int, date] = {}
    near = date(2000, 1, 1)
    for column, text in texts.items():
        try:
            near = days[column] = day_of(text, DateForm(near=near))
        except UnreadableCellError:
            continue
    if all(first < second for first, second in pairwise(days.values())):
        return {column: texts[column] for column in days}
    return {}
