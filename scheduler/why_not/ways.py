"""Who could do what is asked, on which shift, and what that costs."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property, partial

from scheduler.context.candidate_shifts import units_of
from scheduler.context.holding import holds
from scheduler.domain.plan import Plan, ShiftRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Visit
from scheduler.domain.shift_option import ShiftOption, option_of
from scheduler.domain.values import PayClass, Span
from scheduler.pay.price import DutyPrices
from scheduler.replanning.line_judge import LineJudge, Rows
from scheduler.replanning.shift_rows import rows_for, worked_by
from scheduler.rules.stated import weights_of
from scheduler.why_not.small_question import SmallQuestion

Fits = Callable[[Employee, ShiftOption], bool]
"""Whether what is asked can be done on a shift."""

MOST_JUDGED = 60
"""Shifts of people that are judged for one demand, the cheapest first."""


@dataclass(frozen=True)
class AddedDuty:
    """A shift that somebody works besides; no rows where they are there anyhow."""

    employee: str
    rows: Rows = ()
    price: int = 0
    """Öre, PO included, beyond what is due anyhow."""

    @property
    def minutes(self) -> int:
        """Paid minutes."""
        return sum(row.paid_minutes for row in self.rows)


class Ways:
    """Finds the cheapest lawful ways to do what is asked, beside a plan or the locks.

    Beside a plan a shift is one more, above the contract; without, the contract is
    yet to be filled, and a shift costs what it adds to the monthly wage.
    """

    def __init__(self, question: SmallQuestion, plan: Plan | None) -> None:
        self._problem, self._rules = question.problem, question.rules
        self._is_beside_plan = plan is not None
        self._shifts = self._problem.locked_shifts if plan is None else plan.shifts
        self._lines = LineJudge(self._problem, self._rules)
        self._prices = DutyPrices(self._problem)
        self._view = PlanView(self._problem, Plan())

    def to_visit(
        self, visit: Visit, among: Collection[str] = ()
    ) -> tuple[AddedDuty, ...] | None:
        """Return the cheapest whole crew; nothing where there is none.

        One of them is ``among`` certain people, where any are given.
        """
        able = [e for e in self._problem.employees if self._may(e, visit)]
        slack = weights_of(self._rules).flex_minutes if visit.priority == 2 else 0
        window = visit.earliest - slack, visit.latest + slack

        def fits(employee: Employee, option: ShiftOption) -> bool:
            way = partial(self._view.travel.minutes, mode=employee.transport)
            return holds(self._view, option, visit, window, way)

        one = [e for e in able if e.id in among]
        first = next(self._offered(one, visit.unit, window, fits), None)
        if among and first is None:
            return None
        found = {first.employee: first} if first else {}
        if len(found) < visit.staff:
            for way in self._offered(able, visit.unit, window, fits):
                found.setdefault(way.employee, way)
                if len(found) == visit.staff:
                    break
        return tuple(found.values()) if len(found) == visit.staff else None

    def priced(self, who: str, gone: Rows, come: Rows) -> int:
        """Return öre that it adds to work some rows instead of others."""
        return self._lines.effect(who, self._line(who), gone, come).price

    def _may(self, employee: Employee, visit: Visit) -> bool:
        return all(r.allows_visit(self._view, employee, visit) for r in self._rules)

    def _line(self, who: str) -> Rows:
        return tuple(row for row in self._shifts if row.employee == who)

    def _offered(
        self, people: Sequence[Employee], unit: str, window: Span, fits: Fits
    ) -> Iterator[AddedDuty]:
        """Yield lawful ways, the cheapest first; who is there anyhow costs nothing."""
        options = list(self._options(unit, window))
        judged = []
        for employee in people:
            if unit not in units_of(self._problem, employee):
                continue
            mine = [o for o in options if self._works(employee, o)]
            for option in mine:
                if fits(employee, option):
                    price = self._price(employee, option)
                    judged.append((price, employee.id, option.shift, option))
        judged.sort(key=lambda offer: offer[:3])
        for _, who, _, option in judged[:MOST_JUDGED]:
            if way := self._judged(self._problem.employee[who], option):
                yield way

    def _options(self, unit: str, window: Span) -> Iterator[ShiftOption]:
        clock = self._view.clock
        first = clock.day(window[0]) - timedelta(days=1)
        days = (clock.day(window[1]) - first).days + 1
        for day in (first + timedelta(days=n) for n in range(days)):
            for type_ in self._problem.shift_types if day in self._dates else ():
                if type_.unit in (None, unit) and type_.days[day.weekday()]:
                    yield option_of(clock, type_, day, unit)

    @cached_property
    def _dates(self) -> frozenset[object]:
        return frozenset(self._problem.dates)

    def _works(self, employee: Employee, option: ShiftOption) -> bool:
        if not (employee.works_kind(option.kind) and employee.employed_on(option.date)):
            return False
        return all(r.allows_shift(self._view, employee, option) for r in self._rules)

    def _class(self, employee: Employee) -> PayClass:
        return employee.pay_class(above=self._is_beside_plan)

    def _price(self, employee: Employee, option: ShiftOption) -> int:
        if self._is_on(employee.id, option):
            return 0
        return self._prices.for_option(employee, option, self._class(employee))

    def _is_on(self, who: str, option: ShiftOption) -> bool:
        return not self._is_beside_plan and any(
            _is_it(row, option) for row in self._line(who)
        )

    def _judged(self, employee: Employee, option: ShiftOption) -> AddedDuty | None:
        if self._is_on(employee.id, option):
            return AddedDuty(employee.id)
        rows = rows_for(self._view, option)
        come = worked_by(rows, employee, self._class(employee))
        line = self._line(employee.id)
        if any(row.date == option.date for row in line):
            return None
        effect = self._lines.effect(employee.id, line, (), come)
        if effect.broken:
            return None
        return AddedDuty(employee.id, come, effect.price)


def _is_it(row: ShiftRow, option: ShiftOption) -> bool:
    key = (row.date, row.shift, row.unit)
    return key == (option.date, option.shift, option.unit)
