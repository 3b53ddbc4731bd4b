"""The roster by neighbourhoods: some units, some people, some days."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from scheduler.domain.problem import DoneVisit
from scheduler.domain.shift_option import ShiftOption
from scheduler.roster.solver import Assignment, Held, RosterSolver, SolverEffort
from scheduler.roster.subproblem import narrow
from scheduler.roster.variables import Tour


@dataclass(frozen=True)
class Neighbourhood:
    """What one run of CP-SAT may change.

    Everything else of the people in it stays as it is, their work in other units too;
    people who are not in it are not in the model at all.
    """

    units: frozenset[str]
    """Whose shifts and tours are in question."""
    people: frozenset[str]
    """Who is in the model: at least all whom the units' rules compare."""
    free: Callable[[str, date], bool]
    """Whether a person's day is open for change."""
    tours: Sequence[Tour]
    takers: Mapping[int, frozenset[str]]
    """Who could drive each tour, by tour id."""
    holders: Mapping[int, str]
    """Who drives it now."""
    settled: tuple[DoneVisit, ...] = ()
    """Meetings of the plan that are not in question here: they count like history."""


def reroster(  # noqa: PLR0913
    solver: RosterSolver,
    around: Neighbourhood,
    now: Mapping[tuple[str, ShiftOption], bool],
    effort: SolverEffort,
    stop: Callable[[], bool],
    *,
    freely: bool = False,
) -> Assignment | None:
    """Return a cheaper roster in a neighbourhood; None when none was found in time.

    Also a dearer one if that is ``freely`` sought, or the rules do not allow the
    present one there.
    """
    options, fixed = _open_options(solver, around, now)
    roster = solver.roster(
        around.tours,
        around.takers,
        options,
        fixed,
        narrow(solver.context.problem, around.people, around.units, around.settled),
    )
    works = {
        key: above
        for key, above in now.items()
        if key[0] in around.people and key[1] in set(options[key[0]])
    }
    found = solver.solve(
        roster, effort, Held(works, around.holders), stop, freely=freely
    )
    if found is None:
        return None
    changed, cost = found
    return changed if cost is None or changed.cost < cost else None


def _open_options(
    solver: RosterSolver,
    around: Neighbourhood,
    now: Mapping[tuple[str, ShiftOption], bool],
) -> tuple[dict[str, tuple[ShiftOption, ...]], list[tuple[str, ShiftOption]]]:
    """Return what each person may work in the neighbourhood, and what is decided."""
    held: dict[str, list[ShiftOption]] = {}
    for who, option in now:
        held.setdefault(who, []).append(option)
    options: dict[str, tuple[ShiftOption, ...]] = {}
    fixed: list[tuple[str, ShiftOption]] = []
    for who in around.people:
        mine = held.get(who, [])
        away = {o.date for o in mine if o.unit not in around.units}
        open_days = {
            o.date
            for o in solver.options[who]
            if around.free(who, o.date) and o.date not in away
        }
        stays = [o for o in mine if o.date not in open_days]
        may = [
            o
            for o in solver.options[who]
            if o.date in open_days and o.unit in around.units
        ]
        options[who] = (*stays, *may)
        fixed += [(who, option) for option in stays]
    return options, fixed
