"""Rows of a visit export and of granted decisions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from data.columns import UnreadableCellError
from data.coordinates.gauss_kruger import GridSpot
from data.coordinates.swedish_grids import spot_of
from data.importing.export_words import plain_word, values_of
from data.importing.exported.written_forms import (
    clock_of,
    minutes_of,
    number_of,
    position_of,
)
from data.importing.imported_row import ImportedRow
from data.importing.mapping import StartingValues
from data.reading.cells import MIDNIGHT
from scheduler.domain.problem import KnownPlace

_LONGEST_VISIT = 780
NIGHT_ENDS = 5 * 60
"""What is done earlier belongs to the night of the day before."""
_WEEKDAYS = ("mån", "tis", "ons", "tor", "fre", "lör", "sön")
_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_RANGE = re.compile(r"(\w+)\s*[-–]\s*(\w+)")
_TIMES_A_WEEK = re.compile(
    r"([1-7])\s*(?:ggr|gånger|gång|g|x)\.?\s*(?:/|per|i|om)\s*(?:veckan|vecka|v)\.?",
    re.I,
)
_PARITY = re.compile(
    r"\W*\b(?:(jämn|even)|(?:ojämn|udda|odd))\w*\b(?:\s*(?:veckor|vecka|weeks?|v\b\.?))?",
    re.I,
)
"""In weeks of even numbers, or of odd ones."""
_SEVERAL_TIMES = re.compile(r"\s*[,;+&]\s*|\s+och\s+|\s+samt\s+")
_CLOCKS = re.compile(r"(?:kl\.? ?)?([\d:.]+)(?:\s*[-–]\s*([\d:.]+))?")


@dataclass(frozen=True)
class CareWork:
    """What is done at a client, the same each time."""

    client: str
    kind: str
    minutes: int
    staff: int
    skills: tuple[str, ...]
    priority: int
    unit: str
    opens: int
    closes: int
    """Minutes after the day's midnight between which it starts."""


@dataclass(frozen=True)
class ExportedPlace:
    """Where a client lives, and who the contact person is, as far as a row says."""

    client: str
    unit: str
    spot: GridSpot | None
    contact: str
    address: str = ""
    """Street, then after a comma the postal code and the town."""
    key: str = ""


@dataclass(frozen=True)
class ExportedVisit:
    """One visit of an export."""

    work: CareWork
    day: date
    by: tuple[str, ...] = ()
    """Who makes or made it."""
    id: str = ""
    cancelled: bool = False
    """Whether it was called off: it shows what recurs, and is not made."""


@dataclass(frozen=True)
class ExportedDecision:
    """One granted decision of an export."""

    work: CareWork
    days: str
    every_weeks: int
    weeks: str
    """``even`` or ``odd``: the only weeks, by their numbers."""
    first: date | None
    last: date | None
    id: str = ""


def client_of(row: ImportedRow) -> ExportedPlace:
    """Return what a row says of its client."""
    return ExportedPlace(
        row.text("client_id"),
        row.unit(),
        _spot(row),
        row.text("contact_id"),
        address_of(row, "address"),
        row.text("key"),
    )


def home_of(row: ImportedRow) -> ExportedPlace | None:
    """Return what a row of addresses says; ``None`` where it is red."""
    row.needed("client_id")
    home = client_of(row)
    return None if row.refused else home


def address_of(row: ImportedRow, street: str) -> str:
    """Return an address of several columns: street, postal code and town."""
    town = " ".join(filter(None, (row.text("postcode"), row.text("town"))))
    return ", ".join(filter(None, (row.text(street), town)))


def place_of(row: ImportedRow) -> KnownPlace | None:
    """Return a place whose coordinates an address register has."""
    name = address_of(row, "place")
    if not name:
        row.needed("place")
    for field in _coordinates(row):
        row.needed(field)
    spot = _spot(row)
    if spot is None or not name:
        return None
    return KnownPlace(name=name, lat=spot.lat, lon=spot.lon)


def _coordinates(row: ImportedRow) -> tuple[str, ...]:
    """Return the fields that say where a row is: one for both, or one for each."""
    both = row.text("position") or "lat" not in row.place.headings
    return ("position",) if both else ("lat", "lon")


def _spot(row: ImportedRow) -> GridSpot | None:
    """Return where a row is; the headings, or the cell with both, may name the grid."""
    fields = _coordinates(row)
    pair: Sequence[float | None] | None
    if fields == ("position",):
        pair = row.read("position", position_of)
    else:
        pair = [row.read(field, number_of) for field in fields]
    first, second = pair or (None, None)
    if first is None or second is None:
        return None
    headings = [row.place.headings.get(field, "") for field in fields]
    try:
        return spot_of(first, second, " ".join((*headings, row.text("position"))))
    except UnreadableCellError as error:
        row.refuse(error.code, fields[0], **error.facts)
        return None


def visit_of(row: ImportedRow, starting: StartingValues) -> ExportedVisit | None:
    """Return the visit of a row; ``None`` where it is red."""
    client = row.needed("client_id")
    row.part_span()
    row.join_week()
    opening = "start" if row.text("start") else "earliest"
    day = row.dated(opening)
    window = _window(row, starting.window_minutes)
    minutes = _minutes(row)
    work = _work(row, starting, client, minutes, window)
    cancelled = row.choice("visit_status") == "cancelled"
    if row.refused or day is None or work is None:
        return None
    if cancelled:
        row.guess("import_cancelled", "visit_status")
    if window is not None and window.by_night:
        day -= timedelta(days=1)
    by = tuple(filter(None, (row.text("employee_id"),)))
    return ExportedVisit(work, day, by, row.text("visit_id"), cancelled)


class _Window(NamedTuple):
    """Minutes after midnight of the planning day between which a visit starts."""

    opens: int
    closes: int
    by_night: bool = False
    """Whether the planning day is the one before the date that was exported."""


def _window(row: ImportedRow, around: int) -> _Window | None:
    """Return when a visit may start: as exported, or around its time."""
    start = row.read("start", clock_of)
    earliest, latest = row.read("earliest", clock_of), row.read("latest", clock_of)
    if earliest is None and start is None:
        row.needed("start")
        return None
    moment = start or 0 if earliest is None else earliest
    by_night = moment < NIGHT_ENDS
    opens = moment + MIDNIGHT if by_night else moment
    if earliest is None:
        return _Window(opens - around, opens + around, by_night)
    wide = 2 * around if latest is None else (latest - earliest) % MIDNIGHT
    return _Window(opens, opens + wide, by_night)


def _minutes(row: ImportedRow) -> int | None:
    if row.text("minutes") or not row.text("end"):
        row.needed_one("minutes", "end")
        return row.length("minutes", 1, _LONGEST_VISIT)
    start, end = row.read("start", clock_of), row.read("end", clock_of)
    if start is None or end is None:
        return None
    length = (end - start) % MIDNIGHT
    if not 1 <= length <= _LONGEST_VISIT:
        row.refuse("whole", "end", lowest=1, highest=_LONGEST_VISIT)
        return None
    return length


def _work(
    row: ImportedRow,
    starting: StartingValues,
    client: str,
    minutes: int | None,
    window: _Window | None,
) -> CareWork | None:
    kind = row.choice("kind") or starting.visit_kind
    staff = int(row.choice("staff") or 1)
    priority = row.whole("priority", minutes_of, 1, 3) or starting.visit_priority
    if minutes is None or window is None:
        return None
    return CareWork(
        client=client,
        kind=kind,
        minutes=minutes,
        staff=staff,
        skills=row.several("skills"),
        priority=priority,
        unit=row.unit(),
        opens=window.opens,
        closes=window.closes,
    )


def decision_of(row: ImportedRow, starting: StartingValues) -> ExportedDecision | None:
    """Return the decision of a row; ``None`` where it is red."""
    client = row.needed("client_id")
    window = _part_of_day(row, starting.window_minutes)
    row.needed("minutes")
    minutes = row.length("minutes", 1, _LONGEST_VISIT)
    weeks = _week_numbers(row)
    days, every = _recurrence(row)
    if weeks and every == 2:
        every = 1  # which of every two is said by their numbers
    elif weeks and every > 2:
        row.refuse("import_even_weeks", "every_weeks")
    first, last = row.day("from"), row.day("to")
    if every > 1 and first is None and starting.start is not None:
        first = starting.start
        row.guess("import_weeks_from", "days", start=first.isoformat())
    if first and last and last < first:
        row.refuse("ends_before_start", "to", start=first.isoformat())
    if every > 1 and first is None:
        row.refuse("need_weeks_from", "from", every=every)
    work = _work(row, starting, client, minutes, window)
    if row.refused or work is None or days is None:
        return None
    id_ = row.text("need_id")
    return ExportedDecision(work, days, every, weeks, first, last, id_)


def _week_numbers(row: ImportedRow) -> str:
    """Return ``even`` or ``odd`` where a row says so, and take the words out of it."""
    told = set()
    for name in ("every_weeks", "days"):
        text = row.text(name)
        if text in row.values.get(name, {}):
            continue
        found = list(_PARITY.finditer(text))
        told |= {"even" if match[1] else "odd" for match in found}
        if len(told) > 1:
            row.refuse("import_even_weeks", name)
            return ""
        if found:
            rest = _PARITY.sub("", text).strip(" ,:;()")
            row.cells = {**row.cells, name: rest}
    return told.pop() if told else ""


def _recurrence(row: ImportedRow) -> tuple[str | None, int]:
    """Return weekdays, and every how many weeks.

    *Dagligen* and *vardagar* as a frequency are days of every week; *2 ggr/vecka* says
    nothing beside as many days.
    """
    often = row.text("every_weeks")
    daily = values_of("days").get(plain_word(often))
    if daily is not None:
        given = row.read("days", weekdays_of) if row.text("days") else daily
        if given is not None and given != daily:
            row.refuse("import_other_days", "every_weeks", days=row.text("days"))
        return given, 1
    row.needed("days")
    before, listed = _weeks_and_days(row.text("days"))
    days = row.read("days", lambda _: weekdays_of(listed))
    if found := _TIMES_A_WEEK.fullmatch(often.strip()):
        if days is not None and days.count("1") != int(found[1]):
            row.refuse("import_other_days", "every_weeks", days=row.text("days"))
        return days, before or 1
    return days, int(row.choice("every_weeks") or before or 1)


def _part_of_day(row: ImportedRow, around: int) -> _Window | None:
    if row.text("earliest") or not row.text("time_of_day"):
        return _window(row, around)
    if _CLOCKS.fullmatch(row.text("time_of_day")):
        return row.read("time_of_day", lambda text: _clocks(text, around))
    if len(_SEVERAL_TIMES.split(row.text("time_of_day"))) > 1:
        row.refuse("import_several_times", "time_of_day")
        return None
    found = row.choice("time_of_day")
    if found is None:
        return None
    opens, closes = (clock_of(part) for part in found.split("-"))
    row.guess("import_part_of_day", "time_of_day", window=found)
    return _Window(opens, closes if closes > opens else closes + MIDNIGHT)


def _clocks(text: str, around: int) -> _Window:
    """Return the window of *07:00-09:30* or *18-21*, or around one time."""
    found = _CLOCKS.fullmatch(text)
    assert found is not None
    first = _clock_or_hour(found[1])
    opens = first + MIDNIGHT if first < NIGHT_ENDS else first
    if not found[2]:
        return _Window(opens - around, opens + around)
    return _Window(opens, opens + (_clock_or_hour(found[2]) - first) % MIDNIGHT)


def _clock_or_hour(text: str) -> int:
    return clock_of(f"{text}:00" if len(text) < 3 else text)


def _weeks_and_days(text: str) -> tuple[int | None, str]:
    """Return every how many weeks, where it stands before the days, and the rest.

    *varannan tors* says both; *varje dag* is all days of every week.
    """
    folded = text.casefold()
    known = values_of("every_weeks")
    for words in sorted(known, key=len, reverse=True):
        rest = folded.removeprefix(f"{words} ")
        if rest != folded and plain_word(text) not in values_of("days"):
            return int(known[words]), rest.strip()
    return None, text


def weekdays_of(text: str) -> str:
    """Return weekdays as ``1010100`` from ``mån, ons, fre``, ``mån-fre``, ``1,3,5``.

    Raises
    ------
    UnreadableCellError
        A word is no weekday.
    """
    known = values_of("days").get(plain_word(text))
    if known is not None:
        return known
    if len(text) == 7 and set(text) <= {"0", "1"} and "1" in text:
        return text
    found: set[int] = set()
    for part in filter(None, re.split(r"[,;|/+& ]+|\b(?:och|o)\b", _joined(text))):
        ends = _RANGE.fullmatch(part)
        first, last = (
            _weekday(word) for word in (ends.groups() if ends else (part,) * 2)
        )
        found |= {n % 7 for n in range(first, last + (7 if last < first else 0) + 1)}
    return "".join("01"[n in found] for n in range(7))


def _joined(text: str) -> str:
    return re.sub(r"\s*[-–]\s*", "-", text.casefold())


def _weekday(word: str) -> int:
    if word.isdigit() and 1 <= int(word) <= 7:
        return int(word) - 1
    for names in (_WEEKDAYS, _ENGLISH):
        for day, name in enumerate(names):
            if word.startswith(name) or (len(word) == 2 and name.startswith(word)):
                return day
    raise UnreadableCellError("import_weekdays")
