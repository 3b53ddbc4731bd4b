"""Who could make a visit on a shift that overtime makes longer."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import islice

from scheduler.context.errand import Errand
from scheduler.context.holding import holds
from scheduler.context.staying_on import beside
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Visit
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Span

DAYS = tuple(timedelta(days=n) for n in (-1, 0, 1))
"""From a visit's date to those of the shifts that could hold it."""
_ROUND_THE_CLOCK = 1440

Lengthened = Callable[[Employee, ShiftOption], Iterator[ShiftOption]]
"""The longer shifts that somebody could have in place of one."""


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
        able = (who for who in self.people if self._is_able(who, self._beside))
        return sum(1 for _ in islice(able, self.visit.staff)) >= self.visit.staff

    def able(self) -> frozenset[str]:
        """Return who could make the visit.

        They come early or stay on for as long as the rules let them.
        """
        able = (who for who in self.people if self._is_able(who, self._longer))
        return frozenset(employee.id for employee in able)

    def _is_able(self, employee: Employee, lengthened: Lengthened) -> bool:
        way = partial(self.view.travel.least_minutes, mode=employee.transport)
        return any(
            holds(self.view, turn, self.visit, self.window, way)
            and self.allows(employee, turn)
            for option in self.turns
            if employee.works_kind(option.kind)
            for turn in self._turns(employee, option, lengthened)
        )

    def _turns(
        self, employee: Employee, option: ShiftOption, lengthened: Lengthened
    ) -> Iterator[ShiftOption]:
        """Yield a shift, and as much longer as the visit asks of monthly staff."""
        yield option
        if employee.is_monthly:
            yield from lengthened(employee, option)

    def _beside(self, employee: Employee, option: ShiftOption) -> Iterator[ShiftOption]:
        yield from beside(self._errand(employee), option)

    def _longer(self, employee: Employee, option: ShiftOption) -> Iterator[ShiftOption]:
        """Yield a shift with overtime after it, and with overtime before it."""
        errand = self._errand(employee)
        late, early = errand.minutes_late(option), errand.minutes_early(option)
        for longer in (option.prolonged(late), option.prolonged(0, early=early)):
            if longer.overtime and longer.end - longer.start <= _ROUND_THE_CLOCK:
                yield longer

    def _errand(self, employee: Employee) -> Errand:
        return Errand(self.view, self.visit, self.window, employee)
