"""Visits that follow one another at the right distance."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from constraints.words import moment
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Visit
from scheduler.domain.values import Instant
from scheduler.rules.rule import Breach, Rule, Source


class VisitOrder(Rule):
    """A visit starts at least, and at most, so long after the one it follows."""

    id: ClassVar[str] = "V03"
    source: ClassVar[Source] = Source(
        cite="Planens filformat: visits.csv, after, gap_min, gap_max",
    )

    orders_visits: ClassVar[bool] = True

    kind: Literal["visit_order"] = "visit_order"
    hard: Literal[True] = True

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Measure the time between each pair of visits that are both done."""
        rows = view.rows_by_visit
        for visit in view.problem.visits:
            if visit.after is None:
                continue
            before, after = rows.get(visit.after), rows.get(visit.id)
            if before and after:
                ended = max(r.end for r in before)
                starts = min(r.start for r in after)
                yield from self._measured(view, visit, ended, starts)

    def _measured(
        self, view: PlanView, visit: Visit, ended: Instant, starts: Instant
    ) -> Iterator[Breach]:
        gap = starts - ended
        least, most = visit.gap_min or 0, visit.gap_max
        facts = {
            "other": visit.after or "",
            "ended": moment(view, ended),
            "starts": moment(view, starts),
        }
        if gap < least:
            yield self._breach(visit, gap, least, facts, "too_soon")
        if most is not None and gap > most:
            yield self._breach(visit, gap, most, facts, "too_late")

    def _breach(
        self, visit: Visit, gap: int, limit: int, facts: dict[str, str], message: str
    ) -> Breach:
        return Breach(
            rule=self.id,
            hard=True,
            amount=abs(gap - limit),
            unit="min",
            client=visit.client,
            visit=visit.id,
            date=visit.date,
            found=gap,
            limit=limit,
            facts=facts,
            message=message,
        )
