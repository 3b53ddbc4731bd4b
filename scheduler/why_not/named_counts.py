"""What stops each person by itself, in as few names as there are.

One visit or one need is a matter of counting: whoever could be there counts, and of
everybody else it is named what keeps them away. Each person is asked alone, with
nothing else in the way; what stopped one is tried first on the next.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from scheduler.domain.problem import StaffingNeed, Visit
from scheduler.proofs.questions import Over
from scheduler.proofs.smallest import smallest
from scheduler.why_not.member import (
    ASKED,
    Member,
    MemberKind,
    every_member,
    members_of,
    visit_cells,
    without,
)
from scheduler.why_not.small_question import SmallQuestion, asking_rules

_OF_ONE = frozenset(
    {
        MemberKind.PEOPLE_CELL,
        MemberKind.ABSENCE,
        MemberKind.WORKED_SHIFT,
        MemberKind.LOCKED_SHIFT,
    }
)
"""What is somebody's own."""

Shape = frozenset[tuple[MemberKind, str, str]]
"""Members as they would be anybody's."""


@dataclass(frozen=True)
class NamedCounts:
    """Counts who could do the one thing that a question asks."""

    question: SmallQuestion
    over: Over

    def members(self) -> tuple[Member, ...] | None:
        """Return what together leaves too few; nothing where enough seem to be left."""
        asked = _one_asked(self.question)
        if asked is None:
            return None
        demand, wanted = asked
        people = self.question.problem.employees
        to_stop = len(people) - wanted + 1
        stopped: list[tuple[Member, ...]] = []
        shapes: list[Shape] = []
        if to_stop > 0:
            for person in people:
                if self.over():
                    return None
                found = self._stopping(person.id, shapes)
                stopped += [] if found is None else [found]
        if len(stopped) < to_stop:
            return None
        stopped.sort(key=lambda some: sum(m.kind in _OF_ONE for m in some))
        named = dict.fromkeys(m for some in stopped[: max(0, to_stop)] for m in some)
        return self._in_order([*named, *demand])

    def _in_order(self, named: Iterable[Member]) -> tuple[Member, ...]:
        """Return members as the whole question names them, in its order."""
        every = every_member(self.question)
        whole = {
            m.column for m in every if m.kind is MemberKind.PEOPLE_CELL and not m.id
        }
        kept = {
            replace(m, id="")
            if m.kind is MemberKind.PEOPLE_CELL and m.column in whole
            else m
            for m in named
        }
        return tuple(m for m in every if m in kept)

    def _stopping(self, who: str, shapes: list[Shape]) -> tuple[Member, ...] | None:
        """Return what stops one person; nothing where that is not seen."""
        alone = _alone(self.question, who)
        every = every_member(alone)

        def stops(some: Sequence[Member]) -> bool:
            there = set(some)
            left = without(alone, [m for m in every if m not in there])
            return left.answer(self.over) is False

        for shape in shapes:
            alike = [m for m in every if _shape([m]) <= shape]
            if _shape(alike) == shape and stops(alike):
                return tuple(alike)
        if not stops(every):
            return None
        cells = [m for m in every if m.kind is MemberKind.VISIT_CELL]
        others = [m for m in every if m not in cells]
        kept = smallest(others, lambda some: stops([*some, *cells]), self.over)
        found = smallest([*cells, *kept], stops, self.over)
        shapes.append(_shape(found))
        shapes.sort(key=lambda shape: sum(kind in _OF_ONE for kind, _, _ in shape))
        return found


def _shape(members: Iterable[Member]) -> Shape:
    return frozenset(
        (m.kind, "" if m.kind in _OF_ONE else m.id, m.column) for m in members
    )


def _one_asked(question: SmallQuestion) -> tuple[list[Member], int] | None:
    """Return what is asked, and of how many; nothing where it is more than one."""
    problem = question.problem
    needs = (*problem.staffing, *problem.on_call_needs)
    if len(problem.visits) + len(needs) != 1:
        return None
    demands = [m for m in every_member(question) if m.kind in ASKED]
    if problem.visits:
        [visit] = problem.visits
        more = [m for m in visit_cells(visit) if m.column == "staff"]
        return [*demands, *more], visit.staff
    [need] = needs
    asking = asking_rules(question)
    rules = [
        m for m in members_of(question) if m.kind is MemberKind.RULE and m.id in asking
    ]
    return [*demands, *rules], need.min


def _alone(question: SmallQuestion, who: str) -> SmallQuestion:
    """Return whether one person could be one of those who are asked for."""
    problem = question.problem
    one: Sequence[Visit] = [v.model_copy(update={"staff": 1}) for v in problem.visits]
    alone = problem.alone(who).model_copy(
        update={
            "visits": tuple(one),
            "staffing": tuple(map(_for_one, problem.staffing)),
            "on_call_needs": tuple(map(_for_one, problem.on_call_needs)),
        }
    )
    return replace(question, problem=alone)


def _for_one(need: StaffingNeed) -> StaffingNeed:
    return need.model_copy(update={"min": 1, "want": 1})
