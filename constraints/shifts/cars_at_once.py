"""No unit needs more cars at the same time than it has."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Literal

from ortools.sat.python import cp_model
from pydantic import Field

from scheduler.domain.plan_view import PlanView
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Transport
from scheduler.means.vehicles import car_uses, cars_by_day
from scheduler.rules.rule import Breach, Rule, Source

if TYPE_CHECKING:
    from scheduler.roster.variables import Roster

_Takes = Sequence[tuple[ShiftOption, cp_model.IntVar]]


class CarsAtOnce(Rule):
    """A unit's people are out with no more cars at a time than it has."""

    id: ClassVar[str] = "V07"
    source: ClassVar[Source] = Source(cite="Kommunens bilar per enhet", assumed=True)

    kind: Literal["cars_at_once"] = "cars_at_once"
    hard: bool = Field(default=True, description="Whether there may never be too few.")
    price_kr: float = Field(
        default=500, ge=0, description="Each car that is missing on a day, when soft."
    )

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

    def post(self, roster: "Roster") -> list[cp_model.LinearExprT]:
        """Bound the tours by car at each moment when one more may be out."""
        costs: list[cp_model.LinearExprT] = []
        if not self.hard and not self.price:
            return costs
        for vehicles in roster.problem.vehicles:
            if vehicles.cars is not None:
                takes = _takes(roster, vehicles.unit)
                for day in roster.problem.dates:
                    costs += self._post_day(roster, takes, day, vehicles.cars)
        return costs

    def _post_day(
        self, roster: "Roster", takes: _Takes, day: date, limit: int
    ) -> Iterator[cp_model.LinearExprT]:
        model, at = roster.model, roster.view.clock.at
        busy: dict[tuple[int, ...], list[cp_model.IntVar]] = {}
        first, last = at(day, 0), at(day, 1440)
        starts = {
            s for option, _ in takes for s, _ in option.parts if first <= s < last
        }
        for now in sorted({first, *starts}):
            out = [t for t in takes if any(s <= now < e for s, e in t[0].parts)]
            key = tuple(literal.index for _, literal in out)
            if len(out) > limit:
                busy[key] = [literal for _, literal in out]
        if not busy:
            return
        missing: cp_model.LinearExprT = 0
        if not self.hard:
            missing = model.new_int_var(0, len(takes), f"cars missing on {day}")
            yield self.price * missing
        for literals in busy.values():
            bounded = model.add(cp_model.LinearExpr.sum(literals) <= limit + missing)
            bounded.only_enforce_if(roster.switch(self.kind))


def _takes(roster: "Roster", unit: str) -> _Takes:
    """Return the literals of driving a tour of the unit by car."""
    return [
        (tour.option, literal)
        for tour in roster.tours
        if tour.option.unit == unit
        for person, literal in roster.takers(tour)
        if person.transport is Transport.CAR
    ]
