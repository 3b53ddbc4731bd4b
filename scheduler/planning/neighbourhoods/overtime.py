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

    Of those on duty, who could make them then: nobody else's day changes. From now on
    CP-SAT may lay such overtime as well.
    """
    context, solver = run.context, run.solver
    waiting = open_must_tasks(context, best.draft)
    more = _beside(run, waiting)
    solver.offer(more)
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
    longer = dict.fromkeys(o for mine in more.values() for o in mine)
    widener = Widener(context, named, longer, solver.hourly_price, may)
    works = dict(best.draft.works)
    now = {(who, option.date): option for who, option in works}
    for who, tour in widener.tours(waiting, random):
        above = works.pop((who, now[who, tour.option.date]))
        works[who, tour.option] = above
    return Draft(works, named.stops, named.engine.lows)


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
