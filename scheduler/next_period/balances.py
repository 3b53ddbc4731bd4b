"""What each person brings out of a plan: hours, overtime of the year, burdens borne."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction

from scheduler.audit.statutory_hours import StatutoryClass, classed_time
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import Balance, Employee
from scheduler.domain.values import ShiftKind
from scheduler.pay.agreement_rows import on
from scheduler.pay.hours import absence_credit, booked_target, filled_minutes
from scheduler.pay.items import Item
from scheduler.pay.money import rounded_fraction
from scheduler.pay.price import DutyPrices

_SATURDAY = 5
_OF_THE_YEAR = (StatutoryClass.OVERTIME, StatutoryClass.MERTID)


def next_balances(view: PlanView) -> tuple[Balance, ...]:
    """Return everybody's balance on the day after the plan, minutes and counts."""
    following = view.problem.end + timedelta(days=1)
    above, prices = _above_this_year(view, following), DutyPrices(view.problem)
    return tuple(
        _next_balance(
            view, person, above[person.id], following, _time_off(view, person, prices)
        )
        for person in view.problem.employees
    )


def _next_balance(
    view: PlanView,
    person: Employee,
    above: Mapping[StatutoryClass, int],
    following: date,
    time_off: int,
) -> Balance:
    before, duties = view.problem.balance[person.id], view.planned_of(person)
    same_year = view.problem.start.year == following.year
    overtime = before.overtime_year_minutes if same_year else 0
    extra = before.extra_year_minutes if same_year else 0
    return Balance(
        employee=person.id,
        hours_carried_minutes=_carried(view, person, duties),
        overtime_year_minutes=overtime + above[StatutoryClass.OVERTIME],
        extra_year_minutes=extra + above[StatutoryClass.MERTID],
        weekends_worked=before.weekends_worked + _weekends(duties),
        evenings_worked=before.evenings_worked + _of_kind(duties, ShiftKind.EVENING),
        nights_worked=before.nights_worked + _of_kind(duties, ShiftKind.NIGHT),
        las_days=_las_days(person, before.las_days, duties),
        comp_minutes=time_off,
    )


def _above_this_year(
    view: PlanView, following: date
) -> Mapping[str, Mapping[StatutoryClass, int]]:
    """Return minutes by person and class, of the year in which the plan is followed."""
    found: dict[str, dict[StatutoryClass, int]] = defaultdict(
        lambda: dict.fromkeys(_OF_THE_YEAR, 0)
    )
    for time in classed_time(view):
        if time.statutory in _OF_THE_YEAR and time.date.year == following.year:
            found[time.employee][time.statutory] += time.minutes
    return found


def _time_off(view: PlanView, person: Employee, prices: DutyPrices) -> int:
    """Return how much time off for overtime is saved, to the nearest minute."""
    saved = Fraction(view.problem.balance[person.id].comp_minutes)
    rows = prices.agreement_of(person).comp_time
    for entry in prices.plan_entries(person, view):
        if entry.item is Item.COMP_TAKEN:
            saved -= entry.minutes
        elif entry.item in (Item.COMP_SIMPLE, Item.COMP_QUALIFIED):
            rates = on(rows, entry.quantities[0].day)
            is_simple = entry.item is Item.COMP_SIMPLE
            percent = rates.simple_pct if is_simple else rates.qualified_pct
            saved += Fraction(entry.minutes * percent, 100)
    return max(0, rounded_fraction(saved))


def _carried(view: PlanView, person: Employee, duties: Sequence[Duty]) -> int:
    """Return how far the contract is overfilled, minutes."""
    if not person.is_monthly:
        return 0
    before = view.problem.balance[person.id].hours_carried_minutes
    filled = filled_minutes(view.problem, duties)
    credit = absence_credit(view.problem, person)
    return before + filled + credit - booked_target(view.problem, person)


def _weekends(duties: Sequence[Duty]) -> int:
    days = (duty.date for duty in duties if duty.date.weekday() >= _SATURDAY)
    return len({day.isocalendar()[:2] for day in days})


def _of_kind(duties: Sequence[Duty], kind: ShiftKind) -> int:
    return sum(duty.kind is kind for duty in duties)


def _las_days(
    person: Employee, before: int | None, duties: Sequence[Duty]
) -> int | None:
    if before is None or person.is_monthly:
        return before
    return before + len(duties)
