"""From a problem and its options to the arrays of the line search."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

import numpy as np

from scheduler.breaks.headcount import StaffingTerms
from scheduler.domain.plan import Plan, ShiftRow
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import Employee, Problem, Wish
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Instant, ShiftKind, Transport
from scheduler.lines.kernels.arrays import (
    FORBIDDEN,
    LIMITS,
    LONG_FREE,
    MISFIT,
    PERSON,
    UNMANNED,
    LineArrays,
    Longs,
    Records,
)
from scheduler.lines.relief import stand_ins
from scheduler.pay.hours import absence_credit, target_minutes
from scheduler.roster.subproblem import narrow
from scheduler.rules.line_limits import LineLimits
from scheduler.rules.rule import Rule
from scheduler.rules.stated import line_limits_of

GRID = 30
"""Minutes of one slot of headcount."""

Kind = tuple[str, str]
"""Shift type and unit."""


class Sort(NamedTuple):
    """What a tour asks of whoever drives it."""

    modes: frozenset[Transport]
    skills: frozenset[str]

    def fits(self, employee: Employee) -> bool:
        """Whether the person is fast enough and has the skills."""
        return employee.transport in self.modes and self.skills <= employee.skills


@dataclass
class LineTable:
    """The arrays, and which option each (day, kind) is."""

    problem: Problem
    rules: Sequence[Rule]
    options: Mapping[str, Sequence[ShiftOption]]
    price: Callable[[Employee, ShiftOption], int]
    kinds: list[Kind] = field(init=False)
    by_place: dict[tuple[int, int], ShiftOption] = field(init=False)
    base: list[int] = field(init=False)

    def __post_init__(self) -> None:
        every = {o for mine in self.options.values() for o in mine}
        self.kinds = sorted({(o.shift, o.unit) for o in every})
        index = {kind: n for n, kind in enumerate(self.kinds)}
        self.by_place = {(self.day(o.date), index[o.shift, o.unit]): o for o in every}
        self.place = {o: key for key, o in self.by_place.items()}
        self.view = PlanView(self.problem, Plan())

    def _short(self, shape: tuple[int, ...]) -> Longs:
        short = np.full(shape, MISFIT, np.int64)
        short[:, : len(self.kinds)] = UNMANNED
        return short

    @property
    def _classes(self) -> list[int]:
        """Every *dygnsbryt* that somebody has."""
        return sorted({e.day_break for e in self.problem.employees})

    def day(self, when: date) -> int:
        """Return the number of a date in the plan."""
        return (when - self.problem.start).days

    def lines(self, needed: Mapping[tuple[ShiftOption, Sort], int]) -> LineArrays:
        """Return the arrays for so many tours of each sort on each option.

        Kinds are first the plain ones (any tour or none), then one for each sort of
        tours that occurs on one; ``base`` leads back. Whoever works a kind with a sort
        counts on the plain kind too.
        """
        problem = self.problem
        shape = (problem.days, len(self.kinds))
        begin, end, paid = (np.zeros(shape, np.int64) for _ in range(3))
        for (d, k), option in self.by_place.items():
            begin[d, k], end[d, k] = option.start, option.end
            paid[d, k] = option.paid_minutes
        sorts = sorted(
            {(self.place[o][1], sort) for o, sort in needed},
            key=lambda s: (s[0], sorted(s[1].modes), sorted(s[1].skills)),
        )
        index = {s: len(self.kinds) + n for n, s in enumerate(sorts)}
        self.base = [*range(len(self.kinds)), *(b for b, _ in sorts)]
        need = np.zeros((problem.days, len(self.base)), np.int64)
        for (option, sort), tours in needed.items():
            d, k = self.place[option]
            need[d, index[k, sort]] = tours
            need[d, k] += tours
        asked = [np.flatnonzero(row) for row in need]
        ends = np.cumsum([0, *(len(a) for a in asked)])
        may, price = self._may()
        pair = self._pairs(self._classes, may)
        can = np.array(
            [
                [True] * len(self.kinds) + [sort.fits(e) for _, sort in sorts]
                for e in problem.employees
            ]
        )
        slot_of, slots, slot, counts = self._slots()
        return LineArrays(
            base=np.array(self.base, np.int64),
            # Picking kinds leaves strides that depend on how many there are, and every
            # layout is compiled by itself.
            may=np.ascontiguousarray(may[:, :, self.base] * can[:, None, :]),
            price=np.ascontiguousarray(price[:, :, self.base]),
            off=self._off(),
            pair=pair,
            of_class=np.array(
                [self._classes.index(e.day_break) for e in problem.employees], np.int64
            ),
            begin=begin,
            end=end,
            paid=paid,
            night=np.array(
                [
                    problem.shift_type[shift].kind is ShiftKind.NIGHT
                    for shift, _ in self.kinds
                ],
                np.int64,
            ),
            need=need,
            short=self._short(need.shape),
            asked_of=np.stack((ends[:-1], ends[1:]), axis=1).astype(np.int64),
            asked=np.concatenate(asked).astype(np.int64),
            person=np.array([self._person(e) for e in problem.employees], PERSON),
            past_weekends=self._past_weekends(),
            weekend=np.array([self._weekend(d) for d in problem.dates], np.int64),
            period=self._periods(),
            slot_of=slot_of,
            slots=slots,
            slot=slot,
            counts=counts,
            limits=self._limit_row(),
        )

    @cached_property
    def limits(self) -> LineLimits:
        """What the rules say about lines."""
        return line_limits_of(self.rules)

    def _limit_row(self) -> Records:
        m, never = self.limits, FORBIDDEN // 10
        given = m.model_dump() | {
            "carry": 10**9 if m.carry is None else m.carry,
            "day_beyond": never if m.day_beyond is None else m.day_beyond,
            "night_beyond": never if m.night_beyond is None else m.night_beyond,
        }
        return np.array([tuple(given[name] for name in LIMITS.names or ())], LIMITS)

    def _may(self) -> tuple[Longs, Longs]:
        """Return what each person could work alone, history in mind, and its price."""
        people = self.problem.employees
        shape = (len(people), self.problem.days, len(self.kinds))
        may, price = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        rows = self.problem.locked_shifts
        locked = {(r.employee, r.date): (r.shift, r.unit) for r in rows}
        for n, employee in enumerate(people):
            alone = narrow(self.problem, frozenset([employee.id]), {employee.unit})
            for option in self.options[employee.id]:
                d, k = self.place[option]
                this = (option.shift, option.unit)
                fixed = locked.get((employee.id, option.date), this)
                before = self._costs(alone, employee, [option]) if d < 2 else 0
                may[n, d, k] = fixed == this and before < FORBIDDEN
                price[n, d, k] = self._single(employee, option)
                if d == 0:  # on later days it depends on the days between
                    price[n, d, k] += before
        return may, price

    def _single(self, employee: Employee, option: ShiftOption) -> int:
        """Return öre for one duty by itself: wages, lending, wishes."""
        limits, total = self.limits, self.price(employee, option)
        if option.unit != employee.unit:
            ring = self.problem.unit[employee.unit].lends_to
            total += limits.away_step * (1 + ring.index(option.unit))
        for wish in self._wishes.get((employee.id, option.date), ()):
            concerned = wish.shift in (None, option.shift)
            if concerned != wish.want:
                total += limits.wish * wish.weight
        return total

    @cached_property
    def _wishes(self) -> dict[tuple[str, date], list[Wish]]:
        found: dict[tuple[str, date], list[Wish]] = defaultdict(list)
        for wish in self.problem.wishes:
            found[wish.employee, wish.date].append(wish)
        return found

    def _off(self) -> Longs:
        """Price days off against wishes to work, and forbid them on locked days."""
        off = np.zeros((len(self.problem.employees), self.problem.days), np.int64)
        index = {e.id: n for n, e in enumerate(self.problem.employees)}
        for wish in self.problem.wishes:
            d = self.day(wish.date)
            if wish.want and 0 <= d < self.problem.days:
                off[index[wish.employee], d] += self.limits.wish * wish.weight
        for row in self.problem.locked_shifts:
            off[index[row.employee], self.day(row.date)] = FORBIDDEN
        return off

    def _pairs(self, classes: Sequence[int], may: Longs) -> Longs:
        """Price two shifts on days that follow each other, by asking the rules."""
        days, kinds = self.problem.days, len(self.kinds)
        pair = np.zeros((len(classes), days, kinds, kinds), np.int64)
        known: dict[tuple[object, ...], int] = {}
        for c, day_break in enumerate(classes):
            mine = [
                n
                for n, e in enumerate(self.problem.employees)
                if e.day_break == day_break
            ]
            who = self.problem.employees[mine[0]]
            alone = narrow(self.problem, frozenset([who.id]), {who.unit})
            fresh = Problem.model_construct(
                **{f: getattr(alone, f) for f in Problem.model_fields}
                | {"worked_shifts": (), "absences": (), "locked_shifts": ()}
            )
            both = may[mine]
            for d in range(days - 1):
                could = (both[:, d, :, None] & both[:, d + 1, None, :]).any(axis=0)
                for k1, k2 in np.argwhere(could):
                    a, b = self.by_place[d, int(k1)], self.by_place[d + 1, int(k2)]
                    zero = self.view.clock.at(a.date, 0)
                    key = (c, _shape(a, zero), _shape(b, zero))
                    if key not in known:
                        known[key] = self._costs(fresh, who, [a, b])
                    pair[c, d, k1, k2] = known[key]
        return pair

    def _costs(
        self, problem: Problem, employee: Employee, options: Sequence[ShiftOption]
    ) -> int:
        """Return what the rules of pairs say of these shifts, öre."""
        rows = tuple(row for o in options for row in _rows(employee, o))
        view = PlanView(problem, Plan(shifts=rows))
        total = 0
        for rule in self.rules:
            if rule.pairwise:
                for breach in rule.check(view):
                    total += FORBIDDEN if breach.hard else breach.cost
        return total

    def _person(self, employee: Employee) -> tuple[int, ...]:
        problem = self.problem
        past = self.view.duties_of(employee)
        limits = self.limits
        pattern = employee.weekends
        balance = 0
        if employee.is_monthly:
            balance = (
                problem.balance[employee.id].hours_carried_minutes
                + absence_credit(problem, employee)
                - target_minutes(problem, employee)
            )
        most = 10**9
        if limits.week_most is not None:
            most = limits.week_most * problem.days // 7
        return (
            int(employee.is_monthly),
            balance,
            most,
            pattern.worked if pattern else 99,
            pattern.of if pattern else 1,
            limits.half_weekend if pattern else 0,
            _streak(problem.start, {d.date for d in past}),
            _streak(problem.start, {d.date for d in past if d.kind is ShiftKind.NIGHT}),
            _free_since_night(problem.start, past),
            max((d.end for d in past), default=0),
        )

    def _past_weekends(self) -> Longs:
        first = self.problem.start - timedelta(days=self.problem.start.weekday())
        found = np.zeros((len(self.problem.employees), 16), np.int64)
        for n, employee in enumerate(self.problem.employees):
            for duty in self.view.duties_of(employee):
                if duty.date.weekday() >= 5:
                    monday = duty.date - timedelta(days=duty.date.weekday())
                    ago = (first - monday).days // 7
                    if 0 <= ago < 16:
                        found[n, ago] = 1
        return found

    def _weekend(self, day: date) -> int:
        """Return the number of the week, 0 for the plan's first, if it is a weekend."""
        if day.weekday() < 5:
            return -1
        return ((day - self.problem.start).days + self.problem.start.weekday()) // 7

    def _periods(self) -> Longs:
        at, start = self.view.clock.at, self.problem.start
        first = start
        if self.limits.weeks_from_monday:
            first = start - timedelta(days=start.weekday())
        found = []
        while first <= self.problem.end:
            found.append((at(first, 0), at(first + timedelta(days=7), 0)))
            first += timedelta(days=7)
        return np.array(found, np.int64)

    def _slots(self) -> tuple[Longs, Longs, Longs, Longs]:
        """Cut every need into slots, and list which slots each shift covers."""
        terms, problem = StaffingTerms(), self.problem
        slots: list[tuple[int, ...]] = []
        spans: dict[str, list[tuple[Instant, Instant, int]]] = defaultdict(list)
        of_unit: dict[str, list[ShiftOption]] = defaultdict(list)
        for option in self.by_place.values():
            of_unit[option.unit].append(option)
        for row, need in enumerate(problem.staffing):
            near = [
                o
                for o in of_unit[need.unit]
                if o.start < need.end and need.start < o.end
            ]
            for begin in range(need.start, need.end, GRID):
                end = min(begin + GRID, need.end)
                spans[need.unit].append((begin, end, len(slots)))
                more = stand_ins(problem, self.view.clock, need, near, (begin, end))
                most = 10**6 if need.max is None else need.max
                prices = (terms.below_min, terms.missing, terms.surplus)
                due = [p * (end - begin) for p in prices]
                slots.append((row, need.min + more, need.want, most, *due))
        slot_of = np.zeros((problem.days, len(self.kinds), 2), np.int64)
        flat: list[int] = []
        for (d, k), option in self.by_place.items():
            first = len(flat)
            flat += [
                n
                for begin, end, n in spans.get(option.unit, ())
                if any(s <= begin and end <= e for s, e in option.parts)
            ]
            slot_of[d, k] = first, len(flat)
        counts = np.array(
            [
                [need.skills <= e.skills for need in problem.staffing]
                for e in problem.employees
            ],
            np.int64,
        ).reshape(len(problem.employees), len(problem.staffing))
        return (
            slot_of,
            np.array(flat, np.int64),
            np.array(slots, np.int64).reshape(len(slots), 7),
            counts,
        )


def _shape(option: ShiftOption, zero: Instant) -> tuple[object, ...]:
    return (
        option.kind,
        option.unit,
        tuple((s - zero, e - zero) for s, e in option.parts),
    )


def _rows(employee: Employee, option: ShiftOption) -> list[ShiftRow]:
    from scheduler.pay.pay_class import pay_class

    return [
        ShiftRow(
            employee=employee.id,
            date=option.date,
            shift=option.shift,
            part=part + 1,
            unit=option.unit,
            start=start,
            end=end,
            paid_minutes=end - start,
            pay_class=pay_class(employee, above=False),
        )
        for part, (start, end) in enumerate(option.parts)
    ]


def _streak(start: date, days: set[date]) -> int:
    """Return how many of the days right before the plan are in the set."""
    found = 0
    while start - timedelta(days=found + 1) in days:
        found += 1
    return found


def _free_since_night(start: date, past: Sequence[Duty]) -> int:
    """Return how many days right before the plan are free after a night."""
    last = max(past, key=lambda duty: duty.date, default=None)
    if last is None or last.kind is not ShiftKind.NIGHT:
        return LONG_FREE
    free = (start - last.date).days - 1
    return free or LONG_FREE
