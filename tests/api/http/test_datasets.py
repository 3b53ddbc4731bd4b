"""Handing in datasets over HTTP."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from data.reading.dataset import read_dataset
from tests.api.answers import (
    codes,
    files_of,
    order,
    ordered,
    post_dataset,
    refused,
    zipped,
)
from tests.api.conftest import Opener, database
from tests.api.http.client import TestClient
from tests.api.village import document
from tests.build import visit

ZIP = {"Content-Type": "application/zip"}


def post_zip(api: TestClient, content: bytes) -> Any:
    """Hand in a zip."""
    return api.post("/v1/datasets", content=content, headers=ZIP)


def test_a_document_becomes_a_dataset(api: TestClient) -> None:
    answer = api.post("/v1/datasets", json=document())
    assert answer.status_code == 201
    found = answer.json()
    assert answer.headers["Location"] == f"/v1/datasets/{found['id']}"
    assert found["name"] == "test"
    assert found["start"] == "2026-12-21"
    assert found["size"]["visits"] == 2
    assert api.get(f"/v1/datasets/{found['id']}").json() == found


def test_moments_say_that_they_are_utc(api: TestClient) -> None:
    found = api.post("/v1/datasets", json=document()).json()
    assert found["created_at"].endswith("Z")


def test_the_same_content_is_the_same_dataset(api: TestClient) -> None:
    first = api.post("/v1/datasets", json=document())
    again = api.post("/v1/datasets", json=document())
    assert again.status_code == 200
    assert again.json() == first.json()


def test_other_rules_make_another_dataset(api: TestClient) -> None:
    rules = [{"kind": "days_in_a_row", "most": 7}]
    first = post_dataset(api)
    other = api.post("/v1/datasets", json=document() | {"rules": rules})
    assert other.status_code == 201
    assert other.json()["id"] != first


@pytest.mark.parametrize("inside", ["", "my-folder/"])
def test_a_zipped_folder_is_the_same_dataset_as_its_document(
    api: TestClient, dataset: Path, inside: str
) -> None:
    files = files_of(dataset, inside) | {"__MACOSX/x": b"", f"{inside}.DS_Store": b""}
    answer = post_zip(api, zipped(files))
    assert answer.status_code == 201, answer.text
    assert answer.json()["id"] == post_dataset(api)
    assert answer.json()["dataset_sha256"] == read_dataset(dataset).sha256


def test_a_form_may_hold_the_zip_or_the_document(
    api: TestClient, dataset: Path
) -> None:
    packed = api.post("/v1/datasets", files={"file": zipped(files_of(dataset))})
    assert packed.status_code == 201, packed.text
    plain = api.post("/v1/datasets", files={"file": TINY})
    assert codes(refused(plain, 422, "bad_input"))


TINY = b'{"dataset": {}}'


def test_every_fault_of_a_document_has_a_pointer(api: TestClient) -> None:
    bad: Any = document()
    bad["employees"][0]["degree_pct"] = 120
    bad["visits"][1]["client_id"] = "nobody"
    bad["rules"] = [{"kind": "no_such_rule"}, {"kind": "visits_done", "prise": 3}]
    errors = refused(api.post("/v1/datasets", json=bad), 422, "bad_input")
    assert [error["pointer"] for error in errors] == [
        "/employees/0/degree_pct",
        "/visits/1/client_id",
        "/rules/0/kind",
        "/rules/1/prise",
    ]
    assert all(error["detail"] for error in errors)


def test_rules_may_stand_as_in_their_file(api: TestClient) -> None:
    bad: Any = document() | {"rules": {"rules": [{"kind": "no_such_rule"}]}}
    [error] = refused(api.post("/v1/datasets", json=bad), 422, "bad_input")
    assert error["pointer"] == "/rules/rules/0/kind"


def test_every_fault_of_a_zip_says_file_row_and_column(
    api: TestClient, dataset: Path
) -> None:
    files = files_of(dataset)
    files["employees.csv"] = files["employees.csv"].replace(b"ly,20", b"ly,120")
    files["rules.json"] = b'{"rules": [\n{"kind": "x"}]}'
    of_people, of_rules = refused(post_zip(api, zipped(files)), 422, "bad_input")
    assert of_people["pointer"] == "/employees.csv/2/degree_pct"
    assert of_people["file"] == "employees.csv"
    assert (of_people["line"], of_people["column"]) == (2, "degree_pct")
    assert of_people["value"] == "120"
    assert (of_rules["file"], of_rules["line"]) == ("rules.json", 2)


def test_faults_are_told_in_the_callers_language(api: TestClient) -> None:
    bad: dict[str, object] = {"dataset": {}}
    swedish = api.post("/v1/datasets", json=bad, headers={"Accept-Language": "sv"})
    english = api.post("/v1/datasets", json=bad)
    assert swedish.headers["content-language"] == "sv"
    assert swedish.json()["title"] == "Underlaget går inte att använda"
    assert english.json()["title"] == "The input cannot be used"
    assert (
        swedish.json()["errors"][0]["detail"] != english.json()["errors"][0]["detail"]
    )


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"NaN",
        b'{"dataset": NaN}',
        b'{"dataset": {"name": "\\ud800"}}',
        b"\xff\xfe{",
        b"[" * 40_000,
        b'{"dataset": ' + b"9" * 5000 + b"}",
    ],
)
def test_what_is_no_json_is_bad_input(api: TestClient, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    answer = api.post("/v1/datasets", content=body, headers=headers)
    [error] = refused(answer, 422, "bad_input")
    assert error["code"] == "json_syntax"


@pytest.mark.parametrize("body", [[], 3, "x", {}])
def test_json_that_is_no_dataset_is_bad_input(api: TestClient, body: object) -> None:
    assert refused(api.post("/v1/datasets", json=body), 422, "bad_input")


@pytest.mark.parametrize("key", ["²", "9" * 5000, "a/b~c"])
def test_a_key_that_looks_like_a_number_is_only_unknown(
    api: TestClient, key: str
) -> None:
    bad: Any = document()
    bad["dataset"][key] = 1
    [error] = refused(api.post("/v1/datasets", json=bad), 422, "bad_input")
    assert error["pointer"].startswith("/dataset/")


# what else can be asked


def test_another_kind_of_body_is_refused(api: TestClient) -> None:
    headers = {"Content-Type": "text/csv"}
    answer = api.post("/v1/datasets", content=b"a,b", headers=headers)
    assert refused(answer, 415, "unsupported_media_type") == []


def test_a_form_without_a_file_is_refused(api: TestClient) -> None:
    answer = api.post("/v1/datasets", files={"": (None, b"x")})
    [error] = refused(answer, 422, "no_form_file")
    assert error["pointer"] == "/file"


def test_feasibility_names_what_no_plan_can_do(api: TestClient) -> None:
    hard = post_dataset(api, visits=(visit("v1", staff=2),))
    found = api.get(f"/v1/datasets/{hard}/feasibility").json()
    errors = [f for f in found["findings"] if f["severity"] == "error"]
    assert [f["visit_id"] for f in errors] == ["v1"]
    assert errors[0]["message_sv"] != errors[0]["message_en"]
    fine = post_dataset(api)
    assert api.get(f"/v1/datasets/{fine}/feasibility").json()["findings"] == []


@pytest.mark.parametrize("id_", ["0" * 32, "x", "%00", "å", "0" * 33])
def test_an_unknown_dataset_is_not_found(api: TestClient, id_: str) -> None:
    for part in ("", "/feasibility"):
        refused(api.get(f"/v1/datasets/{id_}{part}"), 404, "no_dataset")
    refused(api.delete(f"/v1/datasets/{id_}"), 404, "no_dataset")


def test_a_dataset_can_be_forgotten_once_nothing_refers_to_it(
    api: TestClient,
) -> None:
    schedule = ordered(api)
    dataset = post_dataset(api)
    address = f"/v1/datasets/{dataset}"
    refused(api.delete(address), 409, "dataset_in_use")
    assert api.delete(f"/v1/schedules/{schedule}").status_code == 204
    assert api.delete(address).status_code == 204
    refused(api.get(address), 404, "no_dataset")
    [error] = refused(order(api, dataset), 422, "bad_input")
    assert error["pointer"] == "/dataset"


# the list


def test_datasets_are_listed_page_by_page_the_latest_first(api: TestClient) -> None:
    made = [post_dataset(api, name=name) for name in "abcde"]
    listed: list[str] = []
    address = "/v1/datasets?limit=2"
    for size, is_last in ((2, False), (2, False), (1, True)):
        page = api.get(address)
        listed += [item["id"] for item in page.json()["items"]]
        assert len(page.json()["items"]) == size
        assert (page.json()["next"] is None) == is_last
        assert ("Link" in page.headers) != is_last
        address = f"/v1/datasets?limit=2&cursor={page.json()['next']}"
    assert listed == made[::-1]


def test_datasets_of_one_moment_are_each_listed_once(serve: Opener) -> None:
    api = serve(engine=(engine := database()))
    made = [post_dataset(api, name=name) for name in "abc"]
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE datasets SET created_at = '2026-12-01 08:00:00.000001'"
        )
    first = api.get("/v1/datasets?limit=1").json()
    rest = api.get(f"/v1/datasets?cursor={first['next']}").json()
    listed = [item["id"] for page in (first, rest) for item in page["items"]]
    assert listed == sorted(made, reverse=True)


def test_a_full_last_page_of_datasets_has_no_next(api: TestClient) -> None:
    post_dataset(api, name="a")
    post_dataset(api, name="b")
    assert api.get("/v1/datasets?limit=2").json()["next"] is None


def test_the_list_tells_what_the_dataset_tells(api: TestClient) -> None:
    dataset = api.get(f"/v1/datasets/{post_dataset(api)}").json()
    del dataset["dataset_sha256"]
    assert api.get("/v1/datasets").json()["items"] == [dataset]


def test_a_page_goes_on_where_a_forgotten_dataset_stood(api: TestClient) -> None:
    first, second, third = (post_dataset(api, name=name) for name in "abc")
    after = api.get("/v1/datasets?limit=2").json()["next"]
    assert api.delete(f"/v1/datasets/{second}").status_code == 204
    found = api.get(f"/v1/datasets?cursor={after}").json()["items"]
    assert [item["id"] for item in found] == [first]
    assert third != first


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=101", "cursor=1", f"cursor={'f' * 14}-{'0' * 32}"]
)
def test_a_page_of_datasets_that_cannot_be_is_refused(
    api: TestClient, query: str
) -> None:
    refused(api.get(f"/v1/datasets?{query}"), 422, "invalid_request")


def test_a_dataset_is_fetched_as_a_workbook_and_sent_back(api: TestClient) -> None:
    address = f"/v1/datasets/{post_dataset(api)}"
    before = api.get(address).json()["dataset_sha256"]
    book = api.get(f"{address}/workbook", headers={"Accept-Language": "en"})
    assert book.status_code == 200
    again = api.post("/v1/datasets", files={"file": ("mine.xlsx", book.content)})
    assert again.json()["dataset_sha256"] == before


def test_an_empty_workbook_is_fetched_in_either_language(api: TestClient) -> None:
    for language, sheet in (("sv", "Medarbetare"), ("en", "Employees")):
        answer = api.get("/v1/datasets/template", headers={"Accept-Language": language})
        book = openpyxl.load_workbook(io.BytesIO(answer.content))
        assert sheet in book.sheetnames
