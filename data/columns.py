"""What a file consists of: its columns, what a cell may hold, what it refers to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, Literal, TypeVar

from scheduler.messages import say

T = TypeVar("T")
D = TypeVar("D")
T_co = TypeVar("T_co", covariant=True)

Shape = Literal["text", "number", "flag", "list"]
"""What a cell is in a JSON document; it may always be text as in a CSV file, too."""


class UnreadableCellError(ValueError):
    """A cell does not hold what its column asks for."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True)
class Choice:
    """One of few values, and the key of its word; an empty key has none."""

    value: str
    key: str = ""

    def word(self, language: str) -> str:
        """Return what it is called, or else the value."""
        return say(self.key, language) if self.key else self.value


@dataclass(frozen=True)
class Kind(Generic[T_co]):
    """How the text of a cell is understood."""

    parse: Callable[[str], T_co]
    """Raises UnreadableCellError; never sees an empty cell."""
    shape: Shape = "text"
    choices: tuple[Choice, ...] = ()
    """All that there is to choose from."""
    bounds: tuple[int, int] | None = None
    """Of a number that is whole however it is written: the least and the greatest."""


@dataclass(frozen=True, eq=False)
class Column(Generic[T_co]):
    """One column of a file."""

    name: str
    kind: Kind[T_co]
    needed: bool = True
    """Whether every row must fill its cell."""
    empty: T_co | None = None
    """What an empty cell means."""
    expected: bool = True
    """Whether the file must have the column."""
    refers: tuple[str, ...] = ()
    """The files whose ids the cell names."""


def needed(name: str, kind: Kind[T], *refers: str) -> Column[T]:
    """Return a column whose cells must be filled."""
    return Column(name, kind, refers=refers)


def given(name: str, kind: Kind[T], empty: D, *refers: str) -> Column[T | D]:
    """Return a column whose cells may be empty, and then mean ``empty``."""
    return Column(name, kind, needed=False, empty=empty, refers=refers)


def extra(name: str, kind: Kind[T], empty: D, *refers: str) -> Column[T | D]:
    """Return a column that may be left out altogether."""
    return Column(name, kind, needed=False, empty=empty, expected=False, refers=refers)


@dataclass(frozen=True, eq=False)
class Sheet:
    """One file of a dataset or plan; ``name`` is without ``.csv``."""

    name: str
    columns: tuple[Column[object], ...]
    key: Column[str] | None = None
    """The column that tells rows apart."""
    may_be_empty: bool = True
    completed: bool = False
    """Whether something else may say what a row leaves empty; its key apart."""

    @property
    def file(self) -> str:
        """The name of the CSV file."""
        return f"{self.name}.csv"

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every column's name."""
        return tuple(column.name for column in self.columns)

    @cached_property
    def expected(self) -> tuple[str, ...]:
        """Names of the columns that must be there."""
        return tuple(column.name for column in self.columns if column.expected)


def is_private(name: str) -> bool:
    """Whether a file, column or key is somebody's own, and not read."""
    return name.startswith("x_")


def unknown(names: Iterable[str], known: Iterable[str]) -> list[str]:
    """Return the names that are neither known nor private."""
    wanted = set(known)
    return [n for n in names if n not in wanted and not is_private(n)]
