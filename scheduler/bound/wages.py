"""The least that a duty can cost, wherever its breaks are laid."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import pairwise

from scheduler.bound.crews import Crew
from scheduler.domain.clock import wall_clock
from scheduler.domain.plan_view import Duty
from scheduler.domain.problem import BreakRule, Employee, Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Instant
from scheduler.pay.agreement import Agreement
from scheduler.pay.agreement_rows import on
from scheduler.pay.ob import BandCalendar, band_calendar
from scheduler.pay.price import DutyPrices

ROUNDING = 16
"""Öre: twice what the rounding of all items of one duty can come to, PO included."""


Break = tuple[Instant, Instant]


class LeastWages:
    """Prices of options, PO included, at their best."""

    def __init__(self, problem: Problem) -> None:
        self.prices = DutyPrices(problem)
        self._problem = problem
        self._clock = wall_clock(problem.timezone)
        self._known: dict[tuple[str, int | None, ShiftOption], int] = {}

    @cached_property
    def _lowest(self) -> Mapping[str, Employee]:
        """The person with the lowest monthly pay, by the agreement's id.

        Ordinary work of monthly staff costs OB, the same for all, but for the hour
        that occurs twice in autumn, which costs more the higher the pay.
        """
        monthly = [e for e in self._problem.employees if e.is_monthly]
        dearest_first = sorted(monthly, key=lambda e: -e.monthly_pay)
        return {self._agreement(e).id: e for e in dearest_first}

    def _agreement(self, employee: Employee) -> Agreement:
        return self.prices.agreement_of(employee)

    def fixed(self) -> int:
        """Return what everybody costs without any duty: exact, and never avoided."""
        return sum(self.prices.fixed(e) for e in self._problem.employees)

    def ordinary(self, employee: Employee, option: ShiftOption) -> int:
        """Return what the option costs as contracted (or hourly) work, at least.

        Overtime after the shift is part of it.
        """
        under = self._agreement(employee).id
        key = (under, None if employee.is_monthly else employee.monthly_pay, option)
        if key not in self._known:
            person = self._lowest[under] if employee.is_monthly else employee
            usual = self._least(person, option.without_overtime)
            self._known[key] = usual + self._overtime(option)
        return self._known[key]

    def _overtime(self, option: ShiftOption) -> int:
        """Return what staying on costs whoever it is cheapest for; exact."""
        if not option.overtime:
            return 0
        monthly = (e for e in self._problem.employees if e.is_monthly)
        return min(self.prices.for_overtime(e, option) for e in monthly)

    def extra_minute(self, crew: Crew) -> float:
        """Return what paying a minute above the contract adds, öre, at least.

        Such a minute costs a percentage of the hour's pay instead of OB.
        """
        part_time = any(e.is_part_time for e in crew.members)
        person = crew.cheapest
        each = [
            (self._above(person, o, part_time) - self.ordinary(person, o))
            / o.paid_minutes
            for o in crew.able
            if o.paid_minutes > 0 and not o.overtime
        ]
        return min(each, default=0.0)

    def _above(self, employee: Employee, option: ShiftOption, part_time: bool) -> float:
        """Return what the option costs above the contract, at least."""
        agreement = self._agreement(employee)
        extra = on(agreement.extra, option.date)
        percent = on(agreement.overtime, option.date).simple_pct
        if part_time and extra.fyllnad_pct is not None:
            percent = min(percent, extra.fyllnad_pct)
        share = on(agreement.on_cost, option.date.replace(month=1, day=1)).pct
        hours = option.paid_minutes / 60 / agreement.reckoning.hour_divisor
        pay = employee.monthly_pay * hours * percent / 100
        return pay * (1 + share / 10_000) - ROUNDING

    def _least(self, employee: Employee, option: ShiftOption) -> int:
        """Take out each break where that saves most.

        Prices add up minute by minute, so that what all breaks save together is what
        each saves alone, but for the rounding of every item.
        """
        every = self._problem.shift_type[option.shift].breaks
        rules = [rule for rule in every if rule.on_call is None]
        hours = self._agreement(employee).hours
        calendar = band_calendar(hours, self._problem.timezone)
        places = [list(self._places(calendar, rule, option)) for rule in rules]
        middle = tuple(each[0] for each in places)
        if all(len(each) == 1 for each in places) and _apart(middle):
            return self._price(employee, option, middle)
        whole = self._price(employee, option, ())
        saved = sum(
            whole - min(self._price(employee, option, (place,)) for place in each)
            for each in places
        )
        return max(0, whole - saved - ROUNDING * len(places))

    def _places(
        self, calendar: BandCalendar, rule: BreakRule, option: ShiftOption
    ) -> Iterator[Break]:
        """Yield the middle of a break's interval, then where its price could turn."""
        first = self._clock.at(option.date, rule.earliest)
        last = self._clock.at(option.date, rule.latest)
        middle = (first + last - rule.minutes) // 2
        yield middle, middle + rule.minutes
        borders = [s.start for s in calendar.stretches(first, last)]
        borders += [moment for part in option.parts for moment in part]
        edges = [moment for moment in borders if first < moment < last]
        if not edges:
            return
        starts = {first, last - rule.minutes}
        starts |= {edge - back for edge in edges for back in (0, rule.minutes)}
        for start in sorted(starts):
            if first <= start <= last - rule.minutes:
                yield start, start + rule.minutes

    def _price(
        self, employee: Employee, option: ShiftOption, breaks: tuple[Break, ...]
    ) -> int:
        duty = Duty(
            employee=employee.id,
            date=option.date,
            shift=option.shift,
            unit=option.unit,
            kind=option.kind,
            parts=option.parts,
            breaks=breaks,
            paid_minutes=option.paid_minutes,
            pay_class=employee.pay_class(),
            planned=True,
            on_call=option.on_call,
        )
        return sum(line.amount for line in self.prices.duty_lines(employee, duty))


def _apart(breaks: tuple[Break, ...]) -> bool:
    taken = sorted(breaks)
    return all(a[1] <= b[0] for a, b in pairwise(taken))
