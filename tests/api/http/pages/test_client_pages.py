"""A client's page, the list of clients, and what is asked from them."""

from time import sleep

import pytest

from api.http.pages.long_answers import LongAnswers
from tests.api.answers import order, ordered, post_dataset, refused
from tests.api.conftest import Opener
from tests.api.fakes import PATIENCE, FakePlanner
from tests.api.http.client import TestClient
from tests.api.http.pages.browsing import PAGE, seen
from tests.api.village import lazy_plan
from tests.build import client

pytestmark = pytest.mark.usefixtures("plain_weeks")


def test_clients_are_listed_and_found(api: TestClient) -> None:
    at = f"/schedules/{ordered(api)}/clients"
    assert f'href="{at}/carl"' in seen(api, at)
    assert f'href="{at}/carl"' in seen(api, f"{at}?find=CAR")
    none = seen(api, f"{at}?find=<zed>")
    assert "Ingen brukare passar in" in none
    assert "<zed>" not in none


def test_a_client_page_tells_who_comes_and_when(api: TestClient) -> None:
    html = seen(api, f"/schedules/{ordered(api)}/clients/carl")
    assert "<h1>Brukare carl</h1>" in html
    assert "Amy Ångström" in html
    assert "Obemannade besök" not in html


def test_a_client_with_a_name_is_called_so_and_found_by_it(api: TestClient) -> None:
    dataset = post_dataset(api, clients=(client(name="Karl Dal"),))
    at = f"/schedules/{order(api, dataset).json()['id']}"
    assert f'href="{at}/clients/carl">Karl Dal</a>' in seen(api, f"{at}/clients")
    assert "Karl Dal" in seen(api, f"{at}/clients?find=dal")
    assert "<h1>Brukare Karl Dal</h1>" in seen(api, f"{at}/clients/carl")
    assert "carl</a>" not in seen(api, f"{at}/cells/amy/2026-12-21")
    assert "Karl Dal" in seen(api, f"{at}/days/2026-12-21")


def test_a_shift_leads_to_its_clients(api: TestClient) -> None:
    at = f"/schedules/{ordered(api)}"
    assert f'href="{at}/clients/carl"' in seen(api, f"{at}/cells/amy/2026-12-21")


def test_a_client_or_visit_that_is_not_there_is_refused(api: TestClient) -> None:
    at = f"/schedules/{ordered(api)}"
    for path in (f"{at}/clients/zed", f"{at}/visits/zed/why"):
        assert api.get(path, headers=PAGE).status_code == 404
    refused(api.get(f"/v1{at}/clients/zed"), 422, "bad_input")
    assert api.get(f"/v1{at}/clients/carl").json()["granted"] == 2


def test_why_is_looked_for_beside_the_request_and_shown_when_it_is_there(
    serve: Opener,
) -> None:
    api = serve(FakePlanner(lazy_plan()))
    schedule = order(api, post_dataset(api)).json()["id"]
    assert "Obemannade besök" in seen(api, f"/schedules/{schedule}/clients/carl")
    at = f"/schedules/{schedule}/visits/v2/why"
    html = seen(api, at)
    for _ in range(10 * PATIENCE):
        if "hx-get" not in html:
            break
        sleep(0.1)
        html = seen(api, at)
    assert "inte bevisat" in html.casefold() or "Inget hindrar" in html


def test_times_are_offered_for_a_new_visit_and_for_one_of_the_plan(
    api: TestClient,
) -> None:
    at = f"/schedules/{ordered(api)}/clients/carl/times"
    wanted = {"date": "2026-12-21", "minutes": 20, "first": "08:00", "last": "09:00"}
    new = api.post(at, headers=PAGE, data=wanted)
    assert "09:00" in new.text
    assert "Amy Ångström" in new.text
    known = api.post(at, headers=PAGE, data={"visit": "v1"})
    assert "08:00" in known.text
    night = wanted | {"first": "22:00", "last": "23:00"}
    assert "Ingen som är i tjänst" in api.post(at, headers=PAGE, data=night).text


def test_what_is_wrong_with_a_question_is_told_beside_it(api: TestClient) -> None:
    at = f"/schedules/{ordered(api)}/clients/carl/times"
    late = api.post(at, headers=PAGE, data={"date": "2027-01-30", "minutes": 20})
    assert late.status_code == 200
    assert "2026-12-27" in late.text
    odd = api.post(at, headers=PAGE, data={"first": "later"})
    assert odd.status_code == 422


def test_an_answer_is_looked_for_once_and_anew_when_it_failed() -> None:
    answers, looked = LongAnswers(), list[int]()

    def fails() -> int:
        looked.append(1)
        raise ValueError

    def finds() -> int:
        looked.append(2)
        return 7

    assert answers.of("a", fails).found.exception(PATIENCE)
    assert answers.of("a", finds).found.result(PATIENCE) == 7
    assert answers.of("a", finds).found.result(PATIENCE) == 7
    assert looked == [1, 2]
