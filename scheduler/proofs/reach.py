"""Which shifts could hold a visit, read as widely as any rule reads them."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from scheduler.context.candidate_shifts import offered_on, offered_to, units_of
from scheduler.context.longer_days import DAYS, LongerDays
from scheduler.context.planning_context import MODES, PlanningContext
from scheduler.domain.problem import Employee, Visit
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Span
from scheduler.rules.rule import Rule
from scheduler.rules.stated import bound_terms_of

NEAR = tuple(timedelta(days=n) for n in range(-2, 3))
"""How far from a visit's date a shift begins that could have to do with it."""

ROUND_THE_CLOCK = 1440
"""Minutes that no part of a duty lasts."""

ByDay = dict[date, list[ShiftOption]]


@dataclass
class Reach:
    """Says which of a person's shifts could hold a visit, whatever else is planned.

    Whoever has a monthly wage may come earlier, stay on, or work two shifts in a row,
    so a shift holds what such a longer day would. Ways are the shortest there are, by
    whatever places; no break is looked for.
    """

    context: PlanningContext
    dates: Collection[date] | None = None
    """Days whose shifts are looked at; all while not given."""
    wanted: Callable[[Employee, ShiftOption], bool] | None = None
    """Which shifts of a person are looked at; all while not given."""
    overtime: int | None = None
    """Minutes beside a shift at most, in its own unit; while not given, whatever is
    lawful."""
    _offered: dict[str, ByDay] = field(default_factory=dict)

    def offered(self, employee: Employee) -> list[ShiftOption]:
        """Return the shifts that a person could work if no rule said anything."""
        return [o for mine in self._by_day(employee).values() for o in mine]

    def _by_day(self, employee: Employee) -> ByDay:
        if employee.id not in self._offered:
            mine = offered_to(self.context, employee, self._every)
            if self.wanted is not None:
                mine = [option for option in mine if self.wanted(employee, option)]
            self._offered[employee.id] = _dated(mine)
        return self._offered[employee.id]

    @cached_property
    def _every(self) -> list[ShiftOption]:
        every = self.context.problem.dates
        return offered_on(self.context, every if self.dates is None else self.dates)

    def staff(self, unit: str) -> list[Employee]:
        """Return the people who may work in a unit: its own, and those lent to it."""
        problem = self.context.problem
        return [e for e in problem.employees if unit in units_of(problem, e)]

    def window(self, visit: Visit) -> Span:
        """Return the first and last moment at which the visit may start at all."""
        slack = self.context.weights.flex_minutes if visit.priority == 2 else 0
        return visit.earliest - slack, visit.latest + slack

    def way(self, employee: Employee, here: str, there: str) -> int:
        """Return the minutes that a person needs at least between two places."""
        places, mode = self.context.places, MODES.index(employee.transport)
        return int(self._ways[mode, places[here], places[there]])

    @cached_property
    def _ways(self) -> NDArray[np.int32]:
        """[mode, from, to] minutes, by whatever places are between."""
        takes_travel = bound_terms_of(self.context.rules).takes_travel
        ways = self.context.least_travel
        return ways if takes_travel else np.zeros_like(ways)

    def holding(self, employee: Employee, visit: Visit) -> list[ShiftOption]:
        """Return the shifts of a person that could hold the visit."""
        return self._holding(employee, visit, self._by_day(employee))

    def starts(
        self, employee: Employee, option: ShiftOption, visit: Visit
    ) -> Iterator[Span]:
        """Yield when the visit can begin within a shift and overtime beside it."""
        first, last = self.window(visit)
        there = self.way(employee, visit.unit, visit.client)
        stay = visit.minutes + self.way(employee, visit.client, visit.unit)
        more = self._overtime(option) if employee.is_monthly else 0
        for start, end in option.parts:
            soonest = max(first, start - more + there)
            latest = min(last, end + more - stay)
            if soonest <= latest:
                yield soonest, latest

    def longer_days(self, visit: Visit) -> LongerDays:
        """Return who could make a visit with overtime, as far as it is asked."""
        context, may = self.context, self.context.permitted_to(visit)
        near = offered_on(context, [visit.date + day for day in DAYS])
        return LongerDays(
            view=context.view,
            visit=visit,
            window=self.window(visit),
            people=[e for e in self.staff(visit.unit) if e.id in may],
            turns=[option for option in near if option.unit == visit.unit],
            allows=context.allows,
        )

    def would_hold(self, employee: Employee, visit: Visit) -> bool:
        """Say whether a shift could if the person were as given, and not as known."""
        by_day = _dated(offered_to(self.context, employee, self._every))
        return bool(self._holding(employee, visit, by_day))

    def _holding(
        self, employee: Employee, visit: Visit, by_day: ByDay
    ) -> list[ShiftOption]:
        near = [o for days in NEAR for o in by_day.get(visit.date + days, ())]
        able = [o for o in near if self._holds(employee, o, visit)]
        if self.overtime is not None or not employee.is_monthly:
            return able
        edges = {edge for o in able for edge in (o.start, o.end)}
        return [o for o in near if o.start in edges or o.end in edges]

    def _holds(self, employee: Employee, option: ShiftOption, visit: Visit) -> bool:
        return self._is_of(employee, option, visit) and any(
            self._part_holds(employee, option, n, visit)
            for n in range(len(option.parts))
        )

    def _is_of(self, employee: Employee, option: ShiftOption, visit: Visit) -> bool:
        """Say whether some part of the duty could lie in the visit's unit."""
        if option.unit == visit.unit or self.overtime is not None:
            return option.unit == visit.unit
        problem = self.context.problem
        anywhere = problem.shift_type[option.shift].unit is None
        return anywhere and visit.unit in units_of(problem, employee)

    def _part_holds(
        self, employee: Employee, option: ShiftOption, part: int, visit: Visit
    ) -> bool:
        start, end = option.parts[part]
        there = self.way(employee, visit.unit, visit.client)
        stay = visit.minutes + self.way(employee, visit.client, visit.unit)
        first, last = self.window(visit)
        soonest, latest = max(first, start + there), min(last, end - stay)
        if soonest <= latest:
            return True
        longer = []
        if soonest <= last:
            longer.append((start, max(end, soonest + stay)))
        if first <= latest:
            longer.append((min(start, latest - there), end))
        if self.overtime is not None:
            most = end - start + self._overtime(option)
            longer = [span for span in longer if span[1] - span[0] <= most]
        return employee.is_monthly and any(
            self._stretches(employee, option, part, span) for span in longer
        )

    def _overtime(self, option: ShiftOption) -> int:
        """Return the minutes beside a shift; none is laid beside one in parts."""
        return self.overtime or 0 if len(option.parts) == 1 else 0

    def _stretches(
        self, employee: Employee, option: ShiftOption, part: int, longer: Span
    ) -> bool:
        """Say whether no rule forbids the person the longer shift by itself.

        The rule that refused last is asked first: mostly it refuses again.
        """
        if longer[1] - longer[0] > ROUND_THE_CLOCK:
            return False
        parts = (*option.parts[:part], longer, *option.parts[part + 1 :])
        if any(a[1] > b[0] for a, b in pairwise(parts)):
            return True
        stretched = replace(option, parts=parts)
        for n, rule in enumerate(self._binding):
            if not rule.allows_shift(self.context.view, employee, stretched):
                self._binding.insert(0, self._binding.pop(n))
                return False
        return True

    @cached_property
    def _binding(self) -> list[Rule]:
        return [r for r in self.context.rules if r.hard and r.binds_longer_shift]


def _dated(options: Sequence[ShiftOption]) -> ByDay:
    found: ByDay = defaultdict(list)
    for option in options:
        found[option.date].append(option)
    return found
