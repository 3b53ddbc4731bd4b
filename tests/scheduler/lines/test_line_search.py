"""The search for whole rosters keeps right accounts and finds the obvious."""

from collections import Counter
from collections.abc import Mapping

import numpy as np
import pytest

from constraints import default_rules
from scheduler.context.candidate_shifts import possible_options
from scheduler.context.planning_context import PlanningContext
from scheduler.context.search_budget import Budget
from scheduler.domain.problem import Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Transport
from scheduler.lines.build import LineTable, Sort
from scheduler.lines.engine import LEAST, CoveringLines, cover
from scheduler.lines.kernels.line_search import anneal, start
from scheduler.lines.kernels.manning import OFF, nobody
from scheduler.pay.price import DutyPrices
from scheduler.roster.solver import RosterSolver
from scheduler.rules.tour_weights import TourWeights
from tests.build import employee, need, problem, shift_type, team

RULES = default_rules()
ANYBODY = Sort(frozenset(Transport), frozenset())
BREAK_DAY = 16 * 60


def staffed(**given: object) -> Problem:
    """Return five people who may work days and evenings, one of them with a skill."""
    people = team("amy", "bob", "cia", "dan", degree_pct=50, day_break=BREAK_DAY)
    able = employee("eve", skills={"usk", "s"}, degree_pct=50, day_break=BREAK_DAY)
    usual: dict[str, object] = {
        "employees": (*people, able),
        "shift_types": (
            shift_type("day", "07:00-15:00", "30@10:00-12:00"),
            shift_type("late", "08:00-16:00", "30@11:00-13:00"),
        ),
        "staffing": (need("2026-12-22 08:00", "2026-12-22 12:00", want=2),),
    }
    return problem(**(usual | given))


def table_of(made: Problem) -> LineTable:
    context = PlanningContext(made, RULES, TourWeights())
    solver = RosterSolver(context, DutyPrices(made), possible_options(context))
    return LineTable(made, RULES, solver.options, solver.price)


def tours(
    table: LineTable, *days: int, sort: Sort = ANYBODY
) -> dict[tuple[ShiftOption, Sort], int]:
    """Ask for one early tour on each of these days."""
    kind = next(n for n, (shift, _) in enumerate(table.kinds) if shift == "day")
    return {(table.by_place[d, kind], sort): 1 for d in days}


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("heat", [1e7, 50_000.0, 1.0])
def test_the_price_kept_is_the_price_counted_again(heat: float, seed: int) -> None:
    table = table_of(staffed())
    able = Sort(frozenset(Transport), frozenset({"s"}))
    m = table.lines(tours(table, 0, 1, 4) | tours(table, 0, 5, sort=able))
    s = nobody(m, seed)
    price = start(m, s)
    for _ in range(5):
        price += anneal(m, s, 500, heat)
        kept = s.cover.copy(), s.heads.copy(), s.cost.copy()
        assert price == start(m, s)
        for before, now in zip(kept, (s.cover, s.heads, s.cost), strict=True):
            assert (before == now).all()
    assert (s.works != OFF).any()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nobody_is_given_what_they_may_not_work(seed: int) -> None:
    table = table_of(staffed())
    able = Sort(frozenset(Transport), frozenset({"s"}))
    m = table.lines(tours(table, 0, 1, 4) | tours(table, 0, 5, sort=able))
    s = nobody(m, seed)
    start(m, s)
    met = set()
    for _ in range(50):
        anneal(m, s, 100, 1e7)
        for e, d in np.argwhere(s.works != OFF).tolist():
            assert m.may[e, d, s.works[e, d]]
            met.add(s.works[e, d])
    assert met == set(np.flatnonzero(m.may.any(axis=(0, 1))))


def searched(
    made: Problem, needed: Mapping[tuple[ShiftOption, Sort], int], table: LineTable
) -> CoveringLines:
    assert table.problem is made
    return cover(table, needed, Budget(steps=60_000), range(1, 3), lambda: False)


def test_every_tour_gets_somebody() -> None:
    made = staffed(staffing=())
    table = table_of(made)
    needed = tours(table, *range(7))
    found = searched(made, needed, table)
    assert found.missing == Counter()
    assert {option for option, _ in needed} <= {option for _, option in found.works}


def test_the_smallest_effort_cools_as_far_as_any() -> None:
    made = staffed(staffing=())
    table = table_of(made)
    few, least = (
        cover(table, tours(table, *range(7)), Budget(steps=n), range(1), lambda: False)
        for n in (1, LEAST)
    )
    assert few == least


def test_a_tour_goes_to_the_only_one_with_its_skill() -> None:
    made = staffed(staffing=())
    table = table_of(made)
    able = Sort(frozenset(Transport), frozenset({"s"}))
    needed = tours(table, 2, sort=able)
    ((option, _),) = needed
    assert ("eve", option) in searched(made, needed, table).works


def test_a_tour_that_nobody_has_time_for_is_told() -> None:
    made = staffed(staffing=(), employees=team("amy", day_break=BREAK_DAY))
    table = table_of(made)
    ((option, sort),) = tours(table, 3)
    found = searched(made, {(option, sort): 2}, table)
    assert found.missing == Counter({(option.unit, option.date): 1})


def test_nobody_works_where_nothing_is_possible() -> None:
    made = staffed(employees=team("amy"), shift_types=(shift_type(),))
    table = table_of(made)
    assert table.kinds == []
    assert searched(made, {}, table) == CoveringLines({}, Counter())
