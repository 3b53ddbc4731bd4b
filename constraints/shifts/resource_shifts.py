"""Hours to spare become resource shifts where they help most."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Literal

from ortools.sat.python import cp_model
from pydantic import Field

from constraints.kronor import ore
from constraints.posting.phrases import shift_charges
from constraints.words import name_of
from scheduler.domain.plan_view import Duty, PlanView, passes
from scheduler.domain.problem import Employee, Problem, StaffingNeed
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import ShiftKind
from scheduler.rules.rule import Breach, Rule, Source
from scheduler.rules.staffing_terms import StaffingTerms

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar, LinearExpr

    from scheduler.roster.variables import Roster

_Place = tuple[str, date]
"""A unit on a date."""


class ResourceShifts(Rule):
    """Resource shifts are spread over days and units, the own unit first."""

    id: ClassVar[str] = "R35"
    source: ClassVar[Source] = Source(
        cite="Kristianstads kommuns bemanningshandbok: resurspass, samplanering",
        url="https://www.kristianstad.se/",
        assumed=True,
    )

    kind: Literal["resource_shifts"] = "resource_shifts"
    hard: Literal[False] = False
    free_per_day: int = Field(
        default=1, ge=0, description="Resource shifts of a unit and date without price."
    )
    price_kr: float = Field(
        default=100, ge=0, description="Growth of the price with each further shift."
    )
    ring_step_kr: float = Field(
        default=200, ge=0, description="Each step from the own unit, per duty."
    )

    def price_shift(
        self, view: PlanView, employee: Employee, option: ShiftOption
    ) -> int:
        """Return the price of the steps from the own unit."""
        if option.unit == employee.unit:
            return 0
        return ore(self.ring_step_kr) * _ring(view.problem, employee, option.unit)

    def staffing_terms(self, terms: StaffingTerms) -> StaffingTerms:
        """Tell what a crowd of people to spare costs."""
        return terms.model_copy(
            update={"spare_free": self.free_per_day, "spare_growth": self.price}
        )

    def post(self, roster: "Roster") -> "Iterator[LinearExpr]":
        """Price crowded days, and work away from the own unit."""
        if self.price:
            yield from self._crowded(roster)
        yield shift_charges(self, roster)

    def _crowded(self, roster: "Roster") -> "Iterator[LinearExpr]":
        spare: dict[ShiftOption, bool] = {}
        plus: dict[_Place, list[IntVar]] = defaultdict(list)
        minus: dict[_Place, list[IntVar]] = defaultdict(list)
        people: dict[_Place, set[str]] = defaultdict(set)
        needs = _needs_by_unit(roster.problem)
        for employee in roster.employees:
            for option in roster.options(employee):
                if option not in spare:
                    spare[option] = _is_spare(option, needs.get(option.unit, []))
                if spare[option]:
                    place = (option.unit, option.date)
                    plus[place].append(roster.works(employee, option))
                    people[place].add(employee.id)
        for tour in roster.tours:
            if spare.get(tour.option):
                place = (tour.option.unit, tour.option.date)
                minus[place] += [literal for _, literal in roster.takers(tour)]
        for place, works in plus.items():
            count = cp_model.LinearExpr.sum(works)
            count -= cp_model.LinearExpr.sum(minus[place])
            yield from self._convex(roster, count, len(people[place]))

    def _convex(
        self, roster: "Roster", count: "LinearExpr", most: int
    ) -> "Iterator[LinearExpr]":
        """Price the k-th shift above the free ones k times."""
        above = most - self.free_per_day
        if above <= 0:
            return
        model = roster.model
        spare = model.new_int_var(0, above, "resource shifts too many")
        model.add(count - spare <= self.free_per_day)
        amount = model.new_int_var(0, above * (above + 1) // 2, "crowding")
        for k in range(1, above + 1):
            model.add(amount - k * spare >= -(k * (k - 1) // 2))
        yield self.price * amount

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Count the resource shifts of every unit and day, and the steps away."""
        spare: dict[_Place, int] = defaultdict(int)
        for duty in view.duties:
            for piece in duty.pieces:
                yield from self._away(view, piece)
        for whole in passes(view.duties):
            if all(view.is_resource(duty) for duty in whole):
                spare[whole[0].unit, whole[0].date] += 1
        for (unit, day), found in sorted(spare.items()):
            above = found - self.free_per_day
            amount = sum(range(1, above + 1))
            if amount and self.price:
                known = view.problem.unit.get(unit)
                yield Breach(
                    rule=self.id,
                    hard=False,
                    amount=amount,
                    unit="shifts",
                    weight=self.price,
                    cost=amount * self.price,
                    date=day,
                    found=found,
                    limit=self.free_per_day,
                    facts={"unit_name": known.name if known else unit},
                    message="crowded",
                )

    def _away(self, view: PlanView, duty: Duty) -> Iterator[Breach]:
        employee = view.problem.employee.get(duty.employee)
        price = ore(self.ring_step_kr)
        if employee is None or duty.unit == employee.unit or not price:
            return
        home = view.problem.unit.get(employee.unit)
        ring = [*home.lends_to] if home else []
        steps = 1 + (ring.index(duty.unit) if duty.unit in ring else len(ring))
        known = view.problem.unit.get(duty.unit)
        yield Breach(
            rule=self.id,
            hard=False,
            amount=steps,
            unit="steps",
            weight=price,
            cost=steps * price,
            employee=employee.id,
            date=duty.date,
            facts={
                "name": name_of(view, employee.id),
                "unit_name": known.name if known else duty.unit,
            },
            message="away",
        )


def _needs_by_unit(problem: Problem) -> dict[str, list[StaffingNeed]]:
    found: dict[str, list[StaffingNeed]] = defaultdict(list)
    for need in problem.staffing:
        found[need.unit].append(need)
    return found


def _is_spare(option: ShiftOption, needs: list[StaffingNeed]) -> bool:
    """Whether somebody on the option without visits would be a resource."""
    if option.kind is ShiftKind.RESOURCE:
        return True
    if option.on_call:
        return False
    return all(n.end <= s or e <= n.start for n in needs for s, e in option.parts)


def _ring(problem: Problem, employee: Employee, unit: str) -> int:
    """Return how many steps a unit lies from the person's own."""
    home = problem.unit.get(employee.unit)
    nearest = home.lends_to if home else ()
    for step, lent in enumerate(nearest, start=1):
        if lent == unit:
            return step
    return len(nearest) + 1
