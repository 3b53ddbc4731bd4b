"""What is wrong with something that was handed in, where, and what was expected."""

from collections.abc import Iterable, Mapping

from scheduler.domain.values import Frozen
from scheduler.messages import say

_LONGEST_SHOWN = 60


class Fault(Frozen):
    """One error, located; the words are in the catalogue under ``input.<code>``."""

    code: str
    file: str
    """The file (or the array of a JSON document) that is at fault."""
    line: int | None = None
    """The row as a spreadsheet numbers it: the header is 1."""
    column: str | None = None
    value: str | None = None
    """What was found, as it stands in the file."""
    facts: Mapping[str, str | int] = {}
    """What the sentence needs besides."""
    pointer: str | None = None
    """RFC 6901; given for JSON documents only."""

    def place(self, language: str = "sv") -> str:
        """Return where it is: file, row and column, or the pointer."""
        if self.pointer is not None:
            return self.pointer or "/"
        line = self.line and say("input.at_line", language, line=self.line)
        what = "key" if self.file.endswith(".toml") else "column"
        column = self.column and say(f"input.at_{what}", language, name=self.column)
        return ", ".join(part for part in (self.file, line, column) if part)

    def message(self, language: str = "sv") -> str:
        """Return what was found and what was expected."""
        shown: dict[str, object] = {
            "file": self.file,
            "column": self.column,
            "value": _shortened(self.value or ""),
        }
        return say(f"input.{self.code}", language, **shown | dict(self.facts))

    def text(self, language: str = "sv") -> str:
        """Return place and message as one line."""
        return f"{self.place(language)}: {self.message(language)}"


class BadInput(Exception):
    """Something handed in cannot be used; carries every fault that was found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)

    def __str__(self) -> str:
        """Say every fault on a line of its own, in English (for logs)."""
        return "\n".join(fault.text("en") for fault in self.faults)


def _shortened(value: str) -> str:
    plain = " ".join(value.split())
    if len(plain) <= _LONGEST_SHOWN:
        return plain
    return plain[: _LONGEST_SHOWN - 1] + "…"
