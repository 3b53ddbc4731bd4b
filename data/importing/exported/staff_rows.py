"""Rows of an employee register and of worked hours."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from data.importing.export_words import (
    plain_word,
    value_likeness,
    value_words,
    values_of,
)
from data.importing.exported.written_forms import (
    clock_of,
    first_name_first,
    hours_as_minutes,
    is_span,
    number_of,
)
from data.importing.imported_row import NAMES, ImportedRow, is_called_by_name
from data.reading.cells import MIDNIGHT
from data.written_values import Value, clock
from scheduler.domain.problem import ShiftType

_LONGEST_WEEK = 48
"""A larger number of weekly hours is minutes."""
_LONGEST_BREAK = 180


def employee_of(row: ImportedRow) -> dict[str, Value]:
    """Return what a row of the register says of a person; nothing where it is empty."""
    employment = _employment(row)
    degree = 0 if _says_hourly(row) else _degree(row)
    if employment is None and degree == 0:
        employment = "hourly"
    if employment == "hourly" and degree:
        row.guess("import_hourly_degree", "degree_pct")
    first, last = row.day("from"), row.day("to")
    if first and last and last < first:
        row.refuse("ends_before_start", "to", start=first.isoformat())
    found: Mapping[str, Value] = {
        "employee_id": _id(row),
        "name": _name(row),
        "unit_id": row.unit(),
        "role": row.choice("role", closed=False),
        "skills": list(row.several("skills")),
        "employment": employment,
        "degree_pct": 0 if employment == "hourly" else degree,
        "week_minutes": _week(row),
        "monthly_pay": _pay(row),
        "transport": row.choice("transport"),
        "gender": row.choice("gender"),
        "weekends": row.choice("weekends"),
        "from": first.isoformat() if first else None,
        "to": last.isoformat() if last else None,
    }
    return {name: value for name, value in found.items() if value not in (None, "", [])}


def _employment(row: ImportedRow) -> str | None:
    """Return how a person is employed; registers say *timavlönad* as a degree, too."""
    told = row.choice("employment")
    if told is None and _says_hourly(row):
        row.guess("import_hourly_by_degree", "degree_pct")
        return "hourly"
    if told is None and not row.text("degree_pct"):
        return _by_title(row)
    return told


def _by_title(row: ImportedRow) -> str | None:
    """Return how all on a sheet are employed, where it is called so: *Timavlönade*."""
    _, _, title = row.place.file.rpartition(": ")
    found = value_likeness(title, values_of("employment"))
    if found is None:
        return None
    word = value_words("employment", found.meaning)
    fact = {"meaning_sv": word.sv, "meaning_en": word.en}
    row.guessed.append(row.place.fault("import_by_title", None, title, **fact))
    return found.meaning


def _says_hourly(row: ImportedRow) -> bool:
    word = plain_word(row.text("degree_pct"))
    return values_of("employment").get(word) == "hourly"


def _id(row: ImportedRow) -> str:
    """Return the number of a person; in a list that has none, the name for now."""
    if not is_called_by_name(row):
        return row.needed("employee_id")
    if all(name in NAMES for name, text in row.cells.items() if text):
        column = next(name for name, text in row.cells.items() if text)
        row.refuse("import_only_name", column)
    return _name(row) or row.needed("name")


def _name(row: ImportedRow) -> str:
    parts = (row.text("first_name"), row.text("last_name"))
    return first_name_first(row.text("name")) or " ".join(filter(None, parts))


def _degree(row: ImportedRow) -> float | None:
    degree = row.read("degree_pct", number_of)
    if degree is not None and 0 < degree <= 1 and "%" not in row.text("degree_pct"):
        degree = round(degree * 100, 2)
        row.guess("import_share_as_percent", "degree_pct", percent=f"{degree:g}")
    if degree is not None and not 0 <= degree <= 100:
        row.refuse("decimal", "degree_pct", lowest=0, highest=100)
        return None
    return degree


def _week(row: ImportedRow) -> int | None:
    minutes = row.read("week_minutes", hours_as_minutes)
    if minutes is not None and minutes > _LONGEST_WEEK * 60:
        minutes //= 60
    if minutes is not None and not 600 <= minutes <= 2400:
        row.refuse("import_week", "week_minutes")
        return None
    return minutes


def _pay(row: ImportedRow) -> float | None:
    pay = row.read("monthly_pay", number_of)
    if pay == 0:
        return None
    if pay is not None and not 1 <= pay <= 500_000:
        row.refuse("money", "monthly_pay", lowest=1, highest=500_000)
        return None
    return None if pay is None else round(pay, 2)


@dataclass(frozen=True)
class ExportedShift:
    """A shift that somebody worked."""

    employee: str
    day: date
    start: int
    end: int
    """Minutes after the day's midnight."""
    break_minutes: int
    shift: str
    unit: str


def worked_of(row: ImportedRow, turns: Mapping[str, ShiftType]) -> ExportedShift | None:
    """Return the shift of a row of worked hours; ``None`` where it is red or none.

    In a schedule *D1* is one of ``turns``, and *L* says that nobody works.
    """
    employee, shift = row.needed("employee_id"), row.text("shift_id") or "pass"
    if row.is_day_cell and not has_time(row, turns):
        return None
    row.part_span()
    if row.choice("absence_kind") and not row.text("start"):
        row.guess("import_absent_then", "absence_kind")
        return None
    row.needed("start")
    row.join_week()
    day, start = row.dated("start"), row.read("start", clock_of)
    rest = row.length("break_minutes", 0, _LONGEST_BREAK)
    hours = row.whole("hours", hours_as_minutes, 1, MIDNIGHT)
    end = row.read("end", clock_of)
    if end is None and hours is None:
        row.needed_one("end", "hours")
    if row.refused or day is None or start is None:
        return None
    end, rest = _end(row, start, end, (hours, rest))
    if end - start <= rest:
        row.refuse("break_too_long", "break_minutes", minutes=end - start)
        return None
    unit = row.unit()
    return ExportedShift(employee, day, start, end, rest, shift, unit)


def has_time(row: ImportedRow, turns: Mapping[str, ShiftType]) -> bool:
    """Put in a code's place what it means; tell of one that is no shift."""
    text = row.text("span")
    meant = row.values.get("span", {}).get(text, text)
    row.cells = {**row.cells, "span": meant}
    if is_span(meant):
        return True
    if turn := turns.get(meant):
        first, last = turn.spans[0][0], turn.spans[-1][1]
        rest = last - first - turn.paid_minutes
        told = {"start": clock(first % MIDNIGHT), "end": clock(last % MIDNIGHT)}
        row.cells = {**row.cells, **told, "span": "", "break_minutes": str(rest)}
        return True
    if values_of("span").get(plain_word(meant)) == "off":
        row.guess("import_no_shift", "span")
    else:
        row.cells = {**row.cells, "span": text}
        row.refuse("import_day_cell", "span")
    return False


def _end(
    row: ImportedRow, start: int, end: int | None, worked: tuple[int | None, int | None]
) -> tuple[int, int]:
    """Return end and break, each from the other and the hours where it is not given."""
    hours, rest = worked
    if end is None:
        row.guess("import_end_from_hours", "hours")
        return start + (hours or 0) + (rest or 0), rest or 0
    if end <= start:
        end += MIDNIGHT
    if (
        rest is None
        and hours is not None
        and 0 <= end - start - hours <= _LONGEST_BREAK
    ):
        return end, end - start - hours
    return end, rest or 0
