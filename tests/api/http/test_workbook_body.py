"""A dataset as a workbook over HTTP, and workbooks that would take too much."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest

from api.http import workbook_body
from api.http.upload import XLSX
from api.http.workbook_body import (
    LONGEST_TAG,
    MOST_TAGS,
    MOST_TAGS_OF_ROW,
    check_workbook,
)
from data.faults import BadInput
from tests.api.answers import codes, refused
from tests.api.http.client import TestClient
from tests.data.reading.books import book_of, page_of
from tests.data.reading.build import Files

SHEET = "xl/worksheets/sheet2.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(**changed: str) -> bytes:
    """Return the tiny good dataset as a workbook, a cell of employees changed."""
    book = book_of(Files())
    for cell, value in changed.items():
        page_of(book, "employees")[cell] = value
    memory = io.BytesIO()
    book.save(memory)
    return memory.getvalue()


def with_parts(parts: Mapping[str, bytes]) -> bytes:
    """Return a workbook in which parts are others."""
    memory = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as good,
        zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in {*good.namelist(), *parts}:
            made.writestr(name, parts[name] if name in parts else good.read(name))
    return memory.getvalue()


def sheet(rows: str, more: str = "") -> bytes:
    """Return a sheet of these rows."""
    data = f"<sheetData>{rows}</sheetData>"
    return f'<worksheet xmlns="{MAIN}">{data}{more}</worksheet>'.encode()


def post(api: TestClient, content: bytes, media_type: str = XLSX) -> Any:
    headers = {"Content-Type": media_type}
    return api.post("/v1/datasets", content=content, headers=headers)


@pytest.mark.parametrize("media_type", [XLSX, "application/zip"])
def test_a_workbook_is_a_dataset(api: TestClient, media_type: str) -> None:
    answer = post(api, workbook(), media_type)
    assert answer.status_code == 201
    assert answer.json()["size"]["employees"] == 3


def test_a_workbook_and_its_folder_are_one_dataset(
    api: TestClient, tmp_path: Path
) -> None:
    folder = Files().write(tmp_path / "mine")
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for path in folder.iterdir():
            archive.write(path, path.name)
    first = post(api, memory.getvalue(), "application/zip").json()["id"]
    answer = post(api, workbook())
    assert (answer.status_code, answer.json()["id"]) == (200, first)


def test_a_workbook_may_come_in_a_form(api: TestClient) -> None:
    answer = api.post("/v1/datasets", files={"file": ("mine.xlsx", workbook())})
    assert answer.status_code == 201


def test_what_is_wrong_in_a_workbook_is_told_with_its_place(api: TestClient) -> None:
    faults = refused(post(api, workbook(G2="much")), 422, "bad_input")
    assert [(f["file"], f["line"], f["value"]) for f in faults] == [
        ("dataset.xlsx: employees", 2, "much")
    ]


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ("Ekeby januari.xlsx", "Ekeby januari.xlsx"),
        ("../ekeby.XLSX", "ekeby.XLSX"),
        ("no workbook.zip", "dataset.xlsx"),
        ("å" * 200 + ".xlsx", "dataset.xlsx"),
        ("", "dataset.xlsx"),
    ],
)
def test_a_fault_calls_a_workbook_what_it_was_called(
    api: TestClient, sent: str, told: str
) -> None:
    files = {"file": (sent or "blob", workbook(G2="much"))}
    [fault] = refused(api.post("/v1/datasets", files=files), 422, "bad_input")
    assert fault["file"] == f"{told}: employees"


@pytest.mark.parametrize("content", [b"", b"PK", b"no workbook", workbook()[:500]])
def test_what_is_no_workbook_is_refused(api: TestClient, content: bytes) -> None:
    refused(post(api, content), 422, "bad_input")


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"xl/styles.xml": b"<" * (2**18 + 1)}, "workbook_too_large"),
        ({"a.xml": bytes(2**24)}, "workbook_too_large"),
        ({f"a{n}.xml": b"" for n in range(512)}, "zip_too_large"),
        ({SHEET: sheet("<row/>" * MOST_TAGS)}, "workbook_too_large"),
        ({SHEET: sheet("<row>" + "<c/>" * MOST_TAGS_OF_ROW)}, "workbook_too_large"),
        ({SHEET: b"<!DOCTYPE a>" + sheet("")}, "workbook_broken"),
        ({SHEET: b'<!ENTITY a "b">' + sheet("")}, "workbook_broken"),
    ],
    ids=["styles", "zeros", "parts", "rows", "cells", "doctype", "entity"],
)
def test_a_workbook_that_would_take_too_much_is_refused(
    api: TestClient, parts: dict[str, bytes], code: str
) -> None:
    answer = post(api, with_parts(parts))
    assert codes(refused(answer, 422, "bad_input")) == [code]


def test_the_limits_are_above_what_a_good_workbook_has(
    api: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = workbook()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        tags = sum(archive.read(name).count(b"<") for name in archive.namelist())
    monkeypatch.setattr(workbook_body, "MOST_TAGS", tags)
    assert post(api, content).status_code == 201
    monkeypatch.setattr(workbook_body, "MOST_TAGS", tags - 1)
    refused(post(api, content), 422, "bad_input")


def test_merged_cells_without_end_are_a_fault_like_others(api: TestClient) -> None:
    with zipfile.ZipFile(io.BytesIO(workbook())) as good:
        units = good.read(SHEET).decode()
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    content = units.replace("</sheetData>", f"</sheetData>{merged}").encode()
    faults = refused(post(api, with_parts({SHEET: content})), 422, "bad_input")
    assert "merged_cells" in codes(faults)


def test_a_tag_without_end_is_refused_unread() -> None:
    letters = Random(1).randbytes(LONGEST_TAG).hex()
    cells = "".join(
        f"<c><v>{letters[at : at + 32_000]}</v></c>"
        for at in range(0, len(letters), 32_000)
    )
    check_workbook(with_parts({SHEET: sheet(f"<row>{cells}</row>")}))
    endless = sheet(f'<row x="{letters}"/>')
    with pytest.raises(BadInput) as refusal:
        check_workbook(with_parts({SHEET: endless}))
    assert [fault.code for fault in refusal.value.faults] == ["workbook_too_large"]


def test_a_sheet_with_formulas_counts_as_the_two_that_it_is_read_as(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plain, counted = workbook(G2="1"), workbook(G2="=1")
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        tags = sum(archive.read(name).count(b"<") for name in archive.namelist())
    monkeypatch.setattr(workbook_body, "MOST_TAGS", tags + 10)
    check_workbook(plain)
    with pytest.raises(BadInput):
        check_workbook(counted)
