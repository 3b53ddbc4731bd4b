import pytest

from constraints.visits.double_staffing import DoubleStaffing
from scheduler.domain.plan import VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.rules.rule import Breach
from tests.build import plan, problem, team, visit, visit_row

RULE = DoubleStaffing()


def _check(*rows: VisitRow, staff: int = 2) -> list[Breach]:
    made = problem(employees=team("amy", "bea", "cid"), visits=(visit(staff=staff),))
    return list(RULE.check(PlanView(made, plan(*rows))))


def _second(
    employee: str = "bea", start: str = "2026-12-21 08:00", staff_no: int = 2
) -> VisitRow:
    return visit_row(employee=employee, start=start, staff_no=staff_no)


def test_two_people_who_come_and_go_together_are_right() -> None:
    assert _check(visit_row(), _second()) == []


def test_a_visit_that_nobody_makes_is_not_half_made() -> None:
    assert _check() == []


def test_nobody_goes_alone_to_a_double_staffed_visit() -> None:
    [breach] = _check(visit_row())
    assert (breach.message, breach.found, breach.limit) == ("too_few", 1, 2)
    assert breach.hard


def test_one_person_does_not_fill_both_places() -> None:
    [breach] = _check(visit_row(), _second("amy"))
    assert breach.message == "too_few"


@pytest.mark.parametrize("swapped", [False, True], ids=["in order", "reversed"])
@pytest.mark.parametrize(
    ("start", "apart"), [("08:00", 0), ("08:01", 1), ("08:20", 20)]
)
def test_both_start_at_the_same_minute(start: str, apart: int, swapped: bool) -> None:
    rows = [visit_row(), _second(start=f"2026-12-21 {start}")]
    breaches = _check(*(reversed(rows) if swapped else rows))
    assert [b.amount for b in breaches] == ([apart] if apart else [])


@pytest.mark.parametrize(("minutes", "off"), [(29, 1), (30, 0), (31, 1), (-5, 35)])
@pytest.mark.parametrize("staff", [1, 2])
def test_everybody_stays_the_whole_visit(staff: int, minutes: int, off: int) -> None:
    rows = [visit_row(minutes=minutes), _second()][:staff]
    breaches = _check(*rows, staff=staff)
    assert [b.amount for b in breaches] == ([off] if off else [])
    assert all((b.message, b.employee) == ("length", "amy") for b in breaches)


def test_everything_wrong_is_found_at_once() -> None:
    rows = visit_row(minutes=10), _second("amy", start="2026-12-21 08:05")
    assert [b.message for b in _check(*rows)] == ["too_few", "apart", "length"]


def test_a_third_person_is_not_for_this_rule() -> None:
    assert _check(visit_row(), _second(), _second("cid", staff_no=3)) == []


def test_the_sentences_are_in_both_languages() -> None:
    rows = visit_row(minutes=10), _second("amy", start="2026-12-21 08:05")
    said = [RULE.explain(b) for b in _check(*rows)]
    assert said == [
        "Besök v1 hos carl den 2026-12-21 kräver 2 olika medarbetare men har 1.",
        "De som gör besök v1 hos carl börjar inte samtidigt: den första "
        "2026-12-21 08:00, den sista 2026-12-21 08:05.",
        "Amy är 10 min på besök v1 hos carl den 2026-12-21, som ska ta 30 min.",
    ]
    assert all(RULE.explain(b, "en") for b in _check(*rows))
