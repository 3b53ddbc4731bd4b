"""Long searches in phases, and what a draft keeps of times."""

import numpy as np
import pytest

from scheduler.context.search_budget import Budget
from scheduler.domain.values import Transport
from scheduler.tours.draft import Draft, named_engine
from scheduler.tours.engine import COURSE, Engine, Heat, run_course
from scheduler.tours.kernels.model import tied
from scheduler.tours.nameless import (
    hold_to,
    modes_of,
    nameless_engine,
    pools_of,
)
from tests.scheduler.tours.hamlet import placed
from tests.scheduler.tours.road import stop
from tests.scheduler.tours.test_search import named
from tests.scheduler.tours.village import ground_of, offers, village, works_of

HEAT = Heat(20_000.0, 100.0)


def _never() -> bool:
    return False


def _inserted(*seeds: int) -> list[Engine]:
    engines = [named(2)[1] for _ in seeds]
    for engine, seed in zip(engines, seeds, strict=True):
        engine.state.x["random"] = seed + 1
        engine.insert_open()
    return engines


def test_the_phases_share_the_whole_budget() -> None:
    assert sum(phase.share for phase in COURSE) == pytest.approx(1)


@pytest.mark.parametrize(("share", "steps"), [(0.25, 25), (0.5, 50)])
def test_a_part_of_a_budget_is_its_share(share: float, steps: int) -> None:
    part = Budget(seconds=8, steps=100).part(share)
    assert (part.seconds, part.steps) == (8 * share, steps)


def test_a_course_by_steps_is_the_same_every_time() -> None:
    totals = []
    for _ in range(2):
        best = run_course(_inserted(0, 1), Budget(steps=20_000), HEAT, _never)
        totals.append((best.total, best.state.stops.tolist()))
    assert totals[0] == totals[1]


def test_a_course_never_ends_dearer_than_its_best_island_began() -> None:
    engines = _inserted(0, 1)
    begun = min(engine.total for engine in engines)
    assert run_course(engines, Budget(steps=4_000), HEAT, _never).total <= begun


def test_gathered_islands_go_on_from_the_best() -> None:
    full, empty = _inserted(0, 1)
    empty.state.routes["length"] = 0
    empty.count()
    assert empty.total > full.total
    run_course([full, empty], Budget(steps=0), HEAT, _never)
    assert empty.total == full.total
    assert (empty.state.stops == full.state.stops).all()
    assert empty.state.x["random"] != full.state.x["random"]


def test_a_draft_keeps_when_people_meet() -> None:
    context, engine = named(1)
    engine.insert_open()
    engine.run(Budget(steps=20_000), HEAT, _never)
    tasks = engine.model.tasks
    held = tied(tasks) & (engine.state.tasks["route"] >= 0)
    assert held.any()
    assert (engine.lows[held] == engine.state.tasks["begins"][held]).all()
    assert (engine.lows[~held] == engine.state.tasks["wlow"][~held]).all()
    assert len(context.tasks) == len(engine.lows)


def test_a_plan_filled_again_from_its_draft_has_all_its_visits() -> None:
    context = ground_of(village(1), ())
    first = named_engine(context, Draft(works_of(context.problem)), 1)
    first.engine.insert_open()
    first.engine.run(Budget(steps=20_000), HEAT, _never)
    again = named_engine(context, first.draft(), 2).engine
    assert again.waiting.tolist() == first.engine.waiting.tolist()
    placed_ = first.engine.state.tasks["route"] >= 0
    old, new = first.engine.state.tasks, again.state.tasks
    assert (old["begins"][placed_] == new["begins"][placed_]).all()


def test_the_open_half_of_a_double_visit_is_held_to_the_other() -> None:
    context = ground_of(village(0), ())
    double = next(n for n, t in enumerate(context.tasks) if t.staff_no == 2)
    other = context.task_index[context.tasks[double].visit.id, 1]
    engine, _ = nameless_engine(
        context,
        pools_of(context.problem, offers(context.problem)),
        lambda _: 100_000,
        0,
        frozenset({double}),
    )
    driven = engine.state.tasks.copy()
    driven["route"][other] = 0
    driven["begins"][other] = engine.model.tasks["low"][other] + 7
    hold_to(engine, context.links, engine.state._replace(tasks=driven))
    row = engine.model.tasks[double]
    begins = int(driven["begins"][other])
    assert (row["soonest"], row["latest"]) == (begins, begins)
    assert engine.state.tasks["wlow"][double] == begins


@pytest.mark.parametrize(("walk", "slow"), [(60, True), (61, False)])
def test_a_route_may_be_walked_where_nobody_waits_longer_for_it(
    walk: int, slow: bool
) -> None:
    hamlet = placed((stop("a", "08:00", "09:00"),), ((0,),))
    engine = hamlet.engine()
    engine.model.travel[2] = walk
    engine.model.routes["start"] = engine.model.tasks["high"][0] - 60
    engine.count()
    kept = engine.state.tasks.copy()
    assert (Transport.WALK in modes_of(engine, 0)) is slow
    assert Transport.CAR in modes_of(engine, 0)
    assert (engine.state.tasks == kept).all()


def test_a_route_is_not_walked_where_a_colleague_would_wait() -> None:
    both = stop("a", "08:00", "12:00", staff=2)
    engine = placed((both,), ((0,), (1,))).engine()
    engine.model.travel[2] = 0
    assert Transport.WALK in modes_of(engine, 0)
    engine.model.travel[2] = 120
    assert np.array_equal(engine.model.routes["mode"], [0, 0])
    assert Transport.WALK not in modes_of(engine, 0)
