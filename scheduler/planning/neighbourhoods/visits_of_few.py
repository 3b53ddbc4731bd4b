"""Visits one by one in a roster model: who of some people makes each, and when."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ortools.sat.python import cp_model

from scheduler.domain.problem import Employee, Visit
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Instant, Span
from scheduler.proofs.in_turn import ModelVisit, keep_in_turn
from scheduler.proofs.reach import Reach
from scheduler.roster.variables import Roster


class AskedVisit(NamedTuple):
    """A visit in question."""

    visit: Visit
    places: int
    """How many of those in question are to come."""
    starts: Span
    """The first and last moment at which it may begin."""
    price: int
    """Öre if it is not made."""


class MadeVisit(NamedTuple):
    """Who makes a visit, and when."""

    visit: str
    who: tuple[str, ...]
    start: Instant


class SingleVisits:
    """Puts visits into a roster model, to be made by some of its people.

    Ways between visits, windows and breaks are kept; what visits of other people do is
    not looked at. A visit lies within a shift as it is.
    """

    def __init__(
        self,
        reach: Reach,
        roster: Roster,
        people: Sequence[Employee],
        asked: Sequence[AskedVisit],
    ) -> None:
        self._context, self._reach, self._people = reach.context, reach, people
        self._roster, self._model = roster, roster.model
        self._asked = sorted(asked, key=lambda a: a.starts)
        self._starts = [
            self._model.new_int_var(*a.starts, a.visit.id) for a in self._asked
        ]
        self._farthest = int(self._context.travel.max(initial=0))
        self._makes: dict[tuple[str, int], cp_model.IntVar] = {}
        self._made = [self._crew(n) for n in range(len(asked))]
        for employee in people:
            self._keep_apart(employee)

    @property
    def costs(self) -> Iterator[cp_model.LinearExpr]:
        """What is open, and what begins outside its window."""
        for n, asked in enumerate(self._asked):
            yield asked.price * (1 - self._made[n])
            yield from self._outside(n)

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
                crew = tuple(crews[n][: asked.places])
                yield MadeVisit(asked.visit.id, crew, solver.value(self._starts[n]))

    def _crew(self, n: int) -> cp_model.IntVar:
        """Return the literal that has a whole crew make a visit."""
        asked = self._asked[n]
        made = self._model.new_bool_var(f"{asked.visit.id} is made")
        may = self._context.permitted_to(asked.visit)
        takers = [self._taker(e, n) for e in self._people if e.id in may]
        self._model.add(cp_model.LinearExpr.sum(takers) == asked.places * made)
        return made

    def _taker(self, employee: Employee, n: int) -> cp_model.IntVar:
        visit = self._asked[n].visit
        makes = self._model.new_bool_var(f"{employee.id} makes {visit.id}")
        self._makes[employee.id, n] = makes
        during = [
            literal
            for option in self._roster.options(employee)
            if option.unit == visit.unit
            for literal in self._during(employee, option, n)
        ]
        self._model.add_bool_or([*during, ~makes])
        return makes

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
        """Let a person be at one visit or break at a time, and on the way between."""
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
        self._model.add_no_overlap([*stays, *self._breaks(employee)])
        for one, other in self._near(mine):
            self._keep_order(employee, one, other)

    def _near(self, mine: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Yield pairs of visits that may begin before somebody comes from the other."""
        for at, one in enumerate(mine):
            asked = self._asked[one]
            ready = asked.starts[1] + asked.visit.minutes + self._farthest
            for other in mine[at + 1 :]:
                if self._asked[other].starts[0] >= ready:
                    break
                yield one, other

    def _breaks(self, employee: Employee) -> Iterator[cp_model.IntervalVar]:
        units = {asked.visit.unit for asked in self._asked}
        for option in self._roster.options(employee):
            self._roster.works_on(employee, option.date)
            if option.unit not in units:
                continue
            for windows in self._context.break_windows_of(option):
                for first, last, minutes in windows:
                    start = self._model.new_int_var(first, max(first, last), "")
                    yield self._model.new_optional_fixed_size_interval_var(
                        start, minutes, self._roster.works(employee, option), ""
                    )

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

    def _outside(self, n: int) -> Iterator[cp_model.LinearExpr]:
        """Yield what it costs to begin before the window or after it."""
        visit, (first, last) = self._asked[n].visit, self._asked[n].starts
        price = self._context.weights.outside_minute
        for most, apart in (
            (visit.earliest - first, visit.earliest - self._starts[n]),
            (last - visit.latest, self._starts[n] - visit.latest),
        ):
            if most > 0:
                minutes = self._model.new_int_var(0, most, "")
                self._model.add(minutes >= apart)
                yield price * minutes
