"""What payroll is told as a table, for a spreadsheet or another system's import."""

from collections.abc import Iterator

from data.both_languages import named
from data.export.code_tables import PayrollCodes
from data.export.transactions import Told, Transaction, transactions
from data.tables.frames import csv_bytes, excel_bytes, forms_of, text_frame, typed
from data.written_values import Cells, local, sek
from scheduler.domain.plan_view import PlanView
from scheduler.messages import say

FORMS = forms_of(
    "told employee_id name unit_id code item item_name from:date to:date "
    "start:moment end:moment hours:hours amount:money"
)


def payroll_csv(view: PlanView, codes: PayrollCodes) -> bytes:
    """Return the transactions as CSV; the amounts add up to what the plan costs."""
    return csv_bytes(text_frame(tuple(FORMS), _rows(view, codes, "sv")))


def payroll_xlsx(view: PlanView, codes: PayrollCodes, language: str) -> bytes:
    """Return the same as a workbook, headings and words in a language."""
    frame = typed(text_frame(tuple(FORMS), _rows(view, codes, language)), FORMS)
    headed = frame.rename(columns=lambda name: say(f"export.column.{name}", language))
    return excel_bytes({say("export.sheet", language): headed})


def _rows(view: PlanView, codes: PayrollCodes, language: str) -> Iterator[Cells]:
    for row in transactions(view, codes):
        yield _cells(view, row, language)


def _cells(view: PlanView, row: Transaction, language: str) -> Cells:
    start, end = row.span or (None, None)
    area = "export.absence" if row.told is Told.ABSENCE else "pay.item"
    return {
        "told": row.told.value,
        "employee_id": row.employee,
        "name": view.problem.employee[row.employee].name,
        "unit_id": row.unit,
        "code": row.code,
        "item": row.item,
        "item_name": getattr(named(area, row.item), language) if row.item else None,
        "from": row.first.isoformat(),
        "to": row.last.isoformat(),
        "start": None if start is None else local(start, view.clock),
        "end": None if end is None else local(end, view.clock),
        "hours": f"{row.minutes / 60:.2f}",
        "amount": sek(row.amount),
    }
