"""How often an iteration tries duties here and there, and what it builds upon."""

from random import Random

import pytest

from scheduler.planning import time_budget
from scheduler.planning.neighbourhoods import duty_search
from scheduler.planning.neighbourhoods.duty_search import change_duties
from scheduler.planning.result import Limits
from scheduler.tours.draft import Draft
from tests.build import day
from tests.scheduler.planning.runs import MadeUpClock, begin, on_duty, run_of

FIVE_MINUTES = Limits(seconds=300.0)
"""An iteration has 10.8 s for duties."""

BOTH = Limits(seconds=300.0, effort=1)
"""Then effort counts."""


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> MadeUpClock:
    monkeypatch.setattr(time_budget, "EACH", 1.0)  # as if the problem were large
    return MadeUpClock(monkeypatch)


@pytest.mark.parametrize(
    ("limits", "covered", "tries"),
    [(FIVE_MINUTES, True, 4), (FIVE_MINUTES, False, 4), (BOTH, True, 1)],
)
def test_duties_are_tried_here_and_there_while_there_is_time(
    clock: MadeUpClock,
    monkeypatch: pytest.MonkeyPatch,
    limits: Limits,
    covered: bool,
    tries: int,
) -> None:
    run = run_of(limits=limits)
    begin(run, covered=covered)
    tried: list[float] = []

    def reroster(*_given: object) -> None:
        tried.append(clock.now)
        clock.now += 3.0

    monkeypatch.setattr(duty_search, "rerostered", reroster)
    change_duties(run, on_duty(run) if covered else Draft({}), Random(1))
    assert len(tried) == tries


@pytest.mark.parametrize(
    ("tried", "goes_on"),
    [
        (["worse", "one", "covered", "never"], "covered"),  # ends when all is covered
        (["one", "worse", "worse", "worse"], "one"),
        (["worse", "same", "same", "worse"], "worse"),  # no gain: the last, for change
    ],
)
def test_while_visits_are_open_only_what_leaves_fewer_is_built_upon(
    clock: MadeUpClock, monkeypatch: pytest.MonkeyPatch, tried: list[str], goes_on: str
) -> None:
    run = run_of(limits=FIVE_MINUTES)
    begin(run, covered=False)
    made = {
        name: Draft({}, {("amy", day(0), 0): stops} if stops else {})
        for name, stops in {
            "worse": (),
            "same": (),
            "one": (0,),
            "covered": (0, 1),
            "never": (0, 1),
        }.items()
    }
    coming = iter(tried)

    def reroster(*_given: object) -> Draft:
        clock.now += 3.0
        return made[next(coming)]

    monkeypatch.setattr(duty_search, "rerostered", reroster)
    found = change_duties(run, Draft({}), Random(1))
    assert [name for name, draft in made.items() if draft is found] == [goes_on]
    assert len(list(coming)) == ("never" in tried)
