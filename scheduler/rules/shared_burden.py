"""What colleagues are to bear alike. Rules put it here."""

from collections.abc import Mapping
from typing import Literal

from scheduler.domain.values import Frozen


class SharedBurden(Frozen):
    """Weekends, evenings or nights that a group of people shares."""

    counts: Literal["weekends", "evenings", "nights"]
    price: int
    """Öre for each that somebody bears more than who bears least."""
    carried: Mapping[str, int]
    """What each of the group has borne before the plan, by employee id."""
