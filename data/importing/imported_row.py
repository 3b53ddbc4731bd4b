"""One row of an export as it is understood: what was read, guessed and refused."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple, TypeVar

from xlsxwriter.utility import xl_col_to_name

from data.cell_place import CellPlace
from data.columns import UnreadableCellError
from data.export.personal_numbers import holds_personal_number
from data.faults import Fault
from data.importing.export_tables import text_of
from data.importing.export_words import (
    CERTAIN,
    plain_word,
    told_choices,
    value_likeness,
    value_words,
    values_of,
)
from data.importing.exported.written_dates import (
    DateForm,
    date_form,
    day_of,
    ends_of,
    has_day,
    is_clear,
    is_day,
    is_no_day,
    is_serial,
    is_short,
    is_weekday,
    lacks_year,
    week_of,
    weekday_of,
)
from data.importing.exported.written_forms import (
    are_day_parts,
    are_decimal_hours,
    clock_of_day_part,
    decimal_clock,
    hours_as_minutes,
    minutes_of,
    says_hours,
    span_of,
)
from data.importing.headings import Headed
from data.importing.name_numbers import NameNumbers
from data.importing.pseudonyms import Pseudonyms
from data.reading.cells import IDENT, yes_or_no
from data.reading.rows.sheet_lines import SheetCell
from data.written_values import clock

T = TypeVar("T")

MendedPlace = tuple[str, int | None, str]
"""File, line and heading of a cell, as notes call them."""

IDS = ("client_id", "employee_id", "contact_id")
"""Fields that may be pseudonyms."""
NAMES = ("name", "first_name", "last_name", "address", "key")
"""Fields whose cells nobody is shown: names, and what leads to somebody's door."""
_CLOCKS = ("start", "end", "earliest", "latest")
"""Fields whose cells may hold clock times."""
_DAYS = ("week", "date", "day_off", "from", "to", "start", "end")
"""Fields whose cells may hold a date."""
_DELEGATED = "delegering"
"""The skill, whatever else a heading says: *Sign. delegering*, *Delegerad*."""
_DELEGATED_WORD = re.compile("deleg(?!at)")
_COLUMN = re.compile(r" \([A-Z]+\)$")
"""The letter of a sheet's column behind its heading."""
_NOTE = re.compile(
    r"(?:(?:del)?summ[ae]|sum|(?:sub)?totalt?|antal|printed)\b"
    r"|utskri[vf]|(?:sida|page) \d"
)
_DASHES = re.compile("[-–—]+")
_SEVERAL = re.compile(r"\s*[,;|/+&]\s*|\s+och\s+")


def may_be_shown(name: str, text: str) -> bool:
    """Whether a cell holds no name: nor one where an id is expected."""
    is_name = name in IDS and " " in text and not any(map(str.isdigit, text))
    return name not in NAMES and not is_name


class Hidden(NamedTuple):
    """What stands in for those who are called by personal number or by name."""

    pseudonyms: Pseudonyms
    numbers: NameNumbers


@dataclass
class ImportedRow:
    """One row; ``refused`` makes it red, ``guessed`` yellow."""

    place: CellPlace
    cells: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]
    forms: Mapping[str, DateForm]
    learnt: dict[str, dict[str, str]]
    """Closed values that were guessed, by field and text; shared by a file's rows."""
    refused: list[Fault] = field(default_factory=list)
    guessed: list[Fault] = field(default_factory=list)
    is_note: bool = False
    """Whether it is a sum, or says something of the list: nothing to be read."""
    is_day_cell: bool = False
    """Whether it was a cell of a schedule that has a column for each day."""

    def text(self, name: str) -> str:
        """Return the text of a cell; empty where there is no such column."""
        return self.cells.get(name, "")

    def needed(self, name: str) -> str:
        """Return the text of a cell that must not be empty."""
        text = self.text(name)
        if not text and not self._is_blamed(name):
            self.refuse("missing_value", name)
        return (self.read(name, IDENT.parse) or "") if name in IDS else text

    def needed_one(self, *names: str) -> str:
        """Blame the first of these that the file has a column for, if all are empty."""
        if any(map(self.text, names)):
            return ""
        known = [name for name in names if name in self.place.headings]
        return self.needed(known[0] if known else names[0])

    def part_span(self) -> None:
        """Put two times of one cell, *08:00-08:30*, where each would stand alone."""
        times = self.read("span", span_of)
        if times is not None:
            start, end = clock(times[0]), clock(times[1], end=True)
            self.cells = {**self.cells, "start": start, "end": end}

    def join_week(self) -> None:
        """Put a week's number and a weekday, each in a cell, where a date would be."""
        weekday = self.text("weekday") or self.text("date")
        if self.text("week") and is_weekday(weekday):
            week = week_of(self.text("week"), self.text("year"))
            self.cells = {**self.cells, "date": f"{week} {weekday}"}
            headings = {"date": self.place.headings["week"], **self.place.headings}
            self.place = replace(self.place, headings=headings)
            self.forms = {**self.forms, "date": self.forms["week"]}

    def unit(self) -> str:
        """Return what a row calls its unit, or what the mapping says that it is."""
        text = self.text("unit_id")
        return self.values.get("unit_id", {}).get(text, text)

    def length(self, name: str, lowest: int, highest: int) -> int | None:
        """Return minutes; hours where the heading says so."""
        heading = self.place.headings.get(name, "")
        parse = hours_as_minutes if says_hours(heading) else minutes_of
        return self.whole(name, parse, lowest, highest)

    def part_period(self, name: str) -> None:
        """Put two dates of one cell, *7/12 - 13/12*, where each would stand alone."""
        ends = None if self.text("to") else ends_of(self.text(name))
        form = self.forms.get(name, DateForm())
        if ends is not None and all(is_day(end, form) for end in ends):
            self.cells = {**self.cells, name: ends[0], "to": ends[1]}
            self.forms = {**self.forms, "to": form}

    def refuse(self, code: str, name: str, **facts: str | int) -> None:
        """Note that a cell cannot be read, and what was expected."""
        self.refused.append(self._note(code, name, facts))

    def guess(self, code: str, name: str, **facts: str | int) -> None:
        """Note what a cell was taken for."""
        self.guessed.append(self._note(code, name, facts))

    def read(self, name: str, parse: Callable[[str], T]) -> T | None:
        """Return what a cell holds; ``None`` where it is empty or cannot be read."""
        text = self.text(name)
        if not text:
            return None
        try:
            return parse(text)
        except UnreadableCellError as error:
            self.refuse(error.code, name, **error.facts)
            return None

    def whole(
        self, name: str, parse: Callable[[str], int], lowest: int, highest: int
    ) -> int | None:
        """Return a number between two bounds."""
        number = self.read(name, parse)
        if number is not None and not lowest <= number <= highest:
            self.refuse("whole", name, lowest=lowest, highest=highest)
            return None
        return number

    def day(self, name: str) -> date | None:
        """Return a date; one whose order or year is not sure is a guess."""
        text = self.text(name)
        if name == "to" and is_no_day(text):
            return None
        form = self.forms.get(name, DateForm())
        if lacks_year(text) and form.near is None:
            self.refused.append(self.place.fault("import_no_year", name))
            return None
        day = self.read(name, lambda text: day_of(text, form))
        if day is not None and is_serial(text):
            self.guessed.append(self.place.fault("import_serial_day", name))
            return day
        if day is not None and lacks_year(text):
            return self._in_its_year(name, day)
        if day is not None and not form.sure and not is_clear(text):
            code = "import_year_first" if is_short(text) else "import_day_first"
            self.guess(code, name, day=day.isoformat())
        return day

    def dated(self, opening: str) -> date | None:
        """Return the day of a row: in a cell of its own, or before its clock time."""
        if not self.text("date") and has_day(self.text(opening)):
            return self.day(opening)
        if self.text("date"):
            return self.day("date")
        if "date" in self.place.headings or "week" in self.place.headings:
            self.needed("date" if "date" in self.place.headings else "week")
        elif self.text(opening):
            self.refuse("import_no_day", opening)
        return None

    def _in_its_year(self, name: str, day: date) -> date | None:
        """Return a day whose year was taken; its weekday, if told, must be that."""
        told = weekday_of(self.text(name))
        if told not in (None, day.weekday()):
            self.refuse("import_other_weekday", name, day=day.isoformat())
            return None
        year = self.place.fault("import_year_taken", name, year=day.year)
        self.guessed.append(year)  # of all such cells at once
        if told is None and not self.forms[name].sure and not is_clear(self.text(name)):
            self.guess("import_day_first", name, day=day.isoformat())
        return day

    def choice(self, name: str, closed: bool = True) -> str | None:
        """Return which known value a cell means; in an open list maybe its own."""
        text = self.text(name)
        if not text:
            return None
        given = self.values.get(name, {}).get(text)
        if given is not None:
            return given
        found = self._known(name, text)
        if found is not None:
            return found
        if closed:
            self.refuse("import_unknown_value", name, **told_choices(name))
            return None
        self.guess("import_own_value", name)
        return self._learn(name, text, text)

    def _known(self, name: str, text: str) -> str | None:
        known = values_of(name)
        found = value_likeness(text, known)
        if found is not None and found.percent == CERTAIN:
            return found.meaning
        parts = [known.get(plain_word(part)) for part in _SEVERAL.split(text)]
        together = [part for part in parts if part is not None and name == "kind"]
        if len(parts) > 1 and len(together) == len(parts):
            order = list(dict.fromkeys(known.values()))
            meaning = min(together, key=lambda value: _precedence(value, order))
        elif found is not None:
            meaning = found.meaning
        else:
            return None
        word = value_words(name, meaning)
        self.guess("import_value_taken", name, meaning_sv=word.sv, meaning_en=word.en)
        return self._learn(name, text, meaning)

    def several(self, name: str) -> tuple[str, ...]:
        """Return the words of a list, roles by their ids.

        A plain *ja* means what the column is called.
        """
        roles = values_of("role")
        answer = yes_or_no(plain_word(self.text(name)))
        if answer is not None:
            return self._as_headed(name) if answer else ()
        parts = (part.strip() for part in _SEVERAL.split(self.text(name)))
        words = (plain_word(part) for part in parts if part)
        return tuple(dict.fromkeys(roles.get(word, word) for word in words if word))

    def _as_headed(self, name: str) -> tuple[str, ...]:
        heading = self.place.headings.get(name, name)
        word = plain_word(_COLUMN.sub("", heading))
        if _DELEGATED_WORD.search(word):
            word = _DELEGATED
        self.guess("import_skill_of_heading", name, skill=word)
        return (word,)

    def _learn(self, name: str, text: str, meaning: str) -> str:
        self.learnt.setdefault(name, {})[text] = meaning
        return meaning

    def _is_blamed(self, name: str) -> bool:
        heading = self.place.headings.get(name, name)
        return any(fault.column == heading for fault in self.refused)

    def _note(self, code: str, name: str, facts: Mapping[str, str | int]) -> Fault:
        text = self.text(name)
        shown = text if text and may_be_shown(name, text) else None
        return self.place.fault(code, name, shown, **facts)


def is_called_by_name(row: ImportedRow) -> bool:
    """Whether a list of people has no numbers, so that names stand in for them."""
    return "employee_id" not in row.place.headings


def name_as_above(rows: Iterable[ImportedRow]) -> None:
    """Let rows without a client be about that of the row straight above them.

    So lists are written by hand: whose it is stands once.
    """
    client, line = "", -1
    for row in rows:
        is_next = row.place.line == line + 1
        if row.text("client_id") or not is_next:
            client = row.text("client_id")
        elif client:
            row.guess("import_as_above", "client_id")  # of an empty cell: one note
            row.cells = {**row.cells, "client_id": client}
        line = row.place.line or -1


def _precedence(value: str, order: list[str]) -> int:
    """Return what decides what a visit of several errands is: who may do it."""
    first = ("intimate", "medication")
    return first.index(value) if value in first else len(first) + order.index(value)


def imported_rows(
    head: Headed,
    hidden: Hidden,
    mended: Mapping[MendedPlace, str],
    near: date | None = None,
) -> Iterator[ImportedRow]:
    """Yield every row below the headings; dates without a year are ``near`` a day."""
    columns = {f: head.column_of(h) for f, h in head.source.columns.items()}
    is_sheet = not head.table.separator and not head.table.has_days
    headings = {
        field: f"{heading} ({xl_col_to_name(columns[field])})" if is_sheet else heading
        for field, heading in head.source.columns.items()
    }
    forms = {f: date_form(head.samples(f, 10_000), near) for f in _dated(head)}
    decimal, parts = _decimal_clocks(head), _day_parts(head)
    learnt: dict[str, dict[str, str]] = {}
    for line, cells in head.table.lines[head.at + 1 :]:
        place = CellPlace(head.table.file, line, headings=headings)
        found = {f: cells[at] for f, at in columns.items() if at < len(cells)}
        found |= _mended(place, mended)
        if not any(found.values()):
            continue
        texts = {f: _without_dash(text_of(cell)) for f, cell in found.items()}
        # Without its cells yet, so that no refusal shows a personal number.
        row = ImportedRow(place, {}, head.source.values, forms, learnt)
        row.is_day_cell = head.table.has_days
        if _is_note(cells, len(head.headings)):
            row.is_note = True
            row.guessed.append(place.fault("import_note"))
            yield row
            continue
        for name, cell in found.items():
            if isinstance(cell, UnreadableCellError):
                row.refuse(cell.code, name)
        row.cells = dict(_without_numbers(row, texts, hidden))
        _read_decimals(row, decimal)
        _read_day_parts(row, parts)
        yield row


def _decimal_clocks(head: Headed) -> list[str]:
    """Return the fields whose clock times are hours with decimals, all of them."""
    known = [name for name in _CLOCKS if name in head.source.columns]
    texts = [text for name in known for text in head.samples(name, 10_000)]
    return known if are_decimal_hours(texts) else []


def _read_decimals(row: ImportedRow, names: Sequence[str]) -> None:
    for name in filter(row.text, names):
        row.guess("import_decimal_clock", name)
        row.cells = {**row.cells, name: decimal_clock(row.text(name))}


def _day_parts(head: Headed) -> list[str]:
    """Return the fields whose clock times are parts of a day, as spreadsheets do."""
    known = [name for name in _CLOCKS if name in head.source.columns]
    return [name for name in known if are_day_parts(head.samples(name, 10_000))]


def _read_day_parts(row: ImportedRow, names: Sequence[str]) -> None:
    for name in filter(row.text, names):
        row.guessed.append(row.place.fault("import_day_part", name))
        row.cells = {**row.cells, name: clock_of_day_part(row.text(name))}


def _is_note(cells: Sequence[SheetCell], width: int) -> bool:
    """Whether a line is a sum below a list or says something of it, and is no row."""
    texts = [text for text in map(text_of, cells) if text]
    is_thin = 0 < len(texts) * 2 < width
    return is_thin and is_note_word(texts[0])


def is_note_word(text: str) -> bool:
    """Whether a line that begins so is a sum or says something of its list."""
    return bool(_NOTE.match(text.casefold()))


def _without_dash(text: str) -> str:
    """Return the text of a cell; a dash alone says that there is nothing."""
    return "" if _DASHES.fullmatch(text) else text


def _mended(place: CellPlace, mended: Mapping[MendedPlace, str]) -> dict[str, str]:
    """Return what is read instead in a row, by field."""
    if not mended:
        return {}
    return {
        name: mended[place.file, place.line, heading]
        for name, heading in place.headings.items()
        if (place.file, place.line, heading) in mended
    }


def _dated(head: Headed) -> list[str]:
    return [f for f in _DAYS if f in head.source.columns]


def _without_numbers(
    row: ImportedRow, texts: Mapping[str, str], hidden: Hidden
) -> Iterator[tuple[str, str]]:
    """Yield the cells with pseudonyms; a personal number without one is refused.

    A client who is called by name gets a number; of employees the register decides.
    """
    for name, text in texts.items():
        if not holds_personal_number(text):
            is_client = name == "client_id" and text
            yield name, hidden.numbers.of_client(text) if is_client else text
            continue
        pseudonym = hidden.pseudonyms.of(text) if name in IDS else None
        if pseudonym is None:
            row.refuse("import_personal_number", name)
        yield name, pseudonym or ""
