"""Which line of a table holds its headings, what the table is, which column is what."""

from collections import Counter
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
from data.importing.exported.told_sides import (
    ToldSide,
    is_sided,
    other_times,
    side_of,
    wanted_side,
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
    says_hours,
    span_of,
    without_hours,
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
_DURATIONS = ("minutes", "break_minutes")
_OF_PEOPLE = (ExportKind.WORKED, ExportKind.ABSENCES)
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

    def doubled(self) -> list[str]:
        """Return headings of which two stand above columns that say otherwise."""
        words = [plain_word(each) for each in self.headings]
        columns = {
            heading: [
                at for at, word in enumerate(words) if word == plain_word(heading)
            ]
            for heading in self.source.columns.values()
        }
        return [
            heading
            for heading, places in columns.items()
            if len({tuple(_all(self.table, self.at, at)) for at in places}) > 1
        ]

    def samples(self, field: str, most: int) -> list[str]:
        """Return the first different values of a field."""
        column = self.column_of(self.source.columns[field])
        return list(islice(dict.fromkeys(_filled(self.table, self.at, column)), most))


def headed(
    table: ExportTable,
    mapping: ExportMapping,
    kind: ExportKind | None = None,
    *,
    made: bool = False,
) -> Headed | None:
    """Return how a table is to be read; ``None`` where nothing is recognised.

    With ``kind`` it is of that kind, however little of it is recognised. With ``made``
    visits are read for what became of them, not for what was planned.
    """
    for at, headings in _candidates(table):
        source = mapping.for_headings(headings, kind)
        if source is not None:
            certain = dict.fromkeys(source.columns, CERTAIN)
            return Headed(table, at, source, certain, known=True)
    # What is below a heading stands there again and again: compared once.
    likeness = cache(_likeness)
    guesses = [
        _guess(table, at, headings, each, likeness, made=made)
        for at, headings in _candidates(table)
        for each in (ExportKind if kind is None else (kind,))
    ]
    if kind is None:
        guesses = [
            guess
            for guess in guesses
            if not (_is_dated(guess, guesses) or _is_of_clients(guess, guesses))
        ]
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
    """Return the headings of a line with what they stand below, where that tells more.

    *Namn* below *Utförare* is *Utförare Namn*, *Fr* below *Utfört* is *Utfört Fr*, and
    two of one name are told apart by what is above them.
    """
    line, cells = table.lines[at]
    headings = [text_of(cell) for cell in cells]
    if at == 0 or table.lines[at - 1][0] != line - 1:
        return headings
    above, group = table.lines[at - 1][1], ""
    if sum(bool(text_of(cell)) for cell in above) < 2:
        return headings  # a title
    often = Counter(map(plain_word, headings))
    for column, heading in enumerate(headings):
        text = text_of(above[column]) if column < len(above) else ""
        group = text or group
        if _says_whose(group, heading, often):
            headings[column] = f"{group} {heading}"
    return headings


def _says_whose(group: str, heading: str, often: Mapping[str, int]) -> bool:
    """Whether what stands above a heading tells what it is about."""
    word, above = plain_word(heading), plain_word(group)
    if not word or not above or word == above:
        return False
    if word in _NAMELESS and above in _groups():
        return True
    side, bare = side_of(group)
    is_sided_group = side is not None and (not bare or bare in _times())
    return often[word] > 1 or (is_sided_group and word in _times())


@cache
def _times() -> frozenset[str]:
    """Return what times are called, of visits or of work."""
    kinds = [words_of(kind).headings for kind in (ExportKind.VISITS, ExportKind.WORKED)]
    return frozenset(
        word
        for words in kinds
        for field, aliases in words.items()
        if is_sided(field)
        for word in aliases
    )


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


def _is_of_clients(guess: Headed, others: Sequence[Headed]) -> bool:
    """Whether a list of what people do has a column of clients that it leaves unread.

    It is a list of visits, though when they end is missing: that is to be told.
    """
    return guess.source.kind in _OF_PEOPLE and any(
        other.source.kind is ExportKind.VISITS
        and other.at == guess.at
        and other.likeness.get("client_id") == CERTAIN
        and other.source.columns["client_id"] not in guess.source.columns.values()
        for other in others
    )


def _worth(guess: Headed) -> tuple[int, int, int]:
    """Return what tells the better of two guesses: little missing, most understood.

    A table of many columns that are known is what they say, though one is missing: it
    is no list of addresses because that asks for two columns only.
    """
    likeness, missing = guess.likeness.values(), len(guess.missing())
    return len(likeness) - _MISSING * missing, -missing, sum(likeness)


def _guess(  # noqa: PLR0913
    table: ExportTable,
    at: int,
    headings: Sequence[str],
    kind: ExportKind,
    likeness_of: Callable[[str, str, tuple[str, ...]], int],
    *,
    made: bool,
) -> Headed:
    """Match headings and fields, the likest first, each once."""
    wanted = wanted_side(kind, made=made)
    pairs = sorted(
        (
            (_rank(heading, field, likeness, wanted), likeness, place, field, column)
            for field, aliases in words_of(kind).headings.items()
            for column, heading in enumerate(headings)
            if heading and (likeness := likeness_of(heading, field, aliases))
            for place in (-_place(heading, aliases),)
        ),
        reverse=True,
    )
    certain = {column for _, likeness, _, _, column in pairs if likeness == CERTAIN}
    found: dict[str, tuple[int, int]] = {}
    for _, likeness, _, field, column in pairs:
        taken = any(column == other for other, _ in found.values())
        taken |= likeness < CERTAIN and column in certain
        says = likeness == CERTAIN and (
            _says_much(headings[column], field) or table.has_days
        )
        sure = says or _looks_like(table, at, field, column)
        if field not in found and not taken and sure:
            found[field] = column, likeness
    fields = [field for field in words_of(kind).headings if field in found]
    columns = {field: headings[found[field][0]] for field in fields}
    for field in other_times(columns, wanted, made=made):
        del columns[field]
    planned = _planned_start(headings, likeness_of) if made else None
    if planned and kind is ExportKind.VISITS and "earliest" not in columns:
        columns["earliest"], found["earliest"] = planned, (0, CERTAIN)
    source = SourceMapping(kind=kind, file=table.file, columns=columns)
    return Headed(table, at, source, {field: found[field][1] for field in columns})


def _planned_start(
    headings: Sequence[str], likeness_of: Callable[[str, str, tuple[str, ...]], int]
) -> str | None:
    """Return the heading of when visits were to begin: it tells which were not made."""
    starts = words_of(ExportKind.VISITS).headings["start"]
    planned = (h for h in headings if side_of(h)[0] is ToldSide.PLANNED)
    likely = (h for h in planned if likeness_of(h, "start", starts) == CERTAIN)
    return next(likely, None)


def _rank(heading: str, field: str, likeness: int, wanted: ToldSide | None) -> int:
    """Return 2 for what surely is of the side that is wanted, 0 for the other's."""
    side, _ = side_of(heading)
    if wanted is None or side is None or not is_sided(field):
        return 1
    return 0 if side is not wanted else 1 + (likeness == CERTAIN)


def _likeness(heading: str, field: str, aliases: tuple[str, ...]) -> int:
    """Return how like a heading is to a field; one of coordinates may name a grid.

    A heading that is nothing but a grid can have both coordinates below it.
    """
    words = without_grid(heading) if field in _COORDINATES else heading
    if not plain_word(words):
        return CERTAIN if field == "position" else 0
    likeness = heading_likeness(words, aliases)
    if field in _DURATIONS and says_hours(words) and likeness < CERTAIN:
        bare = without_hours(words)
        likeness = max(likeness, heading_likeness(bare, aliases) if bare else 0)
    side, bare = side_of(words)
    if side is None or likeness == CERTAIN or not is_sided(field):
        return likeness
    # What was planned is only like a word for it, not like one for what was made.
    return heading_likeness(bare, aliases) if bare else 0


def _says_much(heading: str, field: str) -> bool:
    """Whether a heading by itself tells what a column is.

    *N*, *E*, *X*, *Y*, *Fr* do not, nor does *Koordinater* or *Klockslag* tell that
    both stand there. *V* could be anything.
    """
    if field in ("position", "span", "week", "weekday"):
        return False
    return len(plain_word(heading)) > (1 if field in _COORDINATES else 2)


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
    return filter(None, _all(table, at, column))


def _all(table: ExportTable, at: int, column: int) -> Iterator[str]:
    rows = (cells for _, cells in islice(table.lines, at + 1, None))
    return (text_of(cells[column]) if column < len(cells) else "" for cells in rows)
