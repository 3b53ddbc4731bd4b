from datetime import date

import pytest
from pydantic import ValidationError

from constraints.rest.breaks import Breaks
from scheduler.domain.clock import wall_clock
from scheduler.domain.plan import Plan, VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem, ShiftType
from scheduler.domain.shift_option import option_of
from scheduler.roster.variables import Roster
from scheduler.rules.rule import Breach
from tests.build import (
    MONDAY,
    UNIT,
    ZONE,
    absence,
    client,
    plan,
    problem,
    shift_row,
    shift_type,
    team,
    visit,
    visit_row,
)
from tests.constraints.rosters import AUTUMN, SPRING

RULE = Breaks()
DAY = shift_type("day", "07:00-16:00", "30@10:30-12:30")


def found(case: Problem, made: Plan, rule: Breaks = RULE) -> list[tuple[str, int]]:
    return [(b.message, b.amount) for b in rule.check(PlanView(case, made))]


def day_with(breaks: str, type_: ShiftType = DAY) -> list[tuple[str, int]]:
    return found(problem(shift_types=(type_,)), plan(shift_row(breaks=breaks)))


def allowed(type_: ShiftType, day: date = MONDAY, rule: Breaks = RULE) -> bool:
    """Ask about one shift, and have the model confirm the answer."""
    case = problem(shift_types=(type_,))
    option = option_of(wall_clock(ZONE), type_, day, UNIT)
    roster = Roster(case, {"amy": [option]})
    rule.post(roster)
    forbidden = len(roster.model.proto.constraints) == 1
    [amy] = case.employees
    assert rule.allows_shift(roster.view, amy, option) is not forbidden
    return not forbidden


@pytest.mark.parametrize(
    ("breaks", "breaches"),
    [
        pytest.param("11:30-12:00", [], id="four and a half, then four hours"),
        pytest.param("12:00-12:30", [], id="exactly five hours before it"),
        pytest.param("10:30-11:00", [], id="exactly five hours after it"),
        pytest.param("12:01-12:31", [("stretch", 1), ("place", 30), ("missed", 30)]),
        pytest.param("10:29-10:59", [("stretch", 1), ("place", 30), ("missed", 30)]),
        pytest.param("", [("stretch", 240), ("missed", 30)], id="no break"),
        pytest.param(
            "11:00-11:29",
            [("stretch", 240), ("place", 29), ("missed", 30)],
            id="a minute too short to count",
        ),
        pytest.param(
            "11:00-11:31", [("place", 31), ("missed", 30)], id="a minute too long"
        ),
        pytest.param(
            "11:00-11:30|14:00-14:30", [("place", 30)], id="one more than there is"
        ),
        pytest.param(
            "11:00-11:30|11:15-11:45",
            [("place", 30), ("twice", 15)],
            id="two that overlap",
        ),
    ],
)
def test_break_of_a_day(breaks: str, breaches: list[tuple[str, int]]) -> None:
    assert day_with(breaks) == breaches


def test_two_breaks_are_matched_one_to_one_in_any_order() -> None:
    two = shift_type("day", "07:00-16:00", "30@10:00-13:00|30@09:00-11:00")
    assert day_with("10:00-10:30|10:30-11:00", two) == []
    assert day_with("10:30-11:00|12:30-13:00", two) == []
    assert day_with("11:30-12:00|12:30-13:00", two) == [("place", 30), ("missed", 30)]


def test_short_break_is_taken_but_does_not_interrupt_work() -> None:
    short = shift_type("day", "07:00-16:00", "20@10:30-12:30")
    assert day_with("11:00-11:20", short) == [("stretch", 240)]
    lenient = Breaks(break_min=20)
    case = problem(shift_types=(short,))
    assert found(case, plan(shift_row(breaks="11:00-11:20")), lenient) == []


def test_break_outside_the_duty_is_no_break() -> None:
    late = shift_type("day", "07:00-12:00", "30@11:00-13:00")
    row = shift_row(end="2026-12-21 12:00", breaks="12:00-12:30")
    assert found(problem(shift_types=(late,)), plan(row)) == [
        ("place", 30),
        ("missed", 30),
    ]


def test_break_after_the_duty_does_not_shorten_it() -> None:
    late = shift_type("day", "07:00-12:30", "30@11:00-13:00")
    row = shift_row(end="2026-12-21 12:30", breaks="12:30-13:00")
    assert ("stretch", 30) in found(problem(shift_types=(late,)), plan(row))


def test_gap_of_a_split_shift_ends_a_stretch() -> None:
    split = shift_type("split", "07:00-12:00|15:00-20:00")
    rows = (
        shift_row(end="2026-12-21 12:00", shift="split"),
        shift_row(
            start="2026-12-21 15:00", end="2026-12-21 20:00", shift="split", part=2
        ),
    )
    assert found(problem(shift_types=(split,)), plan(*rows)) == []
    assert allowed(split)


def test_paid_meal_replaces_the_break() -> None:
    night = shift_type("night", "21:00-07:00", kind="night", paid_meal=True)
    row = shift_row(start="2026-12-21 21:00", end="2026-12-22 07:00", shift="night")
    assert found(problem(shift_types=(night,)), plan(row)) == []
    assert allowed(night)


def test_night_break_after_midnight_belongs_to_the_same_shift() -> None:
    night = shift_type("night", "21:00-06:30", "30@01:00-03:00", kind="night")
    row = shift_row(
        start="2026-12-21 21:00",
        end="2026-12-22 06:30",
        breaks="01:45-02:15",
        shift="night",
    )
    assert found(problem(shift_types=(night,)), plan(row)) == []


@pytest.mark.parametrize(
    ("monday", "sunday", "breaches"),
    [
        pytest.param(SPRING, "2026-03-28", [], id="an hour less in spring"),
        pytest.param(AUTUMN, "2026-10-24", [("stretch", 30)], id="one more in autumn"),
    ],
)
def test_stretch_is_elapsed_time_on_the_nights_the_clocks_move(
    monday: date, sunday: str, breaches: list[tuple[str, int]]
) -> None:
    """From 22:30 to 03:00 is 3.5 h in spring, 5.5 h in autumn."""
    night = shift_type("night", "22:30-07:00", "30@03:00-04:00", kind="night")
    date_after = f"{sunday[:-1]}{int(sunday[-1]) + 1}"
    row = shift_row(
        start=f"{sunday} 22:30",
        end=f"{date_after} 07:00",
        breaks="03:00-03:30",
        shift="night",
    )
    case = problem(start=monday, shift_types=(night,))
    assert found(case, plan(row)) == breaches


@pytest.mark.parametrize(
    ("span", "breaks", "is_allowed"),
    [
        pytest.param("07:00-12:00", "", True, id="five hours need no break"),
        pytest.param("07:00-12:01", "", False, id="a minute more does"),
        pytest.param("07:00-17:30", "30@12:00-12:30", True, id="just in the middle"),
        pytest.param("07:00-17:31", "30@12:00-12:30", False, id="too long after it"),
        pytest.param("06:59-17:00", "30@12:00-12:30", False, id="too long before it"),
        pytest.param("07:00-12:31", "29@10:00-12:00", False, id="too short to count"),
        pytest.param("07:00-16:00", "30@10:30-10:50", False, id="no room for it"),
        pytest.param(
            "07:00-20:00", "30@09:00-11:00|30@15:00-17:00", True, id="two breaks"
        ),
        pytest.param(
            "07:00-20:00", "30@09:00-11:00|30@09:00-11:00", False, id="two together"
        ),
        pytest.param(
            "07:00-12:30", "30@09:00-09:30|30@09:00-09:30", False, id="two at once"
        ),
        pytest.param(
            "07:00-12:30",
            "30@09:00-09:30|20@09:00-09:50",
            True,
            id="a short one after a real one",
        ),
    ],
)
def test_shift_without_a_lawful_placing_is_never_offered(
    span: str, breaks: str, is_allowed: bool
) -> None:
    assert allowed(shift_type("day", span, breaks)) is is_allowed


def test_shift_lawful_on_most_nights_may_not_be_in_autumn() -> None:
    night = shift_type("night", "22:30-07:00", "30@03:00-03:30", kind="night")
    assert allowed(night)
    assert not allowed(night, date(2026, 10, 24))


def tour(*stops: VisitRow) -> list[tuple[str, int]]:
    """Check Amy's day with a break at noon and these visits."""
    case = problem(shift_types=(DAY,), visits=(visit("v1"), visit("v2")))
    return found(case, plan(shift_row(breaks="12:00-12:30"), *stops))


@pytest.mark.parametrize(
    ("start", "minutes", "breaches"),
    [
        pytest.param("11:30", 30, [], id="ends as it begins"),
        pytest.param("11:31", 30, [("visit", 1)], id="ends a minute into it"),
        pytest.param("12:30", 30, [], id="starts as it ends, travel before it"),
        pytest.param("12:29", 30, [("visit", 1)], id="starts a minute before its end"),
        pytest.param("11:00", 120, [("visit", 30)], id="all through it"),
    ],
)
def test_break_is_clear_of_visits(
    start: str, minutes: int, breaches: list[tuple[str, int]]
) -> None:
    row = visit_row("v1", start=f"2026-12-21 {start}", minutes=minutes)
    assert [b for b in tour(row) if b[0] == "visit"] == breaches


@pytest.mark.parametrize(
    ("ends", "starts", "breaches"),
    [
        pytest.param("11:55", "12:35", [], id="room on either side of it"),
        pytest.param(
            "11:56", "12:34", [("travel", 1)], id="four minutes twice are no 5"
        ),
        pytest.param("11:55", "12:30", [], id="just room before"),
        pytest.param("12:00", "12:35", [], id="just room after"),
        pytest.param("12:00", "12:34", [("travel", 1)], id="a minute short after"),
    ],
)
def test_move_between_visits_is_made_in_one_go_beside_the_break(
    ends: str, starts: str, breaches: list[tuple[str, int]]
) -> None:
    hour, minute = (int(x) for x in ends.split(":"))
    begins = f"2026-12-21 {hour - 1}:{minute:02}"
    first = visit_row("v1", start=begins, minutes=60)
    second = visit_row("v2", start=f"2026-12-21 {starts}", travel_minutes=5)
    assert tour(first, second) == breaches


@pytest.mark.parametrize(
    ("ends", "breaches"), [("11:39", []), ("11:40", [("travel", 1)])]
)
def test_move_home_is_made_in_one_go_too(
    ends: str, breaches: list[tuple[str, int]]
) -> None:
    """Dora lives 10.03 km off: 18.05 min by car and 2 of handling make 21."""
    short = shift_type("day", "07:00-12:50", "30@10:30-12:30")
    case = problem(
        shift_types=(short,),
        clients=(client("dora", lat=59.17, lon=14.87 + 0.176),),
        visits=(visit("far", client="dora"),),
    )
    row = shift_row(breaks="12:00-12:30", end="2026-12-21 12:50")
    start = f"2026-12-21 11:{int(ends[3:]) - 30:02}"
    assert found(case, plan(row, visit_row("far", start=start))) == breaches


def test_move_to_the_first_visit_needs_room_before_it() -> None:
    early = shift_type("day", "07:00-12:00", "30@07:00-08:00")
    case = problem(shift_types=(early,), visits=(visit("v1"),))
    row = shift_row(breaks="07:10-07:40", end="2026-12-21 12:00")
    for travel, breaches in ((20, []), (21, [("travel", 1)])):
        stop = visit_row("v1", travel_minutes=travel)
        assert found(case, plan(row, stop)) == breaches


def test_hurry_where_there_is_no_break_is_another_rules_matter() -> None:
    first = visit_row("v1", start="2026-12-21 09:00")
    second = visit_row("v2", start="2026-12-21 09:31", travel_minutes=5)
    assert tour(first, second) == []


@pytest.mark.parametrize(("ends", "breaches"), [(28, []), (29, [("travel", 1)])])
def test_each_part_of_a_split_shift_ends_at_the_unit(
    ends: int, breaches: list[tuple[str, int]]
) -> None:
    split = shift_type("split", "07:00-11:00|15:00-19:00", "30@10:00-11:00")
    case = problem(shift_types=(split,), visits=(visit("v1"), visit("v2")))
    rows = (
        shift_row(end="2026-12-21 11:00", shift="split", breaks="10:30-11:00"),
        shift_row(
            start="2026-12-21 15:00", end="2026-12-21 19:00", shift="split", part=2
        ),
        visit_row("v1", start="2026-12-21 10:00", minutes=ends),
        visit_row("v2", start="2026-12-21 15:02"),
    )
    assert found(case, plan(*rows)) == breaches


@pytest.mark.parametrize(
    ("again", "over"),
    [
        pytest.param("11:00", [210], id="no gap"),
        pytest.param("11:15", [210], id="a gap of 15 minutes"),
        pytest.param("11:29", [210], id="a minute too short for a break"),
        pytest.param("11:30", [], id="a break"),
    ],
)
def test_a_gap_too_short_for_a_break_does_not_interrupt_work(
    again: str, over: list[int]
) -> None:
    type_ = shift_type("split", f"07:00-11:00|{again}-15:30")
    rows = (
        shift_row(end="2026-12-21 11:00", shift="split"),
        shift_row(
            start=f"2026-12-21 {again}", end="2026-12-21 15:30", shift="split", part=2
        ),
    )
    case = problem(shift_types=(type_,))
    assert [a for _, a in found(case, plan(*rows))] == over
    assert allowed(type_) == (not over)


def test_other_peoples_visits_leave_the_break_alone() -> None:
    assert tour(visit_row("v1", "bob", "2026-12-21 12:00")) == []


def test_nonsense_is_checked_without_raising() -> None:
    rows = (
        shift_row("nobody", breaks="11:30-12:00", shift="no such"),
        visit_row("no such", "nobody", "2026-12-21 11:45"),
        shift_row("amy", breaks="11:30-12:00", shift="no such", unit="no such"),
        visit_row("no such", "amy", "2026-12-21 11:45"),
    )
    assert found(problem(), plan(*rows)) == [("visit", 15)]


def test_every_message_can_be_said() -> None:
    view = PlanView(problem(shift_types=(DAY,)), plan(shift_row(breaks="")))
    stretch, missed = RULE.check(view)
    assert RULE.explain(stretch) == (
        "Amy arbetar 9 h i följd från 2026-12-21 07:00 i passet day; "
        "rast ska komma inom 5 h (ATL 15 §)."
    )
    assert RULE.explain(missed, "en") == (
        "Amy: shift day lacks the break of 30 min that is due at 2026-12-21 10:30 at "
        "the earliest."
    )
    for message in ("place", "visit", "travel", "twice"):
        said: Breach = missed.model_copy(update={"message": message})
        assert "30 min" in RULE.explain(said)


@pytest.mark.parametrize("given", [{"work_max": 301}, {"hard": False}])
def test_law_is_not_for_sale(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Breaks.model_validate(given)


@pytest.mark.parametrize(
    ("who", "end", "missed"),
    [
        ("amy", "12:29", []),
        ("amy", "12:30", [("missed", 30)]),
        ("bob", "12:29", [("missed", 30)]),
    ],
)
def test_no_break_is_missed_that_could_come_after_somebody_left(
    who: str, end: str, missed: list[tuple[str, int]]
) -> None:
    away = absence(who, f"{MONDAY} {end}", f"{MONDAY} 24:00", "sick")
    case = problem(shift_types=(DAY,), employees=team("amy", "bob"), absences=(away,))
    ended = found(case, plan(shift_row(end=f"{MONDAY} {end}")))
    assert [breach for breach in ended if breach[0] == "missed"] == missed


@pytest.mark.parametrize(
    ("who", "start", "missed"),
    [
        ("bob", "10:31", []),
        ("bob", "10:30", [("missed", 30)]),
        ("amy", "10:31", [("missed", 30)]),
    ],
)
def test_no_break_is_missed_that_could_come_before_somebody_stepped_in(
    who: str, start: str, missed: list[tuple[str, int]]
) -> None:
    away = absence(who, f"{MONDAY} {start}", f"{MONDAY} 24:00", "sick")
    case = problem(shift_types=(DAY,), employees=team("amy", "bob"), absences=(away,))
    began = found(case, plan(shift_row(start=f"{MONDAY} {start}")))
    assert [breach for breach in began if breach[0] == "missed"] == missed


@pytest.mark.parametrize(
    ("start", "end", "breaks", "breaches"),
    [
        pytest.param("16:00", "18:30", "16:30-17:00", [], id="staying on"),
        pytest.param("05:30", "07:00", "06:30-07:00", [], id="coming early"),
        pytest.param("16:00", "18:30", "16:30-16:45", [("stretch", 60)], id="short"),
        pytest.param("16:00", "18:30", "", [("stretch", 60)], id="none"),
    ],
)
def test_overtime_beside_a_shift_may_have_a_break_of_its_own(
    start: str, end: str, breaks: str, breaches: list[tuple[str, int]]
) -> None:
    usual = shift_row(breaks="11:30-12:00" if start < "07:00" else "12:00-12:30")
    times = (f"{MONDAY} {start}", f"{MONDAY} {end}")
    overtime = shift_row("amy", *times, breaks, part=2, pay_class="overtime")
    assert found(problem(shift_types=(DAY,)), plan(usual, overtime)) == breaches
