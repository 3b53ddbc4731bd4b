import pytest

from constraints.visits.visit_order import VisitOrder
from scheduler.domain.plan import VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.rules.rule import Breach
from tests.build import plan, problem, team, visit, visit_row

RULE = VisitOrder()


def _check(*rows: VisitRow, swapped: bool = False, **gaps: int) -> list[Breach]:
    """Judge a first visit, done by 08:30, and a ``next`` that is to come after it."""
    second = visit("next", staff=2).model_copy(update={"after": "first", **gaps})
    visits = (visit("first", staff=2), second)
    made = problem(
        employees=team("amy", "bea"), visits=visits[::-1] if swapped else visits
    )
    return list(RULE.check(PlanView(made, plan(*rows))))


def _next(clock: str, employee: str = "amy", staff_no: int = 1) -> VisitRow:
    return visit_row("next", employee, f"2026-12-21 {clock}", staff_no=staff_no)


FIRST = visit_row("first")


@pytest.mark.parametrize("swapped", [False, True], ids=["in order", "reversed"])
@pytest.mark.parametrize(
    ("clock", "found"),
    [
        ("08:29", [("too_soon", 61)]),
        ("09:29", [("too_soon", 1)]),
        ("09:30", []),
        ("10:30", []),
        ("10:31", [("too_late", 1)]),
        ("07:00", [("too_soon", 150)]),
    ],
)
def test_the_gap_lies_between_its_bounds(
    clock: str, found: list[tuple[str, int]], swapped: bool
) -> None:
    breaches = _check(FIRST, _next(clock), swapped=swapped, gap_min=60, gap_max=120)
    assert [(b.message, b.amount) for b in breaches] == found
    assert all(b.hard for b in breaches)


@pytest.mark.parametrize(("clock", "short"), [("08:29", 1), ("08:30", 0), ("23:00", 0)])
def test_without_bounds_the_first_has_ended(clock: str, short: int) -> None:
    breaches = _check(FIRST, _next(clock))
    assert [b.amount for b in breaches] == ([short] if short else [])


def test_a_negative_gap_lets_visits_overlap() -> None:
    assert _check(FIRST, _next("08:10"), gap_min=-20) == []
    assert [b.amount for b in _check(FIRST, _next("08:09"), gap_min=-20)] == [1]


def test_of_two_people_the_last_to_leave_and_the_first_to_come_count() -> None:
    stayed = visit_row("first", "bea", minutes=45, staff_no=2)
    rows = FIRST, stayed, _next("08:50"), _next("08:48", "bea", staff_no=2)
    assert [b.found for b in _check(*rows, gap_min=4)] == [3]
    assert _check(*rows, gap_min=3) == []


def test_it_takes_two_visits_to_have_an_order() -> None:
    assert _check(FIRST, gap_max=10) == []
    assert _check(_next("08:00")) == []


def test_the_sentence_says_what_follows_what() -> None:
    [soon] = _check(FIRST, _next("09:00"), gap_min=60)
    [late] = _check(FIRST, _next("11:00"), gap_max=60)
    assert RULE.explain(soon) == (
        "Besök next hos carl börjar 2026-12-21 09:00, 30 min efter besök first "
        "(slut 2026-12-21 08:30); minst 60 min krävs."
    )
    assert "högst 60 min" in RULE.explain(late)
    assert "at most 60 min" in RULE.explain(late, "en")
