"""Absences of a sample, written as whole days around the plan's first day."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from scheduler.domain.clock import WallClock
from scheduler.domain.problem import AbsenceRow, Employee
from scheduler.domain.values import AbsenceKind


class Away(NamedTuple):
    """Somebody is away from one day to another, both included."""

    number: int
    """The person's number in the staff list, from 1."""
    kind: AbsenceKind
    first: int
    """Days after the plan's first day; negative = before it."""
    last: int


def absences_of(
    clock: WallClock, start: date, employees: Sequence[Employee], rows: Iterable[Away]
) -> Iterator[AbsenceRow]:
    """Yield the absences of a plan that begins on ``start``."""
    for row in rows:
        yield AbsenceRow(
            employee=employees[row.number - 1].id,
            start=clock.at(start + timedelta(days=row.first), 0),
            end=clock.at(start + timedelta(days=row.last), 1440),
            kind=row.kind,
        )
