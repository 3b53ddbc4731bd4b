"""A municipality's rules made whole, and tuned to each other.

No rule reads another. What one must know of another is a parameter of its own, and
this is where those are set.
"""

from collections.abc import Iterable
from typing import Any

from constraints.rest.daily_rest_window import DailyRestWindow
from constraints.rest.planned_exception import PlannedException
from constraints.rest.rest_between_shifts import RestBetweenShifts
from scheduler.rules.rule import Rule

DAILY_REST = 660


def settle(rules: Iterable[Rule], known: Iterable[type[Rule]]) -> tuple[Rule, ...]:
    """Return the rules with nothing missing that is law, and rest limits that agree.

    Statutory rules that are absent are added as they are by default. The limits of
    R01 and R02 go below 11 h only, and always, when R03 is on; but R02 keeps no gap
    where the window suffices. R01 is told which gap R02 keeps, so that the roster model
    says everything once.
    """
    given = list(rules)
    kinds = {rule.kind for rule in given}
    absent = [r.model_validate({}) for r in known if r.statutory]
    whole = [*given, *(rule for rule in absent if rule.kind not in kinds)]
    floor = min(
        (r.floor for r in whole if isinstance(r, PlannedException) and r.enabled),
        default=None,
    )
    gap = max(_gap(r, floor) for r in whole if isinstance(r, RestBetweenShifts))
    return tuple(_tuned(rule, floor, gap) for rule in whole)


def _gap(rule: RestBetweenShifts, floor: int | None) -> int:
    """Return the gap to keep; R03 judges gaps, and needs one."""
    is_free = rule.window_suffices and floor is None
    return 0 if is_free else _limit(rule.gap_min, floor)


def _limit(given: int, floor: int | None) -> int:
    return max(given, DAILY_REST) if floor is None else floor


def _tuned(rule: Rule, floor: int | None, gap: int) -> Rule:
    update: dict[str, Any] = {}
    if isinstance(rule, DailyRestWindow):
        update = {"rest_min": _limit(rule.rest_min, floor), "gap_kept": gap}
    elif isinstance(rule, RestBetweenShifts):
        update = {"gap_min": _gap(rule, floor)}
    return rule.model_copy(update=update)
