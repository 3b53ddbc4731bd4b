"""What a run does with its time. The clock is made up: nothing here waits."""

from math import inf

import pytest

from scheduler.context.search_budget import Budget
from scheduler.planning.result import Limits
from scheduler.planning.time_budget import TimeBudget
from tests.scheduler.planning.runs import MadeUpClock


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> MadeUpClock:
    return MadeUpClock(monkeypatch)


MONTH, TINY = 8_000, 100
"""Visits and days of people."""


def time_of(
    seconds: float | None = 300.0, effort: int | None = None, size: int = MONTH
) -> TimeBudget:
    return TimeBudget(Limits(seconds=seconds, effort=effort), size)


@pytest.mark.parametrize(
    ("covered", "now", "more"),
    [
        (True, 276.9, True),
        (True, 277.0, False),
        (False, 282.9, True),
        (False, 283.0, False),
    ],
)
def test_the_last_seconds_have_iterations_only_while_must_visits_are_open(
    clock: MadeUpClock, covered: bool, now: float, more: bool
) -> None:
    # 300 s: 3 to end, 18 for visits alone or 12 for proofs, 2 the least iteration
    time = time_of()
    clock.now = now
    assert time.goes_on(0, covered=covered) is more


@pytest.mark.parametrize(("size", "seconds"), [(1_000, 3.0), (MONTH, 10.8)])
def test_a_small_problem_has_many_short_iterations_in_a_long_run(
    clock: MadeUpClock, size: int, seconds: float
) -> None:
    time = time_of(size=size)  # 1.5 s for a phase of the small one, and twice that
    assert clock.now == 0.0
    assert time.half_iteration(covered=False) == pytest.approx(seconds)


@pytest.mark.parametrize(("iteration", "more"), [(4, True), (5, False)])
def test_effort_has_five_iterations_whatever_the_clock_says(
    clock: MadeUpClock, iteration: int, more: bool
) -> None:
    time = time_of(seconds=None, effort=1)
    clock.now = 10_000.0
    assert time.goes_on(iteration, covered=False) is more


@pytest.mark.parametrize(
    ("covered", "now", "seconds"),
    [(True, 0.0, 10.8), (True, 272.0, 7.0), (False, 260.0, 10.8), (False, 278.0, 7.0)],
)
def test_half_an_iteration_is_a_share_of_the_time_or_what_is_left(
    clock: MadeUpClock, covered: bool, now: float, seconds: float
) -> None:
    time = time_of()
    clock.now = now
    assert time.half_iteration(covered=covered) == pytest.approx(seconds)


@pytest.mark.parametrize(("whole", "seconds"), [(100, 4), (500, 20), (900, 20)])
def test_proofs_have_a_share_of_the_time(whole: float, seconds: float) -> None:
    assert time_of(whole).proving == seconds


@pytest.mark.parametrize(("now", "seconds"), [(250.0, 47.0), (400.0, 0.3)])
def test_moving_visits_takes_what_it_is_given_or_a_moment(
    clock: MadeUpClock, now: float, seconds: float
) -> None:
    time = time_of()
    clock.now = now
    assert time.moving_visits(time.left) == Budget(seconds=seconds)


def test_effort_not_the_clock_limits_moving_visits(clock: MadeUpClock) -> None:
    time = time_of(seconds=None, effort=2)
    clock.now = 400.0
    assert time.moving_visits(time.left) == Budget(steps=200)


@pytest.mark.parametrize(
    ("whole", "now", "seconds"),
    [
        (40.0, 0.0, 8.8),  # its share
        (300.0, 0.0, 10.0),  # no phase takes longer
        (50.0, 40.0, 7.0),  # what is left
        (50.0, 60.0, 0.2),  # a moment in any case
    ],
)
def test_a_phase_has_a_share_of_the_time(
    clock: MadeUpClock, whole: float, now: float, seconds: float
) -> None:
    time = time_of(whole)
    clock.now = now
    assert time.phase("tours").seconds == pytest.approx(seconds)


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(
    ("size", "seconds"), [(0, 0.2), (200, 0.3), (2_000, 3.0), (8_000, 10.0)]
)
def test_a_phase_of_a_small_problem_is_short(size: int, seconds: float) -> None:
    assert time_of(50.0, size=size).phase("tours").seconds == pytest.approx(seconds)


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(
    ("size", "whole", "times"),
    [
        (MONTH, 1_000.0, 1),
        (MONTH + 80, 1_000.0, 1.01),
        (4 * MONTH, 1_000.0, 4),
        (4 * MONTH, 900.0, 3.6),
        (4 * MONTH, 250.0, 1),
        (4 * MONTH, 150.0, 1),
    ],
)
def test_the_first_plan_of_a_large_problem_has_more_time_in_a_long_run(
    size: int, whole: float, times: float
) -> None:
    time = time_of(whole, size=size)
    assert time.phase("tours").seconds == pytest.approx(10.0 * times)
    assert time.phase("people").seconds == pytest.approx(10.0 * times)
    first = time.handing_over(first=True, covered=False)
    assert first.seconds == pytest.approx(3.0 * times)


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(
    ("size", "left"), [(0, 19.0), (TINY, 18.7), (667, 17.0), (MONTH, 17.0)]
)
def test_ending_a_small_problem_takes_less_time(size: int, left: float) -> None:
    assert time_of(20.0, size=size).left == pytest.approx(left)


@pytest.mark.parametrize(("now", "more"), [(5.3, True), (5.35, False)])
def test_a_short_run_begins_short_iterations(
    clock: MadeUpClock, now: float, more: bool
) -> None:
    time = time_of(10.0)  # 3 s to end, 0.6 for visits alone; half an iteration: 0.36
    clock.now = now
    assert time.goes_on(0, covered=True) is more


@pytest.mark.parametrize(
    ("seconds", "effort", "rounds"),
    [(89.9, None, 2), (90.0, None, 6), (None, 39_999, 2), (None, 40_000, 6)],
)
def test_there_are_more_rounds_where_each_has_time(
    seconds: float | None, effort: int | None, rounds: int
) -> None:
    assert time_of(seconds, effort=effort).rounds == rounds


@pytest.mark.parametrize(("now", "is_time"), [(255.0, True), (255.2, False)])
def test_another_draft_is_begun_while_there_is_time_for_it_and_a_third_more(
    clock: MadeUpClock, now: float, is_time: bool
) -> None:
    # 300 s: 3 to end, 12 for proofs; tours, people and visits have 23
    time = time_of()
    clock.now = now
    assert time.has_draft_left is is_time


@pytest.mark.parametrize(
    ("size", "now", "seconds"),
    [
        (TINY, 0.0, 3 * 0.6 + 1.3),  # thrice what tours, people and visits take, ending
        (TINY, 286.0, 0.7 + 1.3),  # what is left but for proofs
        (MONTH, 0.0, 300.0),  # the same clock
    ],
)
def test_another_attempt_has_time_for_its_draft_and_a_small_one_to_improve_it(
    clock: MadeUpClock, size: int, now: float, seconds: float
) -> None:
    time = time_of(size=size)
    clock.now = now
    assert time.of_another(2).limits.seconds == pytest.approx(seconds)


def test_there_is_always_effort_for_another_draft() -> None:
    assert time_of(seconds=None, effort=1).has_draft_left


@pytest.mark.parametrize(("size", "small"), [(3_000, True), (3_001, False)])
def test_weeks_and_fortnights_are_small_and_months_are_not(
    size: int, *, small: bool
) -> None:
    assert TimeBudget(Limits(), size).is_small == small


def test_a_phase_has_a_share_of_the_effort() -> None:
    time = time_of(seconds=None, effort=2)
    assert time.phase("tours") == Budget(steps=440)


@pytest.mark.parametrize(
    ("seconds", "first", "covered", "each"),
    [
        (300.0, False, True, 3.6),
        (300.0, False, False, 10.8),  # a long search may find who takes what is open
        (300.0, True, False, 3.0),
        (50.0, True, False, 1.8),
        (5.0, False, True, 0.2),
    ],
)
def test_duties_change_hands_for_a_share_of_the_time_and_shorter_before_a_plan(
    seconds: float, *, first: bool, covered: bool, each: float
) -> None:
    budget = time_of(seconds).handing_over(first=first, covered=covered)
    assert budget.seconds == pytest.approx(each)


@pytest.mark.parametrize(("now", "share"), [(60.0, 0.0), (169.5, 0.5), (279.0, 1.0)])
def test_improvement_is_over_when_only_visits_are_left_to_move(
    clock: MadeUpClock, now: float, share: float
) -> None:
    # 300 s: 3 to end and 18 for visits alone
    time = time_of()
    clock.now = now
    assert time.improved(7, since=60.0) == pytest.approx(share)


def test_effort_counts_the_iterations_of_improvement(clock: MadeUpClock) -> None:
    time = time_of(seconds=None, effort=1)
    clock.now = 10_000.0
    assert [time.improved(n, since=0.0) for n in range(3)] == [0, 1 / 5, 2 / 5]


def test_effort_is_shared_between_hands_and_visits() -> None:
    time = time_of(seconds=None, effort=3)
    assert time.handing_over(first=False, covered=False) == Budget(steps=60)
    assert time.moving_visits(1.0) == Budget(steps=300)


@pytest.mark.parametrize(("seconds", "each"), [(300.0, 10.8), (20.0, 0.72)])
def test_somebody_is_sought_as_long_as_duties_are_changed(
    seconds: float, each: float
) -> None:
    assert time_of(seconds).somebody_more().seconds == pytest.approx(each)
    assert time_of(seconds=None, effort=3).somebody_more() == Budget(steps=270)


def test_every_island_of_every_seed_goes_its_own_way() -> None:
    seeds = [TimeBudget(Limits(seed=n, workers=3), MONTH).seeds() for n in (0, 1)]
    assert [list(s) for s in seeds] == [[1, 2, 3], [1001, 1002, 1003]]


def test_proofs_of_a_run_by_effort_are_worth_its_effort_whatever_its_seconds() -> None:
    assert time_of(3_600.0, effort=1).proving == time_of(None, effort=1).proving
    assert time_of(None, effort=20).proving == 20 * time_of(None, effort=1).proving
    assert time_of(None, effort=10_000).proving == time_of(3_600.0).proving


@pytest.mark.parametrize(("seconds", "budget"), [(300, 5.4), (10, 0.2)])
def test_dates_are_laid_for_a_little_of_the_time(
    clock: MadeUpClock, seconds: float, budget: float
) -> None:
    assert clock.now == 0
    assert time_of(seconds=seconds).laying_dates().seconds == pytest.approx(budget)


def test_dates_are_laid_with_some_of_the_effort() -> None:
    assert time_of(seconds=None, effort=10).laying_dates() == Budget(steps=900)


@pytest.mark.parametrize(
    ("seconds", "effort", "workers", "parted"),
    [
        (89.9, None, 2, False),
        (90.0, None, 2, True),
        (None, 1, 2, True),
        (900.0, None, 1, False),
    ],
)
def test_parts_need_time_to_begin_and_a_core_to_begin_on(
    seconds: float | None, effort: int | None, workers: int, parted: bool
) -> None:
    limits = Limits(seconds=seconds, effort=effort, workers=workers)
    assert TimeBudget(limits, MONTH).may_be_parted is parted


def test_parts_have_the_time_but_for_what_is_done_with_the_whole(
    clock: MadeUpClock,
) -> None:
    time = time_of(900.0, size=4 * MONTH)
    clock.now = 97.0  # 900 less 3 to end, 20 for proofs and 9.6 to judge
    assert time.left_for_parts(is_cut=False) == pytest.approx(770.4)
    assert time.left_for_parts(is_cut=True) == pytest.approx(577.8)
    assert time_of(None, effort=1).left_for_parts(is_cut=True) == inf


def test_the_first_phases_take_longer_where_cores_are_shared() -> None:
    limits = Limits(seconds=900.0)
    alone, shared = TimeBudget(limits, MONTH), TimeBudget(limits, MONTH, slow=2.0)
    assert alone.phase("tours") == Budget(seconds=10.0)
    assert shared.phase("tours") == Budget(seconds=20.0)
