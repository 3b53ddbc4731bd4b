"""Which needs of a unit cannot all be met, as a linear program points at them.

Every need may give way at a price of one a head. Where something gives way in the
cheapest solution, the rows that have duals are those that clash: needs, and the rules
whose rows they are. The program only points; what it points at is asked of the model.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

import numpy as np

from scheduler.context.candidate_shifts import units_of
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Problem, StaffingNeed
from scheduler.domain.shift_option import ShiftOption, option_of
from scheduler.domain.values import Instant
from scheduler.rules.bound_terms import BoundTerms
from scheduler.rules.rule import Rule
from scheduler.rules.stated import bound_terms_of

_SATURDAY = 5
_WEEK, _DAY = timedelta(days=7), timedelta(days=1)

EPSILON = 1e-6

Moment = tuple[StaffingNeed, Instant]


class Suspects(NamedTuple):
    """Needs that seem to clash, and the kinds of rules that seem to keep them apart."""

    needs: tuple[StaffingNeed, ...]
    rules: frozenset[str]


class _Stint(NamedTuple):
    """What somebody could work on a day, as far as needs can tell it."""

    start: Instant
    end: Instant
    moments: frozenset[int]


@dataclass
class _Rows:
    """Rows of a program, each at most something, and what each comes from."""

    index: list[int] = field(default_factory=list)
    weight: list[float] = field(default_factory=list)
    row: list[int] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    source: list[StaffingNeed | str] = field(default_factory=list)
    """A need, or the term of the rules that it comes from."""

    def add(
        self, terms: Mapping[int, float], upper: float, source: StaffingNeed | str = ""
    ) -> None:
        """Hold a sum of columns to an end."""
        self.index += terms.keys()
        self.weight += terms.values()
        self.row += [len(self.upper)] * len(terms)
        self.upper.append(upper)
        self.source.append(source)


def suspects(problem: Problem, rules: Sequence[Rule]) -> Iterator[Suspects]:
    """Yield needs that cannot be met: those of one unit with the same skills."""
    groups: dict[object, list[StaffingNeed]] = defaultdict(list)
    for need in problem.staffing:
        if need.min:
            groups[need.unit, need.skills].append(need)
    for needs in groups.values():
        yield from ElasticHeadcount(problem, rules, needs).suspects()


@dataclass(frozen=True)
class ElasticHeadcount:
    """A program of who is there for the needs of one unit with the same skills."""

    problem: Problem
    rules: Sequence[Rule]
    needs: Sequence[StaffingNeed]

    def suspects(self) -> Iterator[Suspects]:
        """Yield needs that too few could ever be there for, then those that clash."""
        most = self._most()
        alone = [n for n in self.needs if most[id(n)] < n.min]
        for need in alone:
            yield Suspects((need,), frozenset())
        if found := self._clashing(
            {id(n): min(n.min, most[id(n)]) for n in self.needs}
        ):
            yield found

    def _most(self) -> Mapping[int, int]:
        """Return how many could be there for each need by itself, where it is worst."""
        heads = [0] * len(self._moments)
        for stints in self._stints.values():
            for moment in {
                m for day in stints.values() for s in day for m in s.moments
            }:
                heads[moment] += 1
        worst: dict[int, int] = {}
        for (need, _), there in zip(self._moments, heads, strict=True):
            worst[id(need)] = min(there, worst.get(id(need), there))
        return worst

    def _clashing(self, least: Mapping[int, int]) -> Suspects | None:
        rows, width = _Rows(), 0
        covering: dict[int, list[int]] = defaultdict(list)
        for employee, days in self._stints.items():
            columns: dict[date, list[tuple[int, _Stint]]] = {}
            for day, stints in days.items():
                columns[day] = list(enumerate(stints, width))
                width += len(stints)
                for column, stint in columns[day]:
                    for moment in stint.moments:
                        covering[moment].append(column)
            width = self._held(rows, employee, columns, width)
        slack = {id(need): width + n for n, need in enumerate(self.needs)}
        for number, (need, _) in enumerate(self._moments):
            terms = dict.fromkeys(covering[number], -1.0)
            rows.add({**terms, slack[id(need)]: -1.0}, -least[id(need)], need)
        return self._solved(rows, width)

    def _solved(self, rows: _Rows, width: int) -> Suspects | None:
        whole = width + len(self.needs)
        if not width:
            return None
        from scipy.optimize import linprog  # a second to import, for few who ask
        from scipy.sparse import csr_matrix

        shape = (len(rows.upper), whole)
        matrix = csr_matrix((rows.weight, (rows.row, rows.index)), shape=shape)
        price = np.r_[np.zeros(width), np.ones(len(self.needs))]
        ends = [(0, 1)] * width + [(0, None)] * len(self.needs)
        found = linprog(price, matrix, rows.upper, bounds=ends, method="highs")
        if found.status or found.fun < EPSILON:
            return None
        duals = found.ineqlin.marginals
        used = [s for s, d in zip(rows.source, duals, strict=True) if d < -EPSILON]
        needs = {id(s): s for s in used if isinstance(s, StaffingNeed)}
        terms = {s for s in used if isinstance(s, str) and s}
        return Suspects(tuple(needs.values()), self._kinds(terms))

    def _kinds(self, terms: set[str]) -> frozenset[str]:
        """Return the kinds of rules that state these terms."""
        nothing = BoundTerms()
        return frozenset(
            rule.kind
            for rule in self.rules
            for term in terms
            if getattr(rule.bound_terms(nothing), term) != getattr(nothing, term)
        )

    def _held(
        self,
        rows: _Rows,
        employee: Employee,
        columns: Mapping[date, list[tuple[int, _Stint]]],
        width: int,
    ) -> int:
        """Add what holds one person; return how many columns there are then."""
        weekends: dict[date, int] = {}
        if employee.weekends is not None and self._terms.keeps_weekends:
            saturdays = sorted(
                {_saturday(d) for d in columns if d.weekday() >= _SATURDAY}
            )
            weekends = {day: width + n for n, day in enumerate(saturdays)}
            width += len(weekends)
            self._weekends(rows, employee, weekends)
        for day, mine in columns.items():
            terms = {column: 1.0 for column, _ in mine}
            weekend = (
                weekends.get(_saturday(day)) if day.weekday() >= _SATURDAY else None
            )
            if weekend is None:
                rows.add(terms, 1)
            else:
                rows.add({**terms, weekend: -1.0}, 0, "keeps_weekends")
            self._rests(rows, mine, columns.get(day + _DAY, []))
            self._in_a_row(rows, day, columns)
        return width

    def _weekends(
        self, rows: _Rows, employee: Employee, columns: Mapping[date, int]
    ) -> None:
        pattern = employee.weekends
        if pattern is None:
            return
        past = {duty.date for duty in self._view.duties_of(employee)}
        for last in columns:
            window = [last - _WEEK * n for n in range(pattern.of)]
            done = [s for s in window if s in past or s + _DAY in past]
            terms = {columns[s]: 1.0 for s in window if s in columns and s not in done}
            limit = max(0, pattern.worked - len(done))
            rows.add(terms, limit, "keeps_weekends")

    def _rests(
        self,
        rows: _Rows,
        today: Sequence[tuple[int, _Stint]],
        tomorrow: Sequence[tuple[int, _Stint]],
    ) -> None:
        rest = self._terms.rest_between
        for start in {stint.start for _, stint in tomorrow} if rest else ():
            late = {c: 1.0 for c, stint in today if stint.end + rest > start}
            early = {c: 1.0 for c, stint in tomorrow if stint.start <= start}
            if late:
                rows.add(late | early, 1, "rest_between")

    def _in_a_row(
        self,
        rows: _Rows,
        first: date,
        columns: Mapping[date, list[tuple[int, _Stint]]],
    ) -> None:
        most = self._terms.days_most
        if most is None:
            return
        window = [first + _DAY * n for n in range(most + 1)]
        if all(day in columns for day in window):
            terms = {column: 1.0 for day in window for column, _ in columns[day]}
            rows.add(terms, most, "days_most")

    @cached_property
    def _stints(self) -> Mapping[Employee, Mapping[date, Sequence[_Stint]]]:
        """Return by person and day what that person could be there for."""
        [(unit, skills)] = {(n.unit, n.skills) for n in self.needs}
        able = [
            e
            for e in self.problem.employees
            if skills <= e.skills and unit in units_of(self.problem, e)
        ]
        return {e: _by_day(self._offered(e)) for e in able}

    def _offered(
        self, employee: Employee
    ) -> Iterator[tuple[ShiftOption, frozenset[int]]]:
        away = [
            (a.start, a.end) for a in self.problem.absences if a.employee == employee.id
        ]
        for option, moments in self._options:
            if (
                employee.works_kind(option.kind)
                and employee.employed_on(option.date)
                and not any(s < option.end and option.start < e for s, e in away)
            ):
                yield option, moments

    @cached_property
    def _options(self) -> Sequence[tuple[ShiftOption, frozenset[int]]]:
        """Return the unit's shifts, with which moments each is there for."""
        at = np.array([moment for _, moment in self._moments])
        found = []
        for option in self._shifts:
            there = np.zeros(len(at), bool)
            for start, end in option.parts:
                there |= (start <= at) & (at < end)
            if there.any():
                found.append((option, frozenset(np.flatnonzero(there).tolist())))
        return found

    @cached_property
    def _moments(self) -> Sequence[Moment]:
        """Return each need with the moments at which other people may be there."""
        edges = sorted({t for o in self._shifts for part in o.parts for t in part})
        return [
            (need, moment)
            for need in self.needs
            for moment in (
                need.start,
                *edges[bisect_right(edges, need.start) : bisect_left(edges, need.end)],
            )
        ]

    @cached_property
    def _shifts(self) -> Sequence[ShiftOption]:
        unit = self.needs[0].unit
        dates = {n.date for n in self.needs} | {n.date - _DAY for n in self.needs}
        return [
            option_of(self._view.clock, type_, day, unit)
            for day in sorted(dates & set(self.problem.dates))
            for type_ in self.problem.shift_types
            if type_.unit in (None, unit) and type_.days[day.weekday()]
        ]

    @cached_property
    def _terms(self) -> BoundTerms:
        return bound_terms_of(self.rules)

    @cached_property
    def _view(self) -> PlanView:
        return PlanView(self.problem, Plan())


def _by_day(
    offered: Iterator[tuple[ShiftOption, frozenset[int]]],
) -> Mapping[date, Sequence[_Stint]]:
    """Return one stint of all that are there for the same: the one most easily had."""
    found: dict[date, dict[frozenset[int], _Stint]] = defaultdict(dict)
    for option, moments in offered:
        stint = _Stint(option.start, option.end, moments)
        other = found[option.date].setdefault(moments, stint)
        least = max(stint.start, other.start), min(stint.end, other.end)
        found[option.date][moments] = _Stint(*least, moments)
    return {day: list(mine.values()) for day, mine in found.items()}


def _saturday(day: date) -> date:
    return day - timedelta(days=day.weekday() - _SATURDAY)
