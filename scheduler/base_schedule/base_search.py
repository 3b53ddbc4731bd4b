"""Solving a base schedule: what it must cost, then whole lines that come near it."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import NamedTuple

from scheduler.base_schedule.base_weeks import BaseSchedule, Cell, WeeklyNeed
from scheduler.base_schedule.cyclic_lines import Uneven, cells_of, cyclic_table, evened
from scheduler.base_schedule.fair_shares import FairShare, fair_shares
from scheduler.base_schedule.judged import BaseJudgement, judged_base
from scheduler.base_schedule.neutral import START, neutral_problem
from scheduler.base_schedule.slots import Kind, WeekSlots, counts, week_slots
from scheduler.base_schedule.week_bound import CycleTerms, RowCrew, week_bound
from scheduler.context.search_budget import Budget
from scheduler.domain.problem import Employee, Problem
from scheduler.lines.engine import anneal_lines
from scheduler.lines.kernels.arrays import LineArrays, Longs
from scheduler.planning.preparation import prepare
from scheduler.planning.result import Limits
from scheduler.roster.solver import RosterSolver
from scheduler.rules.rule import Rule

TOLERANCE = 120
"""Minutes that a row's cycle may be away from its contract."""
SECONDS = 120.0
"""Of the search, where nobody says how long."""
BOUND_SHARE = 0.1
"""Of the time, which the bound takes at most."""
JUDGED_SHARE = 0.2
"""Of the time, which is kept at most for judging what was found."""
JUDGED_AS_PREPARED = 7
"""Times as long as to prepare: judging takes five, files are read and written, too."""
COVER_SHARE = 0.6
"""Of the rest, in which nothing is shared yet."""


@dataclass(frozen=True)
class BaseOrder:
    """What base schedule is wanted."""

    weeks: int
    rows: tuple[Employee, ...]
    needs: tuple[WeeklyNeed, ...]
    vacant: frozenset[str] = frozenset()
    tolerance: int = TOLERANCE
    uneven: Uneven = field(default_factory=Uneven)


@dataclass(frozen=True)
class BaseResult:
    """A base schedule, what it is worth, and what any must cost."""

    base: BaseSchedule
    judged: BaseJudgement
    bound: int
    """Öre; no legal base schedule of these rows weighs less."""
    shares: Mapping[str, FairShare]
    seconds: float

    @property
    def gap(self) -> float:
        """How far above the bound the price is, as a share of the price."""
        price = self.judged.price
        return max(0.0, (price - self.bound) / price) if price else 0.0

    @property
    def gap_of_choices(self) -> float:
        """The same without what is paid whatever is worked."""
        price = self.judged.price - self.judged.fixed
        return max(0.0, (self.judged.price - self.bound) / price) if price > 0 else 0.0


def solve_base(  # noqa: PLR0913
    problem: Problem,
    order: BaseOrder,
    rules: Sequence[Rule],
    limits: Limits,
    stop: Callable[[], bool] = lambda: False,
    covered: Callable[[], None] = lambda: None,
) -> BaseResult:
    """Return a base schedule of the rows that meets the week's needs best.

    ``limits.effort`` is thousands of steps of each of the workers. ``covered`` hears
    that the needs are covered: what a stop ends is worth keeping from then on.
    """
    began = monotonic()
    solver = prepare(neutral_problem(problem, order.rows, order.weeks), rules)
    week = week_slots(order.needs, problem.shift_types, [u.id for u in problem.units])
    terms = _terms(solver, order)
    crews = crews_of(solver, week)
    seconds = None if limits.effort is not None else limits.seconds or SECONDS
    share = None if seconds is None else seconds * BOUND_SHARE
    whole, prepared = seconds or SECONDS, monotonic() - began
    bound = week_bound(week, crews, terms, share, stop)
    judging = min(JUDGED_AS_PREPARED * prepared, whole * JUDGED_SHARE)
    ends = began + whole - judging
    work = _BaseWork(problem, order, solver, limits, ends, stop, covered)
    base = _covered(work, week, terms)
    judged = judged_base(problem, base, rules, order.tolerance)
    shares = fair_shares(problem, base)
    total = judged.fixed + bound
    return BaseResult(base, judged, total, shares, monotonic() - began)


class _BaseWork(NamedTuple):
    """What the search is given."""

    problem: Problem
    order: BaseOrder
    solver: RosterSolver
    limits: Limits
    ends: float
    """When the search ends, by the monotonic clock."""
    stop: Callable[[], bool]
    covered: Callable[[], None]

    @property
    def left(self) -> float:
        """Seconds that are left for searching."""
        return max(0.0, self.ends - monotonic())


def _covered(work: _BaseWork, week: WeekSlots, terms: CycleTerms) -> BaseSchedule:
    """Cover the needs first, then share what that takes, from those lines on."""
    table = cyclic_table(work.solver, week, terms)
    works = _annealed(work, table.arrays, work.left * COVER_SHARE)
    work.covered()
    base = _base(work.order, cells_of(table, works))
    shares = fair_shares(work.problem, base)
    fair = evened(table, shares, work.order.uneven)
    return _base(work.order, cells_of(table, _annealed(work, fair, work.left, works)))


def _annealed(
    work: _BaseWork, lines: LineArrays, seconds: float, before: Longs | None = None
) -> Longs:
    effort, first = work.limits.effort, work.limits.seed
    steps = None if effort is None else 1000 * effort
    seeds = range(first, first + work.limits.workers)
    return anneal_lines(lines, Budget(seconds, steps), seeds, work.stop, before)


def _base(order: BaseOrder, cells: Mapping[tuple[str, int], Cell]) -> BaseSchedule:
    return BaseSchedule(
        weeks=order.weeks,
        rows=order.rows,
        vacant=order.vacant,
        needs=order.needs,
        cells=cells,
    )


def _terms(solver: RosterSolver, order: BaseOrder) -> CycleTerms:
    lines, staffing = solver.context.lines, solver.context.staffing
    binds = lines.day_beyond is None
    return CycleTerms(
        weeks=order.weeks,
        missing=staffing.missing,
        surplus=staffing.surplus,
        tolerance=order.tolerance,
        days_most=lines.days_most if binds else None,
    )


def crews_of(solver: RosterSolver, week: WeekSlots) -> list[RowCrew]:
    """Gather the rows that may work the same at the same price."""
    found: dict[object, list[Employee]] = defaultdict(list)
    offered: dict[object, tuple[dict[tuple[Kind, int], int], dict[Kind, int]]] = {}
    for row in solver.context.problem.employees:
        prices, paid = _offered(solver, row)
        who = tuple(counts(slot, row) for slot in week.slots)
        key = (row.unit, row.week_target, row.weekends, who, tuple(prices.items()))
        found[key].append(row)
        offered[key] = prices, paid
    return [RowCrew(tuple(rows), *offered[key]) for key, rows in found.items()]


def _offered(
    solver: RosterSolver, row: Employee
) -> tuple[dict[tuple[Kind, int], int], dict[Kind, int]]:
    """Return what a row may work in a week, at which price, and how long it is paid."""
    prices: dict[tuple[Kind, int], int] = {}
    paid: dict[Kind, int] = {}
    view = solver.context.view
    asked = [
        r for r in solver.context.rules if type(r).price_shift is not Rule.price_shift
    ]
    for option in solver.shifts[row.id]:
        day = (option.date - START).days
        if day < 7:
            charges = sum(rule.price_shift(view, row, option) for rule in asked)
            kind = option.shift, option.unit
            prices[kind, day] = solver.price(row, option) + charges
            paid[kind] = option.paid_minutes
    return prices, paid
