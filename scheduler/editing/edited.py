"""What a plan is after a change, whatever rules that breaks."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from scheduler.domain.plan import Plan, ShiftRow, VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Problem
from scheduler.domain.shift_option import option_of
from scheduler.editing.edits import (
    CallSick,
    Edit,
    EditError,
    FillShift,
    GiveShift,
    GiveVisit,
    LockShift,
    LockVisit,
    MoveShift,
    PutShift,
)
from scheduler.editing.stepping_in import called_in, filled_in
from scheduler.replanning.repaired_plan import settled
from scheduler.replanning.replan import Replanned
from scheduler.replanning.shift_rows import rows_for, worked_by
from scheduler.rules.rule import Rule


class EditedPlan(NamedTuple):
    """A problem and its plan after a change."""

    problem: Problem
    """With who is ill since, and what is locked."""
    plan: Plan
    call: Replanned | None = None
    """What was done about somebody ill, if that was the change."""


def edited(
    problem: Problem, rules: Sequence[Rule], plan: Plan, edit: Edit
) -> EditedPlan:
    """Return a plan with a change made.

    Raises
    ------
    EditError
        There is no such person, day, shift or visit.
    """
    view = PlanView(problem, plan)
    if isinstance(edit, LockShift | LockVisit):
        return EditedPlan(_locked(view, edit), plan)
    if isinstance(edit, CallSick):
        for who in edit.everybody:
            _person(view, who)
        made = called_in(view, rules, edit)
        return EditedPlan(made.problem, made.plan, made)
    return EditedPlan(problem, settled(problem, plan, _changed(view, rules, edit)))


def _changed(
    view: PlanView,
    rules: Sequence[Rule],
    edit: PutShift | GiveShift | MoveShift | FillShift | GiveVisit,
) -> Plan:
    match edit:
        case PutShift():
            return _put(view, edit)
        case GiveShift():
            return _given(view, edit)
        case MoveShift():
            return _moved(view, edit)
        case FillShift():
            _rows(view, _person(view, edit.employee).id, edit.date)
            return filled_in(view, rules, edit)
        case GiveVisit():
            return _visited(view, edit)


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


def _moved(view: PlanView, edit: MoveShift) -> Plan:
    giver, taker = _person(view, edit.employee), _person(view, edit.to)
    mine = _rows(view, giver.id, edit.date)
    theirs = _rows(view, taker.id, edit.to_date)
    if not mine or edit.date == edit.to_date:
        raise EditError("no_shift")
    come = (
        *_on(view, mine, edit.to_date, taker),
        *_on(view, theirs, edit.date, giver),
    )
    gone = (*mine, *theirs)
    return _with(view.plan, gone, come, _visits(view, gone), ())


def _on(
    view: PlanView, rows: Sequence[ShiftRow], day: dt.date, who: Employee
) -> Sequence[ShiftRow]:
    """Return shifts as somebody works them on another day."""
    come: list[ShiftRow] = []
    for first in (row for row in rows if row.part == 1):
        above = first.pay_class.is_above_contract
        put = PutShift(
            employee=who.id, date=day, shift=first.shift, unit=first.unit, above=above
        )
        come.extend(_shift(view, who, put))
    return come


def _visited(view: PlanView, edit: GiveVisit) -> Plan:
    gone = _at_place(view, edit)
    if edit.to is None:
        return _with(view.plan, (), (), gone, ())
    who, visit = _person(view, edit.to), view.problem.visit[edit.visit]
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


def _locked(view: PlanView, edit: LockShift | LockVisit) -> Problem:
    problem = view.problem
    if isinstance(edit, LockVisit):
        visits = _at_place(view, edit)
        if not visits:
            raise EditError("open_visit")
        place = edit.visit, edit.staff_no
        kept = [r for r in problem.locked_visits if (r.visit, r.staff_no) != place]
        locks = (*kept, *visits) if edit.locked else tuple(kept)
        return problem.model_copy(update={"locked_visits": locks})
    rows = _rows(view, _person(view, edit.employee).id, edit.date)
    if not rows:
        raise EditError("no_shift")
    at = edit.employee, edit.date
    held = [r for r in problem.locked_shifts if (r.employee, r.date) != at]
    shifts = (*held, *rows) if edit.locked else tuple(held)
    return problem.model_copy(update={"locked_shifts": shifts})


def _at_place(view: PlanView, edit: GiveVisit | LockVisit) -> Sequence[VisitRow]:
    """Return who is at a place at a visit: one person, or nobody."""
    visit = view.problem.visit.get(edit.visit)
    if visit is None or not 1 <= edit.staff_no <= visit.staff:
        raise EditError("no_visit")
    rows = view.rows_by_visit.get(edit.visit, ())
    return [row for row in rows if row.staff_no == edit.staff_no]


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
    lost: Iterable[ShiftRow],
    come: Iterable[ShiftRow],
    left: Iterable[VisitRow],
    made: Iterable[VisitRow],
) -> Plan:
    """Return a plan without some of its own rows, and with others."""
    gone = {id(row) for row in (*lost, *left)}
    shifts = [row for row in plan.shifts if id(row) not in gone]
    visits = [row for row in plan.visits if id(row) not in gone]
    shifts.extend(come)
    visits.extend(made)
    return plan.model_copy(
        update={
            "shifts": tuple(sorted(shifts, key=lambda r: (r.start, r.employee))),
            "visits": tuple(visits),
        }
    )
