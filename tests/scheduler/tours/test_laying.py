"""Tours are laid in rounds that end cold, and not later than they should."""

import pytest

from scheduler.context.search_budget import Budget
from scheduler.tours import laying
from scheduler.tours.engine import Engine, Heat
from scheduler.tours.laying import COOL, ROUNDS, lay
from scheduler.tours.nameless import another
from tests.scheduler.tours.test_alike_dates import Laid, recurring
from tests.scheduler.tours.village import DAYS

HOT = Heat(80_000.0, 6_000.0)


def _never() -> bool:
    return False


def _heats(monkeypatch: pytest.MonkeyPatch, budget: Budget) -> list[tuple[int, Heat]]:
    """Return the steps of each round and how hot it is."""
    laid, found = Laid(recurring(0)), []
    real = Engine.run

    def noted(engine: Engine, part: Budget, heat: Heat, _stop: object) -> None:
        found.append((part.steps or 0, heat))
        real(engine, part, heat, _never)

    monkeypatch.setattr(Engine, "run", noted)
    lay([laid.engine], laid.dates, budget, HOT, _never)
    return found


def test_dates_with_the_same_visits_end_with_tours_of_the_same_shifts() -> None:
    laid = Laid(recurring(3))
    engines = [laid.engine, another(laid.context, laid.engine, 1)]
    best = lay(engines, laid.dates, Budget(steps=200_000), HOT, _never)
    laid.engine = best
    assert laid.is_right()
    assert len({tuple(shift for shift, _ in laid.tours(n)) for n in range(DAYS)}) == 1


def test_rounds_share_out_the_steps_and_end_cold(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rounds = _heats(monkeypatch, Budget(steps=400_000))
    assert len(rounds) == ROUNDS
    assert sum(steps for steps, _ in rounds) == 400_000
    assert rounds[0][1].hot == pytest.approx(HOT.hot, rel=0.01)
    assert rounds[-1][1] == pytest.approx(COOL)
    heats = [(heat.hot, heat.cold) for _, heat in rounds]
    assert heats == sorted(heats, reverse=True)


def test_a_few_steps_are_one_round_that_ends_cold(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rounds = _heats(monkeypatch, Budget(steps=2 * laying.LEAST_STEPS - 1))
    assert rounds == [(2 * laying.LEAST_STEPS - 1, Heat(laying.SHORT, COOL.cold))]


def test_what_dates_take_over_takes_of_the_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    laid, now = Laid(recurring(0)), [0.0]
    rounds: list[tuple[float, Heat]] = []

    def run(_engine: Engine, part: Budget, heat: Heat, _stop: object) -> None:
        rounds.append((part.seconds, heat))
        now[0] += part.seconds + 1.0

    monkeypatch.setattr(laying, "monotonic", lambda: now[0])
    monkeypatch.setattr(Engine, "run", run)
    lay([laid.engine], laid.dates, Budget(seconds=10.0), HOT, _never)
    assert [seconds for seconds, _ in rounds] == pytest.approx([3, 1, 1, 1, 0.5])
    assert rounds[-1][1] == pytest.approx(COOL)


def test_only_the_tasks_that_are_asked_for_are_moved() -> None:
    laid = Laid(recurring(0))
    own = [laid.tours(n) for n in (0, 1)]
    lay([laid.engine], laid.dates, Budget(steps=60_000), HOT, _never, laid.on(2))
    assert [laid.tours(n) for n in (0, 1)] == own


def test_whoever_stops_does_not_wait_for_what_dates_take_over() -> None:
    laid = Laid(recurring(0))
    own = [laid.tours(n) for n in range(DAYS)]
    lay([laid.engine], laid.dates, Budget(steps=400_000), HOT, lambda: True)
    assert [laid.tours(n) for n in range(DAYS)] == own
