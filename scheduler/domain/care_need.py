"""What decisions grant clients, as it recurs, and when clients are not there for it."""

from datetime import date

from scheduler.domain.values import (
    Clock,
    Frozen,
    Id,
    Instant,
    NotThere,
    OnHolidays,
    VisitKind,
    WeekNumbers,
)

EVERY_DAY = (True,) * 7


class CareNeed(Frozen):
    """One kind of visit that a decision (*biståndsbeslut*) grants a client."""

    id: Id
    client: str
    kind: VisitKind
    minutes: int
    staff: int = 1
    skills: frozenset[str] = frozenset()
    priority: int = 1
    days: tuple[bool, ...] = EVERY_DAY
    """Monday to Sunday."""
    every: int = 1
    """Every so many weeks, counted from the week of ``first``."""
    opens: Clock
    closes: Clock
    """The window in which the visit must start, both ends included; may pass 1440."""
    first: date | None = None
    last: date | None = None
    """The days that the decision holds for; ``None`` is open."""
    unit: str | None = None
    """The unit that performs it, if not the client's."""
    after: str | None = None
    """The need whose visit comes before, on days when there is one."""
    gap_min: int | None = None
    gap_max: int | None = None
    holidays: OnHolidays = OnHolidays.AS_IS
    weeks: WeekNumbers | None = None
    """The only weeks, by their numbers."""


class ClientAway(Frozen):
    """A client does without visits in [start, end)."""

    client: str
    need: str | None = None
    """The only need that is concerned; ``None`` is all of them."""
    start: Instant
    end: Instant
    kind: NotThere = NotThere.AWAY
