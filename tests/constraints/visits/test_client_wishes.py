import pytest

from constraints.visits.client_wishes import ClientWishes
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Client, Employee
from scheduler.rules.rule import Breach
from tests.build import client, employee, plan, problem, visit, visit_row

RULE = ClientWishes()
AMY = employee("amy", gender="f")
BO = employee("bo", gender="m")
KIM = employee("kim")
KINDS = ("care", "intimate", "medication", "alarm")


def _check(carl: Client, by: Employee, kind: str = "care") -> list[Breach]:
    """Judge one visit, and insist that ``allows_visit`` says the same."""
    wanted = visit(kind=kind)
    made = problem(employees=(AMY, BO, KIM), clients=(carl,), visits=(wanted,))
    view = PlanView(made, plan(visit_row(employee=by.id)))
    breaches = list(RULE.check(view))
    assert RULE.allows_visit(view, by, wanted) == (not breaches)
    return breaches


@pytest.mark.parametrize("kind", KINDS)
def test_a_person_who_is_avoided_never_comes(kind: str) -> None:
    carl = client(avoid={"bo"})
    [breach] = _check(carl, BO, kind)
    assert (breach.hard, breach.message, breach.employee) == (True, "person", "bo")
    assert _check(carl, AMY, kind) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_gender_is_avoided_in_intimate_care_alone(kind: str) -> None:
    carl = client(avoid_gender={"m"})
    found = [b.message for b in _check(carl, BO, kind)]
    assert found == (["gender"] if kind == "intimate" else [])
    assert _check(carl, AMY, kind) == []


def test_an_unknown_gender_is_not_an_avoided_one() -> None:
    assert _check(client(avoid_gender={"m", "f", "x"}), KIM, "intimate") == []


def test_who_is_avoided_twice_over_is_told_once() -> None:
    carl = client(avoid={"bo"}, avoid_gender={"m"})
    assert [b.message for b in _check(carl, BO, "intimate")] == ["person"]


def test_a_client_without_wishes_takes_anybody() -> None:
    assert _check(client(), BO, "intimate") == []


def test_the_sentences_name_client_and_person() -> None:
    [person] = _check(client(avoid={"bo"}), BO)
    [gender] = _check(client(avoid_gender={"m"}), BO, "intimate")
    assert RULE.explain(person) == (
        "carl har tackat nej till besök av Bo, som är planerad på besök v1 den "
        "2026-12-21."
    )
    assert "samma kön som Bo" in RULE.explain(gender)
    assert "same gender as Bo" in RULE.explain(gender, "en")
