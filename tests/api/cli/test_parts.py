"""``part``: some units and days, planned and told by themselves and known to all."""

import shutil
from pathlib import Path

import pytest

from api.cli.exits import Exit
from data.disk.part_of import part_bytes
from data.reading.dataset import read_dataset
from scheduler.domain.plan import Plan
from tests.api.cli.commands import Shell
from tests.api.village import amy, dataset_folder, good_plan, plan_folder
from tests.build import employee, plan, shift_row, shift_type, unit, visit

pytestmark = pytest.mark.usefixtures("plain_weeks")
EVA = ("--by", "Eva", "--on", "2026-12-01")
TUESDAY = shift_row("amy", "2026-12-22 07:00", "2026-12-22 15:30", "11:30-12:00")


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """Write a dataset of which nobody was told anything."""
    return dataset_folder(tmp_path / "whole")


@pytest.fixture
def part(shell: Shell, whole: Path) -> Path:
    """Write the part of it from Tuesday on."""
    out = whole.with_name("part")
    words = ("--from", "2026-12-22", "--out", out)
    assert shell("part", whole, *words).code is Exit.DONE
    return out


def publish(shell: Shell, dataset: Path, made: Plan) -> Path:
    folder = plan_folder(dataset.parent / f"{dataset.name}-plan", dataset, made)
    assert shell("publish", dataset, folder, *EVA).code is Exit.DONE
    return folder


def changed(shell: Shell, dataset: Path, plan: Path) -> list[tuple[str, str]]:
    found = shell("changes", dataset, plan, "--json").document["changes"]
    return [(each["kind"], each["date"]) for each in found]


def test_a_part_has_the_units_and_days_that_were_asked_for(
    shell: Shell, tmp_path: Path
) -> None:
    more = {
        "units": (unit(), unit("night")),
        "employees": (amy(), employee("nils", unit="night")),
        "shift_types": (
            shift_type("day", "07:00-15:30", "30@10:30-12:30"),
            shift_type("late", "13:00-21:00", "30@16:30-18:30", unit="night"),
        ),
        "visits": (visit("v1"), visit("v2", "2026-12-24 10:00")),
    }
    dataset = dataset_folder(tmp_path / "whole", **more)
    out = tmp_path / "part"
    days = ("--from", "2026-12-22", "--to", "2026-12-24")
    ran = shell("part", dataset, "--unit", "centre", *days, "--out", out, "--json")
    assert ran.code is Exit.DONE, ran.err
    assert (ran.document["first"], ran.document["last"]) == days[1::2]
    made = read_dataset(out)
    assert ([*made.unit], [*made.employee], [*made.visit]) == (
        ["centre"],
        ["amy"],
        ["v2"],
    )
    assert shell("check", out).code is Exit.DONE


def test_all_that_is_wrong_with_a_part_is_told_at_once(
    shell: Shell, whole: Path
) -> None:
    words = ("--unit", "norr", "--to", "2026-12-28", "--out", whole / "x", "--json")
    ran = shell("part", whole, *words)
    assert ran.code is Exit.BAD_INPUT
    assert ("norr" in ran.err, "2026-12-28" in ran.err) == (True, True)


def test_what_was_told_of_the_whole_holds_in_the_part(
    shell: Shell, whole: Path, part: Path
) -> None:
    both = good_plan()
    both = both.model_copy(update={"shifts": (*both.shifts, TUESDAY)})
    publish(shell, whole, both)
    free = plan_folder(part.with_name("free"), part, plan())
    assert changed(shell, part, free) == [("shift_lost", "2026-12-22")]


def test_what_is_told_of_a_part_holds_in_the_whole_on_its_days(
    shell: Shell, whole: Path, part: Path
) -> None:
    monday = publish(shell, whole, good_plan())
    publish(shell, part, plan(TUESDAY))
    assert changed(shell, whole, monday) == [("shift_lost", "2026-12-22")]
    free = plan_folder(whole.with_name("free"), whole, plan())
    lost = [day for kind, day in changed(shell, whole, free) if kind == "shift_lost"]
    assert lost == ["2026-12-21", "2026-12-22"]
    assert sorted(path.name for path in whole.glob("published-*")) == [
        "published-1",
        "published-2",
    ]
    assert list(part.glob("published-*")) == []
    out = whole.with_name("pay.xml")
    words = (whole, monday, "--as", "paxml", "--out", out, "--force", "--json")
    assert shell("export", *words).document["published"] is False
    moved = plan_folder(whole.with_name("moved"), whole, _on_both_days())
    assert shell("publish", whole, moved, *EVA).code is Exit.DONE
    assert changed(shell, whole, moved) == []
    words = (whole, moved, "--as", "paxml", "--out", out, "--force", "--json")
    assert shell("export", *words).document["published"] is True


def _on_both_days() -> Plan:
    monday = good_plan()
    return monday.model_copy(update={"shifts": (*monday.shifts, TUESDAY)})


def test_whoever_was_told_of_no_part_was_told_nothing(
    shell: Shell, whole: Path, part: Path
) -> None:
    publish(shell, part, plan(TUESDAY))
    monday = plan_folder(whole.with_name("monday"), whole, good_plan())
    assert changed(shell, whole, monday) == [("shift_lost", "2026-12-22")]


def test_a_part_is_told_the_same_once(shell: Shell, whole: Path, part: Path) -> None:
    publish(shell, whole, good_plan())
    folder = publish(shell, part, plan(TUESDAY))
    ran = shell("publish", part, folder, *EVA, "--lang", "en")
    assert (ran.code, "published last" in ran.err) == (Exit.BAD_INPUT, True)


def test_both_can_be_moved_together_and_no_part_stands_alone(
    shell: Shell, whole: Path, part: Path
) -> None:
    publish(shell, whole, _on_both_days())
    free = plan_folder(part.with_name("free"), part, plan())
    away = part.parent / "elsewhere"
    away.mkdir()
    for folder in (whole, part):
        shutil.copytree(folder, away / folder.name)
    assert changed(shell, away / "part", free) == [("shift_lost", "2026-12-22")]
    shutil.rmtree(away / "whole")
    ran = shell("evaluate", away / "part", free, "--json")
    [error] = ran.document["faults"]
    assert (ran.code, error["code"]) == (Exit.BAD_INPUT, "no_whole")
    assert str(away / "whole") in ran.err


def test_a_part_of_its_own_part_has_no_whole(
    shell: Shell, whole: Path, part: Path
) -> None:
    (whole / "part_of.toml").write_bytes(part_bytes(part, whole))
    free = plan_folder(part.with_name("free"), whole, plan())
    ran = shell("evaluate", part, free, "--json")
    [error] = ran.document["faults"]
    assert (ran.code, error["code"]) == (Exit.BAD_INPUT, "no_whole")


def test_whom_a_part_was_told_to_is_not_changed_unnoticed(
    shell: Shell, whole: Path, part: Path
) -> None:
    publish(shell, part, plan(TUESDAY))
    monday = plan_folder(whole.with_name("monday"), whole, good_plan())
    (whole / "published-1" / "told_to.json").unlink()
    ran = shell("evaluate", whole, monday, "--lang", "en")
    assert (ran.code, "has been changed since" in ran.err) == (Exit.BAD_INPUT, True)
