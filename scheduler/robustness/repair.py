"""A day on which people are ill, repaired by the cheapest legal chain.

Duty by duty: their visits go to colleagues on duty who have room, or somebody who is
off is called in and takes what they may, and colleagues the rest; whichever costs
least, pay and what the rules charge for open visits together.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from scheduler.domain.plan import VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Problem, Visit
from scheduler.domain.values import Instant
from scheduler.robustness.call_ins import CallIn, CallIns
from scheduler.robustness.day_shape import DayDuty, duties_by_day, joined
from scheduler.robustness.demand_met import HeadcountJudge
from scheduler.robustness.route import Route
from scheduler.rules.rule import Rule
from scheduler.rules.stated import weights_of

SHORT = 10_000_000
"""Öre that somebody called in may cost before demand that must be met is not."""


_Fresh = tuple[str, Instant, str]
"""Whose duty, from when, and who is called in."""


class OpenPlace(NamedTuple):
    """A place at a visit that nobody takes."""

    visit: Visit
    staff_no: int


@dataclass(frozen=True)
class DayRepair:
    """What became of one day, or has so far."""

    day: date
    routes: tuple[Route, ...]
    """The visits of everybody who is there."""
    lost: tuple[DayDuty, ...] = ()
    """Duties of those who are ill."""
    calls: tuple[CallIn, ...] = ()
    moved: int = 0
    """Places at visits that colleagues on duty take instead."""
    open: tuple[OpenPlace, ...] = ()
    """Places that were taken and are not any more."""
    short: int = 0
    """Person-minutes below the headcount that must be there, more than planned."""


def in_order(duties: Iterable[DayDuty]) -> list[DayDuty]:
    """Return duties in the order in which they are done without."""
    return sorted(duties, key=lambda duty: (duty.shifts[0].start, duty.employee))


class Repairer:
    """Repairs the days of one plan."""

    def __init__(self, view: PlanView, rules: Sequence[Rule]) -> None:
        self.view = view
        self.days = duties_by_day(view)
        self.call_ins = CallIns(view, rules)
        self._headcount = HeadcountJudge(view, rules)
        self._weights = weights_of(rules)
        self._asking = [
            r for r in rules if type(r).allows_visit is not Rule.allows_visit
        ]
        self._whole: dict[tuple[str, Instant], tuple[Route, ...]] = {}
        self._fresh: dict[_Fresh, tuple[list[Route], list[VisitRow]]] = {}
        self._may: dict[tuple[str, str], bool] = {}
        visits = view.problem.visits
        followed = {v.after for v in visits if v.after is not None}
        self._tied = {
            v.id for v in visits if v.staff > 1 or v.after or v.id in followed
        }

    @property
    def problem(self) -> Problem:
        """What the plan is for."""
        return self.view.problem

    def begun(self, day: date, there: Iterable[DayDuty]) -> DayRepair:
        """Return a day with whoever is there, before anything is done."""
        return DayRepair(day, tuple(r for duty in there for r in self._routes(duty)))

    def _routes(self, duty: DayDuty) -> tuple[Route, ...]:
        key = duty.employee, duty.shifts[0].start
        if key not in self._whole:
            self._whole[key] = tuple(self._made(duty))
        return self._whole[key]

    def _made(self, duty: DayDuty) -> Iterator[Route]:
        employee = self.view.problem.employee.get(duty.employee)
        if employee is None:
            return
        for row in joined(duty.shifts):
            mine = (v for v in duty.visits if row.start <= v.start < row.end)
            yield Route(employee, row, tuple(mine))

    def tried(
        self, made: DayRepair, duty: DayDuty, call: CallIn | None = None
    ) -> tuple[int, DayRepair]:
        """Return what the rules charge, and the day without one duty more.

        Where too few would be left who are counted, those stay where they are.
        """
        before = replace(made, lost=(*made.lost, duty))
        day, rows = self._called(duty, before, call) if call else (before, duty.visits)
        price, best = self._priced(self._moved(day, rows), made, duty)
        if price >= SHORT:
            heads = self._headcount.heads(day)
            staying = self._priced(self._moved(day, rows, heads), made, duty)
            price, best = staying if staying[0] < price else (price, best)
        return price, best

    def _priced(
        self, tried: DayRepair, before: DayRepair, duty: DayDuty
    ) -> tuple[int, DayRepair]:
        """Return what the rules charge for what is open more, and unmet demand."""
        more = tried.open[len(before.open) :]
        places = sum(self._weights.open_price(place.visit) for place in more)
        short = self._headcount.more_missing(duty, before, tried)
        counted = replace(tried, short=before.short + short) if short else tried
        return places + (SHORT if short > 0 else 0), counted

    def _called(
        self, duty: DayDuty, made: DayRepair, call: CallIn
    ) -> tuple[DayRepair, Sequence[VisitRow]]:
        """Return the day with somebody called in, and what they cannot take."""
        fresh, left = self._taken(duty, call)
        routes, calls = (*made.routes, *fresh), (*made.calls, call)
        return replace(made, routes=routes, calls=calls), left

    def _taken(
        self, duty: DayDuty, call: CallIn
    ) -> tuple[Sequence[Route], Sequence[VisitRow]]:
        """Return the routes of somebody called in, and what they cannot take."""
        key = duty.employee, duty.shifts[0].start, call.employee.id
        if key not in self._fresh:
            fresh = [Route(call.employee, row, ()) for row in call.rows]
            left = [row for row in duty.visits if not self._put(fresh, row)]
            self._fresh[key] = fresh, left
        return self._fresh[key]

    def _moved(
        self,
        made: DayRepair,
        rows: Sequence[VisitRow],
        stay: Collection[Route] = (),
    ) -> DayRepair:
        """Return the day with visits moved to whoever has room, and need not stay."""
        held = [route for route in made.routes if route in stay] if stay else []
        routes = [route for route in made.routes if route not in held]
        left = [row for row in rows if not self._put(routes, row)]
        gone = [OpenPlace(self.view.visit(row), row.staff_no) for row in left]
        return replace(
            made,
            routes=(*routes, *held),
            open=(*made.open, *gone),
            moved=made.moved + len(rows) - len(left),
        )

    def _put(self, routes: list[Route], row: VisitRow) -> bool:
        """Put a visit on the first route that has room for it; say whether one has.

        Whoever is at a visit by two has no room for it: its time stays.
        """
        visit, travel = self.view.visit(row), self.view.travel
        fixed = visit.id in self._tied
        for index, route in enumerate(routes):
            slot = route.slot(travel, visit, row.start, fixed=fixed)
            if slot is not None and self._may_make(route.employee, visit):
                routes[index] = route.with_visit(slot, visit, row.staff_no)
                return True
        return False

    def _may_make(self, employee: Employee, visit: Visit) -> bool:
        key = employee.id, visit.id
        if key not in self._may:
            self._may[key] = all(
                rule.allows_visit(self.view, employee, visit) for rule in self._asking
            )
        return self._may[key]

    def whole_crews(self, made: DayRepair) -> DayRepair:
        """Return the day without those whose partner is missing at a visit by two."""
        alone = {place.visit.id for place in made.open if place.visit.staff > 1}
        if not alone:
            return made
        left = [
            OpenPlace(self.view.visit(row), row.staff_no)
            for route in made.routes
            for row in route.rows
            if row.visit in alone
        ]
        routes = tuple(route.without(alone) for route in made.routes)
        return replace(made, routes=routes, open=(*made.open, *left))
