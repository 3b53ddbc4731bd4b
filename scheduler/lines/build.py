"""From a problem and its options to the arrays of the line search."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scheduler.context.planning_context import PlanningContext
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import ShiftKind
from scheduler.lines.circles import circles
from scheduler.lines.kernels.arrays import (
    FORBIDDEN,
    LIMITS,
    MISFIT,
    UNMANNED,
    LineArrays,
    Longs,
    Records,
)
from scheduler.lines.kernels.line_room import LineStates
from scheduler.lines.kinds import Demand, Kinds, Sort, able, demand_of
from scheduler.lines.pairs import day_breaks, pair_prices
from scheduler.lines.past_duties import past_weekends, person_rows
from scheduler.lines.shared_groups import shared_groups
from scheduler.lines.single_shifts import Wage, locked_days, single_prices
from scheduler.lines.staffing_slots import staffing_slots
from scheduler.lines.state_graphs import line_states
from scheduler.lines.weeks import rest_periods, weekend_of_days, whole_weekends
from scheduler.rules.line_limits import LineLimits

BEYOND_CARRY = 100_000
"""Öre for each minute that a balance is further away than may be."""


@dataclass(frozen=True)
class LineTable:
    """The arrays of the line search, and what their numbers stand for."""

    context: PlanningContext
    kinds: Kinds
    sorts: Sequence[Sort]
    """Of tours, for the kinds after the plain ones."""
    arrays: LineArrays


class LineTables:
    """The line search's tables of one problem.

    What does not depend on the tours is worked out once.
    """

    def __init__(
        self,
        context: PlanningContext,
        options: Mapping[str, Sequence[ShiftOption]],
        wage: Wage,
    ) -> None:
        self._context, self._options, self._wage = context, options, wage

    def table(self, needed: Mapping[tuple[ShiftOption, Sort], int]) -> LineTable:
        """Return the arrays for so many tours of each sort on each option."""
        demand = demand_of(self._kinds, needed)
        arrays = _arrays(self._context, self._kinds, demand, self._single, self._pair)
        return LineTable(self._context, self._kinds, demand.sorts, arrays)

    @cached_property
    def untoured(self) -> LineTable:
        """The arrays for no tours at all."""
        return self.table({})

    @cached_property
    def states(self) -> LineStates:
        """Everybody's states of a line, whatever the tours."""
        return line_states(self.untoured.arrays)

    @cached_property
    def _kinds(self) -> Kinds:
        return Kinds(self._context.problem, self._options.values())

    @cached_property
    def _single(self) -> tuple[Longs, Longs]:
        return single_prices(self._context, self._kinds, self._options, self._wage)

    @cached_property
    def _pair(self) -> Longs:
        may, _ = self._single
        return pair_prices(self._context, self._kinds, may)


def line_table(
    context: PlanningContext,
    options: Mapping[str, Sequence[ShiftOption]],
    wage: Wage,
    needed: Mapping[tuple[ShiftOption, Sort], int],
) -> LineTable:
    """Return the arrays for so many tours of each sort on each option."""
    return LineTables(context, options, wage).table(needed)


def _arrays(
    context: PlanningContext,
    kinds: Kinds,
    demand: Demand,
    single: tuple[Longs, Longs],
    pair: Longs,
) -> LineArrays:
    people = context.problem.employees
    may, price = single
    begin, end, paid = kinds.times()
    types = [context.problem.shift_type[shift] for shift, _ in kinds.names]
    # Picking kinds leaves strides that depend on how many there are, and every layout
    # is compiled by itself.
    can = np.ascontiguousarray(may[:, :, demand.base] * able(demand, people)[:, None])
    return LineArrays(
        base=np.array(demand.base, np.int64),
        may=can,
        price=np.ascontiguousarray(price[:, :, demand.base]),
        off=locked_days(context),
        pair=pair,
        of_class=_classes(context),
        begin=begin,
        end=end,
        paid=paid,
        night=np.array([t.kind is ShiftKind.NIGHT for t in types], np.int64),
        evening=np.array([t.kind is ShiftKind.EVENING for t in types], np.int64),
        split=np.array([len(t.spans) > 1 for t in types], np.int64),
        need=demand.need,
        short=_short(kinds, demand.need),
        person=person_rows(context),
        past_weekends=past_weekends(context),
        weekend=weekend_of_days(context.problem),
        whole_weekend=whole_weekends(context.problem),
        period=rest_periods(context),
        limits=_limit_row(context.lines),
        **circles(can, demand.need)._asdict(),
        **shared_groups(context)._asdict(),
        **staffing_slots(context, kinds, demand.need)._asdict(),
    )


def _classes(context: PlanningContext) -> Longs:
    classes = day_breaks(context.problem)
    return np.array(
        [classes.index(e.day_break) for e in context.problem.employees], np.int64
    )


def _short(kinds: Kinds, need: Longs) -> Longs:
    short = np.full(need.shape, MISFIT, np.int64)
    short[:, : len(kinds.names)] = UNMANNED
    return short


def _limit_row(limits: LineLimits) -> Records:
    """Return the limits as numbers; what may not be has the price of that."""
    given = {
        name: FORBIDDEN // 10 if limit is None else limit
        for name, limit in limits.model_dump().items()
    }
    given["beyond_carry"] = BEYOND_CARRY
    given["carry"] = 10**9 if limits.carry is None else limits.carry
    return np.array([tuple(given.get(name, 0) for name in LIMITS.names or ())], LIMITS)
