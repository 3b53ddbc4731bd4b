"""What hours cost that were moved at short notice; sums by hand beside each case."""

from datetime import date, timedelta

import pytest

from scheduler.domain.plan import ShiftRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.shift_option import option_of
from scheduler.domain.values import PayClass
from scheduler.pay.agreement import find_agreement, under
from scheduler.pay.assumptions import assumptions
from scheduler.pay.overlay import AgreementFaultsError
from scheduler.pay.price import DutyPrices, price_plan
from tests.build import employee, hourly, plan, problem, shift_row, shift_type
from tests.scheduler.pay.supplements.whole import whole_without

ULLA = employee("ulla", monthly_pay=3_090_700)
"""30 907 kr a month: 187,315... kr an hour."""
TUESDAY = date(2026, 11, 10)


def row(start: str, end: str, breaks: str = "", **given: object) -> ShiftRow:
    day = f"{TUESDAY} "
    return shift_row("ulla", day + start, day + end, breaks, **given)


def displaced(
    now: ShiftRow, *before: ShiftRow, ahead: int = 8, **given: object
) -> tuple[int, int]:
    """Return the minutes and öre that are displaced, without PO."""
    usual: dict[str, object] = {
        "start": TUESDAY - timedelta(days=1),
        "employees": (ULLA,),
        "published_on": TUESDAY - timedelta(days=ahead),
        "published_shifts": before,
    }
    made = problem(**(usual | given))
    lines = price_plan(PlanView(made, plan(now)))
    mine = [(x.minutes, x.amount) for x in lines if x.item == "displaced"]
    return mine[0] if mine else (0, 0)


@pytest.mark.parametrize(
    ("now", "found"),
    [
        (row("07:00", "16:00"), (0, 0)),
        (row("08:00", "15:00"), (0, 0)),
        (row("07:00", "16:01"), (1, 101)),  # 187,315 / 60 × 32,35 %
        (row("12:00", "21:00"), (300, 30_298)),  # 5 h × 60,596
        (row("12:00", "21:00", "17:00-17:30"), (270, 27_268)),
        (row("16:00", "22:00"), (360, 36_358)),
    ],
)
def test_hours_outside_the_published_shift_cost_a_share_besides(
    now: ShiftRow, found: tuple[int, int]
) -> None:
    assert displaced(now, row("07:00", "16:00")) == found


def test_hours_of_a_day_that_nobody_told_of_cost_no_more() -> None:
    untold = frozenset({("ulla", TUESDAY)})
    assert displaced(row("07:00", "16:00"), untold=untold) == (0, 0)


def test_hours_on_a_day_that_was_free_cost_more() -> None:
    # 9 h × 187,315 × 64,4 %
    assert displaced(row("07:00", "16:00")) == (540, 108_568)


@pytest.mark.parametrize(
    ("ahead", "minutes"), [(0, 0), (1, 540), (8, 540), (9, 0), (30, 0), (-1, 0)]
)
def test_notice_of_nine_days_costs_nothing_and_the_day_itself_is_overtime(
    ahead: int, minutes: int
) -> None:
    assert displaced(row("07:00", "16:00"), ahead=ahead)[0] == minutes


@pytest.mark.parametrize("pay_class", ["extra", "overtime"])
def test_time_above_the_contract_is_not_displaced(pay_class: str) -> None:
    assert displaced(row("07:00", "16:00", pay_class=pay_class)) == (0, 0)


def test_hourly_staff_have_nothing_that_could_be_moved() -> None:
    now = row("07:00", "16:00", pay_class="hourly")
    assert displaced(now, employees=(hourly("ulla"),)) == (0, 0)


def test_nothing_is_displaced_where_nobody_says_when_the_plan_is_told() -> None:
    assert displaced(row("07:00", "16:00"), published_on=None) == (0, 0)


def test_option_costs_what_the_duty_does() -> None:
    late = shift_type("late", "12:00-21:00", "30@16:00-18:00")
    made = problem(
        start=TUESDAY,
        employees=(ULLA,),
        shift_types=(late,),
        published_on=TUESDAY - timedelta(days=2),
        published_shifts=(row("07:00", "16:00"),),
    )
    prices, now = DutyPrices(made), row("12:00", "21:00", "16:45-17:15", shift="late")
    view = PlanView(made, plan(now))
    option = option_of(view.clock, late, TUESDAY, "centre")
    every = sum(line.amount for line in price_plan(view, prices))
    added = every - prices.fixed(ULLA)
    assert prices.for_option(ULLA, option, PayClass.ORDINARY) == added
    # 4,5 h × 60,596; OB on two hours of evening; PO
    assert added == round(27_268 * 1.4453) + round(5_280 * 1.4453)


def test_shares_are_an_assumption_only_where_a_plan_is_told() -> None:
    ab, days = find_agreement("AB"), [TUESDAY]
    named = [a.key for a in assumptions(ab, days, ["displaced"])]
    assert "pay.assumed.displaced" in named
    assert "pay.assumed.displaced" not in [a.key for a in assumptions(ab, days)]


def test_whole_agreement_must_say_what_it_costs_where_a_plan_is_told() -> None:
    own = "mine", whole_without("displaced")
    assert under(problem(), own=own, day=None).agreement == "mine"
    with pytest.raises(AgreementFaultsError) as caught:
        under(problem(published_on=TUESDAY), own=own, day=None)
    assert [f.key for f in caught.value.faults] == ["displaced"]
