"""The smallest set of rules and data that cannot hold together."""

from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.proofs.questions import Over
from scheduler.proofs.smallest import smallest
from scheduler.why_not.member import (
    Member,
    MemberKind,
    members_of,
    visit_cells,
    without,
)
from scheduler.why_not.named_counts import NamedCounts
from scheduler.why_not.small_question import SmallQuestion

MOST_CELLS = 3
"""Visits of a clash whose cells are looked at one by one."""


@dataclass(frozen=True)
class Clash:
    """Members of a question that cannot all hold, none of them idle."""

    question: SmallQuestion
    members: tuple[Member, ...]
    is_minimal: bool
    """Whether all can be done without any one of them; unproved where time was up."""


def clash_of(question: SmallQuestion, over: Over) -> Clash | None:
    """Return what clashes in a question; nothing where it is not seen to clash."""
    every = members_of(question)
    kept = NamedCounts(question, over).members()
    if kept is None:
        if question.answer(over) is not False:
            return None
        kept = _smallest(question, every, every, over)
    visits = [m.id for m in kept if m.kind is MemberKind.VISIT][:MOST_CELLS]
    cells = [c for id_ in visits for c in visit_cells(question.problem.visit[id_])]
    every = [*cells, *every]
    kept = _smallest(question, every, list(dict.fromkeys([*cells, *kept])), over)
    if only(question.on_all_days(), every, kept).answer(over) is not False:
        return None
    return Clash(question, kept, is_minimal(question, every, kept, over))


def explains(clash: Clash, question: SmallQuestion, over: Over) -> bool:
    """Say whether what stops the one visit of a clash stops another one as well."""
    visits = [m.id for m in clash.members if m.kind is MemberKind.VISIT]
    if len(visits) != 1 or len(question.problem.visits) != 1:
        return False
    [visit] = question.problem.visits
    own = [*visit_cells(visit), Member(MemberKind.VISIT, visit.id)]
    shared = [m for m in clash.members if m.id != visits[0]]
    every = [*visit_cells(visit), *members_of(question)]
    return only(question, every, [*shared, *own]).answer(over) is False


def only(
    question: SmallQuestion, every: Sequence[Member], kept: Sequence[Member]
) -> SmallQuestion:
    """Return a question with some of its members and nothing else."""
    there = set(kept)
    return without(question, [m for m in every if m not in there])


def is_minimal(
    question: SmallQuestion, every: Sequence[Member], kept: Sequence[Member], over: Over
) -> bool:
    """Say whether each member is seen to be needed: all can be done without it."""
    return all(
        only(question, every, [m for m in kept if m != one]).answer(over) is True
        for one in kept
    )


def _smallest(
    question: SmallQuestion,
    every: Sequence[Member],
    among: Sequence[Member],
    over: Over,
) -> tuple[Member, ...]:
    def clash(some: Sequence[Member]) -> bool:
        return only(question, every, some).answer(over) is False

    return smallest(among, clash, over)
