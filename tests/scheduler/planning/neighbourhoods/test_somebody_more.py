"""Who comes on dates with open must-visits, and what they give up for it."""

from datetime import date
from random import Random

import pytest

from scheduler.domain.problem import Employee, Problem
from scheduler.planning.neighbourhoods import somebody_more
from scheduler.planning.neighbourhoods.held_tours import open_must_tasks
from scheduler.planning.neighbourhoods.somebody_more import (
    Turn,
    drawn_turn,
    with_somebody_more,
)
from scheduler.planning.result import Limits
from scheduler.planning.run import Run
from scheduler.tours.draft import Draft
from tests.build import day, employee, problem, shift_row, shift_type, unit, visit
from tests.scheduler.planning.runs import run_of

SHIFT = shift_type(breaks="30@11:00-13:00")
SATURDAYS = (5, 12, 19, 26)


def weekly(id_: str = "amy", pattern: str = "1/2", **given: object) -> Employee:
    worked, of = pattern.split("/")
    weekends = {"worked": int(worked), "of": int(of)}
    return employee(id_, weekends=weekends, day_break=20 * 60, **given)


def month(*people: Employee, visited: tuple[int, ...] = (), **given: object) -> Problem:
    """Return four weeks with a visit on each of some days."""
    usual: dict[str, object] = {
        "days": 28,
        "employees": people,
        "shift_types": (SHIFT,),
        "visits": tuple(visit(f"v{n}", f"{day(n)} 08:00") for n in visited),
    }
    return problem(**(usual | given))


def working(run: Run, who: str, *days: int) -> Draft:
    """Return that somebody works on some days, and makes the visit of each."""
    options = {o.date: o for o in run.solver.shifts[who]}
    tasks = {t.visit.date: n for n, t in enumerate(run.context.tasks)}
    works = {(who, options[day(n)]): False for n in days}
    stops = {(who, day(n), 0): (tasks[day(n)],) for n in days if day(n) in tasks}
    return Draft(works, stops)


def turns(run: Run, draft: Draft) -> list[Turn]:
    """Return the different turns that are drawn."""
    drawn = [drawn_turn(run, draft, Random(seed)) for seed in range(40)]
    found = {turn for turn in drawn if turn is not None}
    return sorted(found, key=lambda turn: (turn.who or "", sorted(turn.given_up)))


def days_of(*numbers: int) -> frozenset[date]:
    return frozenset(map(day, numbers))


def many_open(run: Run, draft: Draft) -> int:
    return len(open_must_tasks(run.context, draft))


def test_nobody_is_sought_where_no_must_visit_is_open() -> None:
    run = run_of(month(weekly(), visited=(1,)))
    draft = working(run, "amy", 1)
    assert turns(run, draft) == []
    assert with_somebody_more(run, draft, Random(0)) is draft


@pytest.mark.parametrize(
    ("pattern", "works", "given_up", "freed"),
    [
        ("1/2", (5, 6), [5, 6], []),
        ("1/2", (6,), [6], []),
        ("1/2", (19, 20), [19, 20], [26, 27]),
        ("1/2", (26, 27), [], []),
        ("1/3", (26, 27), [26, 27], [19, 20]),
        ("1/3", (5,), [5], [19, 20]),
        ("1/1", (5, 19), [], []),
    ],
)
def test_who_comes_at_a_weekend_gives_up_those_that_the_pattern_forbids_beside_it(
    pattern: str, works: tuple[int, ...], given_up: list[int], freed: list[int]
) -> None:
    run = run_of(month(weekly(pattern=pattern), visited=(12,)))
    nobody, somebody = turns(run, working(run, "amy", *works))
    coming = days_of(12, 13)
    assert nobody == Turn(coming)
    assert somebody == Turn(
        coming, "amy", "centre", days_of(*given_up), days_of(*freed)
    )


def test_of_two_weekends_in_three_one_beside_it_is_kept() -> None:
    run = run_of(month(weekly(pattern="2/3"), visited=(12,)))
    found = turns(run, working(run, "amy", 5, 19))
    assert [turn.given_up for turn in found[1:]] == [days_of(5), days_of(19)]


def test_who_comes_on_a_weekday_gives_nothing_up() -> None:
    run = run_of(month(weekly(), visited=(10,)))
    assert turns(run, working(run, "amy", 5, 19)) == [
        Turn(days_of(10)),
        Turn(days_of(10), "amy", "centre"),
    ]


def test_a_weekend_of_which_the_plan_has_one_day_is_that_day() -> None:
    run = run_of(month(weekly(), visited=(5,), days=6))
    assert [turn.coming for turn in turns(run, Draft({}))] == [days_of(5)] * 2


@pytest.mark.parametrize("kept_by", ["locked_shifts", "published_shifts"])
def test_nobody_gives_up_what_was_promised(kept_by: str) -> None:
    row = shift_row("amy", f"{day(19)} 07:00", f"{day(19)} 16:00", "11:00-11:30")
    run = run_of(month(weekly(), visited=(12,), **{kept_by: (row,)}))
    assert turns(run, working(run, "amy", 19)) == [Turn(days_of(12, 13))]


@pytest.mark.parametrize("works", [(12,), (13,)])
def test_who_works_that_weekend_already_is_not_asked_to_come(
    works: tuple[int, ...],
) -> None:
    run = run_of(month(weekly(), visited=(12,)))
    draft = Draft(working(run, "amy", *works).works)
    assert turns(run, draft) == [Turn(days_of(12, 13))]


def test_only_those_come_who_may_make_the_visit_and_work_there() -> None:
    nurses = visit("v1", f"{day(12)} 08:00", skills={"nurse"})
    away = weekly("nan", unit="west", skills={"nurse"})
    people = weekly("amy"), away, weekly("nil", skills={"nurse"})
    units = unit(), unit("west")
    made = month(*people, units=units, visits=(nurses,))
    run = run_of(made)
    assert [turn.who for turn in turns(run, Draft({}))] == [None, "nil"]


def test_one_turn_is_enough_to_leave_a_visit_for_two() -> None:
    amy = weekly(employment="hourly", degree_pct=0)
    run = run_of(month(amy, visited=(5, 12, 13)), Limits(seconds=None, effort=1))
    draft = working(run, "amy", 5)
    [_, turn] = turns(run, draft)
    seeds = (n for n in range(40) if drawn_turn(run, draft, Random(n)) == turn)
    after = with_somebody_more(run, draft, Random(next(seeds)))
    assert {option.date for _, option in after.works} == days_of(12, 13)


def one_each() -> Problem:
    """Return two people of whom one must turn their weekends for all visits."""
    people = [weekly(id_, employment="hourly", degree_pct=0) for id_ in ("amy", "bob")]
    return month(*people, visited=(5, 6, 12, 13, 19, 26))


def test_weekends_are_turned_so_that_all_visits_are_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(somebody_more, "MORE_OPEN", 1e-9)
    run = run_of(one_each(), Limits(seconds=None, effort=2_000))
    amy = working(run, "amy", 5, 6, 19)
    bob = Draft(working(run, "bob", 5, 6, 19).works)
    draft = Draft({**amy.works, **bob.works}, amy.stops)
    assert many_open(run, draft) == 3
    after = with_somebody_more(run, draft, Random(0))
    assert many_open(run, after) == 0
    run.consider(after)
    assert run.best is not None
    assert (run.best.audit.must_open, run.best.audit.hard_breaches) == (0, 0)


def test_what_leaves_more_open_is_built_upon_but_never_returned(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = run_of(one_each(), Limits(seconds=None, effort=2_000))
    draft = working(run, "amy", 5, 6, 19)
    tried: list[Draft] = []

    def worse(_run: Run, now: Draft, *_: object) -> tuple[Draft, int]:
        tried.append(now)
        return Draft({}, {}), 20_000

    monkeypatch.setattr(somebody_more, "_taken", worse)
    monkeypatch.setattr(somebody_more, "MORE_OPEN", 1e9)
    assert with_somebody_more(run, draft, Random(0)) is draft
    assert tried[0] is draft
    assert tried[1] is not draft


def test_whoever_stops_it_has_the_best_so_far() -> None:
    run = run_of(one_each(), stop=lambda: True)
    draft = working(run, "amy", 5)
    assert with_somebody_more(run, draft, Random(0)) is draft
