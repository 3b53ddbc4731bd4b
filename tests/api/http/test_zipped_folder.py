"""Zips that mean harm, or were packed in another way than asked for."""

import io
import random
import zipfile
from pathlib import Path
from time import process_time
from typing import Any
from zipfile import ZipInfo

import pytest

from data.faults import BadInput
from data.reading.checks.zipped_folder import unpacked
from tests.api.answers import codes, files_of, refused, zipped
from tests.api.http.client import TestClient

ZIP = {"Content-Type": "application/zip"}


def post_zip(api: TestClient, content: bytes) -> Any:
    """Hand in a zip."""
    return api.post("/v1/datasets", content=content, headers=ZIP)


def faults_of(files: dict[str, bytes]) -> list[str]:
    """Return the codes of what is wrong with a zip of these files."""
    with pytest.raises(BadInput) as caught:
        unpacked(zipped(files))
    return [fault.code for fault in caught.value.faults]


def test_a_body_that_is_no_zip_is_bad_input(api: TestClient) -> None:
    assert codes(refused(post_zip(api, b"PKnot"), 422, "bad_input")) == ["zip_broken"]


@pytest.mark.parametrize(
    "path",
    [
        "../units.csv",
        "/etc/passwd",
        "/units.csv",
        "a/../../units.csv",
        "a\\..\\units.csv",
        "C:units.csv",
        "a/b/units.csv",
    ],
)
def test_a_path_that_leads_elsewhere_is_refused(
    api: TestClient, dataset: Path, path: str
) -> None:
    files = files_of(dataset) | {path: b"x"}
    errors = refused(post_zip(api, zipped(files)), 422, "bad_input")
    assert "zip_path" in codes(errors)


def test_a_zip_that_unpacks_to_too_much_is_refused(
    api: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.reading.checks.zipped_folder.MOST_UNPACKED", 1000)
    small = post_zip(api, zipped({"units.csv": b"0" * 1000}))
    assert "zip_too_large" not in codes(refused(small, 422, "bad_input"))
    bomb = post_zip(api, zipped({"units.csv": b"0" * 1001}))
    assert codes(refused(bomb, 422, "bad_input")) == ["zip_too_large"]


def test_a_zip_that_lies_about_its_sizes_is_refused(api: TestClient) -> None:
    packed = zipped({"units.csv": b"0" * 5000})
    lie = packed.replace((5000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert codes(refused(post_zip(api, lie), 422, "bad_input")) == ["zip_broken"]


def test_a_zip_of_too_many_files_is_refused(api: TestClient) -> None:
    many = zipped({f"x_{n}": b"" for n in range(65)})
    assert codes(refused(post_zip(api, many), 422, "bad_input")) == ["zip_too_large"]


def test_a_zip_with_two_files_of_one_name_is_refused(api: TestClient) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        twice = _twice()
    assert codes(refused(post_zip(api, twice), 422, "bad_input")) == ["zip_twice"]


def _twice() -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr("units.csv", b"a")
        archive.writestr("units.csv", b"b")
    return memory.getvalue()


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_packed_in_a_rare_way_is_refused(api: TestClient, method: int) -> None:
    rare = zipped({"units.csv": b"a"}, method)
    assert codes(refused(post_zip(api, rare), 422, "bad_input")) == ["zip_packed"]


def test_a_zip_with_a_password_is_refused(api: TestClient) -> None:
    packed = bytearray(zipped({"units.csv": b"a"}, zipfile.ZIP_STORED))
    entry = packed.index(b"PK\x01\x02")
    packed[6] |= 1
    packed[entry + 8] |= 1
    answer = post_zip(api, bytes(packed))
    assert codes(refused(answer, 422, "bad_input")) == ["zip_packed"]


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"a/units.csv": b"", "b/visits.csv": b""}, "zip_folders"),
        ({"units.csv": b"", "b/visits.csv": b""}, "zip_folders"),
        ({"units.csv": b"", "units.csv/visits.csv": b""}, "zip_folders"),
        ({".": b""}, "zip_path"),
        ({"a/.": b"", "a/units.csv": b""}, "zip_folders"),
        ({"x" * 300: b""}, "zip_path"),
        ({"x" * 101: b""}, "zip_path"),
        ({"x" * 300 + "/units.csv": b""}, "zip_path"),
        ({"x\x1b[2J": b""}, "zip_path"),
        ({"å" * 51: b""}, "zip_path"),
        ({"agreements": b"", "agreements/pan.toml": b""}, "zip_twice"),
        ({"agreements/pan.toml": b"", "agreements": b""}, "zip_twice"),
    ],
)
def test_what_is_not_one_folder_of_files_is_refused(
    api: TestClient, files: dict[str, bytes], code: str
) -> None:
    errors = refused(post_zip(api, zipped(files)), 422, "bad_input")
    assert codes(errors) == [code]


@pytest.mark.parametrize("name", ["x" * 100, "å" * 50])
def test_a_name_of_a_hundred_bytes_is_a_name(name: str) -> None:
    assert unpacked(zipped({name: b"a"})) == {name: b"a"}


def test_what_systems_leave_behind_is_passed_over() -> None:
    left = dict.fromkeys(("Thumbs.db", "a/desktop.ini", "__MACOSX/a/._x"), b"\x00")
    assert unpacked(zipped({"a/units.csv": b"a"} | left)) == {"units.csv": b"a"}


def test_a_zip_may_hold_a_little_or_fifty_times_its_size() -> None:
    small = {"units.csv": b"0" * 2**18}
    assert unpacked(zipped(small)) == small
    assert faults_of({"units.csv": b"0" * (2**18 + 1)}) == ["zip_too_large"]
    ballast = {"x_a": random.Random(1).randbytes(40_000)}
    more = ballast | {"units.csv": b"0" * 1_900_000}
    assert unpacked(zipped(more)) == more
    assert faults_of(ballast | {"units.csv": b"0" * 2_200_000}) == ["zip_too_large"]


def test_very_many_empty_entries_are_refused_at_once() -> None:
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        for n in range(20_000):
            archive.writestr(ZipInfo(f"{n}/"), b"")
    before = process_time()
    with pytest.raises(BadInput, match="too many"):
        unpacked(many.getvalue())
    assert process_time() - before < 0.1


HEADER = b"unit_id,name,kind,lat,lon\n"


@pytest.mark.parametrize(
    ("most", "value", "content"),
    [
        ("MOST_ROWS", 3, HEADER + b"x\n" * 2),
        ("MOST_ROWS", 3, (HEADER + b"x\n" * 2).replace(b"\n", b"\r")),
        ("MOST_CELLS", 8, HEADER + b"x,y,z\n"),
    ],
)
def test_tables_of_too_many_rows_or_cells_are_refused_unread(
    monkeypatch: pytest.MonkeyPatch, most: str, value: int, content: bytes
) -> None:
    monkeypatch.setattr(f"data.reading.checks.zipped_folder.{most}", value)
    assert unpacked(zipped({"units.csv": content})) == {"units.csv": content}
    more = content + content[-1:] if most == "MOST_ROWS" else content + b","
    assert faults_of({"units.csv": more}) == ["zip_too_large"]
    assert faults_of({"units.csv": content, "x_a": b"\n\r,"}) == ["zip_too_large"]


@pytest.mark.parametrize("name", ["rules.json", "dataset.toml"])
def test_a_file_that_is_no_table_is_small(name: str) -> None:
    fits = {name: b"0" * 2**18}
    assert unpacked(zipped(fits, zipfile.ZIP_STORED)) == fits
    large = zipped({name: b"0" * (2**18 + 1)}, zipfile.ZIP_STORED)
    with pytest.raises(BadInput, match="too large"):
        unpacked(large)
    table = {"x_a": b"0" * (2**18 + 1)}
    assert unpacked(zipped(table, zipfile.ZIP_STORED)) == table


@pytest.mark.parametrize("folder", ["", "mine/"])
def test_a_datasets_own_agreements_are_unpacked_with_it(folder: str) -> None:
    names = ("units.csv", "agreements/lekeberg.toml")
    packed = zipped({folder + name: b"x" for name in names})
    assert sorted(unpacked(packed)) == sorted(names)


def test_no_folder_lies_deeper_than_agreements() -> None:
    with pytest.raises(BadInput) as refused_:
        unpacked(zipped({"mine/agreements/more/x.toml": b"x"}))
    assert [fault.code for fault in refused_.value.faults] == ["zip_path"]
