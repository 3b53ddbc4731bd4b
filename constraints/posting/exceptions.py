"""Planned exceptions as the roster model hears them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from constraints.posting.day_windows import DayWindow, day_spans, day_windows
from constraints.posting.intervals import overlapping, rest_choices
from constraints.posting.phrases import forbid, rest_somewhere, without_jour
from scheduler.domain.plan_view import Duty
from scheduler.domain.problem import Employee, Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Instant, Span
from scheduler.rules.rule import Rule

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar

    from scheduler.roster.variables import Roster


class ExceptionTerms(NamedTuple):
    """What the rule says, as far as the model hears it; minutes and clock minutes."""

    rule: Rule
    max_per_period: int
    floor: int
    rest_min: int
    evening: int
    noon: int
    period: Callable[[Problem, date], int]
    """Returns the number of the calculation period that a day is in."""


class _Line(NamedTuple):
    """One person's possible shifts, as one post needs them."""

    terms: ExceptionTerms
    roster: "Roster"
    options: Sequence[ShiftOption]
    literals: Sequence["IntVar"]
    past: Sequence[Duty]

    def parts_within(self, span: Span) -> list[Span]:
        """Return the parts of history that reach into ``span``."""
        every = [part for duty in self.past for part in duty.parts]
        return [every[i] for i in overlapping(every, *span)]

    def day_of(self, window: DayWindow) -> date:
        """Return the date on which a period begins."""
        return self.roster.view.clock.day(window.span[0])

    def period(self, day: date) -> int:
        """Return the number of the calculation period that a day is in."""
        return self.terms.period(self.roster.problem, day)


def post_exceptions(
    terms: ExceptionTerms, roster: "Roster", employee: Employee
) -> None:
    """Give each period a level that its rest must reach, and count the low ones."""
    literals, options = without_jour(roster, employee)
    past = [h for d in roster.past(employee) for h in d.presence if not h.has_jour]
    line = _Line(terms, roster, options, literals, past)
    windows = day_windows(roster.view.clock, employee.day_break, options)
    short = _short_in_history(line, employee)
    _forbid_evening_to_morning(line)
    used: dict[int, list[IntVar]] = defaultdict(list)
    for window, following in pairwise([*windows, None]):
        if window is None:
            break
        day = line.day_of(window)
        low = _choose_level(line, window, following)
        if day not in short:
            used[line.period(max(day, roster.problem.start))] += low
        if day - timedelta(days=1) in short:
            _owe(line, window, 2 * terms.rest_min - short[day - timedelta(days=1)])
    _count(line, used, short)


def _choose_level(
    line: _Line, window: DayWindow, following: DayWindow | None
) -> list["IntVar"]:
    """Let the rest reach one of its levels; return the literals of the low ones."""
    terms, model = line.terms, line.roster.model
    low = []
    reach = {
        level: model.new_bool_var(f"rests {level} from {window.span[0]}")
        for level in (*_levels(line, window), terms.rest_min)
    }
    model.add_exactly_one(reach.values())
    for level, literal in reach.items():
        _keep_longest(line, window, level, [literal])
        _keep_gaps(line, window, level, literal)
        if level < terms.rest_min:
            low.append(literal)
            if following is not None:
                _keep_longest(line, following, 2 * terms.rest_min - level, [literal])
    return low


def _count(
    line: _Line, used: Mapping[int, Sequence["IntVar"]], short: Mapping[date, int]
) -> None:
    """Let each calculation period have few exceptions, those in history included."""
    before = Counter(line.period(day) for day in short)
    on = line.roster.switch(line.terms.rule.kind)
    for period, literals in used.items():
        left = max(0, line.terms.max_per_period - before[period])
        line.roster.model.add(sum(literals) <= left).only_enforce_if(on)


def _short_in_history(line: _Line, employee: Employee) -> dict[date, int]:
    """Return the days whose rest was short whatever is planned, and its minutes."""
    if not line.past:
        return {}
    clock, found = line.roster.view.clock, {}
    days = clock.day(line.past[0].start), clock.day(max(d.end for d in line.past))
    for span in day_spans(clock, employee.day_break, *days):
        minutes = _known_rest(line, span)
        if minutes < line.terms.rest_min:
            found[clock.day(span[0])] = minutes
    return found


def _known_rest(line: _Line, span: Span) -> int:
    """Return the longest rest that history leaves in a period, or a shorter gap."""
    lo, hi = span
    busy = sorted([(lo, lo), (hi, hi), *line.parts_within(span)])
    ends = accumulate((end for _, end in busy), max)
    longest = max(start - end for end, (start, _) in zip(ends, busy[1:], strict=False))
    ends = accumulate((d.end for d in line.past), max)
    gaps = [
        following.start - end
        for end, following in zip(ends, line.past[1:], strict=False)
        if lo <= end < hi
    ]
    return min([longest, *gaps])


def _owe(line: _Line, window: DayWindow, minutes: int) -> None:
    """Demand what the period before, in history, has left to be made up for."""
    if _choices(line, window, minutes):
        _keep_longest(line, window, minutes, [])
    else:
        forbid(line.terms.rule, line.roster, (line.literals[i] for i in window.inside))


def _forbid_evening_to_morning(line: _Line) -> None:
    """Let no shift that ends in the evening be followed by a morning too soon."""
    on = line.roster.switch(line.terms.rule.kind)
    for duty in line.past:
        _refuse(line, _mornings_after(line, duty.end), on)
    for option, literal in zip(line.options, line.literals, strict=True):
        _refuse(line, _mornings_after(line, option.end), [*on, literal])


def _mornings_after(line: _Line, end: Instant) -> list[int]:
    """Return the shifts of the next morning that an evening's end is too near to."""
    terms, clock = line.terms, line.roster.view.clock
    today = clock.day(end)
    if end < clock.at(today, terms.evening):
        return []
    midnight, noon = clock.at(today, 1440), clock.at(today, 1440 + terms.noon)
    soonest = end + terms.rest_min
    return [
        i
        for i, option in enumerate(line.options)
        if midnight <= option.start < min(noon, soonest)
    ]


def _levels(line: _Line, window: DayWindow) -> list[int]:
    """Return every length that a short rest of this period could have."""
    (lo, hi), terms = window.span, line.terms
    blocks = [p for o in line.options for p in o.parts]
    blocks += [p for d in line.past for p in d.parts]
    ends = {lo} | {e for _, e in blocks if lo <= e < hi}
    starts = {hi} | {s for s, _ in blocks if lo < s < hi + terms.rest_min}
    lengths = {start - end for start in starts for end in ends}
    return sorted(x for x in lengths if terms.floor <= x < terms.rest_min)


def _keep_longest(
    line: _Line, window: DayWindow, minutes: int, when: Sequence["IntVar"]
) -> None:
    """Leave one rest of ``minutes`` inside the period, when all of ``when`` is true.

    Where history leaves none, every shift inside is too close to it: a short gap.
    """
    literals = [line.literals[i] for i in window.inside]
    choices = _choices(line, window, minutes)
    if choices:
        rest_somewhere(line.terms.rule, line.roster, literals, choices, when)


def _choices(line: _Line, window: DayWindow, minutes: int) -> list[list[int]]:
    parts = [line.options[i].parts for i in window.inside]
    return rest_choices(parts, window.span, minutes, line.parts_within(window.span))


def _keep_gaps(line: _Line, window: DayWindow, minutes: int, when: "IntVar") -> None:
    """Let no shift start sooner than ``minutes`` after one that ends in the period."""
    lo, hi = window.span
    needed = [when, *line.roster.switch(line.terms.rule.kind)]
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
