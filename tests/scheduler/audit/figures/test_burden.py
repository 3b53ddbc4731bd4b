from collections.abc import Sequence
from typing import ClassVar, Literal

import pytest

from scheduler.audit.figures import EVERYWHERE, Ledger
from scheduler.audit.figures.burden import broken_rest
from scheduler.domain.plan import ShiftRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee
from scheduler.rules.rule import Breach, Compensation, Rule, Source
from tests.build import (
    absence,
    day,
    employee,
    hourly,
    plan,
    problem,
    shift_row,
    shift_type,
    team,
    unit,
)
from tests.scheduler.audit.figures.made import figures_of, parts

TYPES = (
    shift_type(),
    shift_type("late", "14:00-22:00", kind="evening"),
    shift_type("night", "21:00-07:00", kind="night"),
)
TWO = team("amy", "bob")


def on(who: str, number: int, shift: str = "day", clock: str = "07:00") -> ShiftRow:
    start = f"{day(number)} {clock}"
    hour = int(clock[:2]) + 8
    return shift_row(who, start, f"{day(number)} {hour}:00", shift=shift)


def breach(rule: str, employee: str | None = "amy", *, hard: bool = True) -> Breach:
    return Breach(rule=rule, hard=hard, amount=90, unit="min", employee=employee)


def test_breaches_of_rest_are_counted_by_rule() -> None:
    found = figures_of(
        problem(),
        plan(),
        breaches=[
            breach("R01"),
            breach("R02", hard=False),
            breach("R02"),
            breach("R06"),
            breach("R07"),
        ],
    )
    counts = {k: found[k].value for k in ("K21", "K21_R01", "K21_R02", "K21_R06")}
    assert counts == {"K21": 4, "K21_R01": 1, "K21_R02": 2, "K21_R06": 1}


def test_an_exception_counts_as_broken_rest_and_says_whether_it_is_made_up() -> None:
    found = [
        breach("R03", hard=False).model_copy(
            update={"compensation": Compensation(owed=780, given=given, start=0)}
        )
        for given in (780, 779, 900)
    ]
    case = problem(units=(unit(), unit("outer")))
    figures = figures_of(case, plan(), breaches=[*found, breach("R03"), breach("R01")])
    names = ("K21", "K21_R01", "K21_exceptions", "K21_made_up")
    assert [figures[name].value for name in names] == [4, 1, 3, 2]
    elsewhere = figures_of(case, plan(), breaches=found, scope="outer")
    assert elsewhere["K21_exceptions"].value == 0


class Lunch(Rule):
    """A made-up rule."""

    id: ClassVar[str] = "X01"
    source: ClassVar[Source] = Source(cite="none")
    kind: Literal["lunch"] = "lunch"

    def check(self, view: PlanView) -> tuple[()]:  # noqa: ARG002
        return ()


class Nap(Lunch):
    """The same, of rest."""

    guards_rest: ClassVar[bool] = True


@pytest.mark.parametrize(
    ("rules", "counted"), [((Nap(),), 2), ((Lunch(),), None), ((Nap(), Nap()), 2)]
)
def test_any_rule_that_guards_rest_has_a_figure_of_its_own(
    rules: Sequence[Rule], counted: int | None
) -> None:
    found = (breach("X01"), breach("X01"), breach("R01"))
    view = PlanView(problem(), plan())
    family = broken_rest(Ledger(view, breaches=found, rules=rules), EVERYWHERE)
    own = family.get("K21_X01")
    assert (own and own.value) == counted
    assert family["K21"].value == (counted or 0)


def test_broken_rest_belongs_to_the_unit_of_the_employee() -> None:
    case = problem(
        units=(unit(), unit("outer")),
        employees=(employee("amy"), employee("bob", unit="outer")),
    )
    found = [breach("R01"), breach("R01", "bob"), breach("R01", None)]
    assert figures_of(case, plan(), breaches=found)["K21"].value == 3
    assert figures_of(case, plan(), breaches=found, scope="outer")["K21"].value == 1


def test_a_weekend_counts_once_by_the_day_on_which_a_shift_starts() -> None:
    # Amy: Saturday and Sunday, only Sunday, only Saturday. Bob: Friday night.
    rows = (
        on("amy", 5),
        on("amy", 6),
        on("amy", 13),
        on("amy", 19),
        shift_row("bob", f"{day(4)} 21:00", f"{day(5)} 07:00", shift="night"),
    )
    case = problem(days=21, employees=TWO, shift_types=TYPES)
    assert figures_of(case, plan(*rows))["K23_weekends"].value == 3


def test_a_shift_after_midnight_to_monday_starts_on_a_monday() -> None:
    early = shift_row("amy", f"{day(6)} 24:00", f"{day(7)} 07:00", date=day(6))
    case = problem(days=14, employees=TWO)
    assert figures_of(case, plan(early))["K23_weekends"].value == 0


def test_evenings_and_nights_are_most_less_fewest() -> None:
    rows = (
        *(on("amy", n, "late", "14:00") for n in range(3)),
        on("bob", 0, "late", "14:00"),
        on("bob", 3, "night", "21:00"),
    )
    found = figures_of(problem(employees=TWO, shift_types=TYPES), plan(*rows))
    assert parts(found["K23_evenings"]) == (2, 1, 2)
    assert parts(found["K23_nights"]) == (1, 1, 1)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(employee("x", shift_kinds=["day", "night"]), id="never evenings"),
        pytest.param(hourly("x"), id="hourly"),
        pytest.param(employee("x", first=day(1)), id="comes later"),
        pytest.param(employee("x", last=day(5)), id="leaves before"),
        pytest.param(employee("away"), id="away all the time"),
    ],
)
def test_people_who_cannot_carry_as_much_are_not_compared(other: Employee) -> None:
    away = absence("away", f"{day(0)} 00:00", f"{day(6)} 24:00")
    rows = [on("amy", n, "late", "14:00") for n in range(2)]
    case = problem(
        employees=(employee("amy"), other), shift_types=TYPES, absences=(away,)
    )
    assert figures_of(case, plan(*rows))["K23_evenings"].value == 0


def test_somebody_away_some_days_is_compared() -> None:
    away = absence("bob", f"{day(0)} 00:00", f"{day(1)} 24:00")
    case = problem(employees=TWO, shift_types=TYPES, absences=(away,))
    made = plan(on("amy", 0, "late", "14:00"))
    assert figures_of(case, made)["K23_evenings"].value == 1


def test_a_split_shift_in_two_units_is_one_evening() -> None:
    rows = (
        shift_row(start="2026-12-21 14:00", end="2026-12-21 17:00", shift="late"),
        shift_row(
            start="2026-12-21 18:00",
            end="2026-12-21 22:00",
            shift="late",
            part=2,
            unit="east",
        ),
    )
    case = problem(
        units=(unit(), unit("east")), employees=team("amy", "bob"), shift_types=TYPES
    )
    assert figures_of(case, plan(*rows))["K23_evenings"].value == 1


def test_nobody_to_compare_has_no_spread() -> None:
    found = figures_of(problem(employees=(hourly(),)), plan())
    assert parts(found["K23_nights"]) == (0, 0, None)


def test_people_are_compared_within_their_unit() -> None:
    case = problem(
        units=(unit(), unit("outer")),
        employees=(employee("amy"), employee("bob", unit="outer")),
        shift_types=TYPES,
    )
    made = plan(on("amy", 0, "late", "14:00"))
    assert figures_of(case, made)["K23_evenings"].value == 1
    assert figures_of(case, made, scope="outer")["K23_evenings"].value == 0
