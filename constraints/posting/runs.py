"""Days in a row, in words the roster model understands."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar, LinearExpr

    from scheduler.roster.variables import Roster


@dataclass(frozen=True)
class DayLiterals:
    """Whether one day counts: certainly (history), or if one of the literals is true.

    At most one of them is.
    """

    literals: "Sequence[IntVar]" = ()
    certain: bool = False

    @property
    def possible(self) -> bool:
        """Whether the day can count at all."""
        return self.certain or bool(self.literals)


def line_of_days(
    dates: Sequence[date],
    back: int,
    past: Iterable[date],
    literals: "Callable[[date], Sequence[IntVar]]",
) -> list[DayLiterals]:
    """Return ``back`` days of history and the days of the plan."""
    known = set(past)
    history = [
        DayLiterals(certain=dates[0] - timedelta(days=n) in known)
        for n in range(back, 0, -1)
    ]
    return [*history, *(DayLiterals(literals(day)) for day in dates)]


def full_windows(
    days: Sequence[DayLiterals], size: int, first: int
) -> "Iterator[tuple[LinearExpr, int]]":
    """Yield, for windows of ``size`` days that may all count, (sum, sum when full).

    Only windows that end on day ``first`` or later.
    """
    for end in range(max(first, size - 1), len(days)):
        window = days[end - size + 1 : end + 1]
        if all(day.possible for day in window):
            literals = [literal for day in window for literal in day.literals]
            certain = sum(day.certain for day in window)
            yield cp_model.LinearExpr.sum(literals), size - certain


def forbid_full(
    roster: "Roster", windows: "Iterable[tuple[LinearExpr, int]]", kind: str
) -> None:
    """Let no window be full."""
    switch = roster.switch(kind)
    for total, full in windows:
        roster.model.add(total <= full - 1).only_enforce_if(switch)


def count_full(
    roster: "Roster", windows: "Iterable[tuple[LinearExpr, int]]", name: str
) -> "LinearExpr":
    """Return how many windows are full, when it is minimised."""
    counted = []
    for total, full in windows:
        literal = roster.model.new_bool_var(name)
        roster.model.add(total - literal <= full - 1)
        counted.append(literal)
    return cp_model.LinearExpr.sum(counted)


def follows(
    roster: "Roster",
    before: DayLiterals,
    between: Sequence[DayLiterals],
    after: DayLiterals,
) -> "IntVar | None":
    """Return a literal: true, when minimised, if ``after`` is next to ``before``.

    ``between`` are the days that part them unless they are free; ``None`` where it
    cannot come to that.
    """
    parted = any(day.certain for day in between)
    if parted or not (before.possible and after.possible):
        return None
    literal = roster.model.new_bool_var("one turn follows another")
    both = cp_model.LinearExpr.sum([*before.literals, *after.literals])
    work = cp_model.LinearExpr.sum([x for day in between for x in day.literals])
    roster.model.add(both - work - literal <= 1 - before.certain - after.certain)
    return literal
