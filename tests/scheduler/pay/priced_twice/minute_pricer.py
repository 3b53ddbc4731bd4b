"""A second pricer: asks of every minute what it is, and knows nothing of the first.

It reads the same TOML, for the figures are not what is in question. Holidays are worked
out from Easter, bands from their definitions, the clock from the time zone.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import cache
from math import floor
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

Rows = Mapping[str, Any]
"""What an agreement says, as its TOML has it."""
STOCKHOLM = ZoneInfo("Europe/Stockholm")
DAY = timedelta(days=1)
Moment = tuple[date, int]
"""A local date and hour."""


class Terms:
    """An terms, and what of it holds on a day."""

    def __init__(self, rows: Rows, as_of: date | None = None) -> None:
        self.rows, self._as_of = rows, as_of
        self._known: dict[tuple[str, date], Rows] = {}

    def held(self, kind: str, day: date) -> Rows:
        """Return the row of a kind that holds on a day, or on the one it is as of."""
        if (kind, day) not in self._known:
            rows = (r for r in self.rows[kind] if r["since"] <= (self._as_of or day))
            self._known[kind, day] = max(rows, key=lambda row: row["since"])
        return self._known[kind, day]

    def hour(self, monthly_pay: int) -> Fraction:
        """Return öre for an hour."""
        return Fraction(monthly_pay, self.rows["reckoning"]["hour_divisor"])


AB = Terms(
    tomllib.loads(
        (Path(__file__).parents[4] / "scheduler/pay/agreements/ab.toml").read_text()
    )
)


@dataclass(frozen=True)
class Shift:
    """What somebody works: minutes since 1970, UTC."""

    start: int
    end: int
    breaks: tuple[tuple[int, int], ...]
    pay_class: str
    """``ordinary``, ``extra``, ``overtime`` or ``hourly``."""
    monthly_pay: int
    near: tuple[tuple[int, int], ...] = ()
    """Ordinary shifts of the same person: start and end."""
    saves: bool = False
    """Whether overtime is saved as time off."""
    done: int = 0
    """Minutes of the same day's full hours that are worked already."""
    away: tuple[tuple[int, int], ...] = ()
    """Between parts of a split shift, or on call: no work, and no break in any."""


@cache
def easter(year: int) -> date:
    """Return Easter Sunday, by the anonymous Gregorian algorithm."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def saturday_from(first: date) -> date:
    """Return the first Saturday on or after a day."""
    return first + DAY * ((5 - first.weekday()) % 7)


@cache
def named_days(year: int) -> Mapping[str, date]:
    """Return the red days and the eves that count as such."""
    sunday = easter(year)
    midsummer = saturday_from(date(year, 6, 20))
    return {
        "new year": date(year, 1, 1),
        "epiphany": date(year, 1, 6),
        "good friday": sunday - 2 * DAY,
        "easter eve": sunday - DAY,
        "easter": sunday,
        "easter monday": sunday + DAY,
        "may day": date(year, 5, 1),
        "ascension": sunday + 39 * DAY,
        "pentecost": sunday + 49 * DAY,
        "national day": date(year, 6, 6),
        "midsummer eve": midsummer - DAY,
        "midsummer": midsummer,
        "all saints": saturday_from(date(year, 10, 31)),
        "christmas eve": date(year, 12, 24),
        "christmas": date(year, 12, 25),
        "boxing day": date(year, 12, 26),
        "new year's eve": date(year, 12, 31),
    }


@cache
def is_holy(day: date) -> bool:
    """Whether a day is a Sunday, red, or an eve that counts as red."""
    return day.isoweekday() == 7 or day in named_days(day.year).values()


def working_day_after(day: date) -> date:
    """Return the next Monday to Friday that is not holy."""
    day += DAY
    while day.isoweekday() > 5 or is_holy(day):
        day += DAY
    return day


@cache
def great_holidays(year: int) -> Sequence[tuple[Moment, Moment]]:
    """Return where the great holidays that begin in a year start and end."""
    days = named_days(year)
    first_and_last = (
        (days["good friday"], days["easter monday"] + DAY),
        (days["midsummer eve"], working_day_after(days["midsummer eve"])),
        (days["christmas eve"], working_day_after(days["christmas eve"])),
        (days["new year's eve"], working_day_after(days["new year's eve"])),
    )
    return [((first - DAY, 18), (last, 7)) for first, last in first_and_last]


@cache
def band(day: date, hour: int, friday: int | None = None) -> str | None:
    """Return the band of an hour, the dearest that fits; Fridays as AB if not given."""
    years = (day.year - 1, day.year)
    night = hour >= 22 or hour < 6
    towards = day + DAY if hour >= 22 else day
    for start, end in (w for year in years for w in great_holidays(year)):
        if start <= (day, hour) < end:
            return "a_night" if night and is_holy(towards) else "a"
    if is_weekend(day, hour, friday or AB.held("hours", day)["friday_start"]):
        free = is_holy(towards) or towards.isoweekday() == 6
        return "b_night" if night and free else "b"
    if night:
        return "c"
    return "d" if hour >= 19 else None


def is_weekend(day: date, hour: int, friday: int) -> bool:
    """Whether an hour outside great holidays is paid as weekend."""
    eves = ("epiphany", "may day", "ascension", "national day", "all saints")
    is_eve = day + DAY in {named_days(day.year)[name] for name in eves}
    squeezed = day.isoweekday() < 6 and is_holy(day - DAY) and is_holy(day + DAY)
    return (
        day.isoweekday() == 6
        or is_holy(day)
        or squeezed
        or (day.isoweekday() == 5 and hour >= friday)
        or (is_holy(day - DAY) and hour < 7)
        or (is_eve and hour >= 16)
    )


@cache
def local(minute: int) -> datetime:
    """Return the wall clock of a minute."""
    return datetime.fromtimestamp(minute * 60, UTC).astimezone(STOCKHOLM)


def whole(ore: Fraction) -> int:
    """Return whole öre, halves up."""
    return floor(ore + Fraction(1, 2))


def price(shift: Shift, terms: Terms = AB) -> Mapping[str, int]:
    """Return öre by item, PO included."""
    owed: dict[str, Fraction] = defaultdict(Fraction)
    for item, amount in _minutes(shift, terms):
        owed[item] += amount
    found = {item: whole(amount) for item, amount in owed.items() if whole(amount)}
    reckoning = terms.rows["reckoning"]
    if "hourly" in found:
        ob = sum(amount for item, amount in found.items() if item.startswith("ob_"))
        earned = found["hourly"] + (ob if reckoning["holiday_pay_on_ob"] else 0)
        found["holiday_pay"] = whole(
            Fraction(earned * reckoning["holiday_pay_pct"], 100)
        )
    return with_po(found, terms, local(shift.start).date())


def with_po(found: Mapping[str, int], terms: Terms, day: date) -> Mapping[str, int]:
    """Return öre by item with the PO of the day's year."""
    share = Fraction(str(terms.held("on_cost", date(day.year, 1, 1))["pct"])) / 100
    return {**found, "po": whole(sum(found.values()) * share)} if found else {}


def _minutes(shift: Shift, terms: Terms) -> Iterator[tuple[str, Fraction]]:
    """Yield what each worked minute is owed for, and how much."""
    hour = terms.hour(shift.monthly_pay)
    is_overtime = terms.rows["reckoning"]["autumn_hour_is_overtime"]
    twice = _minutes_twice(shift) if is_overtime else frozenset()
    full_day = shift.done
    for minute in worked(shift):
        if shift.pay_class in ("ordinary", "hourly"):
            if shift.pay_class == "hourly":
                yield "hourly", hour / 60
            elif minute in twice:
                item, percent = _overtime(shift, terms, "simple", minute)
                yield item, hour * percent / 6000
                continue
            yield from ob(minute, terms)
            continue
        item, percent = _above(shift, terms, minute, full_day)
        full_day += item == "extra"
        yield item, hour * percent / 6000


def worked(shift: Shift) -> Sequence[int]:
    """Return the minutes that are work."""
    return [
        minute
        for minute in range(shift.start, shift.end)
        if not any(s <= minute < e for s, e in (*shift.breaks, *shift.away))
    ]


def _minutes_twice(shift: Shift) -> frozenset[int]:
    """Return the minutes by which an ordinary shift is longer than the clock says."""
    borders = [
        shift.start,
        *(m for span in sorted(shift.away) for m in span),
        shift.end,
    ]
    parts = zip(borders[::2], borders[1::2], strict=True)
    return frozenset(m for part in parts for m in _twice_in(part, worked(shift)))


def _twice_in(part: tuple[int, int], work: Sequence[int]) -> Sequence[int]:
    """Return them for a part of a shift.

    A break makes a shift shorter in that night as in any other, so they are worked
    ones: early hours of the day whose clock is turned back, all in one band.
    """
    start, end = part
    shown = local(end).replace(tzinfo=None) - local(start).replace(tzinfo=None)
    longer = end - start - shown // timedelta(minutes=1)
    early = [m for m in work if start <= m < end and local(m).hour < 6]
    if longer <= 0 or not early:
        return []
    return [m for m in early if local(m).date() == local(early[-1]).date()][:longer]


def ob(minute: int, terms: Terms) -> Iterator[tuple[str, Fraction]]:
    """Yield the band of a minute and what it pays, if it has one."""
    now = local(minute)
    friday = terms.held("hours", now.date())["friday_start"]
    name = band(now.date(), now.hour, friday)
    if name is not None:
        rate = terms.held("ob", now.date())[name]
        yield f"ob_{name}", Fraction(str(rate)) * 100 / 60


def _above(
    shift: Shift, terms: Terms, minute: int, full_day: int
) -> tuple[str, Fraction]:
    """Return the item and the percent of a minute beyond the contract."""
    day = local(minute).date()
    extra = terms.held("extra", day)
    weekday = day.isoweekday() < 6 and not is_holy(day)
    if (
        shift.pay_class == "extra"
        and weekday
        and full_day < extra.get("fyllnad_minutes", 0)
    ):
        return "extra", Fraction(extra["fyllnad_pct"])
    first = local(shift.start).date()
    reach = terms.held("overtime", first)["near_minutes"]
    if any(start - reach <= minute < end + reach for start, end in shift.near):
        return _overtime(shift, terms, "simple", minute)
    return _overtime(shift, terms, "qualified", minute)


def _overtime(
    shift: Shift, terms: Terms, how: str, minute: int
) -> tuple[str, Fraction]:
    """Return the item and the percent of overtime, paid or saved."""
    kind = "comp" if shift.saves else "overtime"
    table = "comp_time" if shift.saves else "overtime"
    row = terms.held(table, local(minute).date())
    return f"{kind}_{how}", Fraction(row[f"{how}_pct"])
