"""One cell of the wall: what somebody does on a day."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from api.http.problems import Refusal
from data.both_languages import Both, both, day_name
from data.handed_out.people_names import Names
from data.shift_codes import code_of, span_of
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import Employee


class CellVisit(NamedTuple):
    """A visit on somebody's shift."""

    id: str
    staff_no: int
    client: str
    client_name: str
    clock: str
    kind: Both


class CellDuty(NamedTuple):
    """A shift of somebody."""

    code: str
    clock: str
    unit: str
    minutes: int
    visits: tuple[CellVisit, ...]


class PickedCell(NamedTuple):
    """What somebody does on a day."""

    employee: Employee
    date: dt.date
    day: Both
    duties: tuple[CellDuty, ...]


def cell_of(view: PlanView, who: str, day: dt.date) -> PickedCell:
    """Return what somebody does on a day.

    Raises
    ------
    Refusal
        The plan has no such person or day.
    """
    employee = view.problem.employee.get(who)
    if employee is None or day not in view.problem.dates:
        raise Refusal(404, "not_found")
    mine = [d for d in view.duties if (d.employee, d.date) == (who, day)]
    return PickedCell(
        employee, day, day_name(day), tuple(_duty(view, duty) for duty in mine)
    )


def _duty(view: PlanView, duty: Duty) -> CellDuty:
    return CellDuty(
        code=code_of(view, duty),
        clock=span_of(view, duty),
        unit=view.problem.unit[duty.unit].name,
        minutes=duty.paid_minutes,
        visits=tuple(_visits(view, duty)),
    )


def _visits(view: PlanView, duty: Duty) -> Sequence[CellVisit]:
    local, names = view.clock.local, Names(view.problem)
    return [
        CellVisit(
            id=row.visit,
            staff_no=row.staff_no,
            client=view.visit(row).client,
            client_name=names.client(view.visit(row).client),
            clock=f"{local(row.start):%H:%M}–{local(row.end):%H:%M}",
            kind=both(f"report.visit_kind.{view.visit(row).kind}"),
        )
        for row in view.visits_on(duty)
    ]
