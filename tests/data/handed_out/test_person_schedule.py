"""A person's page: all that is theirs, and nothing of anybody else."""

import re
from urllib.parse import quote

import pytest

from data.handed_out.person_pages import INDEX, people_files, person_html
from data.handed_out.person_schedule import PersonSchedule, PersonSchedules
from scheduler.domain.plan_view import PlanView
from tests.build import employee
from tests.data.handed_out.hands import calendars, handed_view, on_call_view


def schedules() -> PersonSchedules:
    return PersonSchedules(handed_view())


def amy() -> PersonSchedule:
    return schedules().of_person("amy")


def test_every_day_of_the_plan_stands_in_its_week() -> None:
    [week] = amy().weeks
    assert (week.year, week.number, week.before, len(week.days)) == (2026, 52, 0, 7)
    assert week.minutes == 510 + 510


def test_a_duty_tells_times_breaks_and_with_whom_a_visit_is_made() -> None:
    [duty] = amy().weeks[0].days[0].duties
    assert (duty.clock, duty.breaks) == ("07:00–16:00", ("11:45–12:15",))
    [shared] = duty.shared
    assert (shared.clock, shared.partner) == ("08:00–08:30", "Bo")


def test_time_on_call_is_no_break_on_anybodys_page_or_calendar() -> None:
    made = PersonSchedules(on_call_view()).of_person("amy")
    [duty] = made.weeks[0].days[0].duties
    assert duty.breaks == ("18:00–18:30",)
    assert [mark.sv for mark in duty.marks] == ["jour 22:00–06:00"]
    content = calendars(on_call_view()).of_person("amy").decode()
    assert "DESCRIPTION:Rast 18:00–18:30\\nJour 22:00–06:00\r\n" in content


def test_resource_time_is_called_that() -> None:
    [duty] = amy().weeks[0].days[1].duties
    assert [mark.sv for mark in duty.marks] == ["resurspass"]


def test_whoever_is_lent_reads_where_to() -> None:
    [duty] = schedules().of_person("bo").weeks[0].days[0].duties
    assert [mark.sv for mark in duty.marks] == ["lånas ut till centre"]


def test_wishes_are_told_with_what_became_of_them() -> None:
    assert [outcome.is_granted for outcome in amy().wishes] == [False, False]
    assert schedules().of_person("bo").wishes == ()


def test_a_page_names_no_client_and_no_colleague_but_the_partner() -> None:
    text = person_html(schedules(), "amy").decode()
    for private in ("carl", "Storgatan", "skåp 7", "Hund", "Cy/1", "Yttre"):
        assert private not in text
    assert "med Bo" in text
    assert "Bo" not in person_html(schedules(), "cy/1").decode()


def test_a_page_asks_no_network() -> None:
    text = person_html(schedules(), "amy").decode()
    assert re.findall(r"https?://|src=|@import|url\(", text) == []
    assert "default-src 'none'" in text


def test_nobody_has_no_page() -> None:
    with pytest.raises(KeyError):
        person_html(schedules(), "zoe")


def test_the_index_leads_to_a_page_and_a_calendar_of_everybody() -> None:
    files = people_files(schedules(), calendars(), ("amy", "cy/1"))
    pages = {"amy.html", "amy.ics", "cy%2F1.html", "cy%2F1.ics", INDEX}
    assert set(files) == pages
    links = re.findall(r'href="([^"]+)"', files[INDEX].decode())
    assert links == ["amy.html", "amy.ics", "cy%252F1.html", "cy%252F1.ics"]


@pytest.mark.parametrize("who", ["index", "Index"])
def test_nobody_takes_the_place_of_the_index(who: str) -> None:
    view = handed_view()
    people = (*view.problem.employees, employee(who))
    problem = view.problem.model_copy(update={"employees": people})
    more = PersonSchedules(PlanView(problem, view.plan))
    files = people_files(more, calendars(), ("amy", who))
    [page] = {name for name in files if name.endswith(".html")} - {"amy.html", INDEX}
    assert page.casefold() != INDEX
    assert f'href="{quote(page)}"' in files[INDEX].decode()
