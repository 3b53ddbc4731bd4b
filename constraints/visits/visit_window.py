"""A visit starts in its window, on a shift of the unit that performs it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, Literal, NamedTuple

from pydantic import Field

from constraints.checking.at_visit import breach_at_visit
from constraints.kronor import ore
from constraints.words import moment
from scheduler.domain.plan import ShiftRow, VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Visit
from scheduler.domain.values import Instant
from scheduler.rules.bound_terms import BoundTerms
from scheduler.rules.rule import Breach, Rule, Source
from scheduler.rules.tour_weights import TourWeights


class _Part(NamedTuple):
    """One row of a person's shifts, or several that follow each other at once."""

    start: Instant
    end: Instant
    unit: str


class VisitWindow(Rule):
    """A visit starts inside its window and lies inside a shift of its unit."""

    id: ClassVar[str] = "R33"
    source: ClassVar[Source] = Source(
        cite="Biståndsbeslut; HSLF-FS 2017:37 (läkemedel i ordinerad tid)",
        assumed=True,
    )

    kind: Literal["visit_window"] = "visit_window"
    hard: Literal[True] = True
    flex_minutes: int = Field(
        default=30, ge=0, description="How far outside priority 2 may start."
    )
    price_kr: float = Field(
        default=10, ge=0, description="Each minute priority 2 starts outside."
    )

    def price_tours(self, weights: TourWeights) -> TourWeights:
        """Tell the engine how far outside a visit may start, and what it costs."""
        return weights.model_copy(
            update={
                "flex_minutes": self.flex_minutes,
                "outside_minute": ore(self.price_kr),
            }
        )

    def bound_terms(self, terms: BoundTerms) -> BoundTerms:
        """Keep visits in their windows, in their unit."""
        return terms.model_copy(update={"keeps_windows": True})

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Hold each visit against its window, then each row against the shifts."""
        for id_, rows in view.rows_by_visit.items():
            yield from self._outside(view, view.problem.visit[id_], rows)
        present = _present(view.plan.shifts)
        for row in view.plan.visits:
            yield from self._off_shift(view, row, present.get(row.employee, ()))

    def _outside(
        self, view: PlanView, visit: Visit, rows: Sequence[VisitRow]
    ) -> Iterator[Breach]:
        low, high = visit.earliest, visit.latest
        off = max(max(low - r.start, r.start - high) for r in rows)
        if off <= 0:
            return
        start = next(r.start for r in rows if off in (low - r.start, r.start - high))
        bends = visit.priority == 2 and off <= self.flex_minutes
        weight = ore(self.price_kr) if bends else 0
        yield Breach(
            rule=self.id,
            hard=not bends,
            amount=off,
            unit="min",
            weight=weight,
            cost=off * weight,
            client=visit.client,
            visit=visit.id,
            date=visit.date,
            found=off,
            limit=self.flex_minutes if visit.priority == 2 else 0,
            facts={
                "start": moment(view, start),
                "earliest": moment(view, low),
                "latest": moment(view, high),
            },
            message="flexed" if bends else "outside",
        )

    def _off_shift(
        self, view: PlanView, row: VisitRow, parts: Sequence[_Part]
    ) -> Iterator[Breach]:
        visit = view.visit(row)
        around = [p for p in parts if p.start <= row.start and row.end <= p.end]
        if any(p.unit == visit.unit for p in around):
            return
        units = ", ".join(sorted({p.unit for p in around}))
        facts = {
            "start": moment(view, row.start),
            "end": moment(view, row.end),
            "unit": visit.unit,
            "units": units,
        }
        message = "wrong_unit" if around else "no_shift"
        yield breach_at_visit(view, row, facts, rule=self.id, message=message)


def _present(rows: Iterable[ShiftRow]) -> dict[str, list[_Part]]:
    """Return when each person is on duty where; overtime goes on with its shift."""
    found: dict[str, list[_Part]] = defaultdict(list)
    for row in sorted(rows, key=lambda r: r.start):
        mine, part = found[row.employee], _Part(row.start, row.end, row.unit)
        if mine and (mine[-1].end, mine[-1].unit) == (row.start, row.unit):
            part = mine.pop()._replace(end=row.end)
        mine.append(part)
    return found
