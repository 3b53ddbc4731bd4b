"""What prices rest on that nobody could verify, or that we chose."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence

from scheduler.domain.values import Frozen
from scheduler.pay.agreement import Agreement
from scheduler.pay.agreement_rows import Dated, Stated, on


class Assumption(Frozen):
    """Something that a price rests on."""

    key: str
    """Of the catalogue of messages."""
    facts: Mapping[str, str | int | float] = {}
    """Counts are whole, and written as the message asks; figures have two decimals, or
    three if they need them."""

    def text(self, language: str = "sv") -> str:
        """Return the assumption in words."""
        from scheduler.messages import say

        shown = {name: _shown(value, language) for name, value in self.facts.items()}
        return say(self.key, language, **shown)


def assumptions(
    agreement: Agreement, dates: Sequence[dt.date], beside: Collection[str] = ()
) -> list[Assumption]:
    """Return what the prices of these days rest on, for the report.

    ``beside`` names the kinds of rows that not every plan rests on and this one does.

    Raises
    ------
    NoRateError
        if a day lies before the first rate.
    """
    used = _used(agreement, dates, beside)
    found = [_open(row) for row in used if _is_open(row)]
    latest = agreement.ob[-1].since
    if any((day - latest).days > 365 for day in dates):
        facts = {"since": latest.isoformat()}
        found.append(Assumption(key="pay.assumed.ob_later", facts=facts))
    reckoning = agreement.reckoning
    if reckoning.autumn_hour_is_overtime and any(map(_is_autumn_change, dates)):
        found.append(Assumption(key="pay.assumed.autumn_hour"))
    if not reckoning.holiday_pay_on_ob:
        found.append(Assumption(key="pay.assumed.holiday_pay"))
    return found + [Assumption(key=f"pay.assumed.{r}") for r in agreement.readings]


def _used(
    agreement: Agreement, dates: Sequence[dt.date], beside: Collection[str]
) -> Iterator[Stated]:
    """Yield each row that some of the days are priced by, once."""
    yield agreement.reckoning
    kinds: tuple[Sequence[Dated], ...] = (
        agreement.hours,
        agreement.ob,
        agreement.overtime,
        agreement.extra,
        agreement.on_cost,
        *(rows for kind in beside if (rows := getattr(agreement, kind))),
    )
    for rows in kinds:
        yield from {id(row): row for d in dates for row in [on(rows, d)]}.values()
    yield agreement.sick


def assumption_of(row: Stated, figure: str) -> Assumption | None:
    """Return what a figure of a row rests on, if it is not confirmed.

    Its own words come before those on a figure that is another agreement's.
    """
    concerns = not row.assumed_of or figure in row.assumed_of
    if _is_open(row) and concerns:
        return _open(row)
    return Assumption(key=f"pay.assumed.{row.borrowed}") if row.borrowed else None


def _is_open(row: Stated) -> bool:
    return bool(row.assumed) or row.certainty.is_open


def _open(row: Stated) -> Assumption:
    """Return the row's own words, or those that do for any."""
    return Assumption(key=f"pay.assumed.{row.assumed or 'row'}", facts=row.facts)


def _is_autumn_change(day: dt.date) -> bool:
    """Whether summer time ends that day: the last Sunday of October."""
    return day.month == 10 and day.day > 24 and day.isoweekday() == 7


def _shown(value: str | float, language: str) -> str | int:
    if isinstance(value, str | int):
        return value
    text = f"{value:.2f}" if round(value, 2) == value else f"{value:.3f}"
    return text.replace(".", "," if language == "sv" else ".")
