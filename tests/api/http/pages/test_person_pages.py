"""A person's page, and the link that shows one person's published schedule alone."""

import re

import pytest

from api.http.app import create_app
from tests.api.answers import order, ordered, post_dataset
from tests.api.conftest import Opener, database
from tests.api.fakes import FakePlanner, InlineExecutor
from tests.api.http.client import TestClient
from tests.api.http.pages.browsing import PAGE, seen, sent
from tests.api.village import amy, lazy_plan
from tests.build import day, hourly, wish

pytestmark = pytest.mark.usefixtures("plain_weeks")


def publish(api: TestClient, schedule: str) -> None:
    body = {"by": "Eva", "told_on": "2026-12-01"}
    answer = api.post(f"/v1/schedules/{schedule}/publish", json=body)
    assert answer.status_code == 200, answer.text


def linked(api: TestClient, schedule: str) -> str:
    """Make a link to Amy's schedule; return its address."""
    page = f"/schedules/{schedule}/people/amy"
    at = sent(api, f"{page}/links", author="Eva")
    assert at == f"{page}#links-h"
    found = re.search(r"/p/[\w-]+", seen(api, page))
    assert found
    return found[0]


def test_people_are_listed_and_found(api: TestClient) -> None:
    at = f"/schedules/{ordered(api)}/people"
    assert f'href="{at}/amy"' in seen(api, f"{at}?find=ÅNGSTR")
    assert "Ingen passar in" in seen(api, f"{at}?find=zed")
    assert api.get(f"{at}/zed", headers=PAGE).status_code == 404


def test_a_person_page_tells_weeks_wishes_and_rules(api: TestClient) -> None:
    wishes = (wish("amy", day(0), want=False), wish("amy", day(1), want=False))
    dataset = post_dataset(api, wishes=wishes)
    schedule = order(api, dataset).json()["id"]
    html = seen(api, f"/schedules/{schedule}/people/amy")
    assert "<h1>Amy Ångström</h1>" in html
    assert "v 52" in html
    assert "inte beviljat" in html
    assert '<dd class="value">1 / 2</dd>' in html
    assert "Önskemål" in html


def test_what_changed_since_people_were_told_is_shown(serve: Opener) -> None:
    planner = FakePlanner()
    api = serve(planner)
    dataset = post_dataset(api)
    first = order(api, dataset).json()["id"]
    at = "/schedules/{}/people/amy/changes"
    assert "har publicerats än" in seen(api, at.format(first))
    publish(api, first)
    assert "Inget är ändrat" in seen(api, at.format(first))
    planner.plan = lazy_plan()
    second = order(api, dataset).json()["id"]
    assert "v2" in seen(api, at.format(second))


def test_a_link_shows_what_is_published_and_nothing_before(api: TestClient) -> None:
    schedule = ordered(api)
    link = linked(api, schedule)
    untold = api.get(link, headers=PAGE)
    assert (untold.status_code, "Amy" in untold.text) == (200, False)
    assert api.get(f"{link}/calendar.ics").status_code == 404
    publish(api, schedule)
    html = seen(api, link)
    assert "Amy Ångström" in html
    assert f'href="{link}/calendar.ics"' in html
    assert "carl" not in html
    assert f"/schedules/{schedule}" not in html
    calendar = api.get(f"{link}/calendar.ics")
    assert calendar.headers["content-type"].startswith("text/calendar")
    assert calendar.text.count("BEGIN:VEVENT") == 1


def test_a_link_names_nobody_else(serve: Opener) -> None:
    api = serve()
    people = (amy(), hourly("zlatko", name="Zlatko"))
    schedule = order(api, post_dataset(api, employees=people)).json()["id"]
    link = linked(api, schedule)
    body = {"by": "Eva", "told_on": "2026-12-01"}
    api.post(f"/v1/schedules/{schedule}/publish", json=body)
    assert "Zlatko" not in seen(api, link)
    assert "Zlatko" not in api.get(f"{link}/calendar.ics").text


MONDAY_AFTER = {
    "employee_id": "amy",
    "date": "2026-12-28",
    "shift_id": "day",
    "part": 1,
    "unit_id": "centre",
    "start": "2026-12-28T07:00",
    "end": "2026-12-28T15:30",
    "breaks": "11:30-12:00",
    "paid_minutes": 480,
    "pay_class": "ordinary",
}


def test_a_link_goes_on_in_the_next_period(api: TestClient) -> None:
    first = ordered(api)
    link = linked(api, first)
    publish(api, first)
    next_ = api.post(f"/v1/schedules/{first}/next", json={"last": "2027-01-03"})
    plan = {"shifts": [MONDAY_AFTER], "visits": [], "unassigned": []}
    second = order(api, next_.json()["id"], "evaluate", plan=plan).json()["id"]
    publish(api, second)
    early = seen(api, f"{link}?day=2026-12-27")
    late = seen(api, f"{link}?day=2026-12-28")
    assert f'href="{link}?day=2026-12-28"' in early
    assert f'href="{link}?day=2026-12-21"' in late
    assert "21/12" in early.partition("<table")[2]
    assert "28/12" in late.partition("<table")[2]
    assert api.get(f"{link}/calendar.ics").text.count("BEGIN:VEVENT") == 2


def part_of(api: TestClient, schedule: str, first: str, last: str) -> str:
    """Return the dataset of some days of a schedule's."""
    dataset = api.get(f"/v1/schedules/{schedule}").json()["dataset"]
    body = {"first": first, "last": last}
    return str(api.post(f"/v1/datasets/{dataset}/part", json=body).json()["id"])


def test_a_link_shows_a_part_that_was_published_by_itself(api: TestClient) -> None:
    whole = ordered(api)
    link = linked(api, whole)
    part = part_of(api, whole, "2026-12-21", "2026-12-23")
    publish(api, order(api, part).json()["id"])
    assert "Amy Ångström" in seen(api, link)
    assert api.get(f"{link}/calendar.ics").text.count("BEGIN:VEVENT") == 1


def test_days_of_a_part_are_shown_as_they_were_told_last(api: TestClient) -> None:
    whole = ordered(api)
    link = linked(api, whole)
    publish(api, whole)
    part = part_of(api, whole, "2026-12-21", "2026-12-23")
    tuesday = {**MONDAY_AFTER, "date": "2026-12-22"}
    tuesday |= {"start": "2026-12-22T07:00", "end": "2026-12-22T15:30"}
    plan = {"shifts": [tuesday], "visits": [], "unassigned": []}
    publish(api, order(api, part, "evaluate", plan=plan).json()["id"])
    events = api.get(f"{link}/calendar.ics").text
    assert re.findall(r"DTSTART[^:]*:(\d{8})", events)[-1:] == ["20261222"]
    assert events.count("BEGIN:VEVENT") == 1
    assert "27/12" in seen(api, link)


def test_a_dataset_by_another_name_goes_on_in_the_same_links(api: TestClient) -> None:
    schedule = ordered(api)
    link = linked(api, schedule)
    publish(api, schedule)
    dataset = api.get(f"/v1/schedules/{schedule}").json()["dataset"]
    api.patch(f"/v1/datasets/{dataset}", json={"name": "Jul"})
    assert "Amy Ångström" in seen(api, link)


def test_a_withdrawn_link_leads_nowhere(api: TestClient) -> None:
    schedule = ordered(api)
    link = linked(api, schedule)
    publish(api, schedule)
    page = f"/schedules/{schedule}/people/amy"
    sent(api, f"{page}/links/{link.rpartition('/')[2]}/withdraw")
    assert link not in seen(api, page)
    assert "1 länk är indragen" in seen(api, page)
    for address in (link, f"{link}/calendar.ics", "/p/x", "/p/x/calendar.ics"):
        answer = api.get(address, headers=PAGE)
        assert answer.status_code == 404
        assert "Länken gäller inte längre" in answer.text


def test_a_link_is_the_key_to_itself_where_a_key_is_asked_for() -> None:
    app = create_app(database(), InlineExecutor(), FakePlanner, key="k" * 16)
    with TestClient(app) as kept:
        token = app.state.service.person_links.add("test", "amy", "Eva").token
        assert kept.get(f"/p/{token}").status_code == 200
        assert kept.get("/p/x").status_code == 404


def test_the_address_of_a_link_is_told_to_nobody(api: TestClient) -> None:
    headers = api.get(linked(api, ordered(api)), headers=PAGE).headers
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
