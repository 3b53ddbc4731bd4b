from dataclasses import replace
from datetime import date

import pytest
from pydantic import ValidationError

from constraints.shifts.shift_catalogue import ShiftCatalogue
from scheduler.domain.plan import ShiftRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import AbsenceRow, Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import ShiftKind
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
from tests.constraints.rosters import AUTUMN, SPRING
from tests.judge import Pick, judge, offer, stint

RULE = ShiftCatalogue()
DAY = shift_type("day", "07:00-16:00", "30@10:30-12:30")
UNITS = (unit("centre", lends_to=("outer", "moon")), unit("outer"), unit("night"))


def catalogue(**given: object) -> Problem:
    people = (*team("amy", "bob", "cat"), employee("nils", unit="night"), hourly())
    return problem(
        **{"shift_types": (DAY,), "units": UNITS, "employees": people, **given}
    )


def found(case: Problem, *rows: ShiftRow) -> list[str]:
    return [b.message for b in RULE.check(PlanView(case, plan(*rows)))]


def judged(case: Problem, *works: tuple[str, ShiftOption]) -> list[str]:
    return [b.message for b in judge(RULE, case, Pick(works))]


def test_shift_of_the_catalogue_is_fine_on_first_and_last_day() -> None:
    case = catalogue()
    works = [("amy", offer(case, "day", day(n))) for n in (0, 6)]
    assert judged(case, *works) == []


def test_days_before_and_after_the_plan_are_outside_it() -> None:
    case = catalogue()
    for number in (-1, 7):
        option = offer(case, "day", day(number))
        assert judged(case, ("amy", option)) == ["outside_plan"]


def test_shift_type_must_exist() -> None:
    option = stint("2026-12-21 07:00", "2026-12-21 16:00")
    assert judged(catalogue(), ("amy", option)) == ["unknown_shift"]


@pytest.mark.parametrize(("number", "message"), [(4, []), (5, ["weekday"])])
def test_shift_type_runs_on_its_weekdays(number: int, message: list[str]) -> None:
    weekdays = DAY.model_copy(update={"days": (True,) * 5 + (False,) * 2})
    case = catalogue(shift_types=(weekdays,))
    assert judged(case, ("amy", offer(case, "day", day(number)))) == message


@pytest.mark.parametrize("moved", [(-1, 0), (1, 0), (0, -1), (0, 1)])
def test_clock_times_are_those_of_the_type(moved: tuple[int, int]) -> None:
    case = catalogue()
    option = offer(case, "day", day(0))
    parts = ((option.start + moved[0], option.end + moved[1]),)
    paid = option.paid_minutes + moved[1] - moved[0]
    changed = replace(option, parts=parts, paid_minutes=paid)
    assert judged(case, ("amy", changed)) == ["times"]


def test_staying_on_after_a_shift_is_a_shift_of_the_catalogue() -> None:
    case = catalogue()
    longer = offer(case, "day", day(0)).prolonged(60)
    assert judged(case, ("amy", longer)) == []
    assert judged(case, ("hal", longer)) == ["times"]


@pytest.mark.parametrize("numbers", [(1, 2), (2, 1)], ids=["by time", "shift first"])
@pytest.mark.parametrize(
    ("starts", "ends", "pay", "message"),
    [
        pytest.param("16:00", "17:00", "overtime", [], id="after"),
        pytest.param("06:00", "07:00", "overtime", [], id="before"),
        pytest.param("16:01", "17:00", "overtime", ["times"], id="a minute apart"),
        pytest.param("16:00", "17:00", "ordinary", ["times"], id="not overtime"),
    ],
)
def test_only_overtime_straight_beside_a_shift_makes_it_longer(
    starts: str, ends: str, pay: str, message: list[str], numbers: tuple[int, int]
) -> None:
    spans = sorted([("07:00", "16:00", "ordinary"), (starts, ends, pay)])
    numbers = numbers if starts < "07:00" else (1, 2)
    rows = [
        shift_row(
            start=f"2026-12-21 {a}", end=f"2026-12-21 {b}", part=n, pay_class=pay_class
        )
        for n, (a, b, pay_class) in zip(numbers, spans, strict=True)
    ]
    assert found(catalogue(), *rows) == message


def test_split_shift_has_both_its_parts() -> None:
    case = catalogue(shift_types=(shift_type("split", "07:00-11:00|15:00-19:00"),))
    whole = offer(case, "split", day(0))
    assert judged(case, ("amy", whole)) == []
    half = replace(whole, parts=whole.parts[:1], paid_minutes=240)
    assert judged(case, ("amy", half)) == ["times"]


@pytest.mark.parametrize(
    ("monday", "saturday"), [(SPRING, "2026-03-28"), (AUTUMN, "2026-10-24")]
)
def test_clock_times_are_local_and_pay_is_elapsed(monday: date, saturday: str) -> None:
    night = shift_type("night", "21:00-07:00", kind="night")
    case = catalogue(start=monday, shift_types=(night,))
    option = offer(case, "night", date.fromisoformat(saturday))
    assert option.paid_minutes in (540, 660)
    assert judged(case, ("amy", option)) == []
    wrong = replace(option, paid_minutes=600)
    assert judged(case, ("amy", wrong)) == ["paid"]


@pytest.mark.parametrize(
    ("who", "where", "message"),
    [
        pytest.param("amy", "centre", [], id="own unit"),
        pytest.param("amy", "outer", [], id="a unit lent to"),
        pytest.param("amy", "night", ["not_lent"], id="a unit not lent to"),
        pytest.param("nils", "centre", ["not_lent"], id="lending is not mutual"),
        pytest.param("amy", "moon", ["unit"], id="lent to no unit at all"),
    ],
)
def test_people_work_where_their_unit_lends(
    who: str, where: str, message: list[str]
) -> None:
    everywhere = DAY.model_copy(update={"unit": None})
    case = catalogue(shift_types=(everywhere,))
    assert judged(case, (who, offer(case, "day", day(0), where))) == message


def test_shift_type_of_one_unit_is_not_worked_in_another() -> None:
    case = catalogue()
    assert judged(case, ("amy", offer(case, "day", day(0), "outer"))) == ["unit"]


def test_people_work_their_own_kinds_of_shift() -> None:
    days_only = employee(shift_kinds={ShiftKind.DAY})
    late = shift_type("late", "13:00-21:00", kind="evening")
    case = catalogue(employees=(days_only,), shift_types=(DAY, late))
    assert judged(case, ("amy", offer(case, "day", day(0)))) == []
    assert judged(case, ("amy", offer(case, "late", day(0)))) == ["kind"]


@pytest.mark.parametrize("people", [1, 2, 3])
def test_scarce_type_is_worked_by_so_many_a_day(people: int) -> None:
    two = DAY.model_copy(update={"max_per_day": 2})
    case = catalogue(shift_types=(two,))
    works = [(who, offer(case, "day", day(0))) for who in ("amy", "bob", "cat")]
    other_day = ("amy", offer(case, "day", day(1)))
    message = ["too_many"] if people > 2 else []
    pick = Pick([*works[:people], other_day], idle=works[people:])
    breaches = judge(RULE, case, pick)
    assert [b.message for b in breaches] == message
    assert [(b.amount, b.employee) for b in breaches] == [(1, None)] * len(message)


def test_scarce_type_of_every_unit_is_counted_together() -> None:
    one = DAY.model_copy(update={"max_per_day": 1, "unit": None})
    case = catalogue(shift_types=(one,))
    here, there = (offer(case, "day", day(0), where) for where in ("centre", "outer"))
    assert judged(case, ("amy", here), ("bob", there)) == ["too_many"]


@pytest.mark.parametrize(
    ("paid", "message"), [(510, []), (509, ["paid"]), (540, ["paid"])]
)
def test_paid_minutes_are_length_less_breaks(paid: int, message: list[str]) -> None:
    row = shift_row(breaks="11:00-11:30", paid_minutes=paid)
    assert found(catalogue(), row) == message


@pytest.mark.parametrize(
    ("who", "pay_class", "message"),
    [
        ("amy", "ordinary", []),
        ("amy", "overtime", []),
        ("amy", "hourly", ["pay_class"]),
        ("hal", "hourly", []),
        ("hal", "ordinary", ["pay_class"]),
        ("hal", "extra", ["pay_class"]),
    ],
)
def test_pay_class_suits_the_employment(
    who: str, pay_class: str, message: list[str]
) -> None:
    row = shift_row(who, breaks="11:00-11:30", pay_class=pay_class)
    assert found(catalogue(), row) == message


def test_nonsense_is_found_without_raising() -> None:
    rows = (
        shift_row("nobody", breaks="11:00-11:30"),
        shift_row(
            "amy",
            shift="no such",
            unit="no such",
            start="2031-01-01 07:00",
            end="2031-01-01 16:00",
        ),
    )
    assert found(catalogue(), *rows) == [
        "not_lent",
        "unknown_shift",
        "outside_plan",
        "unknown_person",
    ]


MESSAGES = [
    "unknown_person",
    "unknown_shift",
    "outside_plan",
    "weekday",
    "times",
    "unit",
    "not_lent",
    "kind",
    "pay_class",
]


@pytest.mark.parametrize("message", MESSAGES)
def test_every_message_can_be_said(message: str) -> None:
    case = catalogue()
    [breach] = RULE.check(
        PlanView(case, plan(shift_row("nobody", breaks="11:00-11:30")))
    )
    said = breach.model_copy(update={"message": message})
    assert "nobody" in RULE.explain(said)
    assert "day" in RULE.explain(said, "en")


def test_counts_and_pay_are_said_with_their_limits() -> None:
    scarce = DAY.model_copy(update={"max_per_day": 0})
    row = shift_row(breaks="11:00-11:30", paid_minutes=500)
    view = PlanView(catalogue(shift_types=(scarce,)), plan(row))
    paid, too_many = RULE.check(view)
    assert RULE.explain(paid) == (
        "Amy: passet day den 2026-12-21 har 8 h 20 min betald tid men ska ha "
        "8 h 30 min."
    )
    assert RULE.explain(too_many) == (
        "1 medarbetare har passet day den 2026-12-21; högst 0 får ha det."
    )


def test_catalogue_cannot_be_soft() -> None:
    with pytest.raises(ValidationError):
        ShiftCatalogue.model_validate({"hard": False})


@pytest.mark.parametrize(
    ("away", "breaches"),
    [("11:59", ["times"]), ("12:00", []), ("12:01", ["times"]), (None, ["times"])],
)
def test_whoever_leaves_when_an_absence_begins_has_worked_until_then(
    away: str | None, breaches: list[str]
) -> None:
    row = shift_row("amy", f"{day(0)} 07:00", f"{day(0)} 12:00", "11:00-11:30")
    absences: tuple[AbsenceRow, ...] = ()
    if away is not None:
        absences = (absence("amy", f"{day(0)} {away}", f"{day(1)} 00:00", "sick"),)
    assert found(catalogue(absences=absences), row) == breaches


def test_somebody_elses_absence_cuts_nothing() -> None:
    row = shift_row("amy", f"{day(0)} 07:00", f"{day(0)} 12:00", "11:00-11:30")
    away = absence("bob", f"{day(0)} 12:00", f"{day(1)} 00:00", "sick")
    assert found(catalogue(absences=(away,)), row) == ["times"]


@pytest.mark.parametrize(
    ("start", "breaches"), [("11:59", ["times"]), ("12:00", []), ("12:01", ["times"])]
)
def test_whoever_steps_in_works_the_rest_of_the_shift(
    start: str, breaches: list[str]
) -> None:
    row = shift_row("amy", f"{day(0)} {start}", f"{day(0)} 16:00")
    away = absence("bob", f"{day(0)} 12:00", f"{day(1)} 00:00", "sick")
    assert found(catalogue(absences=(away,)), row) == breaches


@pytest.mark.parametrize(
    ("since", "message"),
    [
        pytest.param(0, [], id="the first 02:30"),
        pytest.param(60, [], id="the second"),
        pytest.param(61, ["times"], id="02:31"),
    ],
)
def test_a_type_does_not_say_which_half_past_two_of_autumn_it_means(
    since: int, message: list[str]
) -> None:
    late = shift_type("late", "02:30-10:00", kind="night")
    case = catalogue(start=AUTUMN, shift_types=(late,))
    option = offer(case, "late", date(2026, 10, 25))
    moved = replace(
        option,
        parts=((option.start + since, option.end),),
        paid_minutes=option.paid_minutes - since,
    )
    assert judged(case, ("amy", moved)) == message
