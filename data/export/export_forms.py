"""Every form in which a plan leaves for another system."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from data.cell_place import CellPlace
from data.export.calendars import Calendars
from data.export.code_tables import ledger_accounts, payroll_codes
from data.export.paxml import paxml
from data.export.payroll_tables import payroll_csv, payroll_xlsx
from data.export.personal_numbers import check_personal_numbers
from data.export.sie import sie
from data.faults import BadInput
from scheduler.domain.plan_view import PlanView


class ExportForm(StrEnum):
    """What a plan can be exported as.

    ``paxml``: time, pay, absences and schedule for a payroll system (PAXml 2.0);
    ``csv`` and ``xlsx``: the same as a table. ``sie``: the cost by unit for a ledger
    (SIE 4I). ``ical``: calendars of people and units.
    """

    PAXML = "paxml"
    CSV = "csv"
    XLSX = "xlsx"
    SIE = "sie"
    ICAL = "ical"


@dataclass(frozen=True)
class ExportOrder:
    """How a plan is to be exported."""

    form: ExportForm
    made_at: datetime
    """UTC."""
    language: str = "sv"
    codes: str = ""
    """Somebody's own table of codes or accounts, TOML."""
    place: CellPlace | None = None
    """Where that stands."""
    only: str | None = None
    """A person or a unit, whose calendar alone is order."""


class Exported(NamedTuple):
    """A file for another system."""

    suffix: str
    media_type: str
    content: bytes


def exported(view: PlanView, order: ExportOrder) -> Exported:
    """Return a plan as another system reads it.

    Raises
    ------
    BadInput
        The table has faults, nobody and no unit has the id, or people are named by
        personal numbers.
    """
    check_personal_numbers(view.problem)
    return _MAKERS[order.form](view, order)


def _paxml(view: PlanView, order: ExportOrder) -> Exported:
    codes = payroll_codes(order.codes, order.place)
    content = paxml(view, codes, order.made_at)
    return Exported(".xml", "application/xml", content)


def _csv(view: PlanView, order: ExportOrder) -> Exported:
    codes = payroll_codes(order.codes, order.place)
    return Exported(".csv", "text/csv", payroll_csv(view, codes))


def _xlsx(view: PlanView, order: ExportOrder) -> Exported:
    codes = payroll_codes(order.codes, order.place)
    return Exported(".xlsx", XLSX, payroll_xlsx(view, codes, order.language))


def _sie(view: PlanView, order: ExportOrder) -> Exported:
    accounts = ledger_accounts(order.codes, order.place)
    content = sie(view, accounts, order.made_at, order.language)
    return Exported(".si", "text/plain; charset=cp437", content)


def _ical(view: PlanView, order: ExportOrder) -> Exported:
    calendars = Calendars(view, order.made_at, order.language)
    if order.only is None:
        return Exported(".zip", "application/zip", calendars.all())
    if order.only in view.problem.employee:
        return Exported(".ics", "text/calendar", calendars.of_person(order.only))
    if order.only in view.problem.unit:
        return Exported(".ics", "text/calendar", calendars.of_unit(order.only))
    raise BadInput([CellPlace("only").fault("export_nobody", None, order.only)])


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MAKERS: Mapping[ExportForm, Callable[[PlanView, ExportOrder], Exported]] = {
    ExportForm.PAXML: _paxml,
    ExportForm.CSV: _csv,
    ExportForm.XLSX: _xlsx,
    ExportForm.SIE: _sie,
    ExportForm.ICAL: _ical,
}
