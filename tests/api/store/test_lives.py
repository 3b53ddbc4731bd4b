"""What happened to plans is kept, in its order, and goes with its job."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Engine

from api.inputs import Inputs
from api.store.dataset_store import DatasetStore
from api.store.jobs import Jobs
from api.store.lives import ChangedLifeError, Lives
from api.store.schema import Job, Operation
from constraints import default_rules
from data.life.plan_life import LifeEvent, LifeStep, WrongStateError, now
from tests.api.village import village


def event(step: LifeStep, number: int | None = None) -> LifeEvent:
    return LifeEvent(step=step, by="Åsa\0", at=now(), plan="", number=number)


@pytest.fixture
def job(engine: Engine) -> Job:
    store = DatasetStore(engine)
    dataset, _ = store.put(Inputs(village(), tuple(default_rules())), None)
    wanted = Job(
        dataset_id=dataset.id, operation=Operation.SOLVE, order="{}", digest="x"
    )
    return Jobs(engine).add(wanted)[0]


def test_events_are_told_in_their_order(engine: Engine, job: Job) -> None:
    lives = Lives(engine)
    steps = (LifeStep.PROPOSED, LifeStep.COMMENTED, LifeStep.COMMENTED)
    for step in steps:
        lives.add(job, event(step))
    found = lives.of(job).events
    assert [each.step for each in found] == list(steps)
    assert {each.by for each in found} == {"Åsa\N{REPLACEMENT CHARACTER}"}


def test_two_publications_of_a_dataset_have_no_number_in_common(
    engine: Engine, job: Job
) -> None:
    lives = Lives(engine)
    lives.add(job, event(LifeStep.PUBLISHED, 1))
    with pytest.raises(WrongStateError):
        lives.add(job, event(LifeStep.PUBLISHED, 1))
    lives.add(job, event(LifeStep.PUBLISHED, 2))
    assert [each.event.number for each in lives.published(job.dataset_id)] == [1, 2]


def test_of_many_who_saw_the_same_one_is_heard(engine: Engine, job: Job) -> None:
    lives = Lives(engine)
    lives.add(job, event(LifeStep.PROPOSED), 0)

    at_once = Barrier(8)

    def is_heard(_: int) -> bool:
        at_once.wait()
        try:
            lives.add(job, event(LifeStep.COMMENTED), 1)
        except ChangedLifeError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(is_heard, range(8))) == 1
    assert len(lives.of(job).events) == 2


def test_a_job_that_is_forgotten_takes_its_life_along(engine: Engine, job: Job) -> None:
    lives = Lives(engine)
    lives.add(job, event(LifeStep.PROPOSED))
    Jobs(engine).remove(job.id)
    assert lives.of(job).events == ()
