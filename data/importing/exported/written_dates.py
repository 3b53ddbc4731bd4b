"""How other systems write days: in which order, with a weekday, without a year."""

import re
from calendar import monthrange
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import NamedTuple

from data.columns import UnreadableCellError
from data.reading.cells import LAST_YEAR

_FIRST_YEAR = 1900
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
"""A day as spreadsheets keep it: so many after the end of 1899."""
_DAY_ZERO = date(1899, 12, 30)
_SERIALS = range(*((date(y, 1, 1) - _DAY_ZERO).days for y in (1990, 2100)))
"""Others are numbers of something else."""
_SHORT = re.compile(r"(\d{2})(\d{2})(\d{2})")
"""*261102*: the year first, or last where only that can be."""
_WEEK = re.compile(
    r"(?:(\d{4})[ -]*)?(?:v|w|vecka|week)[. ]*(\d{1,2})"
    r"(?:[ ,/-]+(\d{4}))?[ ,:-]*(\w+)\.?",
    re.I,
)
"""*v. 49 mån*, *2026 v49 fredag*, *vecka 49 2026 ti*."""
_PARTS = re.compile(r"(\d{1,2})(?:[/.]|[- ](?!\d{1,2}/))(\d{1,2})[/.\- ](\d{4}|\d{2})")
"""*7/12-26* is one day, *7-13/12* are several."""
_YEARLESS = re.compile(r"(\d{1,2})[/.](\d{1,2})\.?")
_WORDED = re.compile(
    r"(?:den )?(\d{1,2})\.? ([a-zåäö]{3})[a-zåäö]*\.?(?: (\d{4}))?", re.I
)
_WEEK_ALONE = re.compile(
    r"(?:(\d{4})[ -]*)?(?:(?:v|w|vecka|week)[. ]*)?(\d{1,2})(?:[ ,/-]+(\d{4}))?", re.I
)
_BETWEEN = re.compile(r"\s+(?:[-–—]|till|to|t\.?o\.?m\.?)\s+|\s*[–—]\s*", re.I)
"""What stands between two dates, whatever is within them."""
_STATED = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{4}")
"""A date with a year amid other words."""
_STATED_MONTH = re.compile(
    r"\b(jan(?:uari|uary)?|feb(?:ruari|ruary)?|mar(?:s|ch)?|apr(?:il)?|ma[jy]"
    r"|jun[ie]?|jul[iy]?|aug(?:usti|ust)?|sept?(?:ember)?|o[kc]t(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.? (\d{4})\b",
    re.I,
)
_MIDDLE = 15
"""Day of a month that all its days are near to."""
_WEEKDAYS = (
    ("må", "ti", "on", "to", "fr", "lö", "sö"),
    (*("mo", "tu", "we", "th", "fr", "sa", "su"),),
)
_STEMS = {stem: n for stems in _WEEKDAYS for n, stem in enumerate(stems)}
_BEHIND = re.compile(rf",? \(?(?:{'|'.join(_STEMS)})[a-zåäö]*\.?\)?$", re.I)
"""A weekday behind a date: *2026-12-01 (tis)*."""
_WEEKDAY = re.compile(rf"^({'|'.join(_STEMS)})[a-zåäö]*\.?,? (?=.)", re.I)
_MONTHS = {
    **{"jan": 1, "feb": 2, "mar": 3, "apr": 4, "maj": 5, "may": 5, "jun": 6},
    **{"jul": 7, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dec": 12},
}
_SPLIT = re.compile(r"[T ]+(?=\d{1,2}[:.]\d{2})")
_NEVER = re.compile(r"[29]999-?\d\d-?\d\d(?!\d).*|\d{1,2}[/.]\d{1,2}[/.][29]999")
"""The last day of what does not end, as registers keep it."""
_NO_DAYS = frozenset(("-", "–", "—", "tills vidare", "tillsvidare", "löpande", "inget"))


class DateForm(NamedTuple):
    """In which order the parts of a date stand, and whether that is sure."""

    day_first: bool = True
    sure: bool = True
    near: date | None = None
    """A day to which one without a year is as near as it can be."""
    year_first: bool = True
    """Of six digits."""


def date_form(texts: Sequence[str], near: date | None = None) -> DateForm:
    """Return what a column's dates show; Swedish order where they show nothing."""
    days = [_day_part(text) for text in texts]
    found = [
        m for day in days if (m := _PARTS.fullmatch(day) or _YEARLESS.fullmatch(day))
    ]
    if short := [m for day in days if (m := _SHORT.fullmatch(day))]:
        return _short_form(short, near)
    firsts = [int(m[1]) for m in found]
    seconds = [int(m[2]) for m in found]
    if any(number > 12 for number in seconds) and max(firsts) <= 12:
        return DateForm(day_first=False, near=near)
    sure = not found or any(number > 12 for number in firsts)
    return DateForm(sure=sure, near=near)


def _short_form(found: Sequence[re.Match[str]], near: date | None) -> DateForm:
    """Return which end of six digits is the year: the one that makes days of all.

    Where both do, the one by which the days lie closer together.
    """
    years, lasts = (
        [_short_day(match, DateForm(year_first=first)) for match in found]
        for first in (True, False)
    )
    if None in lasts or None in years:
        return DateForm(near=near, year_first=None not in years)
    wide, wide_last = (
        (max(days) - min(days)).days
        for days in (list(filter(None, years)), list(filter(None, lasts)))
    )
    same = years == lasts
    return DateForm(
        near=near, year_first=wide <= wide_last, sure=same or wide != wide_last
    )


def _short_day(found: re.Match[str], form: DateForm) -> date | None:
    year, month, day = (int(part) for part in found.groups())
    if not form.year_first:
        year, day = day, year
    try:
        return _day(2000 + year, month, day)
    except ValueError:
        return None


def stated_day(texts: Sequence[str]) -> date | None:
    """Return the first date with a year in a title: *Period: 2026-11-02 – 11-29*.

    Of a month (*november 2026*) that is its middle.
    """
    for text in texts:
        if found := _STATED.search(text):
            try:
                return day_of(found[0], DateForm())
            except UnreadableCellError:
                continue
        if month := _STATED_MONTH.search(text):
            number, year = _MONTHS[month[1][:3].lower()], int(month[2])
            return date(max(year, _FIRST_YEAR), number, _MIDDLE)
    return None


def lacks_year(text: str) -> bool:
    """Whether a date has a day and a month alone: *2/11*, *mån 2 nov*, *v. 45 mån*."""
    if found := _WEEK.fullmatch(text.strip()):
        return not (found[1] or found[3])
    day = _day_part(text)
    found = _WORDED.fullmatch(day)
    return not found[3] if found else bool(_YEARLESS.fullmatch(day))


def weekday_of(text: str) -> int | None:
    """Return the weekday that stands before a date, Monday is 0."""
    found = _WEEKDAY.match(text.strip())
    return _STEMS[found[1].casefold()] if found else None


def is_weekday(text: str) -> bool:
    """Whether a cell holds a weekday and nothing else."""
    word = text.strip().strip(".").casefold()
    return word.isalpha() and word[:2] in _STEMS


def is_short(text: str) -> bool:
    """Whether a date is six digits."""
    return bool(_SHORT.fullmatch(text.strip()))


def week_of(text: str, year: str = "") -> str:
    """Return a week as it stands before a weekday: *v. 49*, *2026 v. 49*."""
    found = _WEEK_ALONE.fullmatch(text.strip())
    if found is None:
        return text
    return f"{found[1] or found[3] or year} v. {found[2]}".strip()


def is_no_day(text: str) -> bool:
    """Whether a cell says that there is no such day: *tills vidare*, *9999-12-31*."""
    word = text.strip().casefold()
    return word in _NO_DAYS or bool(_NEVER.fullmatch(word))


def day_of(text: str, form: DateForm) -> date:
    """Return a date in whatever of the usual forms; a clock time behind is passed over.

    Raises
    ------
    UnreadableCellError
        There is no such day, or it stands in no usual form.
    """
    if found := _WEEK.fullmatch(text.strip()):
        return _day_of_week(found, form)
    text = _day_part(text)
    try:
        if found := _SERIAL.fullmatch(text) or _SHORT.fullmatch(text):
            return _day_of_digits(found, form)
        if found := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
            return _day(int(found[1]), int(found[2]), int(found[3]))
        if found := _PARTS.fullmatch(text):
            first, second, year = (int(part) for part in found.groups())
            year += 2000 if year < 100 else 0
            day, month = (first, second) if form.day_first else (second, first)
            return _day(year, month, day)
        if found := _WORDED.fullmatch(text):
            return _day_of_words(found, form)
        if found := _YEARLESS.fullmatch(text):
            first, second = int(found[1]), int(found[2])
            day, month = (first, second) if form.day_first else (second, first)
            return _near(month, day, form)
    except (ValueError, KeyError):
        pass
    raise UnreadableCellError("import_date")


def _day_of_week(found: re.Match[str], form: DateForm) -> date:
    """Return the day of a week's number, in the year that brings it nearest."""
    stem, year = found[4].casefold()[:2], found[1] or found[3]
    if stem not in _STEMS:
        raise UnreadableCellError("import_date")
    if not year and form.near is None:
        raise UnreadableCellError("import_no_year")
    near = form.near.year if form.near else 0
    years = [int(year)] if year else range(near - 1, near + 2)
    days = []
    for each in years:
        with suppress(ValueError):
            days.append(date.fromisocalendar(each, int(found[2]), _STEMS[stem] + 1))
    if not days:
        raise UnreadableCellError("import_date")
    return min(days, key=lambda day: abs(day - (form.near or day)))


def _day_of_words(found: re.Match[str], form: DateForm) -> date:
    day, month = int(found[1]), _MONTHS[found[2].casefold()]
    return _day(int(found[3]), month, day) if found[3] else _near(month, day, form)


def _day_of_digits(found: re.Match[str], form: DateForm) -> date:
    if found.re is _SHORT:
        return _short_day(found, form) or _day(0, 0, 0)
    number = int(found[1])
    if number not in _SERIALS:
        raise ValueError(number)
    return _DAY_ZERO + timedelta(days=number)


def is_serial(text: str) -> bool:
    """Whether a date is the number that spreadsheets keep for it."""
    return bool(_SERIAL.fullmatch(text.strip()))


def _day(year: int, month: int, day: int) -> date:
    if not _FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(year)
    return date(year, month, day)


def is_day(text: str, form: DateForm) -> bool:
    """Whether a text is a date."""
    try:
        day_of(text, form)
    except UnreadableCellError:
        return False
    return True


def ends_of(text: str) -> tuple[str, str] | None:
    """Return the two dates of a cell: *7/12 - 13/12*, *24–26 dec*, *1/7 t.o.m. 4/7*."""
    parts = _BETWEEN.split(text.strip())
    if len(parts) == 1:
        parts = text.strip().split("-")
    if len(parts) != 2:
        return None
    first, last = (part.strip() for part in parts)
    if first.isdigit() and len(first) < 3:
        first += re.sub(r"^\d+", "", last)
    return first, last


def _near(month: int, day: int, form: DateForm) -> date:
    """Return a date without a year, in the year that brings it nearest."""
    near = form.near
    if near is None:
        raise UnreadableCellError("import_no_year")
    found = [
        date(year, month, day)
        for year in range(near.year - 1, near.year + 2)
        if day <= monthrange(year, month)[1]
    ]
    if not found:
        raise ValueError(day)
    return min(found, key=lambda each: abs(each - near))


def is_clear(text: str) -> bool:
    """Whether the order of a date's parts is beyond doubt."""
    day = _day_part(text)
    return any(form.fullmatch(day) for form in (_ISO, _COMPACT, _WORDED))


def has_day(text: str) -> bool:
    """Whether a cell holds a date before its clock time."""
    return bool(_SPLIT.search(text))


def clock_part(text: str) -> str:
    """Return what stands behind a date, or all there is."""
    return _SPLIT.split(text.strip())[-1].strip()


def _day_part(text: str) -> str:
    plain = _BEHIND.sub("", _WEEKDAY.sub("", text.strip()))
    return _SPLIT.split(plain)[0].strip()
