"""K20: shifts that were worked otherwise than they were published."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from scheduler.domain.plan import ShiftRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.values import Frozen, Span
from scheduler.follow_up.reported import ReportedTime
from scheduler.follow_up.worked_plan import NEAR

_Key = tuple[str, date]


class ShiftChange(StrEnum):
    """How a shift was changed."""

    GONE = "gone"
    """Published, and not worked; nobody was away."""
    MOVED = "moved"
    """Worked at other times."""
    NEW = "new"
    """Worked, and not published."""


class ChangedShift(Frozen):
    """One shift that changed after it was published."""

    employee: str
    date: date
    change: ShiftChange
    before: Span | None = None
    after: Span | None = None


def published_shifts(view: PlanView) -> Mapping[_Key, Span]:
    """Return when each shift began and ended that people were told.

    Of ``published_shifts`` where the dataset has them, else of the plan. More shifts of
    a person on one day are one.
    """
    days, untold = set(view.problem.dates), view.problem.untold
    told = [row for row in view.problem.published_shifts if row.date in days]
    planned = [r for r in view.plan.shifts if (r.employee, r.date) in untold]
    return _spans([*told, *planned] if told else view.plan.shifts)


def _spans(rows: Iterable[ShiftRow]) -> dict[_Key, Span]:
    found: dict[_Key, Span] = {}
    for row in rows:
        key = row.employee, row.date
        start, end = found.get(key, (row.start, row.end))
        found[key] = min(start, row.start), max(end, row.end)
    return found


def changed_shifts(
    view: PlanView, worked: PlanView, times: Sequence[ReportedTime]
) -> tuple[ChangedShift, ...]:
    """Return the shifts that changed; of whoever was away none did."""
    before, after = published_shifts(view), _spans(worked.plan.shifts)
    away: dict[_Key, bool] = defaultdict(bool)
    for time in times:
        away[time.employee, time.date] |= time.absence is not None
    found = []
    for who, day in sorted({*before, *after}, key=lambda key: (key[1], key[0])):
        told, done = before.get((who, day)), after.get((who, day))
        change = _change(told, done)
        if change is not None and not away[who, day]:
            found.append(
                ChangedShift(
                    employee=who, date=day, change=change, before=told, after=done
                )
            )
    return tuple(found)


def _change(told: Span | None, done: Span | None) -> ShiftChange | None:
    if told is None:
        return ShiftChange.NEW
    if done is None:
        return ShiftChange.GONE
    far = any(abs(a - b) > NEAR for a, b in zip(told, done, strict=True))
    return ShiftChange.MOVED if far else None
