"""Tour lists: the day of a unit in order, with all that one must know on the way."""

import re

import pytest

from data.both_languages import both
from data.handed_out.tour_list import TourLists, UnitTours
from data.handed_out.tour_pages import tours_html
from scheduler.domain.values import VisitKind
from tests.build import day
from tests.data.handed_out.hands import handed_view, on_call_view


def centre() -> UnitTours:
    [found] = TourLists(handed_view()).of([day(0)], ["centre"])
    return found


def test_a_visit_without_staff_is_told_with_what_it_lacks() -> None:
    [left] = centre().open
    assert (left.visit.client, left.visit.window) == ("carl", "13:00–14:00")
    assert (left.missing, left.beside, left.reason) == (1, "", None)


def test_one_of_two_who_is_missing_is_told_with_who_is_there() -> None:
    view = handed_view()
    rows = tuple(r for r in view.plan.visits if r.staff_no == 1)
    alone = view.plan.model_copy(update={"visits": rows})
    view.plan = alone
    [found] = TourLists(view).of([day(0)], ["centre"])
    assert [(o.missing, o.beside) for o in found.open] == [(1, "Amy"), (1, "")]
    first = next(t for t in found.tours if t.name == "Amy").steps[0]
    assert first.partner == ""


def test_a_tour_has_visits_breaks_and_ways_in_their_order() -> None:
    amy = next(t for t in centre().tours if t.name == "Amy")
    told = [(s.clock, s.travel, s.wait, s.partner, s.free) for s in amy.steps]
    assert told == [
        ("08:00–08:30", 2, 0, "Bo", None),
        ("08:30–08:32", 2, 0, None, None),
        ("10:00–10:30", 2, 88, None, None),
        ("10:30–10:32", 2, 0, None, None),
        ("11:45–12:15", 0, 0, None, both("people.breaks")),
    ]
    assert (amy.visits, amy.medication) == (2, 1)


def test_a_tour_tells_time_on_call_from_breaks() -> None:
    [sheet] = TourLists(on_call_view()).of([day(0)], ["centre"])
    [tour] = sheet.tours
    assert [(s.clock, s.free and s.free.sv) for s in tour.steps] == [
        ("18:00–18:30", "Rast"),
        ("22:00–06:00", "jour"),
    ]


def test_a_stop_has_address_key_note_and_skills() -> None:
    amy = next(t for t in centre().tours if t.name == "Amy")
    stop = amy.steps[2].visit
    assert stop is not None
    assert (stop.address, stop.key, stop.note) == (
        "Storgatan 1",
        "skåp 7",
        "Hund i hallen",
    )
    assert (stop.kind, stop.skills) == (VisitKind.MEDICATION, ("usk",))


def test_a_unit_with_nobody_and_no_visits_has_no_sheet() -> None:
    assert TourLists(handed_view()).of([day(0)], ["yttre"]) == ()


@pytest.mark.parametrize(("number", "sheets"), [(0, 3), (1, 1), (2, 0)])
def test_a_sheet_for_the_unit_and_one_for_each_who_makes_visits(
    number: int, sheets: int
) -> None:
    text = tours_html(TourLists(handed_view()), [day(number)]).decode()
    assert len(re.findall('<section class="sheet"', text)) == sheets
    assert re.findall(r"https?://|src=|@import|url\(", text) == []
