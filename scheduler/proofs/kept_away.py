"""What keeps one person from visits, whatever else is planned."""

from collections.abc import Sequence
from enum import StrEnum

from scheduler.domain.problem import Employee, Visit
from scheduler.proofs.own_line import Hindrance, OwnLine
from scheduler.proofs.questions import Over
from scheduler.proofs.reach import Reach
from scheduler.rules.rule import Rule


class NoShift(StrEnum):
    """Why none of a person's shifts holds a visit."""

    NOT_EMPLOYED = "not_employed"
    KINDS = "kinds"
    """The person does not work such kinds of shifts."""
    NONE = "none"
    """There is no such shift."""


Cause = Rule | Hindrance | NoShift
"""The rule that does not permit it, what keeps the person off the shifts, or that
there is no shift."""


def cause(
    reach: Reach, employee: Employee, visits: Sequence[Visit], over: Over
) -> Cause | None:
    """Return what keeps a person from all of the visits; nothing where unproved."""
    allowed = [v for v in visits if _refusing(reach, employee, v) is None]
    if not allowed:
        return _refusing(reach, employee, visits[0])
    if not any(reach.holding(employee, visit) for visit in allowed):
        return _no_shift(reach, employee, allowed)
    return OwnLine(reach, employee, allowed, over).hindrance()


def _refusing(reach: Reach, employee: Employee, visit: Visit) -> Rule | None:
    """Return a rule that does not permit the person the visit."""
    context = reach.context
    return next(
        (r for r in context.rules if not r.allows_visit(context.view, employee, visit)),
        None,
    )


def _no_shift(reach: Reach, employee: Employee, visits: Sequence[Visit]) -> NoShift:
    ever = employee.model_copy(update={"first": None, "last": None})
    any_kind = employee.model_copy(update={"shift_kinds": frozenset()})
    for kind, other in ((NoShift.NOT_EMPLOYED, ever), (NoShift.KINDS, any_kind)):
        if any(reach.would_hold(other, visit) for visit in visits):
            return kind
    return NoShift.NONE
