"""What each row of a base schedule gets."""

from scheduler.base_schedule.row_figures import RowFigures, row_figures
from tests.scheduler.base_schedule.cycles import cycle, row, staffed


def figures(line: str, weeks: int = 1, degree_pct: int = 100) -> RowFigures:
    [found] = row_figures(
        staffed(), cycle(weeks, {"amy": line}, [row(degree_pct=degree_pct)])
    )
    return found


def test_duties_weekends_evenings_nights_and_free_days_are_counted() -> None:
    found = figures("DL..NDD|......L", 2)
    assert (found.passes, found.weekends) == (6, 2)
    assert (found.evenings, found.nights, found.free_days) == (2, 1, 8)
    assert found.week_minutes == (3 * 480 + 2 * 480 + 540) / 2


def test_counts_are_told_per_full_time_post() -> None:
    found = figures("DDD....", degree_pct=75)
    assert found.per_full_time(found.passes) == 4


def test_the_longest_time_off_may_go_around_the_end() -> None:
    """From Thursday 15:30 to Tuesday 07:00; a whole week where one day is worked."""
    assert figures(".D.D...").longest_off == 4 * 1440 + 15 * 60 + 30
    assert figures("D......").longest_off == 6 * 1440 + 15 * 60 + 30
    assert figures("D.....D").longest_off == 5 * 1440 + 15 * 60 + 30
    assert figures(".......").longest_off == 7 * 1440
