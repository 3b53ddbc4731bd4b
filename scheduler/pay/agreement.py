"""Pay agreements as dated facts: what holds on a day, and what was assumed.

The facts stand in ``<id>.toml`` beside this file. Amounts are öre, shares are
hundredths of a percent, so that prices are exact integers.
"""

import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Annotated, TypeVar

from pydantic import BeforeValidator

from scheduler.domain.values import AbsenceKind, Frozen


class UnknownAgreementError(KeyError):
    """No agreement has this id."""

    def __init__(self, id_: str) -> None:
        super().__init__(id_)
        self.id = id_
        self.known = known_agreements()

    def __str__(self) -> str:
        """Say what was asked for and what there is."""
        return f"no agreement {self.id!r}; known: {', '.join(self.known)}"


class NoRateError(LookupError):
    """The agreement knows no rate as early as this day."""

    def __init__(self, day: dt.date, first: dt.date) -> None:
        super().__init__(f"no rates on {day}; the first are of {first}")
        self.day = day
        self.first = first


def _hundredfold(value: float) -> int:
    return round(value * 100)


Hundredths = Annotated[int, BeforeValidator(_hundredfold)]
"""Given in kronor or percent, held in öre or hundredths of a percent."""


class Dated(Frozen):
    """Something that holds from a day on, and where it was found."""

    since: dt.date
    source: str
    assumed: str = ""
    """Names the message on what could not be verified; empty = found in the source."""

    @property
    def facts(self) -> Mapping[str, str | float]:
        """What the message on the assumption needs."""
        return {"since": self.since.isoformat()}


class BandHours(Dated):
    """When the weekend band begins on a Friday, whole hours."""

    friday_start: int


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

    simple_pct: int
    qualified_pct: int
    near_minutes: int
    """How far from an ordinary shift overtime is simple (*enkel*)."""


class ExtraRule(Dated):
    """How a part-timer's hours above the contract are paid.

    Without ``fyllnad_pct`` they are overtime. With it, hours on weekdays cost that
    many percent, up to ``fyllnad_minutes`` a shift; what is beyond, and everything on
    Saturdays, Sundays and holidays, is overtime.
    """

    fyllnad_pct: int | None = None
    fyllnad_minutes: int = 0


class OnCost(Dated):
    """The *PO-pålägg*: employer's fees, insurance and pension, for whole years."""

    pct: Hundredths

    @property
    def facts(self) -> Mapping[str, str | float]:
        """The share, percent."""
        return {**super().facts, "pct": self.pct / 100}


class SickRules(Frozen):
    """What the employer pays somebody who is ill, in percent of the pay."""

    pay_pct: int
    full_days: int
    late_pct: int
    """From the day after ``full_days`` until day ``late_days``."""
    late_days: int
    karens_pct: int
    """Deducted once per sick period, of an average week's sick pay."""
    relapse_days: int
    """Falling ill again within so many days continues the old period."""
    source: str


class Assumption(Frozen):
    """Something a price rests on that nobody could verify, or that we chose."""

    key: str
    """Of the catalogue of messages."""
    facts: Mapping[str, str | float] = {}

    def text(self, language: str = "sv") -> str:
        """Return the assumption in words."""
        from scheduler.messages import say

        shown = {name: _shown(value, language) for name, value in self.facts.items()}
        return say(self.key, language, **shown)


def _shown(value: str | float, language: str) -> str:
    if isinstance(value, str):
        return value
    return f"{value:.2f}".replace(".", "," if language == "sv" else ".")


D = TypeVar("D", bound=Dated)


class Agreement(Frozen):
    """One agreement with all its dated rates, oldest first."""

    id: str
    hour_divisor: int
    holiday_pay_pct: int
    holiday_pay_on_ob: bool
    autumn_hour_is_overtime: bool
    """Whether the hour that occurs twice is paid as simple overtime when it makes an
    ordinary shift longer than its clock times; else it is an ordinary hour with OB."""
    holiday_free_week_minutes: int
    """The full-time measure that each holiday and eve from Monday to Friday lowers by a
    fifth; the other measures have holidays averaged in."""
    unpaid: frozenset[AbsenceKind]
    """Absences during which monthly pay is not due."""
    readings: tuple[str, ...]
    """Messages on how we read what the agreement leaves open."""
    hours: tuple[BandHours, ...]
    ob: tuple[ObRates, ...]
    overtime: tuple[OvertimeRates, ...]
    extra: tuple[ExtraRule, ...]
    on_cost: tuple[OnCost, ...]
    sick: SickRules

    def assumptions(self, dates: Sequence[dt.date]) -> list[Assumption]:
        """Return what the prices of these days rest on, for the report.

        Raises
        ------
        NoRateError
            if a day lies before the first rate.
        """
        kinds: tuple[Sequence[Dated], ...] = (self.ob, self.extra, self.on_cost)
        used = {id(r): r for rows in kinds for d in dates for r in [on(rows, d)]}
        found = [
            Assumption(key=f"pay.assumed.{row.assumed}", facts=row.facts)
            for row in used.values()
            if row.assumed
        ]
        latest = self.ob[-1].since
        if any((day - latest).days > 365 for day in dates):
            facts = {"since": latest.isoformat()}
            found.append(Assumption(key="pay.assumed.ob_later", facts=facts))
        if self.autumn_hour_is_overtime and any(map(_is_autumn_change, dates)):
            found.append(Assumption(key="pay.assumed.autumn_hour"))
        if not self.holiday_pay_on_ob:
            found.append(Assumption(key="pay.assumed.holiday_pay"))
        return found + [Assumption(key=f"pay.assumed.{r}") for r in self.readings]


def _is_autumn_change(day: dt.date) -> bool:
    """Whether summer time ends that day: the last Sunday of October."""
    return day.month == 10 and day.day > 24 and day.isoweekday() == 7


def on(rows: Sequence[D], day: dt.date) -> D:
    """Return the row that holds on a day.

    Raises
    ------
    NoRateError
        if the day lies before the first row.
    """
    for row in reversed(rows):
        if row.since <= day:
            return row
    raise NoRateError(day, rows[0].since)


@lru_cache
def known_agreements() -> tuple[str, ...]:
    """Return the ids there are."""
    names = (file.name for file in files(__package__).iterdir())
    return tuple(sorted(n[:-5].upper() for n in names if n.endswith(".toml")))


@lru_cache
def find_agreement(id_: str) -> Agreement:
    """Return an agreement by id.

    Raises
    ------
    UnknownAgreementError
        if there is none.
    """
    if id_ not in known_agreements():
        raise UnknownAgreementError(id_)
    text = (files(__package__) / f"{id_.lower()}.toml").read_text(encoding="utf-8")
    return Agreement.model_validate(tomllib.loads(text))
