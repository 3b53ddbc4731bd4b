"""Inputs measured against what people were told."""

from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime
from itertools import product
from typing import NamedTuple
from zoneinfo import ZoneInfo

from api.inputs import Inputs, Rules
from constraints.shifts.displaced_hours import DisplacedHours
from constraints.shifts.locks import Locks
from data.life.plan_life import LifeEvent
from scheduler.domain.plan import Plan, ShiftRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.pay.agreement import agreements_of
from scheduler.rules.rule import Rule

NOTICE_DAYS = 14
"""ATL 12 §, where the rules say nothing else."""


class ToldInputs(NamedTuple):
    """A dataset with its rules, and what people were told of its days."""

    inputs: Inputs
    told: Plan | None = None
    """The last publication; nothing where there is none."""
    event: LifeEvent | None = None
    """When it was published, and by whom."""
    told_on: date | None = None
    """When people hear of what is planned now."""

    @property
    def start(self) -> Plan | None:
        """What planning begins with: what people know, if that is a whole plan."""
        return None if self.inputs.problem.untold else self.told

    @property
    def frozen(self) -> Inputs:
        """The inputs of a planner who changes nothing that people were told late.

        Told shifts of the days inside the notice time are locked, and whoever was told
        to be free stays free; hourly staff can be called in.
        """
        problem, rules = self.inputs
        if self.told is None or self.told_on is None:
            return self.inputs
        days = _notice(rules)
        locked = tuple(_standing(problem, self.told, self.told_on, days))
        known = {(row.employee, row.date, row.part) for row in problem.locked_shifts}
        more = [r for r in locked if (r.employee, r.date, r.part) not in known]
        update = {"locked_shifts": (*problem.locked_shifts, *more)}
        kept = tuple(_with_told_days(rule, days) for rule in rules)
        return Inputs(problem.model_copy(update=update), kept)


def against_told(
    inputs: Inputs,
    told: Plan,
    told_on: date,
    known: Collection[tuple[str, date]] | None = None,
) -> Inputs:
    """Return inputs in which people know a plan, and hear of another on a day.

    They know it as far as it is of the dataset, which stays the one that it is, and
    only the days of people that are ``known``; all if that is left out.
    Agreements without rates for displaced hours know no day on which a plan is told.
    """
    days = product(inputs.problem.employee, inputs.problem.dates)
    has_rates = all(agreement.displaced for agreement in agreements_of(inputs.problem))
    update = {
        "published_on": told_on if has_rates else None,
        "published_shifts": of_today(told, inputs.problem).shifts,
        "untold": frozenset(() if known is None else set(days).difference(known)),
    }
    return inputs._replace(problem=inputs.problem.model_copy(update=update))


def of_today(plan: Plan, problem: Problem) -> Plan:
    """Return a plan as far as it is of people, days and visits of a dataset."""
    people, visits = problem.employee, problem.visit
    days = frozenset(problem.dates)
    shifts = tuple(r for r in plan.shifts if r.employee in people and r.date in days)
    made = tuple(r for r in plan.visits if r.employee in people and r.visit in visits)
    left = tuple(r for r in plan.unassigned if r.visit in visits)
    update = {"shifts": shifts, "visits": made, "unassigned": left}
    return plan.model_copy(update=update)


def today(problem: Problem) -> date:
    """Return the day that it is where the plan is worked."""
    return datetime.now(UTC).astimezone(ZoneInfo(problem.timezone)).date()


def _notice(rules: Rules) -> int:
    found = [rule.notice_days for rule in rules if isinstance(rule, DisplacedHours)]
    return max(found, default=NOTICE_DAYS)


def _with_told_days(rule: Rule, days: int) -> Rule:
    if not isinstance(rule, Locks):
        return rule
    return rule.model_copy(update={"told_days": days})


def _standing(
    problem: Problem, told: Plan, told_on: date, days: int
) -> Iterator[ShiftRow]:
    """Yield what people were told of the days near, unless they are away by now."""
    away = PlanView(problem, Plan()).absences_by_employee
    for row in told.shifts:
        is_away = any(
            row.start < absence.end and absence.start < row.end
            for absence in away.get(row.employee, ())
        )
        is_employed = problem.employee[row.employee].employed_on(row.date)
        if (row.date - told_on).days < days and is_employed and not is_away:
            yield row
