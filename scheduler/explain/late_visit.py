"""A visit that a plan begins outside its window."""

from scheduler.domain.values import Frozen


class LateVisit(Frozen):
    """A visit that begins outside its window, and what would let it begin inside."""

    visit: str
    minutes: int
    """How far outside."""
    reason: str
    """``no_distance``, ``no_capacity``, ``dearer`` or ``room_left``."""
    message_sv: str
    message_en: str
