import pytest

from scheduler.domain.plan import Plan
from scheduler.domain.problem import AbsenceRow
from scheduler.domain.values import PayClass
from tests.build import (
    absence,
    day,
    employee,
    hourly,
    need,
    plan,
    problem,
    shift_row,
    shift_type,
    unit,
    visit,
    visit_row,
)
from tests.scheduler.audit.figures.made import figures_of, parts

pytestmark = pytest.mark.usefixtures("plain_weeks")

STAFF = (employee("amy", degree_pct=50), employee("bob"), hourly("hal"))


def week() -> Plan:
    """Amy 4 h ordinary and 4 h extra, Bob 8 h ordinary and 4 h overtime, Hal 5 h."""
    return plan(
        shift_row("amy", "2026-12-21 07:00", "2026-12-21 11:00"),
        shift_row("amy", "2026-12-22 07:00", "2026-12-22 11:00", pay_class="extra"),
        shift_row("bob", "2026-12-21 07:00", "2026-12-21 15:00"),
        shift_row("bob", "2026-12-22 07:00", "2026-12-22 11:00", pay_class="overtime"),
        shift_row("hal", "2026-12-21 07:00", "2026-12-21 12:00", pay_class="hourly"),
    )


def test_hours_are_told_apart_by_pay_class() -> None:
    found = figures_of(problem(employees=STAFF), week())
    kinds = ("H_paid", "H_ordinary", "H_extra", "H_overtime", "H_hourly")
    assert [found[k].value for k in kinds] == [25, 12, 4, 4, 5]


def test_extra_and_overtime_are_shares_of_paid_hours() -> None:
    found = figures_of(problem(employees=STAFF), week())
    assert parts(found["K11"]) == (8, 25, 32)
    assert parts(found["K11_extra"]) == (4, 25, 16)
    assert parts(found["K11_overtime"]) == (4, 25, 16)


def test_the_share_of_hourly_staff_goes_by_employment_not_by_what_a_row_says() -> None:
    found = figures_of(problem(employees=STAFF), week())
    assert parts(found["K12"]) == (5, 25, 20)
    said = week().model_copy(
        update={
            "shifts": tuple(
                s.model_copy(update={"pay_class": PayClass.ORDINARY})
                for s in week().shifts
            )
        }
    )
    assert figures_of(problem(employees=STAFF), said)["K12"].value == 20


def test_paid_hours_belong_to_the_unit_of_the_employee() -> None:
    staff = (employee("amy", unit="outer"),)
    case = problem(employees=staff, units=(unit(), unit("outer")))
    made = plan(shift_row("amy", "2026-12-21 07:00", "2026-12-21 11:00"))
    assert figures_of(case, made, scope="outer")["H_paid"].value == 4
    assert figures_of(case, made, scope="centre")["H_paid"].value == 0


@pytest.mark.parametrize(("kind", "beside_demand"), [("day", 0), ("resource", 8)])
def test_a_shift_is_resource_time_until_it_gets_a_visit_or_meets_a_need(
    kind: str, beside_demand: int
) -> None:
    types = (shift_type("spare", "07:00-15:00", kind=kind), shift_type())
    case = problem(shift_types=types, visits=(visit(),))
    spare = shift_row("amy", "2026-12-21 07:00", "2026-12-21 15:00", shift="spare")
    plain = shift_row("amy", "2026-12-22 07:00", "2026-12-22 15:00")
    made = plan(spare, plain)
    resource = sum(row.paid_minutes for row in made.shifts) / 60
    assert figures_of(case, made)["H_resource"].value == resource
    assert figures_of(case, plan(spare, visit_row()))["H_resource"].value == 0
    demand = need("2026-12-21 07:00", "2026-12-21 08:00")
    case = case.model_copy(update={"staffing": (demand,)})
    found = figures_of(case, plan(spare))
    assert found["H_resource"].value == beside_demand
    assert found["H_demand"].value == 8 - beside_demand


def test_over_employment_is_contracts_beyond_what_demand_takes_a_week() -> None:
    # Bob's 40 h and Amy's 20 h a week for two weeks; demand takes one day of 8 h.
    case = problem(employees=STAFF, days=14, visits=(visit(),))
    made = plan(
        shift_row("bob", "2026-12-21 07:00", "2026-12-21 15:00"),
        visit_row("v1", "bob"),
        shift_row("amy", "2026-12-22 07:00", "2026-12-22 15:00"),
    )
    found = figures_of(case, made)
    assert parts(found["K16"]) == (120 - 8, 2, 56)
    assert (found["H_contracted"].value, found["H_demand"].value) == (120, 8)


def test_headcount_demand_takes_hours_too_and_others_can_fill_in() -> None:
    case = problem(
        employees=(hourly("hal"),),
        staffing=(need("2026-12-21 07:00", "2026-12-21 15:00"),),
    )
    row = shift_row("hal", "2026-12-21 07:00", "2026-12-21 15:00", pay_class="hourly")
    assert parts(figures_of(case, plan(row))["K16"]) == (-8, 1, -8)


@pytest.mark.parametrize(
    ("away", "hours"),
    [
        pytest.param((), 40, id="nobody away"),
        pytest.param(
            (absence("amy", "2026-12-22 00:00", "2026-12-22 24:00"),),
            40 * 4 / 5,
            id="a day",
        ),
        pytest.param(
            (absence("amy", "2026-12-22 00:00", "2026-12-22 12:00"),),
            40 * 4.5 / 5,
            id="half a day",
        ),
        pytest.param(
            (
                absence("amy", "2026-12-22 00:00", "2026-12-22 24:00"),
                absence("amy", "2026-12-22 08:00", "2026-12-22 16:00", "sick"),
            ),
            40 * 4 / 5,
            id="twice the same day",
        ),
        pytest.param(
            (absence("amy", "2026-12-01 00:00", "2026-12-20 24:00"),),
            40,
            id="before the plan",
        ),
        pytest.param(
            (absence("bob", "2026-12-22 00:00", "2026-12-22 24:00"),),
            40,
            id="somebody else",
        ),
    ],
)
def test_absence_takes_a_fifth_of_a_week_a_working_day(
    away: tuple[AbsenceRow, ...], hours: float
) -> None:
    found = figures_of(problem(absences=away), plan())["H_contracted"]
    assert found.value == pytest.approx(hours, abs=1e-5)


def test_only_employed_days_are_contracted() -> None:
    staff = (employee("amy", first=day(0), last=day(1)),)
    found = figures_of(problem(employees=staff), plan())["H_contracted"]
    assert found.value == 40 * 2 / 5


def test_each_unit_has_its_own_contracts_and_the_demand_that_is_met_there() -> None:
    staff = (employee("amy"), employee("bob", unit="outer"))
    case = problem(
        employees=staff,
        units=(unit(), unit("outer")),
        visits=(visit(unit="outer"),),
    )
    made = plan(
        shift_row("amy", "2026-12-21 07:00", "2026-12-21 15:00", unit="outer"),
        visit_row(),
    )
    assert figures_of(case, made, scope="centre")["K16"].value == 40
    assert figures_of(case, made, scope="outer")["K16"].value == 32
