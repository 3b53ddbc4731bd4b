"""``changes``: what differs from what people were told, and why."""

import csv
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from api.cli.exits import Exit
from scheduler.domain.plan import Plan
from tests.api.cli.commands import Shell
from tests.api.village import amy, dataset_folder, good_plan, lazy_plan, plan_folder
from tests.build import clock, hourly

pytestmark = pytest.mark.usefixtures("plain_weeks")
EVA = ("--by", "Eva")


@pytest.fixture
def worked(shell: Shell, tmp_path: Path) -> tuple[Path, Path, Path]:
    """Publish Amy's plan, then let her be ill: dataset and plan, old and new."""
    people = (amy(), hourly("hal", day_break=clock("16:00")))
    dataset = dataset_folder(tmp_path / "village", employees=people)
    plan = plan_folder(tmp_path / "plan", dataset, good_plan())
    shell("propose", dataset, plan, *EVA)
    about = ("--about", "amy@2026-12-21")
    shell("comment", dataset, plan, "mår inte bra", *about, *EVA)
    shell("publish", dataset, plan, "--on", "2026-12-01", *EVA)
    data, out = tmp_path / "village2", tmp_path / "plan2"
    call = ("amy", "--from", "2026-12-21T06:10", "--apply", "--out", out)
    assert shell("sick", dataset, plan, *call, "--data", data).code is Exit.DONE
    return data, plan, out


def told(shell: Shell, *words: object) -> list[Any]:
    ran = shell("changes", *words, "--json")
    assert ran.code is Exit.DONE
    return list(ran.document["changes"])


def test_each_change_says_who_what_from_to_and_why(
    shell: Shell, worked: tuple[Path, Path, Path]
) -> None:
    found = told(shell, *worked)
    assert [(c["kind"], c["employee_id"], c["reason"]) for c in found] == [
        ("shift_lost", "amy", "away"),
        ("shift_new", "hal", "steps_in"),
        ("visit_moved", "hal", "not_at_work"),
        ("visit_moved", "hal", "not_at_work"),
    ]
    assert [c["because_of"] for c in found] == [None, "amy", "amy", "amy"]
    assert found[0]["before"] == ["2026-12-21T07:00", "2026-12-21T15:30"]
    assert found[0]["message_en"].startswith("Amy Ångström does not work day")
    assert found[1]["reason_en"] == "instead of Amy Ångström"
    assert "away; mår inte bra" in shell("changes", *worked, "--lang", "en").out


def test_one_person_reads_what_is_theirs_or_was(
    shell: Shell, worked: tuple[Path, Path, Path]
) -> None:
    kinds = [c["kind"] for c in told(shell, *worked, "--of", "amy")]
    assert kinds == ["shift_lost", "visit_moved", "visit_moved"]
    ran = shell("changes", *worked, "--of", "zoe", "--lang", "en")
    assert (ran.code, "zoe" in ran.err) == (Exit.BAD_INPUT, True)


def test_a_table_has_a_row_for_each_change_and_person(
    shell: Shell, worked: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    out = tmp_path / "changes.csv"
    shell("changes", *worked, "--out", out, "--lang", "en")
    with out.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    people = [(row["employee_id"], row["what"], row["after_start"]) for row in rows]
    assert people == [
        ("amy", "shift_lost", ""),
        ("amy", "visit_moved", ""),
        ("amy", "visit_moved", ""),
        ("hal", "shift_new", "2026-12-21T07:00"),
        ("hal", "visit_moved", "2026-12-21T08:00"),
        ("hal", "visit_moved", "2026-12-21T10:00"),
    ]
    document = tmp_path / "changes.json"
    shell("changes", *worked, "--out", document)
    assert len(json.loads(document.read_text("utf-8"))["changes"]) == 4
    ran = shell("changes", *worked, "--out", tmp_path / "changes.doc")
    assert ran.code is Exit.BAD_INPUT


def test_one_plan_is_held_against_the_last_publication(
    shell: Shell, tmp_path: Path
) -> None:
    dataset = dataset_folder(tmp_path / "village")
    plan = plan_folder(tmp_path / "plan", dataset)
    other = plan_folder(tmp_path / "other", dataset, lazy_plan())
    ran = shell("changes", dataset, other, "--lang", "en")
    assert (ran.code, "Nothing was published" in ran.err) == (Exit.BAD_INPUT, True)
    shell("publish", dataset, plan, "--on", "2026-12-01", *EVA)
    assert told(shell, dataset, plan) == []
    [left] = told(shell, dataset, other)
    assert (left["kind"], left["visit_id"]) == ("visit_left", "v2")
    assert told(shell, dataset, other, plan)[0]["reason"] == "was_open"


def test_a_plan_of_what_is_no_longer_there_is_read_as_far_as_it_is(
    shell: Shell, tmp_path: Path
) -> None:
    dataset = dataset_folder(tmp_path / "village")
    plan = plan_folder(tmp_path / "plan", dataset)
    shell("publish", dataset, plan, "--on", "2026-12-01", *EVA)
    visits = dataset / "visits.csv"
    kept = [row for row in visits.read_text("utf-8").splitlines() if row[:2] != "v2"]
    visits.write_text("\n".join(kept) + "\n", "utf-8")
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    for name in ("shifts.csv", "visits.csv"):
        rows = (plan / name).read_text("utf-8").splitlines()
        text = "\n".join(row for row in rows if row[:2] != "v2")
        (fresh / name).write_text(text + "\n", "utf-8")
    assert told(shell, dataset, fresh) == []


def test_compared_plans_say_how_many_told_shifts_they_change(
    shell: Shell, tmp_path: Path
) -> None:
    dataset = dataset_folder(tmp_path / "village")
    kept = plan_folder(tmp_path / "kept", dataset)
    gone = plan_folder(tmp_path / "gone", dataset, Plan())
    table, book, page = (tmp_path / f"c.{end}" for end in ("csv", "xlsx", "html"))
    words = ("compare", dataset, kept, gone)
    assert counted(shell, *words) == {}
    shell("publish", dataset, kept, "--on", "2026-12-01", *EVA)
    soon, early = ("--told", "2026-12-08"), ("--told", "2026-12-07")
    whole = {"told_changed": [0, 1], "told_late": [0, 1]}
    assert counted(shell, *words, *soon) == whole
    assert counted(shell, *words, *early) == whole | {"told_late": [0, 0]}
    out = shell(*words, *soon, "--lang", "en", "--out", table).out
    assert "Told shifts that change" in out
    assert "published on 2026-12-01; changes are told on 2026-12-08" in out
    assert "told_late" in table.read_text("utf-8-sig")
    for each in (book, page):
        assert shell(*words, *soon, "--out", each).code is Exit.DONE
    assert "Meddelade pass som ändras" in page.read_text("utf-8")
    sheets = pd.read_excel(book, sheet_name=None)
    late = "varav inom beskedstiden"
    assert sum(late in sheet.to_string() for sheet in sheets.values()) == 2


def counted(shell: Shell, *words: object) -> dict[str, list[int]]:
    rows = shell(*words, "--json").document["rows"]
    return {r["key"]: r["values"] for r in rows if r["key"].startswith("told_")}
