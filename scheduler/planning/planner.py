"""The pipeline: tours without names, people to tours, visits to people, improvement.

``docs/how_a_plan_is_made.md`` tells it phase by phase.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from time import monotonic

from scheduler.context.background import await_unless, begun, noted
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.planning.apart.all_parts import AllParts
from scheduler.planning.apart.parts import parts_of
from scheduler.planning.apart.second_search import second_search
from scheduler.planning.bound_thread import bounding
from scheduler.planning.first_draft import DraftMaker, is_whole
from scheduler.planning.improve import handed_over, improve
from scheduler.planning.neighbourhoods.fewer_cars import save_cars
from scheduler.planning.outcome import result_of
from scheduler.planning.preparation import prepare
from scheduler.planning.result import Defect, Limits, Progress, Result
from scheduler.planning.run import Run, StoppedError
from scheduler.planning.time_budget import TimeBudget, size_of
from scheduler.planning.visit_search import (
    FRESH,
    move_visits,
    move_visits_last,
)
from scheduler.planning.warm_start import draft_of
from scheduler.planning.warm_up import compile_unless
from scheduler.rules.rule import Rule
from scheduler.tours.draft import Draft


def plan(  # noqa: PLR0913
    problem: Problem,
    rules: Sequence[Rule],
    limits: Limits,
    *,
    on_progress: Callable[[Progress], None] = lambda _: None,
    stop: Callable[[], bool] = lambda: False,
    warm_start: Plan | None = None,
) -> Result:
    """Plan ``problem`` under ``rules``; the best plan when time is up or ``stop`` asks.

    ``warm_start`` is a plan to begin from; what no longer fits in it is dropped.
    Every plan is audited before it leaves. A defect after the first plan costs no more
    than what would have come: it is in the result.
    """
    time = TimeBudget(limits, size_of(problem))
    solver = prepare(problem, rules)  # what computes the bound would hold it up
    parts = parts_of(problem, solver.options) if time.may_be_parted else None
    if parts is None or len(parts.problems) == 1:
        with (
            bounding(problem, rules, limits, stop) as bound,
            second_search(solver.context, time) as heard,
        ):
            run = Run(solver, time, bound, on_progress, stop, heard)
            defect = searched_in_one_piece(run, warm_start)
    else:
        beside = AllParts(solver.context, parts, warm_start)
        with beside.bounding(limits, stop) as bound:
            run = Run(solver, time, bound, on_progress, stop)
            defect = _searched(run, lambda: _in_parts(run, beside, warm_start))
    return result_of(run, defect)


def searched_in_one_piece(run: Run, warm_start: Plan | None) -> Defect | None:
    """Search, all at once; return what defect ended it."""
    return _searched(run, lambda: _phases(run, warm_start))


def _searched(run: Run, phases: Callable[[], None]) -> Defect | None:
    """Search in a thread, and leave it as it is when the best plan is wanted now.

    A neighbourhood may be built or presolved for seconds before it looks up, and
    compiled code holds up the signals of the thread that it runs in.
    """
    search = begun(lambda: _search(run, phases), "search")
    await_unless(lambda: run.should_stop() and run.best is not None, search)
    run.leave()
    error = search.exception() if search.done() else None
    if error is None:
        return _mended(run)
    if run.best is None:
        raise error
    noted("the search", error)
    return Defect.of(error)


def _mended(run: Run) -> Defect | None:
    """Rather leave visits open than break a binding rule; a defect costs only that."""
    try:
        save_cars(run)
    except Exception as error:
        noted("saving cars", error)
        return Defect.of(error)
    return None


def _search(run: Run, phases: Callable[[], None]) -> None:
    with suppress(StoppedError):
        if not compile_unless(run.should_stop, run.preparing):
            run.go_on()
        phases()


def _in_parts(run: Run, beside: AllParts, warm_start: Plan | None) -> None:
    """Plan all parts by themselves; where one comes to nothing, all in one piece.

    What they could do for each other is left to improvement.
    """
    run.enter("parts")
    deadline = monotonic() + run.time.left_for_parts(is_cut=beside.is_cut)
    for draft in beside.drafts(run.time.limits, deadline, run.should_stop):
        run.solver.offer(draft.works)
        run.consider(draft)
    run.go_on()
    if run.best is None:
        _phases(run, warm_start)
    elif beside.is_cut:
        _improved(run)


def _phases(run: Run, warm_start: Plan | None) -> None:
    if warm_start is not None:
        draft = draft_of(run.solver, warm_start)
        run.consider(draft)  # what comes is never worse
        _consider(run, draft)
    else:
        draft = DraftMaker(run).draft()
        if not is_whole(run, draft):
            return
        _consider(run, draft)
    _improved(run)


def _improved(run: Run) -> None:
    improve(run)
    run.hear()
    move_visits_last(run)


def _consider(run: Run, draft: Draft) -> None:
    """Let duties change hands and visits move, and consider what comes of it."""
    draft = handed_over(run, draft)
    move_visits(run, draft, run.time.phase("visits"), FRESH)
