"""How many cars a plan takes, what is driven, and what that costs."""

from datetime import date

import pytest

from constraints import default_rules
from scheduler.audit.audit import Audit, audit
from scheduler.domain.plan import ShiftRow, VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem, Vehicles
from scheduler.means.vehicles import car_uses, cars_by_day, vehicle_lines
from tests.build import (
    UNIT,
    client,
    employee,
    hourly,
    plan,
    problem,
    shift_row,
    unit,
    visit,
    visit_row,
)

CARS = Vehicles(unit=UNIT, km_price=250, day_price=12_000)
DAY = date(2026, 12, 21)


def town(*vehicles: Vehicles, **given: object) -> Problem:
    usual = {
        "employees": (
            employee("amy"),
            hourly("hal"),
            employee("ben", transport="bike"),
        ),
        "units": (unit(), unit("other", lat=59.3)),
        "clients": (client("carl", lat=59.25), client("dora", lat=59.28)),
        "visits": (
            visit("v1"),
            visit("v2", "2026-12-21 16:30", client="dora"),
            visit("v3", "2026-12-22 08:00"),
        ),
        "vehicles": vehicles or (CARS,),
    }
    return problem(**usual | given)


def cars(*rows: ShiftRow | VisitRow) -> dict[str, dict[date, int]]:
    view = PlanView(town(), plan(*rows))
    return {u: dict(d) for u, d in cars_by_day(view, car_uses(view)).items()}


LATER = shift_row("hal", "2026-12-21 15:00", "2026-12-21 18:00", pay_class="hourly")
LATE_VISIT = visit_row("v2", "hal", "2026-12-21 16:30")


def test_a_car_is_out_as_long_as_a_shift_with_visits() -> None:
    assert cars(shift_row(), visit_row()) == {UNIT: {DAY: 1}}
    assert cars(shift_row(), visit_row(), LATER, LATE_VISIT) == {UNIT: {DAY: 2}}
    early = shift_row(end="2026-12-21 15:00")
    assert cars(early, visit_row(), LATER, LATE_VISIT) == {UNIT: {DAY: 1}}


def test_nobody_needs_a_car_without_visits_or_on_a_bike() -> None:
    assert cars(shift_row()) == {}
    assert cars(shift_row("ben"), visit_row("v1", "ben")) == {}


def test_a_night_needs_a_car_on_both_days_of_the_plan() -> None:
    night = shift_row("amy", "2026-12-21 22:00", "2026-12-22 09:00")
    row = visit_row("v3", "amy", "2026-12-22 08:00")
    assert cars(night, row) == {UNIT: {DAY: 1, date(2026, 12, 22): 1}}
    last = shift_row("amy", "2026-12-27 22:00", "2026-12-28 09:00")
    row = visit_row("v3", "amy", "2026-12-28 08:00")
    assert cars(last, row) == {UNIT: {date(2026, 12, 27): 1}}


def test_kilometres_go_from_the_unit_to_the_visits_and_back() -> None:
    made = town()
    view = PlanView(made, plan(shift_row(), visit_row()))
    [use] = car_uses(view)
    assert use.kilometres == pytest.approx(2 * view.travel.kilometres(UNIT, "carl"))


def test_each_part_of_a_split_shift_is_a_round_of_its_own() -> None:
    rows = (
        shift_row(end="2026-12-21 10:00", shift="split"),
        shift_row("amy", "2026-12-21 16:00", "2026-12-21 18:00", shift="split", part=2),
        visit_row(),
        visit_row("v2", "amy", "2026-12-21 16:30"),
    )
    view = PlanView(town(), plan(*rows))
    [use] = car_uses(view)
    way = view.travel.kilometres
    assert use.kilometres == pytest.approx(
        2 * way(UNIT, "carl") + 2 * way(UNIT, "dora")
    )
    assert len(use.spans) == 2


def judged(*rows: ShiftRow | VisitRow, **given: object) -> Audit:
    return audit(town(**given), plan(*rows), default_rules())


def test_vehicles_cost_what_is_driven_and_the_cars_of_each_day() -> None:
    found = judged(shift_row(), visit_row(), LATER, LATE_VISIT)
    driven, days = found.vehicles
    everywhere = found.figures["all"]
    assert driven.quantity == round(everywhere["D_car"].value or 0, 3)
    assert driven.amount == pytest.approx(driven.quantity * 250, abs=0.5)
    assert (days.count, days.rate, days.amount) == (2, 120, 24_000)
    assert everywhere["D_cars"].value == everywhere["D_car_days"].value == 2
    assert found.vehicle_cost == driven.amount + days.amount
    assert found.paid == found.personnel_cost + found.vehicle_cost
    assert found.objective == found.paid + found.soft_cost


def test_cars_at_the_same_time_are_added_up_over_units() -> None:
    elsewhere = shift_row("hal", unit="other", pay_class="hourly")
    rows = (
        shift_row(),
        visit_row(),
        elsewhere,
        visit_row("v2", "hal", "2026-12-21 09:00"),
    )
    found = judged(*rows).figures
    assert [found[s]["D_cars"].value for s in ("all", UNIT, "other")] == [2, 1, 1]


def test_a_month_has_lines_of_its_own() -> None:
    made = town(
        start=date(2026, 12, 28),
        visits=(visit("v1", "2026-12-31 08:00"), visit("v2", "2027-01-01 08:00")),
    )
    rows = [
        row
        for day, id_ in (("2026-12-31", "v1"), ("2027-01-01", "v2"))
        for row in (
            shift_row("amy", f"{day} 07:00", f"{day} 16:00"),
            visit_row(id_, "amy", f"{day} 08:00"),
        )
    ]
    lines = vehicle_lines(PlanView(made, plan(*rows)))
    assert [(x.item, x.month) for x in lines] == [
        ("car_km", "2026-12"),
        ("car_day", "2026-12"),
        ("car_km", "2027-01"),
        ("car_day", "2027-01"),
    ]


def test_without_prices_nothing_is_paid_and_cars_are_counted_all_the_same() -> None:
    rows = (shift_row(), visit_row())
    for vehicles in ((Vehicles(unit=UNIT),), (Vehicles(unit="other", km_price=1),)):
        found = audit(town(*vehicles), plan(*rows), ())
        assert (found.vehicles, found.vehicle_cost) == ((), 0)
        assert found.figures["all"]["D_cars"].value == 1
