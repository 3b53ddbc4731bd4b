import pytest

from scheduler.pay.lines import CostLine
from tests.build import employee, need, plan, problem, shift_row, unit, visit, visit_row
from tests.scheduler.audit.figures.made import figures_of, parts


def line(item: str, kronor: int, employee: str = "amy") -> CostLine:
    return CostLine(employee=employee, item=item, minutes=0, amount=kronor * 100)


PAY = (
    line("base", 800),
    line("extra", 40),
    line("overtime_simple", 60),
    line("overtime_qualified", 100),
    line("po", 500),
)


def test_extra_and_overtime_pay_is_a_share_of_all_pay_without_on_costs() -> None:
    found = figures_of(problem(), plan(), costs=PAY)["K10"]
    assert parts(found) == (200, 1000, 20)


def test_nothing_paid_has_no_share() -> None:
    assert parts(figures_of(problem(), plan())["K10"]) == (0, 0, None)


def test_cost_of_a_client_hour_is_all_cost_by_hours_with_clients() -> None:
    case = problem(visits=(visit(minutes=120),))
    made = plan(shift_row(), visit_row(minutes=120))
    assert parts(figures_of(case, made, costs=PAY)["K13"]) == (1500, 2, 750)


def test_no_client_hours_have_no_cost_each() -> None:
    assert figures_of(problem(), plan(), costs=PAY)["K13"].value is None


def test_residential_staff_are_not_in_the_cost_of_a_client_hour() -> None:
    case = problem(
        units=(unit(), unit("home")),
        employees=(employee("amy"), employee("ruth", unit="home")),
        visits=(visit(minutes=60), visit("v2", minutes=60)),
        staffing=(need("2026-12-21 07:00", "2026-12-21 15:00", unit="home"),),
    )
    costs = (line("base", 300), line("base", 900, "ruth"))
    made = plan(visit_row(minutes=60), visit_row("v2", "ruth", minutes=60))
    assert parts(figures_of(case, made, costs=costs)["K13"]) == (300, 1, 300)
    home = figures_of(case, made, costs=costs, scope="home")["K13"]
    assert parts(home) == (0, 0, None)


def test_a_unit_with_visits_and_headcount_demand_is_in_the_cost() -> None:
    demand = need("2026-12-21 07:00", "2026-12-21 15:00")
    case = problem(visits=(visit(minutes=60),), staffing=(demand,))
    made = plan(shift_row(), visit_row(minutes=60))
    assert figures_of(case, made, costs=(line("base", 300),))["K13"].value == 300


def test_unsocial_hours_are_told_apart_by_band_with_their_nights() -> None:
    costs = (
        line("ob_a", 1),
        line("ob_a_night", 2),
        line("ob_b", 10),
        line("ob_b_night", 20),
        line("ob_c", 100),
        line("ob_d", 1000),
        line("po", 5),
    )
    found = figures_of(problem(), plan(), costs=costs)
    bands = [found[f"K14_{band}"].value for band in "abcd"]
    assert bands == [3, 30, 100, 1000]
    assert parts(found["K14"]) == (1133, 1, 1133)


@pytest.mark.parametrize(("scope", "kronor"), [("centre", 1), ("outer", 2)])
def test_pay_belongs_to_the_unit_of_the_employee(scope: str, kronor: int) -> None:
    case = problem(
        units=(unit(), unit("outer")),
        employees=(employee("amy"), employee("bob", unit="outer")),
    )
    costs = (line("ob_d", 1), line("ob_d", 2, "bob"), line("ob_d", 4, "nobody"))
    assert figures_of(case, plan(), costs=costs, scope=scope)["K14"].value == kronor
    assert figures_of(case, plan(), costs=costs)["K14"].value == 7
