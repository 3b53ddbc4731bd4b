"""One unchanged plan under two agreements: what changed in them, and nothing else."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from scheduler.domain.plan import ShiftRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Problem
from scheduler.pay.agreement import under
from scheduler.pay.price import price_plan
from tests.build import employee, hourly, plan, problem, shift_row

MONDAY = date(2026, 5, 4)
SAYS = 'source = "a test"\ncertainty = "stated"\n'
LATE_FRIDAYS = f"[[hours]]\nsince = 2025-04-01\nfriday_start = 19\n{SAYS}"
FYLLNAD = f"""[[extra]]
since = 2025-04-01
fyllnad_pct = 120
fyllnad_minutes = 480
{SAYS}"""
ULLA = employee("ulla", monthly_pay=3_090_700)
PAULA = employee("paula", monthly_pay=3_090_700, degree_pct=75)
TIM = hourly("tim", monthly_pay=2_650_000)


def weeks(*people: Employee) -> Problem:
    return problem(start=MONDAY, days=14, employees=people)


def costs(problem: Problem, *rows: ShiftRow) -> Counter[tuple[str, str]]:
    """Return öre by person and item."""
    lines = price_plan(PlanView(problem, plan(*rows)))
    return Counter({(line.employee, line.item): line.amount for line in lines})


def changes(made: Problem, other: Problem, *rows: ShiftRow) -> Mapping[str, int]:
    """Return what the other agreement adds to each item, öre."""
    before, after = costs(made, *rows), costs(other, *rows)
    found: Counter[str] = Counter()
    for person, item in {*before, *after}:
        found[item] += after[person, item] - before[person, item]
    return {item: amount for item, amount in found.items() if amount}


def all_sorts() -> list[ShiftRow]:
    """Return two weeks of shifts at all hours, one of them a Friday evening."""
    rows = []
    for n in range(14):
        day, after = MONDAY + timedelta(days=n), MONDAY + timedelta(days=n + 1)
        if n == 4:
            spans = (f"{day} 14:30", f"{day} 21:30")
        else:
            spans = (
                (f"{day} 07:00", f"{day} 16:00"),
                (f"{day} 21:00", f"{after} 07:00"),
            )[n % 2]
        rows.append(shift_row("ulla", *spans))
        if day.isoweekday() != 5:
            rows.append(
                shift_row("tim", f"{day} 13:00", f"{day} 21:00", pay_class="hourly")
            )
    return rows


def test_a_plan_under_its_own_agreement_costs_the_same() -> None:
    made = weeks(ULLA, TIM)
    assert changes(made, under(made, own=None, day=None), *all_sorts()) == {}


def test_the_friday_rule_moves_friday_17_to_19_at_the_b_rate_and_po_alone() -> None:
    made = weeks(ULLA, TIM)
    late = under(made, own=("late", LATE_FRIDAYS), day=None)
    assert changes(late, made, *all_sorts()) == {"ob_b": 2 * 6810, "po": 6065}
    assert round(2 * 6810 * 0.4453) == 6065


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("16:00", "17:00", 0),
        ("16:00", "17:01", 1),
        ("18:59", "20:00", 1),
        ("19:00", "22:00", 0),
        ("14:00", "22:00", 120),
    ],
)
def test_only_minutes_from_17_to_19_are_moved(
    start: str, end: str, minutes: int
) -> None:
    made, friday = weeks(ULLA), date(2026, 5, 8)
    late = under(made, own=("late", LATE_FRIDAYS), day=None)
    row = shift_row("ulla", f"{friday} {start}", f"{friday} {end}")
    assert changes(late, made, row).get("ob_b", 0) == round(minutes * 6810 / 60)


def test_the_rule_on_part_timers_doubles_a_free_weekday_and_po_alone() -> None:
    made = weeks(ULLA, PAULA, TIM)
    old = under(made, own=("old", FYLLNAD), day=None)
    extra = shift_row(
        "paula", "2026-05-06 07:00", "2026-05-06 15:00", pay_class="extra"
    )
    hour = 3_090_700 / 165
    assert changes(old, made, *all_sorts(), extra) == {
        "extra": -round(8 * hour * 1.2),
        "overtime_qualified": round(8 * hour * 2.4),
        "po": round(round(8 * hour * 2.4) * 0.4453)
        - round(round(8 * hour * 1.2) * 0.4453),
    }


def test_the_rule_on_part_timers_leaves_full_timers_and_weekends_alone() -> None:
    made = weeks(ULLA, PAULA)
    old = under(made, own=("old", FYLLNAD), day=None)
    assert not changes(
        old,
        made,
        shift_row("ulla", "2026-05-06 07:00", "2026-05-06 15:00", pay_class="overtime"),
        shift_row("paula", "2026-05-09 07:00", "2026-05-09 15:00", pay_class="extra"),
        shift_row("paula", "2026-05-04 07:00", "2026-05-04 15:00"),
    )


def test_a_plan_that_straddles_a_change_is_priced_day_by_day() -> None:
    made = problem(start=date(2025, 3, 24), days=14, employees=(ULLA,))
    before = shift_row("ulla", "2025-03-28 14:00", "2025-03-28 20:00")
    after = shift_row("ulla", "2025-04-04 14:00", "2025-04-04 20:00")
    assert costs(made, before)["ulla", "ob_b"] == 6390
    assert costs(made, after)["ulla", "ob_b"] == 3 * 6610
    assert costs(made, before, after)["ulla", "ob_b"] == 6390 + 3 * 6610


def test_a_night_over_a_change_is_priced_on_both_sides_of_midnight() -> None:
    made = problem(start=date(2026, 3, 30), days=7, employees=(ULLA,))
    night = shift_row("ulla", "2026-03-31 21:00", "2026-04-01 07:00")
    found = costs(made, night)
    assert found["ulla", "ob_d"] == 2560
    assert found["ulla", "ob_c"] == 2 * 5670 + 6 * 5840
    last, first = ((y, m, d) for y, m, d in ((2026, 3, 31), (2026, 4, 1)))
    for day, rates in ((last, (2560, 8 * 5670)), (first, (2640, 8 * 5840))):
        stood = costs(under(made, own=None, day=date(*day)), night)
        assert (stood["ulla", "ob_d"], stood["ulla", "ob_c"]) == rates


def test_as_of_a_day_the_plans_own_calendar_stays() -> None:
    made = weeks(ULLA)
    may_day = shift_row("ulla", "2026-05-14 07:00", "2026-05-14 16:00")
    stood = under(made, own=None, day=date(2025, 3, 31))
    assert costs(made, may_day)["ulla", "ob_b"] == 9 * 6810
    assert costs(stood, may_day)["ulla", "ob_b"] == 9 * 6390


def test_as_of_a_day_part_timers_and_on_costs_are_those_of_the_day() -> None:
    made = weeks(PAULA)
    row = shift_row("paula", "2026-05-06 07:00", "2026-05-06 15:00", pay_class="extra")
    hour = 3_090_700 / 165
    for day, item, percent, share in (
        (date(2022, 12, 31), "extra", 1.2, 0.3925),
        (date(2025, 3, 31), "extra", 1.2, 0.4453),
        (date(2025, 4, 1), "overtime_qualified", 2.4, 0.4453),
    ):
        stood = under(made, own=None, day=day)
        more = costs(stood, row) - costs(stood)
        assert more["paula", item] == round(8 * hour * percent)
        assert more["paula", "po"] == round(more["paula", item] * share)
