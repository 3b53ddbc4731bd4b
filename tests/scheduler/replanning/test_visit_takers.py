"""Who could make a visit instead, with the rules that each would break."""

import pytest

from constraints import default_rules
from scheduler.domain.plan import Plan, VisitRow
from scheduler.domain.problem import Problem
from scheduler.replanning.visit_takers import VisitTaker, VisitTakers
from tests.build import at, client, plan, shift_row, visit, visit_row
from tests.scheduler.robustness.ward import on_duty, ward, ward_plan

pytestmark = pytest.mark.usefixtures("plain_weeks")


def takers(
    row: VisitRow, made: Plan | None = None, case: Problem | None = None
) -> dict[str, VisitTaker]:
    found = VisitTakers(case or ward(), made or ward_plan(), default_rules(), row)
    return {taker.employee: taker for taker in found.ranked()}


def test_a_colleague_with_room_breaks_nothing() -> None:
    [bea] = takers(ward_plan().visits[0]).values()
    assert (bea.employee, bea.start, bea.broken) == ("bea", at("2026-12-21 08:00"), ())
    assert bea.is_new


def test_whoever_is_not_on_duty_that_day_is_not_asked() -> None:
    tomorrow = shift_row("cia", "2026-12-22 07:00", "2026-12-22 16:00")
    assert "cia" not in takers(ward_plan().visits[0], ward_plan(tomorrow))


def test_whoever_is_at_another_client_would_break_the_rule_of_one_place() -> None:
    own = visit("own", "2026-12-21 08:00", "2026-12-21 08:00", client="dora")
    fixed = visit("v1", "2026-12-21 08:00", "2026-12-21 08:00")
    case = ward(visits=(own, fixed))
    made = plan(
        on_duty("amy"), on_duty("bea"), visit_row("v1", "amy"), visit_row("own", "bea")
    )
    bea = takers(visit_row("v1", "amy"), made, case)["bea"]
    assert "R16" in {breach.rule for breach in bea.broken}
    assert {breach.visit for breach in bea.broken} >= {"v1"}


def test_whom_the_client_declines_ranks_last_with_the_rule() -> None:
    declined = client("carl", avoid={"bea"})
    made = ward_plan(on_duty("cia"))
    found = takers(ward_plan().visits[0], made, ward(clients=(declined,)))
    assert list(found) == ["cia", "bea"]
    assert [breach.rule for breach in found["bea"].broken] == ["R30"]


def test_an_open_visit_has_takers_too() -> None:
    opened = ward_plan().model_copy(update={"visits": ()})
    row = visit_row("v1", "", start="2026-12-21 08:00")
    assert set(takers(row, opened)) == {"amy", "bea"}


def test_the_other_person_of_a_visit_by_two_is_not_asked() -> None:
    both = visit("both", "2026-12-21 09:00", "2026-12-21 09:00", staff=2)
    rows = (
        visit_row("both", "amy", "2026-12-21 09:00"),
        visit_row("both", "bea", "2026-12-21 09:00", staff_no=2),
    )
    made = plan(on_duty("amy"), on_duty("bea"), on_duty("cia"), *rows)
    assert set(takers(rows[0], made, ward(visits=(both,)))) == {"cia"}
