"""Changes that a planner makes in a plan, one at a time."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from scheduler.domain.values import Frozen, Instant


class PutShift(Frozen):
    """Somebody works a shift on a day instead of what they work, or nothing."""

    kind: Literal["put"] = "put"
    employee: str
    date: dt.date
    shift: str | None
    """A shift type; nothing for a day off. The visits of what was there are open."""
    unit: str | None = None
    """Where a shift type that is for every unit is worked; the person's own if not."""
    above: bool = False
    """Whether it is extra hours or overtime."""


class GiveShift(Frozen):
    """Somebody works another's shift, and makes the visits of it.

    What they work themselves that day goes the other way.
    """

    kind: Literal["give"] = "give"
    employee: str
    date: dt.date
    to: str


class MoveShift(Frozen):
    """A shift is worked on another day; what is worked there goes the other way.

    The visits of both are bound to their day, and open.
    """

    kind: Literal["move"] = "move"
    employee: str
    date: dt.date
    to: str
    to_date: dt.date


class FillShift(Frozen):
    """Somebody comes for another's shift besides what they work, or nobody does.

    Whoever has a resource shift then leaves it. Visits that do not fit go to
    colleagues on duty, or are open: what the list of candidates says.
    """

    kind: Literal["fill"] = "fill"
    employee: str
    date: dt.date
    to: str | None


class CallSick(Frozen):
    """Somebody is ill in [start, end); colleagues and whoever is called in step in.

    So may others be, from the same moment: nobody of them steps in for another.
    """

    kind: Literal["sick"] = "sick"
    employee: str
    start: Instant
    end: Instant
    instead: Mapping[dt.date, str | None] = {}
    """Who comes for the shift of a day; nobody: colleagues on duty take the visits.

    The best way that breaks nothing, on days that are not named.
    """
    also: Mapping[str, Instant] = {}
    """Who is ill besides, and until when."""
    instead_also: Mapping[str, Mapping[dt.date, str | None]] = {}
    """Who comes for the shifts of each of them."""

    @property
    def everybody(self) -> Mapping[str, Instant]:
        """Return who is ill, and until when."""
        return {self.employee: self.end, **self.also}

    @property
    def chosen(self) -> Mapping[tuple[str, dt.date], str | None]:
        """Return who comes for whose shift of which day, as far as that is said."""
        said = {**self.instead_also, self.employee: self.instead}
        return {
            (ill, day): who for ill, days in said.items() for day, who in days.items()
        }


class GiveVisit(Frozen):
    """Somebody makes a visit, or nobody does any more."""

    kind: Literal["visit"] = "visit"
    visit: str
    staff_no: int = 1
    to: str | None
    start: Instant | None = None
    """When; as it is, or as early as it may be, if nobody says."""


class LockShift(Frozen):
    """What somebody works on a day stays when planning goes on, or need not."""

    kind: Literal["lock"] = "lock"
    employee: str
    date: dt.date
    locked: bool


class LockVisit(Frozen):
    """Who makes a visit, and when, stays when planning goes on, or need not."""

    kind: Literal["lock_visit"] = "lock_visit"
    visit: str
    staff_no: int = 1
    locked: bool


Edit = Annotated[
    PutShift
    | GiveShift
    | MoveShift
    | FillShift
    | CallSick
    | GiveVisit
    | LockShift
    | LockVisit,
    Field(discriminator="kind"),
]


class EditError(ValueError):
    """A change of what is not there; the code is a key: ``edit.error.<code>``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
