"""R10 and R11 together: they share their periods and differ in whose hours count."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constraints.hours.extra_hours_cap import ExtraHoursCap
from constraints.hours.hour_caps import HourCap
from constraints.hours.overtime_cap import OvertimeCap
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Problem
from scheduler.rules.rule import Breach
from tests.build import balance, day, employee, hourly, plan, problem, shift_row
from tests.constraints.lines import case, lines_of
from tests.judge import Pick, judge, stint

pytestmark = pytest.mark.usefixtures("plain_weeks")

FULL = employee()
HALF = employee(degree_pct=50)
TENTH = employee(degree_pct=10)


def found(
    rule: HourCap, line: str, who: Employee = FULL, **given: object
) -> list[tuple[str, int]]:
    """Judge a line of which every shift is above the contract (D is 9 h)."""
    return [(b.message, b.amount) for b in told(rule, line, who, **given) if b.hard]


def warned(
    rule: HourCap, line: str, who: Employee = FULL, **given: object
) -> list[tuple[str, int, int | None]]:
    """Return what a line is warned of: the message, the amount and what is counted."""
    breaches = [b for b in told(rule, line, who, **given) if not b.hard]
    assert all(breach.cost == 0 for breach in breaches)
    return [(b.message, b.amount, b.found) for b in breaches]


def told(
    rule: HourCap, line: str, who: Employee = FULL, **given: object
) -> list[Breach]:
    """Return all that is said of a line of which every shift is above the contract."""
    made, pick = case({"amy": line}, (who,), **given)
    extra = [] if not who.is_monthly else pick.works
    return judge(rule, made, Pick(pick.works, extra=extra, idle=pick.idle))


@pytest.mark.parametrize(
    ("line", "warnings"),
    [
        pytest.param("RRRR---", [], id="32 h"),
        pytest.param("RRRRR--", [("near_period", 96, 2400)], id="40 h"),
        pytest.param("RRRRRD-", [], id="49 h"),
    ],
)
def test_overtime_above_four_fifths_of_a_cap_is_warned_of(
    line: str, warnings: list[tuple[str, int, int]]
) -> None:
    assert warned(OvertimeCap(), line) == warnings


@pytest.mark.parametrize(("brought", "warnings"), [(9120, 0), (9121, 1), (11520, 1)])
def test_the_year_so_far_is_part_of_what_is_warned_of(
    brought: int, warnings: int
) -> None:
    given = (balance(overtime_year_minutes=brought),)  # 152 h + 8 h is 80 %
    found = warned(OvertimeCap(), "R", balances=given)
    assert [message for message, _, _ in found] == ["near_year"] * warnings
    assert warned(OvertimeCap(), "-", balances=given) == []


def test_only_the_fullest_four_weeks_are_warned_of() -> None:
    line = "RRRRR" + "-" * 23 + "RRRRRR"
    assert warned(OvertimeCap(), line) == [("near_period", 576, 2880)]


def test_another_share_may_be_warned_of() -> None:
    assert warned(OvertimeCap(warn_pct=100), "RRRRRR-") == []
    assert warned(OvertimeCap(warn_pct=50), "RRRD---") == [("near_period", 540, 1980)]


@pytest.mark.parametrize(
    ("line", "amounts"),
    [
        pytest.param("DDDDD--", [], id="45 h"),
        pytest.param("RRRRRR-", [], id="48 h"),
        pytest.param("RRRRRD-", [60], id="49 h"),
    ],
)
def test_overtime_of_four_weeks_is_capped(line: str, amounts: list[int]) -> None:
    assert [a for _, a in found(OvertimeCap(), line)] == amounts


def test_every_four_weeks_in_a_row_are_looked_at() -> None:
    far = "-R" + "-" * 22 + "RRRRRR"
    assert found(OvertimeCap(), far) == []
    near = "-R" + "-" * 21 + "RRRRRR"
    assert found(OvertimeCap(), near) == [("period", 8 * 60)]


def test_the_calendar_month_may_be_the_measure() -> None:
    by_month = OvertimeCap(period="month")
    start = date(2026, 12, 28)
    assert found(by_month, "RRRRRRRR", start=start) == []  # four in each month
    assert found(by_month, "----RRRRRRD", start=start) == [("period", 7 * 60)]
    assert found(by_month, "RRRRRRRR", start=date(2026, 11, 28)) == []
    assert found(OvertimeCap(), "RRRRRRRR", start=start) == [("period", 16 * 60)]


@pytest.mark.parametrize(("brought", "amounts"), [(11040, []), (11041, [("year", 1)])])
def test_overtime_of_the_year_so_far_counts(
    brought: int, amounts: list[tuple[str, int]]
) -> None:
    given = (balance(overtime_year_minutes=brought),)  # 184 h + 16 h
    assert found(OvertimeCap(), "RR", balances=given) == amounts
    granted = OvertimeCap(granted_hours=1)
    assert found(granted, "RR", balances=given) == []


@pytest.mark.parametrize(
    ("brought", "extra", "amounts"),
    [
        pytest.param(11940, False, [], id="an ordinary night: its second hour"),
        pytest.param(11941, False, [1], id="a minute too much"),
        pytest.param(11400, True, [], id="overtime: ten hours, no hour twice"),
        pytest.param(11401, True, [1], id="overtime: a minute too much"),
    ],
)
def test_the_hour_that_occurs_twice_in_autumn_is_overtime(
    brought: int, extra: bool, amounts: list[int]
) -> None:
    night = stint("2026-10-24 22:00", "2026-10-24 31:00")
    made = problem(start=night.date, balances=(balance(overtime_year_minutes=brought),))
    works = [("amy", night)]
    breaches = judge(OvertimeCap(), made, Pick(works, extra=works if extra else []))
    assert [b.amount for b in breaches if b.hard] == amounts


@pytest.mark.parametrize(("brought", "amounts"), [(11940, []), (11941, [1])])
def test_to_a_part_timer_below_full_time_that_hour_is_extra(
    brought: int, amounts: list[int]
) -> None:
    night = stint("2026-10-24 22:00", "2026-10-24 31:00")
    full = balance(overtime_year_minutes=12000, extra_year_minutes=brought)
    made = problem(start="2026-10-19", employees=(HALF,), balances=(full,))
    pick = Pick([("amy", night)])
    assert [b for b in judge(OvertimeCap(), made, pick) if b.hard] == []
    above = judge(ExtraHoursCap(), made, pick)
    assert [b.amount for b in above if b.hard] == amounts


def test_a_new_year_begins_at_nothing() -> None:
    full = (balance(overtime_year_minutes=12000),)
    start = date(2026, 12, 31)
    assert found(OvertimeCap(), "-R", balances=full, start=start) == []
    assert found(OvertimeCap(), "RR", balances=full, start=start) == [("year", 480)]


def test_what_was_too_much_before_is_not_the_plans_breach() -> None:
    full = (balance(overtime_year_minutes=13000),)
    assert found(OvertimeCap(), "--", balances=full) == []
    assert found(OvertimeCap(), "-R", balances=full) == [("year", 480)]


def test_a_part_timers_hours_above_full_time_are_overtime() -> None:
    most = employee(degree_pct=90)  # 4 h a week to full time
    assert found(OvertimeCap(), "RRRRRR-", most) == []
    assert found(OvertimeCap(), "DDDDDD-", most) == [("period", 2 * 60)]
    assert found(OvertimeCap(), "RRRRRRR", HALF) == []


def test_room_to_full_time_is_that_of_the_days_employed() -> None:
    late = employee(degree_pct=90, first=date(2026, 12, 24))  # two working days: 96 min
    assert found(OvertimeCap(), "DDDRRR-", late) == [("period", 3 * 60 - 96)]
    assert found(OvertimeCap(), "DDDRRR-", employee(degree_pct=90)) == []


@pytest.mark.parametrize(("more", "amounts"), [(60, []), (61, [("period", 1)])])
def test_overtime_after_a_shift_counts_beside_whole_shifts(
    more: int, amounts: list[tuple[str, int]]
) -> None:
    """Five shifts of 8 h above the contract, and a sixth that is stayed on after."""
    made, pick = case({"amy": "RRRRRR-"}, (FULL,))
    *extra, (who, last) = pick.works
    works = [*extra, (who, last.prolonged(more))]
    rule = OvertimeCap(four_weeks_hours=41)
    breaches = judge(rule, made, Pick(works, extra=extra, idle=pick.idle))
    assert [(b.message, b.amount) for b in breaches if b.hard] == amounts


def test_hourly_staff_have_no_overtime_to_plan() -> None:
    assert found(OvertimeCap(), "DDDDDDD", hourly("amy")) == []
    assert found(ExtraHoursCap(), "DDDDDDD", hourly("amy")) == []


@pytest.mark.parametrize(("line", "amounts"), [("RRRRRR-", []), ("RRRRRD-", [60])])
def test_a_part_timers_extra_hours_are_capped(line: str, amounts: list[int]) -> None:
    line += "-------"
    assert [a for _, a in found(ExtraHoursCap(), line, TENTH)] == amounts
    assert found(ExtraHoursCap(), line) == []  # a full-timer has none


def test_only_hours_up_to_full_time_are_a_part_timers_extra_hours() -> None:
    line = "RRRRRR-RRRRRR-"  # 96 h in two weeks
    for degree, amounts in ((40, []), (39, [48])):  # 48 h, 48 h 48 min to full time
        who = employee(degree_pct=degree)
        assert [a for _, a in found(ExtraHoursCap(), line, who)] == amounts
    above = [a for _, a in found(OvertimeCap(), line, employee(degree_pct=39))]
    assert above == []


def test_extra_hours_of_the_year_so_far_count() -> None:
    brought = (balance(extra_year_minutes=12000 - 239, overtime_year_minutes=9000),)
    # Of Monday's 8 h, 4 h are above full time
    assert found(ExtraHoursCap(), "R", HALF, balances=brought) == [("year", 1)]
    assert found(ExtraHoursCap(granted_hours=150), "R", HALF, balances=brought) == []


def test_ordinary_shifts_are_not_above_the_contract() -> None:
    made, pick = case({"amy": "DDDDDDD"})
    assert judge(OvertimeCap(), made, pick) == []


@pytest.mark.parametrize(
    "rule", [OvertimeCap(four_weeks_hours=0), ExtraHoursCap(four_weeks_hours=0)]
)
def test_only_the_pay_class_of_the_cap_counts(rule: HourCap) -> None:
    rows: Sequence[tuple[str, str]] = [("amy", "overtime"), ("bob", "extra")]
    shifts = plan(*(shift_row(who, pay_class=pay) for who, pay in rows))
    people = (employee("amy", degree_pct=50), employee("bob", degree_pct=50))
    breaches = list(rule.check(PlanView(problem(employees=people), shifts)))
    expected = "amy" if isinstance(rule, OvertimeCap) else "bob"
    assert [b.employee for b in breaches] == [expected]


def test_a_full_timer_has_overtime_whatever_the_row_says() -> None:
    rows = plan(shift_row("amy", pay_class="extra"))
    nothing = {"four_weeks_hours": 0}
    overtime = OvertimeCap.model_validate(nothing).check(PlanView(problem(), rows))
    assert [b.amount for b in overtime] == [540]
    extra = ExtraHoursCap.model_validate(nothing).check(PlanView(problem(), rows))
    assert list(extra) == []


@st.composite
def cases(draw: st.DrawFn) -> tuple[Problem, Pick]:
    who = employee(
        degree_pct=draw(st.sampled_from([100, 95, 80, 50])),
        first=draw(st.none() | st.builds(day, st.integers(-1, 6))),
    )
    brought = balance(
        overtime_year_minutes=draw(st.integers(9000, 12500)),
        extra_year_minutes=draw(st.integers(9000, 12500)),
    )
    lines = draw(lines_of("RD---", draw(st.integers(5, 32))))
    start = day(draw(st.integers(-2, 10)))
    made, pick = case(lines, (who,), balances=(brought,), start=start)
    extra = [chosen for chosen in pick.works if draw(st.integers(0, 2))]
    return made, Pick(pick.works, extra=extra, idle=pick.idle)


@given(
    case=cases(),
    kind=st.sampled_from([OvertimeCap, ExtraHoursCap]),
    period=st.sampled_from(["four_weeks", "month"]),
)
@settings(max_examples=80, deadline=None)
def test_model_and_checker_agree(
    case: tuple[Problem, Pick], kind: type[HourCap], period: str
) -> None:
    judge(kind.model_validate({"period": period}), *case)


def test_caps_are_said_in_words() -> None:
    rule = OvertimeCap()
    made, pick = case(
        {"amy": "RRRRRD-"}, balances=(balance(overtime_year_minutes=12000),)
    )
    short, year = judge(rule, made, Pick(pick.works, extra=pick.works))
    assert rule.explain(short) == (
        "Amy har 49 h övertid från 2026-12-21 till 2026-12-27; högst 48 h är tillåtet."
    )
    assert rule.explain(year, "en") == (
        "Amy reaches 249 h of overtime in 2026; at most 200 h is allowed."
    )


def test_the_law_cannot_be_stretched() -> None:
    with pytest.raises(ValueError, match="less than or equal to 48"):
        OvertimeCap(four_weeks_hours=49)
    with pytest.raises(ValueError, match="less than or equal to 150"):
        ExtraHoursCap(granted_hours=151)
