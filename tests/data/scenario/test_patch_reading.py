"""Patches as files and documents, and all that is wrong with them."""

from pathlib import Path

import pytest

from data.faults import BadInput, Fault
from data.scenario.patch_place import PatchPlace
from data.scenario.patch_reading import patch_of, read_patch

GOOD = """format = 1
name = "Var tredje helg"
why = "Glesare helger"

[dataset]
start = 2026-12-22

[[change]]
file = "employees"
where = { degree_pct = ">=75" }
set = { weekends = "1/3", day_break = 09:00:00 }
"""


def test_a_file_is_read_with_days_and_times_as_the_format_writes_them(
    tmp_path: Path,
) -> None:
    (tmp_path / "p.toml").write_text(GOOD)
    patch, place = read_patch(tmp_path / "p.toml")
    assert (patch.name, patch.dataset) == ("Var tredje helg", {"start": "2026-12-22"})
    assert patch.change[0].set == {"weekends": "1/3", "day_break": "09:00"}
    assert place.file == str(tmp_path / "p.toml")


def faults_of(path: Path) -> tuple[Fault, ...]:
    with pytest.raises(BadInput) as caught:
        read_patch(path)
    return caught.value.faults


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"[[change]\n", "patch_toml"),
        (b"name = \x81\n", "encoding"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    tmp_path: Path, content: bytes, code: str
) -> None:
    path = tmp_path / "p.toml"
    path.write_bytes(content)
    assert [fault.code for fault in faults_of(path)][:1] == [code]


def test_no_file_and_a_folder_are_faults(tmp_path: Path) -> None:
    assert [f.code for f in faults_of(tmp_path / "none.toml")] == ["no_file"]
    assert [f.code for f in faults_of(tmp_path)] == ["unreadable_file"]


def test_every_key_that_is_wrong_is_told_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "p.toml"
    path.write_text(
        'format = 2\nchanges = 1\n[[change]]\nfile = "visits"\nwhen = {}\nshare = 2\n'
        '[[add]]\nfile = "visits"\n'
    )
    told = [(f.code, f.column, f.value) for f in faults_of(path)]
    assert told == [
        ("patch_value", "format", "2"),
        ("patch_value", "change[1].share", "2"),
        ("patch_key", "change[1].when", "when"),
        ("patch_missing", "add[1].set", None),
        ("patch_key", "changes", "changes"),
    ]


def test_faults_of_a_document_have_pointers() -> None:
    raw = {"change": [{"file": "visits", "set": {"a/b": {}}}]}
    with pytest.raises(BadInput) as caught:
        patch_of(raw, PatchPlace("patch", pointer="/patch"))
    assert [f.pointer for f in caught.value.faults] == ["/patch/change/0/set/a~1b"]
