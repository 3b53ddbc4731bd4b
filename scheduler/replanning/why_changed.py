"""Why a plan differs from what it was, as far as the two plans and the data tell."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scheduler.domain.problem import Problem
from scheduler.domain.values import Span
from scheduler.replanning.one_change import ChangeKind, ChangeReason, PlanChange


class Why(NamedTuple):
    """A reason, and whose shift it is about if that is somebody else's."""

    reason: ChangeReason
    whom: str | None = None


def with_reasons(
    problem: Problem, changes: Sequence[PlanChange]
) -> Iterator[PlanChange]:
    """Yield the changes, each with why it is made."""
    judge = _Reasons(problem, changes)
    for change in changes:
        reason, whom = judge.why(change)
        yield change.model_copy(update={"reason": reason, "because_of": whom})


class _Reasons:
    def __init__(self, problem: Problem, changes: Sequence[PlanChange]) -> None:
        self._problem = problem
        self._lost = [
            c
            for c in changes
            if c.kind in (ChangeKind.SHIFT_LOST, ChangeKind.SHIFT_CUT)
        ]
        self._new = [c for c in changes if c.kind is ChangeKind.SHIFT_NEW]

    def why(self, change: PlanChange) -> Why:
        """Return why a change is made."""
        if change.visit is not None:
            return self._of_visit(change)
        if change.before is not None:
            return self._of_lost(change)
        found = _beside(change, change.after, self._lost)
        who = found.employee if found else None
        return Why(ChangeReason.STEPS_IN if who else ChangeReason.REPLANNED, who)

    def _of_lost(self, change: PlanChange) -> Why:
        start, end = change.before or (0, 0)
        for absence in self._problem.absences:
            is_theirs = absence.employee == change.employee
            if is_theirs and absence.start < end and start < absence.end:
                return Why(ChangeReason.AWAY)
        found = _beside(change, change.before, self._new)
        who = found.employee if found else None
        return Why(ChangeReason.HANDED_OVER if who else ChangeReason.REPLANNED, who)

    def _of_visit(self, change: PlanChange) -> Why:
        if change.before is None:
            return Why(ChangeReason.WAS_OPEN)
        was = change.instead_of or change.employee
        if any(lost.employee == was and _meet(lost, change) for lost in self._lost):
            return Why(ChangeReason.NOT_AT_WORK, was)
        visit = self._problem.visit[change.visit or ""]
        if not visit.earliest <= change.before[0] <= visit.latest:
            return Why(ChangeReason.OTHER_TIMES)
        return Why(ChangeReason.REPLANNED)


def _beside(
    change: PlanChange, span: Span | None, others: Sequence[PlanChange]
) -> PlanChange | None:
    """Return somebody else's change of a shift there and then; the same type first."""
    start, end = span or (0, 0)
    found = [
        other
        for other in others
        for first, last in (other.before or other.after or (0, 0),)
        if other.unit == change.unit and other.employee != change.employee
        if first < end and start < last
    ]
    alike = [other for other in found if other.shift == change.shift]
    return next(iter([*alike, *found]), None)


def _meet(lost: PlanChange, visit: PlanChange) -> bool:
    """Whether a visit lay in what of a shift was lost."""
    start, end = lost.before or (0, 0)
    left = lost.after[1] if lost.after is not None else start
    moment = (visit.before or (0, 0))[0]
    return left <= moment < end
