"""What the service answers about a plan; amounts in SEK."""

import datetime as dt
from collections.abc import Sequence

from pydantic import BaseModel

from api.http.views import FindingView, findings_of
from api.store.schema import Job
from data.both_languages import named
from scheduler.audit.audit import Audit
from scheduler.audit.figures import Figure
from scheduler.planning.result import Conflict, Result
from scheduler.rules.rule import Breach, Rule


class FigureView(BaseModel):
    """A figure to steer by, with what it was computed from."""

    name_sv: str
    name_en: str
    value: float | None
    unit: str
    numerator: float | None
    denominator: float | None

    @classmethod
    def of(cls, id_: str, figure: Figure) -> "FigureView":
        """Name a figure."""
        name = named("figure", id_)
        return cls(name_sv=name.sv, name_en=name.en, **figure.model_dump())


class CostView(BaseModel):
    """What one person costs under one item."""

    employee_id: str
    item: str
    minutes: int
    amount: float


class CostsView(BaseModel):
    """What a plan costs."""

    objective: float
    """Personnel cost and soft rules together."""
    personnel_cost: float
    soft_cost: float
    lines: list[CostView]


class BreachView(BaseModel):
    """One breach of a rule."""

    rule: str
    hard: bool
    amount: int
    unit: str
    weight: float
    cost: float
    employee_id: str | None
    client_id: str | None
    visit_id: str | None
    date: dt.date | None
    message_sv: str
    message_en: str


class BreachesView(BaseModel):
    """Everything that a plan breaks."""

    hard: int
    """How many of them are of binding rules."""
    items: list[BreachView]


class Explanation(BaseModel):
    """Why there is no plan, or what stands in the way of one."""

    conflicts: list[Conflict]
    """Rules or facts that cannot all hold."""
    findings: list[FindingView]
    """What `validate` found."""


def costs_of(audit: Audit) -> CostsView:
    """Return the price of a plan."""
    lines = [
        CostView(
            employee_id=line.employee,
            item=line.item,
            minutes=line.minutes,
            amount=line.amount / 100,
        )
        for line in audit.costs
    ]
    return CostsView(
        objective=audit.objective / 100,
        personnel_cost=audit.personnel_cost / 100,
        soft_cost=audit.soft_cost / 100,
        lines=lines,
    )


def breaches_of(audit: Audit, rules: Sequence[Rule]) -> BreachesView:
    """Return the breaches of a plan in words."""
    by_id = {rule.id: rule for rule in rules}
    items = [_breach(breach, by_id[breach.rule]) for breach in audit.breaches]
    return BreachesView(hard=audit.hard_breaches, items=items)


def _breach(breach: Breach, rule: Rule) -> BreachView:
    return BreachView(
        rule=breach.rule,
        hard=breach.hard,
        amount=breach.amount,
        unit=breach.unit,
        weight=breach.weight / 100,
        cost=breach.cost / 100,
        employee_id=breach.employee,
        client_id=breach.client,
        visit_id=breach.visit,
        date=breach.date,
        message_sv=rule.explain(breach, "sv"),
        message_en=rule.explain(breach, "en"),
    )


def explanation_of(job: Job) -> Explanation:
    """Return what a job found out about what is impossible."""
    result = Result.model_validate_json(job.result) if job.result else None
    conflicts = list(result.conflicts) if result else []
    return Explanation(conflicts=conflicts, findings=findings_of(job))
