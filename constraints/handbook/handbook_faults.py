"""What is wrong with a ``rules.json``, where, and what was expected."""

from collections.abc import Iterable, Mapping

from scheduler.domain.values import Frozen
from scheduler.messages import say


class HandbookFault(Frozen):
    """One error; the words are in the catalogue under ``handbook.<code>``."""

    code: str
    pointer: str = ""
    """RFC 6901, ``/rules/3/price_kr`` say."""
    line: int | None = None
    """Line of the text, from 1; ``None`` for a document that has no lines."""
    value: str | None = None
    """What was found, as JSON."""
    facts: Mapping[str, str | int] = {}
    """What the sentence needs besides."""

    def message(self, language: str = "sv") -> str:
        """Return what was found and what was expected."""
        known = {"value": self.value or "", "pointer": self.pointer}
        return say(f"handbook.{self.code}", language, **known | dict(self.facts))

    def text(self, language: str = "sv") -> str:
        """Return place and message as one line."""
        place = self.pointer or "/"
        if self.line is not None:
            place = say("handbook.place", language, line=self.line, pointer=place)
        return f"{place}: {self.message(language)}"


class HandbookError(Exception):
    """A ``rules.json`` cannot be used; carries every fault that was found."""

    def __init__(self, faults: Iterable[HandbookFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)

    def __str__(self) -> str:
        """Say every fault on a line of its own, in English (for logs)."""
        return "\n".join(fault.text("en") for fault in self.faults)
