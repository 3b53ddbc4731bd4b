"""What was performed and worked, as it was reported."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from scheduler.domain.described import Described
from scheduler.domain.values import (
    AbsenceKind,
    Frozen,
    Instant,
    PayClass,
    Span,
    VisitKind,
)


class VisitOutcome(StrEnum):
    """What became of a visit."""

    PERFORMED = "performed"
    DECLINED = "declined"
    """The client did not want it."""
    MISSED = "missed"
    """It should have been made, and was not."""


class FollowedRow(Described, Frozen):
    """A row of a follow-up, each field described by the docstring below it."""


class ReportedVisit(Frozen):
    """One person at one visit, or that it was not made."""

    visit: str | None
    """``None`` where nobody had planned it."""
    client: str
    date: date
    """The planning day."""
    kind: VisitKind
    outcome: VisitOutcome
    employee: str | None = None
    span: Span | None = None
    reason: str = ""

    @property
    def minutes(self) -> int:
        """How long the person was at the client."""
        return 0 if self.span is None else self.span[1] - self.span[0]


class ReportedTime(Frozen):
    """Time that somebody worked, or was away."""

    employee: str
    date: date
    span: Span | None = None
    """``None`` is the whole day; only of absence."""
    break_minutes: int | None = None
    """Unpaid; ``None`` where nothing is told of it, and it was as planned."""
    absence: AbsenceKind | None = None
    """``None`` where the time was worked."""
    unit: str | None = None
    """Where, if it was not planned so."""
    pay_class: PayClass | None = None
    """``None`` where what was planned tells it."""

    @property
    def start(self) -> Instant:
        """When it began; only of time that has a clock."""
        return (self.span or (0, 0))[0]


class Reported(Frozen):
    """Everything that was reported of a plan."""

    visits: tuple[ReportedVisit, ...] = ()
    times: tuple[ReportedTime, ...] = ()

    @property
    def last(self) -> date | None:
        """The last day of which something is said."""
        days = (*(v.date for v in self.visits), *(t.date for t in self.times))
        return max(days, default=None)


def spans_within(span: Span, some: Iterable[Span]) -> list[Span]:
    """Return those that lie wholly in a span: breaks of what was worked."""
    return [(start, end) for start, end in some if span[0] <= start and end <= span[1]]
