"""Which open must-visits no plan can make, and the smallest proof of each."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from math import inf

from scheduler.context.planning_context import PlanningContext
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Employee, Visit
from scheduler.proofs.crowd import Crowd
from scheduler.proofs.kept_away import cause
from scheduler.proofs.proof import Proof
from scheduler.proofs.proof_words import ProofFacts, not_found, proof_of
from scheduler.proofs.questions import Over
from scheduler.proofs.reach import Reach
from scheduler.proofs.smallest import smallest
from scheduler.rules.stated import bound_terms_of

LARGEST = 12_000
"""Pairs of a person and a visit in one question, at most."""

MOST_CROWDS = 8
"""Questions that are begun for a plan, at most; one takes some seconds."""

MOST = 40
"""Open visits of a plan of which a proof is sought, the dearest first."""


def prove(
    context: PlanningContext,
    plan: Plan,
    over: Over,
    largest: int = LARGEST,
    most: float = inf,
) -> tuple[Proof, ...]:
    """Return for each must-visit that a plan leaves open what is proved of it.

    So many visits as are called impossible are open in every legal plan, at least: no
    two proofs name the same visit. ``most`` are the pairs in all questions together,
    for whom the clock must not end them.
    """
    prover = _Prover(context, plan, over, largest, most)
    terms = bound_terms_of(context.rules)
    is_sound = terms.keeps_windows and terms.keeps_crews
    told = []
    for number, visit in enumerate(prover.open_visits()):
        found = None
        if number < MOST and is_sound and not prover.is_over():
            found = prover.proof(visit)
        told.append(found or not_found(visit, has_shift=prover.is_planned(visit)))
    return tuple(told)


class _Prover:
    """Asks ever more people, until they cannot make the open visit as well."""

    def __init__(
        self,
        context: PlanningContext,
        plan: Plan,
        over: Over,
        largest: int,
        most: float,
    ) -> None:
        self._context, self._over, self._largest = context, over, largest
        self._left = most
        """Pairs that may still be asked about."""
        self._reach = Reach(context)
        self._open = {row.visit for row in plan.unassigned}
        self._settled: set[str] = set()
        """Visits that a proof has named."""
        self._crowds: dict[tuple[str, ...], Crowd | None] = {}

    def is_over(self) -> bool:
        """Whether nothing more is asked."""
        return self._left <= 0 or self._over()

    def is_planned(self, visit: Visit) -> bool:
        """Whether enough people could make a visit on shifts that planning lays."""
        return self._reach.longer_days(visit).is_planned

    def open_visits(self) -> list[Visit]:
        """Return the open must-visits, the dearest first."""
        price = self._context.weights.open_price
        visits = [v for v in self._context.problem.visits if v.id in self._open]
        must = [v for v in visits if v.is_must]
        return sorted(must, key=lambda v: (-price(v) * v.staff, v.earliest, v.id))

    def proof(self, visit: Visit) -> Proof | None:
        """Return a proof that a visit stays open; nothing where none is found."""
        for people, dates in self._rings(visit):
            crowd = self._short_crowd(people, self._only_for(people, dates))
            group = self._group(crowd, visit) if crowd else ()
            if crowd and group:
                self._settled |= {v.id for v in group}
                return self._proof(crowd, group, visit)
        return None

    def _rings(self, visit: Visit) -> Iterator[tuple[list[Employee], set[date]]]:
        """Yield people and days: those who have the skills, then the whole staff.

        The first on all days, or those with open visits, if that is not too much.
        """
        staff = self._reach.staff(visit.unit)
        able = [e for e in staff if visit.skills <= e.skills]
        day, days = {visit.date}, {v.date for v in self.open_visits()}
        every = set(self._context.problem.dates)
        fitting = (
            d for d in (every, days) if self._fits(able, self._only_for(able, d))
        )
        yield able, next(fitting, day)
        yield staff, day

    def _fits(self, people: Sequence[Employee], visits: Sequence[Visit]) -> bool:
        return len(people) * len(visits) <= self._largest

    def _only_for(
        self, people: Sequence[Employee], dates: Collection[date]
    ) -> list[Visit]:
        ids = {e.id for e in people}
        visits = self._context.problem.visits
        dated = [v for v in visits if v.is_must and v.date in dates]
        return [v for v in dated if self._takers(v) <= ids]

    def _takers(self, visit: Visit) -> frozenset[str]:
        staff = frozenset(e.id for e in self._reach.staff(visit.unit))
        return staff & self._context.permitted_to(visit)

    def _short_crowd(
        self, people: Sequence[Employee], visits: Sequence[Visit]
    ) -> Crowd | None:
        """Return a crowd of people who cannot make all of the visits."""
        key = (*(e.id for e in people), *(v.id for v in visits))
        if key not in self._crowds:
            is_asked = len(self._crowds) < MOST_CROWDS and not self.is_over()
            self._crowds[key] = self._ask(people, visits) if is_asked else None
        return self._crowds[key]

    def _ask(self, people: Sequence[Employee], visits: Sequence[Visit]) -> Crowd | None:
        if not self._fits(people, visits):
            return None
        crowd = Crowd(self._reach, people, visits, self._over)
        for rule in self._context.rules:
            if rule.hard and rule.orders_visits:
                crowd.keep_in_order(rule.kind)
        return crowd if self._cannot(crowd, crowd.rules, visits) else None

    def _cannot(
        self, crowd: Crowd, rules: Collection[str], visits: Sequence[Visit]
    ) -> bool:
        self._left -= len(crowd.people) * len(crowd.visits)
        return crowd.cannot(rules, [v.id for v in visits])

    def _group(self, crowd: Crowd, visit: Visit) -> tuple[Visit, ...]:
        """Return the visit and others that the plan makes, not all of which can be.

        None where the model refuses what the plan does: it then proves nothing.
        """
        made = [
            v
            for v in crowd.visits
            if v.id not in self._open and v.id not in self._settled
        ]
        made.sort(key=lambda v: -abs(v.earliest - visit.earliest))

        def cannot(some: Sequence[Visit]) -> bool:
            return self._cannot(crowd, crowd.rules, some)

        asked = (*made, visit)
        if visit not in crowd.visits or not cannot(asked):
            return ()
        if not crowd.can(crowd.rules, [v.id for v in made]):
            return ()
        group = smallest(asked, cannot, self.is_over)
        return group if visit in group else ()

    def _proof(self, crowd: Crowd, group: Sequence[Visit], visit: Visit) -> Proof:
        rules = smallest(
            crowd.rules, lambda some: self._cannot(crowd, some, group), self.is_over
        )
        units = dict.fromkeys(v.unit for v in group)
        staff = dict.fromkeys(e for unit in units for e in self._reach.staff(unit))
        causes = {e: cause(self._reach, e, group, self._over) for e in staff}
        return proof_of(ProofFacts(self._context, visit, group, rules, causes))
