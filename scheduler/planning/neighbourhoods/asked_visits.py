"""Visits one by one in a roster model: who makes each, and when."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from ortools.sat.python import cp_model

from scheduler.context.longer_days import DAYS
from scheduler.domain.problem import Employee, Visit
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Instant, Span
from scheduler.planning.neighbourhoods.asked_breaks import (
    Break,
    BreakBetween,
    Stay,
    breaks_of,
)
from scheduler.proofs.in_turn import ModelVisit, keep_in_turn
from scheduler.proofs.reach import Reach
from scheduler.roster.variables import Roster

FOR_EVER = 10**6
"""Minutes that a visit may come after another where nothing says how many."""


class AskedVisit(NamedTuple):
    """A visit in question."""

    visit: Visit
    places: int
    """How many of those in question are to come."""
    starts: Span
    """The first and last moment at which it may begin."""


class MadeVisit(NamedTuple):
    """Who makes a visit, and when."""

    visit: str
    who: tuple[str, ...]
    start: Instant


class AskedVisits:
    """Puts visits into a roster model, to be made by its people.

    Windows, breaks and ways between visits are kept; what visits of other people, or on
    other ``dates``, do is not looked at. A visit lies within a shift as it is.
    """

    def __init__(
        self,
        reach: Reach,
        roster: Roster,
        asked: Sequence[AskedVisit],
        dates: Collection[date],
    ) -> None:
        self._context, self._reach, self._dates = reach.context, reach, dates
        self._roster, self._model = roster, roster.model
        self._asked = sorted(asked, key=lambda a: a.starts)
        self._index = {each.visit.id: n for n, each in enumerate(self._asked)}
        self._starts = [
            self._model.new_int_var(*a.starts, a.visit.id) for a in self._asked
        ]
        self._farthest = int(self._context.travel.max(initial=0))
        self._makes: dict[tuple[str, int], cp_model.IntVar] = {}
        self._made = [self._crew(n) for n in range(len(asked))]
        for employee in roster.employees:
            self._keep_apart(employee)
        for n in range(len(asked)):
            self._keep_distance(n)

    @property
    def count(self) -> int:
        """Return how many are in question."""
        return len(self._asked)

    def leave_open(self, most: int) -> None:
        """Let no more visits than these be left open."""
        opened = [1 - made for made in self._made]
        self._model.add(cp_model.LinearExpr.sum(opened) <= most)

    def hint(self, now: Mapping[str, MadeVisit]) -> None:
        """Let the search look first at who makes which visit now, and when."""
        model = self._model
        for n, asked in enumerate(self._asked):
            made = now.get(asked.visit.id)
            model.add_hint(self._made[n], made is not None)
            model.add_hint(
                self._starts[n], asked.starts[0] if made is None else made.start
            )
        for (who, n), literal in self._makes.items():
            made = now.get(self._asked[n].visit.id)
            model.add_hint(literal, made is not None and who in made.who)

    def made(self, solver: cp_model.CpSolver) -> Iterator[MadeVisit]:
        """Yield who makes which visit in what was found."""
        crews: dict[int, list[str]] = defaultdict(list)
        for (who, n), literal in self._makes.items():
            if solver.boolean_value(literal):
                crews[n].append(who)
        for n, asked in enumerate(self._asked):
            if solver.boolean_value(self._made[n]):
                crew = tuple(crews[n])
                yield MadeVisit(asked.visit.id, crew, solver.value(self._starts[n]))

    def _crew(self, n: int) -> cp_model.IntVar:
        """Return the literal that has a whole crew make a visit."""
        asked = self._asked[n]
        made = self._model.new_bool_var(f"{asked.visit.id} is made")
        may = self._context.permitted_to(asked.visit)
        able = [e for e in self._roster.employees if e.id in may]
        takers = [literal for e in able for literal in self._taker(e, n)]
        self._model.add(cp_model.LinearExpr.sum(takers) == asked.places * made)
        return made

    def _taker(self, employee: Employee, n: int) -> Iterator[cp_model.IntVar]:
        """Yield the literal that somebody makes a visit, if some shift holds it."""
        visit = self._asked[n].visit
        during = [
            literal
            for days in DAYS
            if visit.date + days in self._dates
            for option in self._roster.options_on(employee, visit.date + days)
            if option.unit == visit.unit
            for literal in self._during(employee, option, n)
        ]
        if during:
            makes = self._model.new_bool_var(f"{employee.id} makes {visit.id}")
            self._makes[employee.id, n] = makes
            self._model.add_bool_or([*during, ~makes])
            yield makes

    def _during(
        self, employee: Employee, option: ShiftOption, n: int
    ) -> Iterator[cp_model.IntVar]:
        """Yield a literal that has somebody be on a shift, and there in time."""
        visit, (first, last) = self._asked[n].visit, self._asked[n].starts
        spans = [
            [max(first, low), min(last, high)]
            for low, high in self._reach.starts(employee, option, visit)
            if low <= last and first <= high
        ]
        if not spans:
            return
        works = self._roster.works(employee, option)
        if spans == [[first, last]]:
            yield works
            return
        during = self._model.new_bool_var("")
        self._model.add_implication(during, works)
        self._model.add_linear_expression_in_domain(
            self._starts[n], cp_model.Domain.from_intervals(spans)
        ).only_enforce_if(during)
        yield during

    def _keep_apart(self, employee: Employee) -> None:
        """Let a person be at one visit or break at a time, and on the way between.

        That visits do not overlap is said once more, for the search sees it sooner so.
        """
        mine = [n for n in range(len(self._asked)) if (employee.id, n) in self._makes]
        stays = [
            self._model.new_optional_fixed_size_interval_var(
                self._starts[n],
                self._asked[n].visit.minutes,
                self._makes[employee.id, n],
                "",
            )
            for n in mine
        ]
        self._model.add_no_overlap(stays)
        for one, other in self._near(mine):
            self._keep_order(employee, one, other)
        breaks = breaks_of(self._context, self._roster, employee, self._dates)
        for pause in breaks:
            self._keep_between(employee, pause, mine)

    def _keep_between(
        self, employee: Employee, pause: Break, mine: Sequence[int]
    ) -> None:
        """Keep a person's break, and the ways around it, from what is near it."""
        way = partial(self._reach.way, employee)
        between = BreakBetween(self._model, pause, way)
        soonest = pause.window[0] - self._farthest
        latest = pause.window[1] + pause.minutes + self._farthest
        for n in mine:
            (first, last), visit = self._asked[n].starts, self._asked[n].visit
            if last + visit.minutes > soonest and first < latest:
                between.keep_from(
                    Stay(self._of_model(employee, n), visit.minutes, visit.client)
                )
        between.keep_ways()

    def _near(self, mine: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Yield pairs of visits that may begin before somebody comes from the other."""
        for at, one in enumerate(mine):
            asked = self._asked[one]
            ready = asked.starts[1] + asked.visit.minutes + self._farthest
            for other in mine[at + 1 :]:
                if self._asked[other].starts[0] >= ready:
                    break
                yield one, other

    def _keep_order(self, employee: Employee, one: int, other: int) -> None:
        gaps = self._gap(employee, one, other), self._gap(employee, other, one)
        pair = self._of_model(employee, one), self._of_model(employee, other)
        keep_in_turn(self._model, pair, gaps)

    def _of_model(self, employee: Employee, n: int) -> ModelVisit:
        makes = self._makes[employee.id, n]
        return ModelVisit(makes, self._starts[n], self._asked[n].starts)

    def _gap(self, employee: Employee, first: int, second: int) -> int:
        visit, after = self._asked[first].visit, self._asked[second].visit
        return visit.minutes + self._reach.way(employee, visit.client, after.client)

    def _keep_distance(self, n: int) -> None:
        """Keep a visit as far from one that it follows as it is to be, if both are."""
        visit = self._asked[n].visit
        first = self._index.get(visit.after or "")
        if first is not None:
            before = self._asked[first].visit
            gap = self._starts[n] - self._starts[first] - before.minutes
            most = FOR_EVER if visit.gap_max is None else visit.gap_max
            self._model.add_linear_constraint(
                gap, visit.gap_min or 0, most
            ).only_enforce_if(self._made[n], self._made[first])
