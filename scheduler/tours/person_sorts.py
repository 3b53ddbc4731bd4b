"""Sorts of people that nameless tours are laid out for, by unit and shift type."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scheduler.context.planning_context import PlanningContext
from scheduler.domain.problem import Employee
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Transport

Pools = Mapping[ShiftOption, Sequence[int]]
"""Who (employee indices) could work each option."""

Place = tuple[str, str]
"""Unit and shift type."""

_FASTER = {
    Transport.WALK: frozenset(Transport),
    Transport.BIKE: frozenset({Transport.BIKE, Transport.CAR}),
    Transport.CAR: frozenset({Transport.CAR}),
}
"""Whoever moves so can also drive a tour laid out for the key."""


@dataclass(frozen=True)
class PersonSort:
    """People with one means of transport and the same skills."""

    mode: Transport
    skills: frozenset[str]
    people: tuple[int, ...]
    """Employees (indices) of the sort who work the shift type there on some day."""
    own: int
    """How many of them belong to the unit."""

    def replaced_by(self, employee: Employee) -> bool:
        """Whether somebody is at least as fast and able."""
        fast = employee.transport in _FASTER[self.mode]
        return fast and self.skills <= employee.skills


def person_sorts(
    context: PlanningContext, pools: Pools
) -> dict[Place, tuple[PersonSort, ...]]:
    """Return who works each shift type in each unit, the slowest and least able first.

    People who are lent to the unit count too: some visits only they may make.
    """
    everybody: dict[Place, set[int]] = defaultdict(set)
    for option, people in pools.items():
        everybody[option.unit, option.shift].update(people)
    found = {}
    for place, anybody in everybody.items():
        sorts = list(_sorted_out(context, place[0], sorted(anybody)))
        sorts.sort(key=lambda s: (-len(_FASTER[s.mode]), len(s.skills), s.people))
        found[place] = tuple(sorts)
    return found


def _sorted_out(
    context: PlanningContext, unit: str, people: Sequence[int]
) -> Iterator[PersonSort]:
    staff = context.problem.employees
    groups: dict[tuple[Transport, frozenset[str]], list[int]] = defaultdict(list)
    for n in people:
        groups[staff[n].transport, staff[n].skills].append(n)
    for (mode, skills), mine in groups.items():
        own = sum(staff[n].unit == unit for n in mine)
        yield PersonSort(mode, skills, tuple(mine), own)
