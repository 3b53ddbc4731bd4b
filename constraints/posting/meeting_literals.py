"""The literals "employee meets client in this window", tied to the tours they take."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ortools.sat.python import cp_model

from scheduler.domain.problem import Problem
from scheduler.roster.variables import Roster, Tour

Around = tuple[int, ...]
"""The numbers of the windows that a day lies in."""

Literals = tuple[cp_model.IntVar, ...]

FEW = 3
"""Windows around a day up to which no literal of its own speaks for them all: the
solver found better rosters without it, but with many windows the model gets long."""


class Window(NamedTuple):
    """Some days in a row, both included, that stand for ``weight`` such windows."""

    first: date
    last: date
    weight: int


class People(NamedTuple):
    """Whom a client may meet in one window, and how many it is sure to meet."""

    perhaps: list[cp_model.IntVar]
    surely: int

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

    A take implies, in one constraint, that all the tour's clients are met in every
    window around the day. Pairs that history makes meet are no question any more: the
    model grows with the takes, not with people times clients times days.
    """

    def __init__(self, roster: Roster, windows: list[Window]) -> None:
        self._roster = roster
        self._model = roster.model
        problem = roster.problem
        counted = [c.id for c in problem.clients if c.counts_continuity]
        self._counted = frozenset(counted)
        self._around = {
            day: tuple(n for n, w in enumerate(windows) if w.first <= day <= w.last)
            for day in problem.dates
        }
        self._known = [_known(problem, window) for window in windows]
        self._met: list[dict[str, dict[str, cp_model.IntVar]]] = [
            {id_: {} for id_ in counted} for _ in windows
        ]
        self._follows: dict[tuple[str, str, Around], Literals] = {}
        for tour in roster.tours:
            self._add(tour)

    def people(self) -> Iterator[tuple[int, People]]:
        """Return the people of every client and window, with the window's number."""
        for number, (met, known) in enumerate(zip(self._met, self._known, strict=True)):
            for client, perhaps in met.items():
                surely = len(known.get(client, ()))
                yield number, People(list(perhaps.values()), surely)

    def _add(self, tour: Tour) -> None:
        """Let whoever takes the tour meet its clients."""
        around = self._around.get(tour.option.date, ())
        clients = sorted(tour.clients & self._counted)
        for employee, takes in self._roster.takers(tour):
            each = (self._implied(client, employee.id, around) for client in clients)
            implied = [literal for literals in each for literal in literals]
            if implied:
                self._model.add_bool_and(implied).only_enforce_if(takes)

    def _implied(self, client: str, employee: str, around: Around) -> Literals:
        """Return what follows when they meet on a day that lies in these windows."""
        key = (client, employee, around)
        if key not in self._follows:
            self._follows[key] = self._make(*key)
        return self._follows[key]

    def _make(self, client: str, employee: str, around: Around) -> Literals:
        open_ = [n for n in around if employee not in self._known[n].get(client, ())]
        met = tuple(self._meets(client, employee, number) for number in open_)
        if len(met) <= FEW:
            return met
        seen = self._model.new_bool_var(f"{employee} sees {client} {around}")
        self._model.add_bool_and(met).only_enforce_if(seen)
        return (seen,)

    def _meets(self, client: str, employee: str, number: int) -> cp_model.IntVar:
        met = self._met[number][client]
        if employee not in met:
            name = f"{employee} meets {client} in window {number}"
            met[employee] = self._model.new_bool_var(name)
        return met[employee]


def _known(problem: Problem, window: Window) -> dict[str, set[str]]:
    """Return by client whom history alone makes it meet in a window."""
    known: dict[str, set[str]] = {}
    for done in problem.done_visits:
        if window.first <= done.date <= window.last:
            known.setdefault(done.client, set()).add(done.employee)
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
