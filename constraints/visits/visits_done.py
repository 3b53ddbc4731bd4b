"""Every visit that was granted gets done."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

from pydantic import Field

from constraints.kronor import ore
from scheduler.domain.plan import VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Visit
from scheduler.rules.bound_terms import BoundTerms
from scheduler.rules.rule import Breach, Rule, Source
from scheduler.rules.tour_weights import TourWeights


class VisitsDone(Rule):
    """Each place at a visit is taken once, or left open at a price."""

    id: ClassVar[str] = "V01"
    source: ClassVar[Source] = Source(
        cite="Biståndsbeslut enligt socialtjänstlagen (2025:400); planens filformat",
        assumed=True,
    )
    musts: ClassVar[frozenset[str]] = frozenset({"must"})

    kind: Literal["visits_done"] = "visits_done"
    hard: Literal[False] = False
    price_kr: float = Field(
        default=20_000, ge=0, description="An open place at a visit of priority 1 or 2."
    )
    optional_kr: float = Field(
        default=200, ge=0, description="An open place at a visit of priority 3 …"
    )
    optional_minute_kr: float = Field(
        default=5, ge=0, description="… and each minute of it."
    )

    def price_tours(self, weights: TourWeights) -> TourWeights:
        """Tell the engine what an open place costs."""
        prices = {
            "open_must": self.price,
            "open_optional": ore(self.optional_kr),
            "open_optional_minute": ore(self.optional_minute_kr),
        }
        return weights.model_copy(update=prices)

    def bound_terms(self, terms: BoundTerms) -> BoundTerms:
        """Charge each open place."""
        return terms.model_copy(update={"charges_open_places": True})

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Count the places of each visit against the rows of the plan."""
        rows_by_visit = view.rows_by_visit
        for visit in view.problem.visits:
            rows = rows_by_visit.get(visit.id, ())
            filled = {r.staff_no for r in rows if 1 <= r.staff_no <= visit.staff}
            if len(filled) < visit.staff:
                yield self._left_open(visit, len(filled))
            if len(filled) < len(rows):
                yield self._wrong_places(visit, rows, len(rows) - len(filled))

    def _left_open(self, visit: Visit, filled: int) -> Breach:
        open_places = visit.staff - filled
        price = self.price if visit.is_must else self._optional(visit)
        return Breach(
            rule=self.id,
            hard=False,
            amount=open_places,
            unit="places",
            weight=price,
            cost=open_places * price,
            client=visit.client,
            visit=visit.id,
            date=visit.date,
            found=filled,
            limit=visit.staff,
            message="must" if visit.is_must else "optional",
        )

    def _optional(self, visit: Visit) -> int:
        return ore(self.optional_kr) + ore(self.optional_minute_kr) * visit.minutes

    def _wrong_places(
        self, visit: Visit, rows: Sequence[VisitRow], surplus: int
    ) -> Breach:
        numbers = ", ".join(str(r.staff_no) for r in rows)
        return Breach(
            rule=self.id,
            hard=True,
            amount=surplus,
            unit="rows",
            client=visit.client,
            visit=visit.id,
            date=visit.date,
            found=len(rows),
            limit=visit.staff,
            facts={"numbers": numbers},
            message="wrong_places",
        )
