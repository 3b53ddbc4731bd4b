"""What one day with sickness took."""

from collections.abc import Sequence
from datetime import date

from scheduler.domain.values import Frozen, PayClass
from scheduler.robustness.call_ins import CallIn
from scheduler.robustness.repair import DayRepair


class BadDay(Frozen):
    """What one day took; minutes, and öre with PO."""

    round: int
    day: date
    ill: int
    """How many of those who would have worked are ill."""
    hourly_calls: int = 0
    extra_calls: int = 0
    """Part-timers called in."""
    overtime_calls: int = 0
    """Full-timers called in."""
    lent_calls: int = 0
    """Of all who are called in, those from other units."""
    called_minutes: int = 0
    overtime_minutes: int = 0
    """Worked by people with monthly pay who were called in."""
    moved_visits: int = 0
    open_must: int = 0
    open_optional: int = 0
    short_minutes: int = 0
    cost: int = 0
    """Of those who are called in; what the ill are paid is not in it."""


_COUNTS = tuple(name for name in BadDay.model_fields if name not in ("round", "day"))


def whole(number: int, day: date, parts: Sequence[BadDay]) -> BadDay:
    """Return a day of a round from what its parts took."""
    summed = {name: sum(getattr(part, name) for part in parts) for name in _COUNTS}
    return BadDay(round=number, day=day, **summed)


def told(made: DayRepair) -> BadDay:
    """Return what a day took, or a part of it, of no round."""
    by_class = {pay: _of_class(made.calls, pay) for pay in PayClass}
    monthly = by_class[PayClass.EXTRA] + by_class[PayClass.OVERTIME]
    must = sum(place.visit.is_must for place in made.open)
    return BadDay(
        round=0,
        day=made.day,
        ill=len(made.lost),
        hourly_calls=len(by_class[PayClass.HOURLY]),
        extra_calls=len(by_class[PayClass.EXTRA]),
        overtime_calls=len(by_class[PayClass.OVERTIME]),
        lent_calls=sum(c.rows[0].unit != c.employee.unit for c in made.calls),
        called_minutes=_minutes(made.calls),
        overtime_minutes=_minutes(monthly),
        moved_visits=made.moved,
        open_must=must,
        open_optional=len(made.open) - must,
        short_minutes=made.short,
        cost=sum(call.price for call in made.calls),
    )


def _of_class(calls: Sequence[CallIn], pay_class: PayClass) -> list[CallIn]:
    return [call for call in calls if call.rows[0].pay_class is pay_class]


def _minutes(calls: Sequence[CallIn]) -> int:
    return sum(row.paid_minutes for call in calls for row in call.rows)
