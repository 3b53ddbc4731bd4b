"""When the people who are counted as headcount take their breaks."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduler.breaks.patterns import Pattern, break_patterns
from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import Problem, StaffingNeed
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Instant
from scheduler.rules.break_terms import BreakTerms
from scheduler.rules.staffing_terms import StaffingTerms

Minutes = NDArray[np.int64]

SWEEPS = 12
"""At most so many rounds of moving one person's breaks at a time."""


def place_headcount_breaks(
    problem: Problem,
    duties: Sequence[tuple[str, ShiftOption]],
    staffing: StaffingTerms,
    terms: BreakTerms,
) -> list[Pattern]:
    """Return the breaks of each duty, laid so that staffing is met as well as can be.

    ``duties`` are those without visits. Breaks lie in the intervals of their shift
    type and leave no work block longer than the terms allow, wherever possible.
    The same input gives the same breaks.
    """
    by_unit: dict[str, list[_Seat]] = defaultdict(list)
    seats = [_seat(problem, who, option, staffing, terms) for who, option in duties]
    for seat in seats:
        by_unit[seat.option.unit].append(seat)
    asked = staffing.needs_of(problem)
    for unit, mine in by_unit.items():
        needs = [n for n in asked if n.unit == unit]
        _Board(mine, needs, staffing).settle()
    return [seat.taken for seat in seats]


@dataclass
class _Seat:
    """One duty whose breaks are being laid."""

    option: ShiftOption
    skills: frozenset[str]
    counts: bool
    patterns: tuple[Pattern, ...]
    taken: Pattern


def _seat(
    problem: Problem,
    who: str,
    option: ShiftOption,
    staffing: StaffingTerms,
    terms: BreakTerms,
) -> _Seat:
    type_ = problem.shift_type.get(option.shift)
    clock = wall_clock(problem.timezone)
    patterns = break_patterns(clock, type_, option, terms) if type_ else ((),)
    employee = problem.employee[who]
    counts = option.date >= staffing.counted_from(problem, employee)
    return _Seat(option, employee.skills, counts, patterns, patterns[0])


@dataclass
class _Row:
    """One need, and how many who meet it are present each minute."""

    need: StaffingNeed
    price: Minutes
    """By headcount: öre a minute."""
    present: Minutes

    def add(self, start: Instant, end: Instant, people: int) -> None:
        low, high = self.span(start, end)
        self.present[low:high] += people

    def span(self, start: Instant, end: Instant) -> tuple[int, int]:
        first = self.need.start
        low = min(max(start, first), self.need.end) - first
        return low, max(low, min(end, self.need.end) - first)


class _Board:
    """The duties of one unit on a time axis of minutes."""

    def __init__(
        self,
        seats: Sequence[_Seat],
        needs: Sequence[StaffingNeed],
        terms: StaffingTerms,
    ) -> None:
        self.seats = sorted(seats, key=lambda s: (s.option.start, s.option.end))
        self.first = min(s.option.start for s in seats)
        self.away = np.zeros(max(s.option.end for s in seats) - self.first, np.int64)
        self.rows = [self._row(need, terms) for need in needs]
        self.rows_of = [self._meets(seat) for seat in self.seats]
        for seat, rows in zip(self.seats, self.rows_of, strict=True):
            for row in rows:
                for start, end in seat.option.parts:
                    row.add(start, end, 1)

    def _row(self, need: StaffingNeed, terms: StaffingTerms) -> _Row:
        heads = np.arange(len(self.seats) + 1)
        price = (
            terms.below_min * np.maximum(need.min - heads, 0)
            + terms.missing * np.maximum(need.want - heads, 0)
            + (0 if need.max is None else terms.surplus)
            * np.maximum(heads - (need.max or 0), 0)
        )
        return _Row(need, price, np.zeros(need.end - need.start, np.int64))

    def _meets(self, seat: _Seat) -> list[_Row]:
        """Return the needs that the person on this duty counts for."""
        if not seat.counts:
            return []
        start, end = seat.option.start, seat.option.end
        return [
            row
            for row in self.rows
            if row.need.start < end
            and start < row.need.end
            and row.need.skills <= seat.skills
        ]

    def settle(self) -> None:
        """Give each duty its best breaks in turn until nobody's can be bettered."""
        for seat, rows in zip(self.seats, self.rows_of, strict=True):
            seat.taken = self._best(seat, rows)
            self._take(seat, rows, 1)
        for _ in range(SWEEPS):
            pairs = zip(self.seats, self.rows_of, strict=True)
            moved = [self._moved(seat, rows) for seat, rows in pairs]
            if not any(moved):
                return

    def _moved(self, seat: _Seat, rows: list[_Row]) -> bool:
        self._take(seat, rows, -1)
        before, seat.taken = seat.taken, self._best(seat, rows)
        self._take(seat, rows, 1)
        return seat.taken != before

    def _take(self, seat: _Seat, rows: list[_Row], people: int) -> None:
        for start, end in seat.taken:
            self.away[start - self.first : end - self.first] += people
            for row in rows:
                row.add(start, end, -people)

    def _best(self, seat: _Seat, rows: list[_Row]) -> Pattern:
        """Return the cheapest pattern; among equals the least crowded, then middle."""
        if len(seat.patterns) == 1:
            return seat.patterns[0]
        begin, end = seat.option.start, seat.option.end
        price = np.zeros(end - begin, np.int64)
        for row in rows:
            low, high = row.span(begin, end)
            heads = row.present[low:high]
            at = row.need.start + low - begin
            # between the parts of a split shift nobody is lifted out: no breaks there
            less = row.price[np.maximum(heads - 1, 0)] - row.price[heads]
            price[at : at + high - low] += less
        crowd = self.away[begin - self.first : end - self.first]
        worth = np.concatenate(([0], np.cumsum(price)))
        company = np.concatenate(([0], np.cumsum(crowd)))
        middle = (len(seat.patterns) - 1) / 2

        def rank(at: int) -> tuple[int, int, float]:
            spans = [(s - begin, e - begin) for s, e in seat.patterns[at]]
            return (
                int(sum(worth[e] - worth[s] for s, e in spans)),
                int(sum(company[e] - company[s] for s, e in spans)),
                abs(at - middle),
            )

        return seat.patterns[min(range(len(seat.patterns)), key=rank)]
