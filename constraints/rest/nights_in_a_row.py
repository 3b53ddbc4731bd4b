"""Few nights in a row, and free days after them."""

from collections.abc import Iterator, Sequence, Set
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Literal, Self

from ortools.sat.python import cp_model
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from constraints.kronor import ore
from constraints.posting.runs import (
    DayLiterals,
    count_full,
    follows,
    forbid_full,
    full_windows,
    line_of_days,
)
from constraints.words import name_of
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee
from scheduler.domain.values import ShiftKind
from scheduler.rules.line_limits import LineLimits
from scheduler.rules.rule import Breach, Rule, Source

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar, LinearExpr

    from scheduler.roster.variables import Roster


class NightsInARow(Rule):
    """Preferably three nights in a row, then at least two free days."""

    id: ClassVar[str] = "R23"
    source: ClassVar[Source] = Source(
        cite="Kecklund, sammanfattning av forskning (Kommunalarbetaren 2021-05-12)",
        assumed=True,
    )

    kind: Literal["nights_in_a_row"] = "nights_in_a_row"
    hard: bool = Field(default=False, description="Whether ``most`` may not be passed.")
    preferred: int = Field(default=3, ge=1, le=14, description="Nights without price.")
    most: int = Field(default=4, ge=1, le=14, description="Nights at most.")
    free_days: int = Field(default=2, ge=0, le=7, description="Days off after nights.")
    extra_night_kr: float = Field(
        default=300, ge=0, description="Each night after the preferred number."
    )
    price_kr: float = Field(
        default=1500, ge=0, description="Each night after the most, besides, when soft."
    )
    missing_day_kr: float = Field(
        default=500, ge=0, description="Each free day missing after nights."
    )

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.preferred > self.most:
            raise PydanticCustomError(
                "preferred_above_most", "preferred may not be above most"
            )
        return self

    def limit_lines(self, limits: LineLimits) -> LineLimits:
        """Tell what nights in a row and short recovery cost."""
        return limits.model_copy(
            update={
                "nights_preferred": self.preferred,
                "extra_night": ore(self.extra_night_kr),
                "nights_most": self.most,
                "night_beyond": None if self.hard else self.price,
                "free_after_nights": self.free_days,
                "missing_day": ore(self.missing_day_kr),
            }
        )

    def post(self, roster: "Roster") -> "Iterator[LinearExpr]":
        """Look at the rows of everybody who might work a night."""
        for employee in roster.employees:
            nights = self._nights(roster, employee)
            if not any(day.possible for day in nights):
                continue
            yield from self._rows(roster, employee, nights)
            if self.missing_day_kr:
                yield ore(self.missing_day_kr) * self._tired(roster, employee, nights)

    def _rows(
        self, roster: "Roster", employee: Employee, nights: Sequence[DayLiterals]
    ) -> "Iterator[LinearExpr]":
        """Price the nights above what is preferred, and above the most."""
        first = self._back
        name = f"{employee.id} works a night more in a row"
        longer = full_windows(nights, self.preferred + 1, first)
        yield ore(self.extra_night_kr) * count_full(roster, longer, name)
        too_long = full_windows(nights, self.most + 1, first)
        if self.hard:
            forbid_full(roster, too_long, self.kind)
        else:
            yield self.price * count_full(roster, too_long, name)

    @property
    def _back(self) -> int:
        """Days of history that matter."""
        return max(self.most, self.free_days)

    def _nights(self, roster: "Roster", employee: Employee) -> list[DayLiterals]:
        return self._line(roster, employee, {ShiftKind.NIGHT})

    def _line(
        self, roster: "Roster", employee: Employee, kinds: Set[ShiftKind]
    ) -> list[DayLiterals]:
        def works(day: date) -> "list[IntVar]":
            offered = roster.options_on(employee, day)
            return [roster.works(employee, o) for o in offered if o.kind in kinds]

        past = (d.date for d in roster.past(employee) if d.kind in kinds)
        return line_of_days(roster.problem.dates, self._back, past, works)

    def _tired(
        self, roster: "Roster", employee: Employee, nights: Sequence[DayLiterals]
    ) -> "LinearExpr":
        """Return how many free days are missing after nights."""
        all_kinds = set(ShiftKind)
        works = self._line(roster, employee, all_kinds)
        others = self._line(roster, employee, all_kinds - {ShiftKind.NIGHT})
        literals: list[IntVar] = []
        missing: list[int] = []
        for at in range(self._back, len(works)):
            for gap in range(self.free_days):
                back = works[at] if gap else others[at]
                between = works[at - gap : at]
                soon = follows(roster, nights[at - gap - 1], between, back)
                if soon is not None:
                    literals.append(soon)
                    missing.append(self.free_days - gap)
        return cp_model.LinearExpr.weighted_sum(literals, missing)

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Walk every person's rows of nights, and what follows them."""
        for employee in view.problem.employees:
            duties = view.duties_of(employee)
            nights = sorted({d.date for d in duties if d.kind is ShiftKind.NIGHT})
            yield from self._long_rows(view, employee, nights)
            if self.missing_day_kr:
                yield from self._short_recovery(view, employee, nights)

    def _long_rows(
        self, view: PlanView, employee: Employee, nights: Sequence[date]
    ) -> Iterator[Breach]:
        row = 0
        last: date | None = None
        for night in nights:
            follows = last is not None and (night - last).days == 1
            row, last = (row + 1 if follows else 1), night
            if night < view.problem.start:
                continue
            if row > self.preferred and self.extra_night_kr:
                price = ore(self.extra_night_kr)
                yield self._long(view, employee, night, (row, price, "extra"))
            if row > self.most and (self.hard or self.price):
                yield self._long(view, employee, night, (row, self.price, "beyond"))

    def _long(
        self, view: PlanView, employee: Employee, night: date, due: tuple[int, int, str]
    ) -> Breach:
        row, price, message = due
        return Breach(
            rule=self.id,
            hard=self.hard and message == "beyond",
            amount=1,
            unit="nights",
            weight=price,
            cost=price,
            employee=employee.id,
            date=night,
            found=row,
            limit=self.most if message == "beyond" else self.preferred,
            facts={"name": name_of(view, employee.id)},
            message=message,
        )

    def _short_recovery(
        self, view: PlanView, employee: Employee, nights: Sequence[date]
    ) -> Iterator[Breach]:
        worked = sorted({duty.date for duty in view.duties_of(employee)})
        price = ore(self.missing_day_kr)
        for night in nights:
            following = next((day for day in worked if day > night), None)
            if following is None or following < view.problem.start:
                continue
            free = (following - night).days - 1
            if free >= self.free_days or (free == 0 and following in nights):
                continue
            missing = self.free_days - free
            yield Breach(
                rule=self.id,
                hard=False,
                amount=missing,
                unit="days",
                weight=price,
                cost=missing * price,
                employee=employee.id,
                date=following,
                found=free,
                limit=self.free_days,
                facts={"name": name_of(view, employee.id), "night": str(night)},
                message="recovery",
            )
