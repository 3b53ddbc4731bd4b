"""When somebody calls in sick, what is done stays, and what is left is lost."""

from datetime import timedelta

import pytest

from constraints import default_rules
from scheduler.audit.audit import audit
from scheduler.domain.clock import wall_clock
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.replanning.line_judge import more_broken
from scheduler.replanning.sick_call import SickCall, Vacancy, after_calls
from tests.build import ZONE, at, plan, shift_row, shift_type, visit_row
from tests.scheduler.replanning.calls import vacancy, ways
from tests.scheduler.robustness.ward import DAY, on_duty, ward, ward_plan

pytestmark = pytest.mark.usefixtures("plain_weeks")
NIGHT = shift_type("night", "21:00-07:00", kind="night")


def shown(instant: int) -> str:
    return f"{wall_clock(ZONE).local(instant):%d %H:%M}"


def amys(made: Plan) -> list[tuple[str, str]]:
    return [(shown(r.start), shown(r.end)) for r in made.shifts if r.employee == "amy"]


@pytest.mark.parametrize(
    ("moment", "kept", "lost"),
    [
        ("06:10", [], ("21 07:00", "21 16:00")),
        ("07:00", [], ("21 07:00", "21 16:00")),
        ("07:01", [("21 07:00", "21 07:01")], ("21 07:01", "21 16:00")),
        ("15:59", [("21 07:00", "21 15:59")], ("21 15:59", "21 16:00")),
    ],
)
def test_a_shift_is_lost_from_the_minute_of_the_call(
    moment: str, kept: list[tuple[str, str]], lost: tuple[str, str]
) -> None:
    bare = plan(on_duty("amy"), on_duty("bea"))
    found = vacancy(f"2026-12-21 {moment}", made=bare, case=ward(visits=()))
    assert amys(found.plan) == kept
    [duty] = found.lost
    assert (shown(duty.span[0]), shown(duty.span[1])) == lost
    assert duty.is_whole == (not kept)


def test_nothing_is_otherwise_when_the_shift_is_over() -> None:
    found = vacancy("2026-12-21 16:00")
    assert (found.lost, found.plan, found.problem) == ((), ward_plan(), ward())


@pytest.mark.parametrize(
    ("moment", "lost"), [("08:00", ["v1", "v2"]), ("08:01", ["v2"])]
)
def test_a_visit_that_has_begun_is_made(moment: str, lost: list[str]) -> None:
    [duty] = vacancy(f"2026-12-21 {moment}").lost
    assert [row.visit for row in duty.visits] == lost


def test_whoever_leaves_first_ends_the_visit_and_comes_back() -> None:
    """Carl's visit lasts until 8:30, and it is 2 minutes to the unit."""
    found = vacancy("2026-12-21 08:10")
    assert amys(found.plan) == [("21 07:00", "21 08:32")]
    assert shown(found.problem.absences[-1].start) == "21 08:32"
    assert found.moment == at("2026-12-21 08:10")


def test_a_break_that_has_begun_is_taken_and_is_not_paid() -> None:
    found = vacancy("2026-12-21 11:40")
    [row] = [r for r in found.plan.shifts if r.employee == "amy"]
    assert (shown(row.end), row.paid_minutes) == ("21 12:00", 4 * 60 + 30)


@pytest.mark.parametrize("moment", ["07:01", "08:10", "11:31", "13:10", "15:59"])
def test_a_shift_that_is_cut_breaks_nothing(moment: str) -> None:
    case, rules = ward(), default_rules()
    before = audit(case, ward_plan(), rules).breaches
    found = vacancy(f"2026-12-21 {moment}")
    after = audit(found.problem, found.plan, rules).breaches
    assert more_broken(before, after) == []


def test_without_an_end_the_day_and_its_last_shift_are_lost() -> None:
    """Of the night that began yesterday what is left, and all of the next."""
    case = ward(shift_types=(shift_type("day", breaks=DAY), NIGHT), visits=())
    made = plan(
        shift_row("amy", "2026-12-21 21:00", "2026-12-22 07:00", shift="night"),
        shift_row("amy", "2026-12-22 21:00", "2026-12-23 07:00", shift="night"),
        shift_row("amy", "2026-12-23 21:00", "2026-12-24 07:00", shift="night"),
    )
    found = vacancy("2026-12-22 02:00", made=made, case=case)
    assert [shown(duty.span[0]) for duty in found.lost] == ["22 02:00", "22 21:00"]
    assert shown(found.problem.absences[-1].end) == "23 07:00"
    assert amys(found.plan) == [("21 21:00", "22 02:00"), ("23 21:00", "24 07:00")]


@pytest.mark.parametrize(("end", "shifts"), [("07:00", 1), ("07:01", 2)])
def test_a_shift_is_lost_that_begins_before_the_end(end: str, shifts: int) -> None:
    tomorrow = shift_row("amy", "2026-12-22 07:00", "2026-12-22 16:00", "11:30-12:00")
    made = ward_plan(tomorrow)
    found = vacancy("2026-12-21 06:00", f"2026-12-22 {end}", made=made)
    assert len(found.lost) == shifts


def test_what_is_lost_is_locked_no_more_and_all_else_is() -> None:
    mine, hers = on_duty("amy"), on_duty("bea")
    first = visit_row("v1", "amy")
    case = ward(locked_shifts=(mine, hers), locked_visits=(first,))
    early = vacancy("2026-12-21 06:10", case=case).problem
    assert (early.locked_shifts, early.locked_visits) == ((hers,), ())
    late = vacancy("2026-12-21 08:01", case=case).problem
    assert (late.locked_shifts, late.locked_visits) == ((hers,), (first,))


def test_people_have_been_told_of_the_plan_that_is_worked() -> None:
    found = vacancy("2026-12-21 06:10").problem
    assert str(found.published_on) == "2026-12-21"
    assert found.published_shifts == ward_plan().shifts


@pytest.mark.parametrize(
    ("evening", "hours"), [("2027-03-27", 6), ("2027-10-30", 8), ("2027-11-06", 7)]
)
def test_time_worked_on_a_night_of_clock_change_is_elapsed(
    evening: str, hours: int
) -> None:
    """From nine until four: an hour less in spring, one more in autumn."""
    row = shift_row("amy", f"{evening} 21:00", f"{evening} 31:00", shift="night")
    case = ward(shift_types=(NIGHT,), visits=(), start=row.date)
    next_day = row.date + timedelta(days=1)
    found = vacancy(f"{next_day} 04:00", made=plan(row), case=case)
    [kept] = found.plan.shifts
    assert kept.paid_minutes == kept.end - kept.start == 60 * hours


def both_ill(*who: str, **given: object) -> Vacancy:
    """Return what is left when some call at the same minute."""
    view = PlanView(ward(**given), ward_plan())
    start, end = at("2026-12-21 06:10"), at("2026-12-22 00:00")
    calls = [SickCall(employee=each, start=start, end=end) for each in who]
    return after_calls(view, calls)


def test_when_two_are_ill_neither_is_there_for_the_other() -> None:
    found = both_ill("amy", "bea")
    assert [duty.rows[0].employee for duty in found.lost] == ["amy", "bea"]
    assert found.plan.shifts == ()
    assert [a.employee for a in found.problem.absences] == ["amy", "bea"]
    for number in (0, 1):
        offered = {way.employee for way in ways(found, number)}
        assert "hal" in offered
        assert not offered & {"amy", "bea"}


def test_who_is_ill_on_a_day_off_is_not_called_in_for_another() -> None:
    assert "hal" in {way.employee for way in ways(both_ill("amy"))}
    assert "hal" not in {way.employee for way in ways(both_ill("amy", "hal"))}


def test_people_were_told_the_shifts_of_everybody_who_is_ill() -> None:
    published = both_ill("amy", "bea").problem.published_shifts
    assert {row.employee for row in published} == {"amy", "bea"}


def test_nobodys_lock_is_left_on_what_somebody_ill_would_do() -> None:
    locks = (on_duty("amy"), on_duty("bea"))
    assert both_ill("amy", "bea", locked_shifts=locks).problem.locked_shifts == ()
