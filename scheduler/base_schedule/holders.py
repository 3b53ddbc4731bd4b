"""Who has which row of a base schedule, and from when to when."""

from collections.abc import Iterable
from datetime import date

from scheduler.base_schedule.base_weeks import BaseSchedule
from scheduler.domain.values import Frozen


class Holder(Frozen):
    """Somebody has a row on the days of an interval; open where it has no end."""

    row: str
    employee: str
    first: date | None = None
    last: date | None = None

    def on(self, day: date) -> bool:
        """Whether it is so on a day."""
        return (self.first is None or self.first <= day) and (
            self.last is None or day <= self.last
        )


def holder_on(holders: Iterable[Holder], row: str, day: date) -> str | None:
    """Return who has a row on a day, the first that is named; nobody if vacant."""
    return next((h.employee for h in holders if h.row == row and h.on(day)), None)


def own_holders(base: BaseSchedule) -> tuple[Holder, ...]:
    """Return the people whom the rows were made for."""
    return tuple(
        Holder(row=row.id, employee=row.id)
        for row in base.rows
        if row.id not in base.vacant
    )
