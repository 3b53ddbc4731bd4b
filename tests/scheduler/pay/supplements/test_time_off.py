"""Vacation and time off for overtime; the sums are made by hand beside each case."""

from datetime import date

import pytest

from scheduler.domain.plan import ShiftRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import AbsenceRow, Employee, Problem
from scheduler.pay.agreement import find_agreement, rows_used, under
from scheduler.pay.assumptions import assumptions
from scheduler.pay.items import Item
from scheduler.pay.overlay import AgreementFaultsError
from scheduler.pay.price import plan_entries, price_plan
from tests.build import absence, employee, hourly, plan, problem, shift_row
from tests.scheduler.pay.supplements.whole import whole_without

ULLA = employee("ulla", monthly_pay=3_300_000)
"""33 000 kr a month: 200 kr an hour."""
SAVES = employee("ulla", monthly_pay=3_300_000, comp_time=True)


def november(*away: AbsenceRow, who: Employee = ULLA, **given: object) -> Problem:
    usual = {"start": date(2026, 11, 1), "days": 30, "employees": (who,)}
    return problem(absences=away, **usual | given)


def costs(made: Problem, *rows: ShiftRow) -> dict[str, tuple[int, int]]:
    """Return minutes and öre by item, without base pay and PO."""
    lines = price_plan(PlanView(made, plan(*rows)))
    other = [x for x in lines if x.item not in ("base", "po")]
    return {x.item: (x.minutes, x.amount) for x in other}


def vacation(first: int, last: int) -> AbsenceRow:
    """Return days of November 2026, from 00 to 24."""
    days = f"2026-11-{first:02} 00:00", f"2026-11-{last:02} 24:00"
    return absence("ulla", *days)


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        pytest.param(9, 9, 1, id="a Monday"),
        pytest.param(9, 13, 5, id="Monday to Friday"),
        pytest.param(9, 15, 5, id="a whole week"),
        pytest.param(14, 15, 0, id="a weekend"),
        pytest.param(1, 30, 21, id="the month"),
    ],
)
def test_each_working_day_of_vacation_is_paid_a_share_of_the_month(
    first: int, last: int, days: int
) -> None:
    # 33 000 × 0,605 % = 199,65 kr
    found = costs(november(vacation(first, last)))
    assert found == ({"vacation_supplement": (0, days * 19_965)} if days else {})


def test_half_a_day_and_half_a_post_are_paid_half_each() -> None:
    morning = absence("ulla", "2026-11-09 00:00", "2026-11-09 12:00")
    half = employee("ulla", monthly_pay=3_300_000, degree_pct=50)
    assert costs(november(morning, who=half))["vacation_supplement"] == (0, 4_991)


def test_holidays_are_no_vacation_where_full_time_is_less_by_them() -> None:
    away = absence("ulla", "2026-12-21 00:00", "2026-12-28 00:00")
    made = problem(employees=(ULLA,), absences=(away,))
    # Monday to Wednesday; Christmas Eve and Day are a Thursday and a Friday
    assert costs(made)["vacation_supplement"] == (0, 3 * 19_965)
    nights = ULLA.model_copy(update={"week_minutes": 2060})
    averaged = made.model_copy(update={"employees": (nights,)})
    assert costs(averaged)["vacation_supplement"] == (0, 5 * 19_965)


def test_somebody_ill_has_no_vacation_that_day() -> None:
    ill = absence("ulla", "2026-11-10 00:00", "2026-11-12 00:00", "sick")
    found = costs(november(vacation(9, 13), ill))
    assert found["vacation_supplement"] == (0, 3 * 19_965)


def test_hourly_staff_have_their_holiday_pay_instead() -> None:
    made = november(vacation(9, 13), who=hourly("ulla"))
    assert costs(made) == {}


def test_employers_costs_are_on_it_too() -> None:
    with_it, without = (
        {x.item: x.amount for x in price_plan(PlanView(made, plan()))}
        for made in (november(vacation(9, 13)), november())
    )
    assert with_it["po"] - without["po"] == 44_452  # 44,53 % of 998,25


def overtime(pay_class: str = "overtime") -> ShiftRow:
    return shift_row(
        "ulla", "2026-11-14 08:00", "2026-11-14 12:00", pay_class=pay_class
    )


def test_overtime_is_saved_as_time_off_where_that_is_agreed() -> None:
    # four hours of a free day: eight hours off, at 200 kr
    assert costs(november(who=SAVES), overtime()) == {"comp_qualified": (240, 160_000)}
    assert costs(november(), overtime()) == {"overtime_qualified": (240, 192_000)}


def test_simple_overtime_gives_an_hour_and_a_half() -> None:
    day = shift_row("ulla", "2026-11-09 07:00", "2026-11-09 16:00")
    after = shift_row(
        "ulla", "2026-11-09 16:00", "2026-11-09 19:00", part=2, pay_class="overtime"
    )
    # two hours at 1,5, one at 2,0
    assert costs(november(who=SAVES), day, after) == {
        "comp_simple": (120, 60_000),
        "comp_qualified": (60, 40_000),
    }


def test_part_timers_extra_hours_were_paid_as_long_as_they_were_fyllnad() -> None:
    half = employee("ulla", monthly_pay=3_300_000, degree_pct=50, comp_time=True)
    row = shift_row("ulla", "2025-03-25 08:00", "2025-03-25 12:00", pay_class="extra")
    made = problem(start=date(2025, 3, 24), employees=(half,))
    assert costs(made, row) == {"extra": (240, 96_000)}


def test_time_off_that_is_taken_takes_back_what_was_reckoned() -> None:
    """Two days of a week of 40 hours, a fifth each: 16 h at 200 kr."""
    off = absence("ulla", "2026-11-09 00:00", "2026-11-11 00:00", "comp")
    assert costs(november(off, who=SAVES)) == {"comp_taken": (960, -320_000)}


def test_a_day_off_on_which_nothing_is_due_has_no_line_of_its_own() -> None:
    """A weekend from Friday on."""
    off = absence("ulla", "2026-11-13 00:00", "2026-11-16 00:00", "comp")
    entries = plan_entries(PlanView(november(off, who=SAVES), plan()))["ulla"]
    [taken] = (e for e in entries if e.item is Item.COMP_TAKEN)
    assert [q.day for q in taken.quantities] == [date(2026, 11, 13)]


def test_part_of_a_day_off_takes_back_as_much_less() -> None:
    off = absence("ulla", "2026-11-09 00:00", "2026-11-09 06:00", "comp")
    assert costs(november(off, who=SAVES)) == {"comp_taken": (120, -40_000)}


def test_what_is_saved_and_taken_costs_nothing_but_the_time_off() -> None:
    """Seven days off, 40 hours, for twenty hours of qualified overtime."""
    off = absence("ulla", "2026-11-16 00:00", "2026-11-23 00:00", "comp")
    rows = [
        shift_row("ulla", f"2026-11-{day} 07:00", f"2026-11-{day} 17:00", pay_class=how)
        for day, how in (("07", "overtime"), ("14", "overtime"))
    ]
    found = costs(november(off, who=SAVES), *rows)
    assert found == {
        "comp_qualified": (1200, 800_000),
        "comp_taken": (2400, -800_000),
    }


def test_figures_are_an_assumption_only_where_somebody_is_concerned() -> None:
    ab, days = find_agreement("AB"), [date(2026, 11, 9)]

    def named(made: Problem) -> set[str]:
        return {a.key for a in assumptions(ab, days, rows_used(made))}

    both = {"pay.assumed.vacation", "pay.assumed.comp_time"}
    assert named(november()) & both == set()
    assert named(november(vacation(9, 9))) & both == {"pay.assumed.vacation"}
    assert named(november(who=SAVES)) & both == {"pay.assumed.comp_time"}
    off = absence("ulla", "2026-11-09 00:00", "2026-11-11 00:00", "comp")
    assert named(november(off)) & both == {"pay.assumed.comp_time"}


def test_words_of_the_assumptions_tell_the_figures() -> None:
    ab, days = find_agreement("AB"), [date(2026, 11, 9)]
    found = assumptions(ab, days, ("vacation", "comp_time"))
    words = {a.key: a.text() for a in found}
    assert any("0.605 percent" in a.text("en") for a in found)
    assert "0,605 procent" in words["pay.assumed.vacation"]
    for figure in ("1,50 timmar", "2,00 för", "200 timmar"):
        assert figure in words["pay.assumed.comp_time"]


def test_whole_agreement_without_vacation_pays_none() -> None:
    own = "mine", whole_without("vacation")
    made = under(november(vacation(9, 13)), own=own, day=None)
    assert costs(made) == {}
    assert "pay.assumed.vacation" not in {
        a.key
        for a in assumptions(
            find_agreement("mine", made.own_agreements), made.dates, rows_used(made)
        )
    }


def test_whole_agreement_must_say_what_time_off_is_worth_where_it_is_saved() -> None:
    own = "mine", whole_without("comp_time")
    assert under(november(), own=own, day=None).agreement == "mine"
    with pytest.raises(AgreementFaultsError) as caught:
        under(november(who=SAVES), own=own, day=None)
    assert [(f.key, f.code) for f in caught.value.faults] == [
        ("comp_time", "missing_key")
    ]
