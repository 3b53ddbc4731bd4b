"""What one duty costs."""

from datetime import date, timedelta

import pytest

from scheduler.domain.plan import ShiftRow
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import Employee
from scheduler.pay.agreement import Agreement, find_agreement
from scheduler.pay.items import Item
from scheduler.pay.price import DutyPrices
from scheduler.pay.wage import Beside
from tests.build import at, employee, hourly, plan, problem, shift_row

ULLA = employee("ulla", monthly_pay=3_090_700)
PAULA = employee("paula", monthly_pay=3_090_700, degree_pct=75)
TIM = hourly("tim", monthly_pay=2_650_000)
AB = find_agreement("AB")


def reckoned(**given: bool) -> Agreement:
    """Return AB, reckoned in another way."""
    other = AB.reckoning.model_copy(update=given)
    return AB.model_copy(update={"reckoning": other})


def cost(
    who: Employee, row: ShiftRow, agreement: Agreement = AB, near: bool = False
) -> dict[str, int]:
    """Return öre by item for one shift taken alone; zero for items not named."""
    week = problem(employees=(who,))
    duty: Duty = PlanView(week, plan(row)).planned_of(who)[0]
    windows = ((duty.start, duty.start + 120),) if near else ()
    lines = DutyPrices(week, agreement).duty_lines(who, duty, Beside(windows))
    return {line.item: line.amount for line in lines}


def shift(
    who: Employee, start: str, end: str, pay_class: str, **given: str
) -> ShiftRow:
    return shift_row(who.id, start, end, pay_class=pay_class, **given)


@pytest.mark.parametrize(
    ("start", "end", "kronor"),
    [
        ("2026-11-06 14:30", "2026-11-06 21:30", 306.45),
        ("2026-11-10 14:30", "2026-11-10 22:00", 79.20),
        ("2026-11-10 21:00", "2026-11-11 07:00", 493.60),
        ("2026-11-06 21:00", "2026-11-07 07:00", 762.60),
        ("2026-11-07 07:00", "2026-11-07 15:30", 578.85),
        ("2026-11-08 21:00", "2026-11-09 07:00", 681.00),
        ("2026-12-24 07:00", "2026-12-24 16:00", 1176.30),
        ("2026-12-24 21:00", "2026-12-25 07:00", 1516.60),
        ("2026-04-30 13:00", "2026-04-30 22:00", 408.60),
        ("2026-11-10 07:00", "2026-11-10 16:00", 0.0),
    ],
)
def test_ordinary_time_costs_its_ob(start: str, end: str, kronor: float) -> None:
    found = cost(ULLA, shift(ULLA, start, end, "ordinary"))
    on_cost = found.pop("po", 0)
    assert sum(found.values()) / 100 == kronor
    assert on_cost == round(sum(found.values()) * 0.4453)


def test_friday_afternoon_costs_the_known_supplement() -> None:
    row = shift(ULLA, "2025-04-04 14:00", "2025-04-04 19:00", "ordinary")
    assert cost(ULLA, row) == {"ob_b": 13220, "po": 5887}
    earlier = shift(ULLA, "2025-03-28 14:00", "2025-03-28 19:00", "ordinary")
    assert cost(ULLA, earlier) == {}


def test_a_year_of_friday_afternoons_costs_the_known_sum() -> None:
    last_hours = AB.model_copy(update={"hours": AB.hours[:1]})
    more = 0
    for week in range(39):
        day = date(2025, 4, 4) + timedelta(weeks=week)
        row = shift(ULLA, f"{day} 17:00", f"{day} 19:00", "ordinary")
        old = cost(ULLA, row, last_hours)
        more += sum(cost(ULLA, row).values()) - sum(old.values())
    assert more == 34 * 19107


@pytest.mark.parametrize(
    ("who", "day", "pay_class", "near", "item", "amount", "with_po"),
    [
        (ULLA, "2026-11-10", "overtime", True, "overtime_simple", 33717, 48731),
        (ULLA, "2026-11-10", "overtime", False, "overtime_qualified", 44956, 64975),
        (PAULA, "2024-11-12", "extra", False, "extra", 22478, 32487),
    ],
)
def test_an_hour_beyond_the_contract_costs_the_known_amount(  # noqa: PLR0913
    who: Employee,
    day: str,
    pay_class: str,
    near: bool,
    item: str,
    amount: int,
    with_po: int,
) -> None:
    row = shift(who, f"{day} 15:00", f"{day} 16:00", pay_class)
    assert cost(who, row, near=near) == {item: amount, "po": with_po - amount}


def test_an_hour_of_hourly_staff_costs_pay_holiday_pay_and_on_costs() -> None:
    row = shift(TIM, "2026-11-10 15:00", "2026-11-10 16:00", "hourly")
    assert cost(TIM, row) == {"hourly": 16061, "holiday_pay": 1927, "po": 8010}
    assert 16061 + 1927 + 8010 == 25998


def test_hourly_staff_get_ob_without_holiday_pay_on_it() -> None:
    row = shift(TIM, "2026-11-07 15:00", "2026-11-07 16:00", "hourly")
    found = cost(TIM, row)
    assert (found["ob_b"], found["hourly"], found["holiday_pay"]) == (6810, 16061, 1927)


def test_holiday_pay_may_be_reckoned_on_ob_too() -> None:
    other = reckoned(holiday_pay_on_ob=True)
    row = shift(TIM, "2026-11-07 15:00", "2026-11-07 16:00", "hourly")
    assert cost(TIM, row, other)["holiday_pay"] == round((6810 + 16061) * 0.12)


def test_a_part_timers_extra_day_costs_twice_as_much_from_april_2025() -> None:
    old = shift(PAULA, "2025-03-31 07:00", "2025-03-31 15:00", "extra")
    new = shift(PAULA, "2025-04-01 07:00", "2025-04-01 15:00", "extra")
    assert cost(PAULA, old)["extra"] == 179_823
    assert cost(PAULA, new)["overtime_qualified"] == 359_645
    assert "extra" not in cost(PAULA, new)


def test_an_extra_night_over_the_reform_is_paid_by_each_days_rule() -> None:
    row = shift(PAULA, "2025-03-31 22:00", "2025-04-01 06:00", "extra")
    hour = 3_090_700 / 165
    found = cost(PAULA, row)
    assert found["extra"] == round(2 * 1.2 * hour)
    assert found["overtime_qualified"] == round(6 * 2.4 * hour)


@pytest.mark.parametrize(
    "day", ["2024-11-16", "2024-11-17", "2024-06-06", "2024-12-24"]
)
def test_the_old_rule_paid_extra_time_on_free_days_as_overtime(day: str) -> None:
    row = shift(PAULA, f"{day} 07:00", f"{day} 15:00", "extra")
    assert set(cost(PAULA, row)) == {"overtime_qualified", "po"}


def test_the_old_rule_paid_the_ninth_hour_as_overtime() -> None:
    eight = shift(PAULA, "2024-11-12 07:00", "2024-11-12 15:00", "extra")
    nine = shift(PAULA, "2024-11-12 07:00", "2024-11-12 16:00", "extra")
    assert "overtime_qualified" not in cost(PAULA, eight)
    found = cost(PAULA, nine)
    assert (found["extra"], found["overtime_qualified"]) == (179_823, 44_956)


def test_the_old_rules_eight_hours_go_on_after_a_break() -> None:
    start, end = "2024-11-12 07:00", "2024-11-12 16:30"
    row = shift(PAULA, start, end, "extra", breaks="11:00-11:30")
    found = cost(PAULA, row)
    assert (found["extra"], found["overtime_qualified"]) == (179_823, 44_956)


def test_the_old_rule_paid_extra_time_next_to_a_shift_the_same() -> None:
    row = shift(PAULA, "2024-11-12 15:00", "2024-11-12 16:00", "extra")
    assert cost(PAULA, row, near=True) == cost(PAULA, row)


def test_the_old_rule_gave_full_timers_overtime() -> None:
    row = shift(ULLA, "2024-11-12 07:00", "2024-11-12 15:00", "extra")
    assert set(cost(ULLA, row)) == {"overtime_qualified", "po"}


@pytest.mark.parametrize("pay_class", ["extra", "overtime"])
@pytest.mark.parametrize("day", ["2024-12-24", "2026-12-24"])
def test_time_beyond_the_contract_has_no_ob(pay_class: str, day: str) -> None:
    row = shift(PAULA, f"{day} 14:00", f"{day} 23:00", pay_class)
    assert not [item for item in cost(PAULA, row) if item.startswith("ob_")]


def test_breaks_as_taken_are_not_paid() -> None:
    row = shift(
        TIM,
        "2026-11-10 14:00",
        "2026-11-10 22:00",
        "hourly",
        breaks="17:00-17:30|19:30-20:00",
    )
    found = cost(TIM, row)
    assert found["hourly"] == round(7 * 2_650_000 / 165)
    assert found["ob_d"] == round(2.5 * 2640)


def test_the_autumn_hour_of_an_ordinary_night_is_simple_overtime() -> None:
    row = shift(ULLA, "2026-10-24 21:00", "2026-10-25 07:00", "ordinary")
    found = cost(ULLA, row)
    found.pop("po")
    b, b_night = 2 * 6810, 8 * 7830
    assert found == {"ob_b": b, "ob_b_night": b_night, "overtime_simple": 33717}


def test_the_autumn_hour_may_be_an_ordinary_hour_with_ob() -> None:
    other = reckoned(autumn_hour_is_overtime=False)
    row = shift(ULLA, "2026-10-24 21:00", "2026-10-25 07:00", "ordinary")
    found = cost(ULLA, row, other)
    found.pop("po")
    assert found == {"ob_b": 2 * 6810, "ob_b_night": 9 * 7830}


def test_hourly_staff_are_paid_eleven_hours_in_the_autumn_and_nine_in_spring() -> None:
    autumn = shift(TIM, "2026-10-24 21:00", "2026-10-25 07:00", "hourly")
    spring = shift(TIM, "2026-03-28 21:00", "2026-03-29 07:00", "hourly")
    assert cost(TIM, autumn)["hourly"] == round(11 * 2_650_000 / 165)
    assert cost(TIM, autumn)["ob_b_night"] == 9 * 7830
    assert cost(TIM, spring)["hourly"] == round(9 * 2_650_000 / 165)
    assert cost(TIM, spring)["ob_b_night"] == 7 * 7600


def from_december(kind: str, **given: object) -> Agreement:
    """Return AB with a row more, from 1 December 2026."""
    rows = getattr(AB, kind)
    said = rows[-1].model_dump() | given | {"since": date(2026, 12, 1)}
    return AB.model_copy(update={kind: (*rows, type(rows[0]).model_construct(**said))})


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-11-30 21:00", "2026-12-01 07:00", 3 * 2.4 + 7 * 3),
        ("2026-11-30 14:00", "2026-11-30 24:00", 10 * 2.4),
        ("2026-12-01 00:00", "2026-12-01 07:00", 7 * 3),
    ],
)
def test_overtime_over_midnight_is_paid_by_each_days_row(
    start: str, end: str, hours: float
) -> None:
    other = from_december("overtime", qualified_pct=300)
    found = cost(ULLA, shift(ULLA, start, end, "overtime"), other)
    assert found["overtime_qualified"] == round(3_090_700 / 165 * hours)


def test_fyllnad_that_begins_at_midnight_is_paid_from_then_on() -> None:
    other = from_december("extra", fyllnad_pct=120, fyllnad_minutes=480)
    night = shift(PAULA, "2026-11-30 21:00", "2026-12-01 07:00", "extra")
    found = cost(PAULA, night, other)
    assert found["extra"] == round(3_090_700 / 165 * 7 * 1.2)
    assert found["overtime_qualified"] == round(3_090_700 / 165 * 3 * 2.4)


def test_on_costs_are_those_of_the_year_the_duty_starts_in() -> None:
    rows = (AB.on_cost[1], AB.on_cost[2].model_copy(update={"pct": 5000}))
    other = AB.model_copy(update={"on_cost": rows})
    old = shift(TIM, "2023-12-31 21:00", "2024-01-01 07:00", "hourly")
    new = shift(TIM, "2024-01-01 07:00", "2024-01-01 15:00", "hourly")
    for row, share in ((old, 0.4453), (new, 0.5)):
        found = cost(TIM, row, other)
        assert found.pop("po") == round(sum(found.values()) * share)


def test_ordinary_time_of_somebody_without_monthly_pay_is_hourly() -> None:
    row = shift(TIM, "2026-11-10 15:00", "2026-11-10 16:00", "ordinary")
    assert cost(TIM, row)["hourly"] == 16061


def test_every_amount_says_how_many_minutes_it_pays() -> None:
    week = problem(employees=(TIM,))
    row = shift(TIM, "2026-11-07 15:00", "2026-11-07 17:00", "hourly")
    duty = PlanView(week, plan(row)).planned_of(TIM)[0]
    minutes = {x.item: x.minutes for x in DutyPrices(week).duty_lines(TIM, duty)}
    assert minutes == {"ob_b": 120, "hourly": 120, "holiday_pay": 0, "po": 0}
    assert list(minutes) == [i.value for i in Item if i.value in minutes]


def test_nonsense_costs_nothing() -> None:
    row = shift_row("ulla", pay_class="hourly", start="2026-11-10 15:00").model_copy(
        update={"end": at("2026-11-10 14:00")}
    )
    assert cost(ULLA, row) == {}
