"""Shifts that somebody could stay on after, or come early to, for visits."""

from collections import defaultdict
from collections.abc import (
    Callable,
    Collection,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from datetime import date, timedelta
from typing import NamedTuple

from scheduler.context.errand import Errand
from scheduler.domain.plan import ShiftRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Problem, Visit
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Span

Options = Mapping[str, tuple[ShiftOption, ...]]
"""By employee id."""

STEP = 15
"""Minutes in which overtime is laid."""

MOST = 120
"""Minutes before or after a shift that are simple overtime (AB § 20)."""

Permitted = Callable[[Visit], Collection[str]]
"""Who may make a visit, by employee id."""

Allows = Callable[[Employee, ShiftOption], bool]
"""Whether no rule forbids a person a shift by itself."""


def with_overtime(
    view: PlanView, options: Options, permitted: Permitted, allows: Allows
) -> dict[str, tuple[ShiftOption, ...]]:
    """Return the options, and those of them that are longer where demand asks for it.

    Only what is due and too few could make on a shift as it is gets longer shifts, of
    those who may make it and have a contract: all others have no use for them. Where
    overtime is locked, its shift is longer and nothing else.
    """
    options = as_locked(view, options, allows)
    on_date = _by_date(options)
    longer: dict[str, set[ShiftOption]] = defaultdict(set)
    for visit in filter(lambda v: v.is_must, view.problem.visits):
        able = permitted(visit)
        days = (visit.date, visit.date - timedelta(days=1))
        near = [n for day in days for n in on_date[visit.unit, day]]
        if not _is_held(view, visit, (n for n in near if n[0] in able)):
            for who, option in _turns(view, visit, near, able, allows):
                longer[who].add(option)
    return {
        who: (*mine, *sorted(longer[who], key=lambda o: (o.start, o.end, o.shift)))
        for who, mine in options.items()
    }


def beside_shifts(
    view: PlanView,
    options: Options,
    visits: Iterable[Visit],
    permitted: Permitted,
    allows: Allows,
) -> dict[str, tuple[ShiftOption, ...]]:
    """Return the shifts that would hold visits if people stayed on or came earlier.

    Of those who may make them and have a contract, on the visits' own days. A locked
    shift stays as it is.
    """
    on_date = _by_date(options)
    locked = {(row.employee, row.date) for row in view.problem.locked_shifts}
    found: dict[str, dict[ShiftOption, None]] = defaultdict(dict)
    for visit in visits:
        near = on_date[visit.unit, visit.date]
        free = (n for n in near if (n[0], visit.date) not in locked)
        for who, option in _turns(view, visit, free, permitted(visit), allows):
            found[who][option] = None
    return {who: tuple(mine) for who, mine in found.items()}


def _turns(
    view: PlanView,
    visit: Visit,
    near: Iterable[tuple[str, ShiftOption]],
    able: Collection[str],
    allows: Allows,
) -> Iterator[tuple[str, ShiftOption]]:
    """Yield shifts that are longer for a visit, of those who may make it."""
    for who, option in near:
        employee = view.problem.employee[who]
        if who in able and employee.is_monthly:
            for longer in beside(_errand(view, visit, who), option):
                if allows(employee, longer):
                    yield who, longer


class OvertimeBeside(NamedTuple):
    """Overtime straight before and after a shift."""

    early: int = 0
    late: int = 0
    """Minutes."""
    rests: tuple[Span, ...] = ()
    """Its breaks."""

    def beside(self, option: ShiftOption) -> ShiftOption:
        """Return a shift with it."""
        return option.prolonged(self.late, early=self.early, rests=self.rests)


def locked_overtime(problem: Problem) -> dict[tuple[str, date], OvertimeBeside]:
    """Return the overtime locked beside a locked shift, by person and day."""
    spans = {type_.id: len(type_.spans) for type_ in problem.shift_types}
    duties: dict[tuple[str, date], list[ShiftRow]] = defaultdict(list)
    for row in problem.locked_shifts:
        duties[row.employee, row.date].append(row)
    return {
        key: overtime_beside(rows, spans.get(rows[0].shift, len(rows)))
        for key, rows in duties.items()
        if any(row.part > spans.get(row.shift, row.part) for row in rows)
    }


def overtime_beside(rows: Sequence[ShiftRow], parts: int) -> OvertimeBeside:
    """Return the overtime beside a shift of so many parts in a duty's rows."""
    begins = min((row.start for row in rows if row.part <= parts), default=0)
    more = [row for row in rows if row.part > parts]
    early = sum(row.end - row.start for row in more if row.start < begins)
    late = sum(row.end - row.start for row in more if row.start >= begins)
    return OvertimeBeside(early, late, tuple(b for row in more for b in row.breaks))


def names_breaks(rows: Iterable[ShiftRow], parts: int) -> bool:
    """Whether it is said when the breaks of a shift of so many parts are taken."""
    return any(row.breaks for row in rows if row.part <= parts)


def as_locked(view: PlanView, options: Options, allows: Allows) -> Options:
    """Return options with overtime beside the shifts for which it is locked."""
    held = locked_overtime(view.problem)
    if not held:
        return options
    locked = {
        (r.employee, r.date): (r.shift, r.unit) for r in view.problem.locked_shifts
    }

    def longer(who: str, option: ShiftOption) -> ShiftOption:
        key = who, option.date
        is_it = key in held and locked[key] == (option.shift, option.unit)
        if not is_it:
            return option
        return held[key].beside(option)

    return {
        who: tuple(
            turn
            for option in mine
            for turn in [longer(who, option)]
            if turn is option or allows(view.problem.employee[who], turn)
        )
        for who, mine in options.items()
    }


def _by_date(options: Options) -> dict[tuple[str, date], list[tuple[str, ShiftOption]]]:
    found: dict[tuple[str, date], list[tuple[str, ShiftOption]]] = defaultdict(list)
    for who, mine in options.items():
        for option in mine:
            found[option.unit, option.date].append((who, option))
    return found


def _is_held(
    view: PlanView, visit: Visit, mine: Iterable[tuple[str, ShiftOption]]
) -> bool:
    """Whether as many people as are needed have a shift that holds the visit."""
    found: set[str] = set()
    for who, option in mine:
        if who not in found and _errand(view, visit, who).fits(option):
            found.add(who)
            if len(found) >= visit.staff:
                return True
    return False


def _errand(view: PlanView, visit: Visit, who: str) -> Errand:
    window = visit.earliest, visit.latest
    return Errand(view, visit, window, view.problem.employee[who])


def beside(errand: Errand, option: ShiftOption) -> Iterator[ShiftOption]:
    """Yield a shift with what an errand asks for after it, and before it, if laid.

    That is beside a shift in one part, in whole steps.
    """
    if len(option.parts) > 1 or option.on_call or option.overtime:
        return
    late, early = errand.minutes_late(option), errand.minutes_early(option)
    if 0 < late <= MOST:
        yield option.prolonged(-(-late // STEP) * STEP)
    if 0 < early <= MOST:
        yield option.prolonged(0, early=-(-early // STEP) * STEP)
