"""A plan as a workbook: the wall schedule first, then one sheet per flat table."""

import datetime as dt
import io
from collections.abc import Mapping, Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from data.excel.wall_sheet import WallSheet
from data.life.plan_life import PlanLife
from data.palette import HEADER
from data.tables.frames import Form, filled
from data.tables.plan_sheets import PlanSheet, PlanSheets
from data.wall import wall_of
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.planning.result import Result
from scheduler.rules.rule import Rule

_FORMATS: Mapping[Form, str] = {
    Form.DATE: "yyyy-mm-dd",
    Form.MOMENT: "yyyy-mm-dd hh:mm",
    Form.COUNT: "0",
    Form.HOURS: "#,##0.00",
    Form.MONEY: "#,##0.00",
    Form.FIGURE: "#,##0.00##",
}
_RIGHT = {"align": "right", "indent": 1}
_LEFT = {"align": "left"}
_ALIGNED = {Form.DATE: _LEFT, Form.MOMENT: _LEFT}
_NARROWEST, _WIDEST = 7, 34
_WIDTHS: Mapping[Form, int] = {Form.DATE: 11, Form.MOMENT: 16, Form.LONG: 80}
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def schedule_xlsx(
    problem: Problem,
    result: Result,
    rules: Sequence[Rule],
    life: PlanLife | None = None,
) -> bytes:
    """Return the workbook; it is the same bytes for the same result.

    Its first sheet says where the plan stands in its ``life``, where that is given.
    """
    view = PlanView(problem, result.plan or Plan())
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True}) as workbook:
        made = dt.datetime.combine(problem.start, dt.time())
        workbook.set_properties({"title": problem.name, "created": made})
        breaches = result.audit.breaches if result.audit else ()
        wall = wall_of(view, breaches)
        WallSheet(workbook, view, wall, result, life).write()
        forms = _Forms(workbook)
        for sheet in PlanSheets(view, result, rules).all():
            _write_sheet(workbook, forms, sheet)
    return memory.getvalue()


class _Forms:
    """The cell formats of one workbook."""

    def __init__(self, workbook: Workbook) -> None:
        self.heading = workbook.add_format(
            {
                "bold": True,
                "bg_color": HEADER.fill,
                "font_color": HEADER.ink,
                "valign": "vcenter",
                "text_wrap": True,
            }
        )
        self.text = workbook.add_format({"valign": "top"})
        self.long = workbook.add_format({"valign": "top", "text_wrap": True})
        self.quoted = workbook.add_format({"valign": "top", "quote_prefix": True})
        self._numbers = {
            form: workbook.add_format(
                {"num_format": text, "valign": "top"} | _ALIGNED.get(form, _RIGHT)
            )
            for form, text in _FORMATS.items()
        }

    def of(self, form: Form) -> Format:
        """Return the format of a column."""
        if form is Form.LONG:
            return self.long
        return self._numbers.get(form, self.text)


def _write_sheet(workbook: Workbook, forms: _Forms, sheet: PlanSheet) -> None:
    page = workbook.add_worksheet(sheet.name)
    for at, heading in enumerate(sheet.headings):
        page.write_string(0, at, heading, forms.heading)
        page.set_column(at, at, _width(sheet, at))
        _write_column(page, at, sheet, forms)
    page.set_row(0, 30)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(sheet.frame), len(sheet.headings) - 1)
    _print_setup(page)


def _write_column(page: Worksheet, at: int, sheet: PlanSheet, forms: _Forms) -> None:
    """Write values as what they are, never as formulas; risky texts are quoted."""
    form = sheet.forms[at]
    usual = forms.of(form)
    for down, value in filled(sheet.frame, at, form):
        if not isinstance(value, str):
            page.write_number(down + 1, at, value, usual)
            continue
        risky = value.startswith(_FORMULA_SIGNS)
        page.write_string(down + 1, at, value, forms.quoted if risky else usual)


def _width(sheet: PlanSheet, at: int) -> int:
    if sheet.forms[at] in _WIDTHS:
        return _WIDTHS[sheet.forms[at]]
    words = sheet.headings[at].split()
    texts = (v for v in sheet.frame.iloc[:500, at] if isinstance(v, str))
    longest = max(map(len, (*words, *texts)), default=0)
    return min(_WIDEST, max(_NARROWEST, longest + 3))


def _print_setup(page: Worksheet) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_footer("&L&A&R&P / &N")
