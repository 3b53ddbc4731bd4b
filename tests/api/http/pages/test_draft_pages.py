"""Changing a schedule in the browser, form by form."""

import pytest

from tests.api.answers import ordered
from tests.api.http.client import TestClient
from tests.api.http.pages.browsing import PAGE, seen, sent

pytestmark = pytest.mark.usefixtures("plain_weeks")
OFF = {"kind": "put", "employee_id": "amy", "date": "2026-12-21", "shift_id": ""}


def begun(api: TestClient) -> str:
    return sent(api, f"/schedules/{ordered(api)}/drafts", author="Kim")


def posted(api: TestClient, path: str, **fields: object) -> str:
    answer = api.post(path, headers=PAGE, data=fields)
    assert answer.status_code == 200, answer.text
    return str(answer.text)


def test_a_cell_tells_the_shift_and_its_visits(api: TestClient) -> None:
    schedule = ordered(api)
    html = seen(api, f"/schedules/{schedule}/cells/amy/2026-12-21")
    assert "07:00–15:30" in html
    assert "10:00–10:20" in html
    assert "Inget pass" in seen(api, f"/schedules/{schedule}/cells/amy/2026-12-22")
    unknown = api.get(f"/schedules/{schedule}/cells/zed/2026-12-21", headers=PAGE)
    assert unknown.status_code == 404


def test_a_change_is_shown_kept_and_taken_back(api: TestClient) -> None:
    at = begun(api)
    assert "Ledig" in seen(api, f"{at}/cells/amy/2026-12-21")
    told = posted(api, f"{at}/effects", **OFF)
    assert "2 besök blir obemannade" in told
    assert "0 ändringar" in seen(api, at)
    kept = posted(api, f"{at}/edits", known=0, **OFF)
    assert 'id="wall-part" hx-swap-oob="true"' in kept
    assert "Amy Ångström är ledig 2026-12-21" in kept
    assert "Kim" in kept
    assert "0 ändringar" not in seen(api, at)
    again = posted(api, f"{at}/undo", known=1)
    assert "Senaste ändringen ångrad" in again


def test_what_others_change_comes_by_itself(api: TestClient) -> None:
    at = begun(api)
    assert api.get(f"{at}/since/0", headers=PAGE).status_code == 204
    posted(api, f"{at}/edits", known=0, **OFF)
    assert "Amy Ångström är ledig" in seen(api, f"{at}/since/0")
    assert api.get(f"{at}/since/1", headers=PAGE).status_code == 204


def test_the_whole_draft_is_judged_and_becomes_a_schedule(api: TestClient) -> None:
    at = begun(api)
    posted(api, f"{at}/edits", known=0, **OFF)
    assert "Obemannade måste-besök: 2" in seen(api, f"{at}/verdict")
    schedule = sent(api, f"{at}/schedule")
    assert "Obemannade måste-besök: 2" in seen(api, schedule)


@pytest.mark.parametrize("name", ["Åsa", "Łucja Ž", "明", ""])
def test_a_planner_has_a_name_in_any_letters(api: TestClient, name: str) -> None:
    at = sent(api, f"/schedules/{ordered(api)}/drafts", author=name)
    assert f"<small>{name or '–'} " in posted(api, f"{at}/edits", known=0, **OFF)
    assert f'value="{name or "–"}"' in seen(api, f"/schedules/{ordered(api)}")


def test_a_name_of_control_characters_is_refused_in_words(api: TestClient) -> None:
    at = f"/schedules/{ordered(api)}/drafts"
    answer = api.post(at, headers=PAGE, data={"author": "a\0b"})
    assert answer.status_code == 422
    assert "<h1>Anropet är fel ifyllt</h1>" in answer.text


def test_whoever_is_too_late_is_told_beside_the_wall(api: TestClient) -> None:
    at = begun(api)
    posted(api, f"{at}/edits", known=0, **OFF)
    part = PAGE | {"HX-Request": "true"}
    again = OFF | {"shift_id": "day", "known": 0}
    late = api.post(f"{at}/edits", headers=part, data=again)
    assert late.status_code == 409
    assert "Någon annan hann ändra samma sak" in late.text
    assert "<html" not in late.text
    whole = api.post(f"{at}/edits", headers=PAGE, data=again)
    assert "<h1>Någon annan hann ändra samma sak</h1>" in whole.text


def test_a_form_that_makes_no_sense_is_refused_in_words(api: TestClient) -> None:
    at = begun(api)
    answer = api.post(f"{at}/effects", headers=PAGE, data={"kind": "none"})
    assert answer.status_code == 422
    assert "<h1>" in answer.text
