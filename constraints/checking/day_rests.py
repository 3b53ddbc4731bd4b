"""How long a person rests in each period from dygnsbryt to dygnsbryt."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import Employee
from scheduler.domain.values import Instant, Span

MINUTES_PER_DAY = 1440


class DayRest(NamedTuple):
    """The rest of one period; minutes in a row."""

    start: Instant
    """When the longest rest begins."""
    longest: int
    """Inside the period."""
    known: int
    """The longest as history alone leaves it, or a shorter gap in it."""
    planned: int
    """The longest, or a shorter gap that starts in the period, where planned work has
    to do with it; otherwise the whole period."""
    is_worked: bool
    """Whether planned work reaches into the period."""

    @property
    def shortest(self) -> int:
        """The rest that counts."""
        return min(self.known, self.planned)


def day_rests(view: PlanView, employee: Employee) -> dict[date, DayRest]:
    """Return the rest of every period of a person, to the one after the last shift."""
    duties = judged_duties(view, employee)
    if not duties:
        return {}
    first = view.clock.day(duties[0].start) - timedelta(days=1)
    last = view.clock.day(max(d.end for d in duties)) + timedelta(days=1)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return {day: _day_rest(view, employee, day) for day in days}


def gaps(duties: Sequence[Duty], *, planned: bool) -> Iterator[Span]:
    """Yield what lies between two duties, next to planned work or to none at all."""
    last: Duty | None = None
    for duty in duties:
        if last is not None and (last.planned or duty.planned) is planned:
            yield last.end, duty.start
        if last is None or duty.end > last.end:
            last = duty


def _day_rest(view: PlanView, employee: Employee, day: date) -> DayRest:
    lo = view.clock.at(day, employee.day_break)
    hi = view.clock.at(day, employee.day_break + MINUTES_PER_DAY)
    near = hi + MINUTES_PER_DAY
    duties = [d for d in judged_duties(view, employee) if d.start < near]
    start, longest = _longest(_parts(duties, lo, hi), lo, hi)
    history = [d for d in duties if not d.planned]
    _, left = _longest(_parts(history, lo, hi), lo, hi)
    is_worked = any(d.planned for d in duties if _parts([d], lo, hi))
    return DayRest(
        start=start,
        longest=longest,
        known=min(left, _shortest_gap(history, lo, hi, planned=False)),
        planned=min(
            longest if is_worked else hi - lo,
            _shortest_gap(duties, lo, hi, planned=True),
        ),
        is_worked=is_worked,
    )


def judged_duties(view: PlanView, employee: Employee) -> list[Duty]:
    """Return presence in duties without jour, whose rest is that of R05."""
    return [d for d in view.presence_of(employee) if not d.has_jour]


def _parts(duties: Sequence[Duty], lo: Instant, hi: Instant) -> list[Span]:
    return sorted(p for d in duties for p in d.parts if p[0] < hi and p[1] > lo)


def _longest(work: Sequence[Span], lo: Instant, hi: Instant) -> Span:
    """Walk through the period; return where its longest rest begins, and its length."""
    found, since = (lo, 0), lo
    for start, end in [*work, (hi, hi)]:
        if start - since > found[1]:
            found = since, start - since
        since = max(since, end)
    return found


def _shortest_gap(
    duties: Sequence[Duty], lo: Instant, hi: Instant, *, planned: bool
) -> int:
    starting = (gap for gap in gaps(duties, planned=planned) if lo <= gap[0] < hi)
    return min((end - start for start, end in starting), default=hi - lo)
