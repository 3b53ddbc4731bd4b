"""What is done for each kind of order, and what comes out."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Self

from api.http.order import ScheduleOrder
from api.inputs import Inputs, read_rules_document
from api.judging import judged
from api.life.told_inputs import ToldInputs, against_told, today
from api.life.told_parts import ToldPart, ToldPlans
from api.other_agreement import OtherAgreement, under_agreement
from api.planning import Planner
from api.store.dataset_store import DatasetStore
from api.store.jobs import MOST_RESTARTS, Jobs
from api.store.schema import Job, JobState, Operation
from constraints.hours.near_limits import near_limits
from data.faults import BadInput, Fault
from data.reading.checks.shift_types import unplannable
from data.reading.plans import read_plan_document
from scheduler.domain.plan import Plan
from scheduler.feasibility import Finding, feasibility, unused
from scheduler.planning.result import Progress, Result


@dataclass(frozen=True)
class Outcome:
    """How a job ends, with the columns that say so."""

    state: JobState
    result: Result | None = None
    found: dict[str, Any] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    """What people open of it, kept before it is told to be over."""

    @classmethod
    def failure(cls) -> Self:
        """Return the end of a job that met a defect of ours."""
        return cls(JobState.FAILED, found={"error": "internal"})

    @classmethod
    def findings(cls, findings: tuple[Finding, ...]) -> Self:
        """Return the end of a job that only looked."""
        return cls(JobState.COMPLETED, found=_rows(findings))

    @classmethod
    def made(cls, result: Result, findings: tuple[Finding, ...] = ()) -> Self:
        """Return the end of a job that planned or judged, and what it passed over."""
        found = _rows(findings)
        if result.defect is not None:
            return cls(JobState.INCOMPLETE, result, {"error": "internal", **found})
        if not result.interrupted:
            return cls(JobState.COMPLETED, result, found)
        has_plan = result.audit is not None
        ended = JobState.INCOMPLETE if has_plan else JobState.CANCELLED
        return cls(ended, result, found)

    def columns(self) -> dict[str, Any]:
        """Return what to store besides the state."""
        if self.result is None:
            return self.found
        audit = self.result.audit
        return {
            "result": self.result.model_dump_json(),
            "status": self.result.status.value,
            "seconds": self.result.seconds,
            "price": self.result.objective,
            "paid": audit.paid if audit else None,
            "bound": self.result.bound,
            "open_visits": audit.must_open if audit else None,
            "hard_breaches": audit.hard_breaches if audit else None,
            "near_limits": len(near_limits(audit.breaches)) if audit else None,
            **self.found,
        }


def _rows(findings: tuple[Finding, ...]) -> dict[str, Any]:
    rows = [finding.model_dump(mode="json") for finding in findings]
    return {"findings": json.dumps(rows)}


class LastPlan(NamedTuple):
    """The best plan of a process that died while it planned."""

    plan: Plan
    is_all: bool
    """Whether nobody is to look for a better one any more."""

    @classmethod
    def of(cls, job: Job) -> "LastPlan | None":
        """Return the last plan of a job, if it has one."""
        if job.last_plan is None:
            return None
        plan = Plan.model_validate_json(job.last_plan)
        return cls(plan, job.stop_asked or job.restarts > MOST_RESTARTS)


@dataclass(frozen=True)
class JobWork:
    """Does what is ordered."""

    find_planner: Callable[[], Planner]
    on_progress: Callable[[Progress], None]
    stop: Callable[[], bool]
    last: LastPlan | None = None
    """What to go on from."""

    def do(
        self,
        operation: Operation,
        order: ScheduleOrder,
        datasets: DatasetStore,
        told: ToldPlans | None = None,
    ) -> Outcome:
        """Carry out an order that was found in order, where people were ``told``."""
        self.on_progress(Progress(phase="read", seconds=0))
        inputs, plan = understood(operation, order, datasets)
        known = measured(inputs, order, told)
        inputs = known.inputs
        if operation is Operation.SOLVE and not order.also_told:
            inputs, plan = known.frozen, plan or known.start
        if operation is Operation.VALIDATE:
            return Outcome.findings(feasibility(inputs.problem, inputs.rules))
        if operation is Operation.EVALUATE:
            return Outcome.made(judged(inputs, plan or Plan()))
        return Outcome.made(self._solved(inputs, plan, order), unused(*inputs))

    def _solved(
        self, inputs: Inputs, plan: Plan | None, order: ScheduleOrder
    ) -> Result:
        if self.last is not None and self.last.is_all:
            left = {"interrupted": True, "only_judged": False}
            return judged(inputs, self.last.plan).model_copy(update=left)
        return self.find_planner()(
            inputs.problem,
            inputs.rules,
            order.limits.as_limits(),
            on_progress=self.on_progress,
            stop=self.stop,
            warm_start=self.last.plan if self.last else plan,
        )


def measured(
    inputs: Inputs, order: ScheduleOrder, told: ToldPlans | None
) -> ToldInputs:
    """Return the inputs measured against what people were told, if they were."""
    if told is None:
        return ToldInputs(inputs)
    plan = told.of(inputs.problem)  # a part has less, a change may have
    day = order.told_on or today(inputs.problem)
    return ToldInputs(against_told(inputs, plan, day, told.known), plan, None, day)


def told_plans(
    order: ScheduleOrder, jobs: Jobs, datasets: DatasetStore
) -> ToldPlans | None:
    """Return what people were told before an order."""
    return read_told(order.told, order.told_parts, jobs, datasets)


def read_told(
    whole: str | None, parts: Sequence[str], jobs: Jobs, datasets: DatasetStore
) -> ToldPlans | None:
    """Return the plans of the jobs by which people were told, if there are any."""
    if whole is None and not parts:
        return None
    told = [_told_part(id_, jobs, datasets) for id_ in parts]
    return ToldPlans(plan_of(whole, jobs) if whole else None, tuple(told))


def _told_part(id_: str, jobs: Jobs, datasets: DatasetStore) -> ToldPart:
    job = jobs.get(id_)
    assert job is not None  # what was published is not deleted
    problem = datasets.read(job.dataset_id).problem
    plan = plan_of(id_, jobs) or Plan()
    return ToldPart(problem.employee, problem.dates, plan)


def plan_of(job_id: str, jobs: Jobs) -> Plan | None:
    """Return the plan that a job made, if it did."""
    job = jobs.get(job_id, Job.result)
    if job is None or job.result is None:
        return None
    return Result.model_validate_json(job.result).plan


def understood(
    operation: Operation, order: ScheduleOrder, datasets: DatasetStore
) -> tuple[Inputs, Plan | None]:
    """Return the dataset with the rules of the order, and the plan sent along.

    Raises
    ------
    LookupError
        There is no such dataset.
    BadInput
        The rules, the agreement or the plan are not right, or nobody may be planned
        on a shift type.
    """
    inputs = inputs_of(order, datasets)
    if operation is Operation.SOLVE and (faults := unplannable(inputs.problem)):
        raise BadInput(map(below_dataset, faults))
    if order.plan is None:
        return inputs, None
    try:
        return inputs, read_plan_document(order.plan, inputs.problem)
    except BadInput as bad:
        raise BadInput(_below("/plan", fault) for fault in bad.faults) from bad


def below_dataset(fault: Fault) -> Fault:
    """Return a fault of a dataset as one of the order that names it."""
    return _below("/dataset", fault)


def _below(above: str, fault: Fault) -> Fault:
    """Return a fault of a part as a fault of the whole."""
    return fault.model_copy(update={"pointer": above + (fault.pointer or "")})


def inputs_of(order: ScheduleOrder, datasets: DatasetStore) -> Inputs:
    """Return the dataset with the rules and the agreement of an order.

    Raises
    ------
    LookupError
        There is no such dataset.
    BadInput
        The rules or the agreement are not right.
    """
    inputs = with_rules(datasets.read(order.dataset), order.rules)
    other = OtherAgreement.ordered(order.as_of, order.agreement)
    return under_agreement(inputs, other)


def with_rules(inputs: Inputs, rules: Any | None) -> Inputs:
    """Return the inputs with other rules, if any are given.

    Raises
    ------
    BadInput
        The rules are not right.
    """
    if rules is None:
        return inputs
    return inputs._replace(rules=read_rules_document(rules))
