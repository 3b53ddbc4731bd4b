"""What somebody asks of a plan, understood or refused with all that is wrong."""

import re
from collections.abc import Callable
from typing import NamedTuple

from data.cell_place import CellPlace
from data.columns import UnreadableCellError
from data.faults import BadInput, Fault
from data.reading.cells import MOMENT
from data.reading.frame import Frame
from scheduler.domain.plan import VisitRow
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.values import Instant
from scheduler.replanning.sick_call import SickCall, ill_until

_SHIFT = re.compile(r"(.+)@([0-9]{4}-[0-9]{2}-[0-9]{2})")
_PLACE = re.compile(r"(.+?)(?:#([1-9]))?")


class SickAsked(NamedTuple):
    """Who is ill, from when, and until when if that is known; as it was typed."""

    employee: str
    start: str
    end: str | None = None


Place = Callable[[str], CellPlace]
"""Where a part of what is asked was given, by its name."""


def sick_call(view: PlanView, asked: SickAsked, place: Place) -> SickCall:
    """Return the call that is meant; without an end it is that day and its last shift.

    Raises
    ------
    BadInput
        Nobody is called that, or a moment is none of the plan.
    """
    faults: list[Fault] = []
    if asked.employee not in view.problem.employee:
        where = place("employee_id")
        target = "employees.csv"
        faults.append(where.fault("unknown_id", None, asked.employee, target=target))
    start = _moment(view, asked.start, place("from"), faults)
    end = None
    if asked.end is not None:
        end = _moment(view, asked.end, place("to"), faults)
        if start is not None and end is not None and end <= start:
            fault = place("to").fault("sick_ends_first", None, asked.end)
            faults.append(fault)
    if faults or start is None:
        raise BadInput(faults)
    who = view.problem.employee[asked.employee]
    until = ill_until(view, who, start) if end is None else end
    return SickCall(employee=who.id, start=start, end=until)


def _moment(
    view: PlanView, text: str, place: CellPlace, faults: list[Fault]
) -> Instant | None:
    frame = Frame(view.clock, view.problem.start, view.problem.end)
    try:
        known = frame.occurrences(MOMENT.parse(text))
    except UnreadableCellError:
        known = ()
    if not known:
        faults.append(place.fault("moment", None, text))
        return None
    if not view.span[0] <= known[0] < view.span[1]:
        first, last = view.problem.start, view.problem.end
        facts = {"first": str(first), "last": str(last)}
        faults.append(place.fault("not_in_plan", None, text, **facts))
    return known[0]


def duty_asked(view: PlanView, text: str, place: CellPlace) -> Duty:
    """Return the shift that ``e002@2026-12-01`` means.

    Raises
    ------
    BadInput
        There is none.
    """
    found = _SHIFT.fullmatch(text)
    who, day = found.groups() if found else ("", "")
    for duty in view.duties:
        if (duty.employee, str(duty.date)) == (who, day):
            return duty
    raise BadInput([place.fault("no_such_shift", None, text)])


def visit_asked(view: PlanView, text: str, place: CellPlace) -> VisitRow:
    """Return the place at a visit that ``v123`` or ``v123#2`` means.

    One that nobody takes begins when its window does.

    Raises
    ------
    BadInput
        There is no such visit.
    """
    found = _PLACE.fullmatch(text)
    id_, number = (found[1], int(found[2] or 1)) if found else ("", 1)
    visit = view.problem.visit.get(id_)
    if visit is None or number > visit.staff:
        target = "visits.csv"
        raise BadInput([place.fault("unknown_id", None, text, target=target)])
    rows = {row.staff_no: row for row in view.rows_by_visit.get(id_, ())}
    start = visit.earliest
    return rows.get(number) or VisitRow(
        visit=id_,
        staff_no=number,
        employee="",
        start=start,
        end=start + visit.minutes,
        from_id="",
    )
