"""Move visits between the people on duty; who is on duty stays as it is."""

from scheduler.context.search_budget import Budget
from scheduler.planning.run import Run
from scheduler.tours.draft import Draft, named_engine
from scheduler.tours.engine import Heat, run_islands

FRESH = Heat(6_000.0, 30.0)
"""For visits whose tours have just been given to people."""

GENTLE = Heat(1_500.0, 30.0)
"""For a plan that is good already."""

MAKING_ROOM = Heat(4_000.0, 100.0)
"""While must-visits are open: others have to give way for them."""


def move_visits(run: Run, draft: Draft, budget: Budget, heat: Heat) -> None:
    """Consider the draft with its visits moved."""
    run.enter("visits")
    run.consider(visits_to_people(run, draft, budget, heat))


def move_visits_last(run: Run) -> None:
    """Move the visits of the best plan until time is up."""
    if run.best is not None and not run.should_stop():
        left = run.time.left if run.is_covered else run.time.left - run.time.proving
        budget = run.time.moving_visits(left)
        move_visits(run, run.best.draft, budget, calm(run))


def calm(run: Run) -> Heat:
    """Return the heat that improves the best plan."""
    return GENTLE if run.is_covered else MAKING_ROOM


def visits_to_people(  # noqa: PLR0913
    run: Run,
    draft: Draft,
    budget: Budget,
    heat: Heat,
    iteration: int = 0,
    *,
    saving: bool = False,
) -> Draft:
    """Return the draft with its visits moved, all days at once.

    Every ``iteration`` goes other ways. ``saving``: it may be worth it to leave
    somebody without visits, whose duty can then be dropped.
    """
    context = run.context
    if not context.tasks or not draft.works:
        return draft
    seeds = [seed + 17 * iteration for seed in run.time.seeds()]
    named = [named_engine(context, draft, seed, saving=saving) for seed in seeds]
    for each in named:
        each.engine.insert_open()
    engines = [each.engine for each in named]
    best = run_islands(engines, budget, heat, run.should_stop)
    return next(each for each in named if each.engine is best).draft()
