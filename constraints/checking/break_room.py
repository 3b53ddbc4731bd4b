"""Breaks as taken, against the visits and moves of the same duty."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scheduler.domain.plan import VisitRow
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.values import Instant, Span


class Crowded(NamedTuple):
    """Something that does not fit beside the breaks."""

    start: Instant
    amount: int
    """Minutes that are missing."""
    message: str


class _Gap(NamedTuple):
    """The time between two stops, and the move to be made in it."""

    start: Instant
    end: Instant
    travel: int


def crowded_breaks(view: PlanView, duty: Duty) -> Iterator[Crowded]:
    """Find breaks that overlap a visit, and moves for which they leave no room.

    A move is made in one go, right after the last stop or right before the next:
    it needs one free stretch, not two halves around a break.
    """
    if not duty.breaks or duty.employee not in view.problem.employee:
        return
    breaks = sorted(duty.breaks)
    yield from _overlaps(breaks)
    for part in duty.parts:
        stops = [v for v in view.visits_on(duty) if part[0] <= v.start < part[1]]
        for stop in stops:
            over = sum(_shared(b, (stop.start, stop.end)) for b in breaks)
            if over:
                yield Crowded(stop.start, over, "visit")
        for gap in _gaps(view, duty, part, stops):
            room = _longest_free(gap, breaks)
            if room < gap.travel and any(_shared(b, gap[:2]) for b in breaks):
                yield Crowded(gap.start, gap.travel - room, "travel")


def _overlaps(breaks: Sequence[Span]) -> Iterator[Crowded]:
    last = breaks[0]
    for taken in breaks[1:]:
        if taken[0] < last[1]:
            yield Crowded(taken[0], last[1] - taken[0], "twice")
        last = max(last, taken, key=lambda b: b[1])


def _gaps(
    view: PlanView,
    duty: Duty,
    part: Span,
    stops: Sequence[VisitRow],
) -> Iterator[_Gap]:
    """Return the time before, between and after the stops of one part."""
    if not stops:
        return
    since = part[0]
    for stop in stops:
        yield _Gap(since, stop.start, stop.travel_minutes)
        since = max(since, stop.end)
    yield _Gap(since, part[1], _home(view, duty, stops[-1]))


def _home(view: PlanView, duty: Duty, last: VisitRow) -> int:
    """Return the minutes back to the unit; none from a place nobody knows."""
    visit = view.problem.visit.get(last.visit)
    places = view.travel.places
    if visit is None or visit.client not in places or duty.unit not in places:
        return 0
    mode = view.problem.employee[duty.employee].transport
    return view.travel.minutes(visit.client, duty.unit, mode)


def _longest_free(gap: _Gap, breaks: Sequence[Span]) -> int:
    longest, since = 0, gap.start
    for start, end in breaks:
        if start < gap.end and end > gap.start:
            longest = max(longest, start - since)
            since = max(since, end)
    return max(longest, gap.end - since)


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))
