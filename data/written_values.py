"""How values are written down: as JSON, and as the cells of a CSV file."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from scheduler.domain.clock import WallClock
from scheduler.domain.values import Clock, Instant

Value = str | int | float | bool | None | list[str]
Cells = dict[str, Value]
"""One row; ``None`` is an empty cell, a list is a cell with bars."""


FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet calculates."""
_CALCULATED = re.compile(r"'*[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-][0-9]+(\.[0-9]+)?")


def cell_text(value: Value) -> str:
    """Return a value as the text of a cell."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "|".join(value)
    if isinstance(value, float):
        return plain(value)
    return str(int(value)) if isinstance(value, bool) else str(value)


def guarded(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would calculate, numbers apart."""
    harmful = _CALCULATED.match(text) and not _NUMBER.fullmatch(text)
    return f"'{text}" if harmful else text


def csv_header(columns: Sequence[str]) -> bytes:
    """Return how a CSV file with these columns begins."""
    return (",".join(columns) + "\n").encode()


def unguarded(text: str) -> str:
    """Return the text of a cell as it was before it was guarded."""
    guarded = text.startswith("'") and _CALCULATED.match(text)
    return text[1:] if guarded else text


def plain(number: float) -> str:
    """Return a finite number without exponent or idle decimals."""
    if number.is_integer():
        return str(int(number))
    return format(Decimal(repr(number)), "f")


def sek(ore: int) -> str:
    """Return an amount in SEK with two decimals."""
    whole, rest = divmod(abs(ore), 100)
    return f"{'-' if ore < 0 else ''}{whole}.{rest:02d}"


def kronor(ore: int) -> int | float:
    """Return an amount in SEK as a number with two decimals at most."""
    return ore // 100 if ore % 100 == 0 else ore / 100


@lru_cache(maxsize=2**16)
def local(instant: Instant, wall: WallClock) -> str:
    """Return a moment as local wall-clock time, with its offset where that is twice."""
    moment = wall.local(instant)
    if len(wall.occurrences(moment)) > 1:
        moment = wall.with_offset(instant)
    return moment.isoformat(timespec="minutes")


def clock(minutes: Clock, *, end: bool = False) -> str:
    """Return a clock time; midnight is 24:00 where something ends."""
    hours, minutes = divmod(minutes % 1440, 60)
    return "24:00" if end and hours == minutes == 0 else f"{hours:02d}:{minutes:02d}"
