import pytest

from tests.build import plan, problem, team, unit, visit, visit_row
from tests.scheduler.audit.figures.made import figures_of, parts

DOSES = (
    visit("a", "2026-12-21 08:00", "2026-12-21 09:00", kind="medication"),
    visit("b", "2026-12-21 08:00", "2026-12-21 09:00", kind="medication"),
)


@pytest.mark.parametrize(
    ("start", "in_time"), [("07:59", 0), ("08:00", 1), ("09:00", 1), ("09:01", 0)]
)
def test_a_dose_is_in_time_inside_its_window(start: str, in_time: int) -> None:
    made = plan(visit_row("a", start=f"2026-12-21 {start}"))
    k08 = figures_of(problem(visits=DOSES), made)["K08"]
    assert parts(k08) == (in_time, 2, 50 * in_time)  # dose b is not done: a miss


def test_care_is_no_dose() -> None:
    k08 = figures_of(problem(visits=(visit(),)), plan(visit_row()))["K08"]
    assert parts(k08) == (0, 0, None)


def test_a_dose_for_two_needs_both_in_time() -> None:
    dose = visit(kind="medication", staff=2)
    case = problem(employees=team("amy", "bob"), visits=(dose,))
    first = visit_row()
    late = visit_row(employee="bob", staff_no=2, start="2026-12-21 09:01")
    prompt = visit_row(employee="bob", staff_no=2)
    assert figures_of(case, plan(first))["K08"].value == 0
    assert figures_of(case, plan(first, late))["K08"].value == 0
    assert figures_of(case, plan(first, prompt))["K08"].value == 100


def test_visits_done_are_counted_by_priority() -> None:
    visits = (
        visit("must"),
        visit("flexible", priority=2),
        visit("may", priority=3),
        visit("may too", priority=3),
    )
    made = figures_of(problem(visits=visits), plan(visit_row("must"), visit_row("may")))
    assert parts(made["V_done"]) == (2, 4, 50)
    assert parts(made["V_must"]) == (1, 2, 50)
    assert parts(made["V_optional"]) == (1, 2, 50)
    assert parts(made["V_must_open"]) == (1, 1, 1)


def test_half_of_a_visit_for_two_is_not_done_but_gives_its_hours() -> None:
    made = figures_of(problem(visits=(visit(staff=2),)), plan(visit_row()))
    assert parts(made["V_done"]) == (0, 1, 0)
    assert parts(made["V_hours"]) == (0.5, 1, 50)


def test_a_visit_belongs_to_the_unit_that_performs_it() -> None:
    case = problem(
        units=(unit(), unit("night")), visits=(visit(unit="night"), visit("v2"))
    )
    made = plan(visit_row())
    assert figures_of(case, made, scope="night")["V_done"].value == 100
    assert figures_of(case, made, scope="centre")["V_done"].value == 0
