import pytest

from constraints.visits.induction import Induction
from scheduler.domain.plan_view import PlanView
from scheduler.rules.rule import Breach
from tests.build import day, employee, plan, problem, visit, visit_row

WEEK = tuple(visit(f"v{n}", f"{day(n)} 08:00") for n in range(7))


def _breaches(first: int | None, days: int = 3) -> list[Breach]:
    """Judge a person who begins on plan day ``first`` and visits every day."""
    made = problem(
        employees=(employee(first=None if first is None else day(first)),), visits=WEEK
    )
    rows = [visit_row(f"v{n}", start=f"{day(n)} 08:00") for n in range(7)]
    return list(Induction(days=days).check(PlanView(made, plan(*rows))))


@pytest.mark.parametrize(
    ("first", "blocked"),
    [
        pytest.param(None, [], id="always been here"),
        pytest.param(-3, [], id="began three days before the plan"),
        pytest.param(-2, [0], id="began two days before the plan"),
        pytest.param(0, [0, 1, 2], id="begins with the plan"),
        pytest.param(1, [1, 2, 3], id="begins the day after"),
        pytest.param(5, [5, 6], id="begins near the end"),
    ],
)
def test_no_visits_on_the_first_three_days(
    first: int | None, blocked: list[int]
) -> None:
    breaches = _breaches(first)
    assert [b.visit for b in breaches] == [f"v{n}" for n in blocked]
    assert all(b.hard for b in breaches)


@pytest.mark.parametrize("days", [0, 1, 5])
def test_the_length_is_local(days: int) -> None:
    assert [b.date for b in _breaches(1, days)] == [day(1 + n) for n in range(days)]


@pytest.mark.parametrize("first", [None, -3, -2, 0, 1, 2, 6])
def test_permits_exactly_what_it_does_not_find(first: int | None) -> None:
    person = employee(first=None if first is None else day(first))
    view = PlanView(problem(employees=(person,), visits=WEEK), plan())
    refused = [v.id for v in WEEK if not Induction().allows_visit(view, person, v)]
    assert refused == [b.visit for b in _breaches(first)]


def test_the_sentence_says_until_when() -> None:
    breach = _breaches(1)[0]
    assert Induction().explain(breach) == (
        "Amy går bredvid till och med 2026-12-24 men har fått besök v1 hos carl den "
        "2026-12-22."
    )
    assert "until 2026-12-24" in Induction().explain(breach, "en")
