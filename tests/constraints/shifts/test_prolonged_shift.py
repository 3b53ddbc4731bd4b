"""Overtime straight after a shift is one duty with it, in a plan made by hand."""

import pytest

from constraints.hours.overtime_cap import OvertimeCap
from constraints.rest.rest_between_shifts import RestBetweenShifts
from constraints.shifts.one_place_at_a_time import OnePlaceAtATime
from constraints.shifts.resource_shifts import ResourceShifts
from constraints.shifts.shift_span import ShiftSpan
from scheduler.domain.plan import ShiftRow
from scheduler.domain.plan_view import PlanView
from scheduler.pay.price import price_plan
from scheduler.rules.rule import Rule
from tests.build import plan, problem, shift_row, team

DAY = shift_row("amy", "2026-12-21 07:00", "2026-12-21 15:00")


def more(
    start: str = "15:00", end: str = "17:00", pay_class: str = "overtime"
) -> ShiftRow:
    day = "2026-12-21"
    times = f"{day} {start}", f"{day} {end}"
    return shift_row("amy", *times, shift="more", pay_class=pay_class)


def broken(rule: Rule, *rows: ShiftRow) -> list[str | int]:
    made = PlanView(problem(), plan(*rows))
    hard = [b for b in rule.check(made) if b.hard]
    return [b.message if b.rule == "R16" else b.amount for b in hard]


@pytest.mark.parametrize(
    ("row", "is_one"),
    [
        pytest.param(more(), True, id="straight after"),
        pytest.param(more("05:00", "07:00"), True, id="straight before"),
        pytest.param(more(pay_class="extra"), True, id="extra hours"),
        pytest.param(more("15:01", "17:00"), False, id="a minute later"),
        pytest.param(more(pay_class="ordinary"), False, id="no overtime"),
    ],
)
def test_overtime_straight_before_or_after_a_shift_is_part_of_it(
    row: ShiftRow, *, is_one: bool
) -> None:
    assert (broken(RestBetweenShifts(), DAY, row) == []) == is_one
    assert broken(OnePlaceAtATime(), DAY, row) == ([] if is_one else ["same_day"])


@pytest.mark.parametrize(("end", "over"), [("20:00", []), ("20:01", [1])])
def test_together_they_are_at_most_13_hours(end: str, over: list[int]) -> None:
    assert broken(ShiftSpan(), DAY, more(end=end)) == over


def test_the_rest_after_it_is_measured_from_its_end() -> None:
    early = shift_row("amy", "2026-12-22 03:59", "2026-12-22 08:00")
    assert broken(RestBetweenShifts(), DAY, more(), early) == [1]


def test_overtime_on_both_sides_of_a_shift_is_one_duty_with_it() -> None:
    rows = more("06:00", "07:00"), DAY, more("15:00", "16:00")
    assert broken(OnePlaceAtATime(), *rows) == []
    assert broken(RestBetweenShifts(), *rows) == []


def test_overtime_after_a_night_belongs_to_it_and_not_to_the_night_to_come() -> None:
    nights = [
        shift_row("amy", f"2026-12-{n} 21:00", f"2026-12-{n + 1} 07:00")
        for n in (21, 22)
    ]
    after = shift_row(
        "amy",
        "2026-12-22 07:00",
        "2026-12-22 08:00",
        shift="more",
        pay_class="overtime",
    )
    assert broken(OnePlaceAtATime(), nights[0], after, nights[1]) == []
    apart = after.model_copy(update={"start": after.start + 1})
    assert broken(OnePlaceAtATime(), nights[0], apart, nights[1]) == ["same_day"]


def test_it_is_no_resource_shift_of_its_own() -> None:
    rule = ResourceShifts(free_per_day=1)
    assert list(rule.check(PlanView(problem(), plan(DAY, more())))) == []
    other = shift_row("bob", "2026-12-21 07:00", "2026-12-21 15:00")
    people = team("amy", "bob")
    crowd = PlanView(problem(employees=people), plan(DAY, more(), other))
    assert [b.found for b in rule.check(crowd)] == [2]


def test_it_counts_as_overtime() -> None:
    assert broken(OvertimeCap(four_weeks_hours=2), DAY, more()) == []
    assert broken(OvertimeCap(four_weeks_hours=1), DAY, more()) == [60]


def test_two_hours_of_it_are_simple_overtime() -> None:
    lines = price_plan(PlanView(problem(), plan(DAY, more())))
    amounts = {line.item: (line.minutes, line.amount) for line in lines}
    assert amounts["overtime_simple"] == (120, 72_000)  # 33 000 / 165 * 2 h * 180 %
    assert "overtime_qualified" not in amounts
