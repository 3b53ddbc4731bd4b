"""The wall schedule as the first sheet of the workbook, ready for landscape A3."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from data.both_languages import money, weekday
from data.ended import ended
from data.life.life_words import life_words
from data.life.plan_life import PlanLife
from data.palette import AWAY, GROUP, HEADER, RED_DAY, RED_INK, SHIFTS, WEEKEND
from data.shift_codes import MARKS, key_of_codes, kind_of, wall_text
from data.wall import Group, Wall, WallCell, WallDay, WallHeadcount, WallLine
from scheduler.domain.plan_view import PlanView
from scheduler.domain.values import AbsenceKind
from scheduler.messages import say
from scheduler.planning.result import Result

_TITLE, _WEEK, _WEEKDAY, _DATE, _TOP = 0, 2, 3, 4, 5
"""Rows of the heading, and the first row below it."""
_FIXED = 3
"""Columns before the days: name, role, degree."""
_SUMS = (
    "shifts",
    "weekends",
    "nights",
    "hours",
    "above",
    "resource",
    "credit",
    "target",
    "carried",
    "balance",
)
_A3 = 8
_LEGEND_COLUMNS, _LEGEND_WIDTH = 4, 9
"""Side by side, and how many columns of the sheet each takes."""
_FAULT = {"border": 5, "border_color": RED_INK, "left": 5, "left_color": RED_INK}


class WallSheet:
    """Writes the wall to a sheet of its own, top to bottom."""

    def __init__(
        self,
        workbook: Workbook,
        view: PlanView,
        wall: Wall,
        result: Result,
        life: PlanLife | None = None,
    ) -> None:
        self._formats = _Formats(workbook)
        self._page: Worksheet = workbook.add_worksheet(say("sheet.name.wall"))
        self._view = view
        self._wall = wall
        self._result = result
        self._stands = "" if life is None else life_words(life).sv
        self._last = _FIXED + len(wall.days) + len(_SUMS) - 1
        self._row = _TOP

    def write(self) -> None:
        """Write the whole sheet."""
        self._heading()
        for group in self._wall.groups:
            self._group(group)
        self._staffing()
        self._legend()
        self._page.set_column(0, 0, 24)
        self._page.set_column(1, 2, 6)
        days_end = _FIXED + len(self._wall.days) - 1
        self._page.set_column(_FIXED, days_end, self._code_width())
        self._page.set_column(days_end + 1, self._last, 9)
        self._page.set_column(self._last + 1, self._last + 1, 12)
        self._page.freeze_panes(_TOP, _FIXED)
        self._print_setup()

    def _code_width(self) -> float:
        """Return a column width that holds all but the longest pairs of codes."""
        longest = max((len(d.shift) for d in self._view.duties), default=0)
        return min(10.0, max(5.3, longest + 2.0))

    def _print_setup(self) -> None:
        page = self._page
        page.set_landscape()
        page.set_paper(_A3)
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.repeat_rows(_WEEK, _DATE)
        page.repeat_columns(0, _FIXED - 1)
        page.set_footer("&L&A&C&F&R&P / &N")
        page.hide_gridlines(2)

    def _heading(self) -> None:
        problem, page, form = self._view.problem, self._page, self._formats
        start, end = problem.start, problem.end
        title = say("sheet.wall.title", name=problem.name, start=start, end=end)
        page.write_string(_TITLE, 0, title, form({"bold": True, "font_size": 16}))
        page.set_row(_TITLE, 24)
        page.write_string(
            _TITLE + 1, 0, self._outcome(), form({"font_color": "#444444"})
        )
        heading = form(_heading_style())
        for row in (_WEEK, _WEEKDAY):
            for at in range(self._last + 1):
                page.write_blank(row, at, None, heading)
        for at, name in enumerate(("name", "role", "degree")):
            page.write_string(_DATE, at, say(f"sheet.column.{name}"), heading)
        for at, day in enumerate(self._wall.days, start=_FIXED):
            self._day_heading(at, day)
        for at, name in enumerate(_SUMS, start=_FIXED + len(self._wall.days)):
            wide = form(_heading_style() | {"text_wrap": True, "align": "right"})
            page.write_string(_DATE, at, say(f"sheet.sum.{name}"), wide)
        page.write_string(_DATE, self._last + 1, say("sheet.column.person"), heading)
        hours_at = self._last - len(_SUMS) + 1 + _SUMS.index("hours")
        hours = form(_heading_style() | {"align": "right", "bold": False})
        page.write_string(_WEEKDAY, hours_at, say("sheet.wall.hours"), hours)
        page.set_row(_DATE, 30)

    def _outcome(self) -> str:
        """Say where the plan stands, how planning ended, what it costs and breaks."""
        audit = self._result.audit
        status = ended(self._result).sv
        if audit is None:
            return f"{self._stands} {status}".lstrip()
        judged = say(
            "sheet.wall.judged",
            cost=money(audit.paid).sv,
            hard=audit.hard_breaches,
            open=audit.must_open,
        )
        return f"{self._stands} {status} {judged}".lstrip()

    def _day_heading(self, at: int, day: WallDay) -> None:
        style = _heading_style() | {"align": "center"}
        if day.is_red:
            style |= {"bg_color": RED_DAY, "font_color": RED_INK}
        elif day.is_weekend:
            style |= {"bg_color": WEEKEND, "font_color": "#333333"}
        form, page = self._formats, self._page
        if at == _FIXED or day.date.isoweekday() == 1:
            week = say("sheet.wall.week", week=day.date.isocalendar().week)
            page.write_string(_WEEK, at, week, form(_heading_style()))
        page.write_string(_WEEKDAY, at, weekday(day.date).sv, form(style))
        moment = dt.datetime.combine(day.date, dt.time())
        page.write_datetime(_DATE, at, moment, form(style | {"num_format": "d/m"}))
        if day.holiday:
            page.write_comment(_DATE, at, day.holiday.sv)

    def _group(self, group: Group) -> None:
        style = {"bold": True, "bg_color": GROUP.fill, "font_color": GROUP.ink}
        form = self._formats(style)
        self._page.write_string(self._row, 0, group.name, form)
        for at in range(1, self._last + 1):
            self._page.write_blank(self._row, at, None, form)
        self._row += 1
        for line in group.lines:
            self._line(line)

    def _line(self, line: WallLine) -> None:
        form, page, row = self._formats, self._page, self._row
        edge = {"bottom": 4, "bottom_color": "#BBBBBB"}
        page.write_string(row, 0, line.name, form(edge | {"quote_prefix": True}))
        if line.employee:
            page.write_string(row, 1, line.employee.role, form(edge))
            if line.hours.is_owed:
                share = form(edge | {"num_format": "0%"})
                page.write_number(row, 2, line.employee.degree_pct / 100, share)
            else:
                page.write_string(row, 2, say("sheet.wall.hourly"), form(edge))
        for at, (day, cell) in enumerate(
            zip(self._wall.days, line.cells, strict=True), start=_FIXED
        ):
            self._cell(at, day, cell)
        for at, (value, style) in enumerate(
            _sums(line), start=_FIXED + len(self._wall.days)
        ):
            if value is not None:
                page.write_number(row, at, value, form(edge | style))
        quoted = form(edge | {"quote_prefix": True, "num_format": "@"})
        page.write_string(row, self._last + 1, line.id, quoted)
        self._row += 1

    def _cell(self, at: int, day: WallDay, cell: WallCell) -> None:
        style: dict[str, Any] = {"border": 1, "border_color": "#D5D5D0"}
        if day.date.isoweekday() == 1:
            style |= {"left": 2, "left_color": "#8A9A9E"}
        style |= {"align": "center", "num_format": "@"} | _context(day)
        text = wall_text(self._view, cell.duties, cell.absence)
        if cell.absence:
            style |= {"bg_color": AWAY.fill, "font_color": AWAY.ink, "italic": True}
        if cell.duties:
            colour = SHIFTS[kind_of(self._view, cell.duties[0])]
            style |= {"bg_color": colour.fill, "font_color": colour.ink}
        if cell.faults:
            style |= _FAULT
        form = self._formats(style)
        if text:
            self._page.write_string(self._row, at, text, form)
        else:
            self._page.write_blank(self._row, at, None, form)

    def _staffing(self) -> None:
        self._row += 1
        bold = self._formats({"bold": True, "font_size": 12})
        self._page.write_string(self._row, 0, say("sheet.wall.staffing"), bold)
        self._row += 1
        for count in self._wall.staffing:
            self._headcount(count)

    def _headcount(self, count: WallHeadcount) -> None:
        band = say(f"report.band.{count.band}")
        label = say("sheet.wall.band", unit=count.name, band=band)
        form = self._formats({"quote_prefix": True})
        self._page.write_string(self._row, 0, label, form)
        for at, (day, heads) in enumerate(
            zip(self._wall.days, count.counts, strict=True), start=_FIXED
        ):
            style = {"align": "center", "border": 1, "border_color": "#D5D5D0"}
            self._page.write_number(
                self._row, at, heads, self._formats(style | _context(day))
            )
        self._row += 1

    def _legend(self) -> None:
        self._row += 1
        bold = self._formats({"bold": True, "font_size": 12})
        self._page.write_string(self._row, 0, say("report.legend"), bold)
        lines = list(self._legend_lines())
        beside = min(_LEGEND_COLUMNS, max(1, self._last // _LEGEND_WIDTH))
        deep = -(-len(lines) // beside)
        for n, (text, style) in enumerate(lines):
            row, at = self._row + 1 + n % deep, 1 + _LEGEND_WIDTH * (n // deep)
            self._page.write_string(row, at, text[0], self._formats(style))
            self._page.write_string(row, at + 1, text[1], self._formats({"indent": 1}))

    def _legend_lines(self) -> Iterator[tuple[tuple[str, str], Mapping[str, Any]]]:
        for code, kind, words in key_of_codes(self._view):
            colour = SHIFTS[kind]
            style = {"bg_color": colour.fill, "font_color": colour.ink}
            yield (code, words.sv), style | {"align": "center"}
        away = {"bg_color": AWAY.fill, "font_color": AWAY.ink, "italic": True}
        for absence in AbsenceKind:
            code = say(f"report.absence_code.{absence}")
            meaning = say(f"report.absence.{absence}")
            yield (code, meaning), away | {"align": "center"}
        yield ("", say("report.wall.fault")), _FAULT
        for mark in MARKS:
            sign = say(f"report.mark.{mark}")
            yield (sign, say(f"report.mark_meaning.{mark}")), {"align": "center"}


class _Formats:
    """Makes each cell format of the workbook once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def __call__(self, style: Mapping[str, Any]) -> Format:
        """Return the format of a style."""
        key = tuple(sorted(style.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(
                {"font_name": "Calibri", "font_size": 10, "valign": "vcenter"}
                | dict(style)
            )
        return self._made[key]


def _heading_style() -> dict[str, Any]:
    return {"bold": True, "bg_color": HEADER.fill, "font_color": HEADER.ink}


def _context(day: WallDay) -> dict[str, Any]:
    if day.is_red:
        return {"bg_color": RED_DAY}
    return {"bg_color": WEEKEND} if day.is_weekend else {}


def _sums(line: WallLine) -> list[tuple[float | None, dict[str, Any]]]:
    """Return the sums of a line in the order of ``_SUMS``; hours, not minutes."""
    count, time = {"num_format": "0"}, {"num_format": "0.0"}
    balance: dict[str, Any] = {"num_format": "+0.0;-0.0;0.0", "bold": True}
    if line.faults:
        balance["font_color"] = RED_INK
    owed, hours = line.hours.is_owed, line.hours
    return [
        (line.shifts, count),
        (line.weekends, count),
        (line.nights, count),
        (hours.worked / 60, time),
        (hours.above / 60, time),
        (hours.resource / 60, time),
        (hours.credit / 60 if owed else None, time),
        (hours.target / 60 if owed else None, time),
        (hours.carried / 60 if owed else None, time),
        (hours.balance / 60 if owed else None, balance),
    ]
