"""What recurs every week in a dataset's demand."""

from datetime import date

from scheduler.base_schedule.base_weeks import WeeklyNeed
from scheduler.base_schedule.weekly_pattern import usual_ways, weekly_pattern
from tests.build import need, problem, visit


def of_day(found: tuple[WeeklyNeed, ...], weekday: int) -> list[tuple[int, int, int]]:
    return [
        (n.start // 60, n.end // 60, n.want)
        for n in found
        if n.weekday == weekday and n.want
    ]


def test_headcount_is_asked_for_as_it_stands() -> None:
    case = problem(
        start=date(2027, 6, 28),
        staffing=(need("2027-06-29 07:00", "2027-06-29 16:00", min=1, want=2, max=3),),
    )
    [found] = [n for n in weekly_pattern(case) if n.want]
    assert (found.weekday, found.start, found.end) == (1, 7 * 60, 16 * 60)
    assert (found.want, found.most) == (2, 3)


def test_a_night_is_asked_for_on_both_of_its_days() -> None:
    case = problem(
        start=date(2027, 6, 28),
        staffing=(need("2027-06-29 22:00", "2027-06-30 07:00", want=1),),
    )
    found = weekly_pattern(case)
    assert of_day(found, 1) == [(22, 24, 1)]
    assert of_day(found, 2) == [(0, 7, 1)]


def test_of_unlike_weeks_the_percentile_counts() -> None:
    dates = ("2027-06-29", "2027-07-06", "2027-07-13", "2027-07-20", "2027-07-27")
    wanted = zip(dates, (1, 2, 3, 4, 5), strict=True)
    case = problem(
        start=date(2027, 6, 28),
        days=35,
        staffing=[need(f"{d} 07:00", f"{d} 16:00", min=0, want=w) for d, w in wanted],
    )
    for percentile, want in ((0, 1), (50, 3), (75, 4), (76, 5), (100, 5)):
        assert of_day(weekly_pattern(case, percentile), 1) == [(7, 16, want)]


def test_holidays_are_no_example_of_their_weekday() -> None:
    """Epiphany of 2027 is a Wednesday."""
    case = problem(
        start=date(2027, 1, 4),
        days=14,
        staffing=(
            need("2027-01-06 07:00", "2027-01-06 16:00", want=1),
            need("2027-01-13 07:00", "2027-01-13 16:00", want=4),
        ),
    )
    assert of_day(weekly_pattern(case, 0), 2) == [(7, 16, 4)]


def test_visits_take_people_as_long_as_they_may_be_made() -> None:
    """Thirty minutes and no way, for two, in a window of an hour and a half."""
    case = problem(
        start=date(2026, 12, 21),
        visits=(visit(start="2026-12-22 08:00", latest="2026-12-22 09:00", staff=2),),
    )
    assert usual_ways(case) == {"centre": 0}
    [found] = [n for n in weekly_pattern(case) if n.want]
    assert (found.start, found.end, found.want) == (8 * 60, 9 * 60 + 30, 1)


def test_the_way_to_the_next_visit_takes_time_too() -> None:
    """Two minutes to next door: 62 minutes of work an hour take two people."""
    case = problem(
        visits=[
            visit(f"v{n}", "2026-12-22 08:00", "2026-12-22 08:30", client=f"c{n}")
            for n in range(2)
        ],
    )
    assert usual_ways(case) == {"centre": 2}
    assert of_day(weekly_pattern(case), 1) == [(8, 9, 2)]
