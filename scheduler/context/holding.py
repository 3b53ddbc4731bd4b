"""Whether one shift has room for one visit, its breaks taken."""

from collections.abc import Callable, Iterator

from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Visit
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Span

Way = Callable[[str, str], int]
"""The minutes that a person needs from one place to another."""


def holds(
    view: PlanView, option: ShiftOption, visit: Visit, window: Span, way: Way
) -> bool:
    """Whether the visit can start in ``window`` on a shift with nothing else to do.

    The person comes from the unit, goes back to it, and takes each break before or
    after the visit.
    """
    there, back = way(option.unit, visit.client), way(visit.client, option.unit)
    for part in option.parts:
        first = max(window[0], part[0] + there)
        last = min(window[1], part[1] - back - visit.minutes)
        if first <= last:
            limits = list(_break_limits(view, option, part, there))
            if _has_room((first, last), visit.minutes, limits):
                return True
    return False


def _break_limits(
    view: PlanView, option: ShiftOption, part: Span, there: int
) -> Iterator[Span]:
    """Yield for each break the first start after it, and the last end before it."""
    at, day = view.clock.at, option.date
    for rule in view.problem.shift_type[option.shift].breaks:
        opens = max(at(day, rule.earliest), part[0])
        closes = min(at(day, rule.latest), part[1])
        if closes - opens >= rule.minutes:
            at_the_unit = opens + rule.minutes + there
            on_the_way = max(opens, part[0] + there) + rule.minutes
            yield min(at_the_unit, on_the_way), closes - rule.minutes


def _has_room(starts: Span, minutes: int, limits: list[Span]) -> bool:
    """Whether some start in ``starts`` is clear of every break."""
    first, last = starts
    edges = [edge for after, before in limits for edge in (after, before - minutes)]
    return any(
        all(start >= after or start + minutes <= before for after, before in limits)
        for start in (first, last, *edges)
        if first <= start <= last
    )
