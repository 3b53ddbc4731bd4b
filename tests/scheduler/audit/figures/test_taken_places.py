import pytest

from scheduler.audit.figures.taken_places import minutes_at_client, places_taken
from scheduler.domain.plan import VisitRow
from scheduler.domain.plan_view import PlanView
from tests.build import plan, problem, team, visit, visit_row


def taken(staff: int, *rows: VisitRow) -> dict[int, str]:
    case = problem(employees=team("amy", "bob"), visits=(visit(staff=staff),))
    places = places_taken(PlanView(case, plan(*rows)))["v1"]
    return {number: row.employee for number, row in places.items()}


def test_two_people_take_two_places() -> None:
    rows = visit_row(), visit_row(employee="bob", staff_no=2)
    assert taken(2, *rows) == {1: "amy", 2: "bob"}


def test_one_person_cannot_be_both() -> None:
    assert taken(2, visit_row(), visit_row(staff_no=2)) == {1: "amy"}


def test_a_place_is_taken_once() -> None:
    assert taken(1, visit_row(), visit_row(employee="bob")) == {1: "amy"}


@pytest.mark.parametrize("number", [0, 2])
def test_a_place_that_the_visit_does_not_have_is_not_taken(number: int) -> None:
    assert taken(1, visit_row(staff_no=number)) == {}


def test_somebody_unknown_takes_no_place() -> None:
    assert taken(1, visit_row(employee="nobody")) == {}


def test_a_row_of_an_unknown_visit_is_passed_over() -> None:
    assert taken(1, visit_row("v9")) == {}


@pytest.mark.parametrize(
    ("planned", "counted"), [(29, 29), (30, 30), (31, 30), (-10, 0)]
)
def test_client_time_is_what_is_planned_but_no_more_than_granted(
    planned: int, counted: int
) -> None:
    assert minutes_at_client(visit(), visit_row(minutes=planned)) == counted
