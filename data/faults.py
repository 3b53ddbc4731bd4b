"""What is wrong with something that was handed in, where, and what was expected."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping

from scheduler.domain.values import Frozen
from scheduler.messages import say

MOST_OF_A_KIND = 20
"""How many different faults are told of one column, or of what has no column."""
MOST = 400
"""How many faults are told at all."""
ENOUGH = 20_000
"""After as many, told or not, reading ends: finding them takes a quarter second."""
_MOST_LINES = 5
_LONGEST_SHOWN = 60
_LEFT_OUT = "more_faults"
_ENDED = "reading_ended"


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
    """What the sentence needs besides.

    A fact whose name ends in ``_sv`` or ``_en`` is told in that language only.
    """
    pointer: str | None = None
    """RFC 6901; given for JSON documents only."""
    more: int = 0
    """How many other rows have the very same fault."""
    more_lines: tuple[int, ...] = ()
    """The first of those rows, where rows are numbered."""

    @property
    def sameness(self) -> Hashable:
        """What two faults share that say the same of different rows."""
        facts = tuple(self.facts.items())
        return self.file, self.code, self.column, self.value, facts

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
        ours = f"_{language}"
        shown |= {name.removesuffix(ours): fact for name, fact in self.facts.items()}
        said = say(f"input.{self.code}", language, **shown)
        return f"{said} {self._elsewhere(language)}" if self.more else said

    def _elsewhere(self, language: str) -> str:
        lines = ", ".join(map(str, self.more_lines))
        if self.more > len(self.more_lines):
            lines += " …"
        key = "input.more_rows" if self.more_lines else "input.more_places"
        return say(key, language, count=self.more, lines=lines)

    def text(self, language: str = "sv") -> str:
        """Return place and message as one line."""
        return f"{self.place(language)}: {self.message(language)}"


class FaultList:
    """Faults as they are found: the very same ones as one, of each kind only some.

    Damage of one kind fills whole files, so what is kept is bounded; what is left
    out is counted by file and told last, as ``more_faults``.
    """

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        self._first: dict[Hashable, Fault] = {}
        self._more: Counter[Hashable] = Counter()
        self._lines: dict[Hashable, tuple[int, ...]] = {}
        self._kinds: Counter[Hashable] = Counter()
        self._left_out: Counter[str] = Counter()
        self._found = 0
        self._end: Fault | None = None
        self.extend(faults)

    def append(self, fault: Fault) -> None:
        """Note one more fault.

        Raises
        ------
        BadInput
            These are enough.
        """
        self._note(fault)
        self._found += 1
        if self._found == ENOUGH:
            raise BadInput([*self, Fault(code=_ENDED, file=fault.file)])

    def _note(self, fault: Fault) -> None:
        if fault.code == _LEFT_OUT:
            self._left_out[fault.file] += int(fault.facts["count"])
            return
        if fault.code == _ENDED:
            self._end = fault
            return
        key = fault.sameness
        kind = (fault.file, fault.code, fault.column)
        if key in self._first:
            self._repeat(key, fault)
        elif self._kinds[kind] < MOST_OF_A_KIND and len(self._first) < MOST:
            self._kinds[kind] += 1
            self._first[key] = fault
        else:
            self._left_out[fault.file] += 1 + fault.more

    def extend(self, faults: Iterable[Fault]) -> None:
        """Note several faults."""
        for fault in faults:
            self.append(fault)

    def _repeat(self, key: Hashable, fault: Fault) -> None:
        if fault.line is None and fault.pointer is None:
            return  # of the whole file, found by two readers
        self._more[key] += 1 + fault.more
        lines = self._lines.get(key, ())
        if fault.line is not None and len(lines) < _MOST_LINES:
            self._lines[key] = (*lines, fault.line)

    def __bool__(self) -> bool:
        """Whether anything is wrong."""
        return bool(self._first or self._left_out)

    def __iter__(self) -> Iterator[Fault]:
        """Yield what is told, in the order found; how much is not told comes last."""
        for key, fault in self._first.items():
            yield self._told(key, fault)
        for file, count in self._left_out.items():
            yield Fault(code=_LEFT_OUT, file=file, facts={"count": count})
        if self._end is not None:
            yield self._end

    def _told(self, key: Hashable, fault: Fault) -> Fault:
        if not self._more[key]:
            return fault
        more = fault.more + self._more[key]
        lines = (fault.more_lines + self._lines.get(key, ()))[:_MOST_LINES]
        return fault.model_copy(update={"more": more, "more_lines": lines})


class BadInput(Exception):
    """Something handed in cannot be used; carries the faults, the like ones grouped."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(FaultList(faults))
        super().__init__(self.faults)

    @property
    def count(self) -> int:
        """How many faults there are, those included that are not told."""
        return sum(
            int(f.facts.get("count", 0)) if f.code == _LEFT_OUT else 1 + f.more
            for f in self.faults
            if f.code != _ENDED
        )

    def __str__(self) -> str:
        """Say every fault on a line of its own, in English (for logs)."""
        return "\n".join(fault.text("en") for fault in self.faults)


def _shortened(value: str) -> str:
    plain = " ".join(value.split())
    if len(plain) <= _LONGEST_SHOWN:
        return plain
    return plain[: _LONGEST_SHOWN - 1] + "…"
