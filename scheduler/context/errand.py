"""How much longer a shift would be for the sake of one visit."""

from typing import NamedTuple

from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Visit
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Instant, Span


class Errand(NamedTuple):
    """Somebody goes from the unit to a visit and back, and does nothing else."""

    view: PlanView
    visit: Visit
    window: Span
    """Between which moments the visit may begin."""
    employee: Employee

    def back_at(self, unit: str, start: Instant) -> Instant | None:
        """Return when the person is back who sets out at ``start``; if not too late."""
        first, last = self.window
        begins = max(first, start + self._there(unit))
        return None if begins > last else begins + self._stay(unit)

    def fits(self, option: ShiftOption) -> bool:
        """Whether the person is back before the part of the shift is over."""
        return any(
            back is not None and back <= end
            for start, end in option.parts
            for back in [self.back_at(option.unit, start)]
        )

    def minutes_late(self, option: ShiftOption) -> int:
        """Return the minutes after a shift at which the person is back."""
        back = self.back_at(option.unit, option.parts[-1][0])
        return 0 if back is None else max(0, back - option.end)

    def minutes_early(self, option: ShiftOption) -> int:
        """Return the minutes before a shift at which the person must set out."""
        unit, (_, end) = option.unit, option.parts[0]
        first, last = self.window
        begins = min(last, end - self._stay(unit))
        sets_out = begins - self._there(unit)
        return max(0, option.start - sets_out) if first <= begins else 0

    def _there(self, unit: str) -> int:
        mode = self.employee.transport
        return self.view.travel.minutes(unit, self.visit.client, mode)

    def _stay(self, unit: str) -> int:
        """Return the minutes of the visit and of the way back from it."""
        mode = self.employee.transport
        back = self.view.travel.minutes(self.visit.client, unit, mode)
        return self.visit.minutes + back
