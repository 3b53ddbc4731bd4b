"""How the service is."""

from importlib.metadata import version
from typing import Literal

from pydantic import Field

from api.http.routes.access import ServiceDep
from api.http.routes.versioned import versioned
from api.store.schema import JobState
from scheduler.domain.described import Described

router = versioned("/health", "health")


class HealthView(Described):
    """How the service is; it answers, and so does its database."""

    version: str = Field(examples=["0.1.0"])
    """Of the program."""
    database: str = Field(examples=["sqlite", "postgresql"])
    """What keeps datasets and schedules."""
    planning: Literal["apart", "within", "begins"]
    """Whether plans are made in a process of their own, within this one, or in one
    that is about to begin (again)."""
    planning_process: int | None
    """The number of that process, if there is one."""
    queued: int
    """Orders that wait for their turn."""
    running: int
    """Orders under way."""


@router.get("")
def read_health(service: ServiceDep) -> HealthView:
    """Say how the service is; whoever watches over it asks here."""
    pid = service.runner.pid
    begins = "within" if service.runner.is_within else "begins"
    return HealthView(
        version=version("bemanna"),
        database=service.jobs.database,
        planning="apart" if pid else begins,
        planning_process=pid,
        queued=service.jobs.count(JobState.QUEUED),
        running=service.jobs.count(JobState.RUNNING),
    )
