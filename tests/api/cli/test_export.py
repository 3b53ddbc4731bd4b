"""``export`` and ``codes``."""

from pathlib import Path

import pytest

from api.cli.exits import Exit
from api.cli.help import CODE_TABLES, EXPORTS
from data.export.code_tables import TableName, payroll_codes
from data.export.export_forms import ExportForm
from scheduler.domain.plan import Plan
from scheduler.pay.items import Item
from tests.api.cli.commands import Shell
from tests.api.village import dataset_folder, good_plan, lazy_plan, plan_folder

pytestmark = pytest.mark.usefixtures("plain_weeks")


@pytest.fixture
def planned(dataset: Path, tmp_path: Path) -> tuple[Path, Path]:
    return dataset, plan_folder(tmp_path / "plan", dataset)


def test_help_knows_every_form_and_table() -> None:
    assert tuple(ExportForm) == EXPORTS
    assert tuple(TableName) == CODE_TABLES


@pytest.mark.parametrize("form", EXPORTS)
def test_a_plan_is_exported(
    shell: Shell, planned: tuple[Path, Path], tmp_path: Path, form: str
) -> None:
    out = tmp_path / "out"
    ran = shell("export", *planned, "--as", form, "--out", out, "--json")
    assert ran.code is Exit.DONE
    assert ran.document["files"] == {form: str(out)}
    assert out.read_bytes()


def test_one_persons_calendar_can_be_had(
    shell: Shell, planned: tuple[Path, Path], tmp_path: Path
) -> None:
    out = tmp_path / "amy.ics"
    shell("export", *planned, "--as", "ical", "--only", "amy", "--out", out)
    assert out.read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_a_file_that_is_there_is_replaced_only_by_force(
    shell: Shell, planned: tuple[Path, Path], tmp_path: Path
) -> None:
    out = tmp_path / "out.xml"
    out.write_text("mine")
    words = ("export", *planned, "--as", "paxml", "--out", out)
    assert shell(*words).code is Exit.BAD_INPUT
    assert out.read_text() == "mine"
    assert shell(*words, "--force").code is Exit.DONE
    assert "<paxml" in out.read_text("latin-1")


def test_a_template_can_be_changed_and_used(
    shell: Shell, planned: tuple[Path, Path], tmp_path: Path
) -> None:
    own, out = tmp_path / "own.toml", tmp_path / "out.xml"
    assert shell("codes", "payroll", "--out", own).code is Exit.DONE
    text = own.read_text("utf-8")
    assert payroll_codes(text).items[Item.BASE].pay is None
    own.write_text(text.replace("base = {}", 'base = { pay = "777" }'), "utf-8")
    words = ("export", *planned, "--as", "paxml", "--out", out, "--codes", own)
    assert shell(*words).code is Exit.DONE
    assert "<lonart>777</lonart>" in out.read_text("latin-1")


def test_faults_of_a_table_are_told_and_nothing_is_written(
    shell: Shell, planned: tuple[Path, Path], tmp_path: Path
) -> None:
    own, out = tmp_path / "own.toml", tmp_path / "out.si"
    own.write_text('series = 1\n[items]\npo = { account = "x", name = "" }')
    words = ("export", *planned, "--as", "sie", "--out", out, "--codes", own)
    ran = shell(*words, "--json")
    assert ran.code is Exit.BAD_INPUT
    assert [f["column"] for f in ran.document["faults"]] == [
        "series",
        "items.po.account",
    ]
    assert not out.exists()


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_table_that_cannot_be_read_is_told(
    shell: Shell, planned: tuple[Path, Path], tmp_path: Path, content: bytes | None
) -> None:
    own = tmp_path / "own.toml"
    if content is not None:
        own.write_bytes(content)
    words = ("export", *planned, "--as", "sie", "--out", tmp_path / "x")
    ran = shell(*words, "--codes", own, "--json")
    [fault] = ran.document["faults"]
    assert fault["code"] == ("no_file" if content is None else "unreadable_file")


def test_an_unknown_form_is_answered_with_those_there_are(
    shell: Shell, planned: tuple[Path, Path], tmp_path: Path
) -> None:
    ran = shell("export", *planned, "--as", "pdf", "--out", tmp_path / "x")
    assert ran.code is Exit.BAD_INPUT
    assert "paxml, csv, xlsx, sie eller ical" in ran.err


@pytest.mark.parametrize("form", EXPORTS)
def test_a_plan_that_people_were_not_told_is_exported_with_a_word(
    shell: Shell, planned: tuple[Path, Path], tmp_path: Path, form: str
) -> None:
    dataset, _ = planned
    other = plan_folder(tmp_path / "other", dataset, lazy_plan())
    out = ("--as", form, "--out", tmp_path / "out", "--force", "--lang", "en", "--json")

    def said(plan: Path) -> tuple[bool, str]:
        ran = shell("export", dataset, plan, *out)
        assert ran.code is Exit.DONE
        return ran.document["published"], ran.err

    untold = "Note: the plan is not published; nobody was told of it.\n"
    assert said(planned[1]) == (False, untold)
    shell("publish", *planned, "--on", "2026-12-01", "--by", "Eva")
    assert said(planned[1]) == (True, "")
    told = "Note: the plan is not the one that is published (told on 2026-12-01, "
    assert said(other) == (False, f"{told}Eva).\n")


def test_shifts_that_the_dataset_says_were_published_are(
    shell: Shell, tmp_path: Path
) -> None:
    rows = good_plan().shifts
    dataset = dataset_folder(tmp_path / "told", published_shifts=rows)
    out = ("--as", "sie", "--out", tmp_path / "out", "--force", "--json")
    for made, is_told in ((good_plan(), True), (Plan(), False)):
        plan = plan_folder(tmp_path / str(is_told), dataset, made)
        found = shell("export", dataset, plan, *out).document
        assert found["published"] is is_told
