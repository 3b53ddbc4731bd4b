"""Where something stands in what is read or written, so that a fault can say it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.faults import Fault

_LONGEST_KEPT = 1000
"""Letters of a value; a whole file may stand in one cell."""


@dataclass(frozen=True)
class CellPlace:
    """Where a row, a file or a part of a document is."""

    file: str
    line: int | None = None
    pointer: str | None = None
    headings: Mapping[str, str] = field(default_factory=dict, compare=False)
    """What a sheet calls its columns, where it is not their names."""

    def fault(
        self,
        code: str,
        column: str | None = None,
        value: str | None = None,
        **facts: str | int,
    ) -> Fault:
        """Return a fault of this place, or of one column of it."""
        pointer = self.pointer
        if pointer is not None and column is not None:
            pointer += "/" + escaped(column)
        return Fault(
            code=code,
            file=self.file,
            line=self.line,
            column=column and self.headings.get(column, column),
            value=value and value[:_LONGEST_KEPT],
            facts=facts,
            pointer=pointer,
        )


def escaped(token: str) -> str:
    """Return a name as one token of a JSON pointer."""
    return token.replace("~", "~0").replace("/", "~1")
