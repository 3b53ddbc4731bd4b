"""The staffing needs cut into slots, and which slots each shift covers.

The cars of a unit are such a need too: no more than so many at once who go by car.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from scheduler.context.planning_context import PlanningContext
from scheduler.domain.problem import StaffingNeed
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Instant, Transport
from scheduler.lines.kernels.arrays import Longs
from scheduler.lines.kinds import Kinds
from scheduler.lines.relief import stand_ins

GRID = 30
"""Minutes of one slot of headcount."""

_Span = tuple[Instant, Instant]
_CAR = "car"
_Place = tuple[str, str | None]
"""A unit, and how people are on call there, or ``_CAR``; ``None``: they work."""


class Slots(NamedTuple):
    """As in ``LineArrays``."""

    slot_of: Longs
    slots: Longs
    slot: Longs
    counts: Longs


def staffing_slots(context: PlanningContext, kinds: Kinds, tours: Longs) -> Slots:
    """Cut every need into slots, and list which slots each shift covers.

    Whoever drives one of the ``tours`` ([day, kind] so many) is away from the unit: as
    many more are to be on duty.
    """
    rows: list[tuple[int, ...]] = []
    spans: dict[_Place, dict[int, _Span]] = defaultdict(dict)
    by_unit: dict[str, list[ShiftOption]] = defaultdict(list)
    for option in kinds.option.values():
        by_unit[option.unit].append(option)
    needs = _needs(context)
    for row, need in enumerate(needs):
        for span in _cut(need):
            spans[need.unit, need.on_call][len(rows)] = span
            rows.append((row, *_prices(context, need, by_unit[need.unit], span)))
    for row, need in enumerate(_car_needs(context), start=len(needs)):
        for span in _cut(need):
            spans[need.unit, _CAR][len(rows)] = span
            rows.append((row, *_car_prices(context, need, span)))
    slot_of, slots = _covered(kinds, spans)
    slot = np.array(rows, np.int64).reshape(len(rows), 7)
    for place in zip(*np.nonzero(tours[:, : len(kinds.names)]), strict=True):
        first, last, _ = slot_of[place]
        here = slots[first:last]
        worked = here[slot[here, 0] < len(needs) - len(context.problem.on_call_needs)]
        slot[worked, 1:4] += tours[place]
    return Slots(slot_of, slots, slot, _who_counts(context))


def _needs(context: PlanningContext) -> tuple[StaffingNeed, ...]:
    """Return who shall be present, then who shall be on call."""
    asked = context.staffing.needs_of(context.problem)
    return (*asked, *context.problem.on_call_needs)


def _car_needs(context: PlanningContext) -> list[StaffingNeed]:
    """Return how many may be out by car, for each unit and day with such a limit."""
    if not context.staffing.car_missing:
        return []
    at = context.view.clock.at
    return [
        StaffingNeed(
            unit=cars.unit, date=day, start=at(day, 0), end=at(day, 1440), max=cars.cars
        )
        for cars in context.problem.vehicles
        if cars.cars is not None
        for day in context.problem.dates
    ]


def _car_prices(
    context: PlanningContext, need: StaffingNeed, span: _Span
) -> tuple[int, ...]:
    """Return what a slot asks for: whoever is wanted without visits takes no car."""
    staying = sum(
        max(other.min, other.want)
        for other in context.staffing.needs_of(context.problem)
        if other.unit == need.unit and other.start < span[1] and span[0] < other.end
    )
    price = context.staffing.car_missing * (span[1] - span[0])
    return 0, 0, (need.max or 0) + staying, 0, 0, price


def _cut(need: StaffingNeed) -> Iterator[_Span]:
    for begin in range(need.start, need.end, GRID):
        yield begin, min(begin + GRID, need.end)


def _prices(
    context: PlanningContext,
    need: StaffingNeed,
    options: Sequence[ShiftOption],
    span: _Span,
) -> tuple[int, ...]:
    """Return min, want and max of a slot, and öre per head away from each."""
    near = [o for o in options if o.start < need.end and need.start < o.end]
    more = 0
    if need.on_call is None:
        more = stand_ins(context.problem, context.view.clock, need, near, span)
    most = 10**6 if need.max is None else need.max
    terms, minutes = context.staffing, span[1] - span[0]
    due = (terms.below_min * minutes, terms.missing * minutes, terms.surplus * minutes)
    return need.min + more, need.want, most, *due


def _covered(
    kinds: Kinds, spans: Mapping[_Place, Mapping[int, _Span]]
) -> tuple[Longs, Longs]:
    """Return [day, kind, 3] ranges in the list of slots that the shifts cover.

    And whether any of them asks for somebody.
    """
    slot_of = np.zeros((*kinds.shape, 3), np.int64)
    covered: list[int] = []
    for place, option in kinds.option.items():
        first = len(covered)
        reach: list[tuple[str | None, Instant, Instant]] = [
            *((None, *part) for part in option.worked),
            *option.on_call,
        ]
        covered += _within(spans, option.unit, reach)
        asked = len(covered) > first
        covered += _within(spans, option.unit, [(_CAR, *part) for part in option.parts])
        slot_of[place] = first, len(covered), asked
    return slot_of, np.array(covered, np.int64)


def _within(
    spans: Mapping[_Place, Mapping[int, _Span]],
    unit: str,
    reach: Iterable[tuple[str | None, Instant, Instant]],
) -> list[int]:
    return [
        n
        for kind, start, stop in reach
        for n, (begin, end) in spans.get((unit, kind), {}).items()
        if start <= begin and end <= stop
    ]


def _who_counts(context: PlanningContext) -> Longs:
    """Return [person, need] 1 where the person has the skills, or goes by car."""
    people, needs = context.problem.employees, _needs(context)
    cars = len(_car_needs(context))
    rows = [
        [need.skills <= e.skills for need in needs]
        + [e.transport is Transport.CAR] * cars
        for e in people
    ]
    return np.array(rows, np.int64).reshape(len(people), len(needs) + cars)
