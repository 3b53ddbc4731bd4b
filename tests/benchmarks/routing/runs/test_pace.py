"""The measure of the engine's pace measures something."""

import pytest

from benchmarks.routing.instances.made import TOGETHER, made_day
from benchmarks.routing.runs import pace
from benchmarks.routing.runs.hot_loop import SORTS


def test_a_made_day_has_its_visits_and_somebody_for_each() -> None:
    day = made_day(50, 1)
    assert len({job.patient for job in day.jobs}) == 50
    assert len(day.jobs) == 50 + 50 // TOGETHER
    assert all(len(job.able) >= 2 for job in day.jobs)


def test_a_made_day_is_the_same_for_the_same_seed() -> None:
    assert made_day(30, 4).jobs == made_day(30, 4).jobs
    assert made_day(30, 4).jobs != made_day(30, 5).jobs


def test_the_profile_counts_only_moves_that_change_something(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pace, "STEPS", 2_000)
    monkeypatch.setattr(pace, "LARGE", 20)
    found = pace.profile(made_day(30, 1))
    assert 0 < found["candidates_per_second"] < found["moves_per_second"]
    assert {row["sort"] for row in found["sorts"]} == set(SORTS)


def test_growth_tells_time_and_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "STEPS", 2_000)
    monkeypatch.setattr(pace, "LARGE", 20)
    found = pace.growth(made_day(30, 1))
    assert (found["visits"], found["jobs"]) == (30, 33)
    assert min(v for v in found.values() if isinstance(v, float)) >= 0
