"""One client of a plan: who comes, how many in 14 days, what is open and why."""

from typing import Any

import pytest

from api.clients.client_answers import ClientAnswer, VisitorRole
from api.clients.client_in_plan import client_in_plan
from api.clients.client_lines import client_lines
from data.cell_place import CellPlace
from data.faults import BadInput
from scheduler.domain.plan import Plan, Unassigned
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from tests.build import client, day, done, plan, problem, team, visit, visit_row

HERE = CellPlace("client_id")


def week(**given: object) -> Problem:
    """Build a week in which Carl, whose contact is Amy, has three visits and an alarm.

    Doris has one visit, and another contact.
    """
    usual: dict[str, Any] = {
        "employees": team("amy", "bo", "cia"),
        "clients": (
            client(contact="amy", backups=("bo",)),
            client("doris", contact="cia"),
        ),
        "visits": (
            visit("v1"),
            visit("v2", "2026-12-21 10:00", minutes=20),
            visit("v3", "2026-12-22 08:00", staff=2, priority=3),
            visit("v4", "2026-12-22 12:00", kind="alarm"),
            visit("v5", "2026-12-22 09:00", client="doris"),
        ),
        "done_visits": (done("bo", day(-1)),),
    }
    return problem(**usual | given)


PLANNED = plan(
    visit_row("v1"),
    visit_row("v2", "bo", "2026-12-21 10:00", 20),
    visit_row("v3", "amy", "2026-12-22 08:00"),
    visit_row("v4", "cia", "2026-12-22 12:00"),
    Unassigned(visit="v3", staff_no=2, reason="too_few", proof="impossible"),
    Unassigned(visit="v5", reason="no_shift"),
)


def told(problem: Problem, planned: Plan = PLANNED) -> ClientAnswer:
    return client_in_plan(PlanView(problem, planned), "carl", HERE)


def test_whoever_comes_most_stands_first_and_alarms_do_not_count() -> None:
    found = [(v.employee_id, v.role, v.visits, v.is_new) for v in told(week()).visitors]
    assert found == [
        ("amy", VisitorRole.CONTACT, 2, True),
        ("bo", VisitorRole.BACKUP, 1, False),
    ]


def test_the_share_of_the_contact_is_of_the_places_that_are_taken() -> None:
    answer = told(week())
    assert answer.contact_share == pytest.approx(2 / 3)
    assert answer.group_share == pytest.approx(1)


def test_a_client_without_a_contact_has_no_share() -> None:
    answer = told(week(clients=(client(), client("doris"))))
    assert (answer.contact_share, answer.group_share) == (None, None)


def test_days_count_from_the_first_that_is_known_of_anybody() -> None:
    counted = [(w.first, w.last, w.people) for w in told(week()).windows]
    assert counted == [(day(-1), day(6), 2)]
    elsewhere = week(done_visits=(done("bo", day(-10), "doris"),))
    ends = [(w.first, w.last, w.people) for w in told(elsewhere).windows]
    assert ends[0] == (day(-10), day(3), 2)
    assert len(ends) == 4


def test_a_client_who_does_not_count_has_no_windows() -> None:
    answer = told(week(clients=(client(counts_continuity=False), client("doris"))))
    assert (answer.windows, answer.most_people) == ([], None)
    assert answer.visitors


def test_time_is_granted_and_made_place_by_place() -> None:
    answer = told(week())
    assert answer.granted == 4
    assert answer.granted_minutes == 30 + 20 + 2 * 30 + 30
    assert answer.made_minutes == answer.granted_minutes - 30


def test_an_open_place_says_what_stopped_it_and_what_is_proved() -> None:
    [place] = told(week()).open
    assert (place.visit_id, place.staff_no, place.is_must) == ("v3", 2, False)
    assert (place.opens, place.closes) == ("08:00", "09:00")
    assert place.proof == "impossible"
    assert place.reason_en


def test_a_place_that_the_plan_says_nothing_of_is_open_without_a_reason() -> None:
    places = told(week(), Plan()).open
    assert [p.visit_id for p in places] == ["v1", "v2", "v4", "v3", "v3"]
    assert {(p.reason_sv, p.proof) for p in places} == {("", None)}


def test_days_have_their_visits_in_the_order_in_which_they_are_made() -> None:
    late = plan(visit_row("v1", start="2026-12-21 08:50"))
    [monday, tuesday] = told(week(), late).days
    assert [v.visit_id for v in monday.visits] == ["v1", "v2"]
    assert monday.visits[0].start == "08:50"
    assert monday.visits[1].start is None
    assert tuesday.date == day(1)


def test_nobody_is_told_of_a_client_who_is_not_there() -> None:
    with pytest.raises(BadInput):
        client_in_plan(PlanView(week(), PLANNED), "zed", HERE)


def test_clients_with_open_places_stand_first_then_those_who_meet_most() -> None:
    lines = client_lines(PlanView(week(), PLANNED))
    assert [(line.client.id, line.open) for line in lines] == [
        ("carl", 1),
        ("doris", 1),
    ]
    second = plan(
        *PLANNED.visits, visit_row("v3", "cia", "2026-12-22 08:00", staff_no=2)
    )
    lines = client_lines(PlanView(week(), second))
    assert [line.client.id for line in lines] == ["doris", "carl"]


def test_a_visit_both_places_of_which_are_open_is_one_open_visit() -> None:
    lines = client_lines(PlanView(week(), Plan()))
    assert {line.client.id: (line.open, line.visits) for line in lines} == {
        "carl": (4, 4),
        "doris": (1, 1),
    }


@pytest.mark.parametrize(
    ("text", "found"), [("", 2), (" CARL", 1), ("cia", 1), ("centre", 2), ("zed", 0)]
)
def test_a_client_is_found_by_what_is_known_of_it(text: str, found: int) -> None:
    lines = client_lines(PlanView(week(), PLANNED))
    assert sum(line.is_meant(text) for line in lines) == found
