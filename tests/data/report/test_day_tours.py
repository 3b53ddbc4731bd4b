"""Tours are laid on an axis by the wall-clock."""

from datetime import date

import pytest

from data.report.day_tours import Bar, TourBook, UnitDay
from scheduler.domain.plan import Plan, Unassigned
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.domain.values import ShiftKind, VisitKind
from tests.build import (
    client,
    day,
    need,
    plan,
    problem,
    shift_row,
    shift_type,
    unit,
    visit,
    visit_row,
)

TWO = (visit("v1"), visit("v2", client="dora", start="2026-12-21 10:00", staff=2))


def unit_day(made: Problem, rows: Plan, number: int = 0) -> UnitDay:
    (found,) = TourBook(PlanView(made, rows)).day(day(number))
    return found


def test_visits_travel_waits_and_breaks_lie_where_they_happen() -> None:
    rows = plan(
        shift_row(breaks="11:00-11:30"),
        visit_row("v1", start="2026-12-21 08:10", wait_minutes=5),
        visit_row("v2", start="2026-12-21 10:00", from_id="carl"),
    )
    (tour,) = unit_day(problem(visits=TWO), rows).tours
    assert tour.parts == (Bar(0, 540),)
    assert [s.bar for s in tour.stops] == [Bar(70, 30), Bar(180, 30)]
    assert tour.travels == (Bar(63, 2), Bar(178, 2), Bar(210, 2))
    assert tour.waits == (Bar(65, 5),)
    assert tour.breaks == (Bar(240, 30),)


def test_a_stop_says_what_is_done_for_whom() -> None:
    rows = plan(shift_row(), visit_row("v2", start="2026-12-21 10:00"))
    (stop,) = unit_day(problem(visits=TWO), rows).tours[0].stops
    assert (stop.client, stop.clock, stop.is_double) == ("dora", "10:00–10:30", True)
    assert (stop.kind, stop.kind_name.sv) == (VisitKind.CARE, "Omvårdnad")


def test_the_route_ends_at_the_unit() -> None:
    rows = plan(
        shift_row(),
        visit_row("v1"),
        visit_row("v2", start="2026-12-21 10:00", from_id="carl"),
    )
    (tour,) = unit_day(problem(visits=TWO), rows).tours
    assert tour.legs == (("centre", "carl", "dora", "centre"),)


def test_whoever_sets_out_from_the_unit_again_has_been_home() -> None:
    rows = plan(
        shift_row(),
        visit_row("v1"),
        visit_row("v2", start="2026-12-21 10:00", from_id="centre"),
    )
    (tour,) = unit_day(problem(visits=TWO), rows).tours
    assert tour.legs == (("centre", "carl", "centre"), ("centre", "dora", "centre"))
    assert Bar(90, 2) in tour.travels


def test_a_night_runs_past_midnight() -> None:
    night = shift_type("N", "21:00-07:00", kind="night")
    late = visit("v1", start="2026-12-22 01:00", date=day(0))
    rows = plan(
        shift_row(start="2026-12-21 21:00", end="2026-12-22 07:00", shift="N"),
        visit_row("v1", start="2026-12-22 01:30"),
    )
    found = unit_day(problem(visits=(late,), shift_types=(night,)), rows)
    assert (found.first_hour, found.hours) == (21, 10)
    assert found.tours[0].stops[0].bar == Bar(270, 30)


def test_the_axis_is_the_same_every_day() -> None:
    rows = plan(
        shift_row(start="2026-12-21 06:45", end="2026-12-21 12:00"),
        shift_row(start="2026-12-22 12:00", end="2026-12-22 21:15"),
    )
    for number in (0, 1):
        found = unit_day(problem(), rows, number)
        assert (found.first_hour, found.hours) == (6, 16)


def test_whoever_has_no_visits_and_meets_no_need_is_a_resource() -> None:
    rows = plan(shift_row("amy"), shift_row("bo"), visit_row("v1", "bo"))
    made = problem(visits=(visit("v1"),))
    amy, bo = unit_day(made, rows).tours
    assert (amy.is_resource, amy.kind) == (True, ShiftKind.RESOURCE)
    assert (bo.is_resource, bo.kind) == (False, ShiftKind.DAY)
    assert unit_day(made, rows).resources == 1


def test_the_tours_of_a_unit_are_numbered_from_one_each_day() -> None:
    rows = plan(
        shift_row("bo"),
        shift_row("amy"),
        shift_row("amy", start="2026-12-22 07:00", end="2026-12-22 16:00"),
    )
    numbers = {t.name: t.number for t in unit_day(problem(), rows).tours}
    assert numbers == {"Amy": 1, "bo": 2}
    assert unit_day(problem(), rows, 1).tours[0].number == 1


def test_a_split_shift_has_two_parts() -> None:
    rows = plan(
        shift_row(end="2026-12-21 11:00"),
        shift_row(start="2026-12-21 16:00", end="2026-12-21 20:00", part=2),
    )
    (tour,) = unit_day(problem(), rows).tours
    assert tour.parts == (Bar(0, 240), Bar(540, 240))
    assert tour.clock == "07:00–11:00 + 16:00–20:00"


def test_each_part_of_a_split_shift_is_a_tour_of_its_own_unit() -> None:
    made = problem(units=(unit(), unit("east")), visits=TWO)
    rows = plan(
        shift_row(end="2026-12-21 11:00"),
        shift_row(
            start="2026-12-21 16:00", end="2026-12-21 20:00", part=2, unit="east"
        ),
        visit_row("v1"),
    )
    centre, east = TourBook(PlanView(made, rows)).day(day(0))
    assert [(t.clock, len(t.stops)) for t in centre.tours] == [("07:00–11:00", 1)]
    assert [(t.clock, len(t.stops)) for t in east.tours] == [("16:00–20:00", 0)]


@pytest.mark.parametrize(
    ("sunday", "length"), [("2026-10-25", 420), ("2027-03-28", 420)]
)
def test_the_axis_reads_the_clock_when_it_changes(sunday: str, length: int) -> None:
    made = problem(start=date.fromisoformat(sunday), days=1)
    row = shift_row(start=f"{sunday} 00:00", end=f"{sunday} 07:00")
    (found,) = TourBook(PlanView(made, plan(row))).day(made.start)
    assert found.tours[0].parts == (Bar(0, length),)


def test_open_visits_are_listed_by_unit_and_day() -> None:
    made = problem(visits=TWO)
    left = (
        Unassigned(visit="v2", staff_no=2, reason="no_time"),
        Unassigned(visit="v1", reason="no_time"),
        Unassigned(visit="nonsense", reason="no_time"),
    )
    found = unit_day(made, plan(*left))
    assert [(o.client, o.window) for o in found.open] == [
        ("carl", "08:00–09:00"),
        ("dora", "10:00–11:00"),
    ]


def test_a_unit_without_staff_and_demand_is_left_out() -> None:
    made = problem(
        units=(unit(), unit("outer"), unit("home"), unit("route")),
        staffing=(need("2026-12-21 07:00", "2026-12-21 09:00", unit="home"),),
        visits=(visit(unit="route"),),
    )
    tours = TourBook(PlanView(made, plan(shift_row(unit="outer"))))
    assert [u.unit for u in tours.day(day(0))] == ["outer", "home", "route"]
    assert tours.day(day(1)) == ()


def test_a_visit_of_nobody_known_is_shown_by_its_id() -> None:
    rows = plan(shift_row("ghost"), visit_row("v9", "ghost"))
    (tour,) = unit_day(problem(clients=(client(),)), rows).tours
    assert (tour.stops[0].client, tour.legs) == ("v9", (("centre", "v9", "centre"),))
