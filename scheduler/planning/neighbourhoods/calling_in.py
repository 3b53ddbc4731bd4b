"""Call people in: open must-visits in shifts of whoever is off that day."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from scheduler.context.planning_context import PlanningContext
from scheduler.domain.shift_option import ShiftOption
from scheduler.planning.neighbourhoods.choices import Trouble, choose_people
from scheduler.planning.neighbourhoods.held_tours import (
    HeldTour,
    changed_by,
    new_tours,
    open_must_tasks,
    packed,
    settled_meetings,
)
from scheduler.planning.run import Run
from scheduler.roster.neighbourhood import Neighbourhood, reroster
from scheduler.roster.solver import SolverEffort
from scheduler.tours.draft import Draft, named_engine
from scheduler.tours.nameless import NamelessTour, pools_of
from scheduler.tours.person_sorts import Pools

PACKED = 6
"""How often some of the open visits are packed into tours, all of them first."""

APART = 660
"""Minutes to the next duty below which nobody is thought of for a shift. The rules
decide; this only spares them shifts that they would refuse."""


def called_in(run: Run, draft: Draft, random: Random, effort: SolverEffort) -> Draft:
    """Return the draft with more people on duty for must-visits that are open.

    Nobody's duty changes. Those who are off may work above their contract: lines are
    sought as ordinary work, and where all have what they owe nobody would come.
    """
    waiting = open_must_tasks(run.context, draft)
    pools = _off(run, draft, waiting) if waiting else {}
    packs = _tours(run, draft, waiting, pools, random) if pools else ()
    tours = new_tours(run.context, packs, pools)
    if not tours:
        return draft
    around = _around(run.context, draft, tours, pools, random)
    changed = reroster(run.solver, around, draft.works, effort, run.should_stop)
    return draft if changed is None else changed_by(changed, draft, around, tours)


def _off(run: Run, draft: Draft, waiting: Sequence[int]) -> Pools:
    """Return who could work each shift of a day with open must-visits, and is off."""
    context = run.context
    visits = [context.tasks[task].visit for task in waiting]
    places = {(visit.unit, visit.date) for visit in visits}
    busy: dict[str, list[ShiftOption]] = {}
    for who, option in draft.works:
        busy.setdefault(who, []).append(option)
    return {
        option: off
        for option, people in pools_of(context.problem, run.solver.options).items()
        if (option.unit, option.date) in places
        for off in [tuple(e for e in people if _is_far(context, busy, e, option))]
        if off
    }


def _is_far(
    context: PlanningContext,
    busy: Mapping[str, Sequence[ShiftOption]],
    e: int,
    option: ShiftOption,
) -> bool:
    """Say whether a shift keeps away from everything a person has."""
    return not any(
        o.date == option.date
        or (o.start < option.end + APART and option.start < o.end + APART)
        for o in busy.get(context.problem.employees[e].id, ())
    )


def _tours(
    run: Run, draft: Draft, waiting: Sequence[int], pools: Pools, random: Random
) -> Iterator[NamelessTour]:
    """Pack the open visits, all of them and then some, in several ways."""
    named = named_engine(run.context, draft, seed=0)
    for n in range(PACKED):
        many = len(waiting) if n == 0 else random.randint(1, len(waiting))
        some = frozenset(random.sample(waiting, many))
        yield from packed(run, pools, some, named, random)


def _around(
    context: PlanningContext,
    draft: Draft,
    tours: Sequence[HeldTour],
    pools: Pools,
    random: Random,
) -> Neighbourhood:
    """Return that CP-SAT may give the tours to whoever is off that day."""
    employees = context.problem.employees
    days = {(employees[e].id, o.date) for o, off in pools.items() for e in off}
    units = frozenset(held.tour.option.unit for held in tours)
    able = {who for held in tours for who in held.takers}
    return Neighbourhood(
        units=units,
        people=choose_people(context.problem, units, able, Trouble(), random),
        free=lambda who, day: (who, day) in days,
        tours=[held.tour for held in tours],
        takers={held.tour.id: held.takers for held in tours},
        holders={},
        settled=settled_meetings(context, draft, tours),
    )
