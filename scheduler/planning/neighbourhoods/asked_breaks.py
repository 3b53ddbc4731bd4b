"""Breaks in a model of visits one by one, and the ways around them.

A break lies between two visits of whoever has it, and so does the way from one to the
other.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ortools.sat.python import cp_model

from scheduler.context.planning_context import PlanningContext
from scheduler.domain.problem import Employee
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Instant, Span
from scheduler.proofs.in_turn import ModelVisit
from scheduler.roster.variables import Roster

Offered = tuple[ShiftOption, Instant, Instant]
"""A shift with a break, and the first and last moment at which that may begin."""


class Break(NamedTuple):
    """A break of whatever shift a person has on a day."""

    taken: cp_model.IntVar
    """Whether that shift has it."""
    start: cp_model.IntVar
    window: Span
    """The first and the last moment at which it may begin."""
    minutes: int


class Stay(NamedTuple):
    """A visit that a person may make."""

    visit: ModelVisit
    minutes: int
    client: str


def breaks_of(
    context: PlanningContext,
    roster: Roster,
    employee: Employee,
    dates: Collection[date],
) -> Iterator[Break]:
    """Yield a person's breaks on some dates; those at about the same time as one."""
    alike: dict[tuple[date, int], list[Offered]] = defaultdict(list)
    for option in roster.options(employee):
        roster.works_on(employee, option.date)  # no two shifts have it then
        is_asked = option.date in dates
        for windows in context.break_windows_of(option) if is_asked else ():
            for first, last, minutes in windows:
                offered = option, first, max(first, last)
                alike[option.date, minutes].append(offered)
    for (_, minutes), every in alike.items():
        for together in _together(every):
            yield _break(roster, employee, together, minutes)


def _together(offered: Sequence[Offered]) -> Iterator[list[Offered]]:
    """Yield those whose windows overlap, but never two of one shift."""
    mine: list[Offered] = []
    for each in sorted(offered, key=lambda o: o[1:]):
        is_later = mine and each[1] > max(last for _, _, last in mine)
        if is_later or any(each[0] == option for option, _, _ in mine):
            yield mine
            mine = []
        mine.append(each)
    yield mine


def _break(
    roster: Roster, employee: Employee, offered: Sequence[Offered], minutes: int
) -> Break:
    model = roster.model
    window = min(o[1] for o in offered), max(o[2] for o in offered)
    start, taken = model.new_int_var(*window, ""), model.new_bool_var("")
    works = [roster.works(employee, option) for option, _, _ in offered]
    model.add(cp_model.LinearExpr.sum(works) == taken)
    for literal, (_, first, last) in zip(works, offered, strict=True):
        if (first, last) != window:
            model.add_linear_constraint(start, first, last).only_enforce_if(literal)
    return Break(taken, start, window, minutes)


class BreakBetween:
    """One break among the visits that its person may make."""

    def __init__(
        self, model: cp_model.CpModel, pause: Break, way: Callable[[str, str], int]
    ) -> None:
        self._model, self._pause, self._way = model, pause, way
        self._before: list[tuple[Stay, list[cp_model.LiteralT]]] = []
        self._after: list[tuple[Stay, list[cp_model.LiteralT]]] = []

    def keep_from(self, stay: Stay) -> None:
        """Let a visit be over when the break begins, or begin after it."""
        makes, start, (first, last) = stay.visit
        model, pause = self._model, self._pause
        can_precede = first + stay.minutes <= pause.window[1]
        can_follow = last >= pause.window[0] + pause.minutes
        both = [makes, pause.taken]
        precedes: list[cp_model.LiteralT] = []
        follows: list[cp_model.LiteralT] = []
        if can_precede and can_follow:
            literal = model.new_bool_var("")
            precedes, follows = [literal], [~literal]
        if can_precede:
            over = start + stay.minutes <= pause.start
            model.add(over).only_enforce_if(*both, *precedes)
            self._before.append((stay, precedes))
        if can_follow:
            later = start >= pause.start + pause.minutes
            model.add(later).only_enforce_if(*both, *follows)
            self._after.append((stay, follows))
        if not (can_precede or can_follow):
            model.add_at_most_one(both)

    def keep_ways(self) -> None:
        """Keep what is before the break as far from what is after it as both take."""
        for one, precedes in self._before:
            for other, follows in self._after:
                way = self._way(one.client, other.client)
                if one is not other and way:
                    gap = one.minutes + way + self._pause.minutes
                    self._keep(one, other, gap, [*precedes, *follows])

    def _keep(
        self, one: Stay, other: Stay, gap: int, sides: Sequence[cp_model.LiteralT]
    ) -> None:
        if other.visit.window[0] - one.visit.window[1] >= gap:
            return
        when = [self._pause.taken, one.visit.makes, other.visit.makes, *sides]
        if other.visit.window[1] - one.visit.window[0] < gap:
            self._model.add_bool_or([~literal for literal in when])
            return
        apart = other.visit.start - one.visit.start >= gap
        self._model.add(apart).only_enforce_if(*when)
