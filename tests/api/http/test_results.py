"""What can be fetched of a plan over HTTP."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from api.http.result_views import breaches_of
from api.http.upload import XLSX
from constraints import default_rules
from data.reading.dataset import read_document
from data.reading.plans import read_plan, read_plan_document
from scheduler.rules.rule import Compensation
from tests.api.answers import ordered, refused
from tests.api.conftest import Opener
from tests.api.fakes import FakePlanner
from tests.api.http.client import TestClient
from tests.api.village import (
    TOKEN_NAME,
    document,
    good_plan,
    lazy_plan,
    result_of,
    village,
)
from tests.build import at

pytestmark = pytest.mark.usefixtures("plain_weeks")


@pytest.fixture
def address(api: TestClient) -> str:
    return f"/v1/schedules/{ordered(api)}"


def test_the_plan_comes_as_the_document_that_a_plan_folder_is(
    api: TestClient, address: str
) -> None:
    found = api.get(f"{address}/plan").json()
    assert found["result"]["objective"] == 2178.96
    assert {"shifts", "visits", "breaches", "costs", "kpis"} <= set(found)
    problem = read_document(document())
    assert read_plan_document(found, problem) == good_plan()


def test_figures_come_with_names_and_parts(api: TestClient, address: str) -> None:
    found = api.get(f"{address}/figures").json()
    assert set(found) == {"all", "centre"}
    assert found["all"]["V_must"] == {
        "name_sv": "Bemannade måste-besök",
        "name_en": "Must-visits staffed",
        "value": 100,
        "unit": "%",
        "numerator": 2,
        "denominator": 2,
    }


def test_costs_add_up_to_what_the_plan_costs(api: TestClient, address: str) -> None:
    found = api.get(f"{address}/costs").json()
    total = round(sum(line["amount"] for line in found["lines"]), 2)
    assert total == found["personnel_cost"]
    assert round(total + found["soft_cost"], 2) == found["objective"] == 2178.96
    assert {line["employee_id"] for line in found["lines"]} == {"amy"}


def test_costs_are_explained_line_by_line(api: TestClient, address: str) -> None:
    found = api.get(f"{address}/costs").json()
    told: dict[str, int] = {}
    for line in found["price_lines"]:
        told[line["item"]] = told.get(line["item"], 0) + round(100 * line["amount"])
    items = {line["item"]: round(100 * line["amount"]) for line in found["lines"]}
    assert told == items
    [po] = [x for x in found["price_lines"] if x["item"] == "po" and x["assumed_en"]]
    assert (po["unit"], po["rate"], po["count"]) == ("kr", 44.53, 1)
    assert po["line_sv"].endswith("kr × 44,53 %")


def test_a_breach_is_told_with_the_rest_that_makes_up_for_it() -> None:
    audit = result_of(village(), lazy_plan()).audit
    assert audit is not None
    [plain] = [b for b in audit.breaches if b.rule == "V01"]
    rest = Compensation(owed=60, given=720, start=at("2026-12-22 19:00"))
    made_up = plain.model_copy(update={"compensation": rest})
    both = audit.model_copy(update={"breaches": (made_up, plain)})
    told = [
        (item.x_owed_minutes, item.x_made_up_minutes, item.x_made_up_from)
        for item in breaches_of(both, default_rules()).items
    ]
    begins = datetime(2026, 12, 22, 18, 0, tzinfo=UTC)
    assert told == [(60, 720, begins), (None, None, None)]


def test_breaches_are_told_in_both_languages(serve: Opener) -> None:
    api = serve(FakePlanner(lazy_plan()))
    found = api.get(f"/v1/schedules/{ordered(api)}/breaches").json()
    assert found["hard"] == 0
    [undone] = [item for item in found["items"] if item["rule"] == "V01"]
    assert undone["visit_id"] == "v2"
    assert undone["cost"] == 20_000
    rule = next(r for r in default_rules() if r.id == "V01")
    judged = result_of(village(), lazy_plan()).audit
    assert judged is not None
    [breach] = [b for b in judged.breaches if b.rule == "V01"]
    assert undone["message_sv"] == rule.explain(breach, "sv")
    assert undone["message_en"] == rule.explain(breach, "en")


def test_the_report_is_a_page_with_what_was_assumed(
    api: TestClient, address: str
) -> None:
    answer = api.get(f"{address}/report")
    assert answer.headers["content-type"].startswith("text/html")
    assert "OB räknas på minuten" in answer.text


def test_the_workbook_opens(api: TestClient, address: str) -> None:
    answer = api.get(f"{address}/schedule.xlsx")
    assert 'filename="schedule.xlsx"' in answer.headers["content-disposition"]
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert len(book.sheetnames) == 9


def test_the_folder_comes_as_a_zip_that_can_be_read_back(
    api: TestClient, address: str, tmp_path: Path
) -> None:
    answer = api.get(f"{address}/plan.zip")
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        archive.extractall(tmp_path)
    problem = read_document(document())
    assert read_plan(tmp_path / "plan", problem) == good_plan()
    assert (tmp_path / "plan" / "report.html").exists()


def test_a_plan_under_other_rules_says_so(serve: Opener) -> None:
    api = serve(FakePlanner(lazy_plan()))
    rules = [{"kind": "continuity", "off": True}]
    schedule = ordered(api, "evaluate", plan=_sent(), rules=rules)
    found = api.get(f"/v1/schedules/{schedule}/breaches").json()
    assert {item["rule"] for item in found["items"]} == {"R34"}
    judged_by = api.get(f"/v1/schedules/{schedule}/plan").json()["result"]["rules"]
    assert "continuity" not in {rule["kind"] for rule in judged_by}


def _sent() -> dict[str, object]:
    from data.writing.plan_files import write_plan_document

    made = result_of(village(), good_plan())
    whole = write_plan_document(village(), made, default_rules())
    return {"shifts": whole["shifts"], "visits": whole["visits"]}


def edit(content: bytes, text: str) -> bytes:
    """Put a text into the first day of the only person."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    page = book["Schema"]
    [row] = [r[0].row for r in page.iter_rows() if r[0].value == TOKEN_NAME]
    page.cell(row, 4).value = text
    memory = io.BytesIO()
    book.save(memory)
    return memory.getvalue()


def send_back(api: TestClient, address: str, text: str) -> Any:
    book = edit(api.get(f"{address}/schedule.xlsx").content, text)
    headers = {"Content-Type": XLSX}
    return api.post(f"{address}/edited", content=book, headers=headers)


def test_an_edited_schedule_is_a_plan_that_can_be_ordered(
    api: TestClient, address: str
) -> None:
    found = send_back(api, address, "07:00-10:00").json()
    [change] = found["changes"]
    assert (change["employee_id"], change["date"]) == ("amy", "2026-12-21")
    assert (change["kept"], change["opened"]) == (["v1"], ["v2"])
    [shift] = found["plan"]["shifts"]
    assert shift["end"] == "2026-12-21T10:00"
    schedule = ordered(api, "evaluate", plan=found["plan"])
    again = api.get(f"/v1/schedules/{schedule}/plan").json()
    assert again["shifts"] == found["plan"]["shifts"]
    assert [row["visit_id"] for row in again["visits"]] == ["v1"]


def test_a_cell_of_the_schedule_that_is_not_understood_is_refused(
    api: TestClient, address: str
) -> None:
    [fault] = refused(send_back(api, address, "X9"), 422, "bad_input")
    assert (fault["code"], fault["column"]) == ("wall_code", "2026-12-21 (D)")
    assert fault["value"] == "X9"
