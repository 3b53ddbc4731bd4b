"""``follow-up``: what people read, what is written, what is proposed and tried."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from api.cli.exits import Exit
from api.inputs import read_inputs
from data.granted_visits import granted_in
from data.reading.plans import read_plan
from scheduler.domain.care_need import CareNeed
from tests.api.cli.commands import Shell
from tests.api.village import amy, dataset_folder, plan_folder
from tests.build import client, clock, day, plan, problem, shift_row, visit_row
from tests.reports import MadeUpReports, write_rows

pytestmark = pytest.mark.usefixtures("plain_weeks")
DAYS = 7


@pytest.fixture
def planned(tmp_path: Path) -> tuple[Path, Path]:
    """Return a week in which Carl is granted half an hour every morning."""
    need = CareNeed(
        id="n1",
        client="carl",
        kind="care",
        minutes=30,
        opens=clock("08:00"),
        closes=clock("09:00"),
    )
    given = {"clients": (client(),), "needs": (need,)}
    visits = tuple(granted_in(problem(**given)).values())
    people = (amy(degree_pct=100),)
    dataset = dataset_folder(
        tmp_path / "village", employees=people, visits=visits, **given
    )
    rows = [
        row
        for number in range(DAYS)
        for row in (
            shift_row("amy", f"{day(number)} 07:00", f"{day(number)} 12:00"),
            visit_row(f"n1-{day(number):%Y%m%d}", start=f"{day(number)} 08:00"),
        )
    ]
    return dataset, plan_folder(tmp_path / "plan", dataset, plan(*rows))


def reports(
    planned: tuple[Path, Path], folder: Path, minutes: int = 45
) -> list[object]:
    week = read_inputs(planned[0]).problem
    made = MadeUpReports(
        week,
        read_plan(planned[1], week),
        spread=0,
        stays_on=0,
        declined=0,
        missed=0,
        ill=0,
        takes={"carl": minutes},
    )
    performed, worked = made.write(folder)
    return ["--performed", performed, "--worked", worked]


def test_people_read_the_figures_planned_and_performed(
    shell: Shell, planned: tuple[Path, Path], tmp_path: Path
) -> None:
    ran = shell("follow-up", *planned, *reports(planned, tmp_path), "--lang", "en")
    assert ran.code is Exit.DONE
    assert "K07  Performed of granted time: 150.0 % (in the plan 100.0)" in ran.out
    assert "1 of 1 kinds of visits get a proposal" in ran.out


def test_what_was_learnt_can_be_tried_and_applied(
    shell: Shell, planned: tuple[Path, Path], tmp_path: Path
) -> None:
    patch, changed = tmp_path / "learnt.toml", tmp_path / "changed"
    places = ("--patch", patch, "--apply", changed, "--json")
    ran = shell("follow-up", *planned, *reports(planned, tmp_path), *places)
    assert ran.code is Exit.DONE
    assert ran.document["patch"] == patch.read_text(encoding="utf-8")
    assert ran.document["files"]["dataset"] == str(changed)
    [need] = read_inputs(changed).problem.needs
    assert need.minutes == 45
    assert {v.minutes for v in read_inputs(changed).problem.visits} == {45}


def test_where_nothing_was_learnt_nothing_is_written(
    shell: Shell, planned: tuple[Path, Path], tmp_path: Path
) -> None:
    patch, changed = tmp_path / "learnt.toml", tmp_path / "changed"
    places = ("--patch", patch, "--apply", changed, "--json")
    given = reports(planned, tmp_path, minutes=30)
    ran = shell("follow-up", *planned, *given, *places)
    assert (ran.code, ran.document["files"]) == (Exit.DONE, {})
    assert (ran.document["patch"], patch.exists(), changed.exists()) == (
        "",
        False,
        False,
    )


def test_the_report_is_a_page_a_workbook_or_a_document(
    shell: Shell, planned: tuple[Path, Path], tmp_path: Path
) -> None:
    given = reports(planned, tmp_path)
    outs = [tmp_path / f"follow-up.{form}" for form in ("html", "xlsx", "json")]
    for out in outs:
        assert shell("follow-up", *planned, *given, "--out", out).code is Exit.DONE
    page, book, document = outs
    assert b"<!doctype html>" in page.read_bytes()
    names = load_workbook(book).sheetnames
    assert names[:3] == ["Nyckeltal", "Besök", "Brukare"]
    assert json.loads(document.read_bytes())["learnt"][0]["proposed"] == 45


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ((), "--performed, --worked"),
        (("--performed", "none.csv"), "none.csv"),
        (("--performed", "none.csv", "--out", "x.pdf"), ".html, .xlsx, .json"),
    ],
)
def test_what_cannot_be_done_is_refused(
    shell: Shell, planned: tuple[Path, Path], more: tuple[str, ...], said: str
) -> None:
    ran = shell("follow-up", *planned, *more)
    assert (ran.code, said in ran.err) == (Exit.BAD_INPUT, True)


def test_a_report_that_is_there_is_not_overwritten(
    shell: Shell, planned: tuple[Path, Path], tmp_path: Path
) -> None:
    out = tmp_path / "mine.html"
    out.write_text("mine")
    given = [*reports(planned, tmp_path), "--out", out]
    assert shell("follow-up", *planned, *given).code is Exit.BAD_INPUT
    assert out.read_text() == "mine"
    assert shell("follow-up", *planned, *given, "--force").code is Exit.DONE


def test_faults_of_both_files_are_told_at_once(
    shell: Shell, planned: tuple[Path, Path], tmp_path: Path
) -> None:
    performed = {"visit_id": "v9", "employee_id": "", "start": "", "end": ""}
    worked = {"employee_id": "eve", "date": "2026-12-21", "start": "", "end": ""}
    ran = shell(
        "follow-up",
        *planned,
        "--performed",
        write_rows(tmp_path / "p.csv", [performed | {"status": "declined"}]),
        "--worked",
        write_rows(tmp_path / "w.csv", [worked | {"kind": "sick"}]),
        "--json",
    )
    assert ran.code is Exit.BAD_INPUT
    told = [(Path(f["file"]).name, f["code"]) for f in ran.document["faults"]]
    assert told == [("p.csv", "unknown_id"), ("w.csv", "unknown_id")]
