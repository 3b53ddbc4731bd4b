"""The week's needs cut where shifts begin and end, and what covers each piece."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from scheduler.base_schedule.base_weeks import WEEK, WeeklyNeed
from scheduler.base_schedule.neutral import START
from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import Employee, ShiftType
from scheduler.domain.shift_option import option_of
from scheduler.domain.values import ShiftKind

DAY = 1440
WEEK_MINUTES = WEEK * DAY

Kind = tuple[str, str]
"""Shift type and unit."""


@dataclass(frozen=True)
class Slot:
    """A piece of a need during which the same people are present."""

    need: WeeklyNeed
    start: int
    """Minute of the week."""
    minutes: int

    def price(self, heads: float, missing: int, surplus: int) -> float:
        """Return öre for so many people in it, at prices of a person-minute."""
        over = 0.0 if self.need.most is None else max(0.0, heads - self.need.most)
        under = max(0.0, self.need.want - heads)
        return self.minutes * (under * missing + over * surplus)


@dataclass(frozen=True)
class WeekSlots:
    """All slots of a week, and what covers them.

    Resource shifts cover nothing: they are there besides what is asked for.
    """

    slots: Sequence[Slot]
    kinds: Mapping[Kind, ShiftType]

    @cached_property
    def covered(self) -> Mapping[tuple[Kind, int], tuple[tuple[int, int], ...]]:
        """Return (weeks later, slot) that a shift covers, by kind and weekday."""
        by_unit: dict[str, list[int]] = defaultdict(list)
        for n, slot in enumerate(self.slots):
            by_unit[slot.need.unit].append(n)
        found = {}
        for kind, type_ in self.kinds.items():
            parts = _worked(type_, kind[1])
            for weekday in range(WEEK):
                here = [(weekday * DAY + s, weekday * DAY + e) for s, e in parts]
                found[kind, weekday] = tuple(self._inside(here, by_unit[kind[1]]))
        return found

    def _inside(
        self, parts: Iterable[tuple[int, int]], slots: Iterable[int]
    ) -> Iterator[tuple[int, int]]:
        places = list(slots)
        for start, end in parts:
            for later in (0, 1):
                for n in places:
                    begin = self.slots[n].start + later * WEEK_MINUTES
                    if start <= begin and begin + self.slots[n].minutes <= end:
                        yield later, n


def counts(slot: Slot, row: Employee) -> bool:
    """Whether a row's person is one of those whom a slot asks for."""
    return slot.need.skills <= row.skills


def week_slots(
    needs: Iterable[WeeklyNeed], types: Sequence[ShiftType], units: Iterable[str]
) -> WeekSlots:
    """Cut the week's needs where shifts of their units begin and end."""
    kinds = {
        (type_.id, unit): type_
        for unit in units
        for type_ in types
        if type_.unit in (None, unit)
    }
    edges: dict[str, set[int]] = defaultdict(set)
    for (_, unit), type_ in kinds.items():
        for span in _worked(type_, unit):
            edges[unit] |= {moment % DAY for moment in span}
    slots = [slot for need in needs for slot in _cut(need, edges[need.unit])]
    return WeekSlots(slots, kinds)


def _cut(need: WeeklyNeed, edges: Iterable[int]) -> Iterator[Slot]:
    inside = {e for e in edges if need.start < e < need.end}
    for begin, end in pairwise(sorted({need.start, need.end, *inside})):
        yield Slot(need, need.weekday * DAY + begin, end - begin)


def _worked(type_: ShiftType, unit: str) -> tuple[tuple[int, int], ...]:
    """Return the clock minutes that a shift is worked, breaks included."""
    if type_.kind is ShiftKind.RESOURCE:
        return ()
    clock = wall_clock("UTC")
    zero = clock.at(START, 0)
    option = option_of(clock, type_, START, unit)
    return tuple((s - zero, e - zero) for s, e in option.worked)
