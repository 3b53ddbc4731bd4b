"""There is time to travel between all stops of a shift."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from constraints.checking.routes import routes_of
from constraints.kronor import ore
from constraints.words import moment, name_of
from scheduler.domain.plan import ShiftRow, VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.values import Instant
from scheduler.rules.bound_terms import BoundTerms
from scheduler.rules.rule import Breach, Rule, Source
from scheduler.rules.tour_weights import TourWeights

Facts = dict[str, str | int]


@dataclass(frozen=True, slots=True)
class _Leg:
    """A move of one person from one stop to the next, or back to the unit."""

    shift: ShiftRow
    origin: str
    goal: str
    leaves: Instant
    arrives: Instant
    """The last moment at which the person may come."""
    travel: int
    row: VisitRow | None
    """The visit at the goal; ``None`` on the way back to the unit."""

    @property
    def rest(self) -> int:
        """Minutes of unpaid breaks inside the leg."""
        return sum(
            max(0, min(end, self.arrives) - max(start, self.leaves))
            for start, end in self.shift.breaks
        )


class TravelTime(Rule):
    """Between two stops there is time for the move and for the breaks taken then."""

    id: ClassVar[str] = "R34"
    source: ClassVar[Source] = Source(
        cite="Arbetsmiljöverkets krav på Båstads kommun, juli 2025; arbetstidslagen",
        assumed=True,
    )

    kind: Literal["travel_time"] = "travel_time"
    hard: Literal[True] = True
    price_kr: float = Field(default=1, ge=0, description="Each minute of travel.")

    def price_tours(self, weights: TourWeights) -> TourWeights:
        """Tell the engine what a minute on the road costs, wages apart."""
        return weights.model_copy(update={"travel_minute": ore(self.price_kr)})

    def bound_terms(self, terms: BoundTerms) -> BoundTerms:
        """Let every way take its time, at its price."""
        return terms.model_copy(update={"takes_travel": True})

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Follow every person from stop to stop."""
        driven: dict[tuple[str, date], int] = defaultdict(int)
        for shift, rows in routes_of(view):
            for leg in self._legs(view, shift, rows):
                driven[shift.employee, shift.date] += leg.travel
                yield from self._late(view, leg)
                yield from self._misstated(view, leg)
        for (who, day), minutes in driven.items():
            if minutes and self.price_kr:
                yield self._priced(view, who, day, minutes)

    def _legs(
        self, view: PlanView, shift: ShiftRow, rows: Sequence[VisitRow]
    ) -> Iterator[_Leg]:
        mode = view.problem.employee[shift.employee].transport
        here, free = shift.unit, shift.start
        for row in rows:
            there = view.visit(row).client
            travel = view.travel.minutes(here, there, mode)
            yield _Leg(shift, here, there, free, row.start, travel, row)
            here, free = there, max(free, row.end)
        home = view.travel.minutes(here, shift.unit, mode)
        yield _Leg(shift, here, shift.unit, free, shift.end, home, None)

    def _late(self, view: PlanView, leg: _Leg) -> Iterator[Breach]:
        has, needs = leg.arrives - leg.leaves, leg.travel + leg.rest
        if has < needs:
            facts: Facts = {
                "leaves": moment(view, leg.leaves),
                "arrives": moment(view, leg.arrives),
                "travel": leg.travel,
                "rest": leg.rest,
            }
            yield self._breach(
                view,
                leg,
                needs - has,
                "late" if leg.row else "late_home",
                facts,
            )

    def _misstated(self, view: PlanView, leg: _Leg) -> Iterator[Breach]:
        row = leg.row
        if row is None:
            return
        if row.from_id != leg.origin:
            yield self._breach(view, leg, 1, "wrong_from", {"stated": row.from_id})
        short = leg.travel - row.travel_minutes
        if short > 0:
            facts: Facts = {"stated": row.travel_minutes, "travel": leg.travel}
            yield self._breach(view, leg, short, "too_short", facts)

    def _breach(
        self,
        view: PlanView,
        leg: _Leg,
        amount: int,
        message: str,
        facts: Facts,
    ) -> Breach:
        visit = None if leg.row is None else view.visit(leg.row)
        return Breach(
            rule=self.id,
            hard=True,
            amount=amount,
            unit="rows" if message == "wrong_from" else "min",
            employee=leg.shift.employee,
            client=visit.client if visit else None,
            visit=visit.id if visit else None,
            date=leg.shift.date,
            facts={
                "who": name_of(view, leg.shift.employee),
                "origin": leg.origin,
                "goal": leg.goal,
                **facts,
            },
            message=message,
        )

    def _priced(self, view: PlanView, who: str, day: date, minutes: int) -> Breach:
        price = ore(self.price_kr)
        return Breach(
            rule=self.id,
            hard=False,
            amount=minutes,
            unit="min",
            weight=price,
            cost=minutes * price,
            employee=who,
            date=day,
            facts={"who": name_of(view, who)},
            message="driven",
        )
