"""What the cheap checks find, and what they leave alone."""

from collections.abc import Iterable

import pytest

from constraints import default_rules
from data.sample import make_sample
from data.sample.impossible import PLANTS
from scheduler.domain.problem import Employee, Problem, TravelRow
from scheduler.feasibility import Finding, feasibility, findings_until, unused
from tests import build
from tests.build import (
    UNIT,
    absence,
    balance,
    client,
    day,
    need,
    problem,
    shift_row,
    shift_type,
    unit,
    visit,
    visit_row,
    worked,
)

pytestmark = pytest.mark.usefixtures("plain_weeks")

TURN = shift_type("day", "07:00-16:00", "30@10:30-12:30")
FOUND_BY = {
    "two_men_at_night": {"visit_too_few_permitted"},
    "night_without_people": {"nobody_on_duty"},
    "demand_above_headcount": {"staffing_short"},
    "contract_without_shifts": {"hours_unreachable"},
    "one_person_two_places": {"one_person_two_visits", "overfull_hours"},
    "before_anybody_begins": {"visit_no_shift"},
    "breakfast_before_insulin": {"visit_order"},
    "lock_without_rest": {"lock_forbidden"},
    "everybody_at_six": {"visits_at_once", "overfull_hours"},
    "everybody_declined": {"visit_nobody"},
}


def employee(id_: str = "amy", **given: object) -> Employee:
    """Build somebody whose dygnsbryt, 09:00, suits all shifts of these tests."""
    return build.employee(id_, **{"day_break": 9 * 60, **given})


def hourly(id_: str = "hal") -> Employee:
    return employee(id_, employment="hourly", degree_pct=0)


def team(*ids: str) -> tuple[Employee, ...]:
    return tuple(map(employee, ids))


def findings(made: Problem, *checks: str) -> list[Finding]:
    """Return what is found, of the named checks only where some are named."""
    found = feasibility(made, default_rules())
    return [f for f in found if not checks or f.check in checks]


def checks_of(found: Iterable[Finding]) -> set[str]:
    return {f.check for f in found if f.severity == "error"}


def a_week(**given: object) -> Problem:
    """Build Amy's week with a break in her day."""
    return problem(**{"shift_types": (TURN,), "employees": (employee(),), **given})


# --- the samples ---------------------------------------------------------------


@pytest.mark.parametrize("name", ["small", "lekeberg"])
def test_a_sample_that_can_be_planned_has_no_error(name: str) -> None:
    assert checks_of(findings(make_sample(name))) == set()


@pytest.mark.parametrize("plant", PLANTS)
def test_each_planted_contradiction_is_found_and_nothing_else(plant: str) -> None:
    small = make_sample("small")
    assert checks_of(findings(PLANTS[plant](small))) == FOUND_BY[plant]


def test_the_impossible_sample_shows_every_contradiction() -> None:
    found = findings(make_sample("impossible"))
    assert checks_of(found) == set().union(*FOUND_BY.values())


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_finding_says_it_in_words(language: str) -> None:
    found = findings(make_sample("impossible"))
    sentences = [f.message(language) for f in found]
    assert len(set(sentences)) == len(found)
    assert not any("{" in s or "None" in s for s in sentences)


def test_errors_come_before_warnings() -> None:
    made = a_week(
        visits=[
            visit("v1", "2026-12-21 20:00", priority=3),
            visit("v2", "2026-12-21 20:00", client="dora"),
        ]
    )
    assert [f.severity for f in findings(made)] == ["error", "warning"]


# --- single visits -------------------------------------------------------------


@pytest.mark.parametrize(("start", "fits"), [("15:28", True), ("15:29", False)])
def test_a_visit_leaves_time_to_get_back(start: str, fits: bool) -> None:
    moment = f"2026-12-21 {start}"
    made = a_week(employees=[hourly()], visits=[visit("v1", moment, moment)])
    assert checks_of(findings(made)) == (set() if fits else {"visit_no_shift"})


@pytest.mark.parametrize(("start", "fits"), [("07:02", True), ("07:01", False)])
def test_a_visit_leaves_time_to_get_there(start: str, fits: bool) -> None:
    moment = f"2026-12-21 {start}"
    made = a_week(employees=[hourly()], visits=[visit("v1", moment, moment)])
    assert checks_of(findings(made)) == (set() if fits else {"visit_no_shift"})


@pytest.mark.parametrize(
    ("start", "fits"),
    [("10:00", True), ("10:01", False), ("10:59", False), ("11:00", True)],
)
def test_a_visit_is_clear_of_the_break(start: str, fits: bool) -> None:
    moment = f"2026-12-21 {start}"
    made = a_week(
        visits=[visit("v1", moment, moment)],
        shift_types=[shift_type("day", "07:00-15:00", "30@10:30-11:00")],
    )
    assert checks_of(findings(made)) == (set() if fits else {"visit_no_shift"})


@pytest.mark.parametrize(("start", "fits"), [("15:58", True), ("15:59", False)])
def test_a_visit_of_priority_2_may_start_half_an_hour_early(
    start: str, fits: bool
) -> None:
    moment = f"2026-12-21 {start}"
    late = visit("v1", moment, moment, priority=2)
    made = a_week(employees=[hourly()], visits=[late])
    assert checks_of(findings(made)) == (set() if fits else {"visit_no_shift"})


def test_a_visit_that_may_be_left_out_is_only_a_warning() -> None:
    made = a_week(visits=[visit("v1", "2026-12-21 20:00", priority=3)])
    (found,) = findings(made)
    assert (found.check, found.severity) == ("visit_no_shift", "warning")


def test_a_skill_that_nobody_in_the_unit_has_is_named() -> None:
    made = a_week(
        visits=[visit(skills={"stoma"})],
        units=[unit(), unit("far")],
        employees=[employee(), employee("ben", unit="far", skills={"usk", "stoma"})],
    )
    (found,) = findings(made, "visit_nobody")
    assert "1 saknar kompetensen" in found.message("sv")
    assert (found.visit, found.client, found.unit) == ("v1", "carl", UNIT)


def test_people_lent_to_the_unit_count() -> None:
    far = unit("far", lends_to=(UNIT,))
    ben = employee("ben", unit="far", skills={"usk", "stoma"})
    made = a_week(
        visits=[visit(skills={"stoma"})],
        units=[unit(), far],
        employees=[employee(), ben],
    )
    assert checks_of(findings(made)) == set()


def test_alike_visits_of_a_client_are_told_once() -> None:
    days = [visit(f"v{n}", f"2026-12-2{n} 20:00") for n in (1, 2, 3)]
    (found,) = findings(a_week(visits=days))
    assert (found.facts["count"], found.date) == (3, day(0))


@pytest.mark.parametrize(
    ("people", "check"), [(1, {"visit_too_few_permitted"}), (2, set())]
)
def test_a_double_visit_needs_two_who_may(people: int, check: set[str]) -> None:
    made = a_week(visits=[visit(staff=2)], employees=team("amy", "ben")[:people])
    assert checks_of(findings(made)) == check


def test_a_double_visit_needs_two_who_are_there() -> None:
    made = a_week(
        visits=[visit(staff=2)],
        employees=team("amy", "ben"),
        absences=[absence("ben", "2026-12-21 00:00", "2026-12-21 24:00")],
    )
    (found,) = findings(made, "visit_too_few_there")
    assert found.facts["there"] == 1


def test_a_visit_whose_only_people_are_away_is_found() -> None:
    made = a_week(
        visits=[visit(skills={"stoma"})],
        employees=[employee(), employee("ben", skills={"usk", "stoma"})],
        absences=[absence("ben", "2026-12-21 00:00", "2026-12-21 24:00")],
    )
    assert checks_of(findings(made)) == {"visit_nobody_there"}


def test_a_day_without_anybody_is_told_once_for_all_its_visits() -> None:
    made = a_week(
        visits=[
            visit("v1"),
            visit("v2", "2026-12-21 13:00"),
            visit("v3", "2026-12-22 08:00"),
        ],
        absences=[absence("amy", "2026-12-21 00:00", "2026-12-21 24:00")],
    )
    (found,) = findings(made, "nobody_on_duty")
    assert (found.date, found.facts["count"]) == (day(0), 2)
    assert (found.facts["start"], found.facts["end"]) == ("08:00", "14:30")


def test_a_visit_after_midnight_is_held_by_the_night_that_began_before() -> None:
    night = shift_type("night", "21:15-07:15", kind="night", paid_meal=True)
    rested = employee(day_break=20 * 60)
    late = visit("v1", "2026-12-22 02:00", date=day(0))
    made = problem(visits=[late], shift_types=[night], employees=[rested])
    assert checks_of(findings(made)) == set()
    away = [absence("amy", "2026-12-21 00:00", "2026-12-21 24:00")]
    assert checks_of(findings(made.model_copy(update={"absences": away}))) == {
        "nobody_on_duty"
    }


@pytest.mark.parametrize(("latest", "fits"), [("08:45", True), ("08:44", False)])
def test_a_visit_can_start_after_the_one_it_follows(latest: str, fits: bool) -> None:
    first = visit("v1", "2026-12-21 08:00", "2026-12-21 09:00")
    then = visit(
        "v2", "2026-12-21 08:00", f"2026-12-21 {latest}", after="v1", gap_min=15
    )
    found = findings(a_week(visits=[first, then]), "visit_order")
    assert bool(found) is not fits


@pytest.mark.parametrize(("start", "fits"), [("10:00", True), ("10:01", False)])
def test_a_visit_can_start_before_its_gap_is_over(start: str, fits: bool) -> None:
    first = visit("v1", "2026-12-21 08:00", "2026-12-21 09:00")
    then = visit("v2", f"2026-12-21 {start}", after="v1", gap_max=30)
    found = findings(a_week(visits=[first, then]), "visit_order")
    assert bool(found) is not fits


def test_an_order_across_days_is_told_with_dates() -> None:
    first = visit("v1", "2026-12-22 08:00", "2026-12-22 09:00")
    then = visit("v2", "2026-12-21 10:00", after="v1", gap_min=60)
    (found,) = findings(a_week(visits=[first, then]), "visit_order")
    said = found.message("en")
    assert "start at 2026-12-22 09:30 or later" in said
    assert "follows v1 (2026-12-22 08:00–09:00)" in said
    next_day = visit("v2", "2026-12-23 08:00", after="v1", gap_min=1380, gap_max=1500)
    assert findings(a_week(visits=[first, next_day]), "visit_order") == []


# --- visits together -----------------------------------------------------------


@pytest.mark.parametrize(("start", "fits"), [("08:32", True), ("08:31", False)])
def test_one_person_gets_from_one_visit_to_the_other(start: str, fits: bool) -> None:
    moment, other = "2026-12-21 08:00", f"2026-12-21 {start}"
    made = a_week(
        visits=[visit("v1", moment, moment), visit("v2", other, other, client="dora")]
    )
    found = findings(made, "one_person_two_visits")
    assert [f.employee for f in found] == ([] if fits else ["amy"])


def test_two_people_can_be_in_two_places() -> None:
    moment = "2026-12-21 08:00"
    made = a_week(
        visits=[
            visit("v1", moment, moment),
            visit("v2", moment, moment, client="dora"),
        ],
        employees=team("amy", "ben"),
    )
    assert checks_of(findings(made)) == set()


@pytest.mark.parametrize(("start", "fits"), [("08:34", True), ("08:33", False)])
def test_a_move_takes_no_longer_than_by_way_of_a_third_client(
    start: str, fits: bool
) -> None:
    moment, other = "2026-12-21 08:00", f"2026-12-21 {start}"
    visits = [visit("v1", moment, moment), visit("v2", other, other, client="dora")]
    made = a_week(
        visits=[*visits, visit("v3", client="eve", minutes=0)],
        travel_rows={TravelRow("carl", "dora", "car"): 999},
    )
    found = findings(made, "one_person_two_visits")
    assert bool(found) is not fits


@pytest.mark.parametrize("from_carl", [2, 999])
def test_a_client_is_reached_by_way_of_another(from_carl: int) -> None:
    rows = {
        TravelRow(UNIT, "dora", "car"): 999,
        TravelRow("carl", "dora", "car"): from_carl,
    }
    visits = [visit("v1"), visit("v2", "2026-12-21 09:00", client="dora")]
    made = a_week(visits=visits, travel_rows=rows)
    told = [f.client for f in findings(made, "visit_no_shift")]
    assert told == (["dora"] if from_carl == 999 else [])


@pytest.mark.parametrize(("count", "fits"), [(2, True), (3, False)])
def test_visits_at_one_moment_need_as_many_people(count: int, fits: bool) -> None:
    moment = "2026-12-21 08:00"
    made = a_week(
        visits=[visit(f"v{n}", moment, moment, client=f"c{n}") for n in range(count)],
        employees=team("amy", "ben"),
    )
    assert bool(findings(made, "visits_at_once")) is not fits


def test_people_are_moved_between_visits_before_there_are_too_few() -> None:
    moment = "2026-12-21 08:00"
    able = employee("ben", skills={"usk", "stoma"})
    made = a_week(
        visits=[
            visit("v1", moment, moment),
            visit("v2", moment, moment, client="dora", skills={"stoma"}),
        ],
        employees=[able, employee("cia")],
    )
    assert checks_of(findings(made)) == set()


def test_a_double_visit_takes_two_of_the_people_at_a_moment() -> None:
    moment = "2026-12-21 08:00"
    visits = [
        visit("v1", moment, moment, staff=2),
        visit("v2", moment, moment, client="dora"),
    ]
    made = a_week(visits=visits, employees=team("amy", "ben"))
    (found,) = findings(made, "visits_at_once")
    assert (found.facts["places"], found.facts["there"]) == (3, 2)


@pytest.mark.parametrize(("count", "fits"), [(4, True), (5, False)])
def test_hours_hold_no_more_visits_than_minutes(count: int, fits: bool) -> None:
    made = a_week(
        visits=[
            visit(f"v{n}", "2026-12-21 08:00", "2026-12-21 09:30", client=f"c{n}")
            for n in range(count)
        ]
    )
    found = findings(made, "overfull_hours")
    assert bool(found) is not fits
    assert all(f.facts["short_minutes"] == 30 for f in found)


def test_a_scarce_skill_has_its_own_overfull_hours() -> None:
    able = employee("ben", skills={"usk", "stoma"})
    made = a_week(
        visits=[
            visit(f"v{n}", "2026-12-21 08:00", "2026-12-21 08:30", skills={"stoma"})
            for n in range(3)
        ],
        employees=[*team("amy", "cia", "dan"), able],
    )
    (found,) = findings(made, "overfull_hours")
    assert "med stoma" in found.message("sv")
    assert found.facts["short_minutes"] == 30


# --- headcount -----------------------------------------------------------------


@pytest.mark.parametrize(("least", "fits"), [(2, True), (3, False)])
def test_headcount_is_at_most_the_people_there_are(least: int, fits: bool) -> None:
    made = a_week(
        employees=team("amy", "ben"),
        staffing=[need("2026-12-21 08:00", "2026-12-21 10:00", min=least, want=least)],
    )
    assert bool(findings(made, "staffing_short")) is not fits


@pytest.mark.parametrize(("end", "fits"), [("16:00", True), ("16:01", False)])
def test_headcount_is_met_to_the_last_minute(end: str, fits: bool) -> None:
    made = a_week(staffing=[need("2026-12-21 08:00", f"2026-12-21 {end}")])
    found = findings(made, "staffing_short")
    assert [f.facts["at"] for f in found] == ([] if fits else ["16:00"])


def test_headcount_of_a_skill_counts_those_who_have_it() -> None:
    made = a_week(
        staffing=[need("2026-12-21 08:00", "2026-12-21 10:00", skills={"stoma"})]
    )
    (found,) = findings(made, "staffing_short")
    assert found.facts["there"] == 0


def test_the_same_hours_on_several_days_are_told_once() -> None:
    made = a_week(
        staffing=[
            need(f"2026-12-2{n} 08:00", f"2026-12-2{n} 10:00", min=2) for n in (1, 2)
        ]
    )
    (found,) = findings(made, "staffing_short")
    assert (found.facts["days"], found.date) == (2, day(0))


# --- hours ---------------------------------------------------------------------


@pytest.mark.parametrize(("carried", "fits"), [(210, True), (209, False)])
def test_a_contract_can_be_filled_within_the_carry(carried: int, fits: bool) -> None:
    """Three shifts of 510 minutes against 2400 − carried − 660."""
    three = TURN.model_copy(update={"days": (True,) * 3 + (False,) * 4})
    made = a_week(
        shift_types=[three], balances=[balance(hours_carried_minutes=carried)]
    )
    assert bool(findings(made, "hours_unreachable")) is not fits


def test_absence_counts_towards_the_contract() -> None:
    made = a_week(absences=[absence("amy", "2026-12-21 00:00", "2026-12-27 24:00")])
    assert checks_of(findings(made)) == set()


def test_nobody_works_all_seven_days_of_a_week() -> None:
    """Six shifts of 300 minutes are 1800, seven would reach 2400 − 660 + 61."""
    short = shift_type("day", "07:00-12:00")
    made = a_week(shift_types=[short], balances=[balance(hours_carried_minutes=-61)])
    assert checks_of(findings(made)) == {"hours_unreachable"}


def test_hourly_staff_have_no_contract_to_fill() -> None:
    never = TURN.model_copy(update={"days": (False,) * 7})
    made = problem(shift_types=[never], employees=[hourly()])
    assert findings(made) == []


@pytest.mark.parametrize(("carried", "fits"), [(-120, True), (-119, False)])
def test_locked_hours_stay_within_the_carry(carried: int, fits: bool) -> None:
    """Two locked shifts of 510 minutes against 240 − carried + 660."""
    made = a_week(
        employees=[employee(degree_pct=10)],
        balances=[balance(hours_carried_minutes=carried)],
        locked_shifts=[
            shift_row(
                start=f"2026-12-2{n} 07:00",
                end=f"2026-12-2{n} 16:00",
                breaks="11:00-11:30",
            )
            for n in (1, 2)
        ],
    )
    assert bool(findings(made, "hours_locked_above")) is not fits


@pytest.mark.parametrize(("minutes", "warned"), [(180, False), (181, True)])
def test_a_week_above_the_best_utilisation_is_a_warning(
    minutes: int, warned: bool
) -> None:
    """Ten visits of 180 minutes are three quarters of 2400."""
    visits = [
        visit(f"v{n}", f"2026-12-2{n % 5 + 1} 0{7 + n // 5}:30", minutes=180)
        for n in range(9)
    ]
    last = visit("v9", "2026-12-25 12:00", minutes=minutes)
    found = findings(a_week(visits=[*visits, last]), "week_short", "week_impossible")
    assert [f.severity for f in found] == (["warning"] if warned else [])


def test_a_week_above_everybodys_hours_is_an_error() -> None:
    made = a_week(
        staffing=[
            need(f"2026-12-2{n} 07:00", f"2026-12-2{n} 16:00") for n in range(1, 8)
        ]
    )
    assert checks_of(findings(made, "week_impossible", "week_short")) == {
        "week_impossible"
    }


@pytest.mark.parametrize(("last_worked", "warned"), [("20", True), ("13", False)])
def test_a_weekend_is_short_when_it_is_nobodys_turn(
    last_worked: str, warned: bool
) -> None:
    every_other = employee(weekends={"worked": 1, "of": 2})
    done = worked(
        "amy", f"2026-12-{last_worked} 07:00", f"2026-12-{last_worked} 13:00", 30
    )
    made = a_week(
        employees=[every_other],
        visits=[visit("v1", "2026-12-26 08:00")],
        worked_shifts=[done],
    )
    found = findings(made, "weekend_short")
    assert [f.date for f in found] == ([day(5)] if warned else [])


# --- locks ---------------------------------------------------------------------


@pytest.mark.parametrize(("start", "fits"), [("07:00", True), ("06:59", False)])
def test_locks_leave_the_daily_rest(start: str, fits: bool) -> None:
    late = shift_type("late", "12:00-20:00", "30@15:00-17:00", kind="evening")
    begins = shift_type("early", f"{start}-14:00", "30@10:00-11:00")
    rows = [
        shift_row(
            start="2026-12-21 12:00",
            end="2026-12-21 20:00",
            shift="late",
            breaks="16:00-16:30",
        ),
        shift_row(
            start=f"2026-12-22 {start}",
            end="2026-12-22 14:00",
            shift="early",
            breaks="10:00-10:30",
        ),
    ]
    amy = employee(day_break=9 * 60)
    made = problem(
        employees=[amy],
        shift_types=[late.model_copy(update={"end": 20 * 60}), begins],
        locked_shifts=rows,
    )
    assert bool(findings(made, "lock_forbidden")) is not fits


def test_a_lock_says_which_rule_it_breaks() -> None:
    away = absence("amy", "2026-12-21 00:00", "2026-12-21 24:00")
    row = shift_row(breaks="11:00-11:30")
    made = a_week(absences=[away], locked_shifts=[row])
    (found,) = findings(made, "lock_forbidden")
    assert (found.facts["rule"], found.employee, found.date) == ("R17", "amy", day(0))


def test_half_a_locked_double_visit_is_work_to_do_and_no_fault() -> None:
    made = a_week(
        employees=team("amy", "ben"),
        visits=[visit(staff=2)],
        locked_shifts=[shift_row(breaks="11:00-11:30")],
        locked_visits=[visit_row(start="2026-12-21 08:00", wait_minutes=58)],
    )
    assert findings(made) == []


def test_a_problem_without_visits_or_demand_is_silent() -> None:
    assert findings(a_week(clients=[client()])) == []


@pytest.mark.parametrize(("paid", "fits"), [(510, True), (480, False)])
def test_a_lock_may_leave_its_breaks_to_the_planner(paid: int, fits: bool) -> None:
    """The break that nobody named is no fault; paid minutes that fit no break are."""
    row = shift_row(breaks="", paid_minutes=paid)
    made = a_week(locked_shifts=[row])
    assert bool(findings(made, "lock_forbidden")) is not fits


NIGHT = shift_type("night", "21:00-07:00", kind="night", paid_meal=True)


def before_a_lock(starts: str, who: str = "amy", **given: object) -> Problem:
    """Ask for a night from which only Amy is not away, and lock a shift after it."""
    hours = f"{starts}-{int(starts[:2]) + 4}{starts[2:]}"
    usual: dict[str, object] = {
        "employees": team("amy", "ben"),
        "shift_types": (NIGHT, shift_type("short", hours)),
        "absences": [absence("ben", "2026-12-21 12:00", "2026-12-22 12:00")],
        "locked_shifts": [
            shift_row(
                who,
                f"2026-12-22 {starts}",
                f"2026-12-22 {hours[6:]}",
                shift="short",
            )
        ],
        "staffing": [need("2026-12-21 21:00", "2026-12-21 31:00")],
    }
    return problem(**usual | given)


@pytest.mark.parametrize(("starts", "fits"), [("18:00", True), ("17:59", False)])
def test_a_lock_that_keeps_the_only_one_from_the_night_is_named(
    starts: str, fits: bool
) -> None:
    found = findings(before_a_lock(starts), "staffing_short")
    said = (
        " Det som hindrar: Amy har låst pass short 2026-12-22 (R02 Vila mellan pass), "
        "R17 Frånvaro och anställningstid (1)."
    )
    assert [f.facts["hindered_sv"] for f in found] == [said] * (not fits)
    assert [f.severity for f in found] == ["error"] * (not fits)


def test_the_lock_of_somebody_else_keeps_nobody_from_the_night() -> None:
    made = before_a_lock("08:00", who="ben", absences=[])
    assert findings(made, "staffing_short") == []


def test_a_locked_night_meets_the_demand() -> None:
    night = shift_row("amy", "2026-12-21 21:00", "2026-12-22 07:00", shift="night")
    made = before_a_lock("17:59", locked_shifts=[night])
    assert findings(made, "staffing_short") == []


def test_a_lock_that_keeps_the_only_one_from_a_visit_is_named() -> None:
    late = visit("v1", "2026-12-21 23:00", "2026-12-21 23:30")
    (found,) = findings(before_a_lock("08:00", visits=[late], staffing=[]))
    assert (found.check, found.severity) == ("nobody_on_duty", "error")
    assert (
        "Amy has shift short locked on 2026-12-22 (R02 Rest between shifts)"
        in found.message("en")
    )


def test_whoever_could_come_on_another_shift_is_not_named() -> None:
    made = before_a_lock(
        "11:00",
        shift_types=(
            NIGHT,
            shift_type("late", "20:00-23:00"),
            shift_type("short", "11:00-15:00"),
        ),
        staffing=[need("2026-12-21 21:00", "2026-12-21 22:00", min=2)],
    )
    (found,) = findings(made, "staffing_short")
    said = " What stands in the way: R17 Absence and employment (1)."
    assert found.facts["hindered_en"] == said


def test_a_second_shift_on_the_day_of_a_lock_is_not_counted_on() -> None:
    made = before_a_lock(
        "18:00",
        shift_types=(
            shift_type("early", "05:00-07:00"),
            shift_type("short", "18:00-22:00"),
        ),
        staffing=[need("2026-12-22 05:00", "2026-12-22 06:00")],
    )
    (found,) = findings(made, "staffing_short")
    assert "short 2026-12-22 (R16 En plats i taget)" in str(found.facts["hindered_sv"])


@pytest.mark.parametrize(("gap", "fits"), [("15:00", True), ("15:01", False)])
def test_a_rule_that_no_shift_type_can_keep_is_named(gap: str, fits: bool) -> None:
    split = shift_type("split", f"07:00-11:00|{gap}-19:00")
    made = a_week(shift_types=[split], visits=[visit("v1", "2026-12-21 08:00")])
    found = findings(made, "nobody_on_duty")
    said = " What stands in the way: R20 Split shifts (1)."
    assert [f.facts["hindered_en"] for f in found] == [said] * (not fits)
    refused = [f.facts["rules_sv"] for f in findings(made, "shift_refused")]
    assert refused == ["R20 Delade turer"] * (not fits)


@pytest.mark.parametrize(("work_max", "refused"), [(255, False), (254, True)])
def test_a_shift_type_that_a_rule_lets_nobody_work_is_named(
    work_max: int, *, refused: bool
) -> None:
    types = (
        shift_type("long", "07:00-16:00", "30@10:30-12:30"),
        shift_type("short", "07:00-11:00"),
    )
    rules = [
        r.model_copy(update={"work_max": work_max}) if r.kind == "breaks" else r
        for r in default_rules()
    ]
    found = feasibility(a_week(shift_types=types), rules)
    named = [f for f in found if f.check == "shift_refused"]
    told = [
        (f.facts["shift"], f.facts["rules_en"], f.facts["advice_en"]) for f in named
    ]
    assert told == [("long", "R14 Breaks", "")] * refused


EVENING = shift_type("late", "14:00-21:30", "30@16:30-18:00", kind="evening")


def test_a_shift_type_without_room_for_rest_tells_which_day_break_has() -> None:
    early = employee(day_break=7 * 60)
    made = a_week(employees=(early,), shift_types=(TURN, EVENING))
    (found,) = findings(made, "shift_refused")
    assert "R01 Dygnsvila tillåter det inte. Med dygnsbryt 07:00" in found.message("sv")
    assert "with 09:00 the shift can be worked" in found.message("en")
    later = made.model_copy(update={"employees": (employee(day_break=9 * 60),)})
    assert findings(later, "shift_refused") == []


def test_days_with_nobody_at_the_same_hours_are_told_once() -> None:
    late = [visit(f"v{n}", f"2026-12-{21 + n} 18:00") for n in range(3)]
    later = visit("w", "2026-12-24 20:00")
    early = employee(day_break=7 * 60)
    types = (TURN, EVENING)
    made = a_week(employees=(early,), shift_types=types, visits=[*late, later])
    found = findings(made, "nobody_on_duty")
    assert [(f.date, f.facts["days"]) for f in found] == [(day(0), 3), (day(3), 1)]
    assert "Berörda dagar: 3." in found[0].message("sv")


def locked_day(*stops: tuple[str, int], who: str = "amy", **given: object) -> Problem:
    """Return Amy's locked day without breaks, and locked visits to Carl."""
    rows = [
        visit_row(
            f"v{n}",
            who,
            f"2026-12-21 {start}",
            minutes,
            from_id="carl" if n else UNIT,
            travel_minutes=0 if n else 2,
        )
        for n, (start, minutes) in enumerate(stops)
    ]
    usual: dict[str, object] = {
        "employees": team("amy", "bob"),
        "visits": [
            visit(f"v{n}", f"2026-12-21 {start}", minutes=minutes)
            for n, (start, minutes) in enumerate(stops)
        ],
        "locked_shifts": [shift_row("amy", paid_minutes=510)],
        "locked_visits": rows,
    }
    return a_week(**usual | given)


@pytest.mark.parametrize(("minutes", "fits"), [(45, True), (46, False)])
def test_breaks_are_laid_between_locked_visits(minutes: int, fits: bool) -> None:
    """Until 11:45 there is half an hour, or a minute less."""
    made = locked_day(("10:30", minutes), ("11:45", 45))
    assert bool(findings(made, "lock_forbidden")) is not fits


@pytest.mark.parametrize(
    ("until", "after", "fits"),
    [
        pytest.param(50, "11:50", True, id="11:20 to 11:50"),
        pytest.param(51, "11:50", False, id="a minute less"),
        pytest.param(53, "11:53", True, id="11:23 to 11:53"),
    ],
)
def test_a_break_is_laid_in_a_gap_off_the_quarter_hours(
    until: int, after: str, fits: bool
) -> None:
    made = locked_day(("10:30", until), (after, 60))
    assert bool(findings(made, "lock_forbidden")) is not fits


@pytest.mark.parametrize(
    ("interval", "after", "fits"),
    [
        pytest.param("10:30-11:40", "11:43", True, id="break, then move"),
        pytest.param("10:30-11:40", "11:42", False, id="a minute less"),
        pytest.param("11:05-12:30", "11:43", True, id="move, then break"),
        pytest.param("11:05-12:30", "11:42", False, id="a minute less again"),
    ],
)
def test_a_break_leaves_room_for_the_move_in_its_gap(
    interval: str, after: str, fits: bool
) -> None:
    """From 11:03 on there are ten minutes to go and half an hour to rest."""
    to, back = TravelRow("carl", "dora", "car"), TravelRow("dora", UNIT, "car")
    made = locked_day(
        ("10:30", 33),
        (after, 45),
        shift_types=(shift_type("day", "07:00-16:00", f"30@{interval}"),),
        clients=(client(), client("dora", lat=59.2)),
        travel_rows={to: 10, back: 10},
    )
    first, last = made.visits
    row = made.locked_visits[1].model_copy(update={"travel_minutes": 10})
    moved = {
        "visits": (first, last.model_copy(update={"client": "dora"})),
        "locked_visits": (made.locked_visits[0], row),
    }
    found = findings(made.model_copy(update=moved), "lock_forbidden")
    assert bool(found) is not fits


def test_a_break_is_laid_at_the_only_lawful_minute() -> None:
    made = locked_day(
        shift_types=[shift_type("day", "07:08-17:38", "30@10:30-13:30")],
        locked_shifts=[
            shift_row("amy", "2026-12-21 07:08", "2026-12-21 17:38", paid_minutes=600)
        ],
    )
    assert findings(made, "lock_forbidden") == []


@pytest.mark.parametrize(("stays", "fits"), [(120, True), (121, False)])
def test_a_break_is_laid_for_the_overtime_locked_after_the_shift(
    stays: int, fits: bool
) -> None:
    """From 12:30, when the break ends at the latest, five hours lead to 17:30."""
    rows = [
        shift_row(end="2026-12-21 15:30", paid_minutes=480),
        shift_row(
            start="2026-12-21 15:30",
            end=f"2026-12-21 {15 + (30 + stays) // 60}:{(30 + stays) % 60:02}",
            part=2,
            paid_minutes=stays,
            pay_class="overtime",
        ),
    ]
    type_ = shift_type("day", "07:00-15:30", "30@10:30-12:30")
    found = findings(locked_day(shift_types=[type_], locked_shifts=rows))
    broken = {f.facts["rule"] for f in found if f.check == "lock_forbidden"}
    assert broken == (set() if fits else {"R14"})


def test_breaks_are_laid_where_only_somebody_else_has_visits() -> None:
    made = locked_day(("10:30", 120), who="bob")
    found = findings(made, "lock_forbidden")
    assert {finding.employee for finding in found} == {"bob"}  # who has no shift


def test_a_break_that_a_lock_names_stays_where_it_is() -> None:
    made = locked_day(locked_shifts=[shift_row(breaks="12:15-12:45")])
    assert {f.facts["rule"] for f in findings(made, "lock_forbidden")} == {"R14"}


@pytest.mark.parametrize("span", ["07:00-07:30", "10:00-11:00", "12:00-12:30"])
def test_a_break_is_laid_in_the_part_of_the_shift_it_belongs_to(span: str) -> None:
    split = shift_type("split", "07:00-12:30|15:00-16:00", f"30@{span}")
    parts = [("07:00", "12:30", 300), ("15:00", "16:00", 60)]
    rows = [
        shift_row(
            start=f"2026-12-21 {start}",
            end=f"2026-12-21 {end}",
            shift="split",
            part=part,
            paid_minutes=paid,
        )
        for part, (start, end, paid) in enumerate(parts, start=1)
    ]
    made = locked_day(shift_types=[split], locked_shifts=rows)
    assert findings(made, "lock_forbidden") == []


def test_a_skill_that_nobody_has_is_a_warning_of_its_own() -> None:
    made = a_week(
        visits=[
            visit("v1", skills={"nurse", "usk"}, priority=3),
            visit("v2", client="dora", skills={"nurse"}, priority=3),
        ],
        staffing=[
            need("2026-12-21 08:00", "2026-12-21 10:00", skills={"stoma"}, min=0)
        ],
    )
    found = findings(made, "skill_missing")
    assert [(f.severity, f.facts) for f in found] == [
        ("warning", {"skill": "nurse", "visits": 2, "needs": 0}),
        ("warning", {"skill": "stoma", "visits": 0, "needs": 1}),
    ]


def test_what_a_planner_would_pass_over_is_told_beforehand() -> None:
    types = (TURN, shift_type("split", "07:00-11:00|11:15-15:30"))
    made = a_week(shift_types=types, visits=[visit("v1", skills={"nurse"})])
    found = [(f.check, f.facts.get("rules_en")) for f in unused(made, default_rules())]
    assert found == [("skill_missing", None), ("shift_refused", "R14 Breaks")]
    assert unused(a_week(visits=[visit()]), default_rules()) == ()


def test_a_shift_type_that_only_some_may_not_work_is_not_named() -> None:
    away = absence("ben", "2026-12-21 00:00", "2026-12-27 24:00")
    made = a_week(employees=team("amy", "ben"), absences=[away])
    assert findings(made, "shift_refused") == []


def test_nothing_more_is_looked_for_when_time_is_up() -> None:
    visits = (visit("v1", skills={"ssk"}), visit("v2", skills={"lift"}))
    made = a_week(visits=visits, employees=team("amy"), shift_types=(TURN,))
    told: list[Finding] = []
    for finding in findings_until(made, default_rules(), lambda: len(told) == 1):
        told.append(finding)
    assert len(told) == 1 < len(feasibility(made, default_rules()))
