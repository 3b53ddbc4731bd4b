"""How a dataset comes in, in the browser: workbooks to fill in, and what is wrong."""

import io
import re
import zipfile
from html import unescape
from pathlib import Path

import openpyxl
import pytest
from httpx import Response

from data.writing.dataset_files import write_dataset
from tests.api.answers import order, post_dataset
from tests.api.http.client import TestClient
from tests.api.http.pages.browsing import PAGE, seen, sent
from tests.api.village import village

pytestmark = pytest.mark.usefixtures("plain_weeks")


def sheets(api: TestClient, at: str, **headers: str) -> dict[str, int]:
    """Fetch a workbook; return the rows of each of its sheets."""
    answer = api.get(at, headers=PAGE | headers)
    assert answer.status_code == 200, answer.text
    assert ".xlsx" in answer.headers["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    return {page.title: page.max_row for page in book}


def test_an_empty_workbook_is_fetched_where_one_is_handed_in(api: TestClient) -> None:
    assert 'href="/datasets/template"' in seen(api, "/datasets")
    assert sheets(api, "/datasets/template")["Medarbetare"] == 1
    english = {"Accept-Language": "en"}
    assert sheets(api, "/datasets/template", **english)["Employees"] == 1


def test_the_language_of_a_workbook_is_that_of_the_page(api: TestClient) -> None:
    seen(api, "/?lang=en")
    assert "Employees" in sheets(api, "/datasets/template")
    swedish = {"Accept-Language": "sv"}  # of a browser that somebody else set up
    assert "Employees" in sheets(api, "/v1/datasets/template", **swedish)


def test_the_example_can_be_handed_in_as_it_is(api: TestClient) -> None:
    assert 'href="/datasets/example"' in seen(api, "/datasets")
    content = api.get("/datasets/example", headers=PAGE).content
    files = {"file": ("exempel.xlsx", content)}
    answer = api.post("/datasets", headers=PAGE, files=files, follow_redirects=False)
    assert answer.status_code == 303


def test_a_dataset_is_fetched_as_a_workbook_that_is_the_same(api: TestClient) -> None:
    dataset = post_dataset(api)
    at = f"/datasets/{dataset}"
    assert f'href="{at}/workbook"' in seen(api, at)
    content = api.get(f"{at}/workbook", headers=PAGE).content
    files = {"file": ("underlag.xlsx", content)}
    answer = api.post("/datasets", headers=PAGE, files=files, follow_redirects=False)
    assert answer.headers["location"] == at


def test_the_first_page_leads_to_where_to_begin(api: TestClient) -> None:
    _, _, schedules = seen(api, "/").partition('id="schedules"')
    assert '<a href="/datasets">Så börjar du</a>' in schedules


def test_datasets_of_one_name_are_told_apart_by_when_they_came(api: TestClient) -> None:
    post_dataset(api)
    assert "Inlämnat 20" in seen(api, "/datasets")
    assert "Inlämnat 20" in seen(api, "/")


def test_a_workbook_of_other_lists_is_led_to_where_those_are_read(
    api: TestClient,
) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Namn", "Titel"])
    content = io.BytesIO()
    book.save(content)
    files = {"file": ("personal.xlsx", content.getvalue())}
    answer = api.post("/datasets", headers=PAGE, files=files)
    assert answer.status_code == 422
    [told] = re.findall('<p class="verdict" role="status">(.*?)</p>', answer.text)
    assert "Är det egna listor" in told
    assert 'href="/datasets/import"' in told
    assert "Är det egna listor" not in seen(api, "/datasets")


def test_some_days_of_a_dataset_are_planned_as_a_dataset_of_their_own(
    api: TestClient,
) -> None:
    dataset = post_dataset(api)
    at = f"/datasets/{dataset}/plans"
    days = {"first": "2026-12-21", "last": "2026-12-22"}
    made = api.get(f"/v1{sent(api, at, seconds='1', **days)}").json()
    assert made["dataset"] != dataset
    part = api.get(f"/v1/datasets/{made['dataset']}").json()
    assert (part["name"], part["days"]) == ("test: 2026-12-21 – 2026-12-22", 2)
    again = api.post(f"/v1/datasets/{dataset}/part", json=days)
    assert (again.status_code, again.json()["id"]) == (201, part["id"])


def test_all_that_is_ticked_is_planned_as_the_dataset_that_it_is(
    api: TestClient,
) -> None:
    dataset = post_dataset(api)
    days = {"first": "2026-12-21", "last": "2026-12-27", "unit": "centre"}
    plan = sent(api, f"/datasets/{dataset}/plans", seconds="1", **days)
    assert api.get(f"/v1{plan}").json()["dataset"] == dataset


def test_days_that_are_not_the_datasets_are_told_where_one_plans(
    api: TestClient,
) -> None:
    at = f"/datasets/{post_dataset(api)}/plans"
    answer = api.post(at, headers=PAGE, data={"first": "2026-12-20"})
    assert answer.status_code == 422
    told = answer.text.partition('role="alert"')[2].partition("</div>")[0]
    assert "från 2026-12-21 till 2026-12-27" in told


def broken_book(api: TestClient, cells: dict[str, str]) -> bytes:
    """Return the village as a workbook, with other things in some cells of visits."""
    at = f"/datasets/{post_dataset(api)}/workbook"
    book = openpyxl.load_workbook(io.BytesIO(api.get(at, headers=PAGE).content))
    for cell, text in cells.items():
        book["Besök"][cell] = text
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def hand_in(api: TestClient, content: bytes, fields: dict[str, str]) -> Response:
    files = {"file": ("bok.xlsx", content)}
    answer: Response = api.post(
        "/datasets", headers=PAGE, files=files, data=fields, follow_redirects=False
    )
    return answer


def mending(answer: Response) -> dict[str, str]:
    """Return the fields that mend cells, with what stands in them."""
    found = re.findall(r'<input name="(cell[^"]+)" value="([^"]*)"', answer.text)
    return {unescape(name): unescape(text) for name, text in found}


def test_cells_of_a_workbook_are_mended_in_place(api: TestClient) -> None:
    content = broken_book(api, {"F2": "en halvtimme", "F3": "lite"})
    first = hand_in(api, content, {})
    assert first.status_code == 422
    assert mending(first) == {"cell.F2.Besök": "", "cell.F3.Besök": ""}
    half = hand_in(api, content, {"cell.F2.Besök": "30", "cell.F3.Besök": "=20"})
    assert mending(half) == {"cell.F3.Besök": "=20", "cell.F2.Besök": "30"}
    whole = hand_in(api, content, {"cell.F2.Besök": "45", "cell.F3.Besök": "20"})
    assert whole.status_code == 303
    at = whole.headers["location"]
    book = api.get(f"{at}/workbook", headers=PAGE).content
    page = openpyxl.load_workbook(io.BytesIO(book))["Besök"]
    assert [page["F2"].value, page["F3"].value] == [45, 20]


def zipped(folder: Path, texts: dict[str, tuple[str, str]]) -> bytes:
    """Return the village as a zipped folder, with other texts in some files."""
    write_dataset(village(), folder)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for file in folder.iterdir():
            old, new = texts.get(file.name, ("", ""))
            archive.writestr(f"by/{file.name}", file.read_text().replace(old, new))
    return made.getvalue()


def test_cells_of_a_zipped_folder_are_mended_in_place(
    api: TestClient, tmp_path: Path
) -> None:
    odd = {
        "visits.csv": (",30,", ",en timme,"),
        "employees.csv": (",monthly,", ",fast,"),
    }
    content = zipped(tmp_path / "village", odd)
    first = hand_in(api, content, {})
    assert first.status_code == 422
    fields = mending(first)
    assert "cell.2@minutes.visits.csv" in fields
    mends = dict.fromkeys(fields, "monthly") | {"cell.2@minutes.visits.csv": "50"}
    whole = hand_in(api, content, mends)
    assert whole.status_code == 303, whole.text
    book = api.get(f"{whole.headers['location']}/workbook", headers=PAGE).content
    assert openpyxl.load_workbook(io.BytesIO(book))["Besök"]["F2"].value == 50


def test_what_formulas_came_to_is_kept_when_another_cell_is_mended(
    api: TestClient,
) -> None:
    content = broken_book(api, {"F2": "en halvtimme", "F3": "=10+10"})
    known = with_result(content, "20")
    mended = hand_in(api, known, {"cell.F2.Besök": "30"})
    assert mended.status_code == 303, mended.text
    unknown = hand_in(api, content, {"cell.F2.Besök": "30"})
    assert "cell.F3.Besök" in mending(unknown)


def with_result(content: bytes, result: str) -> bytes:
    """Return a workbook in which each formula came to something, as Excel saves it."""
    made = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(content))
    with source, zipfile.ZipFile(made, "w") as kept:
        for name in source.namelist():
            text = source.read(name)
            came_to = f"</f><v>{result}</v>".encode()
            kept.writestr(name, re.sub(b"</f><v ?/?>(</v>)?", came_to, text))
    return made.getvalue()


def test_hourly_staff_are_added_in_a_new_dataset(api: TestClient) -> None:
    dataset = post_dataset(api)
    assert 'action="/datasets/' + dataset + '/hourly"' in seen(
        api, f"/datasets/{dataset}"
    )
    at = sent(api, f"/datasets/{dataset}/hourly", count="2", like="amy")
    assert "<h1>test + 2 timvikarier</h1>" in seen(api, at)
    book = api.get(f"{at}/workbook", headers=PAGE).content
    page = openpyxl.load_workbook(io.BytesIO(book))["Medarbetare"]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    heads = [str(head).lower() for head in rows[0]]
    assert [row[0] for row in rows[1:]] == ["amy", "tim-1", "tim-2"]
    degree = next(n for n, head in enumerate(heads) if "grad" in head)
    assert [row[degree] for row in rows[1:]] == [20, 0, 0]
    again = sent(api, f"{at}/hourly", count="1", like="amy")
    book = api.get(f"{again}/workbook", headers=PAGE).content
    page = openpyxl.load_workbook(io.BytesIO(book))["Medarbetare"]
    assert page.cell(page.max_row, 1).value == "tim-3"


def test_hourly_staff_like_nobody_are_refused_in_words(api: TestClient) -> None:
    at = f"/datasets/{post_dataset(api)}/hourly"
    answer = api.post(at, headers=PAGE, data={"count": "1", "like": "nobody"})
    assert answer.status_code == 422
    assert "nobody finns inte i amy" in answer.text


def test_what_people_were_told_holds_in_a_part(api: TestClient) -> None:
    dataset = post_dataset(api)
    told = order(api, dataset).json()["id"]
    api.post(f"/v1/schedules/{told}/publish", json={"by": "Eva"})
    days = {"first": "2026-12-21", "last": "2026-12-22"}
    part = api.post(f"/v1/datasets/{dataset}/part", json=days).json()["id"]
    plan: dict[str, list[object]] = {"shifts": [], "visits": [], "unassigned": []}
    empty = order(api, part, "evaluate", plan=plan).json()["id"]
    changes = api.get(f"/v1/schedules/{empty}/changes").json()["changes"]
    assert {(c["employee_id"], c["date"]) for c in changes if c["shift_id"]} == {
        ("amy", "2026-12-21")
    }


def test_what_a_part_published_holds_in_the_whole(api: TestClient) -> None:
    dataset = post_dataset(api)
    part = _part(api, dataset, "2026-12-21", "2026-12-22")
    told = order(api, part).json()["id"]
    api.post(f"/v1/schedules/{told}/publish", json={"by": "Eva"})
    empty = order(api, dataset, "evaluate", plan=NOTHING).json()["id"]
    changes = api.get(f"/v1/schedules/{empty}/changes").json()["changes"]
    assert {c["date"] for c in changes if c["shift_id"]} == {"2026-12-21"}


def test_a_day_that_no_part_told_of_is_not_changed(api: TestClient) -> None:
    dataset = post_dataset(api)
    part = _part(api, dataset, "2026-12-22", "2026-12-23")
    told = order(api, part, "evaluate", plan=NOTHING).json()["id"]
    api.post(f"/v1/schedules/{told}/publish", json={"by": "Eva"})
    full = f"/v1/schedules/{order(api, dataset).json()['id']}"
    assert api.get(f"{full}/plan").json()["shifts"]  # on the day before
    assert api.get(f"{full}/changes").json()["changes"] == []


def test_what_was_told_of_all_later_stands_before_what_a_part_told(
    api: TestClient,
) -> None:
    dataset = post_dataset(api)
    for one in (_part(api, dataset, "2026-12-21", "2026-12-22"), dataset):
        plan = NOTHING if one == dataset else None
        operation = "solve" if plan is None else "evaluate"
        told = order(api, one, operation, plan=plan).json()["id"]
        assert api.post(f"/v1/schedules/{told}/publish", json={"by": "Eva"}).is_success
    full = f"/v1/schedules/{order(api, dataset).json()['id']}"
    added = api.get(f"{full}/changes").json()["changes"]
    assert [c["date"] for c in added if c["shift_id"]] == ["2026-12-21"]


NOTHING: dict[str, list[object]] = {"shifts": [], "visits": [], "unassigned": []}


def _part(api: TestClient, dataset: str, first: str, last: str) -> str:
    days = {"first": first, "last": last}
    answer = api.post(f"/v1/datasets/{dataset}/part", json=days)
    return str(answer.json()["id"])
