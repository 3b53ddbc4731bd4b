"""Who could make a visit on a shift that overtime makes longer."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from scheduler.context.holding import holds
from scheduler.context.staying_on import AT_NEED, STEP
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Visit
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Span

DAYS = tuple(timedelta(days=n) for n in (-1, 0, 1))
"""From a visit's date to those of the shifts that could hold it."""
_ROUND_THE_CLOCK = 1440


@dataclass(frozen=True)
class LongerDays:
    """A visit, who may make it, and the shifts around it."""

    view: PlanView
    visit: Visit
    window: Span
    """Between which moments it may begin at all."""
    people: Sequence[Employee]
    turns: Sequence[ShiftOption]
    """As their types have them, of the visit's unit."""
    allows: Callable[[Employee, ShiftOption], bool]
    """Whether nothing forbids a person a shift by itself."""

    @property
    def is_planned(self) -> bool:
        """Whether enough people could make it on shifts that planning lays."""
        able = (
            employee for employee in self.people if self._is_able(employee, AT_NEED)
        )
        return sum(1 for _ in islice(able, self.visit.staff)) >= self.visit.staff

    def able(self, most: int | None = None) -> frozenset[str]:
        """Return who could make the visit.

        Parameters
        ----------
        most
            Minutes that they come early or stay on at most, as planning lays overtime;
            while not given, for as long as the rules let them.
        """
        return frozenset(e.id for e in self.people if self._is_able(e, most))

    def _is_able(self, employee: Employee, most: int | None) -> bool:
        return any(
            holds(self.view, longer, self.visit, employee.transport, self.window)
            and self.allows(employee, longer)
            for option in self.turns
            if employee.works_kind(option.kind)
            for longer in self._lengthened(employee, option, most)
        )

    def _lengthened(
        self, employee: Employee, option: ShiftOption, most: int | None
    ) -> Iterator[ShiftOption]:
        """Yield a shift, and as much longer as the visit asks, after it or before."""
        yield option
        is_plain = len(option.parts) == 1 and not option.on_call
        if not employee.is_monthly or not (is_plain or most is None):
            return
        early, late = self._missing(employee, option)
        if most is not None:
            early, late = (-(-minutes // STEP) * STEP for minutes in (early, late))
        for longer in (option.prolonged(late), option.prolonged(0, early=early)):
            more, length = longer.overtime, longer.end - longer.start
            if 0 < more <= (most or more) and length <= _ROUND_THE_CLOCK:
                yield longer

    def _missing(self, employee: Employee, option: ShiftOption) -> Span:
        """Return the minutes that a shift would begin earlier, or end later."""
        travel, mode, visit = self.view.travel, employee.transport, self.visit
        there = travel.minutes(option.unit, visit.client, mode)
        stay = visit.minutes + travel.minutes(visit.client, option.unit, mode)
        first, last = self.window
        begins = max(first, option.parts[-1][0] + there)
        early = option.start - (min(last, option.parts[0][1] - stay) - there)
        late = begins + stay - option.end if begins <= last else 0
        return max(0, early), max(0, late)
