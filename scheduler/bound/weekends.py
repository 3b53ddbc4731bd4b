"""Which weekends the pattern of each person leaves (R21, where it is hard)."""

from collections.abc import Sequence
from datetime import date, timedelta

from scheduler.bound.program import Program
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, WeekendPattern
from scheduler.rules.bound_terms import BoundTerms

_SATURDAY = 5
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


class Weekends:
    """A column "works that weekend" for each person whom the pattern could hold back.

    Weekends with a duty in history were worked already; they fill the pattern, and no
    more can be asked of them.
    """

    def __init__(self, program: Program, view: PlanView, terms: BoundTerms) -> None:
        self._program, self.view = program, view
        self._columns: dict[tuple[str, date], int] = {}
        days = [d for d in view.problem.dates if d.weekday() >= _SATURDAY]
        self._saturdays = sorted({_saturday(day) for day in days})
        for employee in view.problem.employees:
            if employee.weekends is not None and terms.keeps_weekends:
                past = {duty.date for duty in view.duties_of(employee)}
                self._bind(employee, employee.weekends, past)

    def _bind(
        self, employee: Employee, pattern: WeekendPattern, past: set[date]
    ) -> None:
        """Let at most so many of every so many weekends in a row be worked."""
        for last in self._saturdays:
            window = [last - _WEEK * n for n in range(pattern.of)]
            done = [s for s in window if s in past or s + _DAY in past]
            limit = max(0, pattern.worked - len(done))
            mine = [s for s in window if s in self._saturdays and s not in done]
            if len(mine) > limit:
                columns = [self._column(employee, saturday) for saturday in mine]
                self._program.row([(c, 1) for c in columns], upper=limit)

    def _column(self, employee: Employee, saturday: date) -> int:
        key = employee.id, saturday
        if key not in self._columns:
            self._columns[key] = self._program.column(0, 1)
        return self._columns[key]

    def of(self, employee: Employee) -> list[int]:
        """Return a column for each weekend, 1 where the person works on it.

        Where no pattern holds the person back, it is any number up to that.
        """
        return [self._column(employee, saturday) for saturday in self._saturdays]

    def room(self, people: Sequence[Employee], day: date) -> tuple[int, list[int]]:
        """Return how many of the people can work on a day, and who else may be able.

        The latter are columns, each 1 where that person can.
        """
        if day.weekday() < _SATURDAY:
            return len(people), []
        keys = [(employee.id, _saturday(day)) for employee in people]
        columns = [self._columns[key] for key in keys if key in self._columns]
        return len(people) - len(columns), columns


def _saturday(day: date) -> date:
    return day - timedelta(days=day.weekday() - _SATURDAY)
