"""How one route is timed: by hand, and against trying every place for its breaks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.domain.problem import Visit
from tests.build import UNIT, clock
from tests.scheduler.tours.road import TRAVEL, Drive, drive, stop

ROAD = {(UNIT, "a"): 10, (UNIT, "b"): 20, ("a", "b"): 15}


def _clocks(*texts: str) -> list[int]:
    return [clock(text) for text in texts]


def test_a_route_drives_waits_and_comes_home() -> None:
    made = drive([stop("a", "07:05"), stop("b", "09:00")], ROAD)
    assert made.starts == made.begins == _clocks("07:10", "09:00")
    assert made.reached == clock("09:50")
    assert made.cost == (10 + 15 + 20) * TRAVEL


def test_two_visits_at_one_place_follow_each_other() -> None:
    made = drive([stop("a", "08:00"), stop("a", "08:10")], ROAD)
    assert made.begins == _clocks("08:00", "08:30")
    assert made.cost == 20 * TRAVEL


@pytest.mark.parametrize(("latest", "fits"), [("07:10", True), ("07:09", False)])
def test_a_visit_starts_in_the_last_minute_of_its_window(
    latest: str, fits: bool
) -> None:
    made = drive([stop("a", "07:00", latest)], ROAD)
    assert (made.cost is not None) == (made.reached is not None) == fits


@pytest.mark.parametrize(
    ("earliest", "begins"), [("07:10", "07:10"), ("07:11", "07:11")]
)
def test_a_visit_starts_no_earlier_than_its_window(earliest: str, begins: str) -> None:
    assert drive([stop("a", earliest)], ROAD).begins == _clocks(begins)


@pytest.mark.parametrize(("end", "fits"), [("08:40", True), ("08:39", False)])
def test_the_unit_is_reached_in_the_last_minute(end: str, fits: bool) -> None:
    made = drive([stop("a", "08:00")], ROAD, f"07:00-{end}")
    assert made.cost == (20 * TRAVEL if fits else None)
    assert made.reached == (clock("08:40") if fits else None)


def test_a_break_before_the_drive_when_it_must_begin_before_arrival() -> None:
    breaks = [("07:00", "07:05", 30)]
    made = drive([stop("a", "07:00")], ROAD, breaks=breaks)
    assert (made.break_begins, made.begins) == (_clocks("07:00"), _clocks("07:40"))


def test_a_break_after_the_drive_when_it_may_not_begin_before_it() -> None:
    breaks = [("07:08", "07:12", 30)]
    made = drive([stop("a", "07:00")], ROAD, breaks=breaks)
    assert (made.break_begins, made.begins) == (_clocks("07:10"), _clocks("07:40"))


@pytest.mark.parametrize(("latest", "fits"), [("07:10", True), ("07:09", False)])
def test_a_break_begins_in_the_last_minute_of_its_window(
    latest: str, fits: bool
) -> None:
    far = {(UNIT, "a"): 10}
    breaks = [("07:01", latest, 30)]
    made = drive([stop("a", "07:00", "07:40")], far, "07:00-08:20", breaks)
    assert (made.cost is not None) == fits


def test_a_break_is_taken_while_waiting() -> None:
    made = drive([stop("a", "09:00")], ROAD, breaks=[("07:30", "10:00", 30)])
    assert (made.break_begins, made.begins) == (_clocks("07:30"), _clocks("09:00"))
    assert made.reached == clock("09:40")


def test_a_break_is_taken_at_the_unit_when_home_again() -> None:
    made = drive([stop("a", "07:10")], ROAD, breaks=[("07:50", "08:30", 30)])
    assert (made.break_begins, made.reached) == (_clocks("07:50"), clock("08:20"))


def test_two_breaks_are_taken_in_order() -> None:
    breaks = [("08:00", "09:00", 30), ("10:00", "11:00", 15)]
    stops = [stop("a", "07:30"), stop("b", "09:00"), stop("a", "10:30", "12:00")]
    made = drive(stops, ROAD, breaks=breaks)
    assert made.break_begins == _clocks("08:00", "10:00")
    assert made.begins == _clocks("07:30", "09:00", "10:30")


def test_a_visit_across_the_whole_window_of_a_break_is_infeasible() -> None:
    breaks = [("08:01", "08:29", 30)]
    made = drive([stop("a", "08:00", "08:00")], ROAD, breaks=breaks)
    assert (made.cost, made.reached) == (None, None)


def test_a_break_that_makes_the_next_visit_late_is_infeasible() -> None:
    stops = [stop("a", "08:00", "08:00"), stop("a", "08:30", "08:59")]
    made = drive(stops, ROAD, breaks=[("08:15", "08:45", 30)])
    assert made.cost is None


def test_a_route_without_visits_costs_nothing() -> None:
    assert drive([], ROAD, breaks=[("08:15", "08:45", 30)]).cost == 0


def test_a_route_starts_and_ends_where_its_crew_does() -> None:
    stops = [stop("a", "07:00"), stop("b", "07:00")]
    made = drive(stops, ROAD, start="b", end="a")
    assert made.starts == made.begins == _clocks("07:15", "08:00")
    assert (made.cost, made.reached) == (3 * 15 * TRAVEL, clock("08:45"))


def test_one_visit_between_two_ends_is_driven_to_and_from() -> None:
    made = drive([stop("a", "07:00")], ROAD, start="b", end=UNIT)
    assert (made.cost, made.reached) == ((15 + 10) * TRAVEL, clock("07:55"))


@pytest.mark.parametrize(("end", "fits"), [("07:55", True), ("07:54", False)])
def test_another_end_is_reached_in_the_last_minute_too(end: str, fits: bool) -> None:
    made = drive([stop("a", "07:10", "07:10")], ROAD, f"07:00-{end}", end="b")
    assert made.cost == (25 * TRAVEL if fits else None)
    assert made.reached == (clock("07:55") if fits else None)


def test_a_route_without_visits_need_not_go_from_its_start_to_its_end() -> None:
    assert drive([], ROAD, "07:00-07:01", end="b").cost == 0


def test_every_minute_after_the_window_of_a_flexible_visit_is_priced() -> None:
    late = stop("a", "07:00", "07:05", priority=2)
    made = drive([late], ROAD, outside_minute=70, flex_minutes=30)
    assert made.cost == 20 * TRAVEL + 5 * 70


@pytest.mark.parametrize(("flex", "fits"), [(5, True), (4, False)])
def test_a_flexible_visit_starts_no_later_than_its_leeway(
    flex: int, fits: bool
) -> None:
    late = stop("a", "07:00", "07:05", priority=2)
    made = drive([late], ROAD, flex_minutes=flex)
    assert (made.cost is not None) == fits


@dataclass(frozen=True)
class Trip:
    """A small made-up route; minutes after midnight."""

    stops: list[Visit]
    windows: list[tuple[int, int, int]]
    road: dict[tuple[str, str], int]
    places: list[str]
    breaks: list[tuple[int, int, int]]
    end: int

    def timed(self) -> Drive:
        breaks = [(_text(a), _text(b), m) for a, b, m in self.breaks]
        return drive(self.stops, self.road, f"07:00-{_text(self.end)}", breaks)

    def moves(self) -> list[int]:
        both = self.road | {(b, a): m for (a, b), m in self.road.items()}
        way = [UNIT, *self.places, UNIT]
        return [both.get(pair, 0) for pair in pairwise(way)]


def _text(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


@st.composite
def trips(draw: st.DrawFn) -> Trip:
    few = st.integers(0, 25)
    road = {(UNIT, "a"): draw(few), (UNIT, "b"): draw(few), ("a", "b"): draw(few)}
    places = draw(st.lists(st.sampled_from("ab"), min_size=1, max_size=4))
    windows, stops, at_ = [], [], 420
    for n, place in enumerate(places):
        low = at_ + draw(st.integers(-20, 40))
        high, length = low + draw(st.integers(0, 60)), draw(st.integers(5, 40))
        windows.append((low, high, length))
        given_ = {"id": f"v{n}", "minutes": length}
        stops.append(stop(place, _text(low), _text(high), **given_))
        at_ = low + length
    breaks, soon = [], 430
    for _ in range(draw(st.integers(0, 2))):
        low = soon + draw(st.integers(0, 60))
        breaks.append((low, low + draw(st.integers(0, 60)), draw(st.integers(5, 30))))
        soon = low + 10
    end = at_ + draw(st.integers(20, 120))
    return Trip(stops, windows, road, places, breaks, end)


def _ends(trip: Trip) -> Iterator[int]:
    """Yield when the unit is reached, for every legal way to place the breaks."""
    gaps = range(2 * (len(trip.windows) + 1))
    for chosen in combinations_with_replacement(gaps, len(trip.breaks)):
        end = _walk(trip, chosen)
        if end is not None and end <= trip.end:
            yield end


def _walk(trip: Trip, chosen: Sequence[int]) -> int | None:
    """Go the way with break k in gap ``chosen[k]``: 2i before move i, 2i+1 after."""
    now = 420
    for i, move in enumerate(trip.moves()):
        for gap, before in ((2 * i, 0), (2 * i + 1, move)):
            now += before
            for (low, high, length), where in zip(trip.breaks, chosen, strict=True):
                if where == gap:
                    now = max(now, low)
                    if now > high:
                        return None
                    now += length
        if i < len(trip.windows):
            low, high, length = trip.windows[i]
            now = max(now, low)
            if now > high:
                return None
            now += length
    return now


@given(trips())
@settings(max_examples=250, deadline=None)
def test_a_route_is_timed_like_the_best_of_all_places_for_its_breaks(
    trip: Trip,
) -> None:
    made, ends = trip.timed(), list(_ends(trip))
    assert made.reached == min(ends, default=None)
    assert made.cost == (sum(trip.moves()) * TRAVEL if ends else None)


@given(trips().filter(lambda trip: any(_ends(trip))))
@settings(max_examples=150, deadline=None)
def test_breaks_visits_and_drives_never_overlap(trip: Trip) -> None:
    made = trip.timed()
    visits = [(b, b + w[2]) for b, w in zip(made.begins, trip.windows, strict=True)]
    taken = [(p, p + b[2]) for p, b in zip(made.break_begins, trip.breaks, strict=True)]
    assert made.reached is not None
    for begin, (low, high, _) in zip(
        made.begins + made.break_begins, trip.windows + trip.breaks, strict=True
    ):
        assert low <= begin <= high
    events = sorted(visits + taken)
    assert all(before[1] <= after[0] for before, after in pairwise(events))
    whole = [(0, 420), *visits, (max(made.reached, 420), trip.end + 1440)]
    for move, (left, back) in zip(trip.moves(), pairwise(whole), strict=True):
        inside = [p for p in taken if left[1] <= p[0] < back[0]]
        edges = [left[1], *(t for p in inside for t in p), back[0]]
        assert any(b - a >= move for a, b in zip(edges[::2], edges[1::2], strict=True))


@given(trips().filter(lambda trip: any(_ends(trip))))
@settings(max_examples=100, deadline=None)
def test_no_visit_is_promised_later_than_it_begins(trip: Trip) -> None:
    made = trip.timed()
    assert all(s <= b for s, b in zip(made.starts, made.begins, strict=True))
