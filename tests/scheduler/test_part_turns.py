"""Evenings and nights that each do by themselves, and together ask for too much."""

from collections.abc import Iterator

import pytest

from constraints import default_rules
from data.sample import make_sample
from scheduler.domain.problem import Employee, Visit
from scheduler.feasibility import feasibility
from scheduler.feasibility.finding import Finding
from tests import build
from tests.build import hourly, problem, shift_type, visit

pytestmark = pytest.mark.usefixtures("plain_weeks")

DAY = shift_type("day", "07:00-16:00", "30@10:30-12:30")
EVENING = shift_type("evening", "14:00-22:00", "30@17:00-18:30", kind="evening")
LATE_PEOPLE = {"shift_kinds": {"evening"}, "weekends": None}


def evenings(number: int, **given: object) -> Iterator[Visit]:
    """Yield a visit each evening from Monday 21 December."""
    for day in range(21, 21 + number):
        yield visit(f"v{day}", f"2026-12-{day} 19:00", f"2026-12-{day} 19:30", **given)


def employee(id_: str, **given: object) -> Employee:
    return build.employee(id_, **{"day_break": 9 * 60, **given})


def found(
    staff: list[Employee], visits: Iterator[Visit], **given: object
) -> list[Finding]:
    given = {"shift_types": [DAY, EVENING], "days": 7, **given}
    made = problem(employees=staff, visits=list(visits), **given)
    every = feasibility(made, default_rules())
    return [finding for finding in every if finding.check == "part_turns"]


def test_one_part_timer_does_not_work_every_evening_of_a_week() -> None:
    """Half of 37 hours is two evenings of seven hours; the carry lets it be more."""
    [finding] = found([employee("eve", degree_pct=50, **LATE_PEOPLE)], evenings(6))
    facts = finding.facts
    assert (finding.severity, facts["need"], facts["short"]) == (
        "warning",
        6,
        6 - int(facts["have"]),
    )
    assert "besöken på kvällen (17–22) kräver" in finding.message("sv")
    assert finding.message("en").count("in the evening") == 1


def test_as_many_evenings_as_the_contract_holds_are_nothing_to_tell() -> None:
    eve = employee("eve", degree_pct=50, **LATE_PEOPLE)
    [finding] = found([eve], evenings(6))
    have = int(finding.facts["have"])
    assert 0 < have < 6
    assert found([eve], evenings(have)) == []
    assert len(found([eve], evenings(have + 1))) == 1


def test_an_hourly_employee_fills_what_lacks() -> None:
    staff = [employee("eve", degree_pct=50, **LATE_PEOPLE)]
    staff.append(hourly("temp", **LATE_PEOPLE))
    assert found(staff, evenings(6)) == []


def test_those_who_work_days_do_not_count_in_the_evening() -> None:
    staff = [employee("eve", degree_pct=50, **LATE_PEOPLE)]
    staff += [employee(f"e{n}", shift_kinds={"day"}) for n in range(5)]
    [finding] = found(staff, evenings(6))
    assert finding.facts["people"] == 1


def test_who_lacks_the_skill_does_not_count_for_those_who_need_it() -> None:
    able = employee("eve", degree_pct=50, skills={"insulin"}, **LATE_PEOPLE)
    other = employee("liv", **LATE_PEOPLE)
    skilled = evenings(6, skills={"insulin"})
    [finding] = found([able, other], skilled)
    assert "med insulin" in finding.message("sv")
    assert found([able, other], evenings(6)) == []


def test_the_sample_has_people_enough_at_all_times() -> None:
    every = feasibility(make_sample("small"), default_rules())
    assert not [finding for finding in every if finding.check == "part_turns"]
