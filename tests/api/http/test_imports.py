"""Files of other systems, over HTTP."""

from collections.abc import Mapping
from pathlib import Path

from data.importing.mapping_file import read_mapping
from tests.api.answers import Answer, codes, post_dataset, refused
from tests.api.http.client import TestClient
from tests.data.importing.made_up_exports import all_three
from tests.data.importing.small_files import HOURS, REGISTER, VISITS

SMALL = {"register.csv": REGISTER, "visits.csv": VISITS, "hours.csv": HOURS}
NUMBER = "19121212-1212"


def post(api: TestClient, texts: Mapping[str, str], **fields: object) -> Answer:
    files = [("files", (name, text.encode())) for name, text in texts.items()]
    mapping = fields.pop("mapping", None)
    if mapping is not None:
        files.append(("mapping", ("mapping.toml", str(mapping).encode())))
    return api.post("/v1/imports", files=files, data=fields)


def test_three_exports_become_a_dataset(api: TestClient, tmp_path: Path) -> None:
    paths = [export.write(tmp_path) for export in all_three()]
    files = [("files", (path.name, path.read_bytes())) for path in paths]
    answer = api.post("/v1/imports", files=files)
    assert answer.status_code == 201
    told = answer.json()
    assert [(f["file"], f["kind"], f["green"], f["red"]) for f in told["files"]] == [
        ("besok.csv", "visits", 1394, 0),
        ("personal.xlsx", "employees", 16, 0),
        ("arbetad_tid.csv", "worked", 181, 0),
    ]
    assert answer.headers["location"] == f"/v1/datasets/{told['dataset']['id']}"
    assert api.get(answer.headers["location"]).json()["size"]["employees"] == 16


def test_with_a_red_row_there_is_no_dataset_unless_asked(api: TestClient) -> None:
    texts = SMALL | {"visits.csv": VISITS.replace("2026-11-09", "igår")}
    answer = post(api, texts)
    assert (answer.status_code, answer.json()["dataset"]) == (200, None)
    [note] = answer.json()["red"]
    assert (note["code"], note["file"], note["line"], note["column"]) == (
        "import_date",
        "visits.csv",
        3,
        "Datum",
    )
    assert post(api, texts, write_red_rows="true").status_code == 201


def test_a_mapping_that_was_answered_is_used_when_it_is_sent(api: TestClient) -> None:
    texts = SMALL | {"visits.csv": VISITS.replace("Dusch", "Duschs")}
    first = post(api, texts).json()
    assert [f["yellow"] for f in first["files"]] == [0, 2, 0]
    assert len(read_mapping(first["mapping"].encode()).sources) == 3
    again = post(api, texts, mapping=first["mapping"]).json()
    assert [f["yellow"] for f in again["files"]] == [0, 0, 0]


def test_first_day_length_and_a_base_can_be_given(api: TestClient) -> None:
    base = post_dataset(api)
    answer = post(api, SMALL, start="2026-12-07", days=14, base=base)
    assert answer.status_code == 201
    made = answer.json()["dataset"]
    assert (made["start"], made["days"]) == ("2026-12-07", 14)
    assert "rules" not in {each["code"] for each in answer.json()["assumed"]}


def test_a_base_that_is_none_is_refused(api: TestClient) -> None:
    errors = refused(post(api, SMALL, base="0" * 32), 422, "bad_input")
    assert codes(errors) == ["no_dataset"]


def test_a_personal_number_is_refused_or_becomes_a_pseudonym(api: TestClient) -> None:
    texts = SMALL | {"visits.csv": VISITS.replace("k1", NUMBER)}
    answer = post(api, texts)
    assert answer.json()["dataset"] is None
    assert "1212" not in answer.text
    answer = post(api, texts, key="sixteen letters!")
    assert answer.status_code == 201
    assert "1212" not in answer.text


def test_a_name_that_leads_elsewhere_is_harmless(api: TestClient) -> None:
    answer = post(api, {"../../register.csv": REGISTER, "..": VISITS, "h": HOURS})
    assert answer.status_code == 201
    assert [f["file"] for f in answer.json()["files"]] == ["register.csv", "file", "h"]


def test_a_zip_that_is_no_workbook_is_refused(api: TestClient) -> None:
    errors = refused(post(api, {"a.xlsx": "PK\3\4junk"}), 422, "bad_input")
    assert codes(errors) == ["workbook_broken"]
