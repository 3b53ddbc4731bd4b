"""No route is much fuller than the others."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import ClassVar, Literal

from pydantic import Field

from constraints.checking.routes import routes_of
from constraints.words import moment, name_of
from scheduler.domain.plan import ShiftRow, VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.rules.rule import Breach, Rule, Source
from scheduler.rules.tour_weights import TourWeights


class BalancedRounds(Rule):
    """Visits and travel fill no more than a share of each part of a shift."""

    id: ClassVar[str] = "V04"
    source: ClassVar[Source] = Source(
        cite="Lokal bemanningshandbok: jämn arbetsbelastning",
        assumed=True,
    )

    kind: Literal["balanced_rounds"] = "balanced_rounds"
    hard: Literal[False] = False
    share: float = Field(
        default=0.9,
        ge=0,
        le=1,
        description="Share of the working time that may be filled without a price.",
    )
    price_kr: float = Field(
        default=0.5, ge=0, description="Each minute of work above the share."
    )

    def price_tours(self, weights: TourWeights) -> TourWeights:
        """Tell the engine what fills a route, and what a minute above that costs."""
        return weights.model_copy(
            update={"full_share": self.share, "full_minute": self.price}
        )

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Hold the work of every route against its time."""
        if self.price == 0:
            return
        for shift, rows in routes_of(view):
            busy, full = _busy(view, shift, rows), self._full(shift)
            if busy > full:
                yield self._breach(view, shift, busy, full)

    def _full(self, shift: ShiftRow) -> int:
        """Return the whole minutes that may be filled."""
        rest = sum(end - start for start, end in shift.breaks)
        return max(0, int(self.share * (shift.end - shift.start - rest)))

    def _breach(self, view: PlanView, shift: ShiftRow, busy: int, full: int) -> Breach:
        return Breach(
            rule=self.id,
            hard=False,
            amount=busy - full,
            unit="min",
            weight=self.price,
            cost=(busy - full) * self.price,
            employee=shift.employee,
            date=shift.date,
            found=busy,
            limit=full,
            facts={
                "who": name_of(view, shift.employee),
                "begins": moment(view, shift.start),
                "ends": moment(view, shift.end),
            },
            message="full",
        )


def _busy(view: PlanView, shift: ShiftRow, rows: Sequence[VisitRow]) -> int:
    """Return the minutes of a route's visits and of the moves between them."""
    mode = view.problem.employee[shift.employee].transport
    visits = [view.visit(row) for row in rows]
    way = [shift.unit, *(visit.client for visit in visits), shift.unit]
    moves = (view.travel.minutes(a, b, mode) for a, b in pairwise(way))
    return sum(visit.minutes for visit in visits) + sum(moves)
