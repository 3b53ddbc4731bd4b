"""How long may be worked before a break is due. Rules put it here."""

from scheduler.domain.problem import ShiftType
from scheduler.domain.values import Frozen

UNLIMITED = 10**6
"""Minutes that no shift has."""


class BreakTerms(Frozen):
    """What the breaks of a shift must achieve; nothing, where no rule says so."""

    work_max: int = UNLIMITED
    """Minutes of work in a row before a break is due."""
    break_min: int = 0
    """Minutes below which a break does not interrupt work."""
    paid_meal_exempts: bool = False
    """Whether no break is due where people eat on paid time."""

    def longest_work(self, type_: ShiftType) -> int:
        """Return the minutes that may be worked in a row on a shift."""
        exempt = self.paid_meal_exempts and type_.paid_meal
        return UNLIMITED if exempt else self.work_max

    def interrupts(self, minutes: int) -> bool:
        """Whether a break of so many minutes ends a work block."""
        return minutes >= self.break_min
