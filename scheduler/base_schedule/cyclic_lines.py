"""The arrays of the line search for lines that begin again when they end."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from scheduler.base_schedule.base_weeks import WEEK, Cell
from scheduler.base_schedule.fair_shares import FairShare
from scheduler.base_schedule.neutral import neutral_problem
from scheduler.base_schedule.slots import WeekSlots, counts
from scheduler.base_schedule.week_bound import CycleTerms
from scheduler.context.candidate_shifts import possible_options
from scheduler.context.planning_context import PlanningContext
from scheduler.lines.build import LineTable, line_table
from scheduler.lines.kernels.arrays import FORBIDDEN, LineArrays, Longs
from scheduler.lines.kernels.manning import OFF
from scheduler.lines.kinds import Kinds
from scheduler.lines.pairs import pair_prices
from scheduler.lines.shared_groups import nothing_shared
from scheduler.lines.staffing_slots import Slots
from scheduler.roster.solver import RosterSolver


@dataclass(frozen=True)
class Uneven:
    """Öre for each duty, weekend, evening and night away from the fair share."""

    duty: int = 10_000
    weekend: int = 30_000
    evening: int = 10_000
    night: int = 10_000


def cyclic_table(
    solver: RosterSolver,
    week: WeekSlots,
    terms: CycleTerms,
) -> LineTable:
    """Return the line search's table of a cycle, in which nothing is shared yet."""
    table = line_table(solver.context, solver.shifts, solver.price, {})
    arrays, kinds = table.arrays, table.kinds
    limits = arrays.limits.copy()
    limits["cycle"] = kinds.days * 1440
    limits["carry"] = terms.tolerance
    # As dear as what is missing, not forbidden: else no duty ever came or went.
    limits["beyond_carry"] = 2 * terms.missing
    pair = arrays.pair.copy()
    pair[:, -1] = _seam(solver, kinds)
    made = arrays._replace(
        pair=pair,
        limits=limits,
        **nothing_shared(len(arrays.person))._asdict(),
        **cyclic_slots(solver.context, kinds, week, terms)._asdict(),
    )
    return LineTable(table.context, kinds, table.sorts, made)


def evened(
    table: LineTable, shares: Mapping[str, FairShare], uneven: Uneven
) -> LineArrays:
    """Return the arrays with a price on what rows have above or below their share."""
    arrays = table.arrays
    person, limits = arrays.person.copy(), arrays.limits.copy()
    for name, price in vars(uneven).items():
        limits[f"uneven_{name}"] = price
    for n, row in enumerate(table.context.problem.employees):
        for name, share in shares[row.id]._asdict().items():
            person[f"fair_{name}"][n] = share
    return arrays._replace(person=person, limits=limits)


def _seam(solver: RosterSolver, kinds: Kinds) -> Longs:
    """Price the last day's shifts followed by the first's, as Sunday and Monday are."""
    known = solver.context
    two = neutral_problem(known.problem, known.problem.employees, 2)
    context = PlanningContext(two, known.rules, known.weights)
    both = Kinds(two, possible_options(context).values())
    every = np.ones((len(two.employees), *both.shape), np.int64)
    for place in np.ndindex(both.shape):
        every[:, *place] = place in both.option
    assert both.names == kinds.names
    return np.asarray(pair_prices(context, both, every)[:, WEEK - 1])


def cyclic_slots(
    context: PlanningContext, kinds: Kinds, week: WeekSlots, terms: CycleTerms
) -> Slots:
    """Return the slots of every week, and those of the first after the last one."""
    weeks, each = kinds.days // WEEK, len(week.slots)
    capped = _capped(context, kinds)
    slot_of, covered = _covered(kinds, week, capped)
    rows = [
        (
            n,
            0,
            slot.need.want,
            10**6 if slot.need.most is None else slot.need.most,
            0,
            terms.missing * slot.minutes,
            terms.surplus * slot.minutes,
        )
        for _ in range(weeks)
        for n, slot in enumerate(week.slots)
    ]
    for n, (shift, _) in enumerate(capped):
        most = context.problem.shift_type[shift].max_per_day or 0
        rows += [(each + n, 0, 0, most, 0, 0, FORBIDDEN // 10)] * kinds.days
    people = context.problem.employees
    who = [
        [int(counts(slot, row)) for slot in week.slots] + [1] * len(capped)
        for row in people
    ]
    return Slots(
        slot_of,
        covered,
        np.array(rows, np.int64).reshape(len(rows), 7),
        np.array(who, np.int64).reshape(len(people), each + len(capped)),
    )


def _covered(
    kinds: Kinds, week: WeekSlots, capped: Mapping[tuple[str, str], int]
) -> tuple[Longs, Longs]:
    """Return where each duty's slots lie in the list of slots, and that list."""
    days, many = kinds.shape
    weeks, each = days // WEEK, len(week.slots)
    slot_of = np.zeros((days, many, 3), np.int64)
    covered: list[int] = []
    for d in range(days):
        for k, kind in enumerate(kinds.names):
            first = len(covered)
            for later, n in week.covered[kind, d % WEEK]:
                covered.append((d // WEEK + later) % weeks * each + n)
            if kind in capped:
                covered.append(weeks * each + capped[kind] * days + d)
            slot_of[d, k] = first, len(covered), 1
    return slot_of, np.array(covered, np.int64)


def _capped(context: PlanningContext, kinds: Kinds) -> dict[tuple[str, str], int]:
    """Return a number for each kind of which there may be only so many a day."""
    types = context.problem.shift_type
    limited = [k for k in kinds.names if types[k[0]].max_per_day is not None]
    return {kind: n for n, kind in enumerate(limited)}


def cells_of(table: LineTable, works: Longs) -> dict[tuple[str, int], Cell]:
    """Return what rows work, as the cells of a base schedule."""
    rows, names = table.context.problem.employees, table.kinds.names
    return {
        (rows[e].id, d): Cell(shift=names[k][0], unit=names[k][1])
        for e, d in np.argwhere(works != OFF).tolist()
        for k in [int(works[e, d])]
    }
