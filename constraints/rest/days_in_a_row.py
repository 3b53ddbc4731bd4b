"""Not too many working days in a row."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from constraints.kronor import ore
from constraints.posting.runs import (
    DayLiterals,
    count_full,
    forbid_full,
    full_windows,
    line_of_days,
)
from constraints.words import name_of
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee
from scheduler.rules.bound_terms import BoundTerms
from scheduler.rules.line_limits import LineLimits
from scheduler.rules.rule import Breach, Rule, Source

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar, LinearExpr

    from scheduler.roster.variables import Roster


class DaysInARow(Rule):
    """A person works at most six days in a row, and preferably five."""

    id: ClassVar[str] = "R22"
    source: ClassVar[Source] = Source(
        cite="Lokal bemanningshandbok",
        assumed=True,
    )

    kind: Literal["days_in_a_row"] = "days_in_a_row"
    hard: bool = Field(default=True, description="Whether ``most`` may not be passed.")
    preferred: int = Field(default=5, ge=1, le=14, description="Days without a price.")
    most: int = Field(default=6, ge=1, le=14, description="Days allowed.")
    extra_day_kr: float = Field(
        default=400, ge=0, description="Each day after the preferred number."
    )
    price_kr: float = Field(
        default=0, ge=0, description="Each day after the most, besides, when soft."
    )

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.preferred > self.most:
            raise PydanticCustomError(
                "preferred_above_most", "preferred may not be above most"
            )
        return self

    def limit_lines(self, limits: LineLimits) -> LineLimits:
        """Tell how many days are preferred and allowed."""
        return limits.model_copy(
            update={
                "days_preferred": self.preferred,
                "days_most": self.most,
                "extra_day": ore(self.extra_day_kr),
                "day_beyond": None if self.hard else self.price,
            }
        )

    def bound_terms(self, terms: BoundTerms) -> BoundTerms:
        """Allow no more days in a row, where that binds."""
        return terms.model_copy(update={"days_most": self.most if self.hard else None})

    def post(self, roster: "Roster") -> "Iterator[LinearExpr]":
        """Look at every window one day longer than what is preferred or allowed."""
        for employee in roster.employees:
            days = self._line(roster, employee)
            longer = list(full_windows(days, self.preferred + 1, self.most))
            name = f"{employee.id} works a day more in a row"
            yield ore(self.extra_day_kr) * count_full(roster, longer, name)
            too_long = list(full_windows(days, self.most + 1, self.most))
            if self.hard:
                forbid_full(roster, too_long, self.kind)
            else:
                yield self.price * count_full(roster, too_long, name)

    def _line(self, roster: "Roster", employee: Employee) -> list[DayLiterals]:
        def works(day: date) -> "list[IntVar]":
            offered = roster.options_on(employee, day)
            return [roster.works_on(employee, day)] if offered else []

        past = (duty.date for duty in roster.past(employee))
        return line_of_days(roster.problem.dates, self.most, past, works)

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Walk every person's rows of days."""
        for employee in view.problem.employees:
            for row in _rows({duty.date for duty in view.duties_of(employee)}):
                yield from self._judge(view, employee, row)

    def _judge(
        self, view: PlanView, employee: Employee, row: list[date]
    ) -> Iterator[Breach]:
        start = view.problem.start
        extra = [day for day in row[self.preferred :] if day >= start]
        if extra and self.extra_day_kr:
            price = ore(self.extra_day_kr)
            yield self._breach(view, employee, row, (len(extra), price, "extra"))
        beyond = [day for day in row[self.most :] if day >= start]
        if beyond and (self.hard or self.price):
            due = (len(beyond), self.price, "beyond")
            yield self._breach(view, employee, row, due)

    def _breach(
        self,
        view: PlanView,
        employee: Employee,
        row: list[date],
        due: tuple[int, int, str],
    ) -> Breach:
        amount, price, message = due
        return Breach(
            rule=self.id,
            hard=self.hard and message == "beyond",
            amount=amount,
            unit="days",
            weight=price,
            cost=amount * price,
            employee=employee.id,
            date=row[-1],
            found=len(row),
            limit=self.most if message == "beyond" else self.preferred,
            facts={
                "name": name_of(view, employee.id),
                "first": str(row[0]),
                "last": str(row[-1]),
            },
            message=message,
        )


def _rows(days: set[date]) -> Iterator[list[date]]:
    """Yield the stretches of consecutive dates."""
    row: list[date] = []
    for day in sorted(days):
        if row and day != row[-1] + timedelta(days=1):
            yield row
            row = []
        row.append(day)
    if row:
        yield row
