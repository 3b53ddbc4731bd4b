"""``base`` and ``lay-out``: from a dataset to a base schedule, to the calendar."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from api.cli.exits import Exit
from data.reading.dataset import read_dataset
from data.writing.dataset_files import write_dataset
from scheduler.base_schedule import base_search
from scheduler.base_schedule.cyclic_lines import evened
from scheduler.domain.problem import StaffingNeed
from tests.api.cli.commands import Shell
from tests.api.fakes import press
from tests.build import need
from tests.scheduler.base_schedule.cycles import row, staffed


def _needs() -> list[StaffingNeed]:
    days = (date(2027, 6, 28 + n).isoformat() for n in range(3))
    return [need(f"{d} 07:00", f"{d} 15:30", weekly=True) for d in days]


def dataset(tmp_path: Path) -> Path:
    people = [row("amy", degree_pct=60), row("bob", degree_pct=60)]
    start = date(2027, 6, 28)
    case = staffed(start=start, employees=people, staffing=_needs())
    write_dataset(case, tmp_path / "mine")
    return tmp_path / "mine"


def based(shell: Shell, mine: Path, *more: object) -> Path:
    out = mine.parent / "base"
    words = ("--weeks", 2, "--effort", 50, "--out", out, *more)
    ran = shell("base", mine, *words, "--json")
    assert ran.code is Exit.DONE, ran.err
    assert ran.document["hard_breaches"] == 0
    return out


def test_a_base_schedule_is_made_and_laid_out(shell: Shell, tmp_path: Path) -> None:
    mine = dataset(tmp_path)
    base = based(shell, mine, "--vacant", "centre:50")
    assert {p.name for p in base.iterdir()} >= {"base.csv", "base.xlsx", "people.csv"}
    spring = tmp_path / "spring"
    words = ("--from", "2027-08-02", "--weeks", 2, "--out", spring)
    ran = shell("lay-out", base, mine, *words, "--json")
    assert ran.code is Exit.DONE, ran.out
    assert {v["why"] for v in ran.document["vacant"]} == {"vacant"}
    made = read_dataset(spring)
    assert (made.start, made.days) == (date(2027, 8, 2), 14)
    assert {r.employee for r in made.locked_shifts} == {"amy", "bob"}
    assert len(made.locked_shifts) == ran.document["shifts"]
    assert len(made.staffing) == 6
    assert shell("check", spring).code is Exit.DONE


def test_it_is_told_in_words(shell: Shell, tmp_path: Path) -> None:
    mine = dataset(tmp_path)
    words = ("--weeks", 1, "--effort", 20, "--out", tmp_path / "base")
    ran = shell("base", mine, *words)
    assert "2 rader varav 0 vakanta" in ran.out
    assert "också från sista veckan till första" in ran.out
    laid = ("--from", "2027-08-02", "--weeks", 1, "--out", tmp_path / "out")
    assert "Grundschemat är utlagt 2027-08-02 till 2027-08-08" in (
        shell("lay-out", tmp_path / "base", mine, *laid).out
    )


def test_what_is_paid_stands_apart_from_the_points(
    shell: Shell, tmp_path: Path
) -> None:
    words = ("--weeks", 1, "--effort", 20, "--out", tmp_path / "base")
    ran = shell("base", dataset(tmp_path), *words)
    worth = json.loads((tmp_path / "base" / "base.json").read_text(encoding="utf-8"))
    weighed = ("missing", "surplus", "contracts", "rules")
    assert worth["paid"] == pytest.approx(worth["monthly_pay"] + worth["ob"])
    assert worth["points"] == pytest.approx(sum(worth[name] for name in weighed))
    assert worth["points"] > 0
    assert worth["objective"] == pytest.approx(worth["paid"] + worth["points"])
    digits = re.sub(r"[^\w%]", "", ran.out)
    assert f"Personalkostnad{round(worth['paid'])}kr" in digits
    assert f"Sammanvägt{round(worth['objective'])}poäng" in digits


def test_ctrl_c_keeps_the_base_schedule_once_there_is_one(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pressed(*given: Any) -> Any:
        press()
        return evened(*given)

    monkeypatch.setattr(base_search, "evened", pressed)
    words = ("--weeks", 2, "--effort", 50, "--out", tmp_path / "base")
    ran = shell("base", dataset(tmp_path), *words, "--lang", "en")
    assert ran.code is Exit.INTERRUPTED
    assert "this is the best base schedule so far" in ran.out
    facts = json.loads((tmp_path / "base" / "base.json").read_text(encoding="utf-8"))
    assert facts["hard_breaches"] == 0
    assert facts["hours_missing"] < facts["hours_wanted"]


def test_deviations_are_told_and_end_the_command_otherwise(
    shell: Shell, tmp_path: Path
) -> None:
    """Seven days in a row are one too many."""
    mine = dataset(tmp_path)
    base = based(shell, mine)
    header = (base / "base.csv").read_text(encoding="utf-8").splitlines()[0]
    weeks = [f"amy,{n},day,day,day,day,day,day,day" for n in (1, 2)]
    text = "\n".join([header, *weeks])
    (base / "base.csv").write_text(text, encoding="utf-8")
    words = ("--from", "2027-08-02", "--weeks", 1, "--out", tmp_path / "out")
    ran = shell("lay-out", base, mine, *words, "--json")
    assert ran.code is Exit.OPEN
    assert "R06" in {b["rule"] for b in ran.document["deviations"]}


def test_vacant_rows_that_cannot_be_are_refused(shell: Shell, tmp_path: Path) -> None:
    mine = dataset(tmp_path)
    for text in ("north:75", "centre", "centre:0", "centre:101", "centre:75%"):
        out = tmp_path / "base"
        ran = shell("base", mine, "--out", out, "--vacant", text)
        assert (ran.code, out.exists()) == (Exit.BAD_INPUT, False)
        assert text in ran.err
    ran = shell("base", mine, "--out", tmp_path / "base", "--unit", "north")
    assert ran.code is Exit.BAD_INPUT
