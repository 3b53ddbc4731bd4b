"""The price of a plan, and of one duty that somebody could work.

A plan costs what its people cost anyway (``fixed``) plus what each duty adds
(``duty_lines``). The sum is exact, for every item is rounded per duty and, in the
fixed part, per month. Three things depend on other duties: overtime next to an ordinary
shift is simple, and *fyllnad* ends with a full day's hours, where a duty taken alone is
not next to anything; and time on call is dearer above a month's limit, which one duty
does not reach.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from scheduler.domain.clock import wall_clock
from scheduler.domain.plan import ShiftRow
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import BreakRule, Employee, Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.spans import worked_spans
from scheduler.domain.values import PayClass
from scheduler.pay.agreement import Agreement, agreement_of
from scheduler.pay.agreement_rows import on
from scheduler.pay.duty_time import PaidTime, Spans, placed_breaks, read_work
from scheduler.pay.items import Entry, Item
from scheduler.pay.lines import CostLine
from scheduler.pay.ob import band_calendar
from scheduler.pay.salary import salary, salary_by_month
from scheduler.pay.supplements.displaced import Notice, displaced_pay
from scheduler.pay.supplements.on_call_pay import (
    Month,
    minutes_by_month,
    on_call_pay,
    surcharge,
)
from scheduler.pay.wage import ALONE, Beside, on_cost, wage

_WHOLE = 100 * 100
"""Hundredths of a percent."""


class DutyPrices:
    """What people and duties of one problem cost, under their agreements or another."""

    def __init__(self, problem: Problem, agreement: Agreement | None = None) -> None:
        self.problem = problem
        self._clock = wall_clock(problem.timezone)
        self._default = agreement or agreement_of(problem)
        self._agreements = {
            e.id: agreement or agreement_of(problem, e) for e in problem.employees
        }
        self._published: dict[tuple[str, date], list[ShiftRow]] = defaultdict(list)
        for row in problem.published_shifts:
            self._published[row.employee, row.date].append(row)
        self._read: dict[tuple[str, Spans, Spans], PaidTime] = {}
        self._options: dict[tuple[str, ShiftOption, PayClass], int] = {}
        self._planned: dict[
            tuple[str, Spans, Sequence[BreakRule]], PaidTime | None
        ] = {}

    def agreement_of(self, employee: Employee) -> Agreement:
        """Return the agreement that somebody is paid under."""
        return self._agreements.get(employee.id, self._default)

    def variable(
        self,
        employee: Employee,
        parts: tuple[tuple[int, int], ...],
        breaks: tuple[BreakRule, ...],
        pay_class: PayClass,
    ) -> int:
        """Return öre, PO included, that working these parts would add.

        The breaks are not placed yet: each is taken in the middle of its interval.
        """
        agreement = self.agreement_of(employee)
        key = agreement.id, parts, breaks
        if key not in self._planned:
            self._planned[key] = self._usual(agreement, parts, breaks)
        entries = _wage(agreement, employee, self._planned[key], pay_class)
        return sum(entry.amount for entry in entries)

    def _usual(
        self, agreement: Agreement, parts: Spans, breaks: Sequence[BreakRule]
    ) -> PaidTime | None:
        """Return the paid time with each break where it usually is."""
        away = [rule for rule in breaks if rule.on_call is not None]
        worked = worked_spans(parts, placed_breaks(self._clock, parts, away))
        placed = placed_breaks(self._clock, parts, breaks)
        return self._work(agreement, tuple(worked), tuple(placed))

    def for_option(
        self, employee: Employee, option: ShiftOption, pay_class: PayClass
    ) -> int:
        """Return öre, PO included, that working an option would add."""
        key = employee.id, option, pay_class
        if key not in self._options:
            self._options[key] = self._of_option(employee, option, pay_class)
        return self._options[key]

    def _of_option(
        self, employee: Employee, option: ShiftOption, pay_class: PayClass
    ) -> int:
        breaks = self.problem.shift_type[option.shift].breaks
        shift = option.without_overtime
        usual = self.variable(employee, shift.parts, breaks, pay_class)
        beside = self._on_call(employee, option, Counter())
        if pay_class is PayClass.ORDINARY:
            placed = placed_breaks(self._clock, shift.parts, breaks)
            worked = tuple(worked_spans(shift.parts, placed))
            beside += self._displaced(employee, option.date, worked)
        more = sum(entry.amount for entry in beside)
        return usual + more + self.for_overtime(employee, option)

    def for_overtime(self, employee: Employee, option: ShiftOption) -> int:
        """Return öre, PO included, that overtime beside the shift adds: simple."""
        above, agreement = employee.pay_class(above=True), self.agreement_of(employee)
        done, found = option.without_overtime.paid_minutes, 0
        for span in option.overtime_spans:
            work = self._work(agreement, (span,), option.rests)
            beside = Beside((span,), done)
            paid = _wage(agreement, employee, work, above, beside)
            found += sum(entry.amount for entry in paid)
            done += 0 if work is None else work.minutes
        return found

    def fixed(self, employee: Employee) -> int:
        """Return öre, PO included, that a person costs without any duty."""
        entries = salary(self.agreement_of(employee), self.problem, employee)
        return sum(entry.amount for entry in entries)

    def duty_lines(
        self, employee: Employee, duty: Duty, beside: Beside = ALONE
    ) -> list[CostLine]:
        """Return what one duty adds; ``beside`` as in ``beside_ordinary``.

        As if it were told in time: that is the person's and the day's.
        """
        entries = self._entries(employee, duty, beside)
        entries += self._on_call(employee, duty, Counter())
        return list(item_lines(employee.id, entries))

    def plan_entries(self, employee: Employee, view: PlanView) -> list[Entry]:
        """Return the parts of what a person costs with all planned duties."""
        entries = salary(self.agreement_of(employee), self.problem, employee)
        for _, added in self.by_duty(employee, view):
            entries += added
        return entries

    def by_duty(
        self, employee: Employee, view: PlanView
    ) -> Iterator[tuple[Duty, list[Entry]]]:
        """Yield each planned duty with the parts of what it adds."""
        month = Counter[Month]()
        for duty in view.duties_of(employee):
            added: list[Entry] = []
            for piece in duty.pieces:
                on_call = self._on_call(employee, piece, month)
                if duty.planned:
                    beside = self.beside_ordinary(view, employee, piece)
                    added += [*self._entries(employee, piece, beside), *on_call]
                    if piece.pay_class is PayClass.ORDINARY:
                        worked = tuple(worked_spans(piece.worked, piece.breaks))
                        added += self._displaced(employee, piece.date, worked)
            if duty.planned:
                yield duty, added

    def beside_ordinary(self, view: PlanView, employee: Employee, duty: Duty) -> Beside:
        """Return what is worked near a duty, and before it of a full day's hours.

        Nothing where the duty is no overtime. Ordinary time of the day goes before
        extra time that comes earlier: it is what was agreed upon.
        """
        if not duty.pay_class.is_above_contract:
            return ALONE
        overtime = self.agreement_of(employee).overtime
        minutes = on(overtime, duty.date).near_minutes
        pieces = [p for worked in view.duties_of(employee) for p in worked.pieces]
        ordinary = [p for p in pieces if p.pay_class is PayClass.ORDINARY]
        near = tuple(
            window
            for other in ordinary
            for window in (
                (other.start - minutes, other.start),
                (other.end, other.end + minutes),
            )
        )
        earlier = (p for p in pieces if p.is_above and p.start < duty.start)
        first = (p for p in (*ordinary, *earlier) if p.date == duty.date)
        return Beside(near, sum(piece.paid_minutes for piece in first))

    def _entries(self, employee: Employee, duty: Duty, beside: Beside) -> list[Entry]:
        agreement = self.agreement_of(employee)
        work = self._work(agreement, duty.worked, duty.breaks)
        return _wage(agreement, employee, work, duty.pay_class, beside)

    def _on_call(
        self, employee: Employee, duty: Duty | ShiftOption, month: Counter[Month]
    ) -> list[Entry]:
        """Return what being on call adds, PO included; ``month`` gets its minutes."""
        if not duty.on_call:
            return []
        agreement = self.agreement_of(employee)
        spans = duty.on_call
        paid = on_call_pay(agreement, employee, self._clock, spans, month)
        due = sum(entry.amount for entry in paid)
        return [*paid, on_cost(agreement, duty.date, due)]

    def on_call_minutes(self, duty: Duty | ShiftOption) -> Counter[Month]:
        """Return a duty's minutes on call by the month whose limit they use up."""
        return minutes_by_month(self._clock, duty.on_call)

    def on_call_surcharge(
        self, employee: Employee, month: Month
    ) -> tuple[int, Fraction]:
        """Return a month's limit, and what a minute above it costs more, PO included.

        Minutes and öre, exact; ``for_option`` prices time on call as below the limit.
        """
        agreement = self.agreement_of(employee)
        limit, hour = surcharge(agreement, employee, month)
        _, year, number = month
        share = on(agreement.on_cost, date(year, number, 1)).pct
        return limit, hour * (_WHOLE + share) / _WHOLE / 60

    def _displaced(self, employee: Employee, day: date, worked: Spans) -> list[Entry]:
        """Return what hours cost besides that are told late, PO included."""
        told = self.problem.published_on
        is_untold = (employee.id, day) in self.problem.untold
        if told is None or is_untold or not employee.is_monthly:
            return []
        agreement = self.agreement_of(employee)
        notice = Notice(told, day, self._published.get((employee.id, day), ()))
        paid = displaced_pay(agreement, employee, worked, notice)
        due = sum(entry.amount for entry in paid)
        return [*paid, on_cost(agreement, day, due)] if paid else []

    def _work(
        self, agreement: Agreement, parts: Spans, breaks: Spans
    ) -> PaidTime | None:
        """Return the paid time of what is worked; ``None`` where nothing is."""
        if not parts:
            return None
        key = agreement.id, parts, breaks
        if key not in self._read:
            calendar = band_calendar(agreement.hours, self.problem.timezone)
            self._read[key] = read_work(agreement, calendar, self._clock, parts, breaks)
        return self._read[key]


PlanEntries = Mapping[str, Sequence[Entry]]
"""The parts of what a plan costs, by employee."""


def plan_entries(view: PlanView, prices: DutyPrices | None = None) -> PlanEntries:
    """Return the parts of what a plan costs.

    Duties of people who are not in the dataset cost nothing.
    """
    prices = prices or DutyPrices(view.problem)
    return {e.id: prices.plan_entries(e, view) for e in view.problem.employees}


def price_plan(
    view: PlanView, prices: DutyPrices | None = None
) -> tuple[CostLine, ...]:
    """Return the personnel cost of a plan per person and item."""
    return cost_lines(plan_entries(view, prices))


def month_costs(view: PlanView) -> Mapping[tuple[str, date], int]:
    """Return öre by the unit that people belong to, and the first day of the month.

    A duty belongs to the month in which it begins.
    """
    prices, found = DutyPrices(view.problem), Counter[tuple[str, date]]()
    for employee in view.problem.employees:
        agreement = prices.agreement_of(employee)
        by_month = salary_by_month(agreement, view.problem, employee)
        for month, due in by_month.items():
            found[employee.unit, month] += due
        for duty, added in prices.by_duty(employee, view):
            month = duty.date.replace(day=1)
            found[employee.unit, month] += sum(entry.amount for entry in added)
    return found


def cost_lines(entries: PlanEntries) -> tuple[CostLine, ...]:
    """Add entries up per person and item, items in the order of ``Item``."""
    return tuple(
        line for who, mine in entries.items() for line in item_lines(who, mine)
    )


def item_lines(employee: str, entries: Iterable[Entry]) -> Iterator[CostLine]:
    """Add one person's entries up by item, in the order of ``Item``."""
    minutes: dict[Item, int] = defaultdict(int)
    amounts: dict[Item, int] = defaultdict(int)
    for entry in entries:
        minutes[entry.item] += entry.minutes
        amounts[entry.item] += entry.amount
    for item in Item:
        if item in amounts:
            yield CostLine(
                employee=employee,
                item=item.value,
                minutes=minutes[item],
                amount=amounts[item],
            )


def _wage(
    agreement: Agreement,
    employee: Employee,
    work: PaidTime | None,
    pay_class: PayClass,
    beside: Beside = ALONE,
) -> list[Entry]:
    """Return what working adds; nothing where there is no work."""
    return [] if work is None else wage(agreement, employee, work, pay_class, beside)
