"""The plain values that a problem and a plan are made of.

Moments are ``Instant``: whole minutes since 1970-01-01T00:00Z, so that the difference
of two is elapsed working time on both DST nights. Clock times are minutes after
midnight of the planning day and may pass 1440. Money is öre, as integers.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field

Instant = int
"""Whole minutes since 1970-01-01T00:00Z."""

Span = tuple[Instant, Instant]
"""From a moment to a later one."""

Clock = int
"""Minutes after midnight, local wall-clock, of the planning day."""

CLOCK_FORMAT = {"format": "clock"}

ClockSetting = Annotated[Clock, Field(json_schema_extra=CLOCK_FORMAT)]
"""A clock time that people set: a form shows 18:00 where rules have minutes."""

Id = Annotated[str, Field(min_length=1)]


class Frozen(BaseModel):
    """Base of every value in the system: immutable, and strict about names."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_copy(
        self, *, update: Mapping[str, Any] | None = None, deep: bool = False
    ) -> Self:
        """Return a copy that derives anew what the original has cached."""
        made = super().model_copy(update=update, deep=deep)
        for name in vars(made).keys() - type(made).model_fields.keys():
            del vars(made)[name]
        return made


class Employment(StrEnum):
    """How a person is paid."""

    MONTHLY = "monthly"
    HOURLY = "hourly"


class Transport(StrEnum):
    """How a person moves between stops."""

    CAR = "car"
    BIKE = "bike"
    WALK = "walk"


class Placed(StrEnum):
    """How it is known where somebody or something is."""

    GIVEN = "given"
    FOUND = "found"
    """By its address, among the places of the dataset."""
    ROUGHLY = "roughly"
    """Only its town or postal code is among them."""
    ASSUMED = "assumed"
    """Nothing says where; it is put beside what it belongs to."""

    @property
    def is_known(self) -> bool:
        """Whether moves from there can be reckoned."""
        return self in (Placed.GIVEN, Placed.FOUND)


class ShiftKind(StrEnum):
    """What a planner calls the shift."""

    DAY = "day"
    EVENING = "evening"
    NIGHT = "night"
    LONG = "long"
    SPLIT = "split"
    RESOURCE = "resource"


class OnCall(StrEnum):
    """How somebody is on call without working."""

    JOUR = "jour"
    """At the workplace."""
    BEREDSKAP = "beredskap"
    """Elsewhere, and within reach."""


class VisitKind(StrEnum):
    """What is done at the client's."""

    CARE = "care"
    INTIMATE = "intimate"
    MEDICATION = "medication"
    MEAL = "meal"
    SERVICE = "service"
    SUPERVISION = "supervision"
    ALARM = "alarm"


class WeekNumbers(StrEnum):
    """Weeks in which something recurs, by the parity of their numbers (ISO 8601)."""

    EVEN = "even"
    ODD = "odd"

    def holds(self, day: date) -> bool:
        """Whether a day is in such a week; after a week 53 two odd ones follow."""
        return (day.isocalendar().week % 2 == 0) == (self is WeekNumbers.EVEN)


class OnHolidays(StrEnum):
    """What a public holiday is to something that recurs on weekdays."""

    AS_IS = "as_is"
    """The weekday that it is."""
    SUNDAY = "sunday"
    """A Sunday."""


class NotThere(StrEnum):
    """Why a client does without visits that are granted."""

    AWAY = "away"
    DECLINED = "declined"


class AbsenceKind(StrEnum):
    """Why somebody is away."""

    VACATION = "vacation"
    SICK = "sick"
    PARENTAL = "parental"
    LEAVE = "leave"
    STUDY = "study"
    COMP = "comp"
    """Time off for overtime (*kompledighet*)."""
    OTHER = "other"


class PayClass(StrEnum):
    """How the hours of one shift are paid."""

    ORDINARY = "ordinary"
    EXTRA = "extra"
    OVERTIME = "overtime"
    HOURLY = "hourly"

    @property
    def is_above_contract(self) -> bool:
        """Whether the hours lie above what a monthly wage pays for."""
        return self in (PayClass.EXTRA, PayClass.OVERTIME)
