"""Leading a schedule to people in the browser, and the files it is sent on as."""

from html import unescape

import pytest

from api.http.routes.exports import LONGEST_TABLE
from tests.api.answers import Answer, order, ordered, post_dataset
from tests.api.conftest import Opener
from tests.api.fakes import FakePlanner
from tests.api.http.client import TestClient
from tests.api.http.junk import plan_document
from tests.api.http.pages.browsing import PAGE, seen, sent
from tests.api.village import good_plan, lazy_plan

pytestmark = pytest.mark.usefixtures("plain_weeks")


@pytest.fixture
def at(api: TestClient) -> str:
    """Return the address of a schedule that is a draft."""
    return f"/schedules/{ordered(api)}"


def refusal(api: TestClient, path: str, **fields: str) -> tuple[int, str]:
    answer = api.post(path, headers=PAGE, data=fields)
    assert 'role="alert"' in answer.text
    return answer.status_code, answer.text


def test_a_schedule_is_proposed_commented_and_published(
    api: TestClient, at: str
) -> None:
    page = f"{at}/publish"
    assert "Utkast" in seen(api, page)
    assert sent(api, f"{at}/propose", author="Åsa") == page
    html = seen(api, page)
    assert "Föreslaget" in html
    assert 'value="Åsa"' in html
    said = {"author": "Bo", "text": "på kurs", "who": "amy", "day": "2026-12-22"}
    assert sent(api, f"{at}/comment", **said) == page
    assert sent(api, page, author="Åsa", told_on="2026-12-01") == page
    html = seen(api, page)
    assert "Publicerat" in html
    assert "om Amy Ångström, tis 22/12" in html
    assert 'name="told_on"' not in html
    assert "besked den 2026-12-01" in html


def test_a_comment_on_a_stranger_or_a_draft_is_refused_in_words(
    api: TestClient, at: str
) -> None:
    said = {"author": "Bo", "text": "nej"}
    status, html = refusal(api, f"{at}/comment", **said)
    assert (status, "Föreslå den först" in html) == (409, True)
    sent(api, f"{at}/propose", author="Åsa")
    status, html = refusal(api, f"{at}/comment", **said, who="zoe")
    assert status == 422
    assert "nej" not in seen(api, f"{at}/publish")


def test_the_second_of_two_planners_is_told_that_somebody_was_faster(
    api: TestClient, at: str
) -> None:
    sent(api, f"{at}/propose", author="Åsa")
    _, _, html = seen(api, f"{at}/publish").partition('name="seen" value="')
    known = unescape(html.partition('">')[0])
    said = {"author": "Bo", "text": "på kurs", "seen": known}
    sent(api, f"{at}/comment", **said)
    status, html = refusal(api, f"{at}/comment", **said | {"text": "ledig då"})
    assert (status, "sedan du såg det" in html) == (412, True)
    assert 'value="ledig då"' in html
    status, html = refusal(api, f"{at}/publish", author="Åsa", seen=known)
    assert (status, "på kurs" in html) == (412, True)
    assert "Publicerat" not in html


def test_what_was_told_already_is_not_published_again(api: TestClient, at: str) -> None:
    page = f"{at}/publish"
    sent(api, page, author="Åsa", told_on="2026-12-01")
    status, html = refusal(api, page, author="Åsa", told_on="2026-12-02")
    assert (status, "vad som senast publicerades" in html) == (409, True)


@pytest.mark.parametrize(
    ("form", "begins"),
    [("paxml", b"<?xml"), ("csv", b"told,"), ("xlsx", b"PK"), ("sie", b"#FLAGGA")],
)
def test_the_files_are_linked_from_the_page(
    api: TestClient, at: str, form: str, begins: bytes
) -> None:
    link = f"{at}/files/{form}"
    assert f'href="{link}"' in seen(api, f"{at}/publish")
    answer = api.get(link, headers=PAGE)
    assert answer.status_code == 200
    assert answer.content.startswith(begins)


def test_proposals_wait_on_the_start_page_until_something_is_published(
    api: TestClient, at: str
) -> None:
    waits = f'href="{at}/publish"'
    assert waits not in seen(api, "/")
    sent(api, f"{at}/propose", author="Åsa")
    sent(api, f"{at}/comment", author="Bo", text="bra")
    html = seen(api, "/")
    assert waits in html
    assert "föreslaget, 1 kommentar<" in html.replace("\n", "").replace("</li", "<")
    sent(api, f"{at}/publish", author="Åsa", told_on="2026-12-01")
    assert waits not in seen(api, "/")


def test_a_schedule_that_breaks_binding_rules_says_which(api: TestClient) -> None:
    rows = [{**plan_document()["shifts"][0], "end": "2026-12-21T15:00"}]
    body = {"shifts": rows, "visits": []}
    made = order(api, post_dataset(api), "evaluate", plan=body).json()["id"]
    html = seen(api, f"/schedules/{made}/publish")
    assert "Kan inte publiceras" in html
    assert 'name="told_on"' not in html
    status, _ = refusal(api, f"/schedules/{made}/publish", author="Åsa")
    assert status == 409


def test_what_changed_is_told_against_the_last_publication(serve: Opener) -> None:
    planner = FakePlanner()
    api = serve(planner)
    dataset = post_dataset(api)
    first = order(api, dataset).json()["id"]
    assert "har publicerats än" in seen(api, f"/schedules/{first}/changes")
    sent(api, f"/schedules/{first}/publish", author="Åsa", told_on="2026-12-01")
    assert "Inget skiljer" in seen(api, f"/schedules/{first}/changes")
    planner.plan = lazy_plan()
    second = order(api, dataset).json()["id"]
    html = seen(api, f"/schedules/{second}/changes")
    assert "1 ändring;" in html
    assert "v2" in html


def test_codes_of_your_own_are_used_or_their_faults_told(
    api: TestClient, at: str
) -> None:
    def handed_in(table: bytes) -> Answer:
        return api.post(
            f"{at}/files/own-codes",
            headers=PAGE,
            data={"form": "paxml"},
            files={"codes": ("own.toml", table)},
        )

    assert (
        b"<lonart>777</lonart>" in handed_in(b'[items]\nbase = {pay = "777"}').content
    )
    wrong = handed_in(b"[items]\nob_x = {}")
    assert (wrong.status_code, "own.toml" in wrong.text) == (422, True)
    assert handed_in(b"\xff").status_code == 422
    assert handed_in(b"#" * (LONGEST_TABLE + 1)).status_code == 422


def test_the_tables_of_codes_can_be_fetched_and_handed_in_again(
    api: TestClient, at: str
) -> None:
    for table, form in (("payroll", "csv"), ("ledger", "sie")):
        shipped = api.get(f"/codes/{table}").content
        again = api.post(
            f"{at}/files/own-codes",
            data={"form": form},
            files={"codes": ("own.toml", shipped)},
        )
        assert again.status_code == 200
        assert again.content == api.get(f"{at}/files/{form}").content


def test_files_speak_the_language_that_was_chosen(api: TestClient, at: str) -> None:
    def ledger() -> bytes:
        return bytes(api.get(f"{at}/files/sie", headers=PAGE).content)

    swedish = ledger()
    seen(api, f"{at}/publish?lang=en")
    assert ledger() != swedish


def test_one_calendar_is_fetched_by_person_or_unit(api: TestClient, at: str) -> None:
    answer = api.get(f"{at}/files/ical?only=amy", headers=PAGE)
    assert answer.content.startswith(b"BEGIN:VCALENDAR")
    assert api.get(f"{at}/files/ical", headers=PAGE).content.startswith(b"PK")


def test_visits_that_nobody_makes_are_told_before_it_is_published(
    serve: Opener,
) -> None:
    note = "1 måste-besök är obemannade"
    for made, is_open in ((lazy_plan(), True), (good_plan(), False)):
        api = serve(FakePlanner(made))
        html = seen(api, f"/schedules/{ordered(api)}/publish")
        assert (note in html) == is_open
        assert 'name="told_on"' in html


def test_a_file_is_saved_as_what_it_is_and_of_when(api: TestClient, at: str) -> None:
    answer = api.get(f"{at}/files/xlsx", headers=PAGE)
    said = answer.headers["Content-Disposition"]
    assert said == 'attachment; filename="lon-2026-12-21.xlsx"'
    english = api.get(f"{at}/files/ical", headers=PAGE | {"Accept-Language": "en"})
    assert "calendars-2026-12-21.zip" in english.headers["Content-Disposition"]


def test_the_next_period_goes_on_from_a_schedule(api: TestClient, at: str) -> None:
    html = seen(api, f"{at}/publish")
    assert 'min="2026-12-28" max="2027-12-28" value="2027-01-03"' in html
    made = sent(api, f"{at}/next", last="2027-01-10", repeats="true")
    assert "mån 28/12" in seen(api, made)
    assert "14 dagar" in seen(api, made)
    status, html = refusal(api, f"{at}/next", last="2026-12-27")
    assert (status, "efter planens sista" in html) == (422, True)


def test_a_schedule_is_set_against_another_for_negotiations(
    api: TestClient, at: str
) -> None:
    assert "negotiation-pack" not in seen(api, f"{at}/publish")  # there is one only
    before = order(api, post_dataset(api), name="Förra").json()["id"]
    html = seen(api, f"{at}/publish")
    assert f'<option value="{before}">Förra' in html
    shown = api.get(f"/v1{at}/negotiation-pack.html", params={"old": before})
    assert shown.status_code == 200
