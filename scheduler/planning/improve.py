"""Improve until time is up: large neighbourhoods of duties, then visits moved again."""

from itertools import count
from random import Random

from scheduler.planning.neighbourhoods.duty_search import change_duties
from scheduler.planning.run import Run
from scheduler.planning.visit_search import calm, visits_to_people


def improve(run: Run, *, until_covered: bool = False) -> None:
    """Try neighbourhood after neighbourhood; keep what makes the plan cheaper.

    ``until_covered``: end when no must-visit is open any more.
    """
    run.enter("improve")
    random = Random(run.time.limits.seed + until_covered)
    for iteration in count():
        best = run.best
        if best is None or not _goes_on(run, iteration):
            return
        if until_covered and run.is_covered:
            return
        draft = change_duties(run, best.draft, random)
        if run.should_stop():
            return
        seconds = run.time.half_iteration(covered=run.is_covered)
        budget, heat = run.time.moving_visits(seconds), calm(run)
        run.consider(visits_to_people(run, draft, budget, heat, iteration))


def _goes_on(run: Run, iteration: int) -> bool:
    if run.should_stop():
        return False
    return run.time.goes_on(iteration, covered=run.is_covered)
