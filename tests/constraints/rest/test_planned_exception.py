import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from constraints.rest.planned_exception import PlannedException
from scheduler.domain.problem import Problem, WorkedShift
from scheduler.domain.shift_option import ShiftOption
from scheduler.rules.rule import Breach, Compensation
from tests.build import at, clock, day, problem, team, worked
from tests.constraints.rosters import Case, cases
from tests.judge import Pick, judge, stint


def anywhen(**given: object) -> PlannedException:
    """Return the rule, switched on, for mornings too: those have tests of their own."""
    made = PlannedException.model_validate({"enabled": True, **given})
    return made.model_copy(update={"noon": 0})


ON = anywhen()


def line(*spans: tuple[int, str, str]) -> list[ShiftOption]:
    """Build shifts by the number of the day they start on, and clock times."""
    return [stint(f"{day(n)} {a}", f"{day(n)} {b}") for n, a, b in spans]


def shifted(shift: WorkedShift, days: int) -> WorkedShift:
    """Move a shift of history by whole days."""
    moved = {name: getattr(shift, name) + days * 1440 for name in ("start", "end")}
    return shift.model_copy(update=moved)


def amy(day_break: str = "09:00", **given: object) -> Problem:
    people = team("amy", "bob", day_break=clock(day_break))
    return problem(**{"employees": people, **given})


def breaches(
    shifts: list[ShiftOption], case: Problem | None = None, rule: PlannedException = ON
) -> list[Breach]:
    return judge(rule, case or amy(), Pick([("amy", shift) for shift in shifts]))


def found(
    shifts: list[ShiftOption], case: Problem | None = None, rule: PlannedException = ON
) -> list[tuple[str, int]]:
    """Return what is wrong."""
    return [(b.message, b.amount) for b in breaches(shifts, case, rule) if b.hard]


NINE_HOURS = line((1, "13:30", "22:00"), (2, "07:00", "15:30"))


def test_off_it_says_nothing() -> None:
    week = line(*((n, "07:00", "23:00") for n in range(7)))
    assert found(week, rule=PlannedException()) == []


@pytest.mark.parametrize(
    ("starts", "short"),
    [
        pytest.param("07:00", [], id="nine hours"),
        pytest.param("06:59", [("too_short", 1)], id="a minute less"),
    ],
)
def test_one_rest_may_be_nine_hours(starts: str, short: list[tuple[str, int]]) -> None:
    assert found(line((1, "13:30", "22:00"), (2, starts, "15:30"))) == short


@pytest.mark.parametrize(
    ("ends", "starts", "short"),
    [
        pytest.param("22:00", "08:59", [1], id="evening to morning"),
        pytest.param("22:00", "09:00", [], id="eleven hours"),
        pytest.param("18:00", "04:59", [1], id="a shift that ends at 18"),
        pytest.param("17:59", "04:00", [], id="one that ends before it"),
    ],
)
def test_no_exception_is_from_evening_to_morning(
    ends: str, starts: str, short: list[int]
) -> None:
    rule = PlannedException(enabled=True)
    pair = line((1, "12:30", ends), (2, starts, "12:00"))
    mornings = [m for m in found(pair, rule=rule) if m[0] == "evening_morning"]
    assert [amount for _, amount in mornings] == short


def test_an_exception_may_lead_from_night_to_evening() -> None:
    rule = PlannedException(enabled=True)
    pair = line((1, "21:00", "31:00"), (2, "16:00", "22:00"))
    assert found(pair, amy("07:00"), rule) == []


def test_history_is_an_evening_too() -> None:
    late = worked("amy", f"{day(-1)} 13:30", f"{day(-1)} 22:00")
    case = amy(worked_shifts=(late,))
    rule = PlannedException(enabled=True)
    assert ("evening_morning", 1) in found(line((0, "08:59", "15:00")), case, rule)


def test_eleven_hours_are_no_exception() -> None:
    none = anywhen(max_per_period=0)
    pair = line((1, "13:30", "20:00"), (2, "07:00", "15:30"))
    assert found(pair, rule=none) == []
    pair = line((1, "13:30", "20:01"), (2, "07:00", "15:30"))
    assert found(pair, rule=none) == [("too_many", 1)]


@pytest.mark.parametrize(("allowed", "more"), [(2, []), (1, [("too_many", 1)])])
def test_exceptions_are_few(allowed: int, more: list[tuple[str, int]]) -> None:
    rule = anywhen(max_per_period=allowed)
    again = line((4, "13:30", "22:00"), (5, "07:00", "15:30"))
    assert found(NINE_HOURS + again, rule=rule) == more


@pytest.mark.parametrize(
    ("starts", "short"),
    [
        pytest.param("09:00", [], id="13 h until the day break"),
        pytest.param("08:59", [("not_made_up", 1)], id="a minute less"),
    ],
)
def test_what_is_missing_is_added_to_the_next_rest(
    starts: str, short: list[tuple[str, int]]
) -> None:
    shifts = line((1, "13:30", "22:00"), (2, "07:00", "20:00"), (3, starts, "15:00"))
    assert found(shifts) == short


def test_smaller_exception_is_made_up_with_less() -> None:
    """Ten hours, then twelve."""
    shifts = line((1, "13:30", "22:00"), (2, "08:00", "20:00"), (3, "08:00", "15:00"))
    assert found(shifts) == []
    shifts = line((1, "13:30", "22:00"), (2, "08:00", "20:01"), (3, "08:00", "15:00"))
    assert found(shifts) == [("not_made_up", 1)]


def test_short_gap_across_the_day_break_is_an_exception_too() -> None:
    """Both windows hold more than 11 h; the gap between the shifts is 9 h."""
    none = anywhen(max_per_period=0)
    pair = line((1, "18:00", "22:00"), (2, "07:00", "11:00"))
    assert found(pair, amy("07:00")) == []
    assert found(pair, amy("07:00"), none) == [("too_many", 1)]


def test_gap_is_as_short_as_it_is_whatever_the_day_break() -> None:
    pair = line((1, "18:00", "22:30"), (2, "08:00", "11:00"))
    assert found(pair, amy("07:00")) == []


@pytest.mark.parametrize(("most", "more"), [(1, []), (0, [("too_many", 1)])])
def test_gap_that_starts_at_the_day_break_is_one_exception(
    most: int, more: list[tuple[str, int]]
) -> None:
    rule = anywhen(max_per_period=most)
    pair = line((1, "00:00", "09:00"), (1, "18:30", "23:00"))
    assert found(pair, rule=rule) == more


def test_single_shift_can_be_an_exception() -> None:
    """A night with the day break at noon leaves 9 h before and 5 h after it."""
    none = anywhen(max_per_period=0)
    assert found(line((1, "21:00", "31:00")), amy("12:00"), none) == [("too_many", 1)]


def test_each_person_has_exceptions_of_their_own() -> None:
    pick = Pick([(who, shift) for who in ("amy", "bob") for shift in NINE_HOURS])
    told = judge(ON, amy(), pick)
    assert [(b.message, b.employee) for b in told] == [("used", "amy"), ("used", "bob")]


def test_order_of_rows_makes_no_difference() -> None:
    none = anywhen(max_per_period=0)
    assert found(NINE_HOURS[::-1], rule=none) == [("too_many", 1)]


@pytest.mark.parametrize(("ended", "count"), [("22:00", 1), ("20:00", 0)])
def test_history_counts_across_the_border(ended: str, count: int) -> None:
    none = anywhen(max_per_period=0)
    past = (worked("amy", f"{day(-1)} 13:30", f"{day(-1)} {ended}"),)
    first = line((0, "07:00", "15:30"))
    assert found(first, amy(worked_shifts=past), none) == [("too_many", 1)] * count
    assert found([], amy(worked_shifts=past), none) == []


def test_sentences_say_what_is_wrong() -> None:
    _, short = breaches(line((1, "13:30", "22:00"), (2, "06:59", "15:30")))
    assert ON.explain(short) == (
        "Amy får bara 8 h 59 min vila under dygnet från 2026-12-22; inte ens med "
        "undantag får vilan vara kortare än 9 h."
    )
    shifts = line((1, "13:30", "22:00"), (2, "07:00", "20:00"), (3, "08:59", "15:00"))
    _, owed = breaches(shifts)
    assert "at least 13 h but is 12 h 59 min" in ON.explain(owed, "en")
    none = anywhen(max_per_period=0)
    use, many = breaches(NINE_HOURS, rule=none)
    assert none.explain(many) == (
        "Amy har kortad dygnsvila 1 gång under beräkningsperioden; högst 0 är tillåtet."
    )
    assert none.explain(use) == (
        "Amy har kortad dygnsvila, 9 h, dygnet från 2026-12-22 (planerat undantag). "
        "Nästa dygnsvila ska vara minst 13 h; den blir 17 h 30 min från 2026-12-23 "
        "15:30."
    )


def test_each_use_is_a_row_with_the_rest_that_makes_up_for_it() -> None:
    """Nine hours; then thirteen are owed, and given from 20:00 to the day break."""
    shifts = line((1, "13:30", "22:00"), (2, "07:00", "20:00"), (3, "09:00", "15:00"))
    [use] = breaches(shifts)
    assert (use.rule, use.hard, use.cost) == ("R03", False, 0)
    assert (use.date, use.amount, use.unit) == (day(1), 120, "min")
    assert use.compensation == Compensation(
        owed=13 * 60, given=13 * 60, start=at(f"{day(2)} 20:00")
    )
    assert use.compensation.is_enough


def test_a_use_that_is_not_made_up_for_says_what_is_given() -> None:
    shifts = line((1, "13:30", "22:00"), (2, "07:00", "20:01"), (3, "09:00", "15:00"))
    use, wrong = breaches(shifts)
    assert (use.message, wrong.message) == ("used", "not_made_up")
    assert use.compensation is not None
    assert (use.compensation.given, use.compensation.is_enough) == (779, False)


SHORT_BEFORE = (
    worked("amy", f"{day(-3)} 13:30", f"{day(-3)} 22:00"),
    worked("amy", f"{day(-2)} 07:00", f"{day(-2)} 20:00"),
)
"""Nine hours of rest, then a shift; what is owed falls to the plan or before it."""


@pytest.mark.parametrize(
    ("starts", "wrong"), [("09:00", []), ("08:59", [("not_made_up", 1)])]
)
def test_rest_owed_from_history_is_demanded(
    starts: str, wrong: list[tuple[str, int]]
) -> None:
    case = amy(worked_shifts=tuple(shifted(w, 1) for w in SHORT_BEFORE))
    assert found(line((0, starts, "15:00")), case) == wrong


def test_rest_that_history_has_given_is_not_owed_again() -> None:
    assert breaches(line((0, "07:00", "15:00")), amy(worked_shifts=SHORT_BEFORE)) == []


@pytest.mark.parametrize(
    ("weeks", "days", "wrong"),
    [
        pytest.param(4, 26, [("too_many", 1)], id="a short plan ends its period"),
        pytest.param(4, 27, [], id="a period that begins the day after"),
        pytest.param(5, 33, [("too_many", 1)], id="longer periods"),
        pytest.param(5, 34, [], id="a longer plan"),
    ],
)
def test_exceptions_in_history_count_in_their_calculation_period(
    weeks: int, days: int, wrong: list[tuple[str, int]]
) -> None:
    case = amy(days=days, worked_shifts=tuple(shifted(w, 1) for w in SHORT_BEFORE))
    rule = anywhen(period_weeks=weeks)
    use = line((0, "09:00", "13:00"), (2, "13:30", "22:00"), (3, "07:00", "15:30"))
    assert found(use, case, rule) == wrong


def test_a_period_is_one_exception_whoever_made_it_short() -> None:
    """Nine hours between two shifts of history, nine and a half to the next."""
    past = (
        worked("amy", f"{day(-1)} 09:00", f"{day(-1)} 13:30"),
        worked("amy", f"{day(-1)} 22:30", f"{day(-1)} 23:30"),
    )
    assert breaches(line((0, "09:00", "15:00")), amy(worked_shifts=past)) == []


def test_the_night_before_the_plan_counts_in_its_first_period() -> None:
    past = (worked("amy", f"{day(-1)} 13:30", f"{day(-1)} 22:00"),)
    shifts = line((0, "07:00", "15:30"), (2, "13:30", "22:00"), (3, "07:00", "15:30"))
    assert found(shifts, amy(days=28, worked_shifts=past)) == [("too_many", 1)]


def test_a_shift_inside_another_leaves_no_rest_however_early_it_ends() -> None:
    shifts = line((1, "02:00", "14:00"), (1, "03:00", "04:00"))
    assert ("too_short", 660 + 540) in found(shifts)


def test_history_alone_is_never_too_often() -> None:
    again = tuple(shifted(w, -4) for w in SHORT_BEFORE)
    case = amy(worked_shifts=(*again, *SHORT_BEFORE))
    assert found(line((2, "07:00", "15:00")), case) == []


@pytest.mark.parametrize(("second", "wrong"), [(27, [("too_many", 1)]), (28, [])])
def test_each_calculation_period_has_exceptions_of_its_own(
    second: int, wrong: list[tuple[str, int]]
) -> None:
    more = line((second, "13:30", "22:00"), (second + 1, "07:00", "15:30"))
    assert found(NINE_HOURS + more, amy(days=56)) == wrong


@pytest.mark.parametrize("given", [{"floor": 539}, {"rest_min": 659}, {"hard": False}])
def test_law_is_not_for_sale(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        PlannedException.model_validate(given)


@given(case=cases(), most=st.integers(0, 3))
@settings(max_examples=100, deadline=None)
def test_model_and_checker_agree(case: Case, most: int) -> None:
    judge(anywhen(max_per_period=most), *case)
    judge(PlannedException(enabled=True, max_per_period=most), *case)
