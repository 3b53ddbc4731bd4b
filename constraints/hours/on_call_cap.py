"""Jourtid: at most 48 hours in four weeks, or 50 in a calendar month."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Literal

from ortools.sat.python import cp_model
from pydantic import Field

from constraints.words import length, name_of
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee
from scheduler.domain.values import OnCall
from scheduler.rules.rule import Breach, Rule, Source

if TYPE_CHECKING:
    from scheduler.roster.variables import Roster

_Days = tuple[date, date]
"""First and last."""


class OnCallCap(Rule):
    """Jour is at most 48 h in four weeks, or 50 h in a calendar month."""

    id: ClassVar[str] = "R12"
    source: ClassVar[Source] = Source(
        cite="Arbetstidslagen (1982:673) 6 §",
        url="https://www.riksdagen.se/sv/dokument-och-lagar/dokument/svensk-forfattningssamling/arbetstidslag-1982673_sfs-1982-673/",
        assumed=True,
    )
    statutory: ClassVar[bool] = True

    kind: Literal["on_call_cap"] = "on_call_cap"
    hard: Literal[True] = True
    period: Literal["four_weeks", "month"] = Field(
        default="four_weeks", description="Which of the two caps is used."
    )
    four_weeks_hours: int = Field(
        default=48, ge=0, le=48, description="Hours allowed in four weeks in a row."
    )
    month_hours: int = Field(
        default=50, ge=0, le=50, description="Hours allowed in a calendar month."
    )
    warn_pct: int = Field(
        default=80, ge=1, le=100, description="Percent of the cap that is warned of."
    )

    @property
    def most(self) -> int:
        """Minutes that a period may hold."""
        hours = self.month_hours if self.period == "month" else self.four_weeks_hours
        return 60 * hours

    def post(self, roster: "Roster") -> tuple[()]:
        """Bound the jour of every period that holds a day with some."""
        for employee in roster.employees:
            mine = [o for o in roster.options(employee) if o.has_jour]
            for first, last in {self._period_of(o.date) for o in mine}:
                inside = [o for o in mine if first <= o.date <= last]
                past = (d for d in roster.past(employee) if first <= d.date <= last)
                left = max(0, self.most - sum(d.jour_minutes for d in past))
                total = cp_model.LinearExpr.weighted_sum(
                    [roster.works(employee, o) for o in inside],
                    [o.jour_minutes for o in inside],
                )
                switch = roster.switch(self.kind)
                roster.model.add(total <= left).only_enforce_if(switch)
        return ()

    def _period_of(self, day: date) -> _Days:
        """Return the calendar month of a day, or the four weeks that end with it."""
        if self.period == "four_weeks":
            return day - timedelta(days=27), day
        following = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
        return day.replace(day=1), following - timedelta(days=1)

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Add up everybody's jour; warn of the fullest period where all are kept."""
        for employee in view.problem.employees:
            sums = list(self._sums(view, employee))
            above = [s for s in sums if s[1] > self.most]
            for days, total, planned in above:
                amount = min(planned, total - self.most)
                yield self._breach(view, employee, (days, total), "above", amount)
            near = self.most * self.warn_pct // 100
            fullest = max(sums, key=lambda s: s[1], default=None)
            if not above and fullest is not None and fullest[1] > near:
                days, total, planned = fullest
                amount = min(planned, total - near)
                yield self._breach(view, employee, (days, total), "near", amount)

    def _sums(
        self, view: PlanView, employee: Employee
    ) -> Iterator[tuple[_Days, int, int]]:
        """Yield the periods that end with planned jour, its minutes, those planned."""
        jour = [
            (duty.date, span.end - span.start, duty.planned)
            for duty in view.duties_of(employee)
            for span in duty.on_call
            if span.kind is OnCall.JOUR
        ]
        for first, last in _periods(self.period, [d for d, _, new in jour if new]):
            here = [(m, new) for d, m, new in jour if first <= d <= last]
            yield (first, last), sum(m for m, _ in here), sum(m * n for m, n in here)

    def _breach(
        self,
        view: PlanView,
        employee: Employee,
        found: tuple[_Days, int],
        message: str,
        amount: int,
    ) -> Breach:
        (first, last), total = found
        return Breach(
            rule=self.id,
            hard=message == "above",
            amount=amount,
            unit="min",
            employee=employee.id,
            date=last,
            found=total,
            limit=self.most,
            facts={
                "name": name_of(view, employee.id),
                "first": str(first),
                "last": str(last),
                "found_h": length(total),
                "limit_h": length(self.most),
            },
            message=message,
        )


def _periods(period: str, days: Sequence[date]) -> list[_Days]:
    """Return the periods in which there is planned jour, as a reader cuts them."""
    if period == "four_weeks":
        return [
            (d - timedelta(weeks=4) + timedelta(days=1), d) for d in sorted({*days})
        ]
    months = sorted({(day.year, day.month) for day in days})
    return [
        (date(year, month, 1), date(year, month, monthrange(year, month)[1]))
        for year, month in months
    ]
