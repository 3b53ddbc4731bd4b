"""A plan beside what became of it, reckoned by hand."""

import pytest

from scheduler.audit.figures import EVERYWHERE, Figure
from scheduler.domain.care_need import CareNeed
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.domain.values import PayClass
from scheduler.follow_up.followed_up import FollowUp, GrantedByDecisions, follow_up
from scheduler.follow_up.reported import Reported, ReportedTime, ReportedVisit
from tests.build import (
    MONDAY,
    client,
    day,
    employee,
    plan,
    problem,
    shift_row,
    unit,
    visit,
    visit_row,
)
from tests.scheduler.follow_up.told import sick_day, told_time, told_visit

ROWS = (
    shift_row("amy"),
    shift_row("amy", "2026-12-22 07:00", "2026-12-22 16:00"),
    visit_row("v1"),
    visit_row("v2", start="2026-12-21 10:00", from_id="carl", travel_minutes=0),
    visit_row("pill", start="2026-12-22 08:00"),
)


def dataset(**given: object) -> Problem:
    visits = (
        visit("v1"),
        visit("v2", "2026-12-21 10:00"),
        visit("pill", "2026-12-22 08:00", kind="medication"),
    )
    people = (employee(), employee("pat", degree_pct=50))
    return problem(**{"visits": visits, "employees": people, **given})


def followed(*told: ReportedVisit | ReportedTime, **given: object) -> FollowUp:
    made = dataset(**given)
    visits = tuple(row for row in told if isinstance(row, ReportedVisit))
    times = tuple(row for row in told if isinstance(row, ReportedTime))
    grants = GrantedByDecisions(visits=made.visit)
    reported = Reported(visits=visits, times=times)
    return follow_up(PlanView(made, plan(*ROWS)), grants, reported)


def pill(start: str = "2026-12-22 08:00", minutes: int = 30) -> ReportedVisit:
    return told_visit("pill", start, minutes, kind="medication")


def of(found: FollowUp, id_: str, scope: str = EVERYWHERE) -> Figure:
    return found.performed[scope][id_]


def test_k07_is_performed_time_of_granted_time() -> None:
    found = followed(told_visit(minutes=45), pill(minutes=15))
    k07 = of(found, "K07")
    assert (k07.numerator, k07.denominator) == (1, 1.5)
    assert found.planned[EVERYWHERE]["K07"].value == 100


def test_granted_time_counts_whether_it_is_planned_or_not() -> None:
    made = dataset()
    more = visit("not planned", minutes=90)
    grants = GrantedByDecisions(visits={**made.visit, more.id: more})
    reported = Reported(visits=(told_visit(), pill()))
    found = follow_up(PlanView(made, plan(*ROWS)), grants, reported)
    assert of(found, "K07").denominator == 3
    assert found.clients[0].granted_minutes == 180


def test_a_visit_that_nobody_had_planned_is_performed_time() -> None:
    found = followed(told_visit(), told_visit(None, "2026-12-22 12:00", 60))
    assert of(found, "K07").numerator == 1.5
    assert sum(t.unplanned for t in found.visits) == 1


@pytest.mark.parametrize(
    ("start", "in_time", "late"),
    [
        ("2026-12-22 07:59", 0, [-1]),
        ("2026-12-22 08:00", 1, []),
        ("2026-12-22 09:00", 1, []),
        ("2026-12-22 09:01", 0, [1]),
    ],
)
def test_k08_is_doses_inside_their_window_of_all_doses(
    start: str, in_time: int, late: list[int]
) -> None:
    found = followed(pill(start))
    k08 = of(found, "K08")
    assert (k08.numerator, k08.denominator) == (in_time, 1)
    assert [dose.minutes for dose in found.late] == late


def test_a_dose_that_was_declined_is_no_dose_in_time() -> None:
    found = followed(told_visit("pill", None, outcome="declined", date=day(1)))
    assert (of(found, "K08").numerator, of(found, "K08").denominator) == (0, 1)
    assert found.late == ()


def test_visits_are_counted_by_what_became_of_them() -> None:
    found = followed(
        told_visit(),
        told_visit("v2", None, outcome="declined"),
        told_visit("pill", None, outcome="missed", date=day(1), kind="medication"),
    )
    sums = {
        name: sum(getattr(tally, name) for tally in found.visits)
        for name in ("visits", "performed", "declined", "missed", "silent")
    }
    assert list(sums.values()) == [3, 1, 1, 1, 0]
    assert of(found, "V_declined").value == pytest.approx(100 / 3)


def test_a_visit_by_two_is_in_its_window_when_both_are() -> None:
    visits = (visit("v1", staff=2), *dataset().visits[1:])
    alone = followed(told_visit(), visits=visits)
    assert of(alone, "V_in_window").numerator == 0
    pair = followed(told_visit(), told_visit(employee="pat"), visits=visits)
    assert of(pair, "V_in_window").numerator == 1


def test_only_what_was_declined_counts_as_declined_time() -> None:
    found = followed(told_visit(), told_visit("v2", None, outcome="declined"))
    assert sum(tally.declined_minutes for tally in found.visits) == 30


def test_a_visit_that_somebody_made_was_made() -> None:
    both = (told_visit(), told_visit("v1", None, outcome="declined", employee="pat"))
    assert of(followed(*both), "V_declined").value == 0


def test_a_visit_that_nothing_is_said_of_has_no_report() -> None:
    assert of(followed(told_visit()), "V_silent").numerator == 1


def test_only_days_until_the_last_report_are_followed() -> None:
    found = followed(told_visit())
    assert (found.first, found.last) == (MONDAY, MONDAY)
    assert of(found, "V_silent").denominator == 2


def test_a_declined_visit_gives_back_its_time_and_its_way() -> None:
    far = client("faye", lat=59.5)
    away = visit("v2", "2026-12-21 10:00", client="faye")
    visits = (visit("v1"), away, visit("pill", "2026-12-22 08:00"))
    gone = told_visit("v2", None, outcome="declined", client="faye", reason="tired")
    found = followed(gone, visits=visits, clients=(client(), far))
    [declined] = found.declined
    assert (declined.minutes, declined.reason) == (30, "tired")
    assert declined.employees == ("amy",)
    km = 36.69 * 1.35  # 0.33 degrees of latitude, by road
    one_way = -(-(km / 45 * 60 + 2) // 1)
    assert declined.travel_minutes == 2 * one_way - 2  # carl to the unit: 2 minutes


def test_k01_is_of_those_who_came() -> None:
    found = followed(told_visit(), told_visit("v2", "2026-12-21 10:00", employee="pat"))
    assert of(found, "K01_all").value == 2
    assert found.planned[EVERYWHERE]["K01_all"].value == 1


def test_hours_above_the_contract_are_told_by_week_with_their_pay() -> None:
    late = told_time(end="2026-12-21 17:00")
    called_in = told_time("pat", "2026-12-22 07:00", "2026-12-22 11:00")
    planned = told_time(start="2026-12-22 07:00", end="2026-12-22 16:00")
    found = followed(late, called_in, planned)
    [week] = found.weeks
    assert week.week == MONDAY
    assert week.planned.minutes == {PayClass.ORDINARY: 1080}
    assert week.worked.minutes == {
        PayClass.ORDINARY: 1080,
        PayClass.OVERTIME: 60,
        PayClass.EXTRA: 240,
    }
    assert week.planned.above_cost == 0
    above = [i for i in found.items if i.item.startswith(("overtime", "extra"))]
    assert week.worked.above_cost == sum(item.worked for item in above) > 0
    assert of(found, "K11").numerator == 5


def test_k20_is_changed_shifts_of_published_shifts() -> None:
    found = followed(told_time(end="2026-12-21 17:00"), sick_day("amy", day(1)))
    assert (of(found, "K20").numerator, of(found, "K20").denominator) == (1, 2)


def test_k09_is_sick_hours_of_contracted_hours() -> None:
    found = followed(told_time(), sick_day("amy", day(1)))
    k09 = of(found, "K09")
    # a shift of nine hours; two days of a week of 40 and of 20 hours are due
    assert k09.numerator == 9
    assert k09.denominator == pytest.approx(60 * 4 / 5 / 2)
    assert of(found, "K09_short").value == k09.value


def test_figures_of_a_unit_count_what_belongs_to_it() -> None:
    units = (unit(), unit("outer"))
    visits = (
        visit("v1"),
        visit("v2", "2026-12-21 10:00", unit="outer"),
        visit("pill", "2026-12-22 08:00"),
    )
    found = followed(told_visit(), units=units, visits=visits)
    assert [of(found, "K07", s).denominator for s in ("centre", "outer")] == [0.5, 0.5]
    assert of(found, "K07", "outer").value == 0


def test_what_is_not_reported_is_left_out() -> None:
    found = followed(told_visit())
    assert (found.has_visits, found.has_times, found.weeks) == (True, False, ())
    assert "K09" not in found.performed[EVERYWHERE]
    found = followed(told_time())
    assert (found.has_visits, found.has_times, found.visits) == (False, True, ())
    assert "K07" not in found.performed[EVERYWHERE]


def test_the_need_behind_visits_is_what_is_learnt_of() -> None:
    made = dataset()
    need = CareNeed(id="n1", client="carl", kind="care", minutes=30, opens=0, closes=9)
    grants = GrantedByDecisions(visits=made.visit, needs={"v1": need})
    reported = Reported(visits=(told_visit(),))
    found = follow_up(PlanView(made, plan(*ROWS)), grants, reported)
    assert [row.need for row in found.learnt] == ["n1"]
