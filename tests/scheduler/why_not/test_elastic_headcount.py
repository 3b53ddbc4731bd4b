"""What a linear program of headcount points at."""

from scheduler.why_not.elastic_headcount import suspects
from tests.build import day, need
from tests.scheduler.why_not.planted import MORNING, NIGHT, RULES, small, team


def test_needs_that_can_be_met_are_not_suspected() -> None:
    asked = need("2026-12-21 08:00", "2026-12-21 11:00", min=2, want=2)
    problem = small(people=team("amy", "bea"), staffing=(asked,))
    assert list(suspects(problem, RULES)) == []


def test_a_need_above_all_there_are_is_suspected_alone() -> None:
    asked = need("2026-12-21 08:00", "2026-12-21 11:00", min=3, want=3)
    problem = small(people=team("amy", "bea"), staffing=(asked,))
    [found] = suspects(problem, RULES)
    assert found == ((asked,), frozenset())


def test_weekends_are_suspected_where_patterns_keep_people_from_both() -> None:
    saturdays = ("2026-12-26", "2027-01-02")
    asked = tuple(need(f"{d} 08:00", f"{d} 11:00", min=2, want=2) for d in saturdays)
    people = team("amy", "bea", "cia", weekends={"worked": 1, "of": 2})
    [found] = suspects(small(people=people, days=14, staffing=asked), RULES)
    assert set(found.needs) == set(asked)
    assert found.rules == {"weekend_duty"}


def test_a_morning_after_a_night_is_suspected_for_want_of_rest() -> None:
    asked = (
        need("2026-12-21 23:00", "2026-12-22 02:00"),
        need("2026-12-22 08:00", "2026-12-22 11:00"),
    )
    problem = small(days=2, shift_types=(MORNING, NIGHT), staffing=asked)
    [found] = suspects(problem, RULES)
    assert set(found.needs) == set(asked)
    assert found.rules == {"rest_between_shifts"}


def test_days_without_end_are_suspected_by_the_rule_that_ends_them() -> None:
    asked = tuple(need(f"{day(d)} 08:00", f"{day(d)} 11:00") for d in range(8))
    [found] = suspects(small(days=8, staffing=asked), RULES)
    assert len(found.needs) >= 7
    assert found.rules == {"days_in_a_row"}
