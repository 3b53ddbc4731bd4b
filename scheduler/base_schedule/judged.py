"""What a base schedule costs and breaks: read from its cells, whoever made it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scheduler.base_schedule.base_weeks import WEEK, BaseSchedule
from scheduler.base_schedule.neutral import repeated
from scheduler.base_schedule.slots import WeekSlots, counts, week_slots
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.pay.price import DutyPrices
from scheduler.rules.rule import Breach, Rule
from scheduler.rules.stated import break_terms_of, staffing_terms_of


@dataclass(frozen=True)
class Staffing:
    """How the needs of a cycle are met, in person-minutes."""

    wanted: int
    missing: int
    surplus: int


@dataclass(frozen=True)
class BaseJudgement:
    """What a cycle costs, öre, and what it breaks."""

    fixed: int
    """Monthly pay and PO, with the rows' degrees: due whatever is worked."""
    duties: int
    """What duties add to that: OB."""
    staffing: Staffing
    missing: int
    surplus: int
    contracts: int
    """Minutes that rows are away from their contracts, beyond what is tolerated."""
    rules: int
    """What soft rules weigh."""
    breaches: tuple[Breach, ...]

    @property
    def paid(self) -> int:
        """What the rows are paid."""
        return self.fixed + self.duties

    @property
    def points(self) -> int:
        """What needs, contracts and rules weigh; nobody is paid it."""
        return self.missing + self.surplus + self.contracts + self.rules

    @property
    def price(self) -> int:
        """Both weighed together, a krona as a point."""
        return self.paid + self.points

    @property
    def hard(self) -> int:
        """How many binding rules are broken."""
        return sum(breach.hard for breach in self.breaches)


def judged_base(
    problem: Problem, base: BaseSchedule, rules: Sequence[Rule], tolerance: int
) -> BaseJudgement:
    """Judge a cycle that follows itself, under every rule."""
    known, plan = repeated(problem, base, break_terms_of(rules))
    view = PlanView(known, plan)
    breaches = tuple(breach for rule in rules for breach in rule.check(view))
    prices, terms = DutyPrices(known), staffing_terms_of(rules)
    staffing = staffing_of(problem, base)
    entries = (entry for row in base.rows for entry in prices.plan_entries(row, view))
    fixed = sum(prices.fixed(row) for row in base.rows)
    return BaseJudgement(
        fixed=fixed,
        duties=sum(entry.amount for entry in entries) - fixed,
        staffing=staffing,
        missing=staffing.missing * terms.missing,
        surplus=staffing.surplus * terms.surplus,
        contracts=terms.missing * minutes_away(view, base, tolerance),
        rules=sum(breach.cost for breach in breaches),
        breaches=breaches,
    )


def minutes_away(view: PlanView, base: BaseSchedule, tolerance: int) -> int:
    """Return the minutes that rows work more or less than their contracts allow."""
    found = 0.0
    for row in base.rows:
        worked = sum(duty.paid_minutes for duty in view.planned_of(row))
        away = abs(worked - row.week_target * base.weeks)
        found += max(0.0, away - tolerance)
    return round(found)


def staffing_of(problem: Problem, base: BaseSchedule) -> Staffing:
    """Add up what is missing and what is too much, over the cycle."""
    week = week_slots(base.needs, problem.shift_types, [u.id for u in problem.units])
    heads = _heads(week, base)
    lengths = np.array([slot.minutes for slot in week.slots], np.int64)
    want = np.array([slot.need.want for slot in week.slots], np.int64)
    most = np.array(
        [10**6 if s.need.most is None else s.need.most for s in week.slots], np.int64
    )
    return Staffing(
        wanted=int((want * lengths).sum()) * base.weeks,
        missing=int((np.maximum(0, want - heads) * lengths).sum()),
        surplus=int((np.maximum(0, heads - most) * lengths).sum()),
    )


def _heads(
    week: WeekSlots, base: BaseSchedule
) -> "np.ndarray[tuple[int, int], np.dtype[np.int64]]":
    """Return [week, slot] how many are there."""
    heads = np.zeros((base.weeks, len(week.slots)), np.int64)
    for (row, day), cell in base.cells.items():
        for later, n in week.covered[(cell.shift, cell.unit), day % WEEK]:
            if counts(week.slots[n], base.row[row]):
                heads[(day // WEEK + later) % base.weeks, n] += 1
    return heads
