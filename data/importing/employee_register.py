"""The people of the register and of a base dataset, by id and by name."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from data.importing.export_words import plain_word
from data.importing.exported.written_forms import first_name_first
from data.importing.imported_row import ImportedRow, is_called_by_name
from data.importing.name_numbers import NameNumbers, is_name
from data.written_values import Cells

_Employments = list[tuple[ImportedRow, Cells]]
"""Rows of one person."""
_Days = tuple[date, date] | None
_OF_EMPLOYMENT = {"degree_pct", "employment", "from", "to"}
"""In which two employments of the same work may differ."""
_FULL = 100


class EmployeeRegister:
    """Finds whom other files mean; a name that two people have is nobody's."""

    def __init__(self, rows: Mapping[str, Cells]) -> None:
        self.rows = rows
        names: dict[str, set[str]] = defaultdict(set)
        for id_, row in rows.items():
            names[plain_word(str(row.get("name") or ""))].add(id_)
        self._named = {n: ids.pop() for n, ids in names.items() if n and len(ids) == 1}

    def find(self, text: str) -> str | None:
        """Return the id of whoever is called so."""
        if text in self.rows:
            return text
        return self._named.get(plain_word(first_name_first(text)))


def _id_column(row: ImportedRow) -> str:
    return "name" if is_called_by_name(row) else "employee_id"


def registered(
    found: Sequence[tuple[ImportedRow, Cells]],
    base: Mapping[str, Cells],
    numbers: NameNumbers,
    days: _Days,
) -> EmployeeRegister:
    """Return everybody in the register, of whom the base says what it does not.

    Without a register they are the base's people. Who has a name alone has the number
    that the base knows, or one of their own. ``days`` are the first and the last.
    """
    told: dict[str, list[tuple[ImportedRow, Cells]]] = defaultdict(list)
    known = EmployeeRegister(base)
    for row, cells in found:
        id_ = str(cells["employee_id"])
        if is_called_by_name(row) or (is_name(id_) and " " in id_):
            number = known.find(id_) or numbers.of("people", id_)
            cells = {"name": first_name_first(id_), **cells, "employee_id": number}
            id_ = number
        if any(cells == earlier for _, earlier in told[id_]):
            row.guess("import_row_again", _id_column(row))
        else:
            told[id_].append((row, cells))
    rows = {
        id_: _employed(_in_plan(of_one, days), days) for id_, of_one in told.items()
    }
    return EmployeeRegister(
        {id_: base.get(id_, {}) | rows.get(id_, {}) for id_ in rows or base}
    )


def _in_plan(of_one: _Employments, days: _Days) -> _Employments:
    """Return whoever's employments there are while the plan lasts.

    Registers list earlier and later ones, too. Of somebody who has none then, the last
    row counts.
    """
    if days is None or len(of_one) == 1:
        return of_one
    first, last = (day.isoformat() for day in days)
    spans = [_span(cells, first, last) for _, cells in of_one]
    kept = [
        one
        for one, (begins, ends) in zip(of_one, spans, strict=True)
        if begins <= last and ends >= first
    ] or of_one[-1:]
    for row, cells in of_one:
        if not any(cells is each for _, each in kept):
            row.guess("import_other_employment", _id_column(row))
    return kept


def _employed(of_one: _Employments, days: _Days) -> Cells:
    """Return the one employment that people are planned by, of those they have at once.

    Degrees of the same work are added up, and hours by the hour beside a monthly
    employment are no contract. What is told otherwise is red.
    """
    (_, cells), *others = sorted(of_one, key=lambda one: _is_hourly(one[1]))
    for row, other in others:
        lasts = all(_lasts(each, days) for each in (cells, other))
        degree = _whole_degree(cells, other) if lasts else None
        if _is_hourly(other) and not _is_hourly(cells):
            row.guess("import_hourly_beside", _id_column(row))
        elif degree is None:
            row.refuse("import_second_row", _id_column(row))
        else:
            cells = {**cells, "degree_pct": degree}
            row.guess("import_degrees_added", "degree_pct", percent=f"{degree:g}")
    return cells


def _lasts(cells: Cells, days: _Days) -> bool:
    """Whether an employment is there from the first day of the plan to the last."""
    if days is None:
        return True
    first, last = (day.isoformat() for day in days)
    begins, ends = _span(cells, first, last)
    return begins <= first and last <= ends


def _span(cells: Cells, first: str, last: str) -> tuple[str, str]:
    """Return the days of an employment; without one of its own, those of the plan."""
    return str(cells.get("from") or first), str(cells.get("to") or last)


def _is_hourly(cells: Cells) -> bool:
    return cells.get("employment") == "hourly"


def _whole_degree(cells: Cells, other: Cells) -> float | None:
    """Return the degree of two employments together that are of the same work."""
    fields = {*cells, *other} - _OF_EMPLOYMENT
    degrees = [each.get("degree_pct") for each in (cells, other)]
    if any(cells.get(field) != other.get(field) for field in fields):
        return None
    whole = sum(float(str(degree)) for degree in degrees if degree)
    return whole if all(degrees) and whole <= _FULL else None
