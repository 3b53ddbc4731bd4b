"""A plan as other systems read it, over HTTP."""

import pytest

from data.export.export_forms import ExportForm
from tests.api.answers import codes, ordered, refused
from tests.api.http.client import TestClient

pytestmark = pytest.mark.usefixtures("plain_weeks")


@pytest.fixture
def address(api: TestClient) -> str:
    return f"/v1/schedules/{ordered(api)}/exports"


FORMS = {
    "paxml": ("application/xml", "paxml.xml", b"<?xml"),
    "csv": ("text/csv; charset=utf-8", "csv.csv", b"told,employee_id"),
    "xlsx": ("application/vnd.openxml", "xlsx.xlsx", b"PK"),
    "sie": ("text/plain; charset=cp437", "sie.si", b"#FLAGGA 0\r\n"),
    "ical": ("application/zip", "ical.zip", b"PK"),
}


@pytest.mark.parametrize("form", ExportForm)
def test_a_plan_comes_in_every_form(
    api: TestClient, address: str, form: ExportForm
) -> None:
    media_type, name, begins = FORMS[form]
    answer = api.get(f"{address}/{form}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(media_type)
    assert name in answer.headers["content-disposition"]
    assert answer.content.startswith(begins)


def test_a_calendar_can_be_fetched_again_and_again(
    api: TestClient, address: str
) -> None:
    answer = api.get(f"{address}/ical?only=amy")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.content.startswith(b"BEGIN:VCALENDAR")
    refused(api.get(f"{address}/ical?only=who"), 422, "bad_input")


def test_own_codes_are_used_or_all_their_faults_told(
    api: TestClient, address: str
) -> None:
    own = '[items]\nbase = { pay = "777" }'
    answer = api.post(f"{address}/paxml", json={"codes": own})
    assert b"<lonart>777</lonart>" in answer.content
    wrong = '[items]\nbase = { time = "X" }\nob_x = {}'
    errors = refused(
        api.post(f"{address}/paxml", json={"codes": wrong}), 422, "bad_input"
    )
    assert codes(errors) == ["code_unknown", "code_unknown"]
    assert [e["pointer"] for e in errors] == [
        "/codes/items.base.time",
        "/codes/items.ob_x",
    ]


def test_there_is_nothing_to_export_without_a_plan(api: TestClient) -> None:
    checked = ordered(api, "validate")
    refused(api.get(f"/v1/schedules/{checked}/exports/sie"), 409, "no_plan")
    refused(api.get("/v1/schedules/none/exports/sie"), 404, "no_schedule")


def test_an_export_says_whether_people_were_told_just_this(
    api: TestClient, address: str
) -> None:
    def said() -> list[str]:
        answers = api.get(f"{address}/sie"), api.post(f"{address}/sie", json={})
        return [answer.headers["Plan-Published"] for answer in answers]

    assert said() == ["false", "false"]
    told = {"by": "Eva", "told_on": "2026-12-01"}
    api.post(address.replace("exports", "publish"), json=told)
    assert said() == ["true", "true"]
