"""Those who visit together come together and stay."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

from constraints.words import moment, name_of
from scheduler.domain.plan import VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Visit
from scheduler.rules.bound_terms import BoundTerms
from scheduler.rules.rule import Breach, Rule, Source


class DoubleStaffing(Rule):
    """Two different people start a double-staffed visit together and both stay."""

    id: ClassVar[str] = "R29"
    unfinished: ClassVar[frozenset[str]] = frozenset({"too_few"})
    source: ClassVar[Source] = Source(
        cite="Biståndsbeslut eller riskbedömning (AFS 2023:1) som kräver två personer",
    )

    kind: Literal["double_staffing"] = "double_staffing"
    hard: Literal[True] = True

    def bound_terms(self, terms: BoundTerms) -> BoundTerms:
        """Keep crews whole and visits as long as they are."""
        return terms.model_copy(update={"keeps_crews": True})

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Look at the rows of each visit together, then at the length of each."""
        for id_, rows in view.rows_by_visit.items():
            visit = view.problem.visit[id_]
            yield from self._too_few(visit, rows)
            yield from self._apart(view, visit, rows)
            yield from self._cut_or_stretched(view, visit, rows)

    def _too_few(self, visit: Visit, rows: Sequence[VisitRow]) -> Iterator[Breach]:
        people = len({r.employee for r in rows})
        if people < visit.staff:
            yield self._breach(
                visit,
                amount=visit.staff - people,
                unit="people",
                found=people,
                limit=visit.staff,
                message="too_few",
            )

    def _apart(
        self, view: PlanView, visit: Visit, rows: Sequence[VisitRow]
    ) -> Iterator[Breach]:
        first, last = min(r.start for r in rows), max(r.start for r in rows)
        if last > first:
            facts = {"first": moment(view, first), "last": moment(view, last)}
            yield self._breach(
                visit, amount=last - first, unit="min", facts=facts, message="apart"
            )

    def _cut_or_stretched(
        self, view: PlanView, visit: Visit, rows: Sequence[VisitRow]
    ) -> Iterator[Breach]:
        for row in rows:
            stays = row.end - row.start
            if stays != visit.minutes:
                yield self._breach(
                    visit,
                    amount=abs(stays - visit.minutes),
                    unit="min",
                    employee=row.employee,
                    found=stays,
                    limit=visit.minutes,
                    facts={"who": name_of(view, row.employee)},
                    message="length",
                )

    def _breach(self, visit: Visit, **facts: object) -> Breach:
        about = {"client": visit.client, "visit": visit.id, "date": visit.date}
        return Breach.model_validate({"rule": self.id, "hard": True, **about, **facts})
