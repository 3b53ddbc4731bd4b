"""Where somebody must stand in for whoever is on a break."""

from collections.abc import Iterable
from datetime import date

from scheduler.domain.clock import WallClock
from scheduler.domain.problem import Problem, StaffingNeed
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Span


def stand_ins(
    problem: Problem,
    clock: WallClock,
    need: StaffingNeed,
    options: Iterable[ShiftOption],
    slot: Span,
) -> int:
    """Return how many more than ``min`` a slot of a need takes: one or none.

    One, where everybody who could be present has a break that may fall on the slot
    and lies inside the need whatever its moment; ``options`` are those of the unit.
    """
    if not need.min:
        return 0
    here = [o for o in options if any(s < slot[1] and slot[0] < e for s, e in o.worked)]
    rests = [_rests(problem, clock, need, o, slot) for o in here]
    return int(bool(rests) and all(rests))


def _rests(
    problem: Problem,
    clock: WallClock,
    need: StaffingNeed,
    option: ShiftOption,
    slot: Span,
) -> bool:
    spans = _spans(problem, clock, option.shift, option.date)
    inside = [(s, e) for s, e in spans if need.start <= s and e <= need.end]
    return any(s < slot[1] and slot[0] < e for s, e in inside)


def _spans(problem: Problem, clock: WallClock, shift: str, day: date) -> list[Span]:
    every = problem.shift_type[shift].breaks
    rules = [rule for rule in every if rule.on_call is None]
    return [(clock.at(day, r.earliest), clock.at(day, r.latest)) for r in rules]
