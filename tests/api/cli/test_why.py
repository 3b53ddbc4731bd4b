"""``why``: as people and programs read it, and what is written."""

import json
from pathlib import Path

import pytest

from api.cli.exits import Exit
from data.reading.dataset import read_dataset, read_document
from data.scenario.apply import Applied
from data.scenario.patch_place import PatchPlace
from data.scenario.patch_reading import patch_of
from data.writing.dataset_files import write_document
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from tests.api.cli.commands import Shell
from tests.api.village import amy, dataset_folder, good_plan, lazy_plan, plan_folder
from tests.build import absence, clock, employee, hourly, visit

pytestmark = pytest.mark.usefixtures("plain_weeks")
FOR_NURSES = visit("v3", "2026-12-22 08:00", skills={"ssk"})


@pytest.fixture
def hopeless(tmp_path: Path) -> Path:
    """Return a dataset with a visit that nobody has the skill for."""
    staff = (amy(), hourly("hal", day_break=clock("16:00")))
    visits = (visit("v1"), visit("v2", "2026-12-21 10:00", minutes=20), FOR_NURSES)
    return dataset_folder(tmp_path / "village", employees=staff, visits=visits)


def with_patch(folder: Path, patch: dict[str, object]) -> Problem:
    """Return the dataset with a repair's patch applied to it."""
    place = PatchPlace("patch")
    document = write_document(read_dataset(folder))
    return read_document(Applied(document, patch_of(patch, place), place).document())


def test_people_read_what_clashes_where_it_stands_and_what_would_help(
    shell: Shell, hopeless: Path
) -> None:
    ran = shell("why", hopeless, "--lang", "en")
    assert ran.code is Exit.NO_PLAN
    assert "No plan can make the visit v3. These 3 do not go together:" in ran.out
    assert "v3 asks for the skills ssk (visits.csv row 4, skills)" in ran.out
    assert "Rule R26: Skills" in ran.out
    assert "Call in one by the hour with ssk: SEK" in ran.out


@pytest.mark.parametrize(
    ("plan", "is_told"), [(lazy_plan(), True), (good_plan(), False)]
)
def test_open_must_visits_come_with_the_word_that_explains_them(
    shell: Shell, tmp_path: Path, plan: Plan, is_told: bool
) -> None:
    village = dataset_folder(tmp_path / "village")
    ran = shell("evaluate", village, plan_folder(tmp_path / "plan", village, plan))
    assert ("bemanna why DIR PLAN" in ran.out) is is_told


def test_programs_read_the_same_and_it_is_kept(
    shell: Shell, hopeless: Path, tmp_path: Path
) -> None:
    out = tmp_path / "why.json"
    found = shell("why", hopeless, "--json", "--out", out).document
    [told] = found["contradictions"]
    assert (told["verdict"], told["visit_id"]) == ("impossible", "v3")
    assert [m["rule"] for m in told["members"] if m["rule"]] == ["R26"]
    kept = json.loads(out.read_text(encoding="utf-8"))
    assert kept["contradictions"] == found["contradictions"]
    assert shell("why", hopeless, "--out", out).code is Exit.BAD_INPUT
    assert shell("why", hopeless, "--out", out, "--force").code is Exit.NO_PLAN


def test_each_repair_is_a_patch_that_leaves_nothing_to_tell(
    shell: Shell, hopeless: Path, tmp_path: Path
) -> None:
    [told] = shell("why", hopeless, "--json").document["contradictions"]
    assert {"call_in", "give_skill"} <= {r["kind"] for r in told["repairs"]}
    for number, repair in enumerate(told["repairs"]):
        mended = with_patch(hopeless, repair["patch"])
        kept = mended.model_dump(include={"employees", "visits"})
        given = {name: getattr(mended, name) for name in kept}
        folder = dataset_folder(tmp_path / f"mended{number}", **given)
        assert shell("why", folder).code is Exit.DONE


def test_where_nothing_clashes_it_is_said(shell: Shell, tmp_path: Path) -> None:
    ran = shell("why", dataset_folder(tmp_path / "village"), "--lang", "en")
    assert ran.code is Exit.DONE
    assert "Nothing that contradicts itself was found" in ran.out


def test_what_a_plan_leaves_open_is_impossible_or_was_not_found(
    shell: Shell, hopeless: Path, tmp_path: Path
) -> None:
    part = good_plan().model_copy(update={"visits": good_plan().visits[:1]})
    plan = plan_folder(tmp_path / "plan", hopeless, part)
    ran = shell("why", hopeless, plan, "--json")
    assert ran.code is Exit.OPEN
    told = {c["visit_id"]: c for c in ran.document["contradictions"]}
    assert {id_: c["verdict"] for id_, c in told.items()} == {
        "v2": "not_found",
        "v3": "impossible",
    }
    [extra] = told["v2"]["repairs"]
    assert (extra["kind"], extra["patch"]) == ("extra_shift", None)
    assert [shift["employee_id"] for shift in extra["shifts"]] == ["hal"]
    assert extra["price"] == sum(shift["price"] for shift in extra["shifts"]) > 0
    assert extra["hours"] == 8


def test_beside_single_visits_it_is_told_when_they_are_open(
    shell: Shell, hopeless: Path, tmp_path: Path
) -> None:
    part = good_plan().model_copy(update={"visits": good_plan().visits[:1]})
    plan = plan_folder(tmp_path / "plan", hopeless, part)
    assert "på måste-besök utan personal" in shell("why", hopeless, plan).out
    alone = shell("why", hopeless, plan, "--visit", "v2").out
    assert "på måste-besök utan personal" not in alone


def test_one_visit_can_be_asked_about(shell: Shell, hopeless: Path) -> None:
    [told] = shell("why", hopeless, "--visit", "v3", "--json").document[
        "contradictions"
    ]
    assert told["visit_id"] == "v3"
    ran = shell("why", hopeless, "--visit", "v9")
    assert ran.code is Exit.BAD_INPUT
    assert "v9" in ran.err


def test_what_the_same_thing_stops_is_told_once(shell: Shell, tmp_path: Path) -> None:
    visits = (visit("v1"), visit("v2", "2026-12-21 10:00", minutes=20))
    away = (absence("amy", "2026-12-21 00:00", "2026-12-22 00:00"),)
    staff = (employee("amy", degree_pct=20, day_break=clock("16:00")),)
    folder = dataset_folder(
        tmp_path / "village", employees=staff, visits=visits, absences=away
    )
    plan = plan_folder(tmp_path / "plan", folder, Plan())
    [told] = shell("why", folder, plan, "--json").document["contradictions"]
    assert (told["visit_id"], told["alike"]) == ("v1", ["v2"])
