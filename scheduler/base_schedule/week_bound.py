"""What every base schedule of these rows must cost: whole cycles added up by crew.

Weeks are alike, and what a slot costs is convex in the people there: spreading a
weekday's duties evenly over the weeks is never dearer. So it is enough to ask how many
duties of each kind and weekday a crew works in all, in whole numbers. Rest, rows of
days and who works what are left out, which can only be cheaper.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor

from ortools.sat.python import cp_model

from scheduler.base_schedule.base_weeks import WEEK
from scheduler.base_schedule.slots import DAY, Kind, WeekSlots, counts
from scheduler.domain.problem import Employee
from scheduler.roster.solver import stoppable

_SATURDAY = 5
UNITS = 5.0
"""Of the solver's own time, where the clock is not looked at."""


@dataclass(frozen=True)
class RowCrew:
    """Rows that are alike."""

    members: tuple[Employee, ...]
    prices: Mapping[tuple[Kind, int], int]
    """Öre of a duty, by kind and weekday: those that the rows may work."""
    paid: Mapping[Kind, int]
    """Minutes that a duty fills of the contract."""


@dataclass(frozen=True)
class CycleTerms:
    """How long the cycle is, and what it weighs, öre."""

    weeks: int
    missing: int
    """Each person-minute below what is wanted, and ..."""
    surplus: int
    """... above the most."""
    tolerance: int
    """Minutes that a row may be away from its contract."""
    days_most: int | None = None
    """Days in a row that nobody works more than."""


def week_bound(
    week: WeekSlots,
    crews: Sequence[RowCrew],
    terms: CycleTerms,
    seconds: float | None,
    stop: Callable[[], bool] = lambda: False,
) -> int:
    """Return the least price of the duties and slots of a cycle.

    Without ``seconds`` the same is done however fast the machine is.
    """
    model = _Model(week, crews, terms)
    solver = cp_model.CpSolver()
    solver.parameters.catch_sigint_signal = False
    solver.parameters.num_workers = 2
    if seconds is None:
        solver.parameters.max_deterministic_time = UNITS
        solver.parameters.interleave_search = True
    else:
        solver.parameters.max_time_in_seconds = seconds
    with stoppable(solver, stop):
        status = solver.solve(model.model)
    if status == cp_model.MODEL_INVALID:
        raise AssertionError(model.model.validate())
    return max(0, ceil(solver.best_objective_bound))


class _Model:
    """The crews' duties as whole numbers."""

    def __init__(
        self, week: WeekSlots, crews: Sequence[RowCrew], terms: CycleTerms
    ) -> None:
        self.model = cp_model.CpModel()
        self.week, self.terms = week, terms
        self.duties: dict[tuple[int, Kind, int], cp_model.IntVar] = {}
        self._most = terms.weeks * sum(len(crew.members) for crew in crews)
        """People in a slot, in the whole cycle."""
        costs: list[cp_model.LinearExprT] = []
        for n, crew in enumerate(crews):
            costs += self._crew(n, crew)
        costs += self._slots(crews)
        self.model.minimize(cp_model.LinearExpr.sum(costs))

    def _crew(self, n: int, crew: RowCrew) -> list[cp_model.LinearExprT]:
        """Let a crew work its hours, on no more days than there are."""
        weeks, many = self.terms.weeks, len(crew.members)
        by_day: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        terms: list[cp_model.LinearExprT] = []
        minutes: list[int] = []
        for (kind, weekday), price in crew.prices.items():
            var = self.model.new_int_var(0, weeks * many, f"{n} {kind} {weekday}")
            self.duties[n, kind, weekday] = var
            by_day[weekday].append(var)
            terms.append(price * var)
            minutes.append(crew.paid[kind])
        for weekday, mine in by_day.items():
            self.model.add(_sum(mine) <= many * self._days(crew, weekday))
        every = [self.duties[n, *duty] for duty in crew.prices]
        if (most := self.terms.days_most) is not None:
            working = WEEK * weeks * most // (most + 1)
            self.model.add(_sum(every) <= many * working)
        worked = cp_model.LinearExpr.weighted_sum(every, minutes)
        return [*terms, self._hours(n, crew, worked)]

    def _hours(
        self, n: int, crew: RowCrew, worked: cp_model.LinearExpr
    ) -> cp_model.LinearExprT:
        """Price the crew's minutes away from what the contracts tolerate."""
        many, tolerance = len(crew.members), self.terms.tolerance
        target = crew.members[0].week_target * self.terms.weeks
        most = many * self.terms.weeks * WEEK * DAY
        short, over = (self.model.new_int_var(0, most, f"{n} away") for _ in range(2))
        self.model.add(worked + short >= ceil(many * (target - tolerance)))
        self.model.add(worked - over <= floor(many * (target + tolerance)))
        return (short + over) * self.terms.missing

    def _days(self, crew: RowCrew, weekday: int) -> int:
        """Return how often a row may work a weekday in the cycle."""
        pattern = crew.members[0].weekends
        if weekday < _SATURDAY or pattern is None:
            return self.terms.weeks
        return self.terms.weeks * pattern.worked // pattern.of

    def _slots(self, crews: Sequence[RowCrew]) -> list[cp_model.LinearExprT]:
        """Price every slot by a tangent at each number of people."""
        heads: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        for (n, kind, weekday), var in self.duties.items():
            for _, slot in self.week.covered[kind, weekday]:
                if counts(self.week.slots[slot], crews[n].members[0]):
                    heads[slot].append(var)
        every = range(len(self.week.slots))
        return [self._slot(n, heads.get(n, [])) for n in every]

    def _slot(
        self, number: int, heads: Sequence[cp_model.IntVar]
    ) -> cp_model.LinearExprT:
        """Return what a slot costs in the whole cycle."""
        slot, terms = self.week.slots[number], self.terms
        present, want = _sum(heads), terms.weeks * slot.need.want
        costs: list[cp_model.LinearExprT] = []
        if want and terms.missing:
            lacking = self.model.new_int_var(0, want, f"lacking {number}")
            self.model.add(lacking >= want - present)
            costs.append(terms.missing * slot.minutes * lacking)
        if slot.need.most is not None and terms.surplus and heads:
            above = self.model.new_int_var(0, self._most, f"above {number}")
            self.model.add(above >= present - terms.weeks * slot.need.most)
            costs.append(terms.surplus * slot.minutes * above)
        return cp_model.LinearExpr.sum(costs)


def _sum(variables: Sequence[cp_model.IntVar]) -> cp_model.LinearExpr:
    return cp_model.LinearExpr.sum(list(variables))
