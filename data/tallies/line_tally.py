"""What one person's line of a plan amounts to, as staff and unions count it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from data.tallies.wish_outcomes import WishOutcome
from data.wall import WallLine
from scheduler.domain.plan_view import Duty, PlanView, passes
from scheduler.domain.values import PayClass, ShiftKind

SHORT_REST = 11 * 60
"""Minutes that a daily rest is at least (ATL § 13, AB § 13)."""
_DAY = dt.timedelta(days=1)
_SATURDAY = 6


@dataclass(frozen=True)
class LineTally:
    """One person's line; of the plan's own days alone, minutes where it is time."""

    duties: int
    worked: int
    extra: int
    """Above the contract of a part-timer (*mertid*)."""
    overtime: int
    resources: int
    """Duties that are resource time (*resurspass*)."""
    weekends: int
    """Weekends on which a duty starts."""
    evenings: int
    """Duties of the kind evening."""
    nights: int
    """Duties of the kind night."""
    split: int
    """Days in two parts (*delad tur*)."""
    free_days: int
    """Calendar days employed on which nothing is worked and no absence lies."""
    stretch: int
    """Most days in a row on which a duty starts."""
    short_rests: int
    """Rests between two duties that are shorter than ``SHORT_REST``."""
    shortest_rest: int | None
    """``None`` with fewer than two duties."""
    granted: int
    """Wishes granted."""
    wishes: int


def tally_of(
    view: PlanView, line: WallLine, wishes: Sequence[WishOutcome]
) -> LineTally:
    """Count one line of the wall; ``wishes`` are those of its person."""
    duties = [duty for cell in line.cells for duty in cell.duties]
    rests = _rests(duties)
    return LineTally(
        duties=len(duties),
        worked=line.hours.worked,
        extra=_paid_as(duties, PayClass.EXTRA),
        overtime=_paid_as(duties, PayClass.OVERTIME),
        resources=sum(map(view.is_resource, duties)),
        weekends=len({_saturday(d.date) for d in duties if _is_weekend(d.date)}),
        evenings=sum(duty.kind is ShiftKind.EVENING for duty in duties),
        nights=sum(duty.kind is ShiftKind.NIGHT for duty in duties),
        split=sum(len(duty.parts) > 1 for duty in duties),
        free_days=len(free_days(view, line)),
        stretch=_stretch({duty.date for duty in duties}),
        short_rests=sum(rest < SHORT_REST for rest in rests),
        shortest_rest=min(rests, default=None),
        granted=sum(outcome.is_granted for outcome in wishes),
        wishes=len(wishes),
    )


def free_days(view: PlanView, line: WallLine) -> tuple[dt.date, ...]:
    """Return the days employed on which nothing is worked and no absence lies."""
    parts = [part for cell in line.cells for duty in cell.duties for part in duty.parts]
    return tuple(
        day
        for day, cell in zip(view.problem.dates, line.cells, strict=True)
        if cell.absence is None
        and (line.employee is None or line.employee.employed_on(day))
        and not any(
            start < view.clock.at(day, 1440) and view.clock.at(day, 0) < end
            for start, end in parts
        )
    )


def _paid_as(duties: Sequence[Duty], pay_class: PayClass) -> int:
    pieces = (piece for duty in duties for piece in duty.pieces)
    return sum(p.paid_minutes for p in pieces if p.pay_class is pay_class)


def _is_weekend(day: dt.date) -> bool:
    return day.isoweekday() >= _SATURDAY


def _saturday(day: dt.date) -> dt.date:
    return day - (day.isoweekday() - _SATURDAY) * _DAY


def _rests(duties: Sequence[Duty]) -> list[int]:
    """Return the minutes between duties; time on call elsewhere is rest."""
    present = [d for duty in duties for d in duty.presence]
    ordered = sorted(present, key=lambda duty: duty.start)
    return [later[0].start - done[-1].end for done, later in pairwise(passes(ordered))]


def _stretch(days: set[dt.date]) -> int:
    """Return the most days in a row."""
    longest = 0
    for day in days:
        if day - _DAY not in days:
            length = 1
            while day + length * _DAY in days:
                length += 1
            longest = max(longest, length)
    return longest
