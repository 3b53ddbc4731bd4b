"""A patch has all of its faults told at once, whatever they are about."""

from pathlib import Path
from typing import Any

import pytest

from api.what_if.world import base_world, other_worlds
from data.faults import BadInput
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
