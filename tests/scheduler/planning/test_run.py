"""What a run does with its time. The clock is made up: nothing here waits."""

import pytest

from constraints import default_rules
from scheduler.context.candidate_shifts import possible_options
from scheduler.context.planning_context import PlanningContext
from scheduler.pay.price import DutyPrices
from scheduler.planning import improve as improving
from scheduler.planning import run as running
from scheduler.planning.improve import improve
from scheduler.planning.result import Limits, Progress
from scheduler.planning.run import Run
from scheduler.roster.solver import RosterSolver
from scheduler.rules.stated import weights_of
from scheduler.tours.draft import Draft
from tests.build import problem, shift_type, team, visit

RULES = default_rules()
WEEK = problem(
    employees=team("amy", "bob", "cia", degree_pct=50, day_break=16 * 60),
    visits=(visit("v1"), visit("v2", "2026-12-21 09:00")),
    shift_types=(shift_type(breaks="30@10:30-12:30"),),
)


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(running, "monotonic", made)
    return made


def run_of(
    seconds: float | None = 300.0,
    effort: int | None = None,
    told: list[Progress] | None = None,
) -> Run:
    tell = (lambda _: None) if told is None else told.append
    limits = Limits(seconds=seconds, effort=effort)
    return Run(WEEK, RULES, limits, tell, lambda: False)


def context() -> PlanningContext:
    return PlanningContext(WEEK, RULES, weights_of(RULES), DutyPrices(WEEK))


def drafted(run: Run, *, covered: bool) -> RosterSolver:
    """Give the run a plan: Amy on duty for both visits, or nobody."""
    made = context()
    solver = RosterSolver(made, DutyPrices(WEEK), possible_options(made))
    first = min(solver.options["amy"], key=lambda o: (o.date, o.start))
    works = {("amy", first): False} if covered else {}
    stops = {("amy", first.date, 0): (0, 1)} if covered else {}
    run.consider(made, Draft(works, stops))
    assert run.best is not None
    assert run.best[1].must_open == (0 if covered else 2)
    return solver


@pytest.mark.parametrize(
    ("covered", "now", "more"),
    [
        (True, 264.9, True),
        (True, 265.0, False),
        (False, 294.9, True),
        (False, 295.0, False),
    ],
)
def test_the_last_tenth_has_rounds_only_while_must_visits_are_open(
    clock: Clock, covered: bool, now: float, more: bool
) -> None:
    run = run_of()  # 300 s: 3 to end, 30 for visits alone, and 2 is the least round
    drafted(run, covered=covered)
    clock.now = now
    assert run.goes_on(turn=0) is more


def test_the_last_tenth_and_what_rounds_left_moves_visits(clock: Clock) -> None:
    run = run_of()
    clock.now = 250.0
    assert run.last().seconds == 47.0
    assert run.last().steps is None


def test_the_last_move_of_visits_has_some_time_even_when_it_is_late(
    clock: Clock,
) -> None:
    run = run_of()
    clock.now = 400.0
    assert run.last().seconds == 0.3


def test_effort_not_the_clock_limits_the_last_move_of_visits(clock: Clock) -> None:
    run = run_of(seconds=None, effort=2)
    clock.now = 400.0
    assert (run.last().seconds, run.last().steps) == (0.0, 200)


@pytest.mark.parametrize(
    ("seconds", "effort", "deepens"),
    [(89.9, None, False), (90.0, None, True), (None, 5, False), (90.0, 5, False)],
)
def test_only_a_run_of_a_minute_and_a_half_moves_all_visits_again(
    seconds: float | None, effort: int | None, deepens: bool
) -> None:
    run = run_of(seconds, effort)
    assert run.deepens is deepens
    assert (run.deeper() is not None) is deepens


@pytest.mark.parametrize(
    ("now", "seconds"), [(97.0, 60.0), (267.0, 9.0), (267.1, None)]
)
def test_moving_all_visits_again_takes_a_share_of_what_is_left(
    clock: Clock, now: float, seconds: float | None
) -> None:
    run = run_of()
    clock.now = now
    budget = run.deeper()
    assert (budget and budget.seconds) == seconds


def test_a_run_without_a_plan_covers_nothing() -> None:
    assert not run_of().is_covered


@pytest.mark.parametrize("covered", [True, False])
def test_a_run_is_covered_when_no_must_visit_is_open(covered: bool) -> None:
    run = run_of()
    drafted(run, covered=covered)
    assert run.is_covered is covered


def test_a_plan_that_covers_all_is_not_improved_for_cover() -> None:
    told: list[Progress] = []
    run = run_of(seconds=None, effort=1, told=told)
    solver = drafted(run, covered=True)
    told.clear()
    improve(run, solver, until_covered=True)
    assert [p.phase for p in told] == ["improve"]


def test_rounds_for_cover_end_with_the_first_plan_that_covers_all() -> None:
    told: list[Progress] = []
    run = run_of(seconds=None, effort=1, told=told)
    solver = drafted(run, covered=False)
    told.clear()
    improve(run, solver, until_covered=True)
    assert run.is_covered
    assert [p.open_visits for p in told[:-1]].count(0) == 0


@pytest.mark.parametrize(
    ("seconds", "effort", "covered", "tries"),
    [(300.0, None, True, 4), (300.0, None, False, 4), (None, 1, True, 1)],
)
def test_a_round_tries_duties_here_and_there_while_it_has_time(  # noqa: PLR0913
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    seconds: float | None,
    effort: int | None,
    covered: bool,
    tries: int,
) -> None:
    run = run_of(seconds, effort)
    solver = drafted(run, covered=covered)
    tried: list[float] = []

    def reroster(*_given: object) -> None:
        tried.append(clock.now)
        clock.now += 3.0  # a round of 300 s has 10.8 s for duties

    def end(_run: Run, _context: PlanningContext, draft: Draft, *_: object) -> Draft:
        run.interrupted = True
        return draft

    monkeypatch.setattr(improving, "_rerostered", reroster)
    monkeypatch.setattr(improving, "visits_to_people", end)
    improve(run, solver)
    assert len(tried) == tries


@pytest.mark.parametrize(
    ("tried", "goes_on"),
    [
        (["worse", "one", "covered", "never"], "covered"),  # ends when all is covered
        (["one", "worse", "worse", "worse"], "one"),
        (["worse", "same", "same", "worse"], "worse"),  # no gain: the last, for change
    ],
)
def test_while_visits_are_open_a_round_builds_on_what_leaves_fewer(
    clock: Clock, monkeypatch: pytest.MonkeyPatch, tried: list[str], goes_on: str
) -> None:
    run = run_of()
    solver = drafted(run, covered=False)
    day = min(solver.options["amy"], key=lambda o: o.start).date
    made = {
        name: Draft({}, {("amy", day, 0): stops} if stops else {})
        for name, stops in {
            "worse": (),
            "same": (),
            "one": (0,),
            "covered": (0, 1),
            "never": (0, 1),
        }.items()
    }
    coming, moved = iter(tried), list[Draft]()

    def reroster(*_given: object) -> Draft:
        clock.now += 3.0
        return made[next(coming)]

    def end(_run: Run, _context: PlanningContext, draft: Draft, *_: object) -> Draft:
        run.interrupted = True
        moved.append(draft)
        return draft

    monkeypatch.setattr(improving, "_rerostered", reroster)
    monkeypatch.setattr(improving, "visits_to_people", end)
    improve(run, solver)
    assert [name for name, draft in made.items() if draft is moved[0]] == [goes_on]
    assert len(list(coming)) == ("never" in tried)
