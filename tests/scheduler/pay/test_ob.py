"""Which band a minute falls in."""

import csv
from collections import defaultdict
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.domain.clock import wall_clock
from scheduler.domain.values import Instant
from scheduler.pay.agreement import find_agreement
from scheduler.pay.agreement_rows import NoRateError
from scheduler.pay.ob import Band, Stretch, band_calendar, band_of
from tests.build import ZONE, at

CSV = Path(__file__).with_name("ob_windows.csv")
CALENDAR = band_calendar(find_agreement("AB").hours, ZONE)
NAMES = {"A": Band.A, "An": Band.A_NIGHT, "B": Band.B, "Bn": Band.B_NIGHT}
Window = tuple[Band, datetime, datetime]


def runs(start: Instant, end: Instant) -> list[Window]:
    """Return the bands of [start, end) with midnights joined, local time."""
    joined: list[Stretch] = []
    for s in CALENDAR.stretches(start, end):
        if joined and joined[-1].band == s.band:
            joined[-1] = joined[-1]._replace(end=s.end)
        else:
            joined.append(s)
    local = wall_clock(ZONE).local
    return [(s.band, local(s.start), local(s.end)) for s in joined if s.band]


def bands(start: Instant, end: Instant) -> dict[Band, int]:
    """Return the elapsed minutes of [start, end) in each band that occurs."""
    minutes: dict[Band, int] = defaultdict(int)
    for s in CALENDAR.stretches(start, end):
        if s.band is not None:
            minutes[s.band] += s.end - s.start
    return minutes


def band_at(text: str) -> str:
    """Return the band of the minute that begins then; empty = none."""
    return next((b.value for b in bands(at(text), at(text) + 1)), "")


def hours(start: str, end: str) -> dict[str, float]:
    return {b.value: m / 60 for b, m in bands(at(start), at(end)).items()}


def test_every_weekend_and_great_holiday_window_of_two_years_is_as_published() -> None:
    with CSV.open(encoding="utf-8") as file:
        published = [
            (
                NAMES[row["band"]],
                datetime.fromisoformat(row["start"]),
                datetime.fromisoformat(row["end"]),
            )
            for row in csv.DictReader(file)
        ]
    begun = datetime.fromisoformat("2025-01-01 06:00")
    found = runs(at("2024-12-30 12:00"), at("2027-01-04 12:00"))
    kept = [w for w in found if w[0] in NAMES.values()]
    ends = datetime.fromisoformat("2027-01-01 06:00")
    assert [w for w in kept if begun <= w[1] < ends] == published
    assert len(published) == 567


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-12-23 18:00", "2026-12-28 07:00"),  # Christmas before a weekend
        ("2026-12-30 18:00", "2027-01-04 07:00"),  # New Year over the year change
        ("2025-12-23 18:00", "2025-12-29 07:00"),
        ("2026-06-18 18:00", "2026-06-22 07:00"),  # Midsummer
        ("2026-04-02 18:00", "2026-04-07 07:00"),  # Easter
        ("2023-12-23 18:00", "2023-12-27 07:00"),
        ("2023-12-30 18:00", "2024-01-02 07:00"),
    ],
)
def test_a_great_holiday_runs_to_the_morning_after(start: str, end: str) -> None:
    first, last = at(start), at(end)
    inside = bands(first, last)
    assert set(inside) == {Band.A, Band.A_NIGHT}
    assert sum(inside.values()) == last - first
    for outside in (first - 1, last):
        assert not {Band.A, Band.A_NIGHT} & set(bands(outside, outside + 1))


@pytest.mark.parametrize(
    ("before", "band_before", "after", "band_after"),
    [
        # Friday, before and after the agreement of 2025
        ("2025-03-28 18:59", "", "2025-03-28 19:00", "b"),
        ("2025-04-04 16:59", "", "2025-04-04 17:00", "b"),
        ("2026-11-06 16:59", "", "2026-11-06 17:00", "b"),
        ("2026-11-06 21:59", "b", "2026-11-06 22:00", "b_night"),
        # the weekend
        ("2026-11-07 05:59", "b_night", "2026-11-07 06:00", "b"),
        ("2026-11-08 05:59", "b_night", "2026-11-08 06:00", "b"),
        ("2026-11-08 21:59", "b", "2026-11-08 22:00", "b"),
        ("2026-11-09 06:59", "b", "2026-11-09 07:00", ""),
        # an ordinary night
        ("2026-11-10 18:59", "", "2026-11-10 19:00", "d"),
        ("2026-11-10 21:59", "d", "2026-11-10 22:00", "c"),
        ("2026-11-10 23:59", "c", "2026-11-11 00:00", "c"),
        ("2026-11-11 05:59", "c", "2026-11-11 06:00", ""),
        ("2026-11-13 05:59", "c", "2026-11-13 06:00", ""),
        # eves at 16 and the morning after a holiday
        ("2026-04-30 15:59", "", "2026-04-30 16:00", "b"),
        ("2026-05-13 15:59", "", "2026-05-13 16:00", "b"),
        ("2026-05-15 06:59", "b", "2026-05-15 07:00", ""),
        ("2026-05-15 16:59", "", "2026-05-15 17:00", "b"),
        ("2026-10-30 15:59", "", "2026-10-30 16:00", "b"),
        ("2024-01-05 15:59", "", "2024-01-05 16:00", "b"),
        ("2026-01-07 06:59", "b", "2026-01-07 07:00", ""),
        ("2026-06-05 15:59", "", "2026-06-05 16:00", "b"),
        # the great holidays' first hour and nights
        ("2026-04-02 17:59", "", "2026-04-02 18:00", "a"),
        ("2026-12-23 21:59", "a", "2026-12-23 22:00", "a_night"),
        ("2026-12-27 21:59", "a", "2026-12-27 22:00", "a"),
        ("2026-04-07 06:59", "a", "2026-04-07 07:00", ""),
        ("2026-12-31 23:59", "a_night", "2027-01-01 00:00", "a_night"),
    ],
)
def test_bands_change_on_the_minute(
    before: str, band_before: str, after: str, band_after: str
) -> None:
    assert (band_at(before), band_at(after)) == (band_before, band_after)


def test_a_day_squeezed_between_sunday_and_a_holiday_is_weekend_all_day() -> None:
    assert hours("2026-01-05 00:00", "2026-01-05 22:00") == {"b": 22}


def test_the_eve_of_christmas_and_new_year_squeezes_the_monday_before() -> None:
    assert hours("2024-12-23 07:00", "2024-12-23 18:00") == {"b": 11}
    assert hours("2019-12-30 07:00", "2019-12-30 18:00") == {"b": 11}


def test_a_friday_between_a_holiday_and_saturday_is_not_squeezed() -> None:
    assert hours("2026-05-15 07:00", "2026-05-15 17:00") == {}


def test_pentecost_is_a_weekend_like_others() -> None:
    assert hours("2026-05-24 00:00", "2026-05-25 07:00") == {"b_night": 6, "b": 25}


def test_a_great_holiday_night_towards_an_ordinary_saturday_is_no_holiday_night() -> (
    None
):
    assert hours("2025-12-26 22:00", "2025-12-27 06:00") == {"a": 8}
    assert hours("2025-12-27 22:00", "2025-12-28 06:00") == {"a_night": 8}


def test_a_post_day_and_night_has_the_known_hours_in_a_year() -> None:
    year = hours("2026-01-01 00:00", "2027-01-01 00:00")
    assert year == {
        "a_night": 104,
        "a": 364 - 104,
        "b_night": 808,
        "b": 3152 - 808,
        "c": 1568,
        "d": 588,
    }
    assert sum(year.values()) + 3088 == 365 * 24


def test_the_spring_night_is_an_hour_shorter() -> None:
    assert hours("2026-03-28 21:00", "2026-03-29 07:00") == {"b": 2, "b_night": 7}


def test_the_autumn_night_is_an_hour_longer() -> None:
    assert hours("2026-10-24 21:00", "2026-10-25 07:00") == {"b": 2, "b_night": 9}


def test_clocks_that_change_at_easter_shorten_a_great_night() -> None:
    assert hours("2024-03-30 22:00", "2024-03-31 06:00") == {"a_night": 7}


def test_the_friday_reform_reaches_34_fridays_of_its_first_year() -> None:
    fridays = [date(2025, 4, 4) + timedelta(weeks=n) for n in range(39)]
    reached = [f for f in fridays if band_of(f, 17, 19) is None]
    assert fridays[-1] == date(2025, 12, 26)
    assert len(reached) == 34
    assert all(band_of(f, 17, 17) is Band.B for f in reached)


def test_nothing_is_paid_in_an_empty_or_backward_interval() -> None:
    noon = at("2026-12-25 12:00")
    assert bands(noon, noon) == {}
    assert bands(noon, noon - 60) == {}


def test_a_day_older_than_the_agreement_is_refused() -> None:
    with pytest.raises(NoRateError):
        bands(at("1999-12-31 12:00"), at("1999-12-31 13:00"))


FIRST, LAST = at("2024-06-01 00:00"), at("2027-06-01 00:00")
MOMENTS = st.integers(FIRST, LAST)
LENGTHS = st.integers(0, 5 * 1440)


@given(start=MOMENTS, length=LENGTHS)
def test_stretches_follow_each_other_without_gap_or_overlap(
    start: Instant, length: int
) -> None:
    found = list(CALENDAR.stretches(start, start + length))
    edges = [start, *(s.end for s in found)]
    assert [s.start for s in found] == edges[:-1]
    assert edges[-1] == start + length
    assert all(s.start < s.end for s in found)
    assert sum(bands(start, start + length).values()) <= length


@given(start=MOMENTS, first=LENGTHS, second=LENGTHS)
def test_bands_of_two_pieces_add_up_to_those_of_the_whole(
    start: Instant, first: int, second: int
) -> None:
    middle, end = start + first, start + first + second
    pieces = bands(start, middle), bands(middle, end)
    together = {b: sum(p.get(b, 0) for p in pieces) for b in Band}
    assert {b: m for b, m in together.items() if m} == bands(start, end)
