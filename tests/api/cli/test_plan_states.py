"""``propose``, ``comment``, ``publish`` and ``history``, and what they hold back."""

import json
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from api.cli.exits import Exit
from data.life.life_file import FILE, read_life
from data.life.plan_life import plan_digest
from data.reading.dataset import read_dataset
from data.reading.plans import read_plan
from data.writing.plan_files import REPORT
from tests.api.cli.commands import Ran, Shell
from tests.api.village import dataset_folder, lazy_plan, plan_folder
from tests.build import plan, shift_row

pytestmark = pytest.mark.usefixtures("plain_weeks")
EVA = ("--by", "Eva", "--lang", "en")
FIRST = ("--on", "2026-12-01")


@pytest.fixture
def planned(tmp_path: Path) -> tuple[Path, Path]:
    dataset = dataset_folder(tmp_path / "village")
    return dataset, plan_folder(tmp_path / "plan", dataset)


def states(shell: Shell, folder: Path) -> tuple[str, list[str]]:
    found = shell("history", folder, "--json").document
    return found["state"], [event["step"] for event in found["events"]]


def refused(ran: Ran, why: str) -> bool:
    return ran.code is Exit.BAD_INPUT and why in ran.err


def test_a_plan_is_proposed_commented_and_published_and_says_so(
    shell: Shell, planned: tuple[Path, Path]
) -> None:
    _, folder = planned
    assert states(shell, folder) == ("draft", [])
    assert shell("propose", *planned, *EVA).code is Exit.DONE
    about = ("--about", "amy@2026-12-21")
    assert shell("comment", *planned, "not that day", *about, *EVA).code is Exit.DONE
    assert states(shell, folder) == ("proposed", ["proposed", "commented"])
    assert shell("publish", *planned, *FIRST, *EVA).code is Exit.DONE
    ran = shell("history", folder, "--lang", "en")
    for said in ("Eva", "amy@2026-12-21", "not that day", "told on 2026-12-01"):
        assert said in ran.out
    judged = shell("evaluate", *planned, "--json").document
    assert judged["life"]["state"] == "published"


def test_whoever_comments_has_not_proposed(
    shell: Shell, planned: tuple[Path, Path]
) -> None:
    shell("propose", *planned, *EVA)
    ran = shell("comment", *planned, "no", "--by", "Bo", "--lang", "en")
    assert "Eva" in ran.out
    assert "Bo" not in ran.out


def test_a_draft_is_not_commented(shell: Shell, planned: tuple[Path, Path]) -> None:
    assert refused(shell("comment", *planned, "no", *EVA), "draft")


def test_a_plan_is_proposed_once(shell: Shell, planned: tuple[Path, Path]) -> None:
    shell("propose", *planned, *EVA)
    assert refused(shell("propose", *planned, *EVA), "proposed already")
    shell("publish", *planned, *FIRST, *EVA)
    assert refused(shell("propose", *planned, *EVA), "published already")


@pytest.mark.parametrize("about", ["zoe@2026-12-21", "amy@2026-12-28", "v3"])
def test_a_comment_is_about_somebody_or_something_of_the_plan(
    shell: Shell, planned: tuple[Path, Path], about: str
) -> None:
    shell("propose", *planned, *EVA)
    assert refused(shell("comment", *planned, "no", "--about", about, *EVA), about)


def test_a_plan_that_breaks_binding_rules_is_not_published(
    shell: Shell, planned: tuple[Path, Path], tmp_path: Path
) -> None:
    dataset, _ = planned
    broken = plan(shift_row("amy", end="2026-12-21 15:00"))
    folder = plan_folder(tmp_path / "broken", dataset, broken)
    ran = shell("publish", dataset, folder, *FIRST, *EVA, "--json")
    assert ran.code is Exit.OPEN
    assert ran.document["broken"]
    assert states(shell, folder) == ("draft", [])
    assert list(dataset.glob("published-*")) == []


def test_what_was_published_is_replaced_by_nothing(
    shell: Shell, planned: tuple[Path, Path]
) -> None:
    dataset, folder = planned
    shell("publish", *planned, *FIRST, *EVA)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for force in ((), ("--force",)):
        words = ("evaluate", dataset, folder, "--out", folder, *force)
        assert refused(shell(*words, "--lang", "en"), "never replaced")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_what_was_proposed_is_replaced_when_asked_and_kept(
    shell: Shell, planned: tuple[Path, Path]
) -> None:
    dataset, folder = planned
    shell("propose", *planned, *EVA)
    words = ("evaluate", dataset, folder, "--out", folder)
    assert refused(shell(*words, "--lang", "en"), "have seen it")
    shell(*words, "--force")
    assert states(shell, folder) == ("draft", ["made"])
    assert states(shell, folder.with_name("plan.1")) == ("proposed", ["proposed"])


def test_a_plan_knows_its_parent_and_who_made_it(
    shell: Shell, planned: tuple[Path, Path], tmp_path: Path
) -> None:
    dataset, folder = planned
    out = tmp_path / "copy"
    shell("evaluate", dataset, folder, "--out", out, "--by", "Bo")
    [event] = read_life(out).events
    told = read_plan(folder, read_dataset(dataset))
    assert (event.by, event.parent) == ("Bo", plan_digest(told))


def test_people_are_told_the_same_once_and_never_earlier_than_before(
    shell: Shell, planned: tuple[Path, Path], tmp_path: Path
) -> None:
    dataset, folder = planned
    other = plan_folder(tmp_path / "other", dataset, lazy_plan())
    shell("publish", *planned, *FIRST, *EVA)
    assert refused(shell("publish", *planned, *FIRST, *EVA), "published last")
    early = ("--on", "2026-11-30")
    assert refused(shell("publish", dataset, other, *early, *EVA), "later day")
    assert shell("publish", dataset, other, *FIRST, *EVA).code is Exit.DONE
    assert sorted(path.name for path in dataset.glob("published-*")) == [
        "published-1",
        "published-2",
    ]
    assert shell("publish", dataset, folder, *FIRST, *EVA).code is Exit.DONE


def test_what_a_kill_cut_short_is_finished_when_it_is_asked_for_again(
    shell: Shell, planned: tuple[Path, Path]
) -> None:
    dataset, folder = planned
    assert shell("evaluate", *planned, "--out", folder, "--force").code is Exit.DONE
    life, page = folder / FILE, folder / REPORT
    drafted = life.read_bytes(), page.read_bytes()
    assert shell("propose", *planned, *EVA).code is Exit.DONE
    proposed = page.read_bytes()
    page.write_bytes(drafted[1])
    assert refused(shell("propose", *planned, *EVA), "proposed already")
    assert page.read_bytes() == proposed
    assert shell("publish", *planned, *FIRST, *EVA).code is Exit.DONE
    whole = life.read_bytes(), page.read_bytes()
    for path, content in zip((life, page), drafted, strict=True):
        path.write_bytes(content)
    assert shell("publish", *planned, *FIRST, *EVA).code is Exit.DONE
    assert states(shell, folder)[0] == "published"
    assert page.read_bytes() == whole[1]
    assert [path.name for path in dataset.glob("published-*")] == ["published-1"]


def test_later_plans_are_measured_against_what_people_were_told(
    shell: Shell, planned: tuple[Path, Path], tmp_path: Path
) -> None:
    dataset, _ = planned
    moved = plan(shift_row("amy", "2026-12-22 07:00", end="2026-12-22 15:30"))
    other = plan_folder(tmp_path / "other", dataset, moved)
    out = tmp_path / "judged"

    def late_days(told: str) -> int:
        shell("evaluate", dataset, other, "--told", told, "--out", out, "--force")
        return (out / "breaches.csv").read_text("utf-8").count("R19,")

    assert late_days("2026-12-20") == 0
    shell("publish", *planned, *FIRST, *EVA)
    assert late_days("2026-12-20") == 2
    assert late_days("2026-12-07") == 0  # 14 days before the first of them
    assert late_days("2026-12-08") == 1


def test_what_is_kept_of_a_publication_is_not_changed_unnoticed(
    shell: Shell, planned: tuple[Path, Path]
) -> None:
    dataset, folder = planned
    shell("publish", *planned, *FIRST, *EVA)
    file = dataset / "published-1" / "shifts.csv"
    file.write_text(file.read_text("utf-8").replace("15:30", "15:00"), "utf-8")
    ran = shell("evaluate", dataset, folder, "--lang", "en")
    assert refused(ran, "has been changed since")


def test_a_line_that_the_program_did_not_write_is_named(
    shell: Shell, planned: tuple[Path, Path]
) -> None:
    _, folder = planned
    (folder / FILE).write_text(json.dumps({"step": "sold"}) + "\n", "utf-8")
    ran = shell("history", folder, "--lang", "en")
    assert (ran.code, f"{FILE}, row 1" in ran.err) == (Exit.BAD_INPUT, True)


def test_solving_changes_no_told_day_inside_the_notice_unless_asked(
    shell: Shell, tmp_path: Path
) -> None:
    dataset = dataset_folder(tmp_path / "village")
    tuesday = plan(
        shift_row("amy", "2026-12-22 07:00", "2026-12-22 15:30", "11:30-12:00")
    )
    told = plan_folder(tmp_path / "told", dataset, tuesday)
    assert shell("publish", dataset, told, *FIRST, *EVA).code is Exit.DONE

    def days(*words: str) -> list[str]:
        out = tmp_path / "-".join(("out", *words))
        shell("solve", dataset, "--out", out, "--effort", "0", *words)
        found = read_plan(out, read_dataset(dataset)).shifts
        return [row.date.isoformat() for row in found]

    assert days("--told", "2026-12-15") == ["2026-12-22"]
    assert days("--told", "2026-12-15", "--also-told") == ["2026-12-21"]
    assert days("--told", "2026-12-02") == ["2026-12-21"]


def test_the_report_says_where_the_plan_stands(
    shell: Shell, planned: tuple[Path, Path], tmp_path: Path
) -> None:
    dataset, folder = planned
    made = tmp_path / "made"
    shell("evaluate", dataset, folder, "--out", made, "--by", "Åsa <Å>")
    assert stands(made).startswith("Utkast, gjort 20")
    assert stands(made).endswith(" av Åsa &lt;Å&gt;. Ingen har fått besked om det.")
    shell("propose", dataset, made, *EVA)
    assert stands(made).startswith("Föreslagen 20")
    shell("comment", dataset, made, "nej", "--by", "Bo")
    assert " av Eva. De som arbetar kan kommentera" in stands(made)
    shell("publish", dataset, made, *FIRST, "--by", "Siv")
    assert stands(made).startswith("Publicerad 20")
    assert stands(made).endswith(" av Siv. Besked till dem som arbetar: 2026-12-01.")
    kept = dataset / "published-1"
    assert stands(kept) == stands(made)
    wall = load_workbook(kept / "schedule.xlsx").worksheets[0]
    assert str(wall["A2"].value).startswith(stands(made))


def test_a_plan_without_a_report_is_proposed(
    shell: Shell, planned: tuple[Path, Path]
) -> None:
    _, folder = planned
    assert not (folder / "report.html").exists()
    assert shell("propose", *planned, *EVA).code is Exit.DONE
    assert not (folder / "report.html").exists()


def stands(folder: Path) -> str:
    page = (folder / "report.html").read_text("utf-8")
    [place] = re.findall("<!--state-->(.*)<!--/state-->", page)
    [found] = re.findall('lang="sv">(.*?)</span>', place)
    return str(found)
