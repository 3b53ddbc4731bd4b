"""How other systems write times, numbers and names."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from data.columns import UnreadableCellError
from data.coordinates.swedish_grids import without_grid
from data.importing.exported.written_dates import clock_part
from data.reading.cells import MIDNIGHT
from data.wall_time import WallTime
from data.written_values import clock

_CLOCK = re.compile(r"(?:kl\.? ?)?(\d{1,2})([:.]?)(\d{2})(?:\2\d{2}(?:\.0+)?)?")
_HOUR = re.compile(r"kl\.? ?(\d{1,2})\.?", re.I)
"""*kl 7*: without *kl* it could be anything."""
_DAY_PART = re.compile(r"0|1|0?[.,]\d+")
_LONG_PART = re.compile(r"0?[.,]\d{3,}")
_HALF_DAY = re.compile(
    r"(1[0-2]|0?[1-9])(?:[:.]([0-5]\d)(?::\d{2})?)? ?([ap])\.?m\.?", re.I
)
"""*8:00 AM*; twelve is the first hour of its half."""
_DECIMAL = re.compile(r"(\d{1,2})(?:([,.])(\d{1,2}))?")
_QUARTERS = {"": 0, "0": 0, "00": 0, "25": 15, "5": 30, "50": 30, "75": 45}
_SPAN = re.compile(r"(?:kl\.? ?)?([\d:.]+)\s*(?:[-–—]|till|to)\s*([\d:.]+)", re.I)
_ROUNDED = 0.1
"""Of a minute: what a few decimals lose."""
_UNITS = re.compile(r"\s*(?:kr|sek|%|procent|tim(?:mar)?|h|min(?:uter)?|st)\.?$", re.I)
_HOURS = re.compile(r"(\d{1,3}):([0-5]\d)(?::00)?")
_LONG = re.compile(
    r"(\d{1,2}(?:[,.]\d{1,2})?)\s*(?:tim(?:m(?:e|ar))?|h)\.?(?:\s*(\d{1,2})\s*(?:m|min)?\.?)?",
    re.I,
)
"""So many hours, and minutes besides."""
_HOURS_SAID = re.compile(r"\b(?:tim|timmar|h|hours)\b", re.I)
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
    plain = clock_part(text)
    if half := _HALF_DAY.fullmatch(plain):
        hours = int(half[1]) % 12 + (12 if half[3] in "pP" else 0)
        return hours * 60 + int(half[2] or 0)
    if hour := _HOUR.fullmatch(plain):
        plain = f"{hour[1]}:00"
    found = _CLOCK.fullmatch(plain)
    if found is not None:
        hours, minutes = int(found[1]), int(found[3])
        if minutes < 60 and hours * 60 + minutes <= MIDNIGHT:
            return hours * 60 + minutes
    raise UnreadableCellError("import_clock")


def are_decimal_hours(texts: Sequence[str]) -> bool:
    """Whether clock times are hours with decimals beyond doubt: *7,5* and *15,75*.

    All are whole quarters or hours, and not all could be hours and minutes, as *7.30*
    and *7.50* could.
    """
    found = [_DECIMAL.fullmatch(text.strip()) for text in texts]
    parts = [(match[2], match[3] or "") for match in found if match]
    if len(parts) < len(texts) or not {part for _, part in parts} <= set(_QUARTERS):
        return False
    if any(int(text.strip()[:2].rstrip(",.")) > 24 for text in texts):
        return False
    return any(part in ("5", "75") or sign != "." for sign, part in parts)


def decimal_clock(text: str) -> str:
    """Return the clock time of hours with decimals, quarters that they are."""
    found = _DECIMAL.fullmatch(text.strip())
    assert found is not None
    return f"{int(found[1]):02}:{_QUARTERS[found[3] or '']:02}"


def are_day_parts(texts: Sequence[str]) -> bool:
    """Whether clock times are parts of a day beyond doubt: *0,3020833* is 07:15.

    Some have so many decimals that they are nothing else, and all are whole minutes.
    """
    if not any(_LONG_PART.fullmatch(text) for text in texts):
        return False
    if not all(_DAY_PART.fullmatch(text) for text in texts):
        return False
    minutes = [number_of(text) * MIDNIGHT for text in texts]
    return all(abs(each - round(each)) < _ROUNDED for each in minutes)


def clock_of_day_part(text: str) -> str:
    """Return the clock time of a part of a day."""
    minutes = round(number_of(text) * MIDNIGHT)
    return clock(minutes, end=minutes == MIDNIGHT)


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


def is_span(text: str) -> bool:
    """Whether a cell says when something begins and ends."""
    try:
        span_of(text)
    except UnreadableCellError:
        return False
    return True


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


def without_hours(heading: str) -> str:
    """Return a heading without its saying that below it are hours."""
    return _HOURS_SAID.sub("", heading)


def says_hours(heading: str) -> bool:
    """Whether a heading says that below it are hours: *Rast (tim)*."""
    return bool(_HOURS_SAID.search(heading))


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
