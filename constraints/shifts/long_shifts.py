"""Passlängd: more than ten hours of work in one shift wear people out."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from constraints.kronor import ore, ore_a_minute
from constraints.posting.phrases import shift_charges
from constraints.words import length, name_of
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import Employee
from scheduler.domain.shift_option import ShiftOption
from scheduler.rules.rule import Breach, Rule, Source

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import LinearExpr

    from scheduler.roster.variables import Roster


class LongShifts(Rule):
    """Shifts of more than ten hours are few, and those of twelve fewer."""

    id: ClassVar[str] = "R25"
    source: ClassVar[Source] = Source(
        cite="Kecklund, sammanfattning av forskning (Kommunalarbetaren 2021-05-12)",
        assumed=True,
    )

    kind: Literal["long_shifts"] = "long_shifts"
    hard: Literal[False] = False
    preferred_minutes: int = Field(
        default=600, ge=0, description="Minutes of work without a price."
    )
    price_kr: float = Field(
        default=100, ge=0, description="Each hour of work above them."
    )
    very_long_minutes: int = Field(
        default=720, ge=0, description="Minutes of work that make a shift very long."
    )
    very_long_kr: float = Field(
        default=500, ge=0, description="Each very long shift, besides."
    )

    def price_shift(
        self, view: PlanView, employee: Employee, option: ShiftOption
    ) -> int:
        """Return the price of the minutes above, and of a very long shift."""
        work = option.paid_minutes
        above = max(0, work - self.preferred_minutes) * ore_a_minute(self.price_kr)
        very_long = work >= self.very_long_minutes
        return above + (ore(self.very_long_kr) if very_long else 0)

    def post(self, roster: "Roster") -> "Iterator[LinearExpr]":
        """Charge for each long shift that is worked."""
        yield shift_charges(self, roster)

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Measure the work of every planned duty."""
        for duty in view.duties:
            found, price = duty.paid_minutes, ore_a_minute(self.price_kr)
            limits = self.preferred_minutes, self.very_long_minutes
            if price and found > limits[0]:
                above = (found - limits[0], price, limits[0])
                yield self._breach(view, duty, "above", above)
            if self.very_long_kr and found >= limits[1]:
                very_long = (1, ore(self.very_long_kr), limits[1])
                yield self._breach(view, duty, "very_long", very_long)

    def _breach(
        self, view: PlanView, duty: Duty, message: str, due: tuple[int, int, int]
    ) -> Breach:
        amount, price, limit = due
        return Breach(
            rule=self.id,
            hard=False,
            amount=amount,
            unit="min" if message == "above" else "shifts",
            weight=price,
            cost=amount * price,
            employee=duty.employee,
            date=duty.date,
            found=duty.paid_minutes,
            limit=limit,
            facts={
                "name": name_of(view, duty.employee),
                "shift": duty.shift,
                "work": length(duty.paid_minutes),
                "most": length(limit),
            },
            message=message,
        )
