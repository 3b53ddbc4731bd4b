"""Iterations of improvement, from a plan that leaves visits open or is too dear."""

from collections.abc import Callable, Sequence
from datetime import date
from random import Random
from types import SimpleNamespace

import pytest

from scheduler.domain.problem import Problem
from scheduler.planning import improve as improving
from scheduler.planning.improve import TRIES, improve, is_time_to_decide
from scheduler.planning.neighbourhoods import choices
from scheduler.planning.result import Limits
from scheduler.planning.run import Run
from scheduler.planning.time_budget import ITERATIONS, TimeBudget
from scheduler.tours.draft import Draft
from scheduler.tours.engine import Heat
from tests.build import UNIT, day, hourly, problem, shift_type, unit, visit
from tests.scheduler.planning.runs import WEEK, MadeUpClock, begin, on_duty, run_of
from tests.scheduler.roster.crossed import AWAY, HOME, WEST, away, crossed


@pytest.fixture(autouse=True)
def sought(monkeypatch: pytest.MonkeyPatch) -> list[Draft]:
    """Let nobody come for open visits; return for what drafts somebody was sought.

    Nor are days decided anew, but where a test asks for it.
    """
    seen: list[Draft] = []
    monkeypatch.setattr(improving, "days_anew", lambda *_: None)

    def seek(_run: Run, draft: Draft, _random: Random) -> Draft:
        seen.append(draft)
        return draft

    monkeypatch.setattr(improving, "with_somebody_more", seek)
    return seen


def units_of(run: Run) -> dict[str, str]:
    assert run.best is not None
    return {who: option.unit for who, option in run.best.draft.works}


@pytest.mark.parametrize(("alone", "home"), [(0.0, True), (1.0, False)])
def test_people_who_stand_in_for_each_other_come_home(
    alone: float, home: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choices, "ALONE", alone)
    for name in ("handed_over", "_dates_anew"):
        monkeypatch.setattr(improving, name, lambda _run, draft, *_: draft)
    run = run_of(crossed(), Limits(seconds=None, effort=50))
    stops = {("amy", day(0), 0): (1,), ("wim", day(0), 0): (0,)}
    run.consider(Draft(away(run.solver), stops))
    assert units_of(run) == AWAY
    improve(run)
    assert (units_of(run) == HOME) is home


def nothing_new(run: Run, *_: int) -> Draft:
    assert run.best is not None
    return run.best.draft


def nurse_elsewhere() -> Problem:
    """Return a nurse in the west, who is lent, and an assistant beside her.

    The visit in the centre is for the nurse, the one in the west for either.
    """
    nurse = frozenset({"nurse"})
    return problem(
        days=1,
        units=(unit(), unit(WEST, lends_to=[UNIT])),
        employees=(
            hourly("nan", unit=WEST, skills=nurse, day_break=20 * 60),
            hourly("ann", unit=WEST, day_break=20 * 60),
        ),
        shift_types=(
            shift_type(breaks="30@11:00-13:00"),
            shift_type("wday", breaks="30@11:00-13:00", unit=WEST),
        ),
        visits=(visit("v0", skills=nurse), visit("v1", unit=WEST)),
    )


@pytest.mark.parametrize(("alone", "waiting"), [(0.0, 0), (1.0, 1)])
def test_who_could_make_an_open_visit_is_fetched_from_the_unit_she_works_in(
    alone: float, waiting: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choices, "ALONE", alone)
    monkeypatch.setattr(improving, "handed_over", lambda _run, draft, *_: draft)
    monkeypatch.setattr(improving, "from_nothing", nothing_new)
    run = run_of(nurse_elsewhere(), Limits(seconds=None, effort=50))
    west = next(o for o in run.solver.options["nan"] if o.unit == WEST)
    run.consider(Draft({("nan", west): False}, {("nan", day(0), 0): (1,)}))
    improve(run)
    assert run.best is not None
    assert run.best.audit.must_open == waiting


def test_there_is_nothing_to_improve_without_a_plan() -> None:
    run = run_of()
    improve(run)
    assert run.best is None


def test_whoever_asks_to_stop_waits_for_no_further_neighbourhood(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried: list[Draft] = []

    def change(_run: Run, draft: Draft, _random: Random) -> Draft:
        tried.append(draft)
        return draft

    monkeypatch.setattr(improving, "change_duties", change)
    run = run_of(stop=lambda: True)
    begin(run, covered=False)
    improve(run)
    assert tried == []


@pytest.mark.parametrize(
    ("covered", "duties", "visits"),
    [
        (True, [100_000, 15_849], [6_000, 1_979]),
        (False, [100_000] * 2, [6_000] * 2),
    ],
)
def test_iterations_begin_less_and_less_hot_once_all_is_covered(
    monkeypatch: pytest.MonkeyPatch,
    *,
    covered: bool,
    duties: list[int],
    visits: list[int],
) -> None:
    seen: list[list[int]] = [[], []]

    def noted(which: int) -> Callable[..., Draft]:
        def keep(_run: Run, draft: Draft, *given: object, **_: object) -> Draft:
            heats = [g for g in given if isinstance(g, Heat)]
            seen[which] += [round(heat.hot) for heat in heats]
            return draft

        return keep

    monkeypatch.setattr(improving, "handed_over", noted(0))
    monkeypatch.setattr(improving, "visits_to_people", noted(1))
    for name in ("_laid_anew", "_dates_anew"):
        monkeypatch.setattr(improving, name, lambda _run, draft, *_: draft)
    monkeypatch.setattr(improving, "from_nothing", nothing_new)
    run = run_of(limits=Limits(seconds=None, effort=1))
    begin(run, covered=covered)
    improve(run)
    assert seen == [duties, visits]


@pytest.mark.parametrize(
    ("covered", "is_time", "begun"),
    [(False, True, [2, 5, 8]), (False, False, []), (True, True, [])],
)
def test_planning_begins_from_nothing_now_and_then_while_must_visits_are_open(
    monkeypatch: pytest.MonkeyPatch, *, covered: bool, is_time: bool, begun: list[int]
) -> None:
    seen: list[int] = []

    def begin_again(run: Run, iteration: int) -> Draft:
        seen.append(iteration)
        return nothing_new(run)

    monkeypatch.setattr(improving, "from_nothing", begin_again)
    for name in ("_laid_anew", "_other_hands", "_dates_anew"):
        monkeypatch.setattr(improving, name, lambda _run, draft, *_: draft)
    monkeypatch.setattr(improving, "_goes_on", lambda _run, iteration: iteration < 9)
    monkeypatch.setattr(TimeBudget, "has_draft_left", property(lambda _: is_time))
    run = run_of(limits=Limits(seconds=None, effort=1))
    begin(run, covered=covered)
    improve(run)
    assert seen == begun


def test_an_attempt_from_nothing_ends_as_soon_as_nothing_is_open_and_begins_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = run_of(limits=Limits(seconds=3600.0, workers=1))
    begin(run, covered=False)
    attempts: list[Run] = []
    idle = SimpleNamespace(draft=lambda: Draft({}))

    def attempted(own: Run) -> None:
        attempts.append(own)
        assert not own.should_stop()
        assert not improving.is_stuck(own)
        own.consider(on_duty(own))
        assert own.should_stop()

    monkeypatch.setattr(improving, "improve", attempted)
    monkeypatch.setattr(improving, "DraftMaker", lambda _: idle)
    monkeypatch.setattr(improving, "handed_over", lambda _run, draft: draft)
    assert improving.is_stuck(run)
    draft = improving.from_nothing(run, 2)
    assert draft.works == on_duty(run).works
    assert not run.should_stop()
    assert run.best is not None
    assert run.best.audit.must_open == 2  # what comes of it is for the run to consider
    assert attempts[0].time.limits.seed != run.time.limits.seed


@pytest.mark.parametrize(("covered", "times"), [(False, 3), (True, 0)])
def test_somebody_is_sought_after_each_change_that_leaves_must_visits_open(
    monkeypatch: pytest.MonkeyPatch,
    sought: list[Draft],
    *,
    covered: bool,
    times: int,
) -> None:
    for name in ("_laid_anew", "_other_hands", "_dates_anew"):
        monkeypatch.setattr(improving, name, lambda _run, draft, *_: draft)
    monkeypatch.setattr(improving, "from_nothing", nothing_new)
    monkeypatch.setattr(improving, "_goes_on", lambda _run, iteration: iteration < 3)
    run = run_of(limits=Limits(seconds=None, effort=1))
    begin(run, covered=covered)
    improve(run)
    assert len(sought) == times


@pytest.mark.parametrize(("fewer", "laid"), [(True, [1, 2, 4]), (False, [1, 4])])
def test_duties_are_laid_once_more_where_that_left_fewer_must_visits_open(
    monkeypatch: pytest.MonkeyPatch, *, fewer: bool, laid: list[int]
) -> None:
    seen: list[int] = []

    def lay(run: Run, draft: Draft, _: Random, iteration: int) -> Draft:
        seen.append(iteration)
        duty = on_duty(run)
        some = Draft(duty.works, dict.fromkeys(duty.stops, (0,)))
        return some if fewer else draft

    monkeypatch.setattr(improving, "_laid_anew", lay)
    monkeypatch.setattr(improving, "_other_hands", lambda _run, draft, *_: draft)
    monkeypatch.setattr(improving, "from_nothing", nothing_new)
    monkeypatch.setattr(improving, "stayed_on", lambda _run, best, _: best.draft)
    monkeypatch.setattr(improving, "_goes_on", lambda _run, iteration: iteration < 6)
    run = run_of(limits=Limits(seconds=None, effort=1))
    begin(run, covered=False)
    improve(run)
    assert seen == laid


@pytest.mark.parametrize(
    ("covered", "small", "laid"),
    [
        (True, True, [1]),
        (True, False, []),
        (False, True, [1, 4]),
        (False, False, [1, 4]),
    ],
)
def test_duties_of_a_large_problem_are_laid_anew_while_must_visits_are_open_only(
    monkeypatch: pytest.MonkeyPatch, *, covered: bool, small: bool, laid: list[int]
) -> None:
    seen: list[int] = []

    def lay(_run: Run, draft: Draft, _: Random, iteration: int) -> Draft:
        seen.append(iteration)
        return draft

    monkeypatch.setattr(improving, "_laid_anew", lay)
    for name in ("_other_hands", "_dates_anew"):
        monkeypatch.setattr(improving, name, lambda _run, draft, *_: draft)
    monkeypatch.setattr(improving, "from_nothing", nothing_new)
    monkeypatch.setattr(improving, "stayed_on", lambda _run, best, _: best.draft)
    monkeypatch.setattr(improving, "_goes_on", lambda _run, iteration: iteration < 6)
    run = run_of(limits=Limits(seconds=None, effort=1))
    run.time.is_small = small
    begin(run, covered=covered)
    improve(run)
    assert seen == laid


@pytest.mark.parametrize(
    ("days", "covered", "laid"),
    [
        (1, True, [[0], [0]]),
        (2, True, [[1], [0]]),
        (3, True, [[0], [1]]),
        (4, True, [[0, 3], [1]]),
        (7, True, [[0, 3, 6], [1, 4]]),
        (7, False, []),
    ],
)
def test_every_third_date_is_laid_anew_once_all_must_visits_are_covered(
    monkeypatch: pytest.MonkeyPatch, days: int, *, covered: bool, laid: list[list[int]]
) -> None:
    seen: list[list[int]] = []

    def lay(draft: Draft, dates: Sequence[date], *_: object) -> Draft:
        seen.append([(day_ - day(0)).days for day_ in dates])
        return draft

    for name in ("_laid_anew", "_other_hands", "handed_over"):
        monkeypatch.setattr(improving, name, lambda _run, draft, *_: draft)
    monkeypatch.setattr(improving, "from_nothing", nothing_new)
    run = run_of(WEEK.model_copy(update={"days": days}), Limits(seconds=None, effort=1))
    monkeypatch.setattr(run.dates, "improved", lay)
    begin(run, covered=covered)
    improve(run)
    assert seen == laid


@pytest.mark.parametrize(
    ("kept", "heats"), [((), [100_000, 2_000]), ((0, 1), [100_000])]
)
def test_duties_that_lose_all_visits_seek_other_days_before_the_plan_is_judged(
    kept: tuple[int, ...], heats: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    def hand_over(_run: Run, draft: Draft, _n: int, heat: Heat, *_: float) -> Draft:
        seen.append(round(heat.hot))
        return draft

    def move(_run: Run, draft: Draft, *_: object, saving: bool) -> Draft:
        assert saving
        stops = {key: kept for key in draft.stops if kept}
        return Draft(draft.works, stops)

    monkeypatch.setattr(improving, "handed_over", hand_over)
    monkeypatch.setattr(improving, "visits_to_people", move)
    monkeypatch.setattr(improving, "_goes_on", lambda _run, iteration: iteration < 1)
    run = run_of()
    begin(run, covered=True)
    improve(run)
    assert seen == heats


@pytest.mark.parametrize(
    ("covered", "is_small", "decided"),
    [(False, True, True), (False, False, False), (True, True, False)],
)
def test_days_are_decided_anew_in_small_problems_while_must_visits_are_open(
    monkeypatch: pytest.MonkeyPatch, *, covered: bool, is_small: bool, decided: bool
) -> None:
    seen: list[int] = []
    for name in ("_laid_anew", "_other_hands", "_dates_anew"):
        monkeypatch.setattr(improving, name, lambda _run, draft, *_: draft)
    monkeypatch.setattr(improving, "from_nothing", nothing_new)
    monkeypatch.setattr(improving, "days_anew", lambda *_: seen.append(1))
    run = run_of(limits=Limits(seconds=None, effort=1))
    run.time.is_small = is_small
    begin(run, covered=covered)
    improve(run)
    assert len(seen) == decided * TRIES * (ITERATIONS + 1)


@pytest.mark.parametrize(("gone", "is_time"), [(13.9, True), (14.1, False)])
def test_no_days_are_decided_at_the_end_of_the_time(
    monkeypatch: pytest.MonkeyPatch, gone: float, *, is_time: bool
) -> None:
    clock = MadeUpClock(monkeypatch)
    run = run_of(limits=Limits(seconds=21))
    monkeypatch.setattr(run.time, "_ending", 1.0)
    clock.now = gone
    assert is_time_to_decide(run) is is_time


def test_what_is_decided_is_built_upon(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[Draft] = []

    def hands(_run: Run, draft: Draft, *_: object) -> Draft:
        begun.append(draft)
        return draft

    monkeypatch.setattr(improving, "_other_hands", hands)
    monkeypatch.setattr(improving, "days_anew", lambda run, *_: on_duty(run))
    run = run_of(limits=Limits(seconds=None, effort=1))
    begin(run, covered=False)
    improve(run)
    assert run.is_covered
    assert {task for tasks in begun[0].stops.values() for task in tasks} == {0, 1}
