"""When and where must-visits are open, and how many more people that takes."""

import pytest

from constraints import default_rules
from scheduler.audit.audit import audit
from scheduler.audit.open_times import DayPart, OpenTimes
from scheduler.domain.problem import Visit
from tests.build import UNIT, plan, problem, unit, visit, visit_row

MONDAY, SATURDAY, SUNDAY = "2026-12-21", "2026-12-26", "2026-12-27"


def found(*visits: Visit) -> tuple[OpenTimes, ...]:
    units = [unit(), unit("u2")]
    made = problem(visits=visits, units=units)
    return audit(made, plan(), default_rules()).open_times


def test_open_visits_are_grouped_by_unit_weekend_and_part_of_the_day() -> None:
    told = found(
        visit("a", f"{SATURDAY} 08:00"),
        visit("b", f"{SUNDAY} 08:00"),
        visit("c", f"{SATURDAY} 18:00"),
        visit("d", f"{MONDAY} 08:00"),
        visit("e", f"{MONDAY} 08:00", unit="u2"),
        visit("f", f"{MONDAY} 08:00", priority=3),
    )
    assert [(o.unit, o.weekend, o.part, o.places, o.days) for o in told] == [
        (UNIT, True, DayPart.MORNING, 2, 2),
        (UNIT, False, DayPart.MORNING, 1, 1),
        (UNIT, True, DayPart.EVENING, 1, 1),
        ("u2", False, DayPart.MORNING, 1, 1),
    ]


def test_a_place_that_is_taken_is_not_open() -> None:
    made = problem(visits=(visit("pair", staff=2), visit("alone")))
    rows = visit_row("pair"), visit_row("alone")
    [told] = audit(made, plan(*rows), default_rules()).open_times
    assert (told.places, told.people) == (1, 1)


@pytest.mark.parametrize(
    ("first", "last", "part"),
    [
        ("05:00", "05:00", DayPart.NIGHT),
        ("06:00", "06:00", DayPart.MORNING),
        ("10:00", "10:00", DayPart.MORNING),
        ("11:00", "11:00", DayPart.MIDDAY),
        ("21:00", "21:00", DayPart.EVENING),
        ("22:00", "22:00", DayPart.NIGHT),
        ("10:00", "11:58", DayPart.MORNING),
        ("10:00", "12:00", DayPart.MIDDAY),
    ],
)
def test_a_visit_belongs_where_the_middle_of_its_window_is(
    first: str, last: str, part: DayPart
) -> None:
    window = f"{MONDAY} {first}", f"{MONDAY} {last}"
    assert [o.part for o in found(visit("a", *window))] == [part]


@pytest.mark.parametrize(("minutes", "people"), [(40, 1), (60, 2)])
def test_as_many_lack_as_the_window_is_too_short_for(minutes: int, people: int) -> None:
    """Two visits that begin within 40 minutes of each other: one hand does 40 each."""
    window = f"{SATURDAY} 08:00", f"{SATURDAY} 08:40"
    both = [visit(id_, *window, minutes=minutes) for id_ in "ab"]
    [told] = found(*both, visit("c", f"{SUNDAY} 08:00", minutes=10))
    assert (told.people, told.worst.isoformat()) == (people, SATURDAY)


def test_a_visit_by_two_lacks_two() -> None:
    [told] = found(visit("a", f"{SATURDAY} 08:00", staff=2, minutes=10))
    assert (told.places, told.people) == (2, 2)
