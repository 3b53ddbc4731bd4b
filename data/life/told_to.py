"""Whom a publication of a part was about, and which days.

It is written beside what they were told, so that it holds when the datasets change.
"""

from datetime import date, timedelta
from pathlib import Path

from pydantic import ValidationError

from data.cell_place import CellPlace
from data.disk.plain_file import plain_bytes
from data.faults import BadInput
from scheduler.domain.problem import Problem
from scheduler.domain.values import Frozen

FILE = "told_to.json"


class ToldTo(Frozen):
    """People and days."""

    people: tuple[str, ...]
    """Their ids."""
    first: date
    last: date

    @classmethod
    def of(cls, problem: Problem) -> "ToldTo":
        """Return everybody and every day of a dataset."""
        people = tuple(sorted(problem.employee))
        return cls(people=people, first=problem.start, last=problem.end)

    @property
    def days(self) -> tuple[date, ...]:
        """Every day, in order."""
        count = (self.last - self.first).days + 1
        return tuple(self.first + timedelta(number) for number in range(count))

    @property
    def content(self) -> bytes:
        """What its file holds."""
        return self.model_dump_json(indent=2).encode() + b"\n"


def read_told_to(folder: Path) -> ToldTo | None:
    """Return whom a publication was about; nothing where it was the whole dataset.

    Raises
    ------
    BadInput
        That cannot be understood.
    """
    path = folder / FILE
    if not path.exists():
        return None
    try:
        return ToldTo.model_validate_json(plain_bytes(path))
    except (OSError, ValidationError) as error:
        raise BadInput([CellPlace(str(path)).fault("published_changed")]) from error
