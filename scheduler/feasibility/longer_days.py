"""Who could make a visit on a shift that overtime makes longer."""

from collections.abc import Iterator
from datetime import timedelta

from scheduler.context.staying_on import MOST, STEP
from scheduler.domain.problem import Employee, Visit
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Span
from scheduler.feasibility.prospects import Prospects
from scheduler.messages import LANGUAGES, say

_DAYS = tuple(timedelta(days=n) for n in (-1, 0, 1))
_ROUND_THE_CLOCK = 1440


def able_with(
    prospects: Prospects, visit: Visit, most: int | None = None
) -> frozenset[str]:
    """Return who may make a visit and could, by the rules for a shift by itself.

    Parameters
    ----------
    most
        Minutes that they stay on at most, as planning lays overtime; while not given,
        they come early or stay on for as long as the rules let them.
    """
    people = (prospects.problem.employee[id_] for id_ in prospects.permitted(visit))
    return frozenset(e.id for e in people if _is_able(prospects, e, visit, most))


def is_planned(prospects: Prospects, visit: Visit) -> bool:
    """Whether enough people could make a visit on shifts that planning lays."""
    return len(able_with(prospects, visit, MOST)) >= visit.staff


def overtime_words(prospects: Prospects, visit: Visit) -> dict[str, str]:
    """Return what overtime was counted with, and whether more of it would do."""
    able = len(able_with(prospects, visit))
    key = "enough" if able >= visit.staff else "useless"
    facts = {"count": able, "hours": MOST // 60}
    return {
        f"overtime_{language}": " "
        + say(f"feasibility.overtime.{key}", language, **facts)
        for language in LANGUAGES
    }


def _is_able(
    prospects: Prospects, employee: Employee, visit: Visit, most: int | None
) -> bool:
    mode = employee.transport
    return any(
        prospects.holds(longer, visit, mode)
        and prospects.hindrance(employee, longer) is None
        for day in _DAYS
        for option in prospects.turns_on(visit.unit, visit.date + day)
        if employee.works_kind(option.kind)
        for longer in _lengthened(prospects, employee, visit, option, most)
    )


def _lengthened(
    prospects: Prospects,
    employee: Employee,
    visit: Visit,
    option: ShiftOption,
    most: int | None,
) -> Iterator[ShiftOption]:
    """Yield a shift, and as much longer as a visit asks for, after it or before it."""
    yield option
    is_plain = len(option.parts) == 1 and not option.on_call
    if not employee.is_monthly or not (is_plain or most is None):
        return
    early, late = _missing(prospects, employee, visit, option)
    if most is not None:
        late, early = -(-late // STEP) * STEP, 0
    for longer in (option.prolonged(late), option.prolonged(0, early=early)):
        more = longer.overtime
        if 0 < more <= (most or more) and longer.end - longer.start <= _ROUND_THE_CLOCK:
            yield longer


def _missing(
    prospects: Prospects, employee: Employee, visit: Visit, option: ShiftOption
) -> Span:
    """Return the minutes that a shift would have to begin earlier, or end later."""
    travel, mode = prospects.view.travel, employee.transport
    there = travel.minutes(option.unit, visit.client, mode)
    back = travel.minutes(visit.client, option.unit, mode)
    first, last = prospects.window(visit)
    begins = max(first, option.parts[-1][0] + there)
    late = begins + visit.minutes + back - option.end
    early = option.start - (
        min(last, option.parts[0][1] - visit.minutes - back) - there
    )
    return max(0, early), max(0, late) if begins <= last else 0
