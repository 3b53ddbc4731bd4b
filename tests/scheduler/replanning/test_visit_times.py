"""When a visit could be made, and what a declined one gives back."""

import pytest

from constraints import default_rules
from scheduler.domain.problem import Client, Problem, Visit
from scheduler.replanning.visit_times import (
    VisitTime,
    VisitWanted,
    freed_time,
    visit_times,
)
from tests.build import at, client, done, visit
from tests.scheduler.robustness.ward import ward, ward_plan

pytestmark = pytest.mark.usefixtures("plain_weeks")


def times(
    wanted: Visit,
    first: str,
    last: str,
    case: Problem | None = None,
    new: Client | None = None,
) -> list[VisitTime]:
    span = (at(f"2026-12-21 {first}"), at(f"2026-12-21 {last}"))
    ask = VisitWanted(wanted, new)
    return visit_times(case or ward(), ward_plan(), default_rules(), ask, span)


def test_a_new_visit_is_offered_each_quarter_that_has_room() -> None:
    """Amy is at Carl's until half past eight; Bea is 2 minutes from anybody."""
    more = visit("more", client="dora")
    known = ward(done_visits=(done("amy", more.date, "dora"),))
    with_dora = known.model_copy(update={"clients": (*known.clients, client("dora"))})
    found = times(more, "08:00", "08:45", with_dora)
    assert [(t.start - at("2026-12-21 08:00"), t.employees, t.new) for t in found] == [
        (45, ("amy",), 0),
        (0, ("bea",), 1),
        (15, ("bea",), 1),
        (30, ("bea",), 1),
    ]


@pytest.mark.parametrize(("first", "offered"), [("07:01", 0), ("07:02", 1)])
def test_nobody_is_there_before_the_shift_and_the_way(first: str, offered: int) -> None:
    more = visit("more", client="dora")
    assert len(times(more, first, first, new=client("dora"))) == offered


@pytest.mark.parametrize(("minutes", "offered"), [(28, 1), (29, 0)])
def test_a_longer_visit_must_be_over_before_the_way_back(
    minutes: int, offered: int
) -> None:
    more = visit("more", client="dora", minutes=minutes)
    assert len(times(more, "15:30", "15:30", new=client("dora"))) == offered


def test_a_visit_by_two_needs_room_for_both() -> None:
    both = visit("more", client="dora", staff=2)
    [time] = times(both, "08:30", "08:45", new=client("dora"))
    assert (time.start, len(time.employees)) == (at("2026-12-21 08:45"), 2)


def test_a_changed_visit_does_not_stand_in_its_own_way() -> None:
    longer = ward().visits[0].model_copy(update={"minutes": 45})
    found = times(longer, "08:00", "08:00")
    assert found[0].employees == ("amy",)


def test_whoever_lacks_the_skill_is_not_offered() -> None:
    skilled = visit("more", client="dora", skills={"nurse"})
    assert times(skilled, "08:45", "09:00", new=client("dora")) == []


def test_a_declined_visit_gives_its_time_back_to_open_visits() -> None:
    opened = visit("open", "2026-12-21 08:10", "2026-12-21 08:10", client="dora")
    case = ward(visits=(*ward().visits, opened))
    freed = freed_time(case, ward_plan(), default_rules(), case.visits[0])
    assert (freed.employees, freed.minutes) == (("amy",), 30)
    [row] = freed.fits
    assert (row.visit, row.employee, row.start) == (
        "open",
        "amy",
        at("2026-12-21 08:10"),
    )


def test_an_open_visit_that_is_declined_frees_nobody() -> None:
    opened = visit("open", client="dora")
    case = ward(visits=(*ward().visits, opened))
    freed = freed_time(case, ward_plan(), default_rules(), opened)
    assert (freed.employees, freed.minutes, freed.fits) == ((), 0, ())
