"""The search for whole rosters keeps right accounts and finds the obvious."""

from collections import Counter
from collections.abc import Mapping

import numpy as np
import pytest
from numpy.typing import NDArray

from constraints import default_rules
from scheduler.context.candidate_shifts import possible_options
from scheduler.context.planning_context import PlanningContext
from scheduler.context.search_budget import Budget
from scheduler.domain.problem import Employee, Problem, Wish
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Transport
from scheduler.lines.build import LineTable, LineTables, line_table
from scheduler.lines.engine import LEAST, CoveringLines, cover
from scheduler.lines.kernels.arrays import UNMANNED
from scheduler.lines.kernels.line_search import anneal, start
from scheduler.lines.kernels.manning import OFF, nobody
from scheduler.lines.kinds import Sort
from scheduler.lines.state_graphs import line_states
from scheduler.pay.price import DutyPrices
from scheduler.roster.solver import RosterSolver
from scheduler.rules.tour_weights import TourWeights
from tests.build import day, employee, need, problem, shift_type, team, worked
from tests.judge import offer

RULES = default_rules()
ANYBODY = Sort(frozenset(Transport), frozenset())
ABLE = Sort(frozenset(Transport), frozenset({"s"}))
BREAK_DAY = 16 * 60
Flags = NDArray[np.bool_]
Tours = Mapping[tuple[ShiftOption, Sort], int]


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


def table_of(made: Problem, needed: Tours) -> LineTable:
    context = PlanningContext(made, RULES, TourWeights())
    solver = RosterSolver(context, DutyPrices(made), possible_options(context))
    return line_table(context, solver.options, solver.price, needed)


def tours(made: Problem, *days: int, sort: Sort = ANYBODY) -> Tours:
    """Ask for one early tour on each of these days."""
    return {(offer(made, "day", day(d)), sort): 1 for d in days}


def test_tables_for_other_tours_are_as_if_they_had_been_worked_out_anew() -> None:
    made = staffed()
    context = PlanningContext(made, RULES, TourWeights())
    solver = RosterSolver(context, DutyPrices(made), possible_options(context))
    lines = LineTables(context, solver.options, solver.price)
    first, then = tours(made, 0, 1), tours(made, 2, sort=ABLE)
    for needed in (first, then, first):
        anew = table_of(made, needed).arrays
        for mine, other in zip(lines.table(needed).arrays, anew, strict=True):
            assert np.array_equal(mine, other)


SOME_FOR_EVE = {**tours(staffed(), 0, 1, 4), **tours(staffed(), 0, 5, sort=ABLE)}


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("heat", [1e7, 50_000.0, 1.0])
def test_the_price_kept_is_the_price_counted_again(heat: float, seed: int) -> None:
    m = table_of(staffed(), SOME_FOR_EVE).arrays
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
    m = table_of(staffed(), SOME_FOR_EVE).arrays
    s = nobody(m, seed)
    start(m, s)
    met = set()
    for _ in range(50):
        anneal(m, s, 100, 1e7)
        for e, d in np.argwhere(s.works != OFF).tolist():
            assert m.may[e, d, s.works[e, d]]
            met.add(s.works[e, d])
    assert met == set(np.flatnonzero(m.may.any(axis=(0, 1))))


SATURDAYS = (5, 12, 19, 26)
EVERY_OTHER = {"worked": 1, "of": 2}


def cooled(
    made: Problem,
    needed: Tours,
    before: Mapping[int, tuple[int, ...]],
    half_weekend: int | None = None,
) -> Flags:
    """Return who works when after a cold search that begins with these weekends."""
    m = table_of(made, needed).arrays
    if half_weekend is not None:
        m.person["half_weekend"] = half_weekend
    s = nobody(m, 1)
    for e, saturdays in before.items():
        for d in saturdays:
            s.works[e, d] = s.works[e, d + 1] = 0
    start(m, s)
    anneal(m, s, 20_000, 1.0)
    return np.asarray(s.works != OFF)


def weekends_of(days: Flags) -> set[int]:
    return {d for d in SATURDAYS if days[d] and days[d + 1]}


def weekends(made: Problem, *saturdays: int, sort: Sort) -> Tours:
    return tours(made, *(d + n for d in saturdays for n in (0, 1)), sort=sort)


def on_weekends(*people: Employee) -> Problem:
    types = staffed().shift_types[:1]
    return problem(days=28, employees=people, shift_types=types)


def able(name: str) -> Employee:
    return employee(
        name, skills={"usk", "s"}, weekends=EVERY_OTHER, day_break=BREAK_DAY
    )


def test_weekends_turn_as_a_whole_to_where_somebody_would_rather_work() -> None:
    free = tuple(
        Wish(employee="eve", date=day(d + n), want=False, weight=3)
        for d in (5, 19)
        for n in (0, 1)
    )
    made = on_weekends(able("eve")).model_copy(update={"wishes": free})
    found = cooled(made, weekends(made, *SATURDAYS, sort=ABLE), {0: (5, 19)})
    assert weekends_of(found[0]) == {12, 26}


def test_somebody_works_a_weekend_instead_of_those_around_it() -> None:
    """Every step between would break the pattern, or halve a weekend."""
    sunday = worked("eve", f"{day(-1)} 07:00", f"{day(-1)} 15:00", 30)
    made = on_weekends(able("eve")).model_copy(update={"worked_shifts": (sunday,)})
    needed = weekends(made, 19, sort=ABLE)
    found = cooled(made, needed, {0: (12, 26)}, half_weekend=UNMANNED)
    assert weekends_of(found[0]) == {19}


def test_two_people_swap_all_their_weekends() -> None:
    bob = employee("bob", weekends=EVERY_OTHER, day_break=BREAK_DAY)
    made = on_weekends(able("eve"), bob)
    needed = {
        **weekends(made, 12, 26, sort=ABLE),
        **weekends(made, 5, 19, sort=ANYBODY),
    }
    found = cooled(made, needed, {0: (5, 19), 1: (12, 26)})
    assert (weekends_of(found[0]), weekends_of(found[1])) == ({12, 26}, {5, 19})


@pytest.mark.parametrize("heat", [1e7, 1.0])
def test_weekends_that_turn_are_priced_right(heat: float) -> None:
    bob = employee("bob", weekends=EVERY_OTHER, day_break=BREAK_DAY)
    made = on_weekends(able("eve"), bob)
    m = table_of(made, weekends(made, *SATURDAYS, sort=ABLE)).arrays
    s = nobody(m, 1)
    price = start(m, s) + anneal(m, s, 5_000, heat)
    assert price == start(m, s)


def searched(made: Problem, needed: Tours, steps: int = 60_000) -> CoveringLines:
    table = table_of(made, needed)
    states = line_states(table.arrays)
    return cover(table, states, Budget(steps=steps), range(1, 3), lambda: False)


def test_every_tour_gets_somebody() -> None:
    made = staffed(staffing=())
    needed = tours(made, *range(7))
    found = searched(made, needed)
    assert found.missing == Counter()
    assert {option for option, _ in needed} <= {option for _, option in found.works}


def test_the_smallest_effort_cools_as_far_as_any() -> None:
    made = staffed(staffing=())
    needed = tours(made, *range(7))
    assert searched(made, needed, 1) == searched(made, needed, LEAST)


def test_a_tour_goes_to_the_only_one_with_its_skill() -> None:
    made = staffed(staffing=())
    needed = tours(made, 2, sort=ABLE)
    ((option, _),) = needed
    assert ("eve", option) in searched(made, needed).works


def test_a_tour_that_nobody_has_time_for_is_told() -> None:
    made = staffed(staffing=(), employees=team("amy", day_break=BREAK_DAY))
    ((option, sort),) = tours(made, 3)
    found = searched(made, {(option, sort): 2})
    assert found.missing == Counter({(option.unit, option.date): 1})


def test_a_tour_for_whose_sort_nobody_is_there_is_told() -> None:
    made = staffed(staffing=(), employees=team("amy", "bob", day_break=BREAK_DAY))
    ((option, sort),) = tours(made, 3, sort=ABLE)
    found = searched(made, {(option, sort): 2})
    assert found.missing == Counter()
    assert found.misfits == Counter({(option.unit, option.date, ABLE): 2})


def begun(made: Problem, needed: Tours, before: CoveringLines) -> CoveringLines:
    """Return what a search that is stopped at once makes of lines before it."""
    table = table_of(made, needed)
    states, budget = line_states(table.arrays), Budget(steps=1)
    return cover(table, states, budget, range(1, 2), lambda: True, before)


def test_lines_are_begun_from_with_the_tours_that_they_cover() -> None:
    made = staffed(staffing=())
    needed = tours(made, 2, 4, sort=ABLE)
    before = searched(made, needed)
    assert before.short == 0
    assert len(before.sorts) == 2
    assert begun(made, needed, before) == before


def test_a_line_whose_sort_of_tour_is_no_more_may_drive_any() -> None:
    made = staffed(staffing=())
    before = searched(made, tours(made, 2, sort=ABLE))
    found = begun(made, tours(made, 2), before)
    assert found.works == before.works
    assert (found.sorts, found.misfits.total()) == ({}, 1)


def test_whoever_drives_is_not_there_so_that_more_must_be_on_duty() -> None:
    needs = [need(f"2026-12-2{n} 12:00", f"2026-12-2{n} 16:00", min=1) for n in (2, 3)]
    made = staffed(staffing=tuple(needs))
    ((option, sort),) = tours(made, 1)
    idle, driving = (
        table_of(made, tours_).arrays.slot[:, 1:4]
        for tours_ in ({}, {(option, sort): 2})
    )
    more = driving - idle
    here = slice(0, 6)  # half hours until three, when the early shift ends
    assert (more[here] == 2).all()
    assert (np.delete(more, here, axis=0) == 0).all()


def test_nobody_works_where_nothing_is_possible() -> None:
    made = staffed(employees=team("amy"), shift_types=(shift_type(),))
    assert table_of(made, {}).kinds.names == []
    assert searched(made, {}) == CoveringLines({}, Counter(), Counter(), {})


@pytest.mark.parametrize(("number", "counted"), [(3, False), (4, True)])
def test_somebody_in_induction_fills_no_slot(number: int, *, counted: bool) -> None:
    asked = need(f"{day(number)} 08:00", f"{day(number)} 12:00")
    people = team("new", first=day(1), day_break=BREAK_DAY)
    made = staffed(employees=people, staffing=(asked,))
    m = table_of(made, {}).arrays
    s = nobody(m, 1)
    s.works[0, number] = 0
    start(m, s)
    assert s.heads.tolist() == [int(counted)] * 8
