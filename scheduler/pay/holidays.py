"""Which days an agreement treats as holidays, and when its great holidays run.

Days are local dates, moments are naive local date-times. Years from ``NEUTRAL`` on have
no holidays: a cycle that repeats for ever is laid out there to be judged.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache

DAY = timedelta(days=1)
GREAT_START = time(18)
"""A great holiday (*storhelg*) begins at this hour on the day before it ..."""
MORNING = time(7)
"""... and ends at this hour on the first weekday after it."""

NEUTRAL = 9000
"""The first year without holidays."""

_SATURDAY, _SUNDAY = 5, 6
_EVE_AT_16 = (
    "Trettondedag jul",
    "Första maj",
    "Kristi himmelsfärdsdag",
    "Nationaldagen",
    "Alla helgons dag",
)


@lru_cache
def _red_days(year: int) -> Mapping[str, date]:
    """Return the public holidays of a year by their Swedish name."""
    if year >= NEUTRAL:
        return {}
    from holidays import country_holidays

    found = country_holidays("SE", years=year, include_sundays=False, language="sv")
    return {name: day for day in found for name in found.get_list(day)}


@lru_cache
def _eves(year: int) -> Mapping[str, date]:
    """Return the eves that count as holidays."""
    red = _red_days(year)
    if not red:
        return {}
    return {
        "Påskafton": red["Påskdagen"] - DAY,
        "Midsommarafton": red["Midsommardagen"] - DAY,
        "Julafton": date(year, 12, 24),
        "Nyårsafton": date(year, 12, 31),
    }


@lru_cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset((*_red_days(year).values(), *_eves(year).values()))


def is_holiday(day: date) -> bool:
    """Whether a day is a red day or an eve that counts as one (Sundays do not)."""
    return day in _holidays(day.year)


def is_sunday_or_holiday(day: date) -> bool:
    """Whether nobody would call the day a weekday or an ordinary Saturday."""
    return day.weekday() == _SUNDAY or is_holiday(day)


def is_squeezed(day: date) -> bool:
    """Whether a Monday-Friday has a Sunday or holiday on both sides (*klämdag*)."""
    return (
        day.weekday() < _SATURDAY
        and is_sunday_or_holiday(day - DAY)
        and is_sunday_or_holiday(day + DAY)
    )


def is_early_eve(day: date) -> bool:
    """Whether the weekend band begins at 16:00 because of tomorrow's holiday."""
    red = _red_days(day.year)
    return day + DAY in {red.get(name) for name in _EVE_AT_16}


def _weekday_after(day: date) -> date:
    """Return the first day after ``day`` that is no weekend day and no holiday."""
    day += DAY
    while day.weekday() >= _SATURDAY or is_holiday(day):
        day += DAY
    return day


@lru_cache
def great_holidays(year: int) -> tuple[tuple[datetime, datetime], ...]:
    """Return the half-open windows of the great holidays that begin in a year."""
    return tuple(
        (datetime.combine(first - DAY, GREAT_START), datetime.combine(last, MORNING))
        for first, last in _great_holidays(year)
    )


def _great_holidays(year: int) -> Iterator[tuple[date, date]]:
    """Yield each great holiday's first day and the weekday whose morning ends it."""
    red, eves = _red_days(year), _eves(year)
    if not red:
        return
    yield red["Långfredagen"], red["Annandag påsk"] + DAY
    for name in ("Midsommarafton", "Julafton", "Nyårsafton"):
        yield eves[name], _weekday_after(eves[name])


def easter_on_call(year: int) -> tuple[datetime, datetime]:
    """Return the half-open window in which being on call is paid more for Easter."""
    red = _red_days(year)
    if not red:
        nothing = datetime.combine(date(year, 1, 1), time())
        return nothing, nothing
    thursday, tuesday = red["Långfredagen"] - DAY, red["Annandag påsk"] + DAY
    return datetime.combine(thursday, time(19)), datetime.combine(tuesday, time(6))


def in_great_holiday(moment: datetime) -> bool:
    """Whether a local moment lies in a great holiday (New Year's began last year)."""
    return any(
        start <= moment < end
        for year in (moment.year, moment.year - 1)
        for start, end in great_holidays(year)
    )
