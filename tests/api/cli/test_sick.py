"""``candidates`` and ``sick``: as people and programs read it, and what is written."""

import json
from pathlib import Path

import pytest

from api.cli.exits import Exit
from api.inputs import read_inputs
from data.reading.plans import read_plan
from scheduler.domain.problem import Employee
from tests.api.cli.commands import Shell
from tests.api.village import TOKEN_NAME, amy, dataset_folder, good_plan, plan_folder
from tests.build import clock, employee, hourly

pytestmark = pytest.mark.usefixtures("plain_weeks")
EARLY = ("amy", "--from", "2026-12-21T06:10")


def people() -> tuple[Employee, ...]:
    rest = {"day_break": clock("16:00")}
    return (amy(), employee("bea", degree_pct=20, **rest), hourly("hal", **rest))


@pytest.fixture
def planned(tmp_path: Path) -> tuple[Path, Path]:
    dataset = dataset_folder(tmp_path / "village", employees=people())
    return dataset, plan_folder(tmp_path / "plan", dataset, good_plan())


def test_people_read_the_chain_and_who_could_come(
    shell: Shell, planned: tuple[Path, ...]
) -> None:
    ran = shell("sick", *planned, *EARLY, "--lang", "en")
    assert ran.code is Exit.DONE
    assert "day 2026-12-21T07:00 to 2026-12-21T15:30, 2 visits" in ran.out
    for said in ("Hourly staff", "hal", "bea", "Leave it open", "none possible"):
        assert said in ran.out
    assert TOKEN_NAME not in ran.out + ran.err


def test_candidates_are_called_by_their_names_with_the_id_to_choose_them_by(
    shell: Shell, tmp_path: Path
) -> None:
    named = [e.model_copy(update={"name": e.id.title()}) for e in people()]
    dataset = dataset_folder(tmp_path / "named", employees=tuple(named))
    plan = plan_folder(tmp_path / "plan", dataset, good_plan())
    ran = shell("sick", dataset, plan, *EARLY)
    assert ran.out.count("Hal (hal)") == 2  # in the chain, and of those who could come
    assert "Bea (bea)" in ran.out


def test_programs_read_every_candidate(shell: Shell, planned: tuple[Path, ...]) -> None:
    found = shell("sick", *planned, *EARLY, "--json", "--most", 1).document
    assert (found["start"], found["end"]) == ("2026-12-21T06:10", "2026-12-22T00:00")
    [vacant] = found["shifts"]
    steps = [(way["step"], way["employee_id"]) for way in vacant["candidates"]]
    assert steps[0] == ("hourly", "hal")
    assert {who for _, who in steps} == {"hal", "bea", None}
    assert [link["step"] for link in vacant["chain"]][-1] == "open"
    assert all("amy" not in str(way["employee_id"]) for way in vacant["candidates"])


def test_several_who_are_ill_are_not_offered_for_each_other(
    shell: Shell, planned: tuple[Path, ...]
) -> None:
    found = shell("sick", *planned, "amy", "hal", *EARLY[1:], "--json").document
    assert (found["employee_id"], found["also"]) == ("amy", ["hal"])
    [vacant] = found["shifts"]
    assert vacant["whose"] == "amy"
    assert {way["employee_id"] for way in vacant["candidates"]} == {"bea", None}
    ran = shell("sick", *planned, "amy", "eve", *EARLY[1:], "--lang", "en")
    assert (ran.code, "eve" in ran.err) == (Exit.BAD_INPUT, True)


def test_who_has_no_shift_then_needs_nobody(
    shell: Shell, planned: tuple[Path, ...]
) -> None:
    ran = shell("sick", *planned, "bea", "--from", "2026-12-21T06:10", "--lang", "en")
    assert (ran.code, "bea has no shift from" in ran.out) == (Exit.DONE, True)


def test_the_changed_plan_belongs_to_the_dataset_with_the_absence(
    shell: Shell, planned: tuple[Path, ...], tmp_path: Path
) -> None:
    out, data = tmp_path / "plan2", tmp_path / "village2"
    places = ("--apply", "--out", out, "--data", data)
    ran = shell("sick", *planned, *EARLY, *places, "--json")
    assert ran.code is Exit.DONE
    assert [change["kind"] for change in ran.document["changes"]] == [
        "shift_lost",
        "shift_new",
        "visit_moved",
        "visit_moved",
    ]
    inputs = read_inputs(data)
    plan = read_plan(out, inputs.problem)
    assert {row.employee for row in plan.shifts} == {"hal"}
    assert {row.employee for row in plan.visits} == {"hal"}
    [away] = inputs.problem.absences
    assert (away.employee, away.kind) == ("amy", "sick")
    judged = shell("evaluate", data, out, "--json")
    assert judged.code is Exit.DONE
    assert json.loads((out / "result.json").read_text())["status"] == "feasible"


@pytest.mark.parametrize(
    ("last", "end"),
    [
        ("2026-12-21", "2026-12-22T00:00"),
        ("2026-12-22", "2026-12-23T00:00"),
        ("2026-12-22T12:00", "2026-12-22T12:00"),
    ],
)
def test_somebody_is_ill_until_a_moment_or_through_a_day(
    shell: Shell, planned: tuple[Path, ...], last: str, end: str
) -> None:
    found = shell("sick", *planned, *EARLY, "--to", last, "--json").document
    assert found["end"] == end


def test_nobody_is_called_but_those_who_are_named(
    shell: Shell, planned: tuple[Path, ...], tmp_path: Path
) -> None:
    places = ("--apply", "--out", tmp_path / "plan2", "--data", tmp_path / "data2")
    ran = shell("sick", *planned, *EARLY, "--with", "bea", *places, "--json")
    new = [c for c in ran.document["changes"] if c["kind"] == "shift_new"]
    assert [change["employee_id"] for change in new] == ["bea"]


def test_applying_without_places_writes_nothing(
    shell: Shell, planned: tuple[Path, ...], tmp_path: Path
) -> None:
    before = sorted(tmp_path.iterdir())
    ran = shell("sick", *planned, *EARLY, "--apply", "--out", tmp_path / "plan2")
    assert ran.code is Exit.BAD_INPUT
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (("eve", "--from", "06:10"), ["unknown_id", "moment"]),
        (("amy", "--from", "2026-12-20T23:59"), ["not_in_plan"]),
        (("amy", "--from", "2026-12-28T00:00"), ["not_in_plan"]),
        (
            ("amy", "--from", "2026-12-21T06:10", "--to", "2026-12-21T06:10"),
            ["sick_ends_first"],
        ),
        (
            ("amy", "--from", "2026-12-22T06:10", "--to", "2026-12-21"),
            ["sick_ends_first"],
        ),
        (("amy", "--from", "2026-12-22T06:10", "--to", "2026-12-28"), ["not_in_plan"]),
    ],
)
def test_what_cannot_be_understood_is_told_at_once(
    shell: Shell, planned: tuple[Path, ...], words: tuple[str, ...], codes: list[str]
) -> None:
    ran = shell("sick", *planned, *words, "--json")
    assert ran.code is Exit.BAD_INPUT
    assert [fault["code"] for fault in ran.document["faults"]] == codes


def test_candidates_for_a_shift_are_as_when_somebody_is_ill(
    shell: Shell, planned: tuple[Path, ...]
) -> None:
    ran = shell("candidates", *planned, "--shift", "amy@2026-12-21", "--json")
    assert ran.document["candidates"][0]["employee_id"] == "hal"
    assert "hal" in shell("candidates", *planned, "--shift", "amy@2026-12-21").out


def test_candidates_for_a_visit_are_those_who_work_that_day(
    shell: Shell, planned: tuple[Path, ...]
) -> None:
    ran = shell("candidates", *planned, "--visit", "v1", "--json")
    assert (ran.document["employee_id"], ran.document["candidates"]) == ("amy", [])
    assert shell("candidates", *planned, "--visit", "v1").code is Exit.DONE


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ((), ["shift_or_visit"]),
        (("--shift", "amy@2026-12-21", "--visit", "v1"), ["shift_or_visit"]),
        (("--shift", "amy@2026-12-22"), ["no_such_shift"]),
        (("--shift", "amy"), ["no_such_shift"]),
        (("--visit", "v9"), ["unknown_id"]),
        (("--visit", "v1#2"), ["unknown_id"]),
    ],
)
def test_no_candidates_are_looked_for_without_one_thing_that_is_there(
    shell: Shell, planned: tuple[Path, ...], words: tuple[str, ...], codes: list[str]
) -> None:
    ran = shell("candidates", *planned, *words, "--json")
    assert ran.code is Exit.BAD_INPUT
    assert [fault["code"] for fault in ran.document["faults"]] == codes


def test_times_are_offered_for_a_new_visit(
    shell: Shell, planned: tuple[Path, ...]
) -> None:
    new = ("--client", "carl", "--date", "2026-12-21", "--minutes", 20)
    found = shell("times", *planned, *new, "--json").document
    assert found["times"][0]["employee_ids"] == ["amy"]
    assert all(time["start"][10:] >= "T07:00" for time in found["times"])
    assert "amy" in shell("times", *planned, *new).out


def test_times_are_offered_at_a_client_nobody_knows(
    shell: Shell, planned: tuple[Path, ...]
) -> None:
    place = ("--unit", "centre", "--place", 59.17, 14.87)
    visit = ("--client", "eva", "--date", "2026-12-21", "--minutes", 20)
    found = shell("times", *planned, *visit, *place, "--json").document
    assert found["times"][0]["new"] == 1


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (("--visit", "v9"), ["unknown_id"]),
        (("--client", "carl"), ["times_need", "times_need"]),
        (
            ("--client", "eva", "--date", "2026-12-28", "--minutes", "20"),
            ["not_in_plan", "unknown_id"],
        ),
        (("--visit", "v1", "--between", "9-10"), ["times_between"]),
        (("--visit", "v1", "--between", "10:00-09:59"), ["times_between"]),
    ],
)
def test_no_times_are_looked_for_without_a_visit(
    shell: Shell, planned: tuple[Path, ...], words: tuple[str, ...], codes: list[str]
) -> None:
    ran = shell("times", *planned, *words, "--json")
    assert ran.code is Exit.BAD_INPUT
    assert [fault["code"] for fault in ran.document["faults"]] == codes


def test_a_declined_visit_tells_whose_time_is_free(
    shell: Shell, planned: tuple[Path, ...]
) -> None:
    ran = shell("declined", *planned, "v1", "--lang", "en")
    assert (ran.code, f"free for {TOKEN_NAME} (amy)" in ran.out) == (Exit.DONE, True)
    assert shell("declined", *planned, "v9").code is Exit.BAD_INPUT
