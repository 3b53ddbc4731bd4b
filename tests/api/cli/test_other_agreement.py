"""Plans judged, compared and made under another agreement than the dataset's."""

import json
from datetime import date
from pathlib import Path

import pytest

from api.cli.exits import Exit
from scheduler.pay.agreement import agreement_of
from tests.api.cli.commands import Shell
from tests.api.fakes import FakePlanner, use_planner
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
    assert ran.document["plans"] == ["friday", "friday (AB+late)"]
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


def friday_lines(folder: Path) -> list[str]:
    text = (folder / "price_lines.csv").read_text()
    return [row for row in text.splitlines() if row.startswith("ob_b,")]


def test_the_lines_of_the_price_are_those_of_the_agreement(
    shell: Shell, tmp_path: Path
) -> None:
    dataset, made = friday(tmp_path)
    now, old = tmp_path / "now", tmp_path / "old"
    shell("evaluate", dataset, made, "--out", now)
    shell("evaluate", dataset, made, "--as-of", "2025-03-31", "--out", old)
    assert friday_lines(now) == [
        'ob_b,,,,5,17,19,1,h,2,68.1,136.20,"fre 17–19: 1 × 2,0 h × 68,10 kr",'
        "Fri 17–19: 1 × 2.0 h × SEK 68.10,,",
        'ob_b,,,,5,19,22,1,h,3,68.1,204.30,"fre 19–22: 1 × 3,0 h × 68,10 kr",'
        "Fri 19–22: 1 × 3.0 h × SEK 68.10,,",
    ]
    [evening] = friday_lines(old)
    assert "fre 19–22: 1 × 3,0 h × 63,90 kr" in evening
    assert "3,3 procent" in evening


def test_the_price_is_told_line_by_line_with_a_star_for_what_is_assumed(
    shell: Shell, tmp_path: Path
) -> None:
    dataset, made = friday(tmp_path)
    ran = shell("price", dataset, made)
    assert ran.code == Exit.DONE
    rows = [" ".join(row.split()) for row in ran.out.splitlines()]
    assert "OB helg 340,50 kr" in rows
    assert "fre 17–19: 1 × 2,0 h × 68,10 kr 136,20 kr" in rows
    assert [row for row in rows if "44,53 % *" in row]
    assert rows[-1].startswith("* PO-pålägget")
    assert len([row for row in rows if row.startswith("* ")]) == 1
    then = shell("price", dataset, made, "--as-of", "2025-03-31").out
    assert "AB@2025-03-31" in then
    assert "fre 17–19" not in then


def test_a_program_gets_the_lines_with_their_sum(shell: Shell, tmp_path: Path) -> None:
    dataset, made = friday(tmp_path)
    found = shell("price", dataset, made, "--json").document
    paid = sum(round(100 * line["amount"]) for line in found["price_lines"])
    assert paid == round(100 * found["personnel_cost"])
    judged = shell("evaluate", dataset, made, "--json").document["summary"]["price"]
    assert found["personnel_cost"] == judged["personnel_cost"]["value"]


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
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planner = use_planner(monkeypatch, FakePlanner(plan()))
    dataset, _plan = friday(tmp_path)
    words = ("--out", tmp_path / "new", "--as-of", "2025-04-01")
    shell("solve", dataset, *words)
    [asked] = planner.asked
    assert agreement_of(asked["problem"]).id == "AB@2025-04-01"
    facts = json.loads((tmp_path / "new" / "result.json").read_text())
    assert facts["agreement"] == "AB@2025-04-01"
