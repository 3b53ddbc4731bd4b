"""How each kind of cell is understood, and how numbers are written back."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from math import isfinite
from typing import TypeVar

from data.columns import Choice, Kind, Shape, UnreadableCellError
from data.control_characters import CONTROL
from data.wall_time import WallTime, offset_of
from data.written_values import FORMULA, plain
from scheduler.domain.problem import WeekendPattern
from scheduler.domain.values import Clock, OnCall
from scheduler.messages import LANGUAGES

E = TypeVar("E", bound=StrEnum)

MIDNIGHT = 1440
LAST_YEAR = 2199
"""A later date ("until further notice" is often 9999-12-31) is read as its last day."""

_WHOLE = re.compile(r"[+-]?[0-9]{1,9}")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,9}(\.[0-9]+)?")
_MONEY = re.compile(r"[+-]?[0-9]{1,9}(\.[0-9]{1,2})?")
_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?E\+[0-9]{2,3}")
"""What spreadsheets make of a long number."""
_DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]00:00(?::00)?)?")
"""Spreadsheets make midnight of a date."""
_MONTH = re.compile(r"([0-9]{4}-[0-9]{2})(?:-01)?")
"""A spreadsheet makes the first day of it."""
_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::00)?")
_MOMENT = re.compile(r"([0-9-]{10})(?:T| +)([0-9:]+)([+-][0-9:]+)?")
_HOURS = re.compile(r"([+-]?)([0-9]{1,4}):([0-5][0-9])(?::00)?")
_GROUPED = re.compile(r"([+-]?[0-9]{1,3})((?:[ \u00a0\u2009\u202f][0-9]{3})+)(\D.*)?")
"""A number whose thousands stand apart."""
_KRONOR = re.compile(r"\s*(?:kr|kronor|sek)\.?$", re.IGNORECASE)
_COMMA = re.compile(r"[+-]?([0-9]{1,9}),([0-9]+)")
_WEEKENDS = re.compile(r"([0-9]{1,2})(?:/| av | of )([0-9]{1,2})")
_MADE_A_DATE = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}.*|[0-9]{1,2}[- ][^\W\d]{3,}\.?|[^\W\d]{3,}[- ][0-9]{2}"
)
"""What spreadsheets make of ``1/2``."""
_IN_WORDS = {
    "varje": "1/1",
    "varannan": "1/2",
    "var tredje": "1/3",
    "var fjärde": "1/4",
}
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_YES = ("1", "ja", "j", "x", "yes", "true", "sant")
_NO = ("0", "nej", "n", "no", "false", "falskt")
_BREAK = re.compile(r"([0-9]{1,3})@([0-9:]{5})-([0-9:]{5})")
_ON_CALL = re.compile(r"(\w+)@([0-9:]{5})-([0-9:]{5})")
_TAKEN = re.compile(
    r"([0-9:]{5})([+-][0-9:]{5})?-([0-9:]{5})([+-][0-9:]{5})?", re.ASCII
)


def _text(text: str) -> str:
    if CONTROL.search(text):
        raise UnreadableCellError("control_character")
    return text


def _ident(text: str) -> str:
    if "|" in text or CONTROL.search(text) or any(letter < " " for letter in text):
        raise UnreadableCellError("ident")
    if text.startswith(FORMULA):
        raise UnreadableCellError("ident_formula")
    if _SCIENTIFIC.fullmatch(text):
        raise UnreadableCellError("ident_scientific")
    return unicodedata.normalize("NFC", text)


def _words(text: str) -> tuple[str, ...]:
    whole = unicodedata.normalize("NFC", text)
    parts = (part.strip() for part in whole.split("|"))
    return tuple(dict.fromkeys(part for part in parts if part))


def whole(lowest: int, highest: int) -> Kind[int]:
    """Return the kind "whole number from ``lowest`` to ``highest``"."""

    def parse(text: str) -> int:
        text = _together(text)
        if _WHOLE.fullmatch(text) and lowest <= int(text) <= highest:
            return int(text)
        raise UnreadableCellError("whole", lowest=lowest, highest=highest)

    return Kind(parse, "number", bounds=(lowest, highest))


def minutes(lowest: int, highest: int) -> Kind[int]:
    """Return the kind "minutes from ``lowest`` to ``highest``", or as ``37:00``."""
    number = whole(lowest, highest)

    def parse(text: str) -> int:
        found = _HOURS.fullmatch(text)
        if found is not None:
            text = f"{found[1]}{int(found[2]) * 60 + int(found[3])}"
        try:
            return number.parse(text)
        except UnreadableCellError as unread:
            raise UnreadableCellError("minutes", **unread.facts) from None

    return Kind(parse, "number")


def _together(text: str) -> str:
    """Return a number without the space between its thousands."""
    found = _GROUPED.fullmatch(text)
    if found is None:
        return text
    return found[1] + re.sub(r"\D", "", found[2]) + (found[3] or "")


def _pointed(text: str, highest: int) -> str:
    """Return a number with a point for its comma, where that can only be a decimal one.

    ``31,250`` may be thousands, unless a number can not be so great here.
    """
    found = _COMMA.fullmatch(text)
    if found is None:
        return text
    is_grouped = len(found[1]) <= 3 and len(found[2]) == 3
    if is_grouped and int(found[1] + found[2]) <= highest:
        return text
    return text.replace(",", ".")


def decimal(lowest: int, highest: int) -> Kind[float]:
    """Return the kind "number from ``lowest`` to ``highest``"."""

    def parse(text: str) -> float:
        text = _pointed(_together(text), highest)
        if _DECIMAL.fullmatch(text) and lowest <= float(text) <= highest:
            return float(text)
        raise UnreadableCellError("decimal", lowest=lowest, highest=highest)

    return Kind(parse, "number")


def money(lowest: int, highest: int) -> Kind[int]:
    """Return the kind "SEK with two decimals at most", read as öre."""

    def parse(text: str) -> int:
        text = _pointed(_together(_KRONOR.sub("", text)), highest)
        if _MONEY.fullmatch(text):
            ore = int(Decimal(text) * 100)
            if lowest * 100 <= ore <= highest * 100:
                return ore
        raise UnreadableCellError("money", lowest=lowest, highest=highest)

    return Kind(parse, "number")


def one_of(values: type[E], area: str = "") -> Kind[E]:
    """Return the kind "one of these"; ``area`` of the catalogue has words for them."""
    choices = _choices(values, area)
    return Kind(_chosen(values, choices), choices=choices)


def several_of(values: type[E], area: str = "") -> Kind[frozenset[E]]:
    """Return the kind "list of these"; as ``one_of``."""
    choices = _choices(values, area)
    chosen = _chosen(values, choices)
    return Kind(
        lambda text: frozenset(map(chosen, _words(text))), "list", choices=choices
    )


def _choices(values: type[E], area: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, area and f"{area}.{value}") for value in values)


def _chosen(values: type[E], choices: Sequence[Choice]) -> Callable[[str], E]:
    """Return what finds a value by itself, or by its word in either language."""

    @cache
    def by_word() -> dict[str, E]:
        words = ((c.word(lang), c.value) for c in choices for lang in LANGUAGES)
        return {word.casefold(): values(value) for word, value in words}

    def parse(text: str) -> E:
        if text in tuple(values):
            return values(text)
        found = by_word().get(text.casefold())
        if found is None:
            raise UnreadableCellError("one_of", **_told(choices))
        return found

    return parse


def _told(choices: Sequence[Choice]) -> dict[str, str]:
    """Return as facts what there is to choose from."""
    return {
        f"choices_{lang}": ", ".join(choice.word(lang) for choice in choices)
        for lang in LANGUAGES
    }


def yes_or_no(text: str) -> bool | None:
    """Return what an answer says; nothing where it is none."""
    word = text.casefold()
    return word in _YES if word in (*_YES, *_NO) else None


def _flag(text: str) -> bool:
    answer = yes_or_no(text)
    if answer is None:
        raise UnreadableCellError("flag")
    return answer


def _day(text: str) -> date:
    if found := _DATE.fullmatch(text):
        try:
            day = date.fromisoformat(found[1])
        except ValueError:
            raise UnreadableCellError("date") from None
        if day.year >= 1900:
            return min(day, date(LAST_YEAR, 12, 31))
    raise UnreadableCellError("date")


def _month(text: str) -> date:
    if found := _MONTH.fullmatch(text):
        try:
            return _day(f"{found[1]}-01")
        except UnreadableCellError:
            pass
    raise UnreadableCellError("month")


def _minutes(text: str, highest: Clock) -> Clock | None:
    found = _CLOCK.fullmatch(text)
    if not found or int(found[2]) > 59:
        return None
    minutes = int(found[1]) * 60 + int(found[2])
    return minutes if minutes <= highest else None


def _clock(text: str) -> Clock:
    minutes = _minutes(text, MIDNIGHT - 1)
    if minutes is None:
        raise UnreadableCellError("clock")
    return minutes


def _end_clock(text: str) -> Clock:
    minutes = _minutes(text, MIDNIGHT)
    if minutes is None:
        raise UnreadableCellError("end_clock")
    return minutes


def _moment(text: str) -> datetime:
    found = _MOMENT.fullmatch(text)
    try:
        if found:
            clock = WallTime(_clock(found[2]), offset_of(found[3] or ""))
            return clock.on(_day(found[1]))
    except ValueError:
        pass
    raise UnreadableCellError("moment")


def _day_or_moment(text: str) -> date | datetime:
    try:
        return _moment(text) if ":" in text else _day(text)
    except UnreadableCellError:
        raise UnreadableCellError("date_or_moment") from None


def _weekends(text: str) -> WeekendPattern:
    if _MADE_A_DATE.fullmatch(text):
        raise UnreadableCellError("weekends_date")
    word = " ".join(text.casefold().split()).removesuffix(" helg")
    found = _WEEKENDS.fullmatch(_IN_WORDS.get(word, word))
    if not found or not 0 <= int(found[1]) <= int(found[2]) or int(found[2]) == 0:
        raise UnreadableCellError("weekends")
    return WeekendPattern(worked=int(found[1]), of=int(found[2]))


def _hyphened(text: str) -> str:
    """Return a span with the hyphen that spreadsheets make a dash of, and no blanks."""
    return "".join(text.replace("–", "-").replace("—", "-").split())


def _break_rules(text: str) -> tuple[tuple[int, Clock, Clock], ...]:
    return tuple(_break_rule(part) for part in _words(text))


def _break_rule(text: str) -> tuple[int, Clock, Clock]:
    found = _BREAK.fullmatch(_hyphened(text))
    if found and int(found[1]) > 0:
        earliest, latest = (
            _minutes(found[2], MIDNIGHT - 1),
            _minutes(found[3], MIDNIGHT),
        )
        if earliest is not None and latest is not None:
            return int(found[1]), earliest, latest
    raise UnreadableCellError("break_rule")


def _on_call(text: str) -> tuple[tuple[OnCall, Clock, Clock], ...]:
    return tuple(_on_call_time(part) for part in _words(text))


def _on_call_time(text: str) -> tuple[OnCall, Clock, Clock]:
    found = _ON_CALL.fullmatch(_hyphened(text))
    if found and found[1] in tuple(OnCall):
        start, end = _minutes(found[2], MIDNIGHT - 1), _minutes(found[3], MIDNIGHT)
        if start is not None and end is not None:
            return OnCall(found[1]), start, end
    raise UnreadableCellError("on_call_time")


def _taken_breaks(text: str) -> tuple[tuple[WallTime, WallTime], ...]:
    return tuple(_taken(part) for part in _words(text))


def _taken(text: str) -> tuple[WallTime, WallTime]:
    found = _TAKEN.fullmatch(text)
    try:
        if found:
            start = WallTime(_clock(found[1]), offset_of(found[2] or ""))
            end = WallTime(_end_clock(found[3]), offset_of(found[4] or ""))
            if start != end:
                return start, end
    except ValueError:
        pass
    raise UnreadableCellError("taken_break")


def _weekdays(text: str) -> tuple[bool, ...]:
    if len(text) != 7 or set(text) - {"0", "1"}:
        raise UnreadableCellError("weekdays")
    return tuple(letter == "1" for letter in text)


TEXT: Kind[str] = Kind(_text)
IDENT: Kind[str] = Kind(_ident)
WORDS: Kind[tuple[str, ...]] = Kind(_words, "list")
FLAG: Kind[bool] = Kind(_flag, "flag")
DAY: Kind[date] = Kind(_day)
MONTH: Kind[date] = Kind(_month)
"""The first day of it."""
CLOCK: Kind[Clock] = Kind(_clock)
END_CLOCK: Kind[Clock] = Kind(_end_clock)
MOMENT: Kind[datetime] = Kind(_moment)
"""Local wall-clock time, with an offset or without."""
DAY_OR_MOMENT: Kind[date | datetime] = Kind(_day_or_moment)
WEEKENDS: Kind[WeekendPattern] = Kind(_weekends)
BREAK_RULES: Kind[tuple[tuple[int, Clock, Clock], ...]] = Kind(_break_rules, "list")
"""Minutes, earliest and latest of each break, as the clock shows them."""
ON_CALL_TIMES: Kind[tuple[tuple[OnCall, Clock, Clock], ...]] = Kind(_on_call, "list")
"""How somebody is on call, from when to when, as the clock shows it."""
TAKEN_BREAKS: Kind[tuple[tuple[WallTime, WallTime], ...]] = Kind(_taken_breaks, "list")
WEEKDAYS: Kind[tuple[bool, ...]] = Kind(_weekdays)


def from_json(value: object, shape: Shape) -> str:
    """Return a JSON value as the text of a CSV cell.

    Raises
    ------
    UnreadableCellError
        The value is of another type than the column has.
    """
    if value is None:
        return ""
    text = value if isinstance(value, str) else _FROM_JSON[shape](value)
    if text is None or not _can_be_stored(text):
        raise UnreadableCellError(f"json_{shape}")
    return text.strip()


def _can_be_stored(text: str) -> bool:
    return text.isascii() or not _HALF_PAIR.search(text)


def _json_text(value: object) -> str | None:
    return str(value) if type(value) is int and abs(value) < 10**18 else None


def _json_number(value: object) -> str | None:
    if type(value) is float and isfinite(value):
        return plain(value)
    return _json_text(value)


def _json_flag(value: object) -> str | None:
    return str(int(value)) if isinstance(value, bool) else _json_text(value)


def _json_list(value: object) -> str | None:
    if not isinstance(value, list | tuple):
        return None
    parts = [part if isinstance(part, str) else _json_text(part) for part in value]
    if any(part is None or "|" in part for part in parts):
        return None
    return "|".join(part for part in parts if part)


_FROM_JSON: dict[Shape, Callable[[object], str | None]] = {
    "text": _json_text,
    "number": _json_number,
    "flag": _json_flag,
    "list": _json_list,
}
