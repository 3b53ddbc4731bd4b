"""Weekends that each do by themselves, and together ask for too many people."""

import pytest

from constraints import default_rules
from data.sample import make_sample
from scheduler.domain.problem import Employee, Problem, Visit
from scheduler.feasibility import feasibility
from scheduler.feasibility.finding import Finding
from tests import build
from tests.build import absence, problem, shift_type, visit, worked

pytestmark = pytest.mark.usefixtures("plain_weeks")

TURN = shift_type("day", "07:00-16:00", "30@10:30-12:30")
SATURDAYS = ("2026-12-26", "2027-01-02")


def employee(id_: str, **given: object) -> Employee:
    usual = {"day_break": 9 * 60, "weekends": {"worked": 1, "of": 2}}
    return build.employee(id_, **{**usual, **given})


def team(number: int, **given: object) -> list[Employee]:
    return [employee(f"e{n}", **given) for n in range(number)]


def by_two(*saturdays: str) -> list[Visit]:
    return [visit(f"v{s}", f"{s} 08:00", staff=2) for s in saturdays]


def found(staff: list[Employee], visits: list[Visit], **given: object) -> list[Finding]:
    made = problem(employees=staff, visits=visits, shift_types=[TURN], days=14, **given)
    return scarce(made)


def scarce(made: Problem) -> list[Finding]:
    every = feasibility(made, default_rules())
    return [finding for finding in every if finding.check == "weekend_turns"]


def test_two_who_work_every_second_weekend_cannot_be_two_on_both() -> None:
    [finding] = found(team(2), by_two(*SATURDAYS))
    assert (finding.severity, finding.facts["need"], finding.facts["have"]) == (
        "warning",
        4,
        2,
    )
    assert "räcker till 2. Det saknas 2" in finding.message("sv")


@pytest.mark.parametrize(
    ("staff", "saturdays"),
    [
        (team(4), SATURDAYS),
        (team(2), SATURDAYS[:1]),
        (team(2, weekends=None), SATURDAYS),
    ],
)
def test_where_turns_suffice_nothing_is_found(
    staff: list[Employee], saturdays: tuple[str, ...]
) -> None:
    assert found(staff, by_two(*saturdays)) == []


def test_a_weekend_just_worked_takes_a_turn() -> None:
    visits = [visit("v1", "2026-12-26 08:00")]
    done = worked("e0", "2026-12-20 07:00", "2026-12-20 13:00", 30)
    assert found(team(1), visits) == []
    assert len(found(team(1), visits, worked_shifts=[done])) == 1


def test_a_weekday_just_worked_takes_no_turn() -> None:
    visits = [visit("v1", "2026-12-26 08:00")]
    done = worked("e0", "2026-12-18 07:00", "2026-12-18 13:00", 30)
    assert found(team(1), visits, worked_shifts=[done]) == []


def test_turns_of_one_weekend_do_not_fill_another() -> None:
    """Four turns are there, as many as are asked, but none on the first weekend."""
    done = [worked(f"e{n}", "2026-12-20 07:00", "2026-12-20 13:00", 30) for n in (0, 1)]
    third = "2027-01-09"
    staff, made = team(2), [*by_two("2026-12-26"), visit("v", f"{third} 08:00")]
    [finding] = scarce(
        problem(
            employees=staff,
            visits=made,
            shift_types=[TURN],
            days=21,
            worked_shifts=done,
        )
    )
    facts = finding.facts
    assert (facts["need"], facts["have"], facts["short"]) == (3, 1, 2)
    assert (facts["worst"], facts["worst_have"], facts["worst_need"]) == (
        "2026-12-26",
        0,
        2,
    )


def test_who_is_away_has_no_turn() -> None:
    away = absence("e0", "2026-12-21 00:00", "2027-01-04 00:00")
    assert len(found(team(4), by_two(*SATURDAYS), absences=[away])) == 1


@pytest.mark.parametrize(("minutes", "short"), [(120, 0), (150, 1)])
def test_work_takes_the_people_who_have_time_for_it(minutes: int, short: int) -> None:
    visits = [
        visit(f"v{number}", f"2026-12-26 {hour}:00", minutes=minutes)
        for number, hour in enumerate(("07", "10", "13"))
    ]
    assert len(found(team(1), visits)) == short


def test_the_small_sample_has_weekends_enough() -> None:
    assert scarce(make_sample("small", 1)) == []
