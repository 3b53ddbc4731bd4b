"""Frånvaro: nobody works while away, before being employed or after leaving."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Literal

from constraints.posting.intervals import Span
from constraints.posting.phrases import forbid
from constraints.words import moment, name_of
from scheduler.domain.plan_view import Book, Duty
from scheduler.domain.problem import Employee
from scheduler.domain.shift_option import Option
from scheduler.rules.rule import Breach, Rule, Source

if TYPE_CHECKING:
    from scheduler.roster.variables import Roster


class Absence(Rule):
    """Nobody works during an absence or outside the dates of the employment."""

    id: ClassVar[str] = "R17"
    source: ClassVar[Source] = Source(
        cite="Semesterlagen (1977:480), sjuklönelagen (1991:1047), anställningsavtalet",
        reading="Not a minute of a shift may lie in an absence, before the first or "
        "after the last day of employment: a night that would end on the day after "
        "the last is not worked.",
    )
    statutory: ClassVar[bool] = True

    kind: Literal["absence"] = "absence"
    hard: Literal[True] = True

    def allows(self, book: Book, employee: Employee, option: Option) -> bool:
        """Whether the person is there for the whole shift."""
        days = {book.clock.day(t) for s, e in option.parts for t in (s, e - 1)}
        if not all(employee.employed_on(day) for day in days):
            return False
        away = book.absences_by_employee.get(employee.id, ())
        return not any(
            start < absence.end and absence.start < end
            for start, end in option.parts
            for absence in away
        )

    def post(self, roster: "Roster") -> tuple[()]:
        """Forbid the shifts of those who are ever away."""
        book = roster.book
        forbid(
            self,
            roster,
            [
                roster.works(employee, option)
                for employee in roster.employees
                if employee.first or employee.last or _is_away(book, employee)
                for option in roster.options(employee)
                if not self.allows(book, employee, option)
            ],
        )
        return ()

    def check(self, book: Book) -> Iterator[Breach]:
        """Compare each planned duty with the person's absences and employment."""
        for employee in book.problem.employees:
            for duty in book.planned_of(employee):
                for absence in book.absences_by_employee.get(employee.id, ()):
                    away = (absence.start, absence.end)
                    yield from self._breach(book, duty, absence.kind.value, away)
                for outside in _not_employed(book, employee):
                    yield from self._breach(book, duty, "not_employed", outside)

    def _breach(
        self, book: Book, duty: Duty, message: str, away: Span
    ) -> Iterator[Breach]:
        overlap = sum(
            max(0, min(end, away[1]) - max(start, away[0])) for start, end in duty.parts
        )
        if overlap:
            yield Breach(
                rule=self.id,
                hard=True,
                amount=overlap,
                unit="min",
                employee=duty.employee,
                date=duty.date,
                facts={
                    "name": name_of(book, duty.employee),
                    "shift": duty.shift,
                    "starts": moment(book, duty.start),
                },
                message=message,
            )


def _is_away(book: Book, employee: Employee) -> bool:
    return employee.id in book.absences_by_employee


def _not_employed(book: Book, employee: Employee) -> Iterator[Span]:
    """Return the time before and after the employment."""
    if employee.first is not None:
        yield 0, book.clock.at(employee.first, 0)
    if employee.last is not None:
        yield book.clock.at(employee.last, 1440), 2**40
