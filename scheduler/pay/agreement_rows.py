"""What an agreement consists of: stated facts, most of them dated.

Amounts are öre, shares are hundredths of a percent, so that prices are exact integers.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from math import isfinite
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field, field_validator
from pydantic_core import PydanticCustomError

from scheduler.domain.values import AbsenceKind, Frozen
from scheduler.messages import catalogue


class NoRateError(LookupError):
    """The agreement knows no rate as early as this day."""

    def __init__(self, day: dt.date, first: dt.date) -> None:
        super().__init__(f"no rates on {day}; the first are of {first}")
        self.day = day
        self.first = first


def _hundredfold(value: object) -> int:
    return _times(100, value)


def _thousandfold(value: object) -> int:
    return _times(1000, value)


def _times(scale: int, value: object) -> int:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and isfinite(value):  # type: ignore[arg-type]
        return round(value * scale)  # type: ignore[operator]
    raise ValueError("no number")


SCALES: Mapping[Any, int] = {_hundredfold: 100, _thousandfold: 1000}
"""How many times what is written a figure is held as, by what reads it."""
_WORDS = "pay.assumed."


def check_named(names: Collection[str], known: Collection[str]) -> None:
    """Raise what pydantic says of a value that is none of an enumeration."""
    if set(names) - set(known):
        quoted = ", ".join(f"'{name}'" for name in sorted(known))
        raise PydanticCustomError("one_of", "one of {expected}", {"expected": quoted})


def known_words() -> list[str]:
    """Return the names of the messages on what is assumed, and how things are read."""
    return [k.removeprefix(_WORDS) for k in catalogue() if k.startswith(_WORDS)]


Hundredths = Annotated[int, BeforeValidator(_hundredfold), Field(ge=0, le=10**7)]
"""Given in kronor or percent, held in öre or hundredths of a percent."""
Thousandths = Annotated[int, BeforeValidator(_thousandfold), Field(ge=0, le=10**6)]
"""Given in percent, held in thousandths of a percent."""
Percent = Annotated[int, Field(strict=True, ge=0, le=1000)]
Minutes = Annotated[int, Field(strict=True, ge=0, le=10**6)]
Words = Annotated[str, Field(min_length=1)]


class Certainty(StrEnum):
    """How well a figure is known."""

    STATED = "stated"
    """By the parties to the agreement, or an authority."""
    REPORTED = "reported"
    """By somebody who cites it: press, unions, municipalities."""
    DERIVED = "derived"
    """From other figures."""
    UNVERIFIED = "unverified"

    @property
    def is_open(self) -> bool:
        """Whether nobody has said that it is so."""
        return self in (Certainty.DERIVED, Certainty.UNVERIFIED)


class Stated(Frozen):
    """Something that an agreement says, and where it was found."""

    source: Words
    certainty: Certainty
    assumed: str = ""
    """Names the message on what could not be verified."""
    assumed_of: frozenset[str] = frozenset()
    """Which of the figures the message is about; empty: all."""
    borrowed: str = ""
    """Names the message on why another agreement's figures stand here."""

    @field_validator("assumed", "borrowed")
    @classmethod
    def _has_words(cls, name: str) -> str:
        check_named([name] if name else [], known_words())
        return name

    @field_validator("assumed_of")
    @classmethod
    def _has_figures(cls, names: frozenset[str]) -> frozenset[str]:
        check_named(names, cls.model_fields.keys() - Dated.model_fields.keys())
        return names

    @property
    def facts(self) -> Mapping[str, str | float]:
        """What the message on the assumption needs."""
        return {"source": self.source}


class Dated(Stated):
    """What holds from a day on."""

    since: dt.date
    always: bool = False
    """Whether it holds before that day as well."""

    @property
    def facts(self) -> Mapping[str, str | float]:
        """The source, and the day from which it holds."""
        return {**super().facts, "since": self.since.isoformat()}


class Reckoning(Stated):
    """How pay and contracted time are reckoned, whatever the rates."""

    hour_divisor: Annotated[int, Field(strict=True, ge=1, le=1000)]
    holiday_pay_pct: Percent
    holiday_pay_on_ob: bool
    autumn_hour_is_overtime: bool
    """Whether the hour that occurs twice is paid as simple overtime when it makes an
    ordinary shift longer than its clock times; else it is an ordinary hour with OB."""
    holiday_free_week_minutes: Minutes
    """The full-time measure that each holiday and eve from Monday to Friday lowers by a
    fifth; the other measures have holidays averaged in."""
    unpaid: frozenset[AbsenceKind]
    """Absences during which monthly pay is not due."""


class BandHours(Dated):
    """When the weekend band begins on a Friday, whole hours."""

    friday_start: Annotated[int, Field(strict=True, ge=0, le=24)]


class ObRates(Dated):
    """OB, öre an hour, by band."""

    a: Hundredths
    a_night: Hundredths
    b: Hundredths
    b_night: Hundredths
    c: Hundredths
    d: Hundredths

    @property
    def facts(self) -> Mapping[str, str | float]:
        """The day and the amount that sources disagree on, kr."""
        return {**super().facts, "b_night": self.b_night / 100}


class OvertimeRates(Dated):
    """What an hour of overtime costs, in percent of an hour's pay."""

    simple_pct: Percent
    qualified_pct: Percent
    near_minutes: Minutes
    """How far from an ordinary shift overtime is simple (*enkel*)."""


class ExtraRule(Dated):
    """How a part-timer's hours above the contract are paid.

    Without ``fyllnad_pct`` they are overtime. With it, hours on weekdays cost that
    many percent, until the day has ``fyllnad_minutes``, ordinary ones among them; what
    is beyond, and everything on Saturdays, Sundays and holidays, is overtime.
    """

    fyllnad_pct: Percent | None = None
    fyllnad_minutes: Minutes = 0


class OnCallRates(Dated):
    """What an hour on call costs, in percent of an hour's pay.

    Jour is at the workplace, *beredskap* elsewhere. What comes after so many minutes of
    a kind in a calendar month costs more.
    """

    jour_pct: Hundredths
    jour_minutes: Minutes
    jour_more_pct: Hundredths
    beredskap_pct: Hundredths
    beredskap_minutes: Minutes
    beredskap_more_pct: Hundredths
    easter_pct: Percent
    """Percent of that from Maundy Thursday 19:00 to the Tuesday 06:00."""

    @property
    def facts(self) -> Mapping[str, str | float]:
        """The day, the shares in percent, and the limits in hours."""
        return {
            **super().facts,
            "jour_pct": self.jour_pct / 100,
            "jour_more_pct": self.jour_more_pct / 100,
            "jour_h": self.jour_minutes / 60,
            "beredskap_pct": self.beredskap_pct / 100,
            "beredskap_more_pct": self.beredskap_more_pct / 100,
            "beredskap_h": self.beredskap_minutes / 60,
        }


class DisplacedRates(Dated):
    """What an hour costs besides that was moved late (*förskjuten arbetstid*)."""

    notice_days: Annotated[int, Field(strict=True, ge=0, le=366)]
    """A change that is told so many days ahead costs nothing."""
    workday_pct: Hundredths
    """Percent of an hour's pay on a day that had a shift ..."""
    free_day_pct: Hundredths
    """... and on a day that had none."""

    @property
    def facts(self) -> Mapping[str, str | float]:
        """The day, the notice, and the shares in percent."""
        return {
            **super().facts,
            "days": str(self.notice_days),
            "workday_pct": self.workday_pct / 100,
            "free_day_pct": self.free_day_pct / 100,
        }


class CompTimeRates(Dated):
    """What an hour of overtime gives as time off (*kompledighet*), in percent of it."""

    simple_pct: Percent
    qualified_pct: Percent
    most_minutes: Minutes
    """As much may be saved."""

    @property
    def facts(self) -> Mapping[str, str | float]:
        """The day, the hours for one, and the hours that may be saved."""
        return {
            **super().facts,
            "simple_h": self.simple_pct / 100,
            "qualified_h": self.qualified_pct / 100,
            "most_h": str(self.most_minutes // 60),
        }


class VacationRates(Dated):
    """What a day of vacation is paid besides (*semesterdagstillägg*)."""

    day_pct: Thousandths
    """Percent of the monthly pay for each working day."""

    @property
    def facts(self) -> Mapping[str, str | float]:
        """The day, and the share in percent."""
        return {**super().facts, "day_pct": self.day_pct / 1000}


class OnCost(Dated):
    """The *PO-pålägg*: employer's fees, insurance and pension, for whole years."""

    pct: Hundredths

    @field_validator("since")
    @classmethod
    def _is_new_year(cls, day: dt.date) -> dt.date:
        if (day.month, day.day) != (1, 1):
            raise PydanticCustomError("new_year", "no new year")
        return day

    @property
    def facts(self) -> Mapping[str, str | float]:
        """The day and the share, percent."""
        return {**super().facts, "pct": self.pct / 100}


class SickRules(Stated):
    """What the employer pays somebody who is ill, in percent of the pay."""

    pay_pct: Percent
    full_days: Annotated[int, Field(strict=True, ge=0, le=366)]
    late_pct: Percent
    """From the day after ``full_days`` until day ``late_days``."""
    late_days: Annotated[int, Field(strict=True, ge=0, le=366)]
    karens_pct: Percent
    """Deducted once per sick period, of an average week's sick pay."""
    relapse_days: Annotated[int, Field(strict=True, ge=0, le=366)]
    """Falling ill again within so many days continues the old period."""


D = TypeVar("D", bound=Dated)


def on(rows: Sequence[D], day: dt.date) -> D:
    """Return the row that holds on a day, of rows that have the oldest first.

    Raises
    ------
    NoRateError
        if the day lies before the first row.
    """
    for row in reversed(rows):
        if row.since <= day or row.always:
            return row
    raise NoRateError(day, rows[0].since)
