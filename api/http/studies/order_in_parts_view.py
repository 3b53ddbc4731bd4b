"""What the service answers about an order of many parts, whatever these are."""

import datetime as dt
import json
from typing import Generic, Self, TypeVar

from pydantic import Field

from api.http.views import ID, JobError, error_of_job
from api.store.schema import Job, JobState
from scheduler.domain.described import Described

Tally = TypeVar("Tally", bound=Described)


class OrderInPartsView(Described, Generic[Tally]):
    """An order of many parts and what has become of it."""

    id: str = Field(examples=[ID])
    """Of the order."""
    dataset: str = Field(examples=[ID])
    """Id of the dataset."""
    state: JobState
    """How far it is."""
    name: str
    """As ordered."""
    created_at: dt.datetime
    """When it was ordered."""
    started_at: dt.datetime | None
    """When it was begun, the last time if it was begun anew."""
    finished_at: dt.datetime | None
    """When it ended."""
    tally: Tally | None
    """How far it is; `null` before any part is begun."""
    error: JobError | None
    """Why it failed; `null` unless it did."""

    @classmethod
    def of(cls, job: Job) -> Self:
        """Describe a job."""
        told = {
            "id": job.id,
            "dataset": job.dataset_id,
            "state": job.state,
            "name": job.name,
            "created_at": job.created_at,
            "started_at": job.started_at,
            "finished_at": job.finished_at,
            "tally": job.tally and json.loads(job.tally),
            "error": error_of_job(job),
        }
        return cls.model_validate(told)
