"""How routes come by what they serve: loaded, or refused."""

import re
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Path, Request

from api.drafts.draft_plan import OpenDrafts
from api.http.job_runner import Background
from api.http.job_work import inputs_of, measured, read_told, told_plans
from api.http.order import MOST_PARTS, ScheduleOrder
from api.http.problems import ProblemDetails, Refusal
from api.inputs import Inputs
from api.life.told_inputs import against_told, today
from api.life.told_parts import ToldPlans
from api.store.dataset_store import DatasetStore
from api.store.jobs import Jobs
from api.store.lives import Lives
from api.store.person_links import PersonLinks
from api.store.schedule_drafts import Drafts
from api.store.schema import Dataset, Job, Operation
from scheduler.audit.audit import Audit
from scheduler.planning.result import Result

RETRY_AFTER = "2"
"""Seconds after which it is worth asking again."""

_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class ApiService:
    """What the routes work with."""

    jobs: Jobs
    datasets: DatasetStore
    runner: Background
    lives: Lives
    drafts: Drafts
    open_drafts: OpenDrafts
    person_links: PersonLinks


def refusals(*statuses: int) -> dict[int | str, dict[str, object]]:
    """Return the problem responses of a route, for its description."""
    return {status: {"model": ProblemDetails} for status in statuses}


async def _service(request: Request) -> ApiService:
    service: ApiService = request.app.state.service
    return service


ServiceDep = Annotated[ApiService, Depends(_service)]
DatasetId = Annotated[str, Path(description="Id of a dataset.")]
ScheduleId = Annotated[str, Path(description="Id of a schedule.")]
StudyId = Annotated[str, Path(description="Id of a study.")]
TrialId = Annotated[str, Path(description="Id of what was asked of robustness.")]


def dataset_of(dataset_id: DatasetId, service: ServiceDep) -> Dataset:
    """Return a dataset; refused where there is none."""
    known = _ID.fullmatch(dataset_id)
    if known and (found := service.datasets.get(dataset_id)) is not None:
        return found
    raise Refusal(404, "no_dataset")


def _known_job(id_: str, service: ApiService) -> Job | None:
    return service.jobs.get(id_) if _ID.fullmatch(id_) else None


def _job(schedule_id: ScheduleId, service: ServiceDep) -> Job:
    found = _known_job(schedule_id, service)
    if found is None or not found.is_of_schedule:
        raise Refusal(404, "no_schedule")
    return found


def _study(study_id: StudyId, service: ServiceDep) -> Job:
    found = _known_job(study_id, service)
    if found is None or found.operation != Operation.STUDY:
        raise Refusal(404, "no_study")
    return found


def _trial(trial_id: TrialId, service: ServiceDep) -> Job:
    found = _known_job(trial_id, service)
    if found is None or found.operation != Operation.ROBUSTNESS:
        raise Refusal(404, "no_trial")
    return found


StudyDep = Annotated[Job, Depends(_study)]
TrialDep = Annotated[Job, Depends(_trial)]
DatasetDep = Annotated[Dataset, Depends(dataset_of)]
JobDep = Annotated[Job, Depends(_job)]


@dataclass(frozen=True)
class JudgedSchedule:
    """A plan that is there, judged, with what it was made for."""

    dataset_id: str
    inputs: Inputs
    """The dataset with the rules that the plan was ordered under."""
    result: Result
    audit: Audit


def judged_of(job: Job, service: ApiService) -> JudgedSchedule:
    """Return the plan of a job.

    Raises
    ------
    Refusal
        There is none: not yet, or not at all.
    """
    if not job.is_over:
        raise Refusal(409, "not_finished", headers={"Retry-After": RETRY_AFTER})
    whole = service.jobs.get(job.id, Job.order, Job.result)
    if whole is None or whole.result is None:
        raise Refusal(409, "no_plan")
    result = Result.model_validate_json(whole.result)
    if result.audit is None:
        raise Refusal(409, "no_plan")
    inputs = _inputs_of(whole, service)
    return JudgedSchedule(whole.dataset_id, inputs, result, result.audit)


def schedule_named(id_: str, pointer: str, service: ApiService) -> JudgedSchedule:
    """Return the plan of a schedule that a body names at ``pointer``.

    Raises
    ------
    Refusal
        There is no such schedule, or no plan of it.
    """
    job = service.jobs.get(id_) if id_.isascii() else None
    if job is None or not job.is_of_schedule:
        raise Refusal(422, "no_schedule", pointer=pointer)
    return judged_of(job, service)


def told_dataset(id_: str, service: ApiService) -> Inputs:
    """Return a dataset, measured against what people were told of it last, if so.

    Raises
    ------
    LookupError
        There is no such dataset.
    """
    inputs = service.datasets.read(id_)
    told = told_of(id_, service)
    if told is None:
        return inputs
    day = today(inputs.problem)
    return against_told(inputs, told.of(inputs.problem), day, told.known)


def told_of(dataset_id: str, service: ApiService) -> ToldPlans | None:
    """Return what people were told of a dataset by now, if they were."""
    whole, parts = told_by_now(dataset_id, service)
    return read_told(whole, parts, service.jobs, service.datasets)


def told_by_now(
    dataset_id: str, service: ApiService
) -> tuple[str | None, tuple[str, ...]]:
    """Return by which schedules: the last of all of it, and those of parts since."""
    whole = service.lives.published(dataset_id)
    parts = service.lives.told_since(dataset_id)
    last = whole[-1].job_id if whole else None
    return last, tuple(each.job_id for each in parts[-MOST_PARTS:])


def _inputs_of(job: Job, service: ApiService) -> Inputs:
    """Return the dataset of a job, with the rules and agreement of its order."""
    order = ScheduleOrder.model_validate_json(job.order)
    inputs = inputs_of(order, service.datasets)
    told = told_plans(order, service.jobs, service.datasets)
    return measured(inputs, order, told).inputs
