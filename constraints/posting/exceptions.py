"""Planned exceptions as the roster model hears them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from constraints.posting.day_windows import DayWindow, day_windows
from constraints.posting.intervals import overlapping, rest_choices
from constraints.posting.phrases import rest_somewhere
from scheduler.domain.plan_view import Duty
from scheduler.domain.problem import Employee
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Instant, Span

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar

    from constraints.rest.planned_exception import PlannedException
    from scheduler.roster.variables import Roster


class _Line(NamedTuple):
    """One person's possible shifts, as one post needs them."""

    rule: "PlannedException"
    roster: "Roster"
    options: Sequence[ShiftOption]
    literals: Sequence["IntVar"]
    past: Sequence[Duty]

    def parts_within(self, span: Span) -> list[Span]:
        """Return the parts of history that reach into ``span``."""
        every = [part for duty in self.past for part in duty.parts]
        return [every[i] for i in overlapping(every, *span)]


def post_exceptions(
    rule: "PlannedException", roster: "Roster", employee: Employee
) -> None:
    """Give each period a level that its rest must reach, and count the low ones."""
    options = roster.options(employee)
    literals = [roster.works(employee, o) for o in options]
    line = _Line(rule, roster, options, literals, roster.past(employee))
    windows = day_windows(roster.view.clock, employee.day_break, options)
    switch = roster.switch(rule.kind)
    _forbid_evening_to_morning(line)
    exceptions: list[IntVar] = []
    for n, window in enumerate(windows):
        reach = {
            level: roster.model.new_bool_var(f"{employee.id} rests {level} {n}")
            for level in (*_levels(line, window), rule.rest_min)
        }
        roster.model.add_exactly_one(reach.values())
        for level, literal in reach.items():
            _keep_longest(line, window, level, literal)
            _keep_gaps(line, window, level, literal)
            if level < rule.rest_min:
                exceptions.append(literal)
                if n + 1 < len(windows):
                    made_up = 2 * rule.rest_min - level
                    _keep_longest(line, windows[n + 1], made_up, literal)
    roster.model.add(sum(exceptions) <= rule.max_per_period).only_enforce_if(switch)


def _forbid_evening_to_morning(line: _Line) -> None:
    """Let no shift that ends in the evening be followed by a morning too soon."""
    on = line.roster.switch(line.rule.kind)
    for duty in line.past:
        _refuse(line, _mornings_after(line, duty.end), on)
    for option, literal in zip(line.options, line.literals, strict=True):
        _refuse(line, _mornings_after(line, option.end), [*on, literal])


def _mornings_after(line: _Line, end: Instant) -> list[int]:
    """Return the shifts of the next morning that an evening's end is too near to."""
    rule, clock = line.rule, line.roster.view.clock
    today = clock.day(end)
    if end < clock.at(today, rule.evening):
        return []
    midnight, noon = clock.at(today, 1440), clock.at(today, 1440 + rule.noon)
    soonest = end + rule.rest_min
    return [
        i
        for i, option in enumerate(line.options)
        if midnight <= option.start < min(noon, soonest)
    ]


def _levels(line: _Line, window: DayWindow) -> list[int]:
    """Return every length that a short rest of this period could have."""
    (lo, hi), rule = window.span, line.rule
    blocks = [p for o in line.options for p in o.parts]
    blocks += [p for d in line.past for p in d.parts]
    ends = {lo} | {e for _, e in blocks if lo <= e < hi}
    starts = {hi} | {s for s, _ in blocks if lo < s < hi + rule.rest_min}
    lengths = {start - end for start in starts for end in ends}
    return sorted(x for x in lengths if rule.floor <= x < rule.rest_min)


def _keep_longest(line: _Line, window: DayWindow, minutes: int, when: "IntVar") -> None:
    """Leave one rest of ``minutes`` inside the period, when ``when`` is true.

    Where history leaves none, every shift inside is too close to it: a short gap.
    """
    parts = [line.options[i].parts for i in window.inside]
    literals = [line.literals[i] for i in window.inside]
    busy = line.parts_within(window.span)
    choices = rest_choices(parts, window.span, minutes, busy)
    if choices:
        rest_somewhere(line.rule, line.roster, literals, choices, [when])


def _keep_gaps(line: _Line, window: DayWindow, minutes: int, when: "IntVar") -> None:
    """Let no shift start sooner than ``minutes`` after one that ends in the period."""
    lo, hi = window.span
    needed = [when, *line.roster.switch(line.rule.kind)]
    for duty in line.past:
        if lo <= duty.end < hi:
            close = _close(line, (duty.start, duty.end), minutes)
            _refuse(line, close, needed)
    for i, option in enumerate(line.options):
        if lo <= option.end < hi:
            close = _close(line, (option.start, option.end), minutes)
            _refuse(line, [j for j in close if j != i], [*needed, line.literals[i]])


def _close(line: _Line, done: Span, minutes: int) -> list[int]:
    """Return the shifts that start neither before ``done`` nor long enough after."""
    start, end = done
    return [i for i, o in enumerate(line.options) if start <= o.start < end + minutes]


def _refuse(line: _Line, indices: Sequence[int], when: Sequence["IntVar"]) -> None:
    if indices:
        refused = [~line.literals[i] for i in indices]
        line.roster.model.add_bool_and(refused).only_enforce_if(*when)
