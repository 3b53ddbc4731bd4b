"""A patch has all of its faults told at once, whatever they are about."""

from pathlib import Path
from typing import Any

import pytest

from api.what_if.asked_worlds import WORDS
from api.what_if.world import base_world, other_worlds
from data.faults import BadInput, Fault
from data.scenario.patch_place import PatchPlace
from data.scenario.patch_reading import patch_of
from tests.api.village import dataset_folder

PLACE = PatchPlace("patch.toml")
NOBODY = {"file": "employees", "like": "nobody", "set": {"employee_id": "new"}}


def told(tmp_path: Path, **patch: Any) -> list[tuple[str, str | None]]:
    base = base_world(dataset_folder(tmp_path / "village"), None)
    with pytest.raises(BadInput) as caught:
        other_worlds(base, [lambda: (patch_of(patch, PLACE), PLACE)])
    return [(fault.code, fault.column) for fault in caught.value.faults]


def test_what_is_wrong_beside_a_wrong_step_is_told_with_it(tmp_path: Path) -> None:
    found = told(
        tmp_path,
        add=[NOBODY],
        rules=[{"kind": "weekly_rest", "mode": "48"}],
        dataset={"agreement": "BA", "start": "2026-13-01"},
    )
    assert sorted(found) == [
        ("agreement", "dataset.agreement"),
        ("date", "dataset.start"),
        ("patch_no_model", "add[1].like"),
        ("value.literal_error", "rules[1].mode"),
    ]


def test_rows_that_a_wrong_step_leaves_unfinished_are_not_told_of(
    tmp_path: Path,
) -> None:
    assert told(tmp_path, add=[NOBODY]) == [("patch_no_model", "add[1].like")]


def test_rows_are_told_of_where_every_step_is_right(tmp_path: Path) -> None:
    change = [{"file": "employees", "set": {"degree_pct": 800}}]
    [(_, column)] = told(tmp_path, change=change)
    assert column == "change[1].set.degree_pct"


def word(tmp_path: Path, name: str, text: str) -> Fault:
    """Return the one fault of what is asked in a word, as the command line asks it."""
    base = base_world(dataset_folder(tmp_path / "village"), None)
    place = PatchPlace(f"--{name} {text}", is_word=True)
    with pytest.raises(BadInput) as caught:
        other_worlds(base, [lambda: place.made(lambda: WORDS[name](text, base, "sv"))])
    [fault] = caught.value.faults
    assert (fault.file, fault.column) == (f"--{name} {text}", None)
    return fault


@pytest.mark.parametrize(
    ("text", "example"),
    [
        ("amy", "amy@2026-12-21T06:10"),
        ("amy@", "amy@2026-12-21T06:10"),
        ("amy@/2026-12-23", "amy@2026-12-21T06:10"),
        ("@2026-12-22", "e002@2026-12-21T06:10"),
    ],
)
def test_an_absence_without_somebody_or_a_start_is_answered_with_an_example(
    tmp_path: Path, text: str, example: str
) -> None:
    fault = word(tmp_path, "absent", text)
    assert fault.code == "patch_absent"
    assert example in fault.message()


def test_a_day_that_is_none_is_a_fault_of_the_word(tmp_path: Path) -> None:
    assert word(tmp_path, "absent", "amy@2026-13-01").value == "2026-13-01"


@pytest.mark.parametrize("text", ["split", "merge:centre"])
def test_a_unit_that_is_not_named_is_answered_with_the_datasets_units(
    tmp_path: Path, text: str
) -> None:
    fault = word(tmp_path, "preset", text)
    assert (fault.code, fault.facts["allowed"]) == ("preset_missing", "centre")
