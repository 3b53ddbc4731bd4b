"""What a person on monthly pay costs before any duty: base, days off, sickness, PO."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import AbsenceRow, Employee, Problem
from scheduler.domain.values import AbsenceKind
from scheduler.pay.agreement import Agreement
from scheduler.pay.agreement_rows import SickRules
from scheduler.pay.away import days_away
from scheduler.pay.hours import days_due, working_days
from scheduler.pay.items import Entry, Item, Measure, RatedQuantity
from scheduler.pay.money import rounded_fraction
from scheduler.pay.supplements.sick_ob import sick_ob
from scheduler.pay.supplements.time_off import comp_taken, vacation_supplement
from scheduler.pay.wage import on_cost

_MONTHS, _WEEKS = 12, 52
_Shares = Mapping[date, Fraction]
_NOT_AWAY: _Shares = {}


def salary(agreement: Agreement, problem: Problem, employee: Employee) -> list[Entry]:
    """Return the fixed cost of the plan's days (öre), each item rounded once a month.

    A day of base pay is a share of its calendar month. Nothing for hourly staff.

    Raises
    ------
    NoRateError
        if the PO of a year is not known.
    """
    if not employee.is_monthly:
        return []
    away = _shares(agreement, problem, employee)
    monthly_pay = monthly_share(employee)
    ill = sick_days(agreement.sick, monthly_pay, away.sick)
    due, working = days_due(problem, employee), working_days(problem, employee)
    months: dict[tuple[int, int], list[date]] = defaultdict(list)
    for day in problem.dates:
        if employee.employed_on(day):
            months[day.year, day.month].append(day)
    monthly = [
        entry
        for days in months.values()
        for entry in _with_on_cost(
            agreement,
            days[0],
            (
                _base(agreement, employee, due, days, away.unpaid),
                comp_taken(agreement, employee, days, due, away.comp),
                vacation_supplement(
                    agreement, monthly_pay, days, away.vacation, working
                ),
                _sick(agreement.sick, due, [ill[day] for day in days if day in ill]),
            ),
        )
    ]
    percent = {day: sick.percent for day, sick in ill.items()}
    return [*monthly, *sick_ob(agreement, problem, employee, percent)]


def salary_by_month(
    agreement: Agreement, problem: Problem, employee: Employee
) -> Mapping[date, int]:
    """Return öre by the first of the month; lost OB is of the day its shift began.

    Raises as ``salary``, in which PO follows what it is on.
    """
    found, due = Counter[date](), 0
    for entry in salary(agreement, problem, employee):
        due += entry.amount
        if entry.item is Item.PO:
            found[entry.quantities[0].day.replace(day=1)] += due
            due = 0
    return found


def monthly_share(employee: Employee) -> Fraction:
    """Return what the contract pays a month, öre."""
    return employee.monthly_pay * Fraction(str(employee.degree_pct)) / 100


class _Away(NamedTuple):
    """How much of each day somebody is away; where kinds overlap, the first counts."""

    unpaid: _Shares
    sick: _Shares
    vacation: _Shares
    comp: _Shares


def _shares(agreement: Agreement, problem: Problem, employee: Employee) -> _Away:
    """Return how much of each day is which kind of absence.

    Days are read from long enough before the plan to know how far a sick period has
    come, and one after it: the last day's night ends there.
    """
    clock = wall_clock(problem.timezone)
    mine = [a for a in problem.absences if a.employee == employee.id]
    rules = agreement.sick
    first = problem.start - timedelta(days=rules.late_days + rules.relapse_days + 1)
    kinds: Sequence[Collection[AbsenceKind]] = (
        agreement.reckoning.unpaid,
        (AbsenceKind.SICK,),
        (AbsenceKind.VACATION,),
        (AbsenceKind.COMP,),
    )
    found, shares, before = list[AbsenceRow](), list[_Shares](), _NOT_AWAY
    for some in kinds:
        found += [a for a in mine if a.kind in some]
        until = days_away(clock, found, first, problem.end + timedelta(days=1))
        more = {day: share - before.get(day, 0) for day, share in until.items()}
        shares.append({day: share for day, share in more.items() if share})
        before = until
    return _Away(*shares)


def _base(
    agreement: Agreement,
    employee: Employee,
    due: _Shares,
    days: Sequence[date],
    unpaid: _Shares,
) -> Entry:
    away = {day: unpaid[day] for day in days if day in unpaid}
    rate = monthly_share(employee) / _length(days[0])
    counts = {"": Fraction(len(days)), "unpaid": -sum(away.values(), Fraction(0))}
    quantities = [
        RatedQuantity(days[0], Measure.DAYS, count, rate, agreement.reckoning, kind)
        for kind, count in counts.items()
        if count
    ]
    minutes = _minutes(due, days) - sum((due[d] * away[d] for d in away), Fraction(0))
    return Entry.of(Item.BASE, rounded_fraction(minutes), quantities)


def _minutes(due: _Shares, days: Sequence[date]) -> Fraction:
    """Return what days are due together; equal ones are multiplied, not added."""
    counts = Counter(due[day] for day in days)
    return sum((share * count for share, count in counts.items()), Fraction(0))


def _sick(rules: SickRules, due: _Shares, days: Sequence["SickDay"]) -> Entry:
    minutes = sum((due[d.day] * d.share for d in days), Fraction(0))
    quantities = [rated for day in days for rated in _sick_quantities(rules, day)]
    return Entry.of(Item.SICK, rounded_fraction(minutes), quantities)


def _sick_quantities(rules: SickRules, sick: "SickDay") -> Iterator[RatedQuantity]:
    """Yield what a sick day takes from the pay, what it gives, and *karens*."""
    day, rate = sick.day, sick.rate
    yield RatedQuantity(day, Measure.DAYS, -sick.share, rate, rules, "deduction")
    if sick.percent:
        paid = rate * sick.percent / 100
        yield RatedQuantity(day, Measure.DAYS, sick.share, paid, rules, "sick_pay")
    if sick.karens:
        yield RatedQuantity(day, Measure.TIMES, 1, -sick.karens, rules, "karens")


def _with_on_cost(
    agreement: Agreement, first: date, entries: Sequence[Entry]
) -> Iterator[Entry]:
    real = [e for e in entries if e.minutes or e.amount]
    if real:
        yield from real
        yield on_cost(agreement, first, sum(e.amount for e in real))


class SickDay(NamedTuple):
    """A day of a sick period, or part of it; öre."""

    day: date
    share: Fraction
    rate: Fraction
    """What the contract pays the whole day."""
    percent: int
    """Of it, what the employer pays."""
    karens: Fraction
    """What the *karensavdrag* takes of that."""

    @property
    def change(self) -> Fraction:
        """By how much the day changes the pay."""
        return self.rate * self.share * (self.percent - 100) / 100 - self.karens


def sick_days(
    rules: SickRules, monthly: Fraction, sick: _Shares
) -> Mapping[date, SickDay]:
    """Return what each sick day is paid, of how much of each day somebody is ill.

    Each sick day counts as one of its period, however short. The *karensavdrag* is
    taken from the period's first sick pay until it is used up, never from more.
    """
    week = monthly * _MONTHS / _WEEKS
    karens = week * rules.pay_pct * rules.karens_pct / (100 * 100)
    number, left, before = 0, karens, date.min
    days = {}
    for day, share in sorted(sick.items()):
        if (day - before).days > rules.relapse_days:
            number, left = 0, karens
        number, before = number + 1, day
        rate, percent = monthly / _length(day), _percent(rules, number)
        held = min(left, rate * share * percent / 100)
        left -= held
        days[day] = SickDay(day, share, rate, percent, held)
    return days


def _percent(rules: SickRules, number: int) -> int:
    """Return what the employer pays on the n-th day of a sick period, percent."""
    if number <= rules.full_days:
        return rules.pay_pct
    return rules.late_pct if number <= rules.late_days else 0


def _length(day: date) -> int:
    """Return the number of days of the month."""
    following = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
    return (following - timedelta(days=1)).day
