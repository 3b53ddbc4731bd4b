"""Overtime beside shifts, where must-visits stay open."""

from collections.abc import Iterable, Mapping
from functools import cache
from random import Random

from scheduler.context.staying_on import beside_shifts
from scheduler.domain.shift_option import ShiftOption
from scheduler.explain.longer_shift import Stretcher
from scheduler.planning.best.candidate import Candidate
from scheduler.planning.neighbourhoods.held_tours import open_must_tasks
from scheduler.planning.neighbourhoods.wider_tours import Widener
from scheduler.planning.plan_rows import idle_rows
from scheduler.planning.run import Run
from scheduler.tours.draft import Draft, named_engine


def stayed_on(run: Run, best: Candidate, random: Random) -> Draft:
    """Return the best draft with open must-visits before or after shifts.

    Of those on duty, who could make them then: nobody else's day changes. CP-SAT may
    lay what is tried here; with all there could be its models would be too large.
    """
    context, solver = run.context, run.solver
    waiting = open_must_tasks(context, best.draft)
    more = _beside(run, waiting)
    stretcher = Stretcher(context, best.plan)

    @cache
    def broken(who: str, now: ShiftOption, longer: ShiftOption) -> int:
        """Return what a person's line breaks; breaks move as the shift asks."""
        works = best.draft.works.items()
        mine = {key: above for key, above in works if key[0] == who}
        mine[who, longer] = mine.pop((who, now))
        return stretcher.broken(who, idle_rows(context, mine))

    def may(who: str, now: ShiftOption, longer: ShiftOption) -> bool:
        is_longer = now.without_overtime == longer.without_overtime
        is_offered = is_longer and longer in more.get(who, ())
        return is_offered and broken(who, now, longer) <= broken(who, now, now)

    named = named_engine(context, best.draft, 0)
    wages = _wages(run, more)

    def wage(option: ShiftOption) -> int:
        found = wages.get(option)
        return solver.contract_price(option) if found is None else found

    widener = Widener(context, named, wages, wage, may)
    works = dict(best.draft.works)
    now = {(who, option.date): option for who, option in works}
    for who, tour in widener.tours(waiting, random):
        works[who, tour.option] = works.pop((who, now[who, tour.option.date]))
    solver.offer(works.keys() - best.draft.works.keys())
    return Draft(works, named.stops, named.engine.lows)


def _wages(
    run: Run, more: Mapping[str, tuple[ShiftOption, ...]]
) -> Mapping[ShiftOption, int]:
    """Return öre for whoever works each of these shifts at the least pay."""
    wages: dict[ShiftOption, int] = {}
    for who, mine in more.items():
        employee = run.context.problem.employee[who]
        for option in mine:
            price = run.solver.price(employee, option)
            wages[option] = min(price, wages.get(option, price))
    return wages


def _beside(run: Run, waiting: Iterable[int]) -> Mapping[str, tuple[ShiftOption, ...]]:
    """Return shifts with overtime that would hold open visits, by person."""
    context = run.context
    visits = dict.fromkeys(context.tasks[task].visit for task in waiting)
    return beside_shifts(
        context.view,
        run.solver.shifts,
        visits,
        context.permitted_to,
        context.allows,
    )
