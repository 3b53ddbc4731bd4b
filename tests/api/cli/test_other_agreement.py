"""Plans judged, compared and made under another agreement than the dataset's."""

import json
from datetime import date
from pathlib import Path

import pytest

from api.cli.exits import Exit
from tests.api.cli.commands import Shell
from tests.api.village import dataset_folder, plan_folder
from tests.build import plan, shift_row, shift_type

pytestmark = pytest.mark.usefixtures("plain_weeks")


def friday(tmp_path: Path) -> tuple[Path, Path]:
    """Return a dataset, and a plan of it with a Friday evening."""
    evening = shift_type("eve", "14:00-22:00", kind="evening", paid_meal=True)
    week = {"start": date(2026, 12, 14), "visits": (), "shift_types": (evening,)}
    dataset = dataset_folder(tmp_path / "town", **week)
    row = shift_row("amy", "2026-12-18 14:00", "2026-12-18 22:00", shift="eve")
    return dataset, plan_folder(tmp_path / "friday", dataset, plan(row))


LATE_FRIDAYS = """[[hours]]
since = 2025-04-01
friday_start = 19
source = "a test"
certainty = "stated"
"""


def test_one_plan_is_compared_under_two_agreements(
    shell: Shell, tmp_path: Path
) -> None:
    dataset, made = friday(tmp_path)
    (late := tmp_path / "late.toml").write_text(LATE_FRIDAYS)
    ran = shell("compare", dataset, made, "--agreement", late, "--json")
    assert ran.code == Exit.DONE
    assert ran.document["plans"] == [str(made), f"{made} (AB+late)"]
    changed = {
        row["key"]: row["differences"][1]
        for row in ran.document["rows"]
        if row["topic"] == "cost" and row["differences"][1]
    }
    assert changed == {"ob_b": -136.2, "po": -60.65}


def test_a_plan_is_judged_under_another_agreement_and_says_so(
    shell: Shell, tmp_path: Path
) -> None:
    dataset, made = friday(tmp_path)
    shell("evaluate", dataset, made, "--as-of", "2025-03-31", "--out", tmp_path / "old")
    facts = json.loads((tmp_path / "old" / "result.json").read_text())
    assert facts["agreement"] == "AB@2025-03-31"
    assert ",ob_b,180,191.7" in (tmp_path / "old" / "costs.csv").read_text()
    assert "3,3 procent" in (tmp_path / "old" / "report.html").read_text()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--as-of", "2021-12-31"), "2022-01-01"),
        (("--agreement", "{tmp}/late.toml"), "ob[1].colour"),
        (("--agreement", "{tmp}/none.toml"), "none.toml"),
        (("--agreement", "{tmp}/late.txt"), "late.txt"),
    ],
)
def test_an_agreement_that_cannot_be_used_is_refused(
    shell: Shell, tmp_path: Path, words: tuple[str, str], told: str
) -> None:
    dataset, made = friday(tmp_path)
    (tmp_path / "late.toml").write_text("[[ob]]\nsince = 2026-01-01\ncolour = 1\n")
    given = [word.format(tmp=tmp_path) for word in words]
    out = tmp_path / "out"
    ran = shell("evaluate", dataset, made, *given, "--out", out)
    assert ran.code == Exit.BAD_INPUT
    assert told in ran.err
    assert not out.exists()


def test_a_dataset_is_planned_under_another_agreement(
    shell: Shell, tmp_path: Path
) -> None:
    dataset, _plan = friday(tmp_path)
    words = ("--out", tmp_path / "new", "--effort", 1, "--as-of", "2025-04-01")
    shell("solve", dataset, *words)
    facts = json.loads((tmp_path / "new" / "result.json").read_text())
    assert facts["agreement"] == "AB@2025-04-01"
