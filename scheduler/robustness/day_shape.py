"""The duties of each planning day, with the visits that are made on each."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from scheduler.domain.plan import ShiftRow, VisitRow
from scheduler.domain.plan_view import PlanView, is_stayed_on


@dataclass(frozen=True)
class DayDuty:
    """A duty as its rows, and who works it."""

    employee: str
    shifts: tuple[ShiftRow, ...]
    visits: tuple[VisitRow, ...]
    meets_headcount: bool

    @property
    def usual(self) -> tuple[ShiftRow, ...]:
        """The shift itself, without the overtime beside it."""
        within = tuple(s for s in self.shifts if not s.pay_class.is_above_contract)
        return within or self.shifts


def duties_by_day(view: PlanView) -> dict[date, list[DayDuty]]:
    """Return the planned duties of each day, by employee."""
    rows: dict[str, list[ShiftRow]] = defaultdict(list)
    for row in view.plan.shifts:
        rows[row.employee].append(row)
    found: dict[date, list[DayDuty]] = {day: [] for day in view.problem.dates}
    for duty in view.duties:
        within = [r for r in rows[duty.employee] if duty.start <= r.start < duty.end]
        visits = tuple(view.visits_on(duty))
        found.setdefault(duty.date, []).append(
            DayDuty(
                employee=duty.employee,
                shifts=tuple(sorted(within, key=lambda row: row.start)),
                visits=visits,
                meets_headcount=view.meets_headcount(duty) and not visits,
            )
        )
    return found


def joined(rows: Sequence[ShiftRow]) -> list[ShiftRow]:
    """Return the rows of a duty, overtime straight beside a shift as part of it."""
    found: list[ShiftRow] = []
    for row in rows:
        if found and is_stayed_on(found[-1], row):
            breaks = (*found[-1].breaks, *row.breaks)
            whole = {"end": row.end, "breaks": breaks}
            found[-1] = found[-1].model_copy(update=whole)
        else:
            found.append(row)
    return found
