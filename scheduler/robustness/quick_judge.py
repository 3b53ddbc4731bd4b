"""Says quickly who may be called in again: as the search reads the rules of lines.

Whether somebody may come at all is what every rule says, and soon after another call
what rules of two duties in a row say (``CallIns``). Of calls that lie further apart,
weekly rest, days in a row and weekends are looked at, and no sums. The few it is wrong
about are made up for (``quick_draws``).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta

from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee
from scheduler.domain.values import Span
from scheduler.robustness.branches import Offer
from scheduler.robustness.call_ins import CallIns
from scheduler.robustness.weekend_calls import WeekendCalls
from scheduler.rules.stated import line_limits_of

_WEEK = 7
_NEXT = 2
"""Days within which rules of two duties in a row are asked."""


_Alike = tuple[int, str | None, bool]
"""What tells people apart whose rest is judged."""


def _alike(employee: Employee) -> _Alike:
    return employee.day_break, employee.agreement, employee.minor


class QuickJudge:
    """Knows the planned lines of all, week by week, and who may come after what."""

    def __init__(self, view: PlanView, calls: CallIns) -> None:
        self._calls = calls
        self._limits = line_limits_of(calls.rules)
        is_limit = self._limits.weekend_beyond is None
        self._weekends = WeekendCalls(view) if is_limit else None
        self._usual: dict[int, bool] = {}
        self._again: dict[tuple[int, ...], bool] = {}
        """By the numbers of an offer and of the calls before it."""
        self._pairs: dict[tuple[_Alike, tuple[Span, ...], tuple[Span, ...]], bool] = {}
        self._alike = {e.id: _alike(e) for e in view.problem.employees}
        self._weeks = _weeks(view, from_monday=self._limits.weeks_from_monday)
        self._busy: dict[tuple[str, int], list[Span]] = defaultdict(list)
        self._days: dict[str, set[int]] = defaultdict(set)
        for duty in (*view.history, *view.duties):
            self._days[duty.employee].add((duty.date - view.problem.start).days)
            for week in self._weeks_of(duty.parts):
                self._busy[duty.employee, week].extend(duty.parts)

    def allows(self, offer: Offer, earlier: Sequence[Offer]) -> bool:
        """Whether somebody may come who was called in earlier in the round."""
        if not self._may_at_all(offer):
            return False
        if not earlier:
            return True
        if self._weekends and not self._weekends.keeps(offer, earlier):
            return False
        near = [call for call in earlier if offer.day - call.day <= _WEEK]
        return not near or self._may_come_again(offer, near)

    def _may_come_again(self, offer: Offer, near: Sequence[Offer]) -> bool:
        key = offer.number, *(call.number for call in near)
        may = self._again.get(key)
        if may is None:
            may = self._again[key] = (
                all(self._may_follow(call, offer) for call in near)
                and self._is_short_enough(offer, near)
                and self._has_weekly_rest(offer, near)
            )
        return may

    def _may_at_all(self, offer: Offer) -> bool:
        may = self._usual.get(offer.number)
        if may is None:
            may = self._usual[offer.number] = self._calls.is_allowed(offer.call)
        return may

    def _may_follow(self, before: Offer, offer: Offer) -> bool:
        if offer.day - before.day > _NEXT:
            return True
        key = self._alike[offer.who], before.spans, offer.spans
        may = self._pairs.get(key)
        if may is None:
            may = self._calls.may_follow(before.call, offer.call)
            self._pairs[key] = may
        return may

    def _is_short_enough(self, offer: Offer, near: Iterable[Offer]) -> bool:
        """Whether not too many days are worked in a row."""
        days = self._days[offer.who].union(call.day for call in near)
        if offer.day in days:
            return True
        first = last = offer.day
        while first - 1 in days:
            first -= 1
        while last + 1 in days:
            last += 1
        return last - first < self._limits.days_most

    def _has_weekly_rest(self, offer: Offer, near: Iterable[Offer]) -> bool:
        """Whether each week with the call has its rest, or as much as without it."""
        least, before = self._limits.weekly_rest, [s for c in near for s in c.spans]
        for week in self._weeks_of(offer.spans):
            period = self._weeks[week]
            busy = self._busy[offer.who, week] + before
            after = _longest_rest([*busy, *offer.spans], period)
            if after < least and after != _longest_rest(busy, period):
                return False
        return True

    def _weeks_of(self, spans: Sequence[Span]) -> list[int]:
        start, end = spans[0][0], spans[-1][1]
        return [n for n, (lo, hi) in enumerate(self._weeks) if start < hi and lo < end]


def _weeks(view: PlanView, *, from_monday: bool) -> list[Span]:
    problem, at = view.problem, view.clock.at
    day = problem.start - timedelta(problem.start.weekday() if from_monday else 0)
    found = []
    while day <= problem.end + timedelta(1):
        found.append((at(day, 0), at(day + timedelta(_WEEK), 0)))
        day += timedelta(_WEEK)
    return found


def _longest_rest(busy: Iterable[Span], period: Span) -> int:
    """Return the longest time without work in a period."""
    free, until = period
    longest = 0
    for start, end in sorted(busy):
        if start >= until:
            break
        longest = max(longest, start - free)
        free = max(free, end)
    return max(longest, until - free)
