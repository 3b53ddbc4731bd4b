"""The arrays that the line search reads."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.compiled.tables import table

Longs = NDArray[np.int64]
Records = NDArray[np.void]
FORBIDDEN = 1_000_000_000
"""Öre for what may not be; the search leaves it first."""
UNMANNED = 1_500_000
"""Öre for a tour on whose shift there is nobody."""
MISFIT = 500_000
"""Öre for a tour whose sort nobody on the shift is: its visits must be shared anew."""
LONG_FREE = 99
"""Days free since a night when there was none, or work since."""


def _row(*names: str) -> np.dtype[np.void]:
    return np.dtype([(name, np.int64) for name in names])


LIMITS = _row(
    "weekly_rest",
    "carry",
    "beyond_carry",
    "balance_minute",
    "days_preferred",
    "extra_day",
    "days_most",
    "day_beyond",
    "nights_preferred",
    "extra_night",
    "nights_most",
    "night_beyond",
    "free_after_nights",
    "missing_day",
    "weekend_beyond",
    "split_days",
    "splits_most",
    "split_beyond",
    "cycle",
    "uneven_duty",
    "uneven_weekend",
    "uneven_evening",
    "uneven_night",
)
"""As in ``LineLimits``; what may not be costs a tenth of ``FORBIDDEN``.

And öre for each minute beyond what is carried; the minutes after which the line begins
again, 0 where it does not; and öre for each duty, weekend, evening and night away from
the person's fair share.
"""

PERSON = _row(
    "monthly",
    "balance",
    "most_minutes",
    "weekends_worked",
    "weekends_of",
    "half_weekend",
    "days_before",
    "nights_before",
    "free_before",
    "last_end",
    "counts_from",
    "unknown_before",
    "fair_passes",
    "fair_weekends",
    "fair_evenings",
    "fair_nights",
)
"""The balance before the plan (minutes) and the most that may be worked in it; at most
how many weekends of how many, and öre for a half one; days and nights in a row right
before the plan, days free since a night, and the end of the last duty; the first day on
which the person counts in headcount; and whether the plan's first seven days hold a
weekly rest of their own; and the person's fair share of what is shared."""


@table
class LineArrays(NamedTuple):
    """What does not change. Persons are rows, days columns, kinds of shift numbered."""

    base: Longs
    """[kind] the kind without its sort of tours; times are stated of these."""
    may: Longs
    """[person, day, kind] 1 where the person could work it."""
    price: Longs
    """[person, day, kind] öre."""
    off: Longs
    """[person, day] öre for not working."""
    pair: Longs
    """[class, day, kind, kind on the next day] öre; the last day's is for the first of
    a line that begins again."""
    of_class: Longs
    begin: Longs
    end: Longs
    paid: Longs
    """[day, kind] instants, and minutes as they fill a contract."""
    night: Longs
    evening: Longs
    split: Longs
    """[kind] 1 where it is such a shift."""
    need: Longs
    short: Longs
    """[day, kind] tours to drive (plain kinds: of every sort), and öre for each that
    nobody drives."""
    circle_of: Longs
    """[person] the circle of those who could take over each other's work, or somebody's
    who could take over theirs."""
    circle: Longs
    """[circle, 2] range in ``members``."""
    members: Longs
    """Persons, circle by circle."""
    asked_of: Longs
    asked: Longs
    """[circle, day, 2] range in ``asked``: the kinds that have tours that day and that
    somebody of the circle works."""
    person: Records
    """[person] as in ``PERSON``."""
    group_of: Longs
    """[person, burden] the group that shares weekends, evenings or nights; -1: none."""
    group: Longs
    """[group, 4] range in ``sharers``, which burden, and öre for each that one bears
    more than who bears least."""
    sharers: Longs
    """Persons, group by group."""
    carried: Longs
    """[person, burden] borne before the plan."""
    past_weekends: Longs
    """[person, weeks ago] 1 where worked; none ago is the Saturday before a plan that
    begins on a Sunday."""
    weekend: Longs
    """[day] number of its weekend, -1 for weekdays."""
    whole_weekend: Longs
    """[week] 1 where both days of its weekend lie in the plan."""
    period: Longs
    """[period, 2] first and last moment of each seven days of weekly rest, after those
    of the plan's first seven days."""
    slot_of: Longs
    slots: Longs
    """[day, kind, 3] range in ``slots``: which slots of headcount it covers, and
    whether any of them asks for somebody."""
    slot: Longs
    """[slot] need row, min, want, max, öre below min, missing and surplus per head."""
    counts: Longs
    """[person, need row] 1 where the person counts; rows of cars come last."""
    limits: Records
    """[1] as in ``LIMITS``."""
