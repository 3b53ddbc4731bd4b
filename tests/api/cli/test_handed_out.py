"""``pages`` and ``tours``."""

from pathlib import Path

import pytest

from api.cli.exits import Exit
from tests.api.cli.commands import Shell
from tests.api.village import plan_folder

pytestmark = pytest.mark.usefixtures("plain_weeks")


@pytest.fixture
def planned(dataset: Path, tmp_path: Path) -> tuple[Path, Path]:
    return dataset, plan_folder(tmp_path / "plan", dataset)


def test_everybody_gets_a_page_and_a_calendar(
    shell: Shell, planned: tuple[Path, Path], tmp_path: Path
) -> None:
    out = tmp_path / "pages"
    ran = shell("pages", *planned, "--out", out, "--json")
    assert (ran.code, ran.document["pages"]) == (Exit.DONE, 1)
    found = {path.name for path in out.iterdir() if not path.name.startswith(".")}
    assert found == {"index.html", "amy.html", "amy.ics"}


def test_pages_that_somebody_changed_are_replaced_only_by_force(
    shell: Shell, planned: tuple[Path, Path], tmp_path: Path
) -> None:
    out = tmp_path / "pages"
    shell("pages", *planned, "--out", out)
    (out / "amy.html").write_text("mine", encoding="utf-8")
    assert shell("pages", *planned, "--out", out).code is Exit.BAD_INPUT
    assert (out / "amy.html").read_text(encoding="utf-8") == "mine"
    assert shell("pages", *planned, "--out", out, "--force").code is Exit.DONE
    assert (out / "amy.html").read_bytes().startswith(b"<!doctype html>")


def test_every_stranger_is_named_and_nothing_is_written(
    shell: Shell, planned: tuple[Path, Path], tmp_path: Path
) -> None:
    out = tmp_path / "pages"
    ran = shell(
        "pages", *planned, "--out", out, "--person", "zoe", "--unit", "u", "--json"
    )
    assert ran.code is Exit.BAD_INPUT
    faults = [(f["file"], f["value"]) for f in ran.document["faults"]]
    assert faults == [("--person", "zoe"), ("--unit", "u")]
    assert not out.exists()


def test_only_the_people_of_a_unit_get_pages(
    shell: Shell, planned: tuple[Path, Path], tmp_path: Path
) -> None:
    out = tmp_path / "pages"
    ran = shell("pages", *planned, "--out", out, "--unit", "centre", "--json")
    assert ran.document["pages"] == 1


def test_the_lists_of_a_day_are_written(
    shell: Shell, planned: tuple[Path, Path], tmp_path: Path
) -> None:
    out = tmp_path / "tours.html"
    ran = shell("tours", *planned, "--day", "2026-12-21", "--out", out, "--json")
    assert ran.code is Exit.DONE
    assert out.read_text(encoding="utf-8").count('<section class="sheet"') == 2


@pytest.mark.parametrize(
    ("day", "code"), [("2026-12-28", "outside_plan"), ("tomorrow", "date")]
)
def test_a_day_that_is_none_of_the_plan_is_refused(
    shell: Shell, planned: tuple[Path, Path], tmp_path: Path, day: str, code: str
) -> None:
    out = tmp_path / "tours.html"
    ran = shell("tours", *planned, "--day", day, "--out", out, "--json")
    assert [fault["code"] for fault in ran.document["faults"]] == [code]
    assert not out.exists()
