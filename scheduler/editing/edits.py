"""Changes that a planner makes in a plan, one at a time."""

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from scheduler.domain.plan import Plan, ShiftRow, VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Problem
from scheduler.domain.shift_option import option_of
from scheduler.domain.values import Frozen, Instant
from scheduler.replanning.repaired_plan import settled
from scheduler.replanning.shift_rows import rows_for, worked_by


class PutShift(Frozen):
    """Somebody works a shift on a day instead of what they work, or nothing."""

    kind: Literal["put"] = "put"
    employee: str
    date: dt.date
    shift: str | None
    """A shift type; nothing for a day off. The visits of what was there are open."""
    unit: str | None = None
    """Where a shift type that is for every unit is worked; the person's own if not."""
    above: bool = False
    """Whether it is extra hours or overtime."""


class GiveShift(Frozen):
    """Somebody works another's shift, and makes the visits of it.

    What they work themselves that day goes the other way.
    """

    kind: Literal["give"] = "give"
    employee: str
    date: dt.date
    to: str


class GiveVisit(Frozen):
    """Somebody makes a visit, or nobody does any more."""

    kind: Literal["visit"] = "visit"
    visit: str
    staff_no: int = 1
    to: str | None
    start: Instant | None = None
    """When; as it is, or as early as it may be, if nobody says."""


Edit = Annotated[PutShift | GiveShift | GiveVisit, Field(discriminator="kind")]


class EditError(ValueError):
    """A change of what is not there; the code is a key: ``edit.error.<code>``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def edited(problem: Problem, plan: Plan, edit: Edit) -> Plan:
    """Return a plan with a change made, whatever rules that breaks.

    Raises
    ------
    EditError
        There is no such person, day, shift or visit.
    """
    view = PlanView(problem, plan)
    match edit:
        case PutShift():
            changed = _put(view, edit)
        case GiveShift():
            changed = _given(view, edit)
        case GiveVisit():
            changed = _visited(view, edit)
    return settled(problem, plan, changed)


def _put(view: PlanView, edit: PutShift) -> Plan:
    who = _person(view, edit.employee)
    gone = _rows(view, edit.employee, edit.date)
    if edit.shift is None and not gone:
        raise EditError("no_shift")
    come = () if edit.shift is None else _shift(view, who, edit)
    return _with(view.plan, gone, come, _visits(view, gone), ())


def _shift(view: PlanView, who: Employee, edit: PutShift) -> Sequence[ShiftRow]:
    type_ = view.problem.shift_type.get(edit.shift or "")
    if type_ is None or not type_.days[edit.date.weekday()]:
        raise EditError("no_shift_type")
    unit = type_.unit or edit.unit or who.unit
    if unit not in view.problem.unit:
        raise EditError("no_unit")
    rows = rows_for(view, option_of(view.clock, type_, edit.date, unit))
    return worked_by(rows, who, who.pay_class(above=edit.above))


def _given(view: PlanView, edit: GiveShift) -> Plan:
    giver, taker = _person(view, edit.employee), _person(view, edit.to)
    mine = _rows(view, giver.id, edit.date)
    theirs = _rows(view, taker.id, edit.date)
    if not mine or giver is taker:
        raise EditError("no_shift")
    come = (*_taken(mine, taker), *_taken(theirs, giver))
    visits = (
        *_made_by(_visits(view, mine), taker),
        *_made_by(_visits(view, theirs), giver),
    )
    gone = (*mine, *theirs)
    return _with(view.plan, gone, come, _visits(view, gone), visits)


def _visited(view: PlanView, edit: GiveVisit) -> Plan:
    visit = view.problem.visit.get(edit.visit)
    if visit is None or not 1 <= edit.staff_no <= visit.staff:
        raise EditError("no_visit")
    place = edit.visit, edit.staff_no
    gone = [r for r in view.plan.visits if (r.visit, r.staff_no) == place]
    if edit.to is None:
        return _with(view.plan, (), (), gone, ())
    who = _person(view, edit.to)
    start = gone[0].start if gone else visit.earliest
    start = start if edit.start is None else edit.start
    row = VisitRow(
        visit=visit.id,
        staff_no=edit.staff_no,
        employee=who.id,
        start=start,
        end=start + visit.minutes,
        from_id="",
    )
    return _with(view.plan, (), (), gone, (row,))


def _person(view: PlanView, id_: str) -> Employee:
    if id_ not in view.problem.employee:
        raise EditError("no_person")
    return view.problem.employee[id_]


def _rows(view: PlanView, who: str, day: dt.date) -> list[ShiftRow]:
    if day not in view.problem.dates:
        raise EditError("no_day")
    return [r for r in view.plan.shifts if (r.employee, r.date) == (who, day)]


def _visits(view: PlanView, shifts: Sequence[ShiftRow]) -> list[VisitRow]:
    return [
        row
        for shift in shifts
        for row in view.visits_of(shift.employee)
        if shift.start <= row.start < shift.end
    ]


def _taken(rows: Sequence[ShiftRow], who: Employee) -> list[ShiftRow]:
    """Return rows as somebody's, paid within the contract or above it as they were."""
    taken: list[ShiftRow] = []
    for row in rows:
        above = row.pay_class.is_above_contract
        taken.extend(worked_by((row,), who, who.pay_class(above=above)))
    return taken


def _made_by(rows: Sequence[VisitRow], who: Employee) -> list[VisitRow]:
    return [row.model_copy(update={"employee": who.id}) for row in rows]


def _with(
    plan: Plan,
    lost: Sequence[ShiftRow],
    come: Sequence[ShiftRow],
    left: Sequence[VisitRow],
    made: Sequence[VisitRow],
) -> Plan:
    gone = {*lost, *left}
    shifts = [row for row in plan.shifts if row not in gone]
    visits = [row for row in plan.visits if row not in gone]
    shifts.extend(come)
    visits.extend(made)
    return plan.model_copy(
        update={
            "shifts": tuple(sorted(shifts, key=lambda r: (r.start, r.employee))),
            "visits": tuple(visits),
        }
    )
