"""Which shifts have visits of one date only: their ways are counted by date."""

from collections.abc import Sequence

import numpy as np

from scheduler.bound.stint import Stint
from scheduler.bound.visit_columns import Calls, Flags


class DayShare:
    """The options of one unit, by the dates of the visits that they could hold."""

    def __init__(self, calls: Calls, stints: Sequence[Sequence[Stint]]) -> None:
        every = np.arange(len(calls.date))
        holds = np.zeros((len(stints), len(every)), np.bool_)
        for option, parts in enumerate(stints):
            for s in parts:
                holds[option] |= calls.fits(s.start, s.end, every)
        self.near = [
            {int(day) for day in np.unique(calls.date[mine])} for mine in holds
        ]
        """[option] the dates of visits that it could hold."""
        self.day = [
            dates.copy().pop() if len(dates) == 1 else None for dates in self.near
        ]
        """[option] the one such date; ``None`` where there are several, or none."""
        of_one = np.array([day is not None for day in self.day], np.bool_)
        by_one: Flags = np.any(holds[of_one], axis=0)
        self.never: Flags = np.logical_not(by_one)
        """[visit] whether no option of one date could hold it."""
        self.always: Flags = by_one & ~holds[~of_one].any(axis=0)
        """[visit] whether options of one date alone could hold it."""
