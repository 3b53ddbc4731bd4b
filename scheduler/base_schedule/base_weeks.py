"""What a base schedule is: rows, whoever has them, and what each works on which day."""

from collections.abc import Mapping
from functools import cached_property

from scheduler.domain.problem import Employee
from scheduler.domain.values import Clock, Frozen

WEEK = 7
MOST_WEEKS = 52


class WeeklyNeed(Frozen):
    """How many are wanted in a unit on a weekday, from clock to clock."""

    unit: str
    weekday: int
    """0 is Monday."""
    start: Clock
    end: Clock
    """After the start; 1440 at most."""
    skills: frozenset[str] = frozenset()
    want: int
    most: int | None = None
    """More than these are a surplus; ``None`` = never."""


class Cell(Frozen):
    """What a row works on one day."""

    shift: str
    unit: str


class BaseSchedule(Frozen):
    """A cycle of weeks that begin on Mondays."""

    weeks: int
    rows: tuple[Employee, ...]
    """What each row asks of whoever has it, as if it were a person."""
    vacant: frozenset[str] = frozenset()
    """Ids of the rows that nobody has."""
    needs: tuple[WeeklyNeed, ...] = ()
    """What it was made to meet, every week."""
    cells: Mapping[tuple[str, int], Cell] = {}
    """By row id and day of the cycle; a day that is not there is free."""

    @property
    def days(self) -> int:
        """Days of the cycle."""
        return WEEK * self.weeks

    @cached_property
    def row(self) -> Mapping[str, Employee]:
        """Rows by id."""
        return {row.id: row for row in self.rows}

    def works(self, row: str) -> Mapping[int, Cell]:
        """Return what a row works, by day of the cycle, earliest first."""
        found = {d: self.cells.get((row, d)) for d in range(self.days)}
        return {d: cell for d, cell in found.items() if cell is not None}
