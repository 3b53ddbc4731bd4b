"""How other systems write days, times, numbers: understood, or taken for something."""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from data.columns import UnreadableCellError
from data.coordinates.swedish_grids import without_grid
from data.reading.cells import LAST_YEAR, MIDNIGHT
from data.wall_time import WallTime

_FIRST_YEAR = 1900
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_PARTS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_WORDED = re.compile(r"(?:den )?(\d{1,2})\.? ([a-zåäö]{3})[a-zåäö]*\.? (\d{4})", re.I)
_WEEKDAY = re.compile(
    r"^(?:mån|tis|ons|tor|fre|lör|sön|mon|tue|wed|thu|fri|sat|sun)[a-zåäö]*\.?,? (?=.)",
    re.I,
)
_MONTHS = {
    **{"jan": 1, "feb": 2, "mar": 3, "apr": 4, "maj": 5, "may": 5, "jun": 6},
    **{"jul": 7, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dec": 12},
}
_CLOCK = re.compile(r"(?:kl\.? ?)?(\d{1,2})([:.]?)(\d{2})(?:\2\d{2}(?:\.0+)?)?")
_SPAN = re.compile(r"(?:kl\.? ?)?([\d:.]+)\s*(?:[-–—]|till|to)\s*([\d:.]+)", re.I)
_SPLIT = re.compile(r"[T ]+(?=\d{1,2}[:.]\d{2})")
_UNITS = re.compile(r"\s*(?:kr|sek|%|procent|tim(?:mar)?|h|min(?:uter)?|st)\.?$", re.I)
_HOURS = re.compile(r"(\d{1,3}):([0-5]\d)(?::00)?")
_LONG = re.compile(
    r"(\d{1,2}(?:[,.]\d{1,2})?)\s*(?:tim(?:m(?:e|ar))?|h)\.?(?:\s*(\d{1,2})\s*(?:m|min)?\.?)?",
    re.I,
)
"""So many hours, and minutes besides."""
_NUMBER = re.compile(r"[+-]?\d{1,9}(\.\d+)?")
_NO_DAYS = frozenset(("-", "–", "—", "tills vidare", "tillsvidare", "löpande", "inget"))
_LEAST_METRES = 20_000
_NO_NUMBER = re.compile(r"[^\d.,;/|\s-]+")
_BETWEEN = (
    re.compile(r"[;/|]"),
    re.compile(r",\s+|\s+,"),
    re.compile(r"\s+"),
    re.compile(r",(?=\d+\.)|(?<=\d{6}),(?=\d{6})"),
)
"""What stands between two coordinates in a cell, the surest first."""
_THOUSANDS = re.compile(r"[\s\u00a0\u202f]")


class DateForm(NamedTuple):
    """In which order the parts of a date stand, and whether that is sure."""

    day_first: bool = True
    sure: bool = True


def date_form(texts: list[str]) -> DateForm:
    """Return what a column's dates show; Swedish order where they show nothing."""
    found = [m for text in texts if (m := _PARTS.fullmatch(_day_part(text)))]
    firsts = [int(m[1]) for m in found]
    seconds = [int(m[2]) for m in found]
    if any(number > 12 for number in seconds) and max(firsts) <= 12:
        return DateForm(day_first=False)
    return DateForm(sure=not found or any(number > 12 for number in firsts))


def is_no_day(text: str) -> bool:
    """Whether a cell says that there is no such day: *tills vidare*, a dash."""
    return text.strip().casefold() in _NO_DAYS


def day_of(text: str, form: DateForm) -> date:
    """Return a date in whatever of the usual forms; a clock time behind is passed over.

    Raises
    ------
    UnreadableCellError
        There is no such day, or it stands in no usual form.
    """
    text = _day_part(text)
    try:
        if found := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
            return _day(int(found[1]), int(found[2]), int(found[3]))
        if found := _PARTS.fullmatch(text):
            first, second, year = (int(part) for part in found.groups())
            year += 2000 if year < 100 else 0
            day, month = (first, second) if form.day_first else (second, first)
            return _day(year, month, day)
        if found := _WORDED.fullmatch(text):
            return _day(int(found[3]), _MONTHS[found[2].casefold()], int(found[1]))
    except (ValueError, KeyError):
        pass
    raise UnreadableCellError("import_date")


def _day(year: int, month: int, day: int) -> date:
    if not _FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(year)
    return date(year, month, day)


def is_clear(text: str) -> bool:
    """Whether the order of a date's parts is beyond doubt."""
    day = _day_part(text)
    return any(form.fullmatch(day) for form in (_ISO, _COMPACT, _WORDED))


def has_day(text: str) -> bool:
    """Whether a cell holds a date before its clock time."""
    return bool(_SPLIT.search(text))


@lru_cache(maxsize=10_000)
def clock_of(text: str) -> int:
    """Return a clock time in minutes, whatever signs it has; 24:00 is an end.

    Raises
    ------
    UnreadableCellError
        It is no clock time.
    """
    found = _CLOCK.fullmatch(_SPLIT.split(text.strip())[-1].strip())
    if found is not None:
        hours, minutes = int(found[1]), int(found[3])
        if minutes < 60 and hours * 60 + minutes <= MIDNIGHT:
            return hours * 60 + minutes
    raise UnreadableCellError("import_clock")


def span_of(text: str) -> tuple[int, int]:
    """Return when something begins and ends, in minutes: *07.00-15.30*, *7–16*.

    Raises
    ------
    UnreadableCellError
        It is no such span.
    """
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        raise UnreadableCellError("import_span")
    first, last = (_clock_or_hour(part) for part in found.groups())
    return first, last


def _clock_or_hour(text: str) -> int:
    return clock_of(f"{text}:00" if len(text) < 3 else text)


@lru_cache(maxsize=10_000)
def number_of(text: str) -> float:
    """Return a number with comma or point, without its unit and thousands' blanks.

    Raises
    ------
    UnreadableCellError
        It is no number. ``1.234,5`` and ``1,234.5`` are; ``1.234`` is one and a bit.
    """
    if _NUMBER.fullmatch(text):
        return float(text)
    plain = _THOUSANDS.sub("", _UNITS.sub("", text.strip()))
    if "," in plain and "." in plain:
        thousands = "." if plain.rindex(",") > plain.rindex(".") else ","
        plain = plain.replace(thousands, "")
    plain = plain.replace(",", ".")
    if not _NUMBER.fullmatch(plain):
        raise UnreadableCellError("import_number")
    return float(plain)


def coordinate_of(text: str) -> float:
    """Return a number that can be degrees in Sweden, or metres in one of its grids.

    Raises
    ------
    UnreadableCellError
        It is neither.
    """
    number = number_of(text)
    if 10 <= number <= 70 or number >= _LEAST_METRES:
        return number
    raise UnreadableCellError("import_position")


def position_of(text: str) -> tuple[float, float]:
    """Return two coordinates that stand in one cell: ``59.27, 15.21``.

    Raises
    ------
    UnreadableCellError
        It is not two numbers, or a comma between them could be a decimal one.
    """
    plain = _NO_NUMBER.sub(" ", without_grid(text)).strip()
    for mark in _BETWEEN:
        parts = [part for part in mark.split(plain) if part.strip()]
        if len(parts) == 2:
            try:
                return coordinate_of(parts[0]), coordinate_of(parts[1])
            except UnreadableCellError:
                continue
    raise UnreadableCellError("import_position_pair")


def minutes_of(text: str) -> int:
    """Return minutes, also from hours and minutes: ``0:25``, ``1,5 tim``, ``1 h 30``.

    Raises
    ------
    UnreadableCellError
        It is no number, or a part of a minute: of an hour, more likely.
    """
    if found := _HOURS.fullmatch(text.strip()):
        return int(found[1]) * 60 + int(found[2])
    if found := _LONG.fullmatch(text.strip()):
        return round(number_of(found[1]) * 60) + int(found[2] or 0)
    number = number_of(text)
    if number % 1:
        raise UnreadableCellError("import_part_of_minute")
    return int(number)


def hours_as_minutes(text: str) -> int:
    """Return minutes from hours: ``7,5``, ``7:30``."""
    if found := _HOURS.fullmatch(text.strip()):
        return int(found[1]) * 60 + int(found[2])
    return round(number_of(text) * 60)


def _day_part(text: str) -> str:
    return _SPLIT.split(_WEEKDAY.sub("", text.strip()))[0].strip()


def moment_on(day: date, minutes: int) -> str:
    """Return a local moment so many minutes after the day's midnight."""
    return WallTime(minutes).on(day).isoformat(timespec="minutes")


def first_name_first(text: str) -> str:
    """Return a name of a register, *Berg, Anna*, as people say it."""
    last, comma, first = (part.strip() for part in text.partition(","))
    return f"{first} {last}" if comma and first and last and "," not in first else text
