"""What the service answers about a plan; amounts in SEK."""

import datetime as dt
from collections.abc import Sequence

from pydantic import Field

from api.http.views import FindingView, findings_of
from api.store.schema import Job
from api.why.open_times_view import OpenTimesView
from data.both_languages import named
from data.words.price_words import price_cells
from scheduler.audit.audit import Audit
from scheduler.audit.figures import Figure
from scheduler.domain.described import Described
from scheduler.domain.values import Instant
from scheduler.means.budget_outcomes import BudgetOutcome
from scheduler.means.price_lines import PriceLine
from scheduler.pay.items import Measure
from scheduler.planning.result import Conflict, Result
from scheduler.proofs.proof import Proof
from scheduler.rules.rule import Breach, Rule


class FigureView(Described):
    """A figure to steer by, with what it was computed from."""

    name_sv: str = Field(examples=["Personalkontinuitet, medel"])
    """What planners call it, in Swedish."""
    name_en: str = Field(examples=["Continuity of staff, mean"])
    """The same in English."""
    value: float | None
    """`numerator / denominator`; `null` where there is nothing to divide by."""
    unit: str = Field(examples=["%", "h", "kr"])
    """Of the value; for `%` it is the quotient times 100."""
    numerator: float | None
    """Hours are given as hours, money as kronor."""
    denominator: float | None
    """1 for a plain sum or difference."""

    @classmethod
    def of(cls, id_: str, figure: Figure) -> "FigureView":
        """Name a figure."""
        name = named("figure", id_)
        return cls(name_sv=name.sv, name_en=name.en, **figure.model_dump())


Figures = dict[str, dict[str, FigureView]]
"""By scope (`all`, or a unit's id), then by figure id."""


class CostView(Described):
    """What one person costs under one item."""

    employee_id: str = Field(examples=["e01"])
    """Who is paid."""
    item: str = Field(examples=["base", "ob_b", "po"])
    """What for, as in `costs.csv`."""
    minutes: int
    """How long it is paid for; 0 for what does not go by time."""
    amount: float
    """SEK."""


class PriceLineView(Described):
    """What costs of one item consist of: `count` × `quantity` × `rate` = `amount`."""

    item: str = Field(examples=["ob_b"])
    """As in `costs.csv`; `car_km` and `car_day` of vehicles."""
    unit_id: str | None
    """Whose vehicles; personnel is of the whole plan."""
    line_sv: str = Field(examples=["fre 17–19: 12 × 2,0 h × 68,10 kr"])
    """The line in words, in Swedish."""
    line_en: str
    """The same in English."""
    count: int
    """How many alike there are."""
    quantity: float
    """How much each is of, in `unit`."""
    unit: Measure
    """Hours, days, kronor (of which `rate` is percent), or times."""
    rate: float
    """SEK for one, or percent."""
    amount: float
    """SEK."""
    assumed_sv: str | None
    """What the rate rests on that nobody has confirmed, in Swedish."""
    assumed_en: str | None
    """The same in English."""

    @classmethod
    def of(cls, line: PriceLine) -> "PriceLineView":
        """Put a line of the price into words."""
        cells = price_cells(line) | {"amount": line.amount / 100}
        return cls.model_validate({name: cells[name] for name in cls.model_fields})


class BudgetView(Described):
    """What a unit costs in a month beside its budget, SEK."""

    unit_id: str
    """Whose budget."""
    month: str = Field(examples=["2026-12"])
    """Which month."""
    days: int
    """How many of its days are planned."""
    budget: float
    """For those days."""
    planned: float
    """Personnel and vehicles."""
    above: float
    """By how much it is more than the budget; below zero where it is less."""

    @classmethod
    def of(cls, found: BudgetOutcome) -> "BudgetView":
        """Describe what became of a budget."""
        return cls(
            unit_id=found.unit,
            month=f"{found.month:%Y-%m}",
            days=found.days,
            budget=found.budget / 100,
            planned=found.planned / 100,
            above=found.above / 100,
        )


class CostsView(Described):
    """What a plan costs."""

    paid: float
    """SEK that are paid: personnel and vehicles."""
    personnel_cost: float
    """SEK, on-costs included."""
    vehicle_cost: float
    """SEK, where the dataset prices kilometres or cars."""
    soft_cost: float
    """Points: what soft rules weigh; nobody is paid it."""
    objective: float
    """Points: all of it weighed together, a krona as a point. Planning makes it small.
    """
    lines: list[CostView]
    """The personnel cost by person and item."""
    price_lines: list[PriceLineView]
    """What the costs of each item consist of, to the öre."""
    budgets: list[BudgetView]
    """What units cost beside their budgets; empty where there are none."""


class BreachView(Described):
    """One breach of a rule."""

    rule: str
    """Id of the rule, as in `rules.md`."""
    hard: bool
    """Whether the rule is binding."""
    amount: int
    """By how much it is broken."""
    unit: str = Field(examples=["min"])
    """Of the amount."""
    weight: float
    """Points for one unit; 0 for a binding rule."""
    cost: float
    """What it weighs in the objective, in points."""
    employee_id: str | None
    """Whom it concerns, if it is one person."""
    client_id: str | None
    """Which client it concerns, if it is one."""
    visit_id: str | None
    """Which visit it concerns, if it is one."""
    date: dt.date | None
    """Which day it concerns, if it is one."""
    message_sv: str
    """Who, when, what was found and what is the limit; in Swedish."""
    message_en: str
    """The same in English."""
    x_owed_minutes: int | None
    """Of rest that is owed for a planned exception (R03)."""
    x_made_up_minutes: int | None
    """Of rest in a row that makes up for it."""
    x_made_up_from: dt.datetime | None
    """When that rest begins."""


class BreachesView(Described):
    """Everything that a plan breaks."""

    hard: int
    """How many of them are of binding rules."""
    items: list[BreachView]
    """Each breach by itself."""


class Explanation(Described):
    """Why there is no plan, or what stands in the way of one."""

    conflicts: list[Conflict]
    """What stands in the way of a legal plan: why there is none where the status is
    `infeasible`, which is proved; else hard breaches and likely causes."""
    findings: list[FindingView]
    """What `validate` found, or what `solve` passes over: `severity` is `warning`."""
    proofs: list[Proof]
    """What is proved of each must-visit that the plan leaves open."""
    open_times: list[OpenTimesView]
    """When and where must-visits are open, the most first, and how many people lack."""


def figures_of(audit: Audit) -> Figures:
    """Return the figures of a plan."""
    return {
        scope: {id_: FigureView.of(id_, figure) for id_, figure in figures.items()}
        for scope, figures in audit.figures.items()
    }


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
        paid=audit.paid / 100,
        personnel_cost=audit.personnel_cost / 100,
        vehicle_cost=audit.vehicle_cost / 100,
        soft_cost=audit.soft_cost / 100,
        objective=audit.objective / 100,
        lines=lines,
        price_lines=[PriceLineView.of(line) for line in audit.price_lines],
        budgets=[BudgetView.of(found) for found in audit.budgets],
    )


def breaches_of(audit: Audit, rules: Sequence[Rule]) -> BreachesView:
    """Return the breaches of a plan in words."""
    by_id = {rule.id: rule for rule in rules}
    items = [_breach(breach, by_id[breach.rule]) for breach in audit.breaches]
    return BreachesView(hard=audit.hard_breaches, items=items)


def _breach(breach: Breach, rule: Rule) -> BreachView:
    rest = breach.compensation
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
        x_owed_minutes=rest and rest.owed,
        x_made_up_minutes=rest and rest.given,
        x_made_up_from=None if rest is None else _moment(rest.start),
    )


def _moment(instant: Instant) -> dt.datetime:
    return dt.datetime.fromtimestamp(60 * instant, dt.UTC)


def explanation_of(job: Job) -> Explanation:
    """Return what a job found out about what is impossible."""
    result = Result.model_validate_json(job.result) if job.result else None
    conflicts = list(result.conflicts) if result else []
    proofs = list(result.proofs) if result else []
    audit = result.audit if result else None
    return Explanation(
        conflicts=conflicts,
        findings=findings_of(job),
        proofs=proofs,
        open_times=[OpenTimesView.told(o) for o in audit.open_times] if audit else [],
    )
