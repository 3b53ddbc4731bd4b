"""What the tour engine minimises, in öre. Rules put their prices here."""

from scheduler.domain.problem import Visit
from scheduler.domain.values import Frozen


class TourWeights(Frozen):
    """Prices of everything that depends on who visits whom, when and in what order."""

    open_must: int = 2_000_000
    """Each place at a visit of priority 1 or 2 that nobody takes."""
    open_optional: int = 20_000
    """Each place at a visit of priority 3 that nobody takes ..."""
    open_optional_minute: int = 500
    """... and each of its minutes."""
    flex_minutes: int = 30
    """How far outside its window a visit of priority 2 may start."""
    outside_minute: int = 1_000
    """Each minute a visit of priority 2 starts outside its window."""
    travel_minute: int = 100
    full_share: float = 1.0
    """Visits and driving may fill this share of a duty's part, breaks apart ..."""
    full_minute: int = 0
    """... and each minute above it costs this."""
    window_days: int = 14
    people_target: int = 12
    """Different people per client and window above which ``person_above`` is due."""
    person_above: int = 2_000
    """Each person above the target, per client and window ending on a plan day."""
    person_each: int = 300
    """Each person a client meets, per window ending on a plan day."""
    contact_share: float = 0.5
    """Wanted share of a client's visits by the contact person or a backup."""
    contact_missing: int = 2_000
    """Each visit short of that share, over the whole plan."""

    def open_price(self, visit: Visit) -> int:
        """Return öre for one place at a visit that nobody takes."""
        if visit.is_must:
            return self.open_must
        return self.open_optional + self.open_optional_minute * visit.minutes
