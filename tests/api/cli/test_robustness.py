"""``robustness``: plans on the same sick days, as people and programs read it."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest

from api.cli.exits import Exit
from scheduler.robustness.figures import FIGURES
from tests.api.cli.commands import Shell
from tests.api.village import dataset_folder, good_plan, lazy_plan, plan_folder

pytestmark = pytest.mark.usefixtures("plain_weeks")


@pytest.fixture
def planned(tmp_path: Path) -> tuple[Path, Path, Path]:
    dataset = dataset_folder(tmp_path / "village")
    good = plan_folder(tmp_path / "good", dataset, good_plan())
    lazy = plan_folder(tmp_path / "lazy", dataset, lazy_plan())
    return dataset, good, lazy


def test_people_read_what_a_day_and_a_bad_week_take(
    shell: Shell, planned: tuple[Path, ...]
) -> None:
    ran = shell("robustness", *planned[:2], "--days", 70, "--lang", "en")
    assert ran.code is Exit.DONE
    assert "70 days: 8.0 % ill" in ran.out
    [must] = [row for row in ran.out.splitlines() if row.startswith("Open must")]
    assert re.search(r"\d\.\d\d ± \d\.\d\d", must)
    assert "70 days done" in ran.err


def test_plans_are_compared_with_the_first(
    shell: Shell, planned: tuple[Path, ...]
) -> None:
    ran = shell("robustness", *planned, "--days", 700, "--share", 20, "--json")
    found = {(f["figure"], f["plan"]): f for f in ran.document["figures"]}
    good, lazy = (found["open_must", plan.name] for plan in planned[1:])
    assert good["mean"] == pytest.approx(2 * lazy["mean"])  # Amy is the only one
    assert good["difference"] is None
    assert lazy["difference"]["mean"] < 0
    assert {figure for figure, _ in found} == set(FIGURES)


def test_the_same_seed_says_the_same_and_another_does_not(
    shell: Shell, planned: tuple[Path, ...]
) -> None:
    def asked(seed: int) -> object:
        words = ("--days", 70, "--share", 20, "--seed", seed, "--json")
        return shell("robustness", *planned[:2], *words).document["figures"]

    assert asked(1) == asked(1)
    assert [asked(n) for n in range(2, 6)].count(asked(1)) < 4


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".json"])
def test_every_day_can_be_had_as_a_table(
    shell: Shell, planned: tuple[Path, ...], tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / f"days{suffix}"
    ran = shell("robustness", *planned, "--days", 14, "--out", out, "--json")
    assert ran.document["files"] == {"table": str(out)}
    if suffix == ".csv":
        days = pd.read_csv(out)
    elif suffix == ".xlsx":
        sheets = pd.read_excel(out, sheet_name=None)
        assert [*sheets] == ["Sammanställning", "Dagar"]
        assert len(sheets["Sammanställning"]) == 2 * len(FIGURES)
        days = sheets["Dagar"]
    else:
        days = pd.DataFrame(json.loads(out.read_text("utf-8"))["days"])
    assert len(days) == 2 * 14
    assert list(days) == ["plan", "round", "date", *FIGURES]


def test_a_file_of_another_kind_is_refused_before_anything_is_drawn(
    shell: Shell, planned: tuple[Path, ...], tmp_path: Path
) -> None:
    ran = shell("robustness", *planned, "--out", tmp_path / "days.pdf", "--json")
    assert ran.code is Exit.BAD_INPUT
    assert [f["code"] for f in ran.document["faults"]] == ["frame_suffix"]
    assert "done" not in ran.err


@pytest.mark.parametrize(
    "words",
    [("--share", 51), ("--length", 0), ("--days", 0), ("--outbreak", 91)],
)
def test_sickness_beyond_reason_is_refused(
    shell: Shell, planned: tuple[Path, ...], words: tuple[object, ...]
) -> None:
    assert shell("robustness", *planned, *words).code is Exit.BAD_INPUT
