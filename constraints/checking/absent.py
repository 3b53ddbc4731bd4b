"""How much of a day somebody is away, as the checkers count it.

The models use ``scheduler.pay.away``; this is the second statement of the same.
"""

from datetime import date

from scheduler.domain.plan_view import PlanView
from scheduler.domain.values import AbsenceKind

ALL_KINDS = frozenset(AbsenceKind)


def share_away(
    view: PlanView, employee: str, day: date, kinds: frozenset[AbsenceKind] = ALL_KINDS
) -> float:
    """Return the share of a day that absences cover, each minute once."""
    midnight, next_midnight = view.clock.at(day, 0), view.clock.at(day, 1440)
    minutes, seen = 0, midnight
    for absence in view.absences_by_employee.get(employee, ()):
        ends = min(absence.end, next_midnight)
        if absence.kind in kinds and ends > seen:
            minutes += max(0, ends - max(absence.start, seen))
            seen = ends
    return minutes / (next_midnight - midnight)
