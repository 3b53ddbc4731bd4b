"""The smallest set of rules and data that cannot hold together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from scheduler.proofs.questions import Over
from scheduler.proofs.smallest import smallest
from scheduler.why_not.member import (
    FACTS,
    Member,
    MemberKind,
    members_of,
    visit_cells,
    without,
)
from scheduler.why_not.named_counts import NamedCounts
from scheduler.why_not.small_question import SmallQuestion, asking_rules, deciding_rules

MOST_CELLS = 12
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
    kept = _begun(question, every, over)
    if kept is None:
        return None
    visits = [m.id for m in kept if m.kind is MemberKind.VISIT][:MOST_CELLS]
    cells = [c for id_ in visits for c in visit_cells(question.problem.visit[id_])]
    every = [*cells, *every]
    asking = Asking(question, every, over)
    kept = asking.smallest(list(dict.fromkeys([*cells, *kept])))
    if only(question.on_all_days(), every, kept).answer(over) is not False:
        return None
    return Clash(question, kept, asking.is_minimal(kept))


def _begun(
    question: SmallQuestion, every: Sequence[Member], over: Over
) -> tuple[Member, ...] | None:
    """Return members that clash: few where counts or suspicions say which."""
    named = NamedCounts(question, over).members()
    if named is not None:
        return named
    for some in _suspected(question, every):
        if only(question, every, some).answer(over) is False:
            return Asking(question, every, over).smallest(some)
    if question.answer(over) is not False:
        return None
    return Asking(question, every, over).smallest(every)


def _suspected(
    question: SmallQuestion, every: Sequence[Member]
) -> Iterator[list[Member]]:
    """Yield what is asked under few rules, without facts about people and with them."""
    if question.dates is None:
        return
    asking = asking_rules(question)
    for rules in (question.suspected, deciding_rules(question)):
        kept = asking | rules
        some = [m for m in every if m.kind is not MemberKind.RULE or m.id in kept]
        yield [m for m in some if m.kind not in FACTS]
        if question.suspected:
            yield some


def explains(clash: Clash, question: SmallQuestion, over: Over) -> bool:
    """Say whether what stops the one visit of a clash stops another one as well."""
    visits = [m.id for m in clash.members if m.kind is MemberKind.VISIT]
    if len(visits) != 1 or len(question.problem.visits) != 1:
        return False
    [visit] = question.problem.visits
    own = [*visit_cells(visit), Member(MemberKind.VISIT, visit.id)]
    shared = [m for m in clash.members if m.id != visits[0]]
    every = [*visit_cells(visit), *members_of(question)]
    question = replace(question, is_laid=clash.question.is_laid)
    return only(question, every, [*shared, *own]).answer(over) is False


def only(
    question: SmallQuestion, every: Sequence[Member], kept: Sequence[Member]
) -> SmallQuestion:
    """Return a question with some of its members and nothing else."""
    there = set(kept)
    return without(question, [m for m in every if m not in there])


@dataclass(frozen=True)
class Asking:
    """Asks of some of a question's members, each set of them once."""

    question: SmallQuestion
    every: Sequence[Member]
    over: Over
    known: dict[frozenset[Member], bool] = field(default_factory=dict)

    def answer(self, some: Sequence[Member]) -> bool | None:
        """Say whether nothing but these can hold; nothing where that is not seen."""
        key = frozenset(some)
        if key not in self.known:
            said = only(self.question, self.every, some).answer(self.over)
            if said is None:
                return None
            self.known[key] = said
        return self.known[key]

    def smallest(self, among: Sequence[Member]) -> tuple[Member, ...]:
        """Return a part that clashes, of which nothing can be left out."""
        return smallest(among, lambda some: self.answer(some) is False, self.over)

    def is_minimal(self, kept: Sequence[Member]) -> bool:
        """Say whether each member is seen to be needed: without it all can be done."""
        rests = ([m for m in kept if m != one] for one in kept)
        return all(self.answer(rest) is True for rest in rests)
