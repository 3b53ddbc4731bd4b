"""Two plans that follow each other as one, judged as if there were no border."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.rules.rule import Breach, Rule


class PlannedPeriod(NamedTuple):
    """A dataset and a plan of it."""

    problem: Problem
    plan: Plan


def joined(first: PlannedPeriod, second: PlannedPeriod) -> PlannedPeriod:
    """Return both periods as one; what was before the first is the history of both."""
    before, after = first.problem, second.problem
    problem = before.model_copy(
        update={
            "days": before.days + after.days,
            "visits": (*before.visits, *after.visits),
            "staffing": (*before.staffing, *after.staffing),
            "on_call_needs": (*before.on_call_needs, *after.on_call_needs),
            "wishes": (*before.wishes, *after.wishes),
            "locked_shifts": (*before.locked_shifts, *after.locked_shifts),
            "locked_visits": (*before.locked_visits, *after.locked_visits),
            "sha256": "",
        }
    )
    rows = Plan(
        shifts=(*first.plan.shifts, *second.plan.shifts),
        visits=(*first.plan.visits, *second.plan.visits),
        unassigned=(*first.plan.unassigned, *second.plan.unassigned),
    )
    return PlannedPeriod(problem, rows)


def broken(period: PlannedPeriod, rules: Sequence[Rule]) -> Iterator[Breach]:
    """Yield the hard breaches of a plan."""
    view = PlanView(*period)
    for rule in rules:
        yield from (breach for breach in rule.check(view) if breach.hard)
