"""What jour and beredskap cost; the sums are made by hand beside each case."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from scheduler.domain.plan import ShiftRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Problem, ShiftType
from scheduler.domain.shift_option import option_of
from scheduler.domain.values import PayClass
from scheduler.pay.agreement import find_agreement, under
from scheduler.pay.assumptions import assumptions
from scheduler.pay.overlay import AgreementFaultsError
from scheduler.pay.price import DutyPrices, price_plan
from tests.build import (
    employee,
    hourly,
    jour_type,
    on_call,
    plan,
    problem,
    shift_row,
    shift_type,
    worked,
)
from tests.scheduler.pay.supplements.whole import whole_without

ULLA = employee("ulla", monthly_pay=3_090_700)
"""30 907 kr a month: 187,315... kr an hour."""
NIGHT = jour_type("jour", "22:00-06:00", "22:00-06:00")


def home(span: str = "16:00-07:00") -> ShiftType:
    made = shift_type("home", span)
    time = on_call("beredskap", span, span[:5])
    return ShiftType.model_validate(made.model_dump() | {"breaks": [time]})


def night(
    day: date, shift: str = "jour", hours: tuple[int, int] = (22, 30)
) -> ShiftRow:
    start, end = (f"{day} {hour}:00" for hour in hours)
    clocks = f"{hours[0]}:00-{hours[1] % 24:02}:00"
    return shift_row("ulla", start, end, clocks, shift=shift)


def costs(
    rows: Sequence[ShiftRow], types: Sequence[ShiftType] = (NIGHT,), **given: object
) -> dict[str, int]:
    """Return öre by item, without base pay and PO."""
    usual: dict[str, object] = {"employees": (ULLA,), "shift_types": tuple(types)}
    made = problem(**(usual | given))
    lines = price_plan(PlanView(made, plan(*rows)))
    return {x.item: x.amount for x in lines if x.item not in ("base", "po")}


def nights(first: date, count: int, step: int = 1) -> list[ShiftRow]:
    return [night(first + timedelta(days=step * n)) for n in range(count)]


def test_night_of_jour_is_a_share_of_the_hours_pay_without_ob() -> None:
    # 30 907 / 165 × 8 h × 29,2 %
    assert costs(nights(date(2026, 11, 9), 1), start="2026-11-09") == {"jour": 43_757}


def test_night_of_beredskap_is_a_smaller_share() -> None:
    # 30 907 / 165 × 15 h × 14 %
    rows = [night(date(2026, 11, 9), "home", (16, 31))]
    assert costs(rows, (home(),), start="2026-11-09") == {"beredskap": 39_336}


def test_work_before_and_after_jour_has_its_ob_and_jour_has_none() -> None:
    # Tuesday 14-22 and Wednesday 06-09: OB for three hours of evening, 26,40 each.
    row = shift_row(
        "ulla",
        "2026-11-10 14:00",
        "2026-11-11 09:00",
        "22:00-06:00",
        shift="jour",
    )
    assert costs([row], (jour_type(),), start="2026-11-09") == {
        "ob_d": 7_920,
        "jour": 43_757,
    }


def test_jour_is_not_paid_as_work_where_the_plan_forgets_to_take_it_out() -> None:
    row = shift_row("ulla", "2026-11-10 22:00", "2026-11-11 06:00", shift="jour")
    assert costs([row], start="2026-11-09") == {"jour": 43_757}


@pytest.mark.parametrize(
    ("minutes", "ore"),
    [
        # 50 h × 187,315 × 29,2 % = 2 734,80; then 58,4 %: 109,392 an hour.
        (0, 273_480),
        (1, 273_480 + 182),
    ],
)
def test_jour_above_fifty_hours_of_a_month_costs_twice_as_much(
    minutes: int, ore: int
) -> None:
    long = jour_type("long", "06:00-16:00", "06:00-16:00")
    odd = jour_type("odd", "22:00-22:01", "22:00-22:01")
    rows = [
        shift_row(
            "ulla",
            f"2026-11-0{n} 06:00",
            f"2026-11-0{n} 16:00",
            "06:00-16:00",
            shift="long",
        )
        for n in range(2, 7)
    ]
    if minutes:
        start, end = "2026-11-07 22:00", "2026-11-07 22:01"
        rows.append(shift_row("ulla", start, end, "22:00-22:01", shift="odd"))
    assert costs(rows, (long, odd), start="2026-11-02") == {"jour": ore}


def test_month_counts_what_was_worked_before_the_plan_and_ends_at_midnight() -> None:
    # 48 h of November before the plan: two hours more at 29,2 % until midnight of
    # 30 November, where December begins with six.
    past = tuple(
        worked(
            "ulla",
            f"2026-11-{n:02} 22:00",
            f"2026-11-{n + 1:02} 06:00",
            shift="jour",
        )
        for n in range(10, 22, 2)
    )
    row = night(date(2026, 11, 30))
    assert costs([row], start="2026-11-30", worked_shifts=past) == {"jour": 43_757}
    eleven = (
        *past,
        worked("ulla", "2026-11-26 22:00", "2026-11-27 06:00", shift="jour"),
    )
    # 2 h × 58,4 % and 6 h × 29,2 %
    assert costs([row], start="2026-11-30", worked_shifts=eleven) == {"jour": 54_696}


@pytest.mark.parametrize(
    ("day", "hours", "doubled"),
    [
        ("2026-04-02", (18, 19), 0),
        ("2026-04-02", (18, 20), 1),
        ("2026-04-06", (29, 30), 1),
        ("2026-04-06", (29, 31), 1),
    ],
)
def test_easter_doubles_from_thursday_evening_to_tuesday_morning(
    day: str, hours: tuple[int, int], doubled: int
) -> None:
    span = "-".join(f"{hour % 24:02}:00" for hour in hours)
    late = date.fromisoformat(day) + timedelta(days=hours[0] // 24)
    type_ = jour_type("jour", span, span)
    begins, ends = hours[0] % 24, hours[1] - 24 * (hours[0] // 24)
    row = shift_row(
        "ulla", f"{late} {begins:02}:00", f"{late} {ends:02}:00", span, shift="jour"
    )
    # 187,315 × 29,2 % = 54,696 an hour
    hours_due = hours[1] - hours[0] + doubled
    found = costs([row], (type_,), start="2026-03-30", days=14)
    assert found == {"jour": {1: 5_470, 2: 10_939, 3: 16_409}[hours_due]}


def test_autumn_night_is_an_hour_longer_and_no_overtime() -> None:
    # 9 h × 54,696
    row = night(date(2026, 10, 24))
    assert costs([row], start="2026-10-19") == {"jour": 49_226}


def test_work_around_jour_is_as_long_in_the_night_that_is_longer() -> None:
    made = problem(shift_types=(jour_type(),))
    view = PlanView(made, plan())
    option = option_of(view.clock, jour_type(), date(2026, 10, 24), "centre")
    assert (option.paid_minutes, option.jour_minutes) == (11 * 60, 9 * 60)


def test_employers_costs_are_on_time_on_call_too() -> None:
    made = problem(employees=(ULLA,), shift_types=(NIGHT,), start="2026-11-09")
    row = night(date(2026, 11, 9))
    paid = {x.item: x.amount for x in price_plan(PlanView(made, plan(row)))}
    idle = {x.item: x.amount for x in price_plan(PlanView(made, plan()))}
    assert paid["po"] - idle["po"] == 19_485  # 44,53 % of 437,57


def test_hourly_staff_get_the_same_share_of_their_pay() -> None:
    tim = hourly("ulla", monthly_pay=2_650_000)
    # 26 500 / 165 × 8 h × 29,2 %
    row = night(date(2026, 11, 9)).model_copy(update={"pay_class": PayClass.HOURLY})
    assert costs([row], start="2026-11-09", employees=(tim,)) == {"jour": 37_518}


@pytest.mark.parametrize("type_", [NIGHT, jour_type("jour")], ids=["all", "with work"])
@pytest.mark.parametrize("who", [ULLA, hourly("ulla")], ids=["monthly", "hourly"])
def test_option_costs_what_the_duty_does(type_: ShiftType, who: Employee) -> None:
    made = problem(employees=(who,), shift_types=(type_,), start="2026-11-09")
    prices = DutyPrices(made)
    view = PlanView(made, plan())
    option = option_of(view.clock, type_, made.start, "centre")
    row = shift_row(
        "ulla",
        "2026-11-09 22:00" if type_ is NIGHT else "2026-11-09 14:00",
        "2026-11-10 06:00" if type_ is NIGHT else "2026-11-10 09:00",
        "22:00-06:00",
        shift="jour",
        pay_class=who.pay_class(),
    )
    duty = PlanView(made, plan(row)).duties[0]
    due = sum(line.amount for line in prices.duty_lines(who, duty))
    assert prices.for_option(who, option, who.pay_class()) == due


def test_figures_are_an_assumption_only_where_somebody_is_on_call() -> None:
    ab, days = find_agreement("AB"), [date(2026, 11, 9)]
    named = [a.key for a in assumptions(ab, days, ["on_call"])]
    assert "pay.assumed.on_call" in named
    assert "pay.assumed.on_call" not in [a.key for a in assumptions(ab, days)]


def test_whole_agreement_may_leave_them_out_where_nobody_is_on_call() -> None:
    own = "mine", whole_without("on_call")
    assert under(problem(), own=own, day=None).agreement == "mine"
    with pytest.raises(AgreementFaultsError) as caught:
        under(problem(shift_types=(NIGHT,)), own=own, day=None)
    assert [(f.key, f.code) for f in caught.value.faults] == [
        ("on_call", "missing_key")
    ]


def test_as_of_a_day_they_are_what_they_were() -> None:
    made: Problem = problem(agreement="AB+new", own_agreements={"new": NEW})
    assert [
        r.jour_pct for r in find_agreement("AB+new", made.own_agreements).on_call
    ] == [
        2920,
        3000,
    ]
    before = find_agreement("AB+new@2026-10-31", made.own_agreements)
    assert [r.jour_pct for r in before.on_call] == [2920]


NEW = """
[[on_call]]
since = 2026-11-01
jour_pct = 30
source = "the council"
certainty = "stated"
"""
