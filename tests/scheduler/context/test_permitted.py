"""Who may make which visit, asked once of visits that are alike."""

from datetime import timedelta

from constraints import default_rules
from constraints.visits.induction import Induction
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.problem import Problem
from scheduler.rules.tour_weights import TourWeights
from tests.build import MONDAY, client, employee, problem, visit


def varied() -> Problem:
    """Return visits of which each is like some others in one thing only."""
    return problem(
        employees=(
            employee("amy", gender="f", skills=frozenset({"usk"})),
            employee("bob", gender="m", skills=frozenset({"usk", "insulin"})),
            employee("new", gender="f", first=MONDAY),
        ),
        clients=(
            client("carl", avoid=frozenset({"bob"})),
            client("cleo", avoid_gender=frozenset({"m"})),
        ),
        visits=tuple(
            visit(
                f"v{n}",
                f"{MONDAY + timedelta(days=n % 7)} 08:00",
                client=("carl", "cleo")[n % 2],
                kind=("care", "intimate")[n // 2 % 2],
                skills=frozenset({"insulin"} if n % 3 == 0 else ()),
            )
            for n in range(24)
        ),
    )


def test_it_is_what_every_rule_says_of_every_person_and_visit() -> None:
    made = varied()
    rules = [*default_rules(), Induction(days=3)]
    context = PlanningContext(made, rules, TourWeights())
    said = [
        [all(r.allows_visit(context.view, e, v) for r in rules) for e in made.employees]
        for v in made.visits
    ]
    assert context.permitted.tolist() == said
    assert {True, False} == {may for row in said for may in row}


def test_without_visits_nobody_is_asked() -> None:
    context = PlanningContext(problem(visits=()), default_rules(), TourWeights())
    assert context.permitted.shape == (0, len(context.problem.employees))
