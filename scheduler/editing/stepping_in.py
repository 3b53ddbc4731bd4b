"""Somebody does not come, and colleagues or whoever is called in step in."""

from collections.abc import Sequence

from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.editing.edits import CallSick, EditError, FillShift
from scheduler.replanning.repaired_plan import filled
from scheduler.replanning.replan import Replanned, Replanner
from scheduler.replanning.sick_call import SickCall, after_calls, vacated
from scheduler.replanning.substitutes import Substitutes
from scheduler.rules.rule import Rule


def filled_in(view: PlanView, rules: Sequence[Rule], edit: FillShift) -> Plan:
    """Return a plan in which somebody's shift is filled as a candidate would.

    Raises
    ------
    EditError
        There is no such shift, or whoever comes is not among the candidates.
    """
    mine = (
        d for d in view.duties if (d.employee, d.date) == (edit.employee, edit.date)
    )
    duty = next(mine, None)
    if duty is None:
        raise EditError("no_shift")
    vacancy = vacated(view, duty)
    way = Substitutes(vacancy, rules).way(vacancy.lost[0], edit.to)
    if way is None:
        raise EditError("no_candidate")
    return filled(vacancy.plan, way)


def called_in(view: PlanView, rules: Sequence[Rule], edit: CallSick) -> Replanned:
    """Return a plan without those who are ill, with as little changed as can be.

    Raises
    ------
    EditError
        Whoever comes is not among the candidates.
    """
    calls = [
        SickCall(employee=who, start=edit.start, end=end)
        for who, end in edit.everybody.items()
    ]
    replanner = Replanner(view, after_calls(view, calls), rules)
    try:
        return replanner.replanned(chosen=edit.chosen)
    except LookupError as error:
        raise EditError("no_candidate") from error
