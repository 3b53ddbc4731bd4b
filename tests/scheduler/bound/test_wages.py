from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest

from scheduler.bound.crews import Crew, crews_of
from scheduler.bound.wages import ROUNDING, LeastWages
from scheduler.domain.clock import wall_clock
from scheduler.domain.plan_view import Duty
from scheduler.domain.problem import Employee, Problem
from scheduler.domain.shift_option import ShiftOption, option_of
from scheduler.domain.values import PayClass
from scheduler.pay.price import DutyPrices
from scheduler.pay.wage import Beside
from tests.build import UNIT, ZONE, balance, day, employee, hourly, problem, shift_type

EVENING = shift_type("eve", "15:00-23:00", "30@17:30-20:00", kind="evening")
LATE = shift_type("late", "14:00-02:00", "20@18:30-19:30|30@21:40-00:30")
SPLIT = shift_type("split", "07:00-11:00|18:00-22:00", "20@10:30-20:00")


def case() -> Problem:
    """Return a week over Christmas with a well and a badly paid person of each kind."""
    return problem(
        employees=(
            employee("amy"),
            employee("bo", monthly_pay=2_800_000, degree_pct=50),
            hourly("hal"),
            hourly("hol", monthly_pay=2_500_000),
        ),
        shift_types=(EVENING, LATE, SPLIT),
        balances=(balance("amy"),),
    )


def options(made: Problem, type_: str) -> list[ShiftOption]:
    """Return a shift type on every day."""
    clock = wall_clock(ZONE)
    return [option_of(clock, made.shift_type[type_], d, UNIT) for d in made.dates]


def prices(
    made: Problem, who: Employee, option: ShiftOption, pay_class: PayClass
) -> Iterator[int]:
    """Yield the price with the breaks in every place, five minutes apart."""
    at, view = wall_clock(ZONE).at, DutyPrices(made)
    each = [
        [
            (start, start + rule.minutes)
            for start in range(
                at(option.date, rule.earliest),
                at(option.date, rule.latest) - rule.minutes + 1,
                5,
            )
            if any(s <= start and start + rule.minutes <= e for s, e in option.parts)
        ]
        for rule in made.shift_type[option.shift].breaks
    ]
    for breaks in product(*each):
        duty = Duty(
            employee=who.id,
            date=option.date,
            shift=option.shift,
            unit=UNIT,
            kind=option.kind,
            parts=option.parts,
            breaks=breaks,
            paid_minutes=option.paid_minutes,
            pay_class=pay_class,
            planned=True,
        )
        beside = Beside(((duty.start - 120, duty.end + 120),))
        yield sum(line.amount for line in view.duty_lines(who, duty, beside))


@pytest.mark.parametrize("type_", ["eve", "late", "split"])
@pytest.mark.parametrize("who", ["amy", "hal", "hol"])
def test_no_place_of_the_breaks_is_cheaper_and_one_comes_close(
    type_: str, who: str
) -> None:
    made = case()
    wages, person = LeastWages(made), made.employee[who]
    paid = PayClass.ORDINARY if person.is_monthly else PayClass.HOURLY
    for option in options(made, type_)[::2]:
        cheapest = min(prices(made, person, option, paid))
        least = wages.ordinary(person, option)
        assert cheapest - 3 * ROUNDING <= least <= cheapest


def test_where_no_break_can_change_the_price_it_is_exact() -> None:
    made = problem(employees=(hourly(),), shift_types=(shift_type(),))
    option = options(made, "day")[0]
    exact = DutyPrices(made).for_option(hourly(), option, PayClass.HOURLY)
    assert LeastWages(made).ordinary(hourly(), option) == exact


def test_fixed_costs_are_those_of_everybody() -> None:
    made = case()
    each = DutyPrices(made).fixed
    assert LeastWages(made).fixed() == each(made.employees[0]) + each(made.employees[1])


def test_the_hour_that_occurs_twice_costs_what_it_costs_the_lowest_paid() -> None:
    night = shift_type("night", "22:00-06:00", paid_meal=True, kind="night")
    people = employee("amy"), employee("bo", monthly_pay=2_800_000)
    autumn = date(2026, 10, 24)
    made = problem(start=autumn, employees=people, shift_types=(night,))
    option = options(made, "night")[0]
    each = [min(prices(made, e, option, PayClass.ORDINARY)) for e in people]
    assert LeastWages(made).ordinary(people[0], option) == each[1] < each[0]


@pytest.mark.parametrize("agreement_start", [day(0), day(0).replace(year=2024)])
def test_no_shift_above_the_contract_is_cheaper_than_a_minute_times_its_length(
    agreement_start: object,
) -> None:
    made = case().model_copy(update={"start": agreement_start})
    wages = LeastWages(made)
    crew = monthly_crew(made)
    rate = wages.extra_minute(crew)
    for option in crew.able:
        usual = wages.ordinary(crew.cheapest, option)
        for person in crew.members:
            for paid in (PayClass.EXTRA, PayClass.OVERTIME):
                dear = min(prices(made, person, option, paid))
                assert usual + rate * option.paid_minutes <= dear


def monthly_crew(made: Problem) -> Crew:
    """Return the monthly staff, who could work everything."""
    every = tuple(o for t in made.shift_type for o in options(made, t)[:5:2])
    crews = crews_of(made, {e.id: every for e in made.employees})
    return next(crew for crew in crews if crew.is_monthly)
