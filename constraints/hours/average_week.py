"""40 hours a week on average over four weeks, where no agreement says otherwise."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import accumulate
from typing import TYPE_CHECKING, ClassVar, Literal

from ortools.sat.python import cp_model
from pydantic import Field

from constraints.words import length, name_of
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee
from scheduler.rules.rule import Breach, Rule, Source

if TYPE_CHECKING:
    from scheduler.roster.variables import Roster

_DAYS = 28


class AverageWeek(Rule):
    """Ordinary working time is at most 160 h in four weeks in a row."""

    id: ClassVar[str] = "R08"
    source: ClassVar[Source] = Source(
        cite="Arbetstidslagen (1982:673) 5 §",
        url="https://www.riksdagen.se/sv/dokument-och-lagar/dokument/svensk-forfattningssamling/arbetstidslag-1982673_sfs-1982-673/",
        assumed=True,
    )
    statutory: ClassVar[bool] = True

    kind: Literal["average_week"] = "average_week"
    hard: Literal[True] = True
    enabled: bool = Field(
        default=False, description="Whether no collective agreement replaces the law."
    )
    week_minutes: int = Field(
        default=2400, ge=60, le=2400, description="Average allowed in a week."
    )

    @property
    def most(self) -> int:
        """Minutes that four weeks may hold."""
        return 4 * self.week_minutes

    def post(self, roster: "Roster") -> tuple[()]:
        """Bound the ordinary time of the four weeks that end on each day."""
        for employee in roster.employees if self.enabled else ():
            for last in roster.problem.dates:
                first = last - timedelta(days=_DAYS - 1)
                mine = [o for o in roster.options(employee) if first <= o.date <= last]
                past = (d for d in roster.past(employee) if first <= d.date <= last)
                left = max(0, self.most - sum(d.paid_minutes for d in past))
                minutes = [o.without_overtime.paid_minutes for o in mine]
                if sum(minutes) > left:
                    ordinary = cp_model.LinearExpr.weighted_sum(
                        [
                            roster.works(employee, o) - roster.extra(employee, o)
                            for o in mine
                        ],
                        minutes,
                    )
                    switch = roster.switch(self.kind)
                    roster.model.add(ordinary <= left).only_enforce_if(switch)
        return ()

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Add up everybody's ordinary time, day by day."""
        for employee in view.problem.employees if self.enabled else ():
            yield from self._above(view, employee)

    def _above(self, view: PlanView, employee: Employee) -> Iterator[Breach]:
        zero = view.problem.start - timedelta(days=_DAYS)
        size = _DAYS + view.problem.days
        worked, planned = [0] * size, [0] * size
        for duty in view.duties_of(employee):
            day = (duty.date - zero).days
            for piece in duty.pieces:
                if 0 <= day < size and not piece.pay_class.is_above_contract:
                    worked[day] += piece.paid_minutes
                    planned[day] += piece.paid_minutes * duty.planned
        sums, ours = [0, *accumulate(worked)], [0, *accumulate(planned)]
        for last in range(_DAYS, size):
            total = sums[last + 1] - sums[last + 1 - _DAYS]
            new = ours[last + 1] - ours[last + 1 - _DAYS]
            amount = min(new, total - self.most)
            if amount > 0:
                yield self._breach(view, employee, last - _DAYS, total, amount)

    def _breach(
        self, view: PlanView, employee: Employee, number: int, total: int, amount: int
    ) -> Breach:
        last = view.problem.start + timedelta(days=number)
        return Breach(
            rule=self.id,
            hard=True,
            amount=amount,
            unit="min",
            employee=employee.id,
            date=last,
            found=total,
            limit=self.most,
            facts={
                "name": name_of(view, employee.id),
                "first": str(last - timedelta(days=_DAYS - 1)),
                "last": str(last),
                "worked": length(total),
                "allowed": length(self.most),
            },
        )
