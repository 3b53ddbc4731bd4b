"""Cells and visits picked in a draft: candidates, sick calls, locks, days."""

import re
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from api.http.opened.map_backgrounds import MapBackgrounds
from tests.api.conftest import Opener
from tests.api.fakes import FakePlanner
from tests.api.http.client import TestClient
from tests.api.http.pages.browsing import PAGE, seen
from tests.api.http.pages.two_people import begun, two_on_duty
from tests.data.roads.town import write_town

pytestmark = pytest.mark.usefixtures("plain_weeks")
DAY = "2026-12-21"


@pytest.fixture
def api(serve: Opener) -> TestClient:
    return serve(FakePlanner(two_on_duty()))


def posted(api: TestClient, path: str, page: str = "", **fields: Any) -> str:
    headers = PAGE | {"HX-Request": "true", "HX-Current-URL": f"http://here{page}"}
    answer = api.post(path, headers=headers, data=fields)
    assert answer.status_code == 200, answer.text
    return str(answer.text)


def told(html: str) -> str:
    """Return what a reader sees, without marks."""
    return " ".join(re.sub("<[^>]+>", " ", html).split())


def shift(**more: object) -> dict[str, Any]:
    return {"employee_id": "amy", "date": DAY, **more}


def test_candidates_for_a_shift_are_ranked_with_what_they_cost(api: TestClient) -> None:
    at = begun(api)
    html = seen(api, f"{at}/cells/amy/{DAY}/candidates")
    said = told(html)
    assert "Cia Ceder" in said
    assert "Bo Berg" in said
    assert " kr · " in said
    legal = said.index("Cia Ceder")
    assert not re.search("R[0-9]{2}", said[legal : said.index("Ge", legal)])
    assert 'name="kind" value="fill"' in html


def test_one_press_gives_a_shift_to_a_candidate(api: TestClient) -> None:
    at = begun(api)
    fill = shift(kind="fill", to="cia", known=0)
    said = told(posted(api, f"{at}/edits", **fill))
    assert "Ändringen är gjord" in said
    assert f"Cia Ceder går in för Amy Ångström {DAY}" in said
    assert "Cia Ceder +8,00 h" in said


WHEN = ("08:00", "10:00")


def test_a_shift_on_another_day_is_tried_and_leaves_its_visits(api: TestClient) -> None:
    at = begun(api)
    move = shift(kind="move", to="amy", to_date="2026-12-22")
    html = posted(api, f"{at}/effects", **move)
    said = told(html)
    opened = ["2 besök blir obemannade", *(f"carl · Omvårdnad {at}" for at in WHEN)]
    assert " ".join(opened) in said
    assert 'class="effect bad"' in html
    assert "Behåll ändringen" in said


def test_who_is_ill_is_told_who_could_step_in_and_it_is_one_change(
    api: TestClient,
) -> None:
    at = begun(api)
    asked = f"employee_id=amy&start={DAY}T06:00"
    html = seen(api, f"{at}/sick?{asked}")
    assert f'name="instead.{DAY}"' in html
    ill = {"kind": "sick", "employee_id": "amy", "start": f"{DAY}T06:00"}
    chosen = ill | {f"instead.{DAY}": "cia"}
    effect = posted(api, f"{at}/effects", **chosen)
    assert f'name="instead.{DAY}" value="cia"' in effect
    assert "ändringar i schemat" in effect
    kept = told(posted(api, f"{at}/edits", known=0, **chosen))
    assert f"Amy Ångström är sjuk från {DAY} 06:00" in kept
    assert "1 ändring" in kept
    wall = seen(api, at)
    assert "SJ" in wall
    undone = posted(api, f"{at}/undo", known=1)
    assert "SJ" not in undone.split("</table>")[0]


def test_several_who_are_ill_are_one_change(api: TestClient) -> None:
    at = begun(api)
    cell = seen(api, f"{at}/cells/amy/{DAY}")
    offered = re.findall('name="also" value="([^"]+)"', cell)
    assert (offered[0], "cia" in offered, "amy" in offered) == ("bo", True, False)
    html = seen(api, f"{at}/sick?employee_id=amy&start={DAY}T06:00&also=bo")
    said = told(html)
    assert "Amy Ångström, Bo Berg sjuka" in said
    assert {f'name="instead.{DAY}"', f'name="instead.{DAY}.bo"'} <= {*html.split()}
    assert "Bo Berg" not in "".join(re.findall("<label.*?</label>", html))
    ill = dict(re.findall('type="hidden" name="([^"]+)" value="([^"]*)"', html))
    marked = re.findall('name="([^"]+)" value="([^"]*)" checked', html)
    assert sorted(who for _, who in marked) == ["", "cia"]
    effect = posted(api, f"{at}/effects", **ill, **dict(marked))
    assert 'name="also" value="bo"' in effect
    again = dict(re.findall('type="hidden" name="([^"]+)" value="([^"]*)"', effect))
    assert {name: again[name] for name, _ in marked} == dict(marked)
    kept = told(posted(api, f"{at}/edits", **again))
    assert f"Amy Ångström, Bo Berg är sjuka från {DAY} 06:00" in kept
    wall = seen(api, at).split("</table>")[0]
    ill_rows = [row for row in wall.split("<tr")[1:] if "SJ" in row]
    names = ("Amy", "Bo", "Cia")
    found = [name for name in names if any(name in row for row in ill_rows)]
    assert found == ["Amy", "Bo"]
    undone = posted(api, f"{at}/undo", known=1)
    assert "SJ" not in undone.split("</table>")[0]


def test_nobody_is_marked_for_two_shifts_of_a_day_but_may_be_chosen_for_either(
    serve: Opener,
) -> None:
    plan = two_on_duty()
    first, second = plan.visits
    shared = (first, second.model_copy(update={"employee": "bo"}))
    api = serve(FakePlanner(plan.model_copy(update={"visits": shared})))
    at = begun(api)
    html = seen(api, f"{at}/sick?employee_id=amy&start={DAY}T06:00&also=bo")
    marked = re.findall('name="([^"]+)" value="([^"]*)" checked', html)
    assert sorted(who for _, who in marked) == ["", "cia"]
    ill = {"kind": "sick", "employee_id": "amy", "start": f"{DAY}T06:00", "also": "bo"}
    nobody = {f"instead.{DAY}": "", f"instead.{DAY}.bo": ""}
    for whose, open_visit in ((f"instead.{DAY}", "v2"), (f"instead.{DAY}.bo", "v1")):
        effect = posted(api, f"{at}/effects", **ill | nobody | {whose: "cia"})
        assert "Cia Ceder" in told(effect)
        assert open_visit in told(effect)
    assert "Cia Ceder" not in told(posted(api, f"{at}/effects", **ill | nobody))


def test_nobody_who_is_named_means_the_visits_are_shared_out(api: TestClient) -> None:
    at = begun(api)
    ill = {"kind": "sick", "employee_id": "amy", "start": f"{DAY}T06:00"}
    said = told(posted(api, f"{at}/effects", **ill, **{f"instead.{DAY}": ""}))
    assert "Cia Ceder" not in said
    assert "blir obemannade" not in said


def test_a_sick_call_without_a_shift_says_so(api: TestClient) -> None:
    at = begun(api)
    html = seen(api, f"{at}/sick?employee_id=cia&start={DAY}T06:00")
    assert "Personen har inget pass då." in html


def test_a_shift_is_locked_shown_and_kept_in_the_schedule(api: TestClient) -> None:
    at = begun(api)
    assert "Lås upp" not in seen(api, f"{at}/cells/amy/{DAY}")
    html = posted(api, f"{at}/edits", known=0, **shift(kind="lock", locked="true"))
    assert "k-day monday locked" in html
    assert "Lås upp" in seen(api, f"{at}/cells/amy/{DAY}")
    schedule = api.post(f"{at}/schedule", headers=PAGE, follow_redirects=False)
    assert "k-day monday locked" in seen(api, schedule.headers["location"])


def test_a_day_of_a_draft_has_its_tours_and_is_begun_there(api: TestClient) -> None:
    at = begun(api, day=DAY)
    assert at.endswith(f"/days/{DAY}")
    html = seen(api, at)
    assert 'data-visit="v1" data-no="1"' in html
    assert 'draggable="true"' in html
    refused = api.get(at.replace(DAY, "2027-01-01"), headers=PAGE)
    assert refused.status_code == 404


def test_a_visit_tells_who_makes_it_and_who_else_could(api: TestClient) -> None:
    at = begun(api)
    said = told(seen(api, f"{at}/visits/v2/1"))
    assert "Amy Ångström 10:00" in said
    assert "Bo Berg 10:00 ·" in said
    assert "ny för brukaren" in said
    assert "Cia Ceder" not in said
    for unknown in ("v9/1", "v2/2", "v2/0"):
        answer = api.get(f"{at}/visits/{unknown}", headers=PAGE)
        assert answer.status_code == 404


def test_a_dropped_visit_is_tried_when_it_fits_or_when_it_was_dropped(
    api: TestClient,
) -> None:
    at = begun(api)
    fitting = posted(api, f"{at}/visits/v2/1/dropped", to="bo")
    assert "Bo Berg gör besök v2" in told(fitting)
    assert f'name="start" value="{DAY}T10:00"' in fitting
    assert "carl möter Bo Berg" in told(fitting)
    late = posted(api, f"{at}/visits/v2/1/dropped", to="bo", start=f"{DAY}T15:25")
    assert f'name="start" value="{DAY}T15:25"' in late
    assert "R33" in late
    off = posted(api, f"{at}/visits/v2/1/dropped", to="cia")
    assert "Bryter" in told(off)


def test_a_change_at_a_day_answers_with_that_day(api: TestClient) -> None:
    at = begun(api)
    day = f"{at}/days/{DAY}"
    left = {"kind": "visit", "visit_id": "v2", "to": "", "known": 0}
    html = posted(api, f"{at}/edits", page=day, **left)
    assert 'id="board-part" hx-swap-oob="true"' in html
    assert 'class="chip" data-visit="v2"' in html
    assert 'id="wall-part"' not in html
    undone = posted(api, f"{at}/undo", page=day, known=1)
    assert 'class="chip"' not in undone


def test_an_open_visit_is_given_from_its_candidates(api: TestClient) -> None:
    at = begun(api)
    posted(api, f"{at}/edits", kind="visit", visit_id="v2", to="", known=0)
    html = seen(api, f"{at}/visits/v2/1")
    assert "Ingen gör besöket" in html
    assert {"amy", "bo"} <= set(re.findall('name="to" value="([^"]+)"', html))
    fitting = posted(api, f"{at}/visits/v2/1/dropped", to="bo")
    assert "1 besök blir bemannat carl · Omvårdnad 10:00" in told(fitting)


def test_the_map_has_the_routes_and_open_visits_of_the_day(api: TestClient) -> None:
    at = begun(api)
    found = api.get(f"{at}/days/{DAY}/map").json()
    [route] = found["routes"]
    assert (route["who"], len(route["stops"])) == ("amy", 2)
    assert (route["legs"][0][0], found["open"]) == (found["units"][0]["at"], [])
    posted(api, f"{at}/edits", kind="visit", visit_id="v2", to="", known=0)
    after = api.get(f"{at}/days/{DAY}/map").json()
    assert [each["visit"] for each in after["open"]] == ["v2"]
    base = re.search("/schedules/[0-9a-f]{32}", seen(api, at))
    assert base is not None
    assert api.get(f"{base[0]}/days/{DAY}/map").json() == found
    assert api.get(f"{base[0]}/days/2027-01-01/map").status_code == 404
    assert api.get(f"{base[0]}/map-background").status_code == 204


def test_the_map_has_what_lies_behind_it_where_there_is_an_extract(
    api: TestClient, tmp_path: Path
) -> None:
    at = begun(api)
    base = re.search("/schedules/[0-9a-f]{32}", seen(api, at))
    assert base is not None
    extract = write_town(tmp_path / "town.osm.pbf")
    assert isinstance(api.app, FastAPI)
    api.app.state.map_backgrounds = MapBackgrounds(extract)
    found = api.get(f"{base[0]}/map-background").json()
    assert sorted(found) == ["main", "outline", "small", "water"]
    assert found["small"]
    extract.unlink()
    assert api.get(f"{base[0]}/map-background").json() == found
