"""Repairs of a clash, each tried, with what it costs; the cheapest first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, zip_longest
from operator import attrgetter

from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.pay.price import DutyPrices
from scheduler.proofs.questions import Over
from scheduler.replanning.shift_rows import rows_for, worked_by
from scheduler.why_not.dataset_repair import Repair, RepairKind, priced, repaired
from scheduler.why_not.member import ASKED, Member, MemberKind, members_of, without
from scheduler.why_not.reinforcements import (
    people_lent,
    reinforcements,
    with_lent,
)
from scheduler.why_not.remedies import Ladder, ladders, moved_together
from scheduler.why_not.small_question import SmallQuestion
from scheduler.why_not.smallest_clash import Clash
from scheduler.why_not.ways import AddedDuty, Ways

MOST = 6
"""Repairs that are told of one clash."""

MOST_ALIKE = 2
"""Of them, of one kind."""

MOST_TRIED = 60

MOST_RESTS = 4
"""Things asked of which each is left out, to see what is due without it."""


@dataclass(frozen=True)
class Trials:
    """Tries repairs on a dataset, beside a plan if there is one."""

    problem: Problem
    plan: Plan | None
    over: Over

    def repairs(self, clashes: Sequence[Clash]) -> list[tuple[Repair, ...]]:
        """Return what would mend each clash, the cheapest first, a few of each kind.

        They take turns, so that each has some when time is up.
        """
        questions = [_only_demands(clash, clashes) for clash in clashes]
        tries = [
            islice(self._ladders(question, clash.members), MOST_TRIED)
            for question, clash in zip(questions, clashes, strict=True)
        ]
        found: list[list[Repair]] = [[] for _ in clashes]
        for turn in zip_longest(*tries):
            for question, ladder, mine in zip(questions, turn, found, strict=True):
                repair = self._first(question, ladder or ())
                mine += [repair] if repair else []
        return [
            _a_few(self._beyond_the_rest(question, mine))
            for question, mine in zip(questions, found, strict=True)
        ]

    def _ladders(
        self, question: SmallQuestion, members: Sequence[Member]
    ) -> Iterator[Ladder]:
        more = reinforcements(question, self.problem)
        eased = (ladder for m in members for ladder in ladders(question, m))
        return chain(islice(more, 1), eased, moved_together(question), more)

    def _first(self, question: SmallQuestion, ladder: Ladder) -> Repair | None:
        """Return the first step that helps; nothing where not even the last one does.

        A larger step helps where a smaller one does, but for contracts, of which more
        can be as wrong as less.
        """
        if not ladder:
            return None
        if ladder[0].kind is RepairKind.CHANGE_CONTRACT:
            tried = (self._tried(question, repair) for repair in ladder)
            return next((repair for repair in tried if repair), None)
        found = self._tried(question, ladder[-1])
        low, high = 0, len(ladder) - 1
        while found and low < high:
            middle = (low + high) // 2
            smaller = self._tried(question, ladder[middle])
            low, high = (low, middle) if smaller else (middle + 1, high)
            found = smaller or found
        return found

    def _tried(self, question: SmallQuestion, repair: Repair) -> Repair | None:
        asked = with_lent(question, self.problem, repair.changes)
        after = repaired(asked, repair)
        if self.over() or not after.answer(self.over):
            return None
        return self._costed(after, repair)

    def _costed(self, after: SmallQuestion, repair: Repair) -> Repair | None:
        """Return a repair with its price; nothing where no lawful shift does it."""
        if repair.ways:
            return repair
        problem = after.problem
        among = {c.new.id for c in repair.changes if isinstance(c.new, Employee)}
        among |= people_lent(problem, repair.changes)
        if repair.kind is RepairKind.CHANGE_CONTRACT:
            return self._contract(repair)
        if len(problem.visits) == 1 and not problem.staffing:
            ways = Ways(after, self.plan).to_visit(problem.visits[0], among)
            return None if ways is None else priced(repair, ways)
        if not (problem.visits or problem.staffing or problem.on_call_needs):
            return repair
        worked = after.cheapest(_by_the_hour(after) | among, self.over)
        if worked is None:
            return None
        return priced(repair, [*_ways(after, worked)])

    def _beyond_the_rest(
        self, question: SmallQuestion, found: list[Repair]
    ) -> list[Repair]:
        """Take from prices what is due anyhow: all that is asked but one thing.

        Of a need, as many people as can be had; a visit alone is priced by itself.
        """
        asked = [m for m in members_of(question) if m.kind in ASKED]
        if [m.kind for m in asked] == [MemberKind.VISIT] or not (asked and found):
            return found
        people = _by_the_hour(question)
        rests = [self._rest(question, one) for one in asked[:MOST_RESTS]]
        due = [rest.cheapest(people, self.over) for rest in rests]
        ways = [[*_ways(q, w)] for q, w in zip(rests, due, strict=True) if w]
        price = max((sum(w.price for w in each) for each in ways), default=0)
        minutes = max((sum(w.minutes for w in each) for each in ways), default=0)
        return [
            replace(
                repair,
                price=max(0, repair.price - price) if repair.ways else repair.price,
                minutes=max(0, repair.minutes - minutes),
            )
            for repair in found
        ]

    def _rest(self, question: SmallQuestion, asked: Member) -> SmallQuestion:
        """Return a question with as much of one thing asked as can be done."""
        steps = list(chain.from_iterable(ladders(question, asked)))
        low, high = 0, len(steps)
        while low < high and not self.over():
            middle = (low + high) // 2
            can = repaired(question, steps[middle]).answer(self.over)
            low, high = (low, middle) if can else (middle + 1, high)
        if low < len(steps) and low == high:
            return repaired(question, steps[low])
        return without(question, [asked])

    def _contract(self, repair: Repair) -> Repair:
        (change,) = repair.changes
        prices = DutyPrices(self.problem)
        old, new = change.old, change.new
        if isinstance(old, Employee) and isinstance(new, Employee):
            more = prices.fixed(new) - prices.fixed(old)
            return replace(repair, price=more)
        return repair


def _by_the_hour(question: SmallQuestion) -> set[str]:
    """Return whose every shift costs."""
    return {e.id for e in question.problem.employees if not e.is_monthly}


def _only_demands(clash: Clash, found: Sequence[Clash]) -> SmallQuestion:
    """Return the question of a clash without visits and needs that are not in it.

    Nor has it what other clashes demand, such as locks: those are mended by themselves.
    """
    every = [m for m in members_of(clash.question) if m.kind in ASKED]
    others = [m for other in found for m in other.members if m.is_demand and m.row]
    gone = [m for m in (*every, *others) if m not in clash.members]
    return without(clash.question, gone)


def _ways(
    question: SmallQuestion, worked: Sequence[tuple[str, ShiftOption]]
) -> Iterator[AddedDuty]:
    """Yield shifts as rows, with what they cost."""
    problem = question.problem
    prices, view = DutyPrices(problem), PlanView(problem, Plan())
    for who, option in worked:
        person = problem.employee[who]
        price = prices.for_option(person, option, person.pay_class())
        rows = worked_by(rows_for(view, option), person, person.pay_class())
        yield AddedDuty(who, rows, price)


def _a_few(repairs: Iterable[Repair]) -> tuple[Repair, ...]:
    """Return the best first, a few of each kind."""
    kept: list[Repair] = []
    for repair in sorted(repairs, key=attrgetter("rank")):
        alike = sum(other.kind is repair.kind for other in kept)
        if alike < MOST_ALIKE and len(kept) < MOST:
            kept.append(repair)
    return tuple(kept)
