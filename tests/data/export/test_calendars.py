"""Calendars: the right moments, also when the clocks are moved, and stable events."""

import io
import zipfile
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from data.export.calendars import Calendars
from scheduler.domain.plan import Plan, ShiftRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from tests.build import at, plan, shift_row
from tests.data.export.town import MADE_AT, town, town_plan, town_view


def calendars(problem: Problem | None = None, made: Plan | None = None) -> Calendars:
    view = PlanView(problem or town(), made or town_plan())
    return Calendars(view, MADE_AT, "sv")


def events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def minutes(moment: datetime) -> int:
    """Return an instant."""
    return int(moment.astimezone(UTC).timestamp()) // 60


def spans(content: bytes) -> list[tuple[int, int]]:
    """Return when events begin and end, as a calendar program reads it."""
    return [(minutes(e.start), minutes(e.end)) for e in events(content)]


def test_a_persons_calendar_has_each_part_of_each_duty() -> None:
    found = spans(calendars().of_person("bo"))
    rows = [row for row in town_plan().shifts if row.employee == "bo"]
    assert found == [(row.start, row.end) for row in rows]
    assert len(found) == 3


def test_overtime_in_another_unit_stands_in_that_units_calendar() -> None:
    made = calendars()
    [there] = [e for e in events(made.of_unit("yttre")) if "Amy" in e["summary"]]
    assert minutes(there.start) == at("2026-11-28 16:00")
    assert there["location"] == 'Yttre "ön"'
    here = [e for e in events(made.of_unit("centre")) if "Amy" in e["summary"]]
    assert minutes(here[0].end) == at("2026-11-28 16:00")


def test_people_have_names_where_the_dataset_has_them_and_ids_otherwise() -> None:
    made = calendars()
    said = {
        str(e["summary"]) for u in ("centre", "yttre") for e in events(made.of_unit(u))
    }
    assert {"Amy Ångström, day", "Hal, day"} <= said
    bo = Calendar.from_ical(made.of_person("bo"))
    assert bo["x-wr-calname"] == "bo"


def test_an_event_is_itself_as_long_as_somebody_has_the_shift() -> None:
    def uids(*rows: ShiftRow) -> list[str]:
        return [
            str(e["uid"]) for e in events(calendars(made=plan(*rows)).of_person("amy"))
        ]

    usual = uids(shift_row("amy", "2026-11-28 07:00", "2026-11-28 16:00"))
    later = uids(shift_row("amy", "2026-11-28 08:00", "2026-11-28 17:00"))
    other = uids(shift_row("amy", "2026-11-29 07:00", "2026-11-29 16:00"))
    assert usual == later != other
    assert len(set(uids(*town_plan().shifts))) == 3


def test_no_two_events_are_taken_for_one_and_none_tells_who_it_is() -> None:
    made = calendars()
    all_ = [e for u in ("centre", "yttre") for e in events(made.of_unit(u))]
    uids = [str(e["uid"]) for e in all_]
    assert len(set(uids)) == len(uids) == 7
    assert not any("amy" in uid for uid in uids)


NIGHTS = {
    "spring": ("2026-03-28", 9),
    "autumn": ("2026-10-24", 11),
    "plain": ("2026-11-28", 10),
}


@pytest.mark.parametrize("night", NIGHTS)
def test_a_night_is_as_long_as_it_is_when_the_clocks_are_moved(night: str) -> None:
    day, hours = NIGHTS[night]
    made = plan(shift_row("amy", f"{day} 21:00", f"{day} 31:00", shift="night"))
    content = calendars(town(start=day), made).of_person("amy")
    [(start, end)] = spans(content)
    assert (start, end) == (made.shifts[0].start, made.shifts[0].end)
    assert end - start == hours * 60
    assert b"TZID=Europe/Stockholm:" in content


@pytest.mark.parametrize("later", [0, 60], ids=["first", "second"])
def test_the_hour_that_is_twice_is_told_apart(later: int) -> None:
    end = at("2026-10-25 02:30") + later
    row = shift_row("amy", "2026-10-24 21:00", "2026-10-25 02:30", shift="night")
    made = plan(row.model_copy(update={"end": end}))
    [(_, found)] = spans(calendars(town(start="2026-10-24"), made).of_person("amy"))
    assert found == end


@pytest.mark.parametrize(
    ("onset", "kind"),
    [("20260329T020000", "DAYLIGHT"), ("20261025T030000", "STANDARD")],
)
def test_clocks_are_moved_when_the_clock_before_shows_it(onset: str, kind: str) -> None:
    """RFC 5545, 3.6.5: an onset is told in the time that held until then."""
    content = calendars().of_person("amy")
    rules = content.decode().replace("\r\n", "\n").split("BEGIN:")
    assert [r for r in rules if r.startswith(f"{kind}\nDTSTART:{onset}\n")]


def test_breaks_are_told_with_the_part_in_which_they_lie() -> None:
    first, *others = events(calendars().of_person("amy"))
    assert first["description"] == "Rast 11:30–12:00"
    assert not any("description" in event for event in others)
    parts = (
        shift_row("bo", "2026-11-29 07:00", "2026-11-29 11:00", shift="split"),
        shift_row(
            "bo",
            "2026-11-29 16:00",
            "2026-11-29 20:00",
            shift="split",
            part=2,
            breaks="18:00-18:30",
        ),
    )
    first, second = events(calendars(made=plan(*parts)).of_person("bo"))
    assert "description" not in first
    assert second["description"] == "Rast 18:00–18:30"


def test_all_calendars_come_in_one_zip() -> None:
    with zipfile.ZipFile(io.BytesIO(calendars().all())) as archive:
        names = archive.namelist()
        assert archive.read("people/bo.ics") == calendars().of_person("bo")
    assert sorted(names) == [
        *("people/amy.ics", "people/bo.ics", "people/hal.ics"),
        *("units/centre.ics", "units/yttre.ics"),
    ]


def test_ids_that_are_no_names_of_files_do_not_lead_out_of_the_folder() -> None:
    odd = town(
        units=(*town().units, town().units[0].model_copy(update={"id": "../ö/a"}))
    )
    with zipfile.ZipFile(io.BytesIO(calendars(odd).all())) as archive:
        assert "units/%2E%2E%2Fö%2Fa.ics" in archive.namelist()


def test_the_same_plan_exported_at_the_same_moment_is_the_same_file() -> None:
    assert calendars().all() == calendars().all()
    later = Calendars(town_view(), MADE_AT + timedelta(days=1), "sv")
    assert later.all() != calendars().all()
