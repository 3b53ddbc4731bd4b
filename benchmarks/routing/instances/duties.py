"""Who is at work on a day: duties laid where the visits are, the same every time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import Employee, Problem, ShiftType, Visit
from scheduler.domain.values import Instant, ShiftKind

SLOT = 15
"""Minutes of a slot in which people at work are compared with what is to be done."""
WORTH = 0.4
"""A duty is laid where this share of it is needed."""
STEP = 3
"""How far the rotation moves from one day to the next."""
WHOLE = frozenset({ShiftKind.DAY, ShiftKind.EVENING, ShiftKind.NIGHT, ShiftKind.LONG})
"""Kinds that are one stretch of visits; VROOM and PyVRP have no split duties."""


@dataclass(frozen=True)
class StaffedDuty:
    """One person's hours on the day."""

    employee: str
    unit: str
    start: Instant
    end: Instant


def duties_of(
    problem: Problem, day: date, visits: Sequence[Visit], share: float
) -> tuple[StaffedDuty, ...]:
    """Return duties for one unit's visits: one, and more while they are worth it.

    ``share`` minutes at work are wanted for each minute of visits. The shift type whose
    hours are needed most comes first, and the next person in the rotation who works
    that kind and is not away takes it.
    """
    if not visits:
        return ()
    clock, unit = wall_clock(problem.timezone), visits[0].unit
    zero = clock.at(day, 0)
    needed = share * _busy(visits, zero)
    spans = {
        shift: (clock.at(day, shift.start), clock.at(day, shift.end))
        for shift in _shifts(problem, day, unit)
    }
    people = _rotation(problem, day, unit)
    laid: list[StaffedDuty] = []
    while spans:
        gains = {s: _gain(needed, _slots(spans[s], zero)) for s in spans}
        best = max(gains, key=lambda s: gains[s])
        if laid and gains[best] < WORTH:
            break
        start, end = spans[best]
        who = next(_free(problem, people, best.kind, spans[best]), None)
        if who is None:
            del spans[best]
            continue
        people.remove(who)
        laid.append(StaffedDuty(who.id, unit, start, end))
        needed[_slots(spans[best], zero)] -= 1
    return tuple(laid)


def _busy(visits: Sequence[Visit], zero: Instant) -> NDArray[np.float64]:
    """Return people at visits in each slot, every visit spread over its window."""
    busy = np.zeros(3 * 1440 // SLOT)
    for visit in visits:
        span = (visit.earliest, visit.latest + visit.minutes)
        slots = _slots(span, zero)
        wide = (slots.stop - slots.start) * SLOT
        busy[slots] += visit.minutes / wide
    return busy


def _slots(span: tuple[Instant, Instant], zero: Instant) -> slice:
    """Return the slots that a span touches."""
    return slice((span[0] - zero) // SLOT, -((zero - span[1]) // SLOT))


def _gain(needed: NDArray[np.float64], slots: slice) -> float:
    """Return the share of a duty that is needed."""
    return float(np.clip(needed[slots], 0.0, 1.0).mean())


def _shifts(problem: Problem, day: date, unit: str) -> list[ShiftType]:
    return [
        shift
        for shift in problem.shift_types
        if shift.unit in (None, unit)
        and shift.kind in WHOLE
        and shift.days[day.weekday()]
    ]


def _rotation(problem: Problem, day: date, unit: str) -> list[Employee]:
    """Return the unit's people, beginning with another one each day."""
    people = [e for e in problem.employees if e.unit == unit and e.employed_on(day)]
    first = (day - problem.start).days * STEP % max(1, len(people))
    return people[first:] + people[:first]


def _free(
    problem: Problem,
    people: Sequence[Employee],
    kind: ShiftKind,
    span: tuple[Instant, Instant],
) -> Iterator[Employee]:
    away = {
        a.employee for a in problem.absences if a.start < span[1] and span[0] < a.end
    }
    return (e for e in people if e.works_kind(kind) and e.id not in away)
