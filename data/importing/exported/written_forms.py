"""How other systems write times, numbers and names."""

import re
from datetime import date
from functools import lru_cache

from data.columns import UnreadableCellError
from data.coordinates.swedish_grids import without_grid
from data.importing.exported.written_dates import clock_part
from data.reading.cells import MIDNIGHT
from data.wall_time import WallTime

_CLOCK = re.compile(r"(?:kl\.? ?)?(\d{1,2})([:.]?)(\d{2})(?:\2\d{2}(?:\.0+)?)?")
_SPAN = re.compile(r"(?:kl\.? ?)?([\d:.]+)\s*(?:[-–—]|till|to)\s*([\d:.]+)", re.I)
_UNITS = re.compile(r"\s*(?:kr|sek|%|procent|tim(?:mar)?|h|min(?:uter)?|st)\.?$", re.I)
_HOURS = re.compile(r"(\d{1,3}):([0-5]\d)(?::00)?")
_LONG = re.compile(
    r"(\d{1,2}(?:[,.]\d{1,2})?)\s*(?:tim(?:m(?:e|ar))?|h)\.?(?:\s*(\d{1,2})\s*(?:m|min)?\.?)?",
    re.I,
)
"""So many hours, and minutes besides."""
_NUMBER = re.compile(r"[+-]?\d{1,9}(\.\d+)?")
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


@lru_cache(maxsize=10_000)
def clock_of(text: str) -> int:
    """Return a clock time in minutes, whatever signs it has; 24:00 is an end.

    Raises
    ------
    UnreadableCellError
        It is no clock time.
    """
    found = _CLOCK.fullmatch(clock_part(text))
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


def moment_on(day: date, minutes: int) -> str:
    """Return a local moment so many minutes after the day's midnight."""
    return WallTime(minutes).on(day).isoformat(timespec="minutes")


def first_name_first(text: str) -> str:
    """Return a name of a register, *Berg, Anna*, as people say it."""
    last, comma, first = (part.strip() for part in text.partition(","))
    return f"{first} {last}" if comma and first and last and "," not in first else text
