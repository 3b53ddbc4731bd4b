"""Which line of a table holds its headings, what the table is, which column is what."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice

from data.columns import UnreadableCellError
from data.coordinates.swedish_grids import without_grid
from data.importing.export_tables import ExportTable, text_of
from data.importing.export_words import (
    CERTAIN,
    ExportKind,
    heading_likeness,
    plain_word,
    words_of,
)
from data.importing.exported.written_dates import (
    DateForm,
    day_of,
    is_weekday,
    week_of,
)
from data.importing.exported.written_forms import (
    clock_of,
    coordinate_of,
    hours_as_minutes,
    minutes_of,
    number_of,
    position_of,
    span_of,
)
from data.importing.mapping import ExportMapping, SourceMapping

_SEARCHED = 40
"""Lines among which the headings are looked for."""
_SAMPLED = 25
_MISSING = 3
"""Columns that must be known to outweigh one that is needed and missing."""


def _day(text: str) -> date:
    """Return a date, in whatever year where it has none: only its looks count."""
    return day_of(text, DateForm(near=date(2000, 1, 1)))


def _week(text: str) -> date:
    return _day(f"{week_of(text)} mån")


def _weekday(text: str) -> bool:
    if not is_weekday(text):
        raise UnreadableCellError("import_weekdays")
    return True


_FORMS: Mapping[str, Callable[[str], object]] = {
    "week": _week,
    "weekday": _weekday,
    "date": _day,
    "day_off": _day,
    "from": _day,
    "to": _day,
    "span": span_of,
    "start": clock_of,
    "end": clock_of,
    "earliest": clock_of,
    "latest": clock_of,
    "minutes": minutes_of,
    "hours": hours_as_minutes,
    "break_minutes": minutes_of,
    "monthly_pay": number_of,
    "lat": coordinate_of,
    "lon": coordinate_of,
    "position": position_of,
}
"""What the cells of a field look like, where that tells columns apart."""
_NAMELESS = frozenset(("namn", "name", "nr", "nummer", "number", "id"))
"""Headings that say nothing without whose it is."""
_COORDINATES = ("lat", "lon", "position")


@dataclass(frozen=True)
class Headed:
    """A table whose columns were understood."""

    table: ExportTable
    at: int
    """Where the line with the headings is among the lines of the table."""
    source: SourceMapping
    likeness: Mapping[str, int]
    """Per cent, by field."""
    known: bool = False
    """Whether it was read so before."""

    @property
    def headings(self) -> list[str]:
        """Return every heading, as it stands, with whose it is where that is above."""
        return _headings(self.table, self.at)

    def column_of(self, heading: str) -> int:
        """Return where a heading stands, from 0."""
        words = [plain_word(each) for each in self.headings]
        return words.index(plain_word(heading))

    def above(self) -> list[str]:
        """Return what stands above the headings."""
        lines = self.table.lines[: self.at]
        return [text for _, cells in lines for text in map(text_of, cells) if text]

    def missing(self) -> list[tuple[str, ...]]:
        """Return the groups of fields of which none was found."""
        needed = words_of(self.source.kind).needed
        return [group for group in needed if not set(group) & set(self.source.columns)]

    def samples(self, field: str, most: int) -> list[str]:
        """Return the first different values of a field."""
        column = self.column_of(self.source.columns[field])
        return list(islice(dict.fromkeys(_filled(self.table, self.at, column)), most))


def headed(
    table: ExportTable, mapping: ExportMapping, kind: ExportKind | None = None
) -> Headed | None:
    """Return how a table is to be read; ``None`` where nothing is recognised.

    With ``kind`` it is of that kind, however little of it is recognised.
    """
    for at, headings in _candidates(table):
        source = mapping.for_headings(headings, kind)
        if source is not None:
            certain = dict.fromkeys(source.columns, CERTAIN)
            return Headed(table, at, source, certain, known=True)
    # What is below a heading stands there again and again: compared once.
    likeness = cache(_likeness)
    guesses = [
        _guess(table, at, headings, each, likeness)
        for at, headings in _candidates(table)
        for each in (ExportKind if kind is None else (kind,))
    ]
    if kind is None:
        guesses = [guess for guess in guesses if not _is_dated(guess, guesses)]
    best = max(guesses, key=_worth, default=None)
    if best is None or (kind is None and len(best.source.columns) < 2):
        return None
    return best


def _candidates(table: ExportTable) -> list[tuple[int, list[str]]]:
    found = []
    for at in range(min(_SEARCHED, len(table.lines))):
        headings = _headings(table, at)
        if sum(map(bool, headings)) > 1:
            found.append((at, headings))
    return found


def _headings(table: ExportTable, at: int) -> list[str]:
    """Return the headings of a line; *Namn* below *Utförare* is *Utförare Namn*."""
    line, cells = table.lines[at]
    headings = [text_of(cell) for cell in cells]
    if at == 0 or table.lines[at - 1][0] != line - 1:
        return headings
    above, group = table.lines[at - 1][1], ""
    for column, heading in enumerate(headings):
        text = text_of(above[column]) if column < len(above) else ""
        group = text or group
        if plain_word(heading) in _NAMELESS and plain_word(group) in _groups():
            headings[column] = f"{group} {heading}"
    return headings


@cache
def _groups() -> frozenset[str]:
    """Return what people are called above the headings of what is told of them."""
    words = words_of(ExportKind.VISITS).headings
    return frozenset(
        plain_word(each)
        for field in ("client_id", "employee_id")
        for each in words[field]
    )


def _is_dated(guess: Headed, others: Sequence[Headed]) -> bool:
    """Whether a list of shifts says more as shifts that somebody worked: their days."""
    return guess.source.kind is ExportKind.SHIFT_TYPES and any(
        other.source.kind is ExportKind.WORKED
        and other.at == guess.at
        and len(other.likeness) > len(guess.likeness)
        for other in others
    )


def _worth(guess: Headed) -> tuple[int, int, int]:
    """Return what tells the better of two guesses: little missing, most understood.

    A table of many columns that are known is what they say, though one is missing: it
    is no list of addresses because that asks for two columns only.
    """
    likeness, missing = guess.likeness.values(), len(guess.missing())
    return len(likeness) - _MISSING * missing, -missing, sum(likeness)


def _guess(
    table: ExportTable,
    at: int,
    headings: Sequence[str],
    kind: ExportKind,
    likeness_of: Callable[[str, str, tuple[str, ...]], int],
) -> Headed:
    """Match headings and fields, the likest first, each once."""
    pairs = sorted(
        (
            (likeness, -_place(heading, aliases), field, column)
            for field, aliases in words_of(kind).headings.items()
            for column, heading in enumerate(headings)
            if heading and (likeness := likeness_of(heading, field, aliases))
        ),
        reverse=True,
    )
    found: dict[str, tuple[int, int]] = {}
    for likeness, _, field, column in pairs:
        taken = any(column == other for other, _ in found.values())
        says = likeness == CERTAIN and _says_much(headings[column], field)
        sure = says or _looks_like(table, at, field, column)
        if field not in found and not taken and sure:
            found[field] = column, likeness
    fields = [field for field in words_of(kind).headings if field in found]
    columns = {field: headings[found[field][0]] for field in fields}
    source = SourceMapping(kind=kind, file=table.file, columns=columns)
    return Headed(table, at, source, {field: found[field][1] for field in fields})


def _likeness(heading: str, field: str, aliases: tuple[str, ...]) -> int:
    """Return how like a heading is to a field; one of coordinates may name a grid.

    A heading that is nothing but a grid can have both coordinates below it.
    """
    words = without_grid(heading) if field in _COORDINATES else heading
    if plain_word(words):
        return heading_likeness(words, aliases)
    return CERTAIN if field == "position" else 0


def _says_much(heading: str, field: str) -> bool:
    """Whether a heading by itself tells what a column is.

    *N*, *E*, *X*, *Y* do not, nor does *Koordinater* or *Klockslag* tell that both
    stand there. *V* could be anything.
    """
    if field in ("position", "span", "week", "weekday"):
        return False
    return field not in _COORDINATES or len(plain_word(heading)) > 1


def _place(heading: str, aliases: Sequence[str]) -> int:
    """Return how usual a word is for a field: 0 is the most usual."""
    word = plain_word(heading).replace(" ", "")
    usual = [alias.replace(" ", "") for alias in aliases]
    return usual.index(word) if word in usual else len(usual)


def _looks_like(table: ExportTable, at: int, field: str, column: int) -> bool:
    """Whether at least half of a column's first cells are what a field holds."""
    form = _FORMS.get(field)
    cells = list(islice(_filled(table, at, column), _SAMPLED))
    if form is None or not cells:
        return True
    return sum(_is_read(form, cell) for cell in cells) * 2 >= len(cells)


def _is_read(form: Callable[[str], object], text: str) -> bool:
    try:
        form(text)
    except UnreadableCellError:
        return False
    return True


def _filled(table: ExportTable, at: int, column: int) -> Iterator[str]:
    rows = (cells for _, cells in islice(table.lines, at + 1, None))
    texts = (text_of(cells[column]) for cells in rows if column < len(cells))
    return (text for text in texts if text)
