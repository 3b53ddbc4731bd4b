"""Wishes are met, and the burden of weekends, evenings and nights is shared."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar, Literal

from ortools.sat.python import cp_model
from pydantic import Field

from constraints.checking.absent import share_away
from constraints.kronor import ore
from constraints.posting.phrases import shift_charges
from constraints.words import name_of
from scheduler.domain.clock import wall_clock
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Balance, Employee, Problem, WeekendPattern, Wish
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import ShiftKind
from scheduler.pay.away import days_away
from scheduler.rules.rule import Breach, Rule, Source
from scheduler.rules.shared_burden import SharedBurden

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar, LinearExpr

    from scheduler.roster.variables import Roster

_SATURDAY = 5


class Burden(StrEnum):
    """What is shared."""

    WEEKENDS = "weekends"
    EVENINGS = "evenings"
    NIGHTS = "nights"


_KIND = {Burden.EVENINGS: ShiftKind.EVENING, Burden.NIGHTS: ShiftKind.NIGHT}


class WishesAndFairness(Rule):
    """Wishes are met, and colleagues share weekends, evenings and nights evenly."""

    id: ClassVar[str] = "R40"
    source: ClassVar[Source] = Source(
        cite="Lokal bemanningshandbok: delaktighet i schemat",
        assumed=True,
    )

    kind: Literal["wishes_and_fairness"] = "wishes_and_fairness"
    hard: Literal[False] = False
    price_kr: float = Field(
        default=150, ge=0, description="Each wish not met, per point of its weight."
    )
    weekend_kr: float = Field(default=300, ge=0, description="Each weekend of spread.")
    evening_kr: float = Field(default=100, ge=0, description="Each evening of spread.")
    night_kr: float = Field(default=100, ge=0, description="Each night of spread.")
    share_present: float = Field(
        default=0.75, ge=0, le=1, description="Who is there less is left out."
    )

    def price_shift(
        self, view: PlanView, employee: Employee, option: ShiftOption
    ) -> int:
        """Return the price of wishes the shift fails, less that of those it meets."""
        wishes = view.wishes_by_day.get((employee.id, option.date), ())
        return self.price * sum(
            -wish.weight if wish.want else wish.weight
            for wish in wishes
            if wish.shift in (None, option.shift)
        )

    def shared_burdens(self, problem: Problem) -> Iterator[SharedBurden]:
        """Tell searches and bound who shares what."""
        for burden, group in self._groups(problem):
            carried = {e.id: _carried(problem.balance[e.id], burden) for e in group}
            yield SharedBurden(
                counts=burden.value, price=self._price_of(burden), carried=carried
            )

    def post(self, roster: "Roster") -> "Iterator[LinearExpr]":
        """Price wishes not met, and the spread in every group."""
        problem = roster.problem
        wanted = [w for w in problem.wishes if w.want and w.date in problem.dates]
        unmet = self.price * sum(wish.weight for wish in wanted)
        yield shift_charges(self, roster) + unmet
        for burden, group in self._groups(roster.problem):
            yield self._spread(roster, burden, group)

    def _price_of(self, burden: Burden) -> int:
        prices = {
            Burden.WEEKENDS: self.weekend_kr,
            Burden.EVENINGS: self.evening_kr,
            Burden.NIGHTS: self.night_kr,
        }
        return ore(prices[burden])

    def _spread(
        self, roster: "Roster", burden: Burden, group: Sequence[Employee]
    ) -> "LinearExpr":
        """Return the price of the largest count less the smallest."""
        counts, before, most = [], [], 0
        for employee in group:
            literals = _burdens(roster, burden, employee)
            carried = _carried(roster.problem.balance[employee.id], burden)
            counts.append(cp_model.LinearExpr.sum(literals) + carried)
            before.append(carried)
            most = max(most, carried + len(literals))
        name = f"{burden} of {group[0].unit}"
        largest = roster.model.new_int_var(max(before), most, f"largest {name}")
        smallest = roster.model.new_int_var(min(before), most, f"smallest {name}")
        for count in counts:
            roster.model.add(count <= largest)
            roster.model.add(count >= smallest)
        return self._price_of(burden) * (largest - smallest)

    def _groups(self, problem: Problem) -> Iterator[tuple[Burden, list[Employee]]]:
        """Yield who shares what."""
        groups: dict[tuple[Burden, str, WeekendPattern | None], list[Employee]] = {}
        for employee in problem.employees:
            if employee.is_monthly and self._is_there(problem, employee):
                for burden in filter(self._price_of, Burden):
                    if _shares(problem, employee, burden):
                        weekends = burden is Burden.WEEKENDS
                        pattern = employee.weekends if weekends else None
                        key = (burden, employee.unit, pattern)
                        groups.setdefault(key, []).append(employee)
        yield from ((key[0], group) for key, group in groups.items() if len(group) > 1)

    def _is_there(self, problem: Problem, employee: Employee) -> bool:
        mine = [a for a in problem.absences if a.employee == employee.id]
        clock = wall_clock(problem.timezone)
        away = days_away(clock, mine, problem.start, problem.end)
        employed = filter(employee.employed_on, problem.dates)
        there = sum(1 - away.get(day, Fraction(0)) for day in employed)
        return there >= self.share_present * problem.days

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Look for every wish in the plan, and compare colleagues."""
        worked = {(duty.employee, duty.date): duty.shift for duty in view.duties}
        for wish in view.problem.wishes if self.price else ():
            shift = worked.get((wish.employee, wish.date))
            fits = shift is not None and wish.shift in (None, shift)
            if wish.date in view.problem.dates and fits != wish.want:
                yield self._unmet(view, wish)
        for burden in filter(self._price_of, Burden):
            for group in self._colleagues(view, burden):
                yield from self._uneven(view, burden, group)

    def _colleagues(self, view: PlanView, burden: Burden) -> list[list[Employee]]:
        """Return the groups of colleagues that a burden is shared in."""
        groups: dict[tuple[str, str], list[Employee]] = defaultdict(list)
        kind = _KIND.get(burden)
        for employee in view.problem.employees:
            pattern = ""
            if kind is None:
                pattern = str(employee.weekends)
            elif kind not in (employee.shift_kinds or {kind}):
                continue
            days = [
                1 - share_away(view, employee.id, day)
                for day in view.problem.dates
                if employee.employed_on(day)
            ]
            if (
                employee.is_monthly
                and sum(days) >= self.share_present * view.problem.days
            ):
                groups[employee.unit, pattern].append(employee)
        offered = {(t.unit, t.kind) for t in view.problem.shift_types}
        return [
            group
            for (unit, _), group in groups.items()
            if kind is None or {(unit, kind), (None, kind)} & offered
        ]

    def _unmet(self, view: PlanView, wish: Wish) -> Breach:
        return Breach(
            rule=self.id,
            hard=False,
            amount=wish.weight,
            unit="wishes",
            weight=self.price,
            cost=wish.weight * self.price,
            employee=wish.employee,
            date=wish.date,
            facts={
                "name": name_of(view, wish.employee),
                "shift": wish.shift or "",
            },
            message=("on" if wish.want else "off") + ("_shift" if wish.shift else ""),
        )

    def _uneven(
        self, view: PlanView, burden: Burden, group: Sequence[Employee]
    ) -> Iterator[Breach]:
        borne = {e.id: _borne(view, burden, e) for e in group}
        heaviest = max(borne, key=borne.__getitem__)
        lightest = min(borne, key=borne.__getitem__)
        spread = borne[heaviest] - borne[lightest]
        price = self._price_of(burden)
        if spread:
            unit = view.problem.unit.get(group[0].unit)
            yield Breach(
                rule=self.id,
                hard=False,
                amount=spread,
                unit=burden.value,
                weight=price,
                cost=spread * price,
                employee=heaviest,
                found=borne[heaviest],
                limit=borne[lightest],
                facts={
                    "name": name_of(view, heaviest),
                    "other": name_of(view, lightest),
                    "unit_name": unit.name if unit else group[0].unit,
                },
                message=burden.value,
            )


def _shares(problem: Problem, employee: Employee, burden: Burden) -> bool:
    """Whether a person takes part in a burden that the unit has."""
    if burden is Burden.WEEKENDS:
        return True
    return employee.works_kind(_KIND[burden]) and any(
        type_.kind is _KIND[burden] and type_.unit in (None, employee.unit)
        for type_ in problem.shift_types
    )


def _carried(balance: Balance, burden: Burden) -> int:
    """Return what a person has borne before the plan."""
    return {
        Burden.WEEKENDS: balance.weekends_worked,
        Burden.EVENINGS: balance.evenings_worked,
        Burden.NIGHTS: balance.nights_worked,
    }[burden]


def _burdens(roster: "Roster", burden: Burden, employee: Employee) -> "list[IntVar]":
    """Return the literals that count towards a burden."""
    if burden is not Burden.WEEKENDS:
        kind = _KIND[burden]
        offered = roster.options(employee)
        return [roster.works(employee, o) for o in offered if o.kind is kind]
    days = (roster.problem.start - timedelta(days=1), *roster.problem.dates)
    return [
        roster.works_weekend(employee, day)
        for day in days
        if day.weekday() == _SATURDAY
    ]


def _borne(view: PlanView, burden: Burden, employee: Employee) -> int:
    """Count the burden in the plan, and add what the person brings."""
    brought: int = getattr(view.problem.balance[employee.id], f"{burden.value}_worked")
    planned = view.planned_of(employee)
    if burden is not Burden.WEEKENDS:
        return brought + sum(duty.kind is _KIND[burden] for duty in planned)
    days = (duty.date for duty in planned if duty.date.weekday() >= _SATURDAY)
    return brought + len({day.isocalendar()[:2] for day in days})
