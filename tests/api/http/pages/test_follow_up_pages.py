"""Following a schedule up in the browser: reports, weeks, budgets, periods."""

import pytest

from api.http.pages.followed.paid_weeks import paid_weeks
from scheduler.domain.plan_view import PlanView
from tests.api.answers import ordered
from tests.api.http.client import TestClient
from tests.api.http.pages.browsing import PAGE, seen
from tests.build import day, plan, problem, shift_row, team

pytestmark = pytest.mark.usefixtures("plain_weeks")

PERFORMED = b"""visit_id,employee_id,start,end,status
v1,amy,2026-12-21T08:00,2026-12-21T08:40,performed
v2,,,,declined
"""
WORKED = b"""employee_id,date,start,end,break_minutes,kind
amy,2026-12-21,2026-12-21T07:00,2026-12-21T16:30,30,work
"""


def posted(api: TestClient, at: str, **files: bytes) -> tuple[int, str]:
    sent = {name: (f"{name}.csv", content) for name, content in files.items()}
    answer = api.post(at, headers=PAGE, files=sent or {"none": ("x.csv", b"")})
    return answer.status_code, answer.text


def test_hours_are_added_up_by_week_and_pay() -> None:
    people = team("amy", "bo")
    rows = (
        shift_row("amy", start="2026-12-21 07:00", end="2026-12-21 15:00"),
        shift_row(
            "bo",
            start="2026-12-28 07:00",
            end="2026-12-28 09:00",
            pay_class="overtime",
        ),
    )
    view = PlanView(problem(employees=people, days=14), plan(*rows))
    found = [(w.monday, w.ordinary, w.overtime, w.above) for w in paid_weeks(view)]
    assert found == [(day(0), 480, 0, 0), (day(7), 0, 120, 120)]


def test_reports_are_set_beside_the_schedule(api: TestClient) -> None:
    at = f"/schedules/{ordered(api)}/follow-up"
    status, html = posted(api, at, performed=PERFORMED, worked=WORKED)
    assert status == 200
    assert "Planerat och utfört" in html
    assert "Avböjda besök" in html
    assert "Arbetad tid, mertid och övertid" in html


def test_a_file_a_week_is_handed_in_at_once(api: TestClient) -> None:
    at = f"/schedules/{ordered(api)}/follow-up"
    head, first, second, _ = PERFORMED.decode().split("\n")
    weeks = [("v52.csv", f"{head}\n{first}\n"), ("v53.csv", f"{head}\n{second}\n")]
    files = [("performed", (name, text.encode())) for name, text in weeks]
    whole = api.post(at, headers=PAGE, files={"performed": ("p.csv", PERFORMED)})
    answer = api.post(at, headers=PAGE, files=files)
    assert (answer.status_code, answer.text) == (200, whole.text)
    files[1] = ("performed", ("v53.csv", f"{head}\nv9,,,,declined\n".encode()))
    refused = api.post(at, headers=PAGE, files=files)
    assert (refused.status_code, "v53.csv · 2" in refused.text) == (422, True)


def test_the_whole_follow_up_is_a_page_to_print(api: TestClient) -> None:
    at = f"/schedules/{ordered(api)}/follow-up"
    files = {"performed": ("p.csv", PERFORMED)}
    answer = api.post(at, headers=PAGE, files=files, data={"form": "report"})
    assert answer.status_code == 200
    assert "data-sv=" in answer.text


def test_what_is_wrong_with_a_report_is_told_by_line(api: TestClient) -> None:
    at = f"/schedules/{ordered(api)}/follow-up"
    status, html = posted(api, at, performed=PERFORMED.replace(b"v1", b"v9"))
    assert status == 422
    assert "performed.csv · 2" in html
    assert "/tmp" not in html
    status, html = posted(api, at)
    assert status == 422
    assert "Ange minst en fil" in html


def test_periods_are_what_was_published_and_this_schedule(api: TestClient) -> None:
    first = ordered(api)
    at = f"/schedules/{first}/follow-up"
    assert "inte publicerat" in seen(api, at)
    body = {"by": "Eva", "told_on": "2026-12-01"}
    assert api.post(f"/v1/schedules/{first}/publish", json=body).status_code == 200
    assert "inte publicerat" not in seen(api, at)
    second = ordered(api, name="Försök")
    html = seen(api, f"/schedules/{second}/follow-up")
    assert f'href="{at}"' in html
    assert "inte publicerat" in html
