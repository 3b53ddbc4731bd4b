"""Improve until time is up: duties change hands, then dates are laid anew."""

from dataclasses import replace
from itertools import count
from random import Random

from scheduler.planning.first_draft import DraftMaker
from scheduler.planning.neighbourhoods.calling_in import called_in
from scheduler.planning.neighbourhoods.days_anew import days_anew
from scheduler.planning.neighbourhoods.duty_search import change_duties, solver_effort
from scheduler.planning.neighbourhoods.held_tours import loose_tours
from scheduler.planning.neighbourhoods.overtime import stayed_on
from scheduler.planning.neighbourhoods.somebody_more import (
    laid_in_turn,
    with_somebody_more,
)
from scheduler.planning.run import Run
from scheduler.planning.visit_search import FRESH, calm, visits_to_people
from scheduler.tours.draft import Draft, changed_dates
from scheduler.tours.engine import Heat

ANEW = 3
"""Of so many iterations, one lays duties anew, while must-visits are open or where the
problem is small. In the others they change hands, which takes less time and finds more,
as long as shifts and tours can stay what they are."""

AGAIN = 2
"""The one after it lays them once more if fewer must-visits are open since; if as many
are, it begins from nothing."""

EXCHANGING = Heat(100_000.0, 100.0)
"""Öre: a wish costs some thousands, and that a client meets somebody else for a while
some tens of thousands."""

LATE_EXCHANGING, LATE_MOVING = 10_000.0, 1_500.0
"""How hot the last iterations begin, for duties and for the visits after them. What
was found is shaken apart by more, and has not time enough to settle again."""

DROPPING, BRIEF = Heat(2_000.0, 100.0), 0.15
"""How hot duties begin that lost all their visits, and what share of the time that
changing hands takes: they are dropped, or moved to a day on which they cost less."""

FOLLOWING, SETTLING = 0.5, 2.5
"""How long visits move after duties have changed hands, of the time that this took:
while must-visits are open, and then, when all turns on what a change of hands is worth
once visits have settled."""


IN_OTHER_HANDS = 0.5
"""Share of the improvement after which dates are laid anew, with all that is on them:
that mends what is nearly right, and what is far from it, hands change faster."""

TRIES, DECIDING = 3, 3.0
"""How often some people's days are decided anew in an iteration, and the seconds at
most in which they are."""

CALLING = 2.0
"""Seconds at most in which people are called in for what is open."""

APART = 3
"""Days between dates that are laid anew at once: lines seldom feel two of them."""

COOLING = 0.3
"""Share of the time for dates in which they are laid anew from little heat. In the rest
they are laid without one duty after the other, mostly those that are paid apart."""

LAYING = Heat(2_000.0, 30.0)
"""How hot dates begin that are laid anew: more takes longer to find as much."""


def improve(run: Run) -> None:
    """Try change after change; keep what makes the plan cheaper."""
    run.enter("improve")
    random = Random(run.time.limits.seed)
    since, before = run.time.seconds, 0
    for iteration in count():
        run.hear()
        _decide_anew(run, random, iteration)
        best = run.best
        if best is None or not _goes_on(run, iteration):
            return
        done = run.time.improved(iteration, since) if run.is_covered else 0.0
        turn, fell = iteration % ANEW, best.audit.must_open < before
        if done >= IN_OTHER_HANDS:
            draft = _dates_anew(run, best.draft, iteration)
        elif _lays_duties(run, turn, fell=fell):
            before = best.audit.must_open
            draft = _laid_anew(run, best.draft, random, iteration)
        elif turn == AGAIN and is_stuck(run):
            draft = from_nothing(run, iteration)
        else:
            draft = _other_hands(run, best.draft, iteration, done / IN_OTHER_HANDS)
        if run.should_stop():
            return
        run.consider(draft)
        _seek_room(run, random)


def _decide_anew(run: Run, random: Random, iteration: int) -> None:
    """Decide days of some people anew, as long as must-visits are open.

    Of a large problem they are too small a part.
    """
    for _ in range(TRIES if run.time.is_small else 0):
        best = run.best
        if best is None or run.is_covered or not is_time_to_decide(run):
            return
        effort = solver_effort(run, DECIDING, random)
        effort = replace(effort, workers=1, is_simplified_once=True)
        decided = days_anew(run, best, random, effort)
        if decided is not None:
            budget = run.time.moving_visits(0.0)
            dates = changed_dates(best.draft, decided)
            draft = visits_to_people(run, decided, budget, calm(run), iteration)
            draft, _ = laid_in_turn(run, draft, dates, random)
            run.consider(draft)


def is_time_to_decide(run: Run) -> bool:
    """Say whether a decision and what follows from it end before the run does."""
    is_time = run.time.is_exact or run.time.left > 2 * DECIDING
    return is_time and not run.should_stop()


def _seek_room(run: Run, random: Random) -> None:
    """Seek people for what is open still: those who are off, then those on duty."""
    if run.best and not run.is_covered:
        run.consider(with_somebody_more(run, run.best.draft, random))
    if run.best and not run.is_covered:
        run.consider(stayed_on(run, run.best, random))


def _lays_duties(run: Run, turn: int, *, fell: bool) -> bool:
    """Say whether duties are laid anew now instead of changing hands.

    Of a large problem that is covered, what is laid anew is too small a part: the time
    is worth more in hands.
    """
    if run.is_covered:
        return turn == 1 and run.time.is_small
    return turn == 1 or (turn == AGAIN and fell)


def is_stuck(run: Run) -> bool:
    """Say whether must-visits are open still, and there is time to begin again."""
    return not (run.is_covered or run.is_beside) and run.time.has_draft_left


def from_nothing(run: Run, iteration: int) -> Draft:
    """Return a draft that owes nothing to the best, and its visits moved.

    What tours are first laid decides how many must-visits stay open at last, and how
    many that are differs from one attempt to the next.
    """
    own = run.beside(iteration)
    draft = handed_over(own, DraftMaker(own).draft())
    own.enter("improve")
    budget = own.time.phase("visits")
    own.consider(visits_to_people(own, draft, budget, FRESH))
    if own.time.is_small and not own.time.is_exact:
        improve(own)
    assert own.best is not None
    return own.best.draft


def _laid_anew(run: Run, draft: Draft, random: Random, iteration: int) -> Draft:
    """Return the draft with other duties, and its visits moved."""
    seconds = run.time.half_iteration(covered=run.is_covered)
    draft = change_duties(run, draft, random)
    draft = called_in(run, draft, random, solver_effort(run, CALLING, random))
    budget = run.time.moving_visits(seconds)
    return visits_to_people(run, draft, budget, calm(run), iteration)


def _other_hands(run: Run, draft: Draft, iteration: int, done: float) -> Draft:
    """Return the draft with its duties in other hands, and its visits moved.

    Somebody may be left without visits, where that saves a duty. The more of the
    improvement is ``done``, the less hot.
    """
    heat = _less_hot(EXCHANGING, LATE_EXCHANGING, done)
    draft = handed_over(run, draft, iteration, heat)
    took = run.time.handing_over(first=False, covered=run.is_covered).seconds
    follow = SETTLING if run.is_covered else FOLLOWING
    budget = run.time.moving_visits(follow * took)
    heat = _less_hot(FRESH, LATE_MOVING, done)
    moved = visits_to_people(run, draft, budget, heat, iteration, saving=True)
    left = {key[:2] for key in draft.stops} - {key[:2] for key in moved.stops}
    return handed_over(run, moved, iteration, DROPPING, BRIEF) if left else moved


def _dates_anew(run: Run, draft: Draft, iteration: int) -> Draft:
    """Return the draft with every third date laid anew, without some of its duties.

    Lines are mended then.
    """
    dates = run.context.problem.dates
    some = dates[iteration % min(APART, len(dates)) :: APART]
    seeds = [seed + 23 * iteration for seed in run.time.seeds()]
    budget = run.time.laying_dates()
    brief, rest, stop = budget.part(COOLING), budget.part(1 - COOLING), run.should_stop
    laid = run.dates.improved(draft, some, brief, LAYING, seeds, stop)
    laid = run.dates.spared(laid, some, rest, seeds, stop)
    return handed_over(run, laid, iteration, DROPPING, BRIEF)


def _less_hot(heat: Heat, late: float, done: float) -> Heat:
    """Return the heat with a beginning between its own and a ``late`` one."""
    return replace(heat, hot=heat.hot * (late / heat.hot) ** done)


def handed_over(
    run: Run,
    draft: Draft,
    iteration: int = 0,
    heat: Heat = EXCHANGING,
    share: float = 1.0,
) -> Draft:
    """Return the draft with its duties among people in another cheap way.

    Open must-visits are packed into tours that somebody may take. Every ``iteration``
    goes other ways. It takes a ``share`` of the time that there is for it.
    """
    seeds = [seed + 29 * iteration for seed in run.time.seeds()]
    loose = loose_tours(run, draft, Random(seeds[0]))
    first, covered = run.best is None and not run.is_beside, run.is_covered
    budget = run.time.handing_over(first=first, covered=covered).part(share)
    return run.handovers.improved(draft, loose, budget, heat, seeds, run.should_stop)


def _goes_on(run: Run, iteration: int) -> bool:
    if run.should_stop():
        return False
    return run.time.goes_on(iteration, covered=run.is_covered)
