"""A base schedule as a wall: a line for each row and week, hours and burdens beside."""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from data.both_languages import weekday
from data.palette import HEADER, SHIFTS
from scheduler.base_schedule.base_weeks import WEEK, BaseSchedule
from scheduler.base_schedule.neutral import START
from scheduler.domain.problem import Problem
from scheduler.domain.values import ShiftKind
from scheduler.messages import say

_TOP, _FIXED = 2, 4
"""Rows of the heading; columns before the days: row, unit, degree, week."""
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the same bytes whenever it is made
_FIGURES = ("hours_week", "contract_week", "passes", "weekends", "longest_off_hours")


def base_workbook(
    problem: Problem, base: BaseSchedule, figures: Sequence[Mapping[str, object]]
) -> bytes:
    """Return the workbook; it is the same bytes for the same schedule."""
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": problem.name, "created": _MADE})
        _Wall(workbook, problem, base).write(figures)
    return memory.getvalue()


class _Wall:
    """Writes the sheet from top to bottom."""

    def __init__(
        self, workbook: Workbook, problem: Problem, base: BaseSchedule
    ) -> None:
        self._page = workbook.add_worksheet(say("base.sheet"))
        self._problem, self._base = problem, base
        self._head = workbook.add_format({"bold": True, "bg_color": HEADER.fill})
        self._kinds: dict[ShiftKind, Format] = {
            kind: workbook.add_format(
                {"bg_color": colour.fill, "font_color": colour.ink, "align": "center"}
            )
            for kind, colour in SHIFTS.items()
        }

    def write(self, figures: Sequence[Mapping[str, object]]) -> None:
        """Write heading, rows and their figures."""
        self._page.write_string(0, 0, say("base.title", weeks=self._base.weeks))
        for column, text in enumerate(self._headings()):
            self._page.write_string(_TOP - 1, column, text, self._head)
        line = _TOP
        for row, found in zip(self._base.rows, figures, strict=True):
            for week in range(self._base.weeks):
                self._week(line, row.id, week)
                line += 1
            first = line - self._base.weeks
            for n, name in enumerate(_FIGURES):
                self._page.write(first, _FIXED + WEEK + n, found[name])
        self._page.freeze_panes(_TOP, _FIXED)
        self._page.set_column(_FIXED, _FIXED + WEEK - 1, 9)
        self._page.set_landscape()
        self._page.repeat_rows(0, _TOP - 1)

    def _headings(self) -> list[str]:
        days = [weekday(START + timedelta(days=n)).sv for n in range(WEEK)]
        fixed = [say(f"base.column.{c}") for c in ("row", "unit", "degree", "week")]
        return [*fixed, *days, *(say(f"base.column.{name}") for name in _FIGURES)]

    def _week(self, line: int, row: str, week: int) -> None:
        known = self._base.row[row]
        if week == 0:
            vacant = row in self._base.vacant
            self._page.write_string(
                line, 0, say("base.vacant", row=row) if vacant else row
            )
            self._page.write_string(line, 1, known.unit)
            self._page.write_number(line, 2, known.degree_pct)
        self._page.write_number(line, 3, week + 1)
        for day in range(WEEK):
            cell = self._base.cells.get((row, week * WEEK + day))
            if cell is not None:
                kind = self._problem.shift_type[cell.shift].kind
                place = line, _FIXED + day
                self._page.write_string(*place, cell.shift, self._kinds[kind])
