"""The literals "employee meets client", tied to the tours they take."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from ortools.sat.python import cp_model

from scheduler.domain.problem import Problem
from scheduler.roster.variables import Roster

Pair = tuple[str, str]
"""A client and an employee."""

Windows = int
"""A set of windows: bit ``n`` for window ``n``."""

Literals = tuple[cp_model.IntVar, ...]

FEW = 3
"""Literals that a meeting implies one by one: the solver found better rosters without
a literal of its own that speaks for them all, but with many the model gets long."""


class Window(NamedTuple):
    """Some days in a row, both included, that stand for ``weight`` such windows."""

    first: date
    last: date
    weight: int


class WindowMeeting(NamedTuple):
    """The literal "they meet in these windows": all of them or none."""

    literal: cp_model.IntVar
    windows: Windows


class People(NamedTuple):
    """Whom a client may meet in each of ``weight`` windows, and how many for sure."""

    perhaps: Literals
    surely: int
    weight: int

    @property
    def met(self) -> cp_model.LinearExprT:
        """How many it meets."""
        return cp_model.LinearExpr.sum([*self.perhaps, self.surely])

    @property
    def most(self) -> int:
        """How many it could meet."""
        return len(self.perhaps) + self.surely


class MeetingLiterals:
    """Who meets whom, as far as a roster's tours can change it.

    A pair has one literal for all the windows around the same of its possible days. A
    take implies, in one constraint, that all the tour's clients are met in every window
    around the day. Where history makes a pair meet is no question any more: the model
    grows with the takes, not with people times clients times days.
    """

    def __init__(self, roster: Roster, windows: Sequence[Window]) -> None:
        self._roster, self._windows = roster, windows
        self._model = roster.model
        problem = roster.problem
        self._counted = [c.id for c in problem.clients if c.counts_continuity]
        self._around = {day: _around(windows, day) for day in problem.dates}
        self._known = _known(problem, windows)
        self._meetings: dict[str, list[WindowMeeting]] = {
            id_: [] for id_ in self._counted
        }
        implied = {
            pair: self._of_pair(pair, sorted(days))
            for pair, days in self._possible_days().items()
        }
        self._tie(implied)

    def people(self) -> Iterator[People]:
        """Return whom each client meets in its windows, those alike together."""
        for client, meetings in self._meetings.items():
            known = self._known.get(client, {})
            alike: dict[tuple[tuple[int, ...], int], int] = defaultdict(int)
            for number, window in enumerate(self._windows):
                bit = 1 << number
                perhaps = tuple(n for n, m in enumerate(meetings) if m.windows & bit)
                surely = sum(bool(mine & bit) for mine in known.values())
                alike[perhaps, surely] += window.weight
            for (perhaps, surely), weight in alike.items():
                literals = tuple(meetings[n].literal for n in perhaps)
                yield People(literals, surely, weight)

    def _possible_days(self) -> dict[Pair, dict[date, None]]:
        """Return on which days each pair could meet."""
        counted = frozenset(self._counted)
        found: dict[Pair, dict[date, None]] = defaultdict(dict)
        for tour in self._roster.tours:
            for client in sorted(tour.clients & counted):
                for employee, _ in self._roster.takers(tour):
                    found[client, employee.id][tour.option.date] = None
        return found

    def _of_pair(self, pair: Pair, days: Sequence[date]) -> dict[date, Literals]:
        """Make the literals of a pair; return which follow from meeting on a day."""
        client, employee = pair
        known = self._known.get(client, {}).get(employee, 0)
        groups: dict[tuple[date, ...], Windows] = defaultdict(int)
        for number in range(len(self._windows)):
            bit = 1 << number
            inside = tuple(d for d in days if self._around[d] & bit)
            if inside and not known & bit:
                groups[inside] |= bit
        met: dict[date, list[cp_model.IntVar]] = {day: [] for day in days}
        for inside, windows in groups.items():
            name = f"{employee} meets {client} in windows {windows:b}"
            literal = self._model.new_bool_var(name)
            self._meetings[client].append(WindowMeeting(literal, windows))
            for day in inside:
                met[day].append(literal)
        return {d: self._spoken_for(pair, d, tuple(all_)) for d, all_ in met.items()}

    def _spoken_for(self, pair: Pair, day: date, met: Literals) -> Literals:
        if len(met) <= FEW:
            return met
        seen = self._model.new_bool_var(f"{pair[1]} sees {pair[0]} on {day}")
        self._model.add_bool_and(met).only_enforce_if(seen)
        return (seen,)

    def _tie(self, implied: Mapping[Pair, Mapping[date, Literals]]) -> None:
        """Let whoever takes a tour meet its clients."""
        for tour in self._roster.tours:
            clients = [c for c in sorted(tour.clients) if c in self._meetings]
            for employee, takes in self._roster.takers(tour):
                each = (implied[c, employee.id][tour.option.date] for c in clients)
                literals = [literal for some in each for literal in some]
                if literals:
                    self._model.add_bool_and(literals).only_enforce_if(takes)


def _around(windows: Sequence[Window], day: date) -> Windows:
    """Return the windows that a day lies in."""
    return sum(1 << n for n, w in enumerate(windows) if w.first <= day <= w.last)


def _known(
    problem: Problem, windows: Sequence[Window]
) -> dict[str, dict[str, Windows]]:
    """Return by client whom history alone makes it meet, and in which windows."""
    around: dict[date, Windows] = {}
    known: dict[str, dict[str, Windows]] = defaultdict(lambda: defaultdict(int))
    for done in problem.done_visits:
        if done.date not in around:
            around[done.date] = _around(windows, done.date)
        if around[done.date]:
            known[done.client][done.employee] |= around[done.date]
    return known


def windows_of(problem: Problem, length: int, stride: int) -> list[Window]:
    """Return the window that ends on the last day, and back from it by the stride.

    Each stands for the windows that end on its last day and, since the one before it
    or the start of the plan, were passed over.
    """
    ends = sorted(range(problem.days - 1, -1, -stride))
    return [
        Window(
            first=problem.start + timedelta(end - length + 1),
            last=problem.start + timedelta(end),
            weight=end - before,
        )
        for before, end in zip([-1, *ends], ends, strict=False)
    ]
