"""Which *dygnsbryt* would let people work a shift that theirs forbids."""

from collections import Counter
from collections.abc import Iterable, Sequence

from scheduler.domain.problem import Employee, ShiftType
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Clock
from scheduler.feasibility.prospects import Prospects
from scheduler.messages import LANGUAGES, say

_HOUR = 60
_DAY = 24 * _HOUR


def day_break_advice(prospects: Prospects, type_: ShiftType) -> dict[str, str]:
    """Return in words which later hour would do, if any does."""
    offered = prospects.offered(type_)
    now = _usual(employee for employee, _ in offered)
    somebody = next((e for e, _ in offered if e.day_break == now), None)
    options = [option for employee, option in offered if employee is somebody]
    then = None if somebody is None else _later(prospects, somebody, options)
    if then is None:
        return {f"advice_{language}": "" for language in LANGUAGES}
    hours = {"now": _written(now), "then": _written(then)}
    return {
        f"advice_{language}": " " + say("feasibility.day_break", language, **hours)
        for language in LANGUAGES
    }


def _usual(people: Iterable[Employee]) -> Clock:
    counted = Counter(employee.day_break for employee in people).most_common(1)
    return counted[0][0] if counted else 0


def _later(
    prospects: Prospects, somebody: Employee, options: Sequence[ShiftOption]
) -> Clock | None:
    """Return the first full hour after theirs from which they may work it some day."""
    for hours in range(1, 24):
        then = (somebody.day_break // _HOUR + hours) * _HOUR % _DAY
        moved = somebody.model_copy(update={"day_break": then})
        if any(prospects.hindrance(moved, option) is None for option in options):
            return then
    return None


def _written(clock: Clock) -> str:
    return f"{clock // _HOUR:02d}:{clock % _HOUR:02d}"
