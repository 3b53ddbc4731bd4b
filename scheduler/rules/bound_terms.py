"""What the lower bound may rely on. Rules put it here.

The bound promises only what the audit charges, so whatever no rule fills in promises
nothing: it is not counted, and costs nothing.
"""

from scheduler.domain.values import Frozen


class BoundTerms(Frozen):
    """What binds every plan without a hard breach, and what it pays (öre)."""

    charges_open_places: bool = False
    """Whether a place that nobody takes costs what the tour weights say."""
    keeps_windows: bool = False
    """Whether visits start in their windows, on a shift of their own unit."""
    keeps_crews: bool = False
    """Whether a visit is made by its whole crew together, for all its minutes."""
    asks_skills: bool = False
    """Whether everybody at a visit has all its skills."""
    takes_travel: bool = False
    """Whether the ways between visits take time and cost what the weights say."""
    charges_meetings: bool = False
    """Whether each person whom a client meets costs what the weights say."""
    rest_between: int = 0
    """Minutes from the end of a shift to the start of the next, at least."""
    days_most: int | None = None
    """Days that anybody works in a row, at most."""
    keeps_weekends: bool = False
    """Whether each person's weekend pattern is kept."""
    carry: int | None = None
    """Minutes that the balance of a contract may end away from zero; ``None`` where
    contracts ask for nothing ..."""
    balance_minute: int = 0
    """... and the price of each minute away."""
    counts_present: bool = False
    """Whether those present are held against the headcount needs."""
    keeps_least: bool = False
    """Whether nobody may be missing to ``min`` of a need."""
    missing_minute: int = 0
    """Each person-minute below ``want`` of a need."""
    surplus_minute: int = 0
    """Each person-minute above ``max`` of a need."""

    @property
    def knows_visits(self) -> bool:
        """Whether visits keep windows, crews and lengths, and cost when left open."""
        return self.charges_open_places and self.keeps_windows and self.keeps_crews
