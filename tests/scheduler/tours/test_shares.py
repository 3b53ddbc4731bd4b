"""What has nothing to do with each other is searched side by side, and put together."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from scheduler.context.search_budget import Budget
from scheduler.domain.problem import Problem
from scheduler.tours.draft import Draft, named_engine
from scheduler.tours.engine import Engine, Heat, run_islands
from scheduler.tours.kernels.model import copy_state, tied
from scheduler.tours.shares import Share, shares_of
from tests.build import problem, unit
from tests.scheduler.tours.checker import faults
from tests.scheduler.tours.moving import batches
from tests.scheduler.tours.test_search import named, nameless
from tests.scheduler.tours.village import ground_of, village, works_of

HEAT = Heat(20_000.0, 100.0)
FAR = "hamlet"


def _never() -> bool:
    return False


def _two_units() -> Problem:
    """Return the village with every other person and client in a unit of their own."""
    made = village(2)
    theirs = {c.id for c in made.clients[1::2]}
    away = {"unit": FAR}
    return problem(
        **dict(made)
        | {
            "units": (unit(), unit(FAR)),
            "employees": tuple(
                e.model_copy(update=away) if n % 2 else e
                for n, e in enumerate(made.employees)
            ),
            "clients": tuple(
                c.model_copy(update=away) if c.id in theirs else c for c in made.clients
            ),
            "visits": tuple(
                v.model_copy(update=away) if v.client in theirs else v
                for v in made.visits
            ),
        }
    )


def _apart(*seeds: int) -> list[Engine]:
    """Return engines over two units, with rounds that are far from good."""
    made = _two_units()
    works = {
        (who, replace(option, unit=made.employee[who].unit)): above
        for (who, option), above in works_of(made).items()
    }
    context = ground_of(made)
    engines = [named_engine(context, Draft(works), seed).engine for seed in seeds]
    for engine in engines:
        engine.insert_open()
        next(batches(engine, 2_000, 0))
    return engines


def _shares(engine: Engine, most: int) -> list[Share]:
    return shares_of(engine.model, engine.state, most)


def _touching(engine: Engine) -> Iterator[tuple[int, int]]:
    """Yield pairs of tasks that may change each other's price or times."""
    tasks, routes = engine.model.tasks, engine.model.some_routes
    able = [set(routes[t["first_route"] : t["last_route"]].tolist()) for t in tasks]
    for a, b in combinations(range(len(tasks)), 2):
        one, other = tasks[a], tasks[b]
        links = engine.model.links["other"][one["first_link"] : one["last_link"]]
        if able[a] & able[b] or b in links or one["place"] == other["place"]:
            yield a, b


def test_two_units_are_two_shares_with_everything_in_one_of_them() -> None:
    (engine,) = _apart(1)
    first, second = _shares(engine, 2)
    assert (first.tasks ^ second.tasks).all()
    assert (first.routes ^ second.routes).all()
    assert first.tasks.sum() >= second.tasks.sum() > 0
    placed = engine.state.tasks["route"]
    for share in (first, second):
        on = placed[share.tasks & (placed >= 0)]
        assert share.routes[on].all()


@pytest.mark.parametrize("most", [2, 3, 50])
@pytest.mark.parametrize("made", ["units", "village", "nameless"])
def test_nothing_that_touches_is_split(made: str, most: int) -> None:
    if made == "units":
        (engine,) = _apart(1)
    else:
        _, engine = (named if made == "village" else nameless)(1)
    shares = _shares(engine, most)
    assert len(shares) <= most
    assert (np.sum([share.tasks for share in shares], axis=0) == 1).all()
    where = np.argmax([share.tasks for share in shares], axis=0)
    assert all(where[a] == where[b] for a, b in _touching(engine))


def _link(engine: Engine, here: int, there: int) -> None:
    row = engine.model.tasks[here]
    assert row["last_link"] > row["first_link"]
    engine.model.links["other"][row["first_link"]] = there


def _client(engine: Engine, here: int, there: int) -> None:
    engine.model.tasks["client"][[here, there]] = 0


def _contact(engine: Engine, here: int, there: int) -> None:
    engine.model.tasks["named"][[here, there]] = 0


def _place(engine: Engine, here: int, there: int) -> None:
    on = engine.state.tasks["route"]
    on[here] = on[there]


def _candidate(engine: Engine, here: int, there: int) -> None:
    tasks, routes = engine.model.tasks, engine.model.some_routes
    routes[tasks["first_route"][here]] = routes[tasks["first_route"][there]]


@pytest.mark.parametrize("tie", [_link, _client, _contact, _place, _candidate])
def test_one_tie_between_two_units_makes_them_one_share(
    tie: Callable[[Engine, int, int], None],
) -> None:
    (engine,) = _apart(1)
    first, second = _shares(engine, 2)
    linked = tied(engine.model.tasks)
    placed = engine.state.tasks["route"] >= 0
    here = int(np.flatnonzero(first.tasks & linked)[0])
    there = int(np.flatnonzero(second.tasks & placed)[0])
    tie(engine, here, there)
    (share,) = _shares(engine, 2)
    assert share.tasks.all()


def test_one_unit_is_one_share() -> None:
    _, engine = named(1)
    (share,) = _shares(engine, 4)
    assert share.tasks.all()
    assert share.routes.all()


def test_no_more_shares_than_asked_for() -> None:
    (engine,) = _apart(1)
    (share,) = _shares(engine, 1)
    assert share.tasks.all()


def test_a_search_kept_to_a_share_changes_nothing_else() -> None:
    (engine,) = _apart(1)
    share, rest = _shares(engine, 2)
    before = copy_state(engine.state)
    engine.keep_to(share.tasks)
    engine.run(Budget(steps=100_000), HEAT, _never)
    assert engine.total < before.x["total"][0]
    assert (engine.state.stops[rest.routes] == before.stops[rest.routes]).all()
    assert (engine.state.tasks[rest.tasks] == before.tasks[rest.tasks]).all()


@pytest.mark.parametrize("islands", [2, 3, 4])
def test_shares_searched_apart_save_together_what_each_saved(islands: int) -> None:
    engines = _apart(*range(1, islands + 1))
    begun = min(engine.total for engine in engines)
    best = run_islands(engines, Budget(steps=100_000), HEAT, _never)
    total = best.total
    saved = [begun - engine.total for engine in engines if engine is not best]
    assert total < begun - max(saved)
    best.count()
    assert best.total == total
    assert not list(faults(best.model, best.state))


def test_shares_joined_cost_what_their_savings_say() -> None:
    alone, other = _apart(1, 1)
    begun = alone.total
    assert other.total == begun
    first, second = _shares(alone, 2)
    saved = 0
    for engine, share in ((alone, first), (other, second)):
        engine.keep_to(share.tasks)
        engine.run(Budget(steps=100_000), HEAT, _never)
        assert engine.total < begun
        saved += begun - engine.total
    alone.take_over(second, other.state)
    assert alone.total == begun - saved


def test_a_search_without_tasks_of_its_own_ends_at_once() -> None:
    (engine,) = _apart(1)
    before = copy_state(engine.state)
    engine.keep_to(np.zeros(len(engine.model.tasks), np.bool_))
    engine.run(Budget(seconds=1e9), HEAT, _never)
    assert (engine.state.stops == before.stops).all()
