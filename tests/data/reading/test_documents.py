"""The same content as one JSON document."""

import json
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.faults import BadInput, Fault
from data.reading.dataset import read_dataset, read_document
from data.writing.dataset_files import write_document
from tests.data.reading.build import Files

Document = dict[str, object]
Rows = list[dict[str, object]]


@pytest.fixture
def document(tmp_path: Path) -> Document:
    """Return the good dataset as a document that has been through JSON."""
    problem = read_dataset(Files().write(tmp_path))
    return cast("Document", json.loads(json.dumps(write_document(problem))))


def _rows(document: Document, name: str) -> Rows:
    return cast("Rows", document[name])


def _faults(document: object) -> tuple[Fault, ...]:
    with pytest.raises(BadInput) as caught:
        read_document(document)
    for fault in caught.value.faults:
        assert fault.text("sv") != fault.text("en")
    return caught.value.faults


def _found(document: object) -> list[tuple[str, str | None]]:
    return [(fault.code, fault.pointer) for fault in _faults(document)]


def test_a_document_and_a_folder_say_the_same(
    tmp_path: Path, document: Document
) -> None:
    problem = read_dataset(Files().write(tmp_path))
    assert read_document(document) == problem
    assert read_document(document).sha256 == problem.sha256


def test_cells_may_be_text_as_in_the_files(document: Document) -> None:
    plain = read_document(document)
    for name in document:
        for row in _rows(document, name) if name != "dataset" else []:
            for key, value in row.items():
                row[key] = _as_text(value)
    assert read_document(document) == plain


def _as_text(value: object) -> object:
    if isinstance(value, list):
        return "|".join(value)
    if isinstance(value, bool):
        return str(int(value))
    return "" if value is None else str(value)


def test_what_is_left_out_is_an_empty_cell(document: Document) -> None:
    plain = read_document(document)
    for name in document:
        for row in _rows(document, name) if name != "dataset" else []:
            for key in [key for key, value in row.items() if value in (None, [], "")]:
                del row[key]
    document |= {"rules": {"not": "read here"}, "x_note": 1}
    _rows(document, "visits")[0]["x_note"] = object()
    assert read_document(document) == plain


@pytest.mark.parametrize(
    ("name", "index", "key", "value", "code"),
    [
        ("units", 0, "lat", True, "json_number"),
        ("units", 0, "lat", float("nan"), "json_number"),
        ("units", 0, "lat", 1e300, "decimal"),
        ("units", 0, "lat", [59], "json_number"),
        ("units", 0, "name", 3.5, "json_text"),
        ("units", 0, "name", "\ud800", "json_text"),
        ("units", 0, "name", "\0", "control_character"),
        ("units", 0, "lends_to", {"night": 1}, "json_list"),
        ("units", 0, "lends_to", ["a|b"], "json_list"),
        ("units", 0, "lends_to", [["night"]], "json_list"),
        ("units", 0, "lends_to", ["moon"], "unknown_id"),
        ("units", 0, "unit~/id", "x", "unknown_column"),
        ("clients", 1, "counts_continuity", 2, "flag"),
        ("clients", 1, "counts_continuity", 0.5, "json_flag"),
        ("clients", 1, "unit_id", None, "missing_value"),
        ("visits", 2, "minutes", 15.5, "minutes"),
        ("visits", 2, "minutes", 10**400, "json_number"),
        ("visits", 2, "latest", "2026-12-23T00:00", "window_backwards"),
        ("travel", 0, "minutes", "x", "minutes"),
    ],
)
def test_a_wrong_value_is_pointed_at(  # noqa: PLR0913
    document: Document, name: str, index: int, key: str, value: object, code: str
) -> None:
    _rows(document, name)[index][key] = value
    token = key.replace("~", "~0").replace("/", "~1")
    assert _found(document) == [(code, f"/{name}/{index}/{token}")]


def test_a_whole_number_may_be_written_with_a_point(document: Document) -> None:
    plain = read_document(document)
    _rows(document, "visits")[2]["minutes"] = 15.0
    assert read_document(document) == plain


@pytest.mark.parametrize(
    ("name", "value", "code", "pointer"),
    [
        ("units", 7, "json_array", "/units"),
        ("units", {}, "json_array", "/units"),
        ("units", "text", "json_array", "/units"),
        ("units", None, "missing_array", "/units"),
        ("units", [], "no_rows", "/units"),
        ("visits", None, "missing_array", "/visits"),
        ("wishes", [3], "json_object", "/wishes/0"),
        ("visitors", [], "unknown_array", "/visitors"),
        ("dataset", None, "json_object", "/dataset"),
        ("dataset", [], "json_object", "/dataset"),
    ],
)
def test_a_wrong_part_is_pointed_at(
    document: Document, name: str, value: object, code: str, pointer: str
) -> None:
    document[name] = value
    assert _found(document) == [(code, pointer)]


@pytest.mark.parametrize(
    ("key", "value", "code", "pointer"),
    [
        ("start", None, "missing_key", "/dataset/start"),
        ("start", "2026-13-01", "date", "/dataset/start"),
        ("days", 0, "whole", "/dataset/days"),
        ("colour", 1, "unknown_key", "/dataset/colour"),
        ("travel", {"detour": 0}, "number", "/dataset/travel/detour"),
        ("travel", 3, "json_object", "/dataset/travel"),
    ],
)
def test_a_wrong_setting_is_pointed_at(
    document: Document, key: str, value: object, code: str, pointer: str
) -> None:
    cast("Document", document["dataset"])[key] = value
    assert _found(document) == [(code, pointer)]


def test_a_repeated_id_names_the_row_counted_from_one(document: Document) -> None:
    _rows(document, "units").append(dict(_rows(document, "units")[1]))
    [fault] = _faults(document)
    assert (fault.code, fault.pointer) == ("repeated_id", "/units/2/unit_id")
    assert fault.facts == {"first": 2}


def test_faults_come_in_the_order_of_rows(document: Document) -> None:
    rows = [dict(_rows(document, "wishes")[0]) for _ in range(12)]
    document["wishes"] = rows
    rows[11]["want"] = "maybe"
    rows[2]["employee_id"] = "zed"
    rows[2]["weight"] = 9
    assert [pointer for _code, pointer in _found(document)] == [
        "/wishes/2/weight",
        "/wishes/2/employee_id",
        "/wishes/11/want",
    ]


@pytest.mark.parametrize("document", [None, [], "x", 3])
def test_what_is_no_object_is_no_dataset(document: object) -> None:
    assert _found(document) == [("json_object", "")]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=6,
)
_PARTS = ["dataset", "units", "employees", "clients", "visits", "shift_types"]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(_PARTS), _JSON))
def test_no_document_ends_in_anything_but_located_words(document: Document) -> None:
    assert all(fault.pointer is not None for fault in _faults(document))
