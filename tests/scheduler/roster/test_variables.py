from collections.abc import Mapping
from datetime import timedelta

import pytest
from ortools.sat.python import cp_model

from scheduler.domain.shift_option import ShiftOption
from scheduler.roster.variables import Roster
from tests.build import day, employee, problem
from tests.judge import stint

SATURDAY = day(5)
AMY = employee()
DAYS = [stint(f"{day(n)} 07:00", f"{day(n)} 16:00") for n in range(7)]
EVENINGS = [stint(f"{day(n)} 16:00", f"{day(n)} 22:00") for n in range(7)]


def roster(*options: ShiftOption, works: int = 0, elastic: bool = False) -> Roster:
    """Offer options, the first ``works`` of them decided."""
    fixed = [("amy", option) for option in options[:works]]
    return Roster(problem(), {"amy": options}, fixed=fixed, elastic=elastic)


def values(
    made: Roster, wanted: Mapping[ShiftOption, bool], *asked: cp_model.IntVar
) -> list[int] | None:
    """Return what literals are when these options are worked; ``None``: cannot be."""
    for option, value in wanted.items():
        made.model.add(made.works(AMY, option) == int(value))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    if solver.solve(made.model) == cp_model.INFEASIBLE:
        return None
    return [solver.value(literal) for literal in asked]


@pytest.mark.parametrize(
    ("worked", "found"),
    [((0, 0), [0]), ((1, 0), [1]), ((0, 1), [1]), ((1, 1), None)],
)
def test_a_day_is_worked_when_one_of_its_shifts_is(
    worked: tuple[int, int], found: list[int] | None
) -> None:
    options = (DAYS[0], EVENINGS[0])
    made = roster(*options)
    literal = made.works_on(AMY, day(0))
    wanted = {o: bool(w) for o, w in zip(options, worked, strict=True)}
    assert values(made, wanted, literal) == found


def test_a_day_without_shifts_is_free() -> None:
    made = roster(DAYS[0])
    assert values(made, {}, made.works_on(AMY, day(1))) == [0]


def test_the_same_day_is_the_same_literal() -> None:
    made = roster(DAYS[0], EVENINGS[0])
    assert made.works_on(AMY, day(0)) is made.works_on(AMY, day(0))


def test_a_decided_shift_leaves_no_room_for_another() -> None:
    made = roster(DAYS[0], EVENINGS[0], works=1)
    literal = made.works_on(AMY, day(0))
    assert values(made, {}, literal, made.works(AMY, EVENINGS[0])) == [1, 0]


@pytest.mark.parametrize(
    ("worked", "found"),
    [((0, 0), [0]), ((1, 0), [1]), ((0, 1), [1]), ((1, 1), [1])],
)
def test_a_weekend_is_worked_when_one_of_its_days_is(
    worked: tuple[int, int], found: list[int]
) -> None:
    options = (DAYS[5], DAYS[6])
    made = roster(*options)
    wanted = {o: bool(w) for o, w in zip(options, worked, strict=True)}
    assert values(made, wanted, made.works_weekend(AMY, SATURDAY)) == found


def test_a_weekend_may_have_one_day_or_none() -> None:
    made = roster(DAYS[6])
    literal = made.works_weekend(AMY, SATURDAY)
    assert values(made, {DAYS[6]: True}, literal) == [1]
    empty = roster(DAYS[0])
    assert values(empty, {}, empty.works_weekend(AMY, SATURDAY)) == [0]


def test_a_decided_day_decides_the_weekend() -> None:
    made = roster(DAYS[6], DAYS[5], works=1)
    literal = made.works_weekend(AMY, SATURDAY)
    assert values(made, {DAYS[5]: False}, literal) == [1]


def test_the_next_weekend_is_another() -> None:
    made = roster(DAYS[5], DAYS[6])
    literal = made.works_weekend(AMY, SATURDAY + timedelta(days=7))
    assert values(made, {DAYS[5]: True}, literal) == [0]


def test_a_stiff_roster_gives_way_to_nobody() -> None:
    made = roster(DAYS[0])
    slack = made.stretch("R07", "amy", 10)
    made.model.add(slack >= 1)
    assert values(made, {}) is None
    assert made.stretched == []


def test_an_elastic_roster_keeps_account_of_what_gives_way() -> None:
    made = roster(DAYS[0], elastic=True)
    slack = made.stretch("R27", "centre", 3, minutes=20)
    made.model.add(slack >= 2)
    made.model.minimize(slack)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(made.model) == cp_model.OPTIMAL
    [(rule, whom, minutes)] = made.stretched
    assert (rule, whom, solver.value(minutes)) == ("R27", "centre", 40)


def test_nothing_to_give_is_nothing_given() -> None:
    made = roster(DAYS[0], elastic=True)
    made.stretch("R07", "amy", 0)
    made.stretch("R07", "amy", -5)
    assert made.stretched == []
