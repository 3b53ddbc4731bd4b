"""Progress is noted when there is something new, and not more often than it is read."""

from threading import Event
from unittest.mock import create_autospec

import pytest
from sqlalchemy.exc import OperationalError

from api.http.job_runner import Notes
from api.store.jobs import Jobs, Lease
from scheduler.domain.plan import Plan
from scheduler.planning.result import Progress
from tests.api.village import good_plan, lazy_plan

LEASE = Lease("job", 1)


def noted(*told: tuple[str, float]) -> list[tuple[str, float]]:
    """Return which of the reports, phase and seconds, are written down."""
    jobs = create_autospec(Jobs, instance=True)
    jobs.tell.return_value = True
    notes = Notes(jobs, LEASE, Event())
    for phase, seconds in told:
        notes(Progress(phase=phase, seconds=seconds))
    calls = [call.args for call in jobs.tell.call_args_list]
    assert {lease for lease, _ in calls} <= {LEASE}
    return [(progress.phase, progress.seconds) for _, progress in calls]


@pytest.mark.parametrize(("seconds", "is_noted"), [(10.4, False), (10.5, True)])
def test_a_phase_is_noted_again_after_half_a_second(
    seconds: float, is_noted: bool
) -> None:
    told = [("improve", 10.0), ("improve", seconds)]
    assert noted(*told) == told[: 1 + is_noted]


def kept(*told: tuple[float, Plan | None]) -> list[str]:
    """Return which plans of the reports, seconds and plan, are kept."""
    jobs = create_autospec(Jobs, instance=True)
    notes = Notes(jobs, LEASE, Event())
    for seconds, plan in told:
        notes(Progress(phase="improve", seconds=seconds, plan=plan))
    return [call.args[1] for call in jobs.keep_plan.call_args_list]


def test_another_plan_is_kept_after_five_seconds() -> None:
    one, two, three = good_plan(), lazy_plan(), Plan()
    told = [(1.0, None), (2.0, one), (6.9, two), (8.0, one), (9.0, three)]
    assert kept(*told) == [plan.model_dump_json() for plan in (one, three)]
    assert kept((2.0, one), (7.0, two)) == [p.model_dump_json() for p in (one, two)]


def test_that_time_goes_by_is_no_step() -> None:
    jobs = create_autospec(Jobs, instance=True)
    notes = Notes(jobs, LEASE, Event())
    for seconds, price in ((1.0, None), (2.0, 9), (3.0, 9), (4.0, 8), (5.0, 8)):
        notes(Progress(phase="improve", seconds=seconds, price=price))
    prices = [call.args[1].price for call in jobs.add_step.call_args_list]
    assert prices == [None, 9, 8]


def test_half_a_second_counts_from_the_last_note() -> None:
    told = [("improve", s) for s in (10.0, 10.3, 10.6, 10.9, 11.1)]
    assert noted(*told) == [told[0], told[2], told[4]]


def test_a_new_phase_is_noted_at_once() -> None:
    told = [("tours", 1.0), ("people", 1.1), ("tours", 1.2)]
    assert noted(*told) == told


@pytest.mark.parametrize("goes_on", [True, False])
def test_who_is_not_to_go_on_stops(goes_on: bool) -> None:
    jobs, stop = create_autospec(Jobs, instance=True), Event()
    jobs.tell.return_value = goes_on
    Notes(jobs, LEASE, stop)(Progress(phase="tours", seconds=1))
    assert stop.is_set() is not goes_on


def test_a_moment_without_database_is_no_reason_to_stop() -> None:
    jobs, stop = create_autospec(Jobs, instance=True), Event()
    jobs.tell.side_effect = OperationalError("", {}, Exception())
    Notes(jobs, LEASE, stop)(Progress(phase="tours", seconds=1))
    assert not stop.is_set()
