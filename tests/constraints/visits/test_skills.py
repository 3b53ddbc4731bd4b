from constraints.visits.skills import Skills
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Visit
from scheduler.rules.rule import Breach
from tests.build import employee, plan, problem, visit, visit_row

AMY = employee("amy", skills={"usk", "insulin"})
BEA = employee("bea", skills={"vb", "car"}, role="vb")


def _check(*visits: Visit, by: str = "amy") -> list[Breach]:
    made = problem(employees=(AMY, BEA), visits=visits)
    rows = [visit_row(v.id, by, staff_no=n + 1) for v in visits for n in range(v.staff)]
    return list(Skills().check(PlanView(made, plan(*rows))))


def test_a_person_with_every_skill_may_come() -> None:
    assert _check(visit(skills={"usk", "insulin"})) == []
    assert _check(visit()) == []


def test_each_missing_skill_counts() -> None:
    [breach] = _check(visit(skills={"usk", "insulin", "car"}), by="bea")
    assert (breach.hard, breach.amount, breach.employee) == (True, 2, "bea")


def test_two_people_do_not_share_their_skills() -> None:
    made = problem(
        employees=(AMY, BEA), visits=(visit(staff=2, skills={"insulin", "car"}),)
    )
    rows = (visit_row(), visit_row(employee="bea", staff_no=2))
    breaches = list(Skills().check(PlanView(made, plan(*rows))))
    assert {b.employee: b.facts["missing"] for b in breaches} == {
        "amy": "car",
        "bea": "insulin",
    }


def test_permits_whoever_lacks_nothing() -> None:
    needs = visit(skills={"insulin"})
    view = PlanView(problem(employees=(AMY, BEA), visits=(needs,)), plan())
    assert Skills().allows_visit(view, AMY, needs)
    assert Skills().allows_visit(view, AMY, visit(skills=AMY.skills))
    assert not Skills().allows_visit(view, BEA, needs)


def test_the_sentence_names_what_is_missing() -> None:
    [breach] = _check(visit(skills={"insulin", "car", "vb"}), by="bea")
    said = "Bea saknar kompetens för besök v1 hos carl den 2026-12-21: insulin."
    assert Skills().explain(breach) == said
    assert "lacks skills" in Skills().explain(breach, "en")
