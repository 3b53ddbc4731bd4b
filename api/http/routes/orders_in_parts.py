"""What orders of many parts share over HTTP: queued once, found once they are over."""

import hashlib

from fastapi import Response
from pydantic import BaseModel

from api.http.problems import Refusal
from api.http.routes.access import RETRY_AFTER, ApiService
from api.store.jobs import OtherOrderError
from api.store.schema import Job, Operation


def job_of(
    operation: Operation, order: BaseModel, name: str, dataset: str, key: str | None
) -> Job:
    """Return the job that an order asks for."""
    text = order.model_dump_json(exclude_unset=True)
    return Job(
        dataset_id=dataset,
        operation=operation,
        name=name,
        order=text,
        digest=hashlib.sha256(f"{operation} {text}".encode()).hexdigest(),
        key=key,
    )


def queued(job: Job, service: ApiService, response: Response, place: str) -> Job:
    """Queue a job that is followed below ``place``; return it as it is by now.

    Raises
    ------
    Refusal
        The key stands for another order.
    """
    try:
        kept, is_new = service.jobs.add(job)
    except OtherOrderError as error:
        raise Refusal(422, "other_order", parameter="Idempotency-Key") from error
    if is_new:
        service.runner.take(kept)
    response.headers["Location"] = f"{place}/{kept.id}"
    response.headers["Retry-After"] = RETRY_AFTER
    return renewed(kept, service)


def renewed(job: Job, service: ApiService) -> Job:
    """Return a job as it is by now, or as it was where it has been removed."""
    return service.jobs.get(job.id) or job


def result_of(job: Job, service: ApiService, none: str) -> str:
    """Return what a job found, as it is stored.

    Raises
    ------
    Refusal
        Nothing: not yet, or (``none``) not at all.
    """
    if not job.is_over:
        raise Refusal(409, "not_finished", headers={"Retry-After": RETRY_AFTER})
    whole = service.jobs.get(job.id, Job.result)
    if whole is None or whole.result is None:
        raise Refusal(409, none)
    return whole.result
