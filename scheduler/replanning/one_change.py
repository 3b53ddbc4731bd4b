"""One change of a plan: what, whose, from when to when, why, and what it costs."""

import datetime as dt
from enum import StrEnum

from scheduler.domain.values import Frozen, Span


class ChangeKind(StrEnum):
    """What happens to a shift or a visit."""

    SHIFT_LOST = "shift_lost"
    SHIFT_CUT = "shift_cut"
    """It ends before its time."""
    SHIFT_NEW = "shift_new"
    VISIT_MOVED = "visit_moved"
    """Somebody else makes it, or it is made at another time."""
    VISIT_LEFT = "visit_left"
    VISIT_MADE = "visit_made"
    """It was open."""


class ChangeReason(StrEnum):
    """Why something is changed; none of them says why somebody is away."""

    AWAY = "away"
    """Whoever had it is away."""
    STEPS_IN = "steps_in"
    """Somebody else does not work there any more."""
    HANDED_OVER = "handed_over"
    """Somebody else works it."""
    NOT_AT_WORK = "not_at_work"
    """Whoever made the visit does not work then."""
    OTHER_TIMES = "other_times"
    """The client's time is another than it was."""
    WAS_OPEN = "was_open"
    """Nobody made the visit."""
    REPLANNED = "replanned"
    """The plan is better so, or somebody wanted it."""


class PlanChange(Frozen):
    """One change."""

    kind: ChangeKind
    date: dt.date
    employee: str | None
    """Who works or makes it now; of what is lost or left, who did."""
    instead_of: str | None = None
    """Who made a visit before, if it was somebody else."""
    shift: str | None = None
    visit: str | None = None
    staff_no: int = 1
    unit: str
    before: Span | None = None
    after: Span | None = None
    price: int = 0
    """Öre more in pay, PO included; of all that changes for a person at the first."""
    points: int = 0
    """Öre that rules weigh more: the person's line, a visit that is left open."""
    reason: ChangeReason = ChangeReason.REPLANNED
    because_of: str | None = None
    """Whose shift is the reason, if it is somebody else's."""
