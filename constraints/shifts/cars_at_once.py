"""No unit needs more cars at the same time than it has."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Literal

from ortools.sat.python import cp_model
from pydantic import Field

from scheduler.domain.plan_view import PlanView
from scheduler.means.vehicles import car_uses, cars_by_day
from scheduler.roster.cars_out import car_drives, cars_out
from scheduler.rules.rule import Breach, Rule, Source
from scheduler.rules.staffing_terms import StaffingTerms

if TYPE_CHECKING:
    from scheduler.roster.variables import Roster


_HALF_DAY = 240
"""Minutes."""
_NOT_DRIVEN = 1_500_000
"""Öre, where there may not be too few: what a tour costs that nobody drives."""


class CarsAtOnce(Rule):
    """A unit's people are out with no more cars at a time than it has."""

    id: ClassVar[str] = "V07"
    source: ClassVar[Source] = Source(cite="Kommunens bilar per enhet", assumed=True)

    kind: Literal["cars_at_once"] = "cars_at_once"
    hard: bool = Field(default=True, description="Whether there may never be too few.")
    price_kr: float = Field(
        default=500, ge=0, description="Each car that is missing on a day, when soft."
    )

    def staffing_terms(self, terms: StaffingTerms) -> StaffingTerms:
        """Tell what a minute with a car too few costs, as for half a day of it."""
        whole = _NOT_DRIVEN if self.hard else self.price
        return terms.model_copy(update={"car_missing": -(-whole // _HALF_DAY)})

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Count each day's cars where their number is known."""
        limits = {v.unit: v.cars for v in view.problem.vehicles if v.cars is not None}
        if not limits:
            return
        needed = cars_by_day(view, car_uses(view))
        for unit, limit in limits.items():
            for day, cars in needed.get(unit, {}).items():
                if cars > limit:
                    yield self._breach(view, unit, day, cars, limit)

    def _breach(
        self, view: PlanView, unit: str, day: date, cars: int, limit: int
    ) -> Breach:
        return Breach(
            rule=self.id,
            hard=self.hard,
            amount=cars - limit,
            unit="cars",
            weight=self.price,
            cost=(cars - limit) * self.price,
            date=day,
            found=cars,
            limit=limit,
            facts={"in_unit": view.problem.unit[unit].name},
        )

    def post(self, roster: "Roster") -> Iterator[cp_model.LinearExprT]:
        """Bound the tours by car at each moment when one more may be out."""
        if not self.hard and not self.price:
            return
        for vehicles in roster.problem.vehicles:
            if vehicles.cars is not None:
                drives = car_drives(roster, vehicles.unit)
                for day in roster.problem.dates:
                    groups = cars_out(roster, drives, day)
                    busy = [out for out in groups if len(out) > vehicles.cars]
                    yield from self._post_day(roster, busy, day, vehicles.cars)

    def _post_day(
        self,
        roster: "Roster",
        busy: Sequence[Sequence[cp_model.IntVar]],
        day: date,
        limit: int,
    ) -> Iterator[cp_model.LinearExprT]:
        if not busy:
            return
        model, missing = roster.model, cp_model.LinearExpr.constant(0)
        if not self.hard:
            most = max(map(len, busy))
            missing = model.new_int_var(0, most, f"cars missing on {day}")
            yield self.price * missing
        for literals in busy:
            bounded = model.add(cp_model.LinearExpr.sum(literals) <= limit + missing)
            bounded.only_enforce_if(roster.switch(self.kind))
