"""What is done for each kind of order, and what comes out."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self

from api.http.order import Order
from api.inputs import Inputs, read_rules_document
from api.judging import judged
from api.planning import Planner
from api.store.shelf import Shelf
from api.store.tables import Operation, State
from data.faults import BadInput, Fault
from data.reading.plan import read_plan_document
from scheduler.domain.plan import Plan
from scheduler.feasibility import Finding, feasibility
from scheduler.planning.result import Progress, Result


@dataclass(frozen=True)
class Outcome:
    """How a job ends, with the columns that say so."""

    state: State
    result: Result | None = None
    found: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def failure(cls) -> Self:
        """Return the end of a job that met a defect of ours."""
        return cls(State.FAILED, found={"error": "internal"})

    @classmethod
    def findings(cls, findings: tuple[Finding, ...]) -> Self:
        """Return the end of a job that only looked."""
        rows = [finding.model_dump(mode="json") for finding in findings]
        return cls(State.COMPLETED, found={"findings": json.dumps(rows)})

    @classmethod
    def made(cls, result: Result) -> Self:
        """Return the end of a job that planned or judged."""
        if not result.interrupted:
            return cls(State.COMPLETED, result)
        has_plan = result.audit is not None
        return cls(State.INCOMPLETE if has_plan else State.CANCELLED, result)

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
            "bound": self.result.bound,
            "open_visits": audit.must_open if audit else None,
            "hard_breaches": audit.hard_breaches if audit else None,
            **self.found,
        }


@dataclass(frozen=True)
class Work:
    """Does what is ordered."""

    find_planner: Callable[[], Planner]
    on_progress: Callable[[Progress], None]
    stop: Callable[[], bool]

    def do(self, operation: Operation, order: Order, shelf: Shelf) -> Outcome:
        """Carry out an order that was found in order."""
        self.on_progress(Progress(phase="read", seconds=0))
        inputs, plan = understood(order, shelf)
        if operation is Operation.VALIDATE:
            return Outcome.findings(feasibility(inputs.problem, inputs.rules))
        if operation is Operation.EVALUATE:
            return Outcome.made(judged(inputs, plan or Plan()))
        return Outcome.made(self._solved(inputs, plan, order))

    def _solved(self, inputs: Inputs, plan: Plan | None, order: Order) -> Result:
        return self.find_planner()(
            inputs.problem,
            inputs.rules,
            order.limits.as_limits(),
            on_progress=self.on_progress,
            stop=self.stop,
            warm_start=plan,
        )


def understood(order: Order, shelf: Shelf) -> tuple[Inputs, Plan | None]:
    """Return the dataset with the rules of the order, and the plan sent along.

    Raises
    ------
    LookupError
        There is no such dataset.
    BadInput
        The rules or the plan are not right.
    """
    inputs = with_rules(shelf.read(order.dataset), order.rules)
    if order.plan is None:
        return inputs, None
    try:
        return inputs, read_plan_document(order.plan, inputs.problem)
    except BadInput as bad:
        raise BadInput(_below("/plan", fault) for fault in bad.faults) from bad


def _below(above: str, fault: Fault) -> Fault:
    """Return a fault of a part as a fault of the whole."""
    return fault.model_copy(update={"pointer": above + (fault.pointer or "")})


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
