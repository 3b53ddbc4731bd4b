"""People of one dataset under agreements of their own."""

from collections.abc import Sequence
from datetime import date

import pytest

from scheduler.bound.wages import LeastWages
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import ShiftKind
from scheduler.pay.agreement import agreement_of, agreements_of, under
from scheduler.pay.agreement_rows import NoRateError, Stated
from scheduler.pay.assumptions import assumptions
from scheduler.pay.hours import target_minutes
from scheduler.pay.price import DutyPrices, price_plan
from tests.build import at, employee, plan, problem, shift_row, shift_type

SAYS = 'source = "a test"\ncertainty = "stated"\n'
DEAR = f"""extends = "AB"
[[ob]]
since = 2026-04-01
b = 100
{SAYS}
[reckoning]
holiday_free_week_minutes = 2300
{SAYS}"""
SATURDAY = ("2026-12-19 08:00", "2026-12-19 12:00")


def two(**given: object) -> Problem:
    """Return a week of Ulla, under AB, and of Pia, under an agreement of her own."""
    people = (employee("ulla"), employee("pia", agreement="dear"))
    usual: dict[str, object] = {
        "start": date(2026, 12, 14),
        "employees": people,
        "own_agreements": {"dear": DEAR},
    }
    return problem(**usual | given)


def ob_b(made: Problem) -> dict[str, int]:
    """Return what a Saturday morning costs of OB, by person."""
    rows = [shift_row(who, *SATURDAY) for who in ("ulla", "pia")]
    lines = price_plan(PlanView(made, plan(*rows)))
    return {line.employee: line.amount for line in lines if line.item == "ob_b"}


def test_everybody_is_paid_under_their_own_agreement() -> None:
    assert ob_b(two()) == {"ulla": 4 * 6810, "pia": 4 * 10000}
    assert [a.id for a in agreements_of(two())] == ["AB", "dear"]


def test_one_agreement_given_for_all_is_everybodys() -> None:
    made = two()
    rows = [shift_row(who, *SATURDAY) for who in ("ulla", "pia")]
    prices = DutyPrices(made, agreement_of(made))
    lines = price_plan(PlanView(made, plan(*rows)), prices)
    assert {line.amount for line in lines if line.item == "ob_b"} == {4 * 6810}


def test_as_of_a_day_all_agreements_stand_as_of_it() -> None:
    then = under(two(), own=None, day=date(2025, 3, 31))
    assert ob_b(then) == {"ulla": 4 * 6390, "pia": 4 * 6390}
    with pytest.raises(NoRateError):
        under(two(), own=None, day=date(2021, 12, 31))


def test_a_person_may_have_an_agreement_as_of_a_day() -> None:
    people = (employee("ulla"), employee("pia", agreement="AB@2025-03-31"))
    for name in ("AB", "AB@2026-04-01"):
        made = two(employees=people, agreement=name)
        assert ob_b(made) == {"ulla": 4 * 6810, "pia": 4 * 6390}


def test_contracted_time_follows_the_persons_agreement() -> None:
    holidays = {"start": date(2026, 12, 21)}
    people = [employee(w, week_minutes=2400) for w in ("ulla", "pia")]
    people[1] = people[1].model_copy(update={"agreement": "dear"})
    made = two(employees=tuple(people), **holidays)
    assert [target_minutes(made, e) for e in made.employees] == [1440, 2400]


def test_the_bound_knows_whose_agreement_is_cheap() -> None:
    people = (employee("pia", agreement="dear"), employee("ulla"))
    made = two(employees=people, shift_types=(shift_type("sat", "08:00-12:00"),))
    option = ShiftOption(
        date=date(2026, 12, 19),
        shift="sat",
        unit="centre",
        kind=ShiftKind.DAY,
        parts=((at(SATURDAY[0]), at(SATURDAY[1])),),
        paid_minutes=240,
    )
    least = LeastWages(made)
    found = [least.ordinary(e, option) for e in people]
    assert found == [40000 + 17812, 27240 + 12130]


def _said(rows: Stated | Sequence[Stated]) -> list[dict[str, object]]:
    """Return what rows say, but not whose they are."""
    listed = [rows] if isinstance(rows, Stated) else rows
    return [row.model_dump(exclude={"borrowed"}) for row in listed]


def test_pan_pays_as_ab_and_says_that_nobody_could_read_it() -> None:
    made = problem(agreement="PAN")
    pan, ab = agreement_of(made), agreement_of(problem())
    same = {"id", "readings"}
    rows = {
        field: _said(getattr(pan, field))
        for field in type(pan).model_fields
        if field not in same
    }
    assert rows == {field: _said(getattr(ab, field)) for field in rows}
    found = {a.key for a in assumptions(pan, made.dates)}
    assert found - {a.key for a in assumptions(ab, made.dates)} == {"pay.assumed.pan"}
