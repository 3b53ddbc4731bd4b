import pytest

from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from tests.build import (
    client,
    need,
    plan,
    problem,
    shift_row,
    team,
    unit,
    visit,
    visit_row,
)
from tests.scheduler.audit.figures.made import figures_of, parts

TWO = (visit("v1"), visit("v2", client="dora", minutes=60))


def morning() -> tuple[Problem, Plan]:
    """Amy, 07:00–11:00: Carl 08:00–08:30, Dora 09:00–10:00, home by 10:02.

    Four paid hours: 90 min with clients, three moves of 2 min, and between Carl and
    Dora 28 min of waiting.
    """
    rows = (
        shift_row(end="2026-12-21 11:00"),
        visit_row("v1"),
        visit_row("v2", start="2026-12-21 09:00", minutes=60, from_id="carl"),
    )
    return problem(visits=TWO), plan(*rows)


def test_the_hours_of_a_morning() -> None:
    found = figures_of(*morning())
    assert parts(found["H_client"]) == (1.5, 1, 1.5)
    assert parts(found["H_travel"]) == (0.1, 1, 0.1)
    assert found["H_wait"].value == pytest.approx(28 / 60, abs=1e-5)


def test_utilisation_is_client_time_of_paid_time() -> None:
    assert parts(figures_of(*morning())["K03"]) == (1.5, 4, 37.5)


def test_field_efficiency_leaves_waiting_out_and_the_next_takes_it_in() -> None:
    found = figures_of(*morning())
    assert found["K04"].value == pytest.approx(100 * 90 / 96, abs=1e-4)
    assert found["K05"].value == pytest.approx(100 * 90 / (90 + 6 + 28), abs=1e-4)


def test_waste_is_paid_but_neither_visit_nor_travel() -> None:
    found = figures_of(*morning())
    assert parts(found["K06"]) == (2.4, 1, 2.4)
    assert parts(found["K06_share"]) == (2.4, 4, 60)


def test_visits_that_overlap_leave_no_wait_to_take_off_another() -> None:
    # Carl 08:00–08:30, Dora 08:10–09:10, Eve 10:00: only 48 min before Eve is a wait.
    rows = (
        shift_row(),
        visit_row("v1"),
        visit_row("v2", start="2026-12-21 08:10", minutes=60),
        visit_row("v3", start="2026-12-21 10:00"),
    )
    case = problem(visits=(*TWO, visit("v3", client="eve")))
    assert figures_of(case, plan(*rows))["H_wait"].value == 0.8


def test_a_break_is_neither_paid_nor_waiting() -> None:
    case, made = morning()
    with_break = shift_row("amy", "2026-12-21 07:00", "2026-12-21 11:00", "08:32-08:52")
    found = figures_of(case, made.model_copy(update={"shifts": (with_break,)}))
    assert found["K03"].denominator == pytest.approx(220 / 60, abs=1e-5)
    assert found["H_wait"].value == pytest.approx(8 / 60, abs=1e-5)


def test_claimed_travel_and_paid_minutes_are_not_believed() -> None:
    case, made = morning()
    visits = tuple(r.model_copy(update={"travel_minutes": 0}) for r in made.visits)
    shifts = tuple(s.model_copy(update={"paid_minutes": 1}) for s in made.shifts)
    lied = made.model_copy(update={"visits": visits, "shifts": shifts})
    assert figures_of(case, lied) == figures_of(case, made)


@pytest.mark.parametrize("at", ["17:00", "17:30"])
def test_both_parts_of_a_split_shift_start_and_end_at_the_unit(at: str) -> None:
    rows = (
        shift_row(end="2026-12-21 09:00", shift="split", part=1),
        shift_row(
            start="2026-12-21 17:00", end="2026-12-21 19:00", shift="split", part=2
        ),
        visit_row("v1"),
        visit_row("v2", start=f"2026-12-21 {at}", minutes=60),
    )
    found = figures_of(problem(visits=TWO), plan(*rows))
    assert found["H_travel"].value == pytest.approx(8 / 60, abs=1e-5)
    assert (found["H_wait"].value, found["H_paid"].value) == (0, 4)


def test_each_part_of_a_split_shift_is_time_of_its_own_unit() -> None:
    visits = (TWO[0], visit("v2", client="eve", unit="east", minutes=60))
    case = problem(
        units=(unit(), unit("east")),
        clients=(client("carl"), client("eve", unit="east")),
        visits=visits,
    )
    rows = (
        shift_row(end="2026-12-21 10:00"),
        shift_row(
            start="2026-12-21 17:00", end="2026-12-21 19:00", part=2, unit="east"
        ),
        visit_row("v1"),
        visit_row("v2", start="2026-12-21 17:30", minutes=60, from_id="east"),
    )
    found = {s: figures_of(case, plan(*rows), scope=s) for s in ("centre", "east")}
    assert {s: parts(f["K03"])[:2] for s, f in found.items()} == {
        "centre": (0.5, 3),
        "east": (1, 2),
    }
    assert {s: f["H_demand"].value for s, f in found.items()} == {
        "centre": 3,
        "east": 2,
    }


def test_a_shift_without_visits_is_paid_time_but_no_tour() -> None:
    case, made = morning()
    both = plan(
        *made.shifts,
        *made.visits,
        shift_row(start="2026-12-22 12:00", end="2026-12-22 16:00"),
    )
    found = figures_of(case, both)
    assert parts(found["K03"]) == (1.5, 8, 18.75)
    assert parts(found["K03_tours"]) == (1.5, 4, 37.5)


@pytest.mark.parametrize(
    ("start", "end", "paid"),
    [("15:00", "17:00", 4), ("16:00", "17:00", 8), ("11:00", "12:00", 8)],
)
def test_a_shift_that_only_meets_headcount_demand_does_not_count(
    start: str, end: str, paid: float
) -> None:
    case, made = morning()
    guard = shift_row(start="2026-12-21 12:00", end="2026-12-21 16:00", shift="late")
    demand = need(f"2026-12-21 {start}", f"2026-12-21 {end}")
    case = case.model_copy(update={"staffing": (demand,)})
    found = figures_of(case, plan(*made.shifts, *made.visits, guard))
    assert found["K03"].denominator == paid


def test_a_unit_without_visits_has_no_utilisation() -> None:
    case, made = morning()
    case = case.model_copy(update={"units": (unit(), unit("home"))})
    extra = shift_row("amy", "2026-12-22 07:00", "2026-12-22 16:00", unit="home")
    both = plan(*made.shifts, *made.visits, extra)
    assert parts(figures_of(case, both, scope="home")["K03"]) == (0, 0, None)
    assert figures_of(case, both)["K03"].denominator == 4


def test_use_of_time_belongs_to_the_unit_where_the_shift_is() -> None:
    units = (unit(), unit("outer"))
    visits = (visit(unit="outer", client="far"),)
    case = problem(units=units, visits=visits, clients=(client("far", unit="outer"),))
    made = plan(shift_row(unit="outer"), visit_row())
    assert figures_of(case, made, scope="outer")["H_client"].value == 0.5
    assert figures_of(case, made, scope="centre")["H_client"].value == 0


def test_a_visit_counts_in_one_of_two_shifts_that_overlap() -> None:
    rows = (shift_row(), shift_row(shift="other"), visit_row())
    found = figures_of(problem(visits=(visit(),)), plan(*rows))
    assert found["H_client"].value == 0.5


def test_the_same_row_twice_counts_once() -> None:
    row = visit_row()
    found = figures_of(problem(visits=(visit(),)), plan(shift_row(), row, row))
    assert found["H_client"].value == 0.5


def test_a_visit_outside_the_shift_is_no_use_of_its_time() -> None:
    row = visit_row(start="2026-12-21 16:00")
    found = figures_of(problem(visits=(visit(),)), plan(shift_row(), row))
    assert (found["H_client"].value, found["V_done"].value) == (0, 100)


def test_people_move_by_their_own_transport() -> None:
    away = client("far", lat=59.27)  # 0.1° north: 11.12 km, 15.01 by road
    case = problem(
        employees=team("amy", transport="bike"),
        clients=(away,),
        visits=(visit(client="far"),),
    )
    found = figures_of(case, plan(shift_row(), visit_row()))
    # by bike 15.01 km at 14 km/h = 64.3 min, and 2 for handling: 67 each way
    assert found["H_travel"].value == pytest.approx(134 / 60, abs=1e-5)
