"""The kinds of shift that a line is made of, numbered, and the sorts of their tours."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from scheduler.context.staying_on import OvertimeBeside, locked_overtime
from scheduler.domain.problem import Employee, Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Transport
from scheduler.lines.kernels.arrays import Longs
from scheduler.pay.hours import contract_minutes

Kind = tuple[str, str]
"""Shift type and unit."""


class Sort(NamedTuple):
    """What a tour asks of whoever drives it."""

    modes: frozenset[Transport]
    skills: frozenset[str]

    def fits(self, employee: Employee) -> bool:
        """Whether the person is fast enough and has the skills."""
        return employee.transport in self.modes and self.skills <= employee.skills


class Kinds:
    """Every kind that somebody could work, and which option each (day, kind) is."""

    def __init__(
        self, problem: Problem, options: Iterable[Sequence[ShiftOption]]
    ) -> None:
        every = {o for mine in options for o in mine}
        self.names: list[Kind] = sorted({(o.shift, o.unit) for o in every})
        index = {kind: n for n, kind in enumerate(self.names)}
        self.place: dict[ShiftOption, tuple[int, int]] = {
            o: ((o.date - problem.start).days, index[o.shift, o.unit]) for o in every
        }
        plain_last = sorted(self.place.items(), key=lambda known: -known[0].overtime)
        self.option = {place: o for o, place in plain_last}
        self._locked = locked_overtime(problem)
        self.problem = problem
        self.days = problem.days

    @property
    def shape(self) -> tuple[int, int]:
        """Days and kinds."""
        return self.days, len(self.names)

    def of(self, who: str, day: int, kind: int) -> ShiftOption:
        """Return the option as a person has it: with the overtime that is locked."""
        option = self.option[day, kind]
        held = self._locked.get((who, option.date), OvertimeBeside())
        longer = held.beside(option)
        return longer if longer in self.place else option

    def times(self) -> tuple[Longs, Longs, Longs]:
        """Return the begin and end of each [day, kind], and what it fills, minutes."""
        begin, end, paid = (np.zeros(self.shape, np.int64) for _ in range(3))
        for place, option in self.option.items():
            begin[place], end[place] = option.start, option.end
            paid[place] = contract_minutes(
                self.problem, option.worked, option.paid_minutes
            )
        return begin, end, paid


class Demand(NamedTuple):
    """How many tours each day has, by kind and sort."""

    base: list[int]
    """The kind without its sort of tours, for the plain kinds and then the others."""
    sorts: list[Sort]
    """Of the kinds after the plain ones."""
    need: Longs
    """[day, kind]"""


def demand_of(kinds: Kinds, needed: Mapping[tuple[ShiftOption, Sort], int]) -> Demand:
    """Return the tours that are needed as numbers.

    Kinds are first the plain ones (any tour or none), then one for each sort of tours
    that occurs on one. Whoever works a kind with a sort counts on the plain kind too.
    """
    plain = len(kinds.names)
    pairs = sorted(
        {(kinds.place[o][1], sort) for o, sort in needed},
        key=lambda s: (s[0], sorted(s[1].modes), sorted(s[1].skills)),
    )
    index = {pair: plain + n for n, pair in enumerate(pairs)}
    base = [*range(plain), *(kind for kind, _ in pairs)]
    need = np.zeros((kinds.days, len(base)), np.int64)
    for (option, sort), tours in needed.items():
        d, k = kinds.place[option]
        need[d, index[k, sort]] = tours
        need[d, k] += tours
    return Demand(base, [sort for _, sort in pairs], need)


def able(demand: Demand, people: Sequence[Employee]) -> Longs:
    """Return 1 for each [person, kind] whose sort of tours the person can drive."""
    plain = len(demand.base) - len(demand.sorts)
    return np.array(
        [[True] * plain + [sort.fits(e) for sort in demand.sorts] for e in people],
        np.int64,
    ).reshape(len(people), len(demand.base))
