"""What a plan made by hand may leave out: where people come from, and their breaks."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from data.reading.checks.shift_types import break_rules
from data.reading.rows.planned import FROM, PAID, TRAVEL, WAIT, Call, Part
from scheduler.domain.clock import wall_clock
from scheduler.domain.plan import ShiftRow
from scheduler.domain.problem import BreakRule, Problem
from scheduler.domain.travel import Travel
from scheduler.domain.values import Instant, Span


class DerivedStop(NamedTuple):
    """Time at a client, or the end of a shift, and the move that comes before it."""

    start: Instant
    end: Instant
    travel: int


class Deriver:
    """Fills in what rows leave out, from the dataset and from each other."""

    def __init__(
        self, problem: Problem, parts: Sequence[Part], calls: Sequence[Call]
    ) -> None:
        self._problem = problem
        self._travel = Travel(problem)
        self._parts = parts
        self._calls: dict[str, list[Call]] = defaultdict(list)
        for call in sorted(calls, key=lambda c: (c.row.start, c.row.end)):
            self._calls[call.row.employee].append(call)
        self._served: set[int] = set()

    def fill(self, *, place_breaks: bool) -> None:
        """Derive moves, breaks and waiting; breaks get no clock in locks."""
        for part in self._parts:
            calls = self._calls_of(part.row)
            self._derive_moves(part.row, calls)
            self._derive_breaks(part, calls, place_breaks=place_breaks)
            _derive_waits(part.row, calls)
        for calls in self._calls.values():
            for call in calls:
                if id(call) not in self._served and call.record[FROM] is None:
                    home = self._problem.visit[call.row.visit].unit
                    self._come_from(call, home)

    def _calls_of(self, row: ShiftRow) -> list[Call]:
        mine = [
            call
            for call in self._calls.get(row.employee, ())
            if row.start <= call.row.start < row.end and id(call) not in self._served
        ]
        self._served.update(map(id, mine))
        return mine

    def _derive_moves(self, row: ShiftRow, calls: Sequence[Call]) -> None:
        here = row.unit
        for call in calls:
            self._come_from(call, call.record[FROM] or here)
            here = self._problem.visit[call.row.visit].client

    def _come_from(self, call: Call, place: str) -> None:
        minutes = call.record[TRAVEL]
        if minutes is None:
            to = self._problem.visit[call.row.visit].client
            mode = self._problem.employee[call.row.employee].transport
            minutes = self._travel.minutes(place, to, mode)
        facts = {"from_id": place, "travel_minutes": minutes}
        call.row = call.row.model_copy(update=facts)

    def _derive_breaks(
        self, part: Part, calls: Sequence[Call], *, place_breaks: bool
    ) -> None:
        row = part.row
        type_ = self._problem.shift_type.get(row.shift)
        if type_ is None or part.has_breaks:
            return
        rules = break_rules(type_, row.part)
        breaks: tuple[Span, ...] = ()
        if place_breaks:
            breaks = tuple(sorted(self._placed(row, rules, calls)))
        clock = wall_clock(self._problem.timezone)
        off = sum(rule.minutes_on(clock, row.date) for rule in rules)
        paid = part.record[PAID]
        usual = row.end - row.start - off
        facts = {"breaks": breaks, "paid_minutes": usual if paid is None else paid}
        part.row = row.model_copy(update=facts)

    def _placed(
        self, row: ShiftRow, rules: Sequence[BreakRule], calls: Sequence[Call]
    ) -> Iterator[Span]:
        """Yield each break near the middle of its interval, clear of visits and moves.

        Where there is no such place the middle itself is taken, for the rules to
        complain about.
        """
        clock = wall_clock(self._problem.timezone)
        stops = self._stops(row, calls)
        taken: list[Span] = []
        for rule in rules:
            minutes = rule.minutes_on(clock, row.date)
            first = max(clock.at(row.date, rule.earliest), row.start)
            last = min(clock.at(row.date, rule.latest), row.end) - minutes
            middle = (first + last) // 2
            nearest = sorted(range(first, last + 1), key=lambda s: abs(s - middle))
            free = (s for s in nearest if _is_free(s, minutes, row, stops, taken))
            start = next(free, middle)
            taken.append((start, start + minutes))
            yield taken[-1]

    def _stops(self, row: ShiftRow, calls: Sequence[Call]) -> list[DerivedStop]:
        stops = [
            DerivedStop(c.row.start, c.row.end, c.row.travel_minutes) for c in calls
        ]
        home = 0
        if calls:
            last = self._problem.visit[calls[-1].row.visit].client
            mode = self._problem.employee[row.employee].transport
            home = self._travel.minutes(last, row.unit, mode)
        return [*stops, DerivedStop(row.end, row.end, home)]


def _is_free(
    start: Instant,
    minutes: int,
    row: ShiftRow,
    stops: Sequence[DerivedStop],
    taken: Sequence[Span],
) -> bool:
    """Whether a break clears other breaks, visits, and the move in its gap."""
    end = start + minutes
    if any(start < e and s < end for s, e in taken):
        return False
    before = row.start
    for stop in stops:
        if before <= start and end <= stop.start:
            return stop.travel <= max(start - before, stop.start - end)
        before = stop.end
    return False


def _derive_waits(row: ShiftRow, calls: Sequence[Call]) -> None:
    before = row.start
    for call in calls:
        if call.record[WAIT] is None:
            gap = call.row.start - before - call.row.travel_minutes
            off = sum(
                min(e, call.row.start) - max(s, before)
                for s, e in row.breaks
                if s < call.row.start and before < e
            )
            wait = {"wait_minutes": max(0, gap - off)}
            call.row = call.row.model_copy(update=wait)
        before = call.row.end
