"""``negotiation-pack``: in every form, and of two datasets."""

import json
from pathlib import Path

import pytest

from api.cli.exits import Exit
from tests.api.cli.commands import Shell
from tests.api.village import dataset_folder, lazy_plan, plan_folder

pytestmark = pytest.mark.usefixtures("plain_weeks")


@pytest.fixture
def plans(dataset: Path, tmp_path: Path) -> tuple[Path, Path, Path]:
    old = plan_folder(tmp_path / "old", dataset)
    return dataset, old, plan_folder(tmp_path / "new", dataset, lazy_plan())


@pytest.mark.parametrize(
    ("suffix", "begins"), [(".html", b"<!doctype"), (".xlsx", b"PK"), (".json", b"{\n")]
)
def test_a_pack_comes_in_every_form(
    shell: Shell,
    plans: tuple[Path, Path, Path],
    tmp_path: Path,
    suffix: str,
    begins: bytes,
) -> None:
    out = tmp_path / f"pack{suffix}"
    ran = shell("negotiation-pack", *plans, "--out", out, "--json")
    assert (ran.code, ran.document["changed"]) == (Exit.DONE, 0)
    assert out.read_bytes().startswith(begins)


def test_another_form_is_refused_before_anything_is_read(
    shell: Shell, tmp_path: Path
) -> None:
    out = tmp_path / "pack.doc"
    ran = shell("negotiation-pack", "a", "b", "c", "--out", out, "--json")
    assert [fault["code"] for fault in ran.document["faults"]] == ["pack_suffix"]


def test_the_old_schedule_may_be_of_another_dataset(
    shell: Shell, plans: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    other = dataset_folder(tmp_path / "other", name="before", days=14)
    old = plan_folder(tmp_path / "older", other)
    out = tmp_path / "pack.json"
    dataset, _, new = plans
    ran = shell(
        "negotiation-pack", dataset, old, new, "--old-dataset", other, "--out", out
    )
    assert ran.code is Exit.DONE
    told = json.loads(out.read_text(encoding="utf-8"))
    assert told["for_four_weeks"] is True
    [amy] = told["people"]
    assert len(amy["days"]) == 14
    assert amy["days"][13]["new_date"] is None
