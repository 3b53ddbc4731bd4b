"""Which rows of a file a step of a patch is about."""

import hashlib
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from data.scenario.patch import Condition, Scalar, Where
from data.written_values import Cells, Value

_COMPARED = re.compile(r"(<=|>=|!=|<|>)\s*(.*)", re.DOTALL)
_HOW: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "!=": operator.ne,
}


Related = Mapping[str, Mapping[str, Cells]]
"""Rows of other files by id, by the column that names them."""


class Selector:
    """Finds rows of one file; ``key`` is the column of their ids, if they have any."""

    def __init__(self, key: str | None, related: Related) -> None:
        self._key = key
        self._related = related

    def selected(
        self, rows: Sequence[Cells], where: Where, share: float
    ) -> list[Cells]:
        """Return the rows that fit, or a share of them that is always the same one."""
        found = [row for row in rows if self._fits(row, where)]
        if share == 1:
            return found
        drawn = sorted(found, key=self._draw)[: round(share * len(found))]
        taken = set(map(id, drawn))
        return [row for row in found if id(row) in taken]

    def _fits(self, row: Cells, where: Where) -> bool:
        return all(_is(self._cell(row, name), wanted) for name, wanted in where.items())

    def _cell(self, row: Cells, name: str) -> Value:
        """Return a cell, ``client_id.unit_id`` being one of the row that is named."""
        named, _, column = name.partition(".")
        if not column:
            return row.get(name)
        other = self._related.get(named, {}).get(str(row.get(named)))
        return None if other is None else other.get(column)

    def _draw(self, row: Cells) -> bytes:
        """Return what rows are sorted by when some are drawn: chance, once for all."""
        who = row[self._key] if self._key else sorted(row.items())
        return hashlib.sha256(repr(who).encode()).digest()


def _is(value: Value, wanted: Condition) -> bool:
    values: Sequence[Value] = value if isinstance(value, list) else [value]
    return any(_fits(one, other) for one in values or [None] for other in wanted)


def _fits(value: Value, wanted: Scalar) -> bool:
    found = _COMPARED.fullmatch(wanted) if isinstance(wanted, str) else None
    if found is None:
        return _plain(value) == _plain(wanted)
    one, other = _plain(value), _plain(found[2])
    if type(one) is not type(other) and found[1] != "!=":
        return False
    return _HOW[found[1]](one, other)


def _plain(value: Value) -> str | float:
    """Return a number as a number, however it is written, and all else as text."""
    if isinstance(value, bool):
        return float(value)
    text = "" if value is None else str(value)
    try:
        return float(text)
    except ValueError:
        return text
