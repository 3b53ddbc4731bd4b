"""Where something stands in a patch, as those who wrote it find it again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from data.cell_place import CellPlace, escaped
from data.faults import BadInput, Fault
from data.scenario.patch import Patch

Path = tuple[str | int, ...]
"""Keys and numbers (from 0) that lead from the whole patch to a value."""


@dataclass(frozen=True)
class PatchPlace:
    """A patch: a TOML file, or a part of a JSON document."""

    file: str
    pointer: str | None = None
    """What leads to the patch within a document; ``None`` for a file."""
    is_word: bool = False
    """Whether the patch was asked for in a word, so that nobody wrote its steps."""

    def fault(
        self, code: str, path: Path, value: object = None, **facts: str | int
    ) -> Fault:
        """Return a fault of the value at a path."""
        shown = None if value is None else str(value)
        path = () if self.is_word else path
        if self.pointer is None:
            place = CellPlace(self.file)
            return place.fault(code, _dotted(path) or None, shown, **facts)
        pointer = self.pointer + "".join(f"/{escaped(str(step))}" for step in path)
        return CellPlace(self.file, pointer=pointer).fault(code, None, shown, **facts)

    def made(self, make: Callable[[], Patch]) -> tuple[Patch, Self]:
        """Return a patch and this place; what is wrong with it is wrong here.

        Raises
        ------
        BadInput
            With every fault.
        """
        try:
            return make(), self
        except BadInput as bad:
            raise BadInput(map(self._placed, bad.faults)) from bad

    def _placed(self, fault: Fault) -> Fault:
        if fault.pointer is not None:
            return fault
        where = {"file": self.file, "pointer": self.pointer, "line": None}
        return fault.model_copy(update=where)


def _dotted(path: Path) -> str:
    """Return a path as TOML writes it, lists counted from 1 as people do."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".")
