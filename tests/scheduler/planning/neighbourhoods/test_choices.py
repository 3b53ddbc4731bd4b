"""Which units, people and days are freed. Every choice is tried with many seeds."""

from collections.abc import Sequence
from datetime import date
from random import Random

import pytest

from scheduler.domain.problem import Problem
from scheduler.planning.neighbourhoods.choices import (
    DAYS,
    FEW_PEOPLE,
    MOST_GUESTS,
    WHOLE,
    FreeDay,
    Trouble,
    choose_days,
    choose_people,
    choose_units,
    partners,
)
from tests.build import day, problem, team, unit

SEEDS = range(60)
NORTH, SOUTH, WEST = "north", "south", "west"
CALM = Trouble()


def units_of(
    waiting: Sequence[str], homes: Sequence[str], near: Sequence[str] = ()
) -> list[frozenset[str]]:
    return [choose_units(waiting, homes, lambda _: near, Random(n)) for n in SEEDS]


def test_a_unit_with_open_must_visits_comes_first() -> None:
    found = units_of([NORTH, WEST], [SOUTH])
    assert set(found) == {frozenset([NORTH]), frozenset([WEST])}


def test_it_comes_with_where_those_are_who_could_make_them_or_alone() -> None:
    found = units_of([NORTH], [WEST], near=[SOUTH])
    assert set(found) == {frozenset([NORTH]), frozenset([NORTH, SOUTH])}


def test_without_open_must_visits_any_unit_that_has_people_may_come() -> None:
    assert set(units_of([], [NORTH, SOUTH])) == {frozenset([NORTH]), frozenset([SOUTH])}


def test_a_unit_with_more_people_comes_more_often() -> None:
    found = units_of([], [NORTH] * 9 + [SOUTH])
    assert found.count(frozenset([NORTH])) > 3 * found.count(frozenset([SOUTH]))


def test_a_unit_comes_with_one_of_those_it_shares_people_with_or_alone() -> None:
    found = units_of([], [NORTH], near=[SOUTH, WEST])
    assert set(found) == {
        frozenset([NORTH]),
        frozenset([NORTH, SOUTH]),
        frozenset([NORTH, WEST]),
    }


def test_partners_are_where_people_are_away_and_whence_they_are_lent() -> None:
    duties = [
        (NORTH, NORTH),  # at home
        (NORTH, WEST),  # away
        (SOUTH, NORTH),  # lent
        (SOUTH, NORTH),
        (SOUTH, WEST),  # nothing to do with the unit
    ]
    assert partners(duties, NORTH) == [WEST, SOUTH, SOUTH]
    assert partners(duties, WEST) == [NORTH, SOUTH]
    assert partners([(NORTH, NORTH)], NORTH) == []


def staffed(lenders: int) -> Problem:
    """Return two people in the north, whom the south lends to and the west does not."""
    return problem(
        units=(unit(NORTH), unit(SOUTH, lends_to=[NORTH]), unit(WEST)),
        employees=(
            *team("nils", "nora", unit=NORTH),
            *team(*(f"s{n}" for n in range(lenders)), unit=SOUTH),
            *team("wim", "wanda", unit=WEST),
        ),
        shift_types=(),
    )


@pytest.mark.parametrize("lenders", [0, 1, MOST_GUESTS, MOST_GUESTS + 1])
def test_people_are_the_units_own_whoever_drives_there_and_a_few_guests(
    lenders: int,
) -> None:
    made, units = staffed(lenders), frozenset([NORTH])
    for seed in SEEDS:
        found = choose_people(made, units, ["wim"], CALM, Random(seed))
        guests = found - {"nils", "nora", "wim"}
        assert found >= {"nils", "nora", "wim"}
        assert guests <= {f"s{n}" for n in range(lenders)}
        assert len(guests) == min(lenders, MOST_GUESTS)


def test_whoever_drives_there_already_is_not_counted_as_a_guest() -> None:
    found = choose_people(staffed(4), frozenset([NORTH]), ["s0"], CALM, Random(1))
    assert found == {"nils", "nora", "s0", "s1", "s2", "s3"}


def test_guests_who_could_mend_something_come_first() -> None:
    for seed in SEEDS:
        trouble = Trouble(people=[frozenset({"s7", "wim"})])
        found = choose_people(staffed(9), frozenset([NORTH]), [], trouble, Random(seed))
        assert "s7" in found
        assert "wim" not in found
        assert len(found) == 2 + MOST_GUESTS


MONTH = [day(n) for n in range(28)]
PEOPLE = [f"p{n}" for n in range(12)]


def free_of(
    free: FreeDay, dates: Sequence[date], people: Sequence[str]
) -> tuple[set[str], set[date]]:
    """Return who is free on some day and the days on which somebody is."""
    pairs = [(who, on) for who in people for on in dates if free(who, on)]
    return {who for who, _ in pairs}, {on for _, on in pairs}


def drawn(
    dates: Sequence[date] = MONTH,
    people: Sequence[str] = PEOPLE,
    trouble: Trouble = CALM,
) -> list[tuple[set[str], set[date]]]:
    return [
        free_of(choose_days(people, dates, trouble, DAYS, Random(n)), dates, people)
        for n in SEEDS
    ]


def test_all_days_of_a_few_people_are_free_or_some_days_of_everybody() -> None:
    found = drawn()
    few = [who for who, on in found if on == set(MONTH)]
    some = [on for who, on in found if who == set(PEOPLE)]
    assert len(few) + len(some) == len(found)
    assert {len(who) for who in few} == set(FEW_PEOPLE)
    assert {len(on) for on in some} >= set(DAYS)
    assert max(len(on) for on in some) == max(DAYS)
    assert len(few) == pytest.approx(len(found) / 2, abs=15)


def test_free_days_follow_each_other() -> None:
    runs = [sorted(on) for who, on in drawn() if who == set(PEOPLE)]
    assert runs
    assert all((on[-1] - on[0]).days == len(on) - 1 for on in runs)


def test_days_are_free_around_what_is_wrong() -> None:
    some = [
        on for who, on in drawn(trouble=Trouble(dates=[day(10)])) if who == set(PEOPLE)
    ]
    assert {sorted(on)[len(on) // 2] for on in some} == {day(10)}


def test_half_of_a_few_people_could_mend_one_thing_and_their_days_are_all_free() -> (
    None
):
    able = [frozenset({"p1", "p2", "p3", "p4", "p5"}), frozenset({"p11"})]
    few = [
        who
        for who, on in drawn(trouble=Trouble(people=able))
        if on == set(MONTH) and who != set(PEOPLE)
    ]
    assert {len(who) for who in few} == set(FEW_PEOPLE)
    assert all(len(who & able[0]) >= len(who) // 2 or able[1] <= who for who in few)
    assert len({frozenset(who - able[0] - able[1]) for who in few}) > 1


def test_of_a_small_problem_everything_is_free() -> None:
    edge = [f"p{n}" for n in range(WHOLE // 10)]
    assert free_of(
        choose_days(edge, MONTH[:10], CALM, DAYS, Random(1)), MONTH[:10], edge
    ) == (set(edge), set(MONTH[:10]))
    assert all(
        len(who) * len(on) < 11 * len(edge)
        for who, on in drawn(dates=MONTH[:11], people=edge)
    )
