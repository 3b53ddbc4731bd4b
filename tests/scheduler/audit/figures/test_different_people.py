from collections.abc import Sequence
from datetime import timedelta

import pytest

from scheduler.audit.figures.meeting_windows import windows
from scheduler.domain.plan import Plan
from scheduler.domain.problem import DoneVisit, Problem, Visit
from tests.build import (
    MONDAY,
    client,
    day,
    done,
    plan,
    problem,
    team,
    unit,
    visit,
    visit_row,
)
from tests.scheduler.audit.figures.made import figures_of, parts

PEOPLE = team(*(f"e{n}" for n in range(30)))
CLOCKS = ("08:00", "12:00")


def twice_a_day(days: int, client: str = "carl") -> tuple[Visit, ...]:
    """Grant a morning and a noon visit on every day of the plan."""
    return tuple(
        visit(f"{client} {n} {clock}", f"{day(n)} {clock}", client=client)
        for n in range(days)
        for clock in CLOCKS
    )


def made_by(visits: Sequence[Visit], people: Sequence[str]) -> Plan:
    """Give the visits, in order, to these people by turns."""
    rows = [
        visit_row(v.id, people[n % len(people)]).model_copy(
            update={"start": v.earliest, "end": v.earliest + v.minutes}
        )
        for n, v in enumerate(visits)
    ]
    return plan(*rows)


def fortnight(visits: Sequence[Visit], **given: object) -> Problem:
    return problem(**{"employees": PEOPLE, "days": 14, "visits": visits, **given})


def history(days: int, employee: str = "e9") -> tuple[DoneVisit, ...]:
    return tuple(done(employee, day(-n)) for n in range(1, days + 1))


def test_people_met_in_fourteen_days_are_counted_once_each() -> None:
    visits = twice_a_day(14)
    found = figures_of(fortnight(visits), made_by(visits, ["e1", "e2", "e3"]))
    assert parts(found["K01"]) == (3, 1, 3)
    assert parts(found["K01_all"]) == (3, 1, 3)


def test_the_mean_and_the_median_are_over_clients_and_windows() -> None:
    visits = [twice_a_day(14, who) for who in ("carl", "dora", "eve")]
    people = [["e1"], ["e2", "e3"], ["e4", "e5", "e6", "e7", "e8", "e9"]]
    plans = [made_by(v, p) for v, p in zip(visits, people, strict=True)]
    both = plan(*(row for made in plans for row in made.visits))
    found = figures_of(fortnight(tuple(v for mine in visits for v in mine)), both)
    assert parts(found["K01"]) == (9, 3, 3)
    assert parts(found["K01_median"]) == (9, 3, 2)


@pytest.mark.parametrize(("people", "share"), [(20, 0), (21, 100)])
def test_meeting_more_than_twenty_is_many(people: int, share: int) -> None:
    visits = twice_a_day(14)
    made = made_by(visits, [f"e{n}" for n in range(people)])
    assert parts(figures_of(fortnight(visits), made)["K01_over20"]) == (
        share / 100,
        1,
        share,
    )


def test_the_window_slides_with_history_in_it() -> None:
    # 14 days are known from day -13 on: one window ends on each of the plan's days.
    # The last day of history leaves the window that ends on day 13.
    visits = twice_a_day(14)
    case = fortnight(visits, done_visits=history(13))
    found = figures_of(case, made_by(visits, ["e1", "e2"]))
    assert len(windows(case)) == 14
    assert parts(found["K01"]) == (13 * 3 + 2, 14, 2.928571)


def test_windows_with_days_before_the_plan_are_told_from_those_within() -> None:
    # 15 days: the windows that end on days 13 and 14 hold no day before the plan.
    visits = twice_a_day(15)
    past = (*history(14), *history(14, "e8"), done("e7", day(-15)))
    case = fortnight(visits, days=15, done_visits=past)
    found = figures_of(case, made_by(visits, ["e1", "e2", "e3"]))
    assert parts(found["K01_within"]) == (2 * 3, 2, 3)
    assert parts(found["K01_before"]) == (2, 1, 2)
    assert found["K01"].denominator == 15


@pytest.mark.parametrize(("days", "known"), [(12, 0), (13, 1), (14, 1)])
def test_the_fortnight_before_counts_where_all_but_a_day_of_it_is_known(
    days: int, known: int
) -> None:
    visits = twice_a_day(14)
    found = figures_of(fortnight(visits, done_visits=history(days)), plan())
    assert found["K01_before"].denominator == known


def test_only_whole_windows_count_when_there_are_any() -> None:
    case = fortnight(twice_a_day(14), done_visits=history(3))
    ends = [days[-1] for days in windows(case)]
    assert ends == [day(10), day(11), day(12), day(13)]
    assert {len(days) for days in windows(case)} == {14}


def test_a_short_plan_without_history_is_one_short_window() -> None:
    case = problem(visits=twice_a_day(7))
    assert windows(case) == [tuple(day(n) for n in range(7))]


def test_a_short_plan_takes_what_history_there_is() -> None:
    case = problem(done_visits=history(6))
    assert windows(case) == [tuple(day(n) for n in range(-6, 7))]


def test_history_from_inside_the_plan_is_not_believed() -> None:
    visits = twice_a_day(14)
    case = fortnight(visits, done_visits=(done("e9", MONDAY + timedelta(days=1)),))
    assert figures_of(case, made_by(visits, ["e1"]))["K01"].value == 1
    assert windows(case) == [tuple(day(n) for n in range(14))]


def test_one_visit_on_one_day_is_too_few_for_the_strict_figure_only() -> None:
    visits = twice_a_day(14)[:-1]
    found = figures_of(fortnight(visits), made_by(visits, ["e1", "e2"]))
    assert parts(found["K01"]) == (0, 0, None)
    assert parts(found["K01_median"]) == (0, 0, None)
    assert parts(found["K01_over20"]) == (0, 0, None)
    assert parts(found["K01_all"]) == (2, 1, 2)


def test_a_client_who_was_not_met_every_day_before_the_plan_is_not_regular() -> None:
    visits = twice_a_day(14)
    away = tuple(d for d in history(13) if d.date != day(-5))
    case = fortnight(visits, done_visits=away)
    # 9 of the 14 windows hold day -5: those that end on days 0 to 8.
    found = figures_of(case, made_by(visits, ["e1"]))
    assert (found["K01"].denominator, found["K01_all"].denominator) == (5, 14)


def test_a_client_nobody_meets_does_not_count() -> None:
    found = figures_of(fortnight(twice_a_day(14)), plan())
    assert parts(found["K01"]) == (0, 0, None)
    assert parts(found["K01_all"]) == (0, 0, None)


def test_a_client_who_is_left_out_of_the_figure_is_left_out() -> None:
    visits = twice_a_day(14)
    case = fortnight(visits, clients=(client(counts_continuity=False),))
    found = figures_of(case, made_by(visits, ["e1"]))
    assert parts(found["K01_all"]) == (0, 0, None)
    assert parts(found["K02"]) == (0, 0, None)


@pytest.mark.parametrize(
    ("clock", "counts"), [("06:59", 0), ("07:00", 1), ("21:59", 1), ("22:00", 0)]
)
def test_only_meetings_by_day_count(clock: str, counts: int) -> None:
    start = f"2026-12-21 {clock}"
    case = problem(visits=(visit(start=start),))
    found = figures_of(case, plan(visit_row(start=start)))
    assert found["K01_all"].denominator == counts


@pytest.mark.parametrize(
    ("earliest", "latest", "regular"),
    [
        ("06:00", "06:59", 0),
        ("06:00", "07:00", 1),
        ("21:59", "23:00", 1),
        ("22:00", "23:00", 0),
    ],
)
def test_a_granted_visit_counts_when_it_can_start_by_day(
    earliest: str, latest: str, regular: int
) -> None:
    sure = visit("sure")
    other = visit("other", f"2026-12-21 {earliest}", f"2026-12-21 {latest}")
    case = problem(days=1, visits=(sure, other))
    found = figures_of(case, plan(visit_row("sure")))
    assert found["K01"].denominator == regular


@pytest.mark.parametrize("kind", ["alarm", "meal"])
def test_alarms_and_meals_do_not_count(kind: str) -> None:
    visits = (*twice_a_day(7), visit("x", kind=kind))
    case = problem(employees=PEOPLE, visits=visits)
    made = plan(*made_by(visits[:-1], ["e1"]).visits, visit_row("x", "e2"))
    assert figures_of(case, made)["K01"].value == 1
    few = problem(days=1, visits=(visit(), visit("x", kind=kind)))
    assert figures_of(few, plan(visit_row()))["K01"].denominator == 0


def test_people_who_are_unknown_are_not_met() -> None:
    case = problem(visits=(visit(),))
    assert figures_of(case, plan(visit_row(employee="x")))["K01_all"].denominator == 0


def test_a_client_counts_in_the_own_unit_whoever_performs_the_visit() -> None:
    units = (unit(), unit("outer"))
    visits = tuple(v.model_copy(update={"unit": "outer"}) for v in twice_a_day(14))
    case = fortnight(visits, units=units)
    made = made_by(visits, ["e1"])
    assert figures_of(case, made, scope="centre")["K01"].value == 1
    assert figures_of(case, made, scope="outer")["K01"].value is None


def test_the_continuity_index_falls_with_every_new_person() -> None:
    # Carl: 2 people in 5 meetings, 1 − 1/4. Dora: 1 person in 2, so 1. Eve: 1 meeting.
    visits = (
        *(visit(f"c{n}") for n in range(5)),
        *(visit(f"d{n}", client="dora") for n in range(2)),
        visit("e0", client="eve"),
    )
    case = problem(employees=PEOPLE, visits=visits)
    made = plan(
        *(visit_row(f"c{n}", "e1") for n in range(4)),
        visit_row("c4", "e2"),
        *(visit_row(f"d{n}", "e1") for n in range(2)),
        visit_row("e0", "e1"),
    )
    assert parts(figures_of(case, made)["K02"]) == (1.75, 2, 0.875)


def test_two_people_at_once_are_two_meetings() -> None:
    case = problem(employees=PEOPLE, visits=(visit(staff=2),))
    made = plan(visit_row(employee="e1"), visit_row(employee="e2", staff_no=2))
    assert figures_of(case, made)["K02"].value == 0
