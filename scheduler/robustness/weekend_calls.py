"""Whether calls keep a person's weekend pattern: as the rule of weekends counts them.

Calls a fortnight apart may be a weekend too many together, where neither is alone.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from scheduler.domain.plan_view import PlanView
from scheduler.robustness.branches import Offer

_SATURDAY = 5
_DAY = timedelta(days=1)


class WeekendCalls:
    """Knows the weekends that everybody with a pattern works by the plan."""

    def __init__(self, view: PlanView) -> None:
        problem = view.problem
        self._start = problem.start
        self._patterns = {e.id: e.weekends for e in problem.employees if e.weekends}
        self._ends = range(_week(problem.start), _week(problem.end + 2 * _DAY))
        """The weeks with which a pattern's window may end."""
        self._worked: dict[str, set[int]] = defaultdict(set)
        for duty in (*view.history, *view.duties):
            if duty.date.weekday() >= _SATURDAY:
                self._worked[duty.employee].add(_week(duty.date))

    def keeps(self, offer: Offer, earlier: Iterable[Offer]) -> bool:
        """Whether no window holds too many weekends with a call, if it adds one."""
        pattern, week = self._patterns.get(offer.who), self._weekend(offer)
        if pattern is None or week is None:
            return True
        before = self._worked[offer.who].union(*map(self._weekends, earlier))
        return week in before or all(
            sum(last - pattern.of < w <= last for w in before) < pattern.worked
            for last in range(week, week + pattern.of)
            if last in self._ends
        )

    def _weekends(self, offer: Offer) -> set[int]:
        week = self._weekend(offer)
        return set() if week is None else {week}

    def _weekend(self, offer: Offer) -> int | None:
        """Return the week of a call on a weekend."""
        day = self._start + offer.day * _DAY
        return _week(day) if day.weekday() >= _SATURDAY else None


def _week(day: date) -> int:
    """Return a number that grows by one every Monday."""
    return (day.toordinal() - 1) // 7
