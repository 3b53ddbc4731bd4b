"""Whoever runs a job holds a lease; when it has run out, others may begin anew."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from api.inputs import Inputs
from api.store import jobs as jobs_module
from api.store.dataset_store import DatasetStore
from api.store.jobs import LEASE, Jobs
from api.store.schema import Job, JobState, Operation, now
from constraints import default_rules
from scheduler.planning.result import Progress
from tests.api.village import village

Wait = Callable[[timedelta], None]
TOURS = Progress(phase="tours", seconds=1)


@pytest.fixture
def jobs(engine: Engine) -> Jobs:
    return Jobs(engine)


@pytest.fixture
def job(engine: Engine, jobs: Jobs) -> str:
    """Order something; return its id."""
    store = DatasetStore(engine)
    dataset, _ = store.put(Inputs(village(), tuple(default_rules())), None)
    wanted = Job(
        dataset_id=dataset.id, operation=Operation.SOLVE, order="{}", digest=""
    )
    return jobs.add(wanted)[0].id


@pytest.fixture
def pass_time(monkeypatch: pytest.MonkeyPatch) -> Wait:
    """Give a way to let time pass for the store."""
    ahead = [timedelta()]

    def later() -> datetime:
        return now() + ahead[0]

    monkeypatch.setattr(jobs_module, "now", later)

    def wait(time: timedelta) -> None:
        ahead[0] += time

    return wait


def test_a_job_is_taken_once(jobs: Jobs, job: str) -> None:
    first, second = jobs.start(job), jobs.start(job)
    assert first is not None
    assert second is None


@pytest.mark.parametrize(("seconds", "is_dead"), [(-1, False), (1, True)])
def test_who_is_silent_for_as_long_as_the_lease_is_dead(
    jobs: Jobs, job: str, pass_time: Wait, seconds: int, is_dead: bool
) -> None:
    jobs.start(job)
    pass_time(LEASE + timedelta(seconds=seconds))
    assert (jobs.requeue_orphans(), jobs.fail_orphans()) == (is_dead, 0)


def test_progress_prolongs_the_lease(jobs: Jobs, job: str, pass_time: Wait) -> None:
    lease = jobs.start(job)
    assert lease is not None
    for _ in range(3):
        pass_time(LEASE * 0.9)
        assert jobs.tell(lease, TOURS)
    assert jobs.requeue_orphans() == 0


def test_who_was_taken_for_dead_writes_no_more(
    jobs: Jobs, job: str, pass_time: Wait
) -> None:
    old = jobs.start(job)
    pass_time(LEASE * 2)
    jobs.requeue_orphans()
    new = jobs.start(job)
    assert old is not None
    assert new is not None
    assert not jobs.tell(old, TOURS)
    assert not jobs.finish(old, JobState.FAILED)
    assert jobs.tell(new, TOURS)
    assert jobs.finish(new, JobState.COMPLETED)
    found = jobs.get(job)
    assert found is not None
    assert (found.state, found.restarts) == (JobState.COMPLETED, 1)


def test_a_job_is_begun_anew_twice_and_then_fails(
    jobs: Jobs, job: str, pass_time: Wait
) -> None:
    for expected in ((1, 0), (1, 0), (0, 1)):
        assert jobs.start(job) is not None
        pass_time(LEASE * 2)
        assert (jobs.requeue_orphans(), jobs.fail_orphans()) == expected
    found = jobs.get(job)
    assert found is not None
    assert (found.state, found.error, found.restarts) == (JobState.FAILED, "died", 2)


def kept(jobs: Jobs, job: str, pass_time: Wait) -> None:
    """Begin a job, keep a plan of it, and die."""
    lease = jobs.start(job)
    assert lease is not None
    jobs.keep_plan(lease, "{}")
    pass_time(LEASE * 2)


def test_a_job_with_a_plan_comes_back_a_last_time_for_it_to_be_filed(
    jobs: Jobs, job: str, pass_time: Wait
) -> None:
    for expected in ((1, 0), (1, 0), (1, 0), (0, 1)):
        kept(jobs, job, pass_time)
        assert (jobs.requeue_orphans(), jobs.fail_orphans()) == expected
    found = jobs.get(job, Job.last_plan)
    assert found is not None
    assert (found.state, found.restarts) == (JobState.FAILED, 3)
    assert found.last_plan is None


def test_a_job_with_a_plan_that_is_to_stop_waits_for_the_plan_to_be_filed(
    jobs: Jobs, job: str, pass_time: Wait
) -> None:
    kept(jobs, job, pass_time)
    assert jobs.requeue_orphans() == 1
    jobs.stop(job)
    found = jobs.get(job)
    assert found is not None
    assert (found.state, found.stop_asked) == (JobState.QUEUED, True)


def test_only_the_jobs_of_a_dead_process_are_let_go(
    engine: Engine, jobs: Jobs, job: str, pass_time: Wait
) -> None:
    dead, other = Jobs(engine, "dead"), Jobs(engine)
    assert dead.start(job) is not None
    other.let_go()
    pass_time(timedelta(seconds=1))
    assert jobs.requeue_orphans() == 0
    jobs.let_go("dead")
    pass_time(timedelta(seconds=1))
    assert jobs.requeue_orphans() == 1


def test_a_job_that_is_given_back_is_begun_anew_as_often_as_its_service_dies(
    jobs: Jobs, job: str
) -> None:
    for _ in range(4):
        old = jobs.start(job)
        assert old is not None
        jobs.give_back()
        assert not jobs.tell(old, TOURS)
    found = jobs.get(job)
    assert found is not None
    assert (found.state, found.restarts) == (JobState.QUEUED, 0)


def test_only_ones_own_jobs_are_given_back(
    engine: Engine, jobs: Jobs, job: str
) -> None:
    assert jobs.start(job) is not None
    Jobs(engine).give_back()
    found = jobs.get(job)
    assert found is not None
    assert found.state == JobState.RUNNING


def test_a_job_that_was_to_stop_is_not_given_back(
    jobs: Jobs, job: str, pass_time: Wait
) -> None:
    jobs.start(job)
    jobs.stop(job)
    jobs.give_back()
    pass_time(timedelta(seconds=1))
    assert (jobs.requeue_orphans(), jobs.fail_orphans()) == (0, 1)


def test_who_lost_a_job_keeps_no_plan_of_it(
    jobs: Jobs, job: str, pass_time: Wait
) -> None:
    old = jobs.start(job)
    assert old is not None
    pass_time(LEASE * 2)
    jobs.requeue_orphans()
    jobs.keep_plan(old, "{}")
    found = jobs.get(job, Job.last_plan)
    assert found is not None
    assert found.last_plan is None


def test_whoever_runs_a_job_hears_that_it_is_to_stop(jobs: Jobs, job: str) -> None:
    lease = jobs.start(job)
    assert lease is not None
    assert jobs.tell(lease, TOURS)
    jobs.stop(job)
    assert not jobs.tell(lease, TOURS)
    assert jobs.finish(lease, JobState.INCOMPLETE)


def test_a_job_that_was_stopped_as_its_process_died_is_not_begun_anew(
    jobs: Jobs, job: str, pass_time: Wait
) -> None:
    jobs.start(job)
    jobs.stop(job)
    pass_time(LEASE * 2)
    assert (jobs.requeue_orphans(), jobs.fail_orphans()) == (0, 1)
    found = jobs.get(job)
    assert found is not None
    assert (found.state, found.error) == (JobState.FAILED, "died")
