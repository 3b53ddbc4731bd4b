import pytest

from constraints.visits.visits_done import VisitsDone
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Visit
from scheduler.rules.rule import Breach
from scheduler.rules.tour_weights import TourWeights
from tests.build import plan, problem, team, visit, visit_row

RULE = VisitsDone()


def _check(wanted: Visit, *numbers: int, rule: VisitsDone = RULE) -> list[Breach]:
    """Judge a visit whose rows have these staff numbers."""
    made = problem(employees=team("amy", "bea", "cid"), visits=(wanted,))
    people = ("amy", "bea", "cid")
    rows = [
        visit_row(employee=who, staff_no=n)
        for n, who in zip(numbers, people, strict=False)
    ]
    return list(rule.check(PlanView(made, plan(*rows))))


@pytest.mark.parametrize(
    ("staff", "numbers", "open_places"),
    [(1, [], 1), (1, [1], 0), (2, [], 2), (2, [1], 1), (2, [2], 1), (2, [1, 2], 0)],
)
@pytest.mark.parametrize("priority", [1, 2])
def test_each_open_place_of_a_must_visit_costs(
    priority: int, staff: int, numbers: list[int], open_places: int
) -> None:
    breaches = _check(visit(priority=priority, staff=staff), *numbers)
    assert [b.cost for b in breaches] == [2_000_000 * open_places] * bool(open_places)
    assert all((b.message, b.hard) == ("must", False) for b in breaches)


@pytest.mark.parametrize("staff", [1, 2])
def test_an_optional_visit_costs_by_the_minute(staff: int) -> None:
    [breach] = _check(visit(priority=3, staff=staff, minutes=40))
    assert breach.weight == 20_000 + 40 * 500
    assert breach.cost == staff * breach.weight
    assert breach.message == "optional"


@pytest.mark.parametrize(
    ("staff", "numbers", "surplus", "open_places"),
    [
        pytest.param(1, [1, 2], 1, 0, id="one too many"),
        pytest.param(2, [1, 2, 2], 1, 0, id="a place filled twice"),
        pytest.param(2, [1, 1], 1, 1, id="one place twice, the other open"),
        pytest.param(2, [1, 3], 1, 1, id="a place that is not there"),
        pytest.param(1, [0], 1, 1, id="places are counted from one"),
        pytest.param(1, [4, 5, 6], 3, 1, id="nothing right"),
    ],
)
def test_rows_for_wrong_places_are_hard_breaches(
    staff: int, numbers: list[int], surplus: int, open_places: int
) -> None:
    breaches = _check(visit(staff=staff), *numbers)
    assert [b.amount for b in breaches if b.hard] == [surplus]
    assert sum(b.amount for b in breaches if not b.hard) == open_places


def test_its_defaults_are_the_engines() -> None:
    assert RULE.price_tours(TourWeights()) == TourWeights()
    own = VisitsDone(price_kr=1, optional_kr=2, optional_minute_kr=0.03)
    changed = own.price_tours(TourWeights())
    assert (changed.open_must, changed.open_optional) == (100, 200)
    assert changed.open_optional_minute == 3
    [breach] = _check(visit(priority=3), rule=own)
    assert breach.cost == 200 + 30 * 3


def test_the_sentences_say_how_many_are_there() -> None:
    [must] = _check(visit(staff=2), 1)
    [optional] = _check(visit(priority=3))
    [wrong] = _check(visit(), 1, 2)
    assert RULE.explain(must) == (
        "Måste-besök v1 hos carl den 2026-12-21 är obemannat: 1 av 2 medarbetare."
    )
    assert "som får utgå, är obemannat: 0 av 1" in RULE.explain(optional)
    assert "1 plats," in RULE.explain(wrong)
    assert "place 1, 2" in RULE.explain(wrong, "en")
