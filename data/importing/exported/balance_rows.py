"""Rows of balances: what people bring into the period."""

from collections.abc import Callable, Mapping

from data.importing.export_words import plain_word
from data.importing.exported.written_forms import hours_as_minutes, minutes_of
from data.importing.imported_row import ImportedRow
from data.written_values import Value

_MOST = 100_000
_TIMES: Mapping[str, tuple[str, int]] = {
    "hours_carried": ("hours_carried_minutes", -_MOST),
    "overtime_year": ("overtime_year_minutes", 0),
    "extra_year": ("extra_year_minutes", 0),
    "comp_hours": ("comp_minutes", 0),
}
"""Column of a dataset, and the least it can be, for each that exports have."""
_COUNTS: Mapping[str, int] = {
    "las_days": 1_826,
    "weekends_worked": 10_000,
    "evenings_worked": 10_000,
    "nights_worked": 10_000,
}
_IN_MINUTES = frozenset(("min", "minuter", "minutes"))


def balance_of(row: ImportedRow) -> dict[str, Value]:
    """Return what a row says; hours, or minutes where the heading says so."""
    found: dict[str, Value] = {"employee_id": row.needed("employee_id")}
    for name, (column, least) in _TIMES.items():
        found[column] = row.whole(name, _parser(row, name), least, _MOST)
    for name, most in _COUNTS.items():
        found[name] = row.whole(name, minutes_of, 0, most)
    return {name: value for name, value in found.items() if value is not None}


def _parser(row: ImportedRow, name: str) -> Callable[[str], int]:
    words = plain_word(row.place.headings.get(name, "")).split()
    parse = minutes_of if _IN_MINUTES & set(words) else hours_as_minutes
    return lambda text: _signed(text, parse)


def _signed(text: str, parse: Callable[[str], int]) -> int:
    """Return minutes that may be owed: ``-3:30``, with whichever dash."""
    plain = text.strip()
    if plain.startswith(("-", "−", "–")):
        return -parse(plain[1:].strip())
    return parse(plain.removeprefix("+"))
