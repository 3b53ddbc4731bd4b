"""The people of the register and of a base dataset, by id and by name."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from data.importing.export_words import plain_word
from data.importing.exported.written_forms import first_name_first
from data.importing.imported_row import ImportedRow, is_called_by_name
from data.importing.name_numbers import NameNumbers, is_name
from data.written_values import Cells


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
) -> EmployeeRegister:
    """Return everybody in the register, of whom the base says what it does not.

    Without a register they are the base's people. A second row of the same person is
    red, unless it says the same. Who has a name alone has the number that the base
    knows, or one of their own.
    """
    rows: dict[str, Cells] = {}
    known = EmployeeRegister(base)
    for row, told in found:
        id_ = str(told["employee_id"])
        cells = told
        if is_called_by_name(row) or (is_name(id_) and " " in id_):
            number = known.find(id_) or numbers.of("people", id_)
            cells = {"name": first_name_first(id_), **told, "employee_id": number}
            id_ = number
        if rows.get(id_) == cells:
            row.guess("import_row_again", _id_column(row))
        elif id_ in rows:
            row.refuse("import_second_row", _id_column(row))
        else:
            rows[id_] = cells
    return EmployeeRegister(
        {id_: base.get(id_, {}) | rows.get(id_, {}) for id_ in rows or base}
    )
