"""What the service answers: amounts in SEK, moments in UTC."""

import datetime as dt
import json
from typing import Any

from pydantic import BaseModel, Field

from api.store.schema import Dataset, Job, JobState, Operation
from api.summary import as_document, size_of
from scheduler.audit.comparison import Comparison, Topic
from scheduler.domain.problem import Problem
from scheduler.feasibility import Finding
from scheduler.messages import say


class DatasetView(BaseModel):
    """A dataset that was found right."""

    id: str
    name: str
    dataset_sha256: str
    """As plans name it in `result.json`."""
    start: dt.date
    days: int
    created_at: dt.datetime
    size: dict[str, float]
    """How much there is of what."""

    @classmethod
    def of(cls, dataset: Dataset, problem: Problem) -> "DatasetView":
        """Describe a dataset."""
        facts = as_document([size_of(problem)])["size"]
        assert isinstance(facts, dict)
        return cls(
            id=dataset.id,
            name=problem.name,
            dataset_sha256=problem.sha256,
            start=problem.start,
            days=problem.days,
            created_at=dataset.created_at,
            size={name: quantity["value"] for name, quantity in facts.items()},
        )


class FindingView(BaseModel):
    """Something that stands in the way of a plan."""

    check: str
    severity: str
    message_sv: str
    message_en: str
    employee_id: str | None
    client_id: str | None
    visit_id: str | None
    unit_id: str | None
    date: dt.date | None

    @classmethod
    def of(cls, finding: Finding) -> "FindingView":
        """Put a finding into words."""
        return cls(
            check=finding.check,
            severity=finding.severity,
            message_sv=finding.message("sv"),
            message_en=finding.message("en"),
            employee_id=finding.employee,
            client_id=finding.client,
            visit_id=finding.visit,
            unit_id=finding.unit,
            date=finding.date,
        )


class FeasibilityView(BaseModel):
    """What cheap checks found, errors first; no finding is no promise of a plan."""

    dataset: str
    findings: list[FindingView]


class JobError(BaseModel):
    """Why a job failed."""

    code: str
    message_sv: str
    message_en: str


class ScheduleView(BaseModel):
    """An order and what has become of it."""

    id: str
    dataset: str
    operation: Operation
    state: JobState
    name: str
    created_at: dt.datetime
    started_at: dt.datetime | None
    finished_at: dt.datetime | None
    restarts: int
    """How often it was begun anew because the service ended unexpectedly."""
    phase: str | None
    """read, tours, people, visits, improve, bound."""
    seconds: float | None
    """Of planning so far."""
    price: float | None
    """The best plan's so far, wages and soft rules together."""
    bound: float | None
    """What any legal plan must cost at least."""
    gap: float | None
    """How far the price may be above the best possible, as a share of it."""
    must_open: int | None
    """Must-visits that the best plan so far leaves open."""
    hard_breaches: int | None
    status: str | None = Field(examples=["feasible", "no_plan_in_time"])
    """How planning ended, as in `result.json`."""
    error: JobError | None

    @classmethod
    def of(cls, job: Job) -> "ScheduleView":
        """Describe a job."""
        return cls(
            id=job.id,
            dataset=job.dataset_id,
            operation=Operation(job.operation),
            state=JobState(job.state),
            name=job.name,
            created_at=job.created_at,
            started_at=job.started_at,
            finished_at=job.finished_at,
            restarts=job.restarts,
            phase=job.phase,
            seconds=job.seconds,
            price=_kronor(job.price),
            bound=_kronor(job.bound),
            gap=_gap(job),
            must_open=job.open_visits,
            hard_breaches=job.hard_breaches,
            status=job.status,
            error=_error(job.error),
        )


class SchedulePage(BaseModel):
    """Orders, the latest first."""

    items: list[ScheduleView]
    next: str | None
    """The `cursor` of the page after this one."""


class ComparisonRow(BaseModel):
    """One quantity in every plan."""

    topic: Topic
    key: str
    scope: str
    """`all`, or a unit's id."""
    unit: str
    values: list[float | None]
    differences: list[float | None]
    """To the first plan."""


class ComparisonView(BaseModel):
    """Quantities down, plans across."""

    plans: list[str]
    rows: list[ComparisonRow]
    other_rules: list[str]
    """Plans made under other rules than the dataset's, by which all are judged here."""

    @classmethod
    def of(cls, comparison: Comparison) -> "ComparisonView":
        """Describe a comparison."""
        rows = [
            ComparisonRow(
                **row.model_dump(exclude={"values"}),
                values=list(row.values),
                differences=list(row.differences),
            )
            for row in comparison.rows
        ]
        return cls(
            plans=list(comparison.plans),
            rows=rows,
            other_rules=list(comparison.other_rules),
        )


def findings_of(job: Job) -> list[FindingView]:
    """Return what a job found that only looked."""
    rows: list[dict[str, Any]] = json.loads(job.findings or "[]")
    return [FindingView.of(Finding.model_validate(row)) for row in rows]


def _kronor(ore: int | None) -> float | None:
    return None if ore is None else ore / 100


def _gap(job: Job) -> float | None:
    if job.price is None or job.bound is None or job.price <= 0 or job.hard_breaches:
        return None
    return (job.price - job.bound) / job.price


def _error(code: str | None) -> JobError | None:
    if code is None:
        return None
    said = (say(f"job.error.{code}", language) for language in ("sv", "en"))
    return JobError(code=code, message_sv=next(said), message_en=next(said))
