"""How many different people a client meets in a fortnight."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from constraints.kronor import ore
from scheduler.domain.plan_view import PlanView
from scheduler.rules.bound_terms import BoundTerms
from scheduler.rules.rule import Breach, Rule, Source
from scheduler.rules.tour_weights import TourWeights

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import LinearExprT

    from constraints.posting.meeting_literals import People
    from scheduler.roster.variables import Roster


class Continuity(Rule):
    """A client meets few different people in any 14 days."""

    id: ClassVar[str] = "R31"
    source: ClassVar[Source] = Source(
        cite="Personalkontinuitet i hemtjänsten (Kolada), medarbetare på 14 dagar",
        assumed=True,
    )

    kind: Literal["continuity"] = "continuity"
    hard: Literal[False] = False
    window_days: int = Field(
        default=14, ge=1, le=366, description="Days of one window."
    )
    target: int = Field(default=12, ge=0, description="People without an extra price.")
    price_kr: float = Field(
        default=20, ge=0, description="Each person above the target, per window."
    )
    each_kr: float = Field(
        default=3, ge=0, description="Each person a client meets, per window."
    )
    stride_days: int = Field(
        default=1,
        ge=1,
        le=366,
        description="Days between the windows of the roster model.",
    )

    def price_tours(self, weights: TourWeights) -> TourWeights:
        """Tell the engine the window, the target and the prices."""
        return weights.model_copy(
            update={
                "window_days": self.window_days,
                "people_target": self.target,
                "person_above": self.price,
                "person_each": ore(self.each_kr),
            }
        )

    def bound_terms(self, terms: BoundTerms) -> BoundTerms:
        """Charge the people whom clients meet."""
        return terms.model_copy(update={"charges_meetings": True})

    def post(self, roster: "Roster") -> "Iterator[LinearExprT]":
        """Price the people that the tours bring to each client."""
        from constraints.posting.meeting_literals import (  # loads the solver
            MeetingLiterals,
            windows_of,
        )

        if self.price == 0 and ore(self.each_kr) == 0:
            return
        windows = windows_of(roster.problem, self.window_days, self.stride_days)
        for people in MeetingLiterals(roster, windows).people():
            yield from self._priced(roster, people)

    def _priced(self, roster: "Roster", people: "People") -> "Iterator[LinearExprT]":
        """Return what the people of one client cost in some windows."""
        yield ore(self.each_kr) * people.weight * people.met
        most_above = people.most - self.target
        if most_above <= 0:
            return
        above = roster.model.new_int_var(0, most_above, "people above the target")
        roster.model.add(above >= people.met - self.target)
        yield self.price * people.weight * above

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Count different people in every window that ends on a plan day."""
        met = self._meeting_days(view)
        for client in view.problem.clients:
            if client.id in met:
                counts = self._counts(view.problem.days, met[client.id].values())
                yield from self._found(view, client.id, counts)

    def _meeting_days(self, view: PlanView) -> dict[str, dict[str, set[int]]]:
        """Return the plan days (negative = history) by client and employee."""
        problem = view.problem
        met: dict[str, dict[str, set[int]]] = {
            c.id: defaultdict(set) for c in problem.clients if c.counts_continuity
        }
        start = problem.start
        for done in problem.done_visits:
            if done.client in met:
                met[done.client][done.employee].add((done.date - start).days)
        for row in view.plan.visits:
            visit = problem.visit[row.visit]
            if visit.client in met:
                met[visit.client][row.employee].add((visit.date - start).days)
        return met

    def _counts(self, days: int, people: Iterable[set[int]]) -> list[int]:
        """Return how many people are met in the window that ends on each plan day."""
        counts = [0] * days
        for meetings in people:
            ends = {
                end
                for day in meetings
                for end in range(max(day, 0), min(day + self.window_days, days))
            }
            for end in ends:
                counts[end] += 1
        return counts

    def _found(
        self, view: PlanView, client: str, counts: list[int]
    ) -> Iterator[Breach]:
        above = sum(max(0, n - self.target) for n in counts)
        if above:
            yield self._breach(view, client, counts, (above, self.price, "above"))
        if any(counts) and self.each_kr:
            each = (sum(counts), ore(self.each_kr), "each")
            yield self._breach(view, client, counts, each)

    def _breach(
        self, view: PlanView, client: str, counts: list[int], due: tuple[int, int, str]
    ) -> Breach:
        amount, price, message = due
        worst = max(range(len(counts)), key=counts.__getitem__)
        return Breach(
            rule=self.id,
            hard=False,
            amount=amount,
            unit="people",
            weight=price,
            cost=amount * price,
            client=client,
            date=view.problem.dates[worst],
            found=counts[worst],
            limit=self.target,
            facts={
                "least": min(counts),
                "days": self.window_days,
                "windows": sum(n > self.target for n in counts),
            },
            message=message,
        )
