"""Headcount against the shifts that are present (R27).

Only what comes after the first shift of the plan can begin, and after history is over,
is looked at. People in induction are counted here, which is to the good of the plan.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np

from scheduler.bound.cover import Columns, Cover
from scheduler.bound.crew_roster import Shift
from scheduler.bound.program import Program
from scheduler.bound.stint import Ints, Stint, stints_of
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import StaffingNeed
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Instant
from scheduler.rules.bound_terms import BoundTerms
from scheduler.rules.price_parts import PricePart

LONGEST = 600
"""Minutes of the longest stretch over which presence is added up."""

NO_COLUMN = -1


@dataclass(frozen=True)
class PresencePiece:
    """Minutes of a need in which no shift begins or ends."""

    start: Instant
    end: Instant
    need: StaffingNeed
    lacking: int
    """Column: how many are missing to ``want``; ``NO_COLUMN`` where that is free."""

    @property
    def minutes(self) -> int:
        """How long it is."""
        return self.end - self.start


@dataclass(frozen=True)
class Present:
    """Somebody on an option without visits."""

    option: ShiftOption
    shifts: Sequence[Shift]
    stints: Sequence[Stint]

    def columns(self, skills: frozenset[str]) -> Columns:
        """Return the columns of those who have the skills."""
        mine = [s.column for s in self.shifts if skills in s.crew.has]
        return np.array(mine, np.int64)


class HeadcountRows:
    """The needs of one unit, and the columns of those who could be present."""

    def __init__(
        self,
        program: Program,
        view: PlanView,
        terms: BoundTerms,
        shifts: Mapping[ShiftOption, Sequence[Shift]],
    ) -> None:
        self._program, self._view, self._terms = program, view, terms
        problem = view.problem
        self._present = [
            Present(option, mine, tuple(stints_of(problem, option)))
            for option, mine in shifts.items()
        ]
        every = [shift for mine in shifts.values() for shift in mine]
        self._most = {shift.column: shift.most for shift in every}
        self._fresh = {s.column for s in every if _is_fresh(s)}
        """Those who may be in induction, and not count."""
        self._sure = terms.keeps_windows or not problem.visits
        """Whether nobody present can have visits, of another unit."""

    def covers(self, needs: Iterable[StaffingNeed]) -> Iterator[Cover]:
        """Yield the rows of each day and set of skills."""
        groups: dict[tuple[date, frozenset[str]], list[StaffingNeed]]
        groups = defaultdict(list)
        for need in needs:
            groups[need.date, need.skills].append(need)
        for (_, skills), mine in groups.items():
            first, last = min(n.start for n in mine), max(n.end for n in mine)
            near = [
                p
                for p in self._present
                if p.option.start < last and first < p.option.end
            ]
            pieces = [piece for need in mine for piece in self._cut(need, near)]
            pieces.sort(key=lambda p: (p.start, p.end))
            columns = [p.columns(skills) for p in near]
            yield from self._rows(pieces, near, columns)
            for need in mine:
                self._surplus(need, near, columns)

    def _start(self, need: StaffingNeed) -> Instant:
        """Return from when on the plan answers for a need, and history does not."""
        problem, at = self._view.problem, self._view.clock.at
        first = problem.start
        starts = [
            at(first, t.start)
            for t in problem.shift_types
            if t.unit in (None, need.unit) and t.days[first.weekday()]
        ]
        over = [d.end for d in self._view.history if d.unit == need.unit]
        return max([need.start, min(starts, default=at(first, 0)), *over])

    def _cut(
        self, need: StaffingNeed, near: Sequence[Present]
    ) -> Iterator[PresencePiece]:
        start = self._start(need)
        moments = {m for p in near for s in p.stints for m in (s.start, s.end)}
        inside = {m for m in moments if start < m < need.end}
        price = self._terms.missing_minute
        edges = sorted({start, need.end, *inside}) if start < need.end else []
        for begins, ends in pairwise(edges):
            lacking = NO_COLUMN
            if need.want and price:
                cost = price * (ends - begins)
                lacking = self._program.column(
                    cost, need.want, part=PricePart.HEADCOUNT
                )
            yield PresencePiece(begins, ends, need, lacking)

    def _rows(
        self,
        pieces: Sequence[PresencePiece],
        near: Sequence[Present],
        columns: Sequence[Columns],
    ) -> Iterator[Cover]:
        """Yield what stretches of pieces need together; breaks fall inside them."""
        runs = list(_runs(pieces))
        if not runs:
            return
        start = np.array([run[0].start for run in runs], np.int64)
        end = np.array([run[-1].end for run in runs], np.int64)
        most = [_most(p.stints, start, end) for p in near]
        weight = np.array(most, np.float64).reshape(len(near), len(runs)).T
        if self._terms.keeps_least:
            least = np.array([sum(p.minutes * p.need.min for p in r) for r in runs])
            none = np.zeros((len(runs), 0))
            empty = np.zeros(0, np.int64)
            yield Cover(columns, empty, weight, none, least * 1.0).rounded()
        lacking = [p.lacking for p in pieces if p.lacking != NO_COLUMN]
        if lacking:
            at = {column: n for n, column in enumerate(lacking)}
            relief = np.zeros((len(runs), len(lacking)))
            for n, run in enumerate(runs):
                for piece in run:
                    relief[n, at[piece.lacking]] = piece.minutes
            wanted = np.array([sum(p.minutes * p.need.want for p in r) for r in runs])
            want = Cover(
                columns, np.array(lacking), weight, relief, wanted * 1.0, whole=False
            )
            yield want.rounded()

    def _surplus(
        self,
        need: StaffingNeed,
        near: Sequence[Present],
        columns: Sequence[Columns],
    ) -> None:
        """Price presence above the greatest number, over the whole need at once."""
        price = self._terms.surplus_minute
        first, last = self._start(need), need.end
        if need.max is None or not price or first >= last or not self._sure:
            return
        start, end = np.array([first]), np.array([last])
        minutes = [sum(int(s.least(start, end)[0]) for s in p.stints) for p in near]
        terms = [
            (int(column), each)
            for each, mine in zip(minutes, columns, strict=True)
            for column in mine
            if each and column not in self._fresh
        ]
        if terms:
            most = sum(weight * self._most[column] for column, weight in terms)
            above = self._program.column(price, most, part=PricePart.HEADCOUNT)
            self._program.row([*terms, (above, -1)], upper=need.max * (last - first))


def _most(stints: Sequence[Stint], start: Ints, end: Ints) -> Ints:
    total = np.zeros_like(start)
    for stint in stints:
        total += stint.most(start, end)
    return total


def _runs(pieces: Sequence[PresencePiece]) -> Iterator[Sequence[PresencePiece]]:
    """Yield stretches of pieces that follow each other without a gap."""
    for first, piece in enumerate(pieces):
        last = first
        while pieces[last].end - piece.start <= LONGEST:
            yield pieces[first : last + 1]
            last += 1
            if last == len(pieces) or pieces[last].start != pieces[last - 1].end:
                break


def _is_fresh(shift: Shift) -> bool:
    return any(e.first is not None for e in shift.crew.members)
