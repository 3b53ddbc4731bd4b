"""What every page does: one language, files of our own, refusals in words."""

import pytest

from api.http.app import create_app
from api.http.pages.looks import POLICY
from tests.api.answers import order, post_dataset, refused
from tests.api.conftest import Opener, database
from tests.api.fakes import FakePlanner, InlineExecutor
from tests.api.http.client import TestClient
from tests.api.http.pages.browsing import PAGE, seen, sent
from tests.api.village import lazy_plan

pytestmark = pytest.mark.usefixtures("plain_weeks")


def test_a_page_speaks_the_language_that_the_browser_asks_for(api: TestClient) -> None:
    assert "Att ta hand om" in seen(api, "/")
    english = api.get("/", headers=PAGE | {"Accept-Language": "en"}).text
    assert "To take care of" in english
    assert "Att ta hand om" not in english


def test_a_chosen_language_is_kept(api: TestClient) -> None:
    seen(api, "/?lang=en")
    assert "To take care of" in seen(api, "/")
    seen(api, "/?lang=sv")
    assert "Att ta hand om" in seen(api, "/")


def test_a_wall_is_drawn_once_in_each_language(
    api: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = f"/schedules/{order(api, post_dataset(api)).json()['id']}"
    drawn = {tongue: seen(api, f"{at}?lang={tongue}") for tongue in ("sv", "en")}
    monkeypatch.setattr("api.http.pages.schedule.wall_parts", None)  # not asked again
    for tongue, hours in (("sv", ">Ing. saldo<"), ("en", ">Carried in<")):
        assert hours in drawn[tongue]
        assert seen(api, f"{at}?lang={tongue}") == drawn[tongue]


def test_another_language_keeps_what_an_address_asks(api: TestClient) -> None:
    at = "/datasets?near=true&amp;lang="
    assert f'href="{at}en"' in seen(api, "/datasets?near=true&lang=sv")


def test_what_answers_a_form_is_in_another_language_the_page_with_the_form(
    api: TestClient,
) -> None:
    at = f"/datasets/{post_dataset(api)}"
    came_from = PAGE | {"Referer": f"http://localhost{at}?x=1"}
    nobody = {"count": "1", "like": "nobody"}
    answer = api.post(f"{at}/hourly", headers=came_from, data=nobody)
    assert answer.status_code == 422
    assert f'href="{at}?x=1&amp;lang=en"' in answer.text


def test_a_language_that_nobody_speaks_is_not_chosen(api: TestClient) -> None:
    assert "Att ta hand om" in seen(api, "/?lang=xx")
    assert "lang" not in api.cookies


@pytest.mark.parametrize("path", ["/", "/datasets", "/static/pages.js"])
def test_pages_and_files_come_with_the_policy(api: TestClient, path: str) -> None:
    answer = api.get(path, headers=PAGE)
    assert answer.status_code == 200
    assert answer.headers["Content-Security-Policy"] == POLICY


def test_files_have_addresses_of_their_content_and_are_kept(api: TestClient) -> None:
    html = seen(api, "/")
    [address] = [
        part for part in html.split('"') if part.startswith("/static/pages.css")
    ]
    answer = api.get(address)
    assert "immutable" in answer.headers["Cache-Control"]
    assert len(address.partition("?")[2]) == 12


def test_no_other_file_is_handed_out(api: TestClient) -> None:
    refused(api.get("/static/looks.py"), 404, "not_found")


def test_a_browser_is_told_of_a_defect_in_words_also_within_a_page(
    api: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr("api.http.pages.data.page", broken)
    answer = api.get("/datasets", headers=PAGE)
    assert answer.status_code == 500
    assert "<h1>Internt fel</h1>" in answer.text
    part = api.get("/datasets", headers=PAGE | {"HX-Request": "true"})
    assert part.text.startswith('<div class="effect bad" role="alert">')
    assert part.headers["HX-Reselect"] == ".effect"  # whatever was to be shown of it


def test_a_browser_is_refused_in_words_and_a_program_with_a_problem(
    api: TestClient,
) -> None:
    at = f"/schedules/{'0' * 32}"
    answer = api.get(at, headers=PAGE)
    assert answer.status_code == 404
    assert "<h1>Schemat finns inte</h1>" in answer.text
    refused(api.get(at), 404, "no_schedule")
    refused(api.get(f"/v1{at}", headers=PAGE), 404, "no_schedule")


def test_an_address_or_form_that_is_filled_in_wrongly_is_refused_in_words(
    api: TestClient,
) -> None:
    dataset = post_dataset(api)
    answer = api.post(f"/datasets/{dataset}/plans", headers=PAGE, data={"seconds": "0"})
    assert answer.status_code == 422
    assert "<h1>Anropet är fel ifyllt</h1>" in answer.text
    schedule = order(api, dataset).json()["id"]
    day = api.get(f"/schedules/{schedule}/days/monday", headers=PAGE)
    assert (day.status_code, "<h1>" in day.text) == (422, True)
    refused(api.get(f"/schedules/{schedule}/days/monday"), 422, "invalid_request")


def test_whoever_needs_a_key_gets_no_pages() -> None:
    app = create_app(database(), InlineExecutor(), FakePlanner, key="k" * 16)
    with TestClient(app) as kept:
        refused(kept.get("/", headers=PAGE), 404, "not_found")


def test_the_first_page_tells_what_waits_and_what_there_is(api: TestClient) -> None:
    assert "Inga scheman än" in seen(api, "/")
    dataset = post_dataset(api)
    order(api, dataset, name="Vecka 52")
    html = seen(api, "/")
    assert "Vecka 52" in html
    assert f'href="/datasets/{dataset}"' in html
    assert "Inget väntar." in html


def test_a_schedule_with_open_visits_waits_to_be_looked_at(serve: Opener) -> None:
    api = serve(FakePlanner(lazy_plan()))
    order(api, post_dataset(api), name="Vecka 52")
    waiting, _, rest = seen(api, "/").partition('id="schedules"')
    assert "1 obemannat måste-besök, 0 brott mot tvingande regler" in waiting
    assert "Inget väntar." not in waiting + rest


def test_a_plan_that_leaves_visits_open_says_what_to_do(serve: Opener) -> None:
    api = serve(FakePlanner(lazy_plan()))
    dataset = post_dataset(api)
    schedule = order(api, dataset).json()["id"]
    _, _, ways = seen(api, f"/schedules/{schedule}").partition('id="ways-on"')
    ways, _, _ = ways.partition("</section>")
    assert f'href="/datasets/{dataset}#hourly"' in ways
    assert f'href="/schedules/{schedule}/clients"' in ways
    assert "#broken-h" not in ways
    assert 'id="hourly"' in seen(api, f"/datasets/{dataset}")


def test_a_plan_with_nothing_wrong_needs_no_advice(api: TestClient) -> None:
    schedule = order(api, post_dataset(api)).json()["id"]
    assert 'id="ways-on"' not in seen(api, f"/schedules/{schedule}")


def test_planning_is_ordered_from_the_page_of_a_dataset(api: TestClient) -> None:
    at = f"/datasets/{post_dataset(api)}"
    assert "Börja planera" in seen(api, at)
    schedule = sent(api, f"{at}/plans", seconds=5, name="Försök")
    html = seen(api, schedule)
    assert "<h1>Försök</h1>" in html
    assert 'id="wall"' in html
