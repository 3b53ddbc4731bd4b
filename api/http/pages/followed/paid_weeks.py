"""Hours above the contract, and hours by the hour, week by week."""

import datetime as dt
from collections import Counter, defaultdict
from typing import NamedTuple

from scheduler.domain.plan_view import PlanView
from scheduler.domain.values import PayClass


class PaidWeek(NamedTuple):
    """Paid minutes that start in a calendar week of the plan."""

    monday: dt.date
    ordinary: int
    extra: int
    """Above the contract of part-timers (*mertid*)."""
    overtime: int
    hourly: int

    @property
    def above(self) -> int:
        """Extra hours and overtime together."""
        return self.extra + self.overtime


def paid_weeks(view: PlanView) -> list[PaidWeek]:
    """Return the weeks of a plan, the earliest first."""
    weeks: dict[dt.date, Counter[PayClass]] = defaultdict(Counter)
    for duty in view.duties:
        monday = duty.date - dt.timedelta(duty.date.weekday())
        for piece in duty.pieces:
            weeks[monday][piece.pay_class] += piece.paid_minutes
    return [
        PaidWeek(
            monday,
            paid[PayClass.ORDINARY],
            paid[PayClass.EXTRA],
            paid[PayClass.OVERTIME],
            paid[PayClass.HOURLY],
        )
        for monday, paid in sorted(weeks.items())
    ]
