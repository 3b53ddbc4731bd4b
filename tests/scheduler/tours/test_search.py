"""Whatever the engine does, its books stay right and its routes stay legal."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise, product
from typing import Any

import numpy as np
import pytest

from constraints.visits.skills import Skills
from scheduler.context.planning_context import PlanningContext
from scheduler.context.search_budget import Budget
from scheduler.tours.draft import Draft, named_engine
from scheduler.tours.engine import Engine, Heat, run_islands
from scheduler.tours.kernels.model import Records, State, copy_state
from scheduler.tours.nameless import (
    another,
    nameless_engine,
    pools_of,
    raise_duties,
    tours_of,
)
from tests.scheduler.tours.checker import faults, outside
from tests.scheduler.tours.moving import batches
from tests.scheduler.tours.village import (
    LOCKED,
    ground_of,
    locked_start,
    offers,
    village,
    works_of,
)

Made = tuple[PlanningContext, Engine]


def named(seed: int) -> Made:
    context = ground_of(village(seed), (Skills(),))
    draft = Draft(works_of(context.problem))
    return context, named_engine(context, draft, seed).engine


def nameless(seed: int) -> Made:
    context = ground_of(village(seed), (Skills(),))
    pools = pools_of(context.problem, offers(context.problem))
    return context, nameless_engine(context, pools, lambda _: 100_000, seed)[0]


def _batches(engine: Engine) -> Iterator[None]:
    """Insert what is open, then make batches of every sort of move."""
    engine.insert_open()
    yield
    yield from batches(engine, 2000, 150)


def _links_hold(context: PlanningContext, engine: Engine) -> Iterator[bool]:
    """Say for each visit of two whether both begin together, with different people."""
    model, state = engine.model, engine.state
    for visit in context.problem.visits:
        mine = state.tasks[
            [context.task_index[visit.id, n + 1] for n in range(visit.staff)]
        ]
        done = mine[mine["route"] >= 0]
        crews = model.routes["crew"][done["route"]]
        yield len(set(done["begins"].tolist())) <= 1
        yield len(set(crews.tolist())) == len(crews)


def _gaps_hold(context: PlanningContext, engine: Engine) -> Iterator[bool]:
    begins = {
        context.tasks[t].visit.id: int(row["begins"])
        for t, row in enumerate(engine.state.tasks)
        if row["route"] >= 0
    }
    for visit in context.problem.visits:
        if visit.after in begins and visit.id in begins:
            length = context.problem.visit[visit.after].minutes
            gap = begins[visit.id] - begins[visit.after] - length
            yield (visit.gap_min or 0) <= gap <= (visit.gap_max or 10**9)


def _windows_hold(context: PlanningContext, engine: Engine) -> Iterator[bool]:
    for task, row in zip(context.tasks, engine.state.tasks, strict=True):
        visit, begins = task.visit, context.zero + int(row["begins"])
        flex = context.weights.flex_minutes if visit.priority == 2 else 0
        if row["route"] >= 0:
            yield visit.earliest - flex <= begins <= visit.latest + flex


def _stops(engine: Engine) -> Iterator[tuple[int, int]]:
    for r, many in enumerate(engine.state.routes["length"]):
        for task in engine.state.stops[r, :many].tolist():
            yield r, task


def _routes_are_right(engine: Engine) -> None:
    """Every task is on the route it says, which drives and costs what it says."""
    model, state = engine.model, engine.state
    held = {task: r for r, task in _stops(engine)}
    assert len(held) == len(list(_stops(engine)))
    told = {t: int(r) for t, r in enumerate(state.tasks["route"]) if r >= 0}
    assert told == held
    assert state.routes["driven"].tolist() == list(_driven(engine))
    assert state.routes["extra"].tolist() == list(_extras(engine))
    assert faults(model, state) == []
    paid = model.tasks["outside_price"] > 0
    for task, off in outside(model, state).items():
        assert not paid[task] or state.tasks["off"][task] == off


def _driven(engine: Engine) -> Iterator[int]:
    """Yield the minutes that each route drives."""
    model, state = engine.model, engine.state
    for r, route in enumerate(model.routes):
        stops = state.stops[r, : state.routes["length"][r]]
        places = model.tasks["place"][stops].tolist()
        way = [route["start_place"], *places, route["end_place"]] if places else []
        yield sum(int(model.travel[route["mode"], a, b]) for a, b in pairwise(way))


def _extras(engine: Engine) -> Iterator[int]:
    """Yield what each route costs for having visits, and for how few could take it."""
    model, state, p = engine.model, engine.state, engine.model.p[0]
    for r, route in enumerate(model.routes):
        stops = state.stops[r, : state.routes["length"][r]].tolist()
        if not stops:
            yield 0
            continue
        words = model.words[[*stops, p["tasks"] + r]]
        who = np.bitwise_and.reduce(words, axis=0).tolist()
        few = min(7, sum(word.bit_count() for word in who))
        yield int(route["open_cost"] + (p["scarcity"][few] if p["nameless"] else 0))


def _meets(engine: Engine, before: np.ndarray) -> np.ndarray:
    """Count meetings from the routes alone; ``before`` holds those before the plan."""
    model = engine.model
    found = before.copy()
    found[:, :, model.p["plan_from"][0] :] = 0
    for r, task in _stops(engine):
        row = model.tasks[task]
        if row["client"] >= 0:
            found[row["client"], model.routes["crew"][r], row["day"]] += 1
    return found


def _people(engine: Engine, meets: np.ndarray) -> np.ndarray:
    p = engine.model.p[0]
    people = np.zeros(engine.state.people.shape, np.int64)
    for c, t in product(*map(range, people.shape)):
        end = t + int(p["plan_from"]) + 1
        seen = meets[c, :, max(0, end - int(p["window"])) : end]
        people[c, t] = (seen.sum(axis=1) > 0).sum()
    return people


def _price(engine: Engine, people: np.ndarray) -> int:
    """Add everything up from scratch."""
    model, state, p = engine.model, engine.state, engine.model.p[0]
    late = state.tasks["off"] * model.tasks["outside_price"]
    total = sum(_extras(engine))
    for minutes, price in zip(
        _driven(engine), model.routes["travel_price"], strict=True
    ):
        total += int(minutes) * int(price)
    total += int(late[state.tasks["route"] >= 0].sum())
    total += int(model.tasks["open_price"][state.tasks["route"] < 0].sum())
    above = np.maximum(0, people - p["target"])
    total += int((people * p["person_each"] + above * p["person_above"]).sum())
    got = np.zeros(len(state.contacts), np.int64)
    for r, task in _stops(engine):
        whose = model.tasks["named"][task]
        contact = model.can[p["tasks"] + whose, model.routes["crew"][r]]
        got[whose] += whose >= 0 and contact
    assert got.tolist() == state.contacts["got"].tolist()
    short = np.maximum(0, state.contacts["wanted"] - got).sum()
    return total + int(short * p["contact_price"])


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("made", [named, nameless])
def test_the_books_are_right_after_every_batch(
    made: Callable[[int], Made], seed: int
) -> None:
    _, engine = made(seed)
    before = engine.state.meets.copy()
    for _ in _batches(engine):
        _routes_are_right(engine)
        meets = _meets(engine, before)
        people = _people(engine, meets)
        assert (engine.state.meets == meets).all()
        assert (engine.state.people == people).all()
        assert engine.total == _price(engine, people)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("made", [named, nameless])
def test_counting_again_changes_nothing(made: Callable[[int], Made], seed: int) -> None:
    _, engine = made(seed)
    for _ in _batches(engine):
        kept = copy_state(engine.state)
        engine.count()
        _same_tasks(engine, kept)
        assert engine.state.x[["total", "random"]] == kept.x[["total", "random"]]
        for field in set(State._fields) - {"tasks", "x"}:
            mine: Records = getattr(engine.state, field)
            assert (mine == getattr(kept, field)).all()


def _same_tasks(engine: Engine, kept: State) -> None:
    """Compare tasks; of open ones, and of more breaks than taken, nothing is known."""
    model, tasks = engine.model, engine.state.tasks
    for name in ("route", "wlow", "off"):
        assert (tasks[name] == kept.tasks[name]).all()
    done = np.flatnonzero(tasks["route"] >= 0)
    for name in ("arrives", "begins"):
        assert (tasks[name][done] == kept.tasks[name][done]).all()
    for task in done:
        many = model.routes["breaks"][tasks["route"][task]] + 1
        mine, theirs = tasks["leave"][task], kept.tasks["leave"][task]
        assert (mine[:many] == theirs[:many]).all()


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("made", [named, nameless])
def test_times_stay_inside_windows_and_together(
    made: Callable[[int], Made], seed: int
) -> None:
    context, engine = made(seed)
    for _ in _batches(engine):
        assert all(_windows_hold(context, engine))
        assert all(_links_hold(context, engine))
        assert all(_gaps_hold(context, engine))
    assert len(engine.waiting) < len(context.tasks) / 2


def test_a_locked_visit_stays_with_its_person_at_its_time() -> None:
    context, engine = named(1)
    task = context.task_index[LOCKED[0], 1]
    for _ in _batches(engine):
        row = engine.state.tasks[task]
        crew = engine.model.routes["crew"][row["route"]]
        assert context.problem.employees[crew].id == "p0"
        assert row["begins"] == locked_start() - context.zero


def test_tours_without_names_leave_locked_visits_alone() -> None:
    context, engine = nameless(1)
    task = context.task_index[LOCKED[0], 1]
    for _ in _batches(engine):
        assert engine.state.tasks["route"][task] == -1


def test_a_search_never_ends_dearer_than_it_began() -> None:
    _, engine = named(2)
    engine.insert_open()
    begun = engine.total
    engine.run(Budget(steps=2000), Heat(1e9, 1e9), lambda: False)
    assert engine.total <= begun


def test_a_search_with_the_same_seed_and_steps_is_the_same() -> None:
    totals = []
    for _ in range(2):
        _, engine = named(2)
        engine.insert_open()
        engine.run(Budget(steps=6000), Heat(), lambda: False)
        totals.append((engine.total, engine.state.stops.tolist()))
    assert totals[0] == totals[1]


def test_a_search_that_is_stopped_makes_no_step() -> None:
    _, engine = named(0)
    kept = copy_state(engine.state)
    engine.run(Budget(steps=6000), Heat(), lambda: True)
    assert (engine.state.stops == kept.stops).all()
    assert engine.state.x["random"] == kept.x["random"]


def test_islands_return_the_cheapest() -> None:
    engines = [named(seed)[1] for seed in (0, 0)]
    engines[0].insert_open()
    best = run_islands(engines, Budget(steps=0), Heat(), lambda: False)
    assert best is engines[0]
    assert best.total < engines[1].total


def test_tours_hold_each_task_once_and_fit_somebody() -> None:
    context = ground_of(village(0), (Skills(),))
    pools = pools_of(context.problem, offers(context.problem))
    engine, routes = nameless_engine(context, pools, lambda _: 100_000, 0)
    engine.insert_open()
    tours = tours_of(engine, routes)
    stops = [task for tour in tours for task in tour.stops]
    assert sorted(stops) == np.flatnonzero(engine.state.tasks["route"] >= 0).tolist()
    assert all(tour.modes for tour in tours)
    for tour in tours:
        visits = [context.visit_of_task[t] for t in tour.stops]
        assert context.permitted[visits].all(axis=0).any()


def test_duties_are_dearer_on_the_days_that_lack_people() -> None:
    context = ground_of(village(0), (Skills(),))
    pools = pools_of(context.problem, offers(context.problem))
    engine, routes = nameless_engine(context, pools, lambda _: 100_000, 0)
    before = engine.model.routes["open_cost"].copy()
    day = context.problem.start
    raise_duties([engine], routes, lambda route: route.option.date == day)
    raised = engine.model.routes["open_cost"] > before
    assert raised.tolist() == [r.option.date == day for r in routes]


def test_what_one_engine_lays_does_not_hang_on_another_beside_it() -> None:
    context = ground_of(village(0), (Skills(),))
    pools = pools_of(context.problem, offers(context.problem))

    def laid(beside: int) -> list[State]:
        first, routes = nameless_engine(context, pools, lambda _: 100_000, 0)
        others = [another(context, first, seed) for seed in range(1, beside + 1)]
        engines = [first, *others]
        raise_duties(engines, routes, lambda route: route.option.date.day % 2 == 0)
        with ThreadPoolExecutor(len(engines)) as pool:
            list(pool.map(lambda e: list(_batches(e)), engines))
        for engine in engines:
            _routes_are_right(engine)
        return [engine.state for engine in engines]

    alone, beside = laid(0), laid(3)
    fields: list[tuple[Any, Any]] = list(zip(alone[0], beside[0], strict=True))
    assert all(np.array_equal(mine, theirs) for mine, theirs in fields)
