"""What the service answers: amounts in SEK, moments in UTC."""

import datetime as dt
import json
from typing import Any, Self

from pydantic import Field

from api.side_by_side import SideBySide
from api.store.schema import Dataset, Job, JobState, JobStep, Operation
from scheduler.audit.comparison import Topic
from scheduler.domain.described import Described
from scheduler.feasibility.finding import Finding, Severity
from scheduler.messages import say

ID = "0f5b1c2e9a7d4c3b8e6f1a2b3c4d5e6f"
SIZE = {"units": 4, "employees": 60, "clients": 210, "visits": 9800}


class DatasetLine(Described):
    """A dataset that was found right, in a list."""

    id: str = Field(examples=[ID])
    """From the content and the rules: the same get the same id."""
    name: str = Field(examples=["Lekeberg"])
    """As `dataset.toml` says."""
    start: dt.date
    """The first planning day."""
    days: int
    """How many days are planned."""
    created_at: dt.datetime
    """When it was handed in."""
    size: dict[str, float] = Field(examples=[SIZE])
    """How much there is of what; `visit_hours` in hours."""

    @classmethod
    def of(cls, dataset: Dataset, **more: object) -> Self:
        """Describe a dataset."""
        told = {name: getattr(dataset, name) for name in DatasetLine.model_fields}
        size = json.loads(dataset.size)
        return cls.model_validate(told | {"size": size} | more)


class DatasetView(DatasetLine):
    """A dataset that was found right."""

    dataset_sha256: str
    """As plans name it in `result.json`."""


class DatasetPage(Described):
    """Datasets, the latest first."""

    items: list[DatasetLine]
    """At most as many as `limit` says."""
    next: str | None
    """The `cursor` of the page after this one; `null` on the last."""


class FindingView(Described):
    """Something that stands in the way of a plan."""

    check: str = Field(examples=["lock_forbidden"])
    """What was looked for."""
    severity: Severity
    """`error`: no plan can be whole; `warning`: it will be hard or dear."""
    message_sv: str
    """What is missing, how much and when, and what would help; in Swedish."""
    message_en: str
    """The same in English."""
    employee_id: str | None
    """Whom it concerns, if it is one person."""
    client_id: str | None
    """Which client it concerns, if it is one."""
    visit_id: str | None
    """Which visit it concerns, if it is one."""
    unit_id: str | None
    """Which unit it concerns, if it is one."""
    date: dt.date | None
    """Which day it concerns, if it is one."""

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


class FeasibilityView(Described):
    """What cheap checks found, errors first; no finding is no promise of a plan."""

    dataset: str = Field(examples=[ID])
    """Id of the dataset."""
    findings: list[FindingView]
    """What was found, errors first."""


class JobError(Described):
    """What went wrong with a job."""

    code: str = Field(examples=["internal"])
    """For programs; it stays when the words change."""
    message_sv: str
    """What happened, in Swedish."""
    message_en: str
    """The same in English."""


class ScheduleView(Described):
    """An order and what has become of it."""

    id: str = Field(examples=[ID])
    """Of the schedule, in every address below it."""
    dataset: str = Field(examples=[ID])
    """Id of the dataset."""
    operation: Operation
    """What was ordered."""
    state: JobState
    """How far it is."""
    name: str = Field(examples=["Week 52, two more nurses"])
    """As ordered."""
    created_at: dt.datetime
    """When it was ordered."""
    started_at: dt.datetime | None
    """When it was begun, the last time if it was begun anew."""
    finished_at: dt.datetime | None
    """When it ended."""
    restarts: int
    """How often it was begun anew because the process that planned it died."""
    phase: str | None = Field(examples=["tours", "people", "improve"])
    """What the planner is at; `null` before it has begun."""
    seconds: float | None
    """Of planning so far."""
    paid: float | None
    """What is paid for the best plan so far, personnel and vehicles, SEK; it is part of
    the price."""
    price: float | None
    """Points of the best plan so far: what is paid and soft rules weighed together."""
    bound: float | None
    """Points that any legal plan must have at least, weighed in the same way."""
    gap: float | None
    """How far the price may be above the best possible, as a share of it."""
    must_open: int | None
    """Must-visits that the best plan so far leaves open."""
    hard_breaches: int | None
    """Breaches of binding rules in the best plan so far."""
    status: str | None = Field(examples=["feasible", "no_plan_in_time"])
    """How planning ended, as in `result.json`."""
    error: JobError | None
    """Why it failed, or ended before its time; `null` unless it did."""

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
            paid=_kronor(job.paid),
            price=_kronor(job.price),
            bound=_kronor(job.bound),
            gap=_gap(job),
            must_open=job.open_visits,
            hard_breaches=job.hard_breaches,
            status=job.status,
            error=error_of_job(job),
        )


class ScheduleStep(Described):
    """Something new of an order under way."""

    number: int
    """From 1, without gaps; also the `id` of the event."""
    at: dt.datetime
    """When it was known."""
    phase: str = Field(examples=["tours", "people", "improve"])
    """What the planner is at."""
    paid: float | None
    """What is paid for the best plan so far, personnel and vehicles, SEK; it is part of
    the price."""
    price: float | None
    """Points of the best plan so far."""
    bound: float | None
    """Points that any legal plan must have at least."""
    must_open: int | None
    """Must-visits that the best plan so far leaves open."""
    hard_breaches: int | None
    """Breaches of binding rules in the best plan so far."""

    @classmethod
    def of(cls, step: JobStep) -> "ScheduleStep":
        """Describe a step."""
        return cls(
            number=step.number,
            at=step.at,
            phase=step.phase,
            paid=_kronor(step.paid),
            price=_kronor(step.price),
            bound=_kronor(step.bound),
            must_open=step.open_visits,
            hard_breaches=step.hard_breaches,
        )


class SchedulePage(Described):
    """Orders, the latest first."""

    items: list[ScheduleView]
    """At most as many as `limit` says."""
    next: str | None
    """The `cursor` of the page after this one; `null` on the last."""


class ComparisonRow(Described):
    """One quantity in every plan."""

    topic: Topic
    """What it is about, and so what `key` is."""
    key: str = Field(examples=["personnel_cost", "must_open", "K01"])
    """A total, an item of `costs.csv`, a figure's or a rule's id."""
    scope: str = Field(examples=["all"])
    """`all`, or a unit's id."""
    unit: str = Field(examples=["kr", "points", "%", "h"])
    """Of all values."""
    values: list[float | None]
    """In the order of the plans; `null` where a plan has no such figure."""
    differences: list[float | None]
    """To the first plan."""


class FileDifferenceView(Described):
    """How much of one file differs."""

    file: str = Field(examples=["employees.csv"])
    """As in a dataset's folder."""
    added: int
    """Rows that are new."""
    removed: int
    """Rows that are gone."""
    changed: int
    """Rows that are there in both, and not alike."""
    columns: dict[str, int]
    """In how many rows that stay a column has another value."""


class InputDifferenceView(Described):
    """What differs between the inputs of two plans."""

    settings: list[str] = Field(examples=[["agreement"]])
    """Keys of `dataset.toml`."""
    rules: list[str] = Field(examples=[["weekly_rest"]])
    """Kinds of rules that are given otherwise."""
    files: list[FileDifferenceView]
    """Those that are not alike."""


class ComparisonView(Described):
    """Quantities down, plans across."""

    plans: list[str]
    """Ids of the schedules as they were given, one for each value of a row."""
    inputs: list[InputDifferenceView]
    """What differs in the inputs of each plan from those of the first."""
    rows: list[ComparisonRow]
    """One for each quantity: totals, costs, figures, breaches."""
    other_rules: list[str]
    """Plans made under other rules than they are judged by here."""

    @classmethod
    def of(cls, found: SideBySide) -> "ComparisonView":
        """Describe a comparison."""
        comparison = found.comparison
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
            inputs=[
                InputDifferenceView.model_validate(differs.model_dump())
                for differs in found.differs
            ],
            rows=rows,
            other_rules=list(comparison.other_rules),
        )


def findings_of(job: Job) -> list[FindingView]:
    """Return what a job found before it planned, or instead of it."""
    rows: list[dict[str, Any]] = json.loads(job.findings or "[]")
    return [FindingView.of(Finding.model_validate(row)) for row in rows]


def _kronor(ore: int | None) -> float | None:
    return None if ore is None else ore / 100


def _gap(job: Job) -> float | None:
    if job.price is None or job.bound is None or job.price <= 0 or job.hard_breaches:
        return None
    return (job.price - job.bound) / job.price


def error_of_job(job: Job) -> JobError | None:
    """Return what went wrong with a job, if anything did."""
    code = job.error
    if code is None:
        return None
    said = (say(f"job.error.{code}", language) for language in ("sv", "en"))
    return JobError(code=code, message_sv=next(said), message_en=next(said))
