"""Plan folders and documents, as others will read them."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from data.faults import BadInput
from data.reading.plans import read_plan, read_plan_document
from data.result_document import RunFacts, read_result
from data.writing.plan_files import check_plan_folder, write_plan_document
from scheduler.domain.plan import Plan
from scheduler.planning.result import Status
from scheduler.rules.rule import Compensation
from tests.build import at
from tests.data.plan_build import (
    RULES,
    small_audit,
    small_plan,
    small_problem,
    small_result,
    write_plan,
)

FILES = {
    ".manifest.json",
    "shifts.csv",
    "visits.csv",
    "unassigned.csv",
    "breaches.csv",
    "costs.csv",
    "price_lines.csv",
    "hours.csv",
    "kpis.json",
    "result.json",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder that a plan was written into."""
    write_plan(tmp_path / "plan", small_problem(), small_result(), RULES)
    return tmp_path / "plan"


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _sorted(plan: Plan) -> Plan:
    return Plan(
        shifts=tuple(sorted(plan.shifts, key=lambda r: (r.employee, r.start))),
        visits=tuple(sorted(plan.visits, key=lambda r: (r.employee, r.start))),
        unassigned=plan.unassigned,
    )


def test_a_plan_folder_has_all_its_files(folder: Path) -> None:
    assert _names(folder) == FILES
    assert _names(folder.parent) == {"plan"}


def test_shifts_are_written_in_local_time(folder: Path) -> None:
    assert _rows(folder / "shifts.csv")[:3] == [
        [
            "employee_id",
            "date",
            "shift_id",
            "part",
            "unit_id",
            "start",
            "end",
            "breaks",
            "paid_minutes",
            "pay_class",
        ],
        [
            "amy",
            "2026-12-21",
            "day",
            "1",
            "centre",
            "2026-12-21T07:00",
            "2026-12-21T16:00",
            "11:30-12:00",
            "510",
            "ordinary",
        ],
        [
            "amy",
            "2026-12-22",
            "night",
            "1",
            "centre",
            "2026-12-22T21:00",
            "2026-12-23T07:00",
            "23:45-00:15",
            "570",
            "overtime",
        ],
    ]


def test_visits_say_where_people_come_from(folder: Path) -> None:
    assert _rows(folder / "visits.csv")[:3] == [
        [
            "visit_id",
            "staff_no",
            "employee_id",
            "start",
            "end",
            "from_id",
            "travel_minutes",
            "wait_minutes",
        ],
        ["v1", "1", "amy", "2026-12-21T08:00", "2026-12-21T08:30", "centre", "2", "58"],
        ["v2", "1", "amy", "2026-12-21T10:05", "2026-12-21T10:50", "carl", "9", "86"],
    ]


def test_what_is_left_undone_has_a_reason(folder: Path) -> None:
    assert _rows(folder / "unassigned.csv") == [
        ["visit_id", "staff_no", "reason", "detail", "x_proof", "x_proof_detail"],
        ["v3", "1", "no_capacity", "nobody, alas", "impossible", "so it is"],
    ]


def test_breaches_are_worded_and_priced_in_kronor(folder: Path) -> None:
    header, row = _rows(folder / "breaches.csv")
    assert dict(zip(header, row, strict=True)) == {
        "rule": "X01",
        "hard": "0",
        "amount": "3",
        "unit": "times",
        "weight": "1.50",
        "cost": "4.50",
        "employee_id": "amy",
        "client_id": "",
        "visit_id": "v1",
        "date": "2026-12-21",
        "message_sv": "Hälsa, åtminstone 3",
        "message_en": "Say hello 3",
        "x_owed_minutes": "",
        "x_made_up_minutes": "",
        "x_made_up_from": "",
    }


def test_an_exception_from_the_rest_says_what_makes_up_for_it() -> None:
    made_up = Compensation(owed=780, given=790, start=at("2026-12-22 20:00"))
    judged = small_audit()
    use = judged.breaches[0].model_copy(update={"compensation": made_up})
    told = small_result(audit=judged.model_copy(update={"breaches": (use,)}))
    document = write_plan_document(small_problem(), told, RULES)
    [row] = cast("list[dict[str, object]]", document["breaches"])
    assert {name: row[name] for name in row if name.startswith("x_")} == {
        "x_owed_minutes": 780,
        "x_made_up_minutes": 790,
        "x_made_up_from": "2026-12-22T20:00",
    }


def test_a_folder_from_before_a_column_of_ours_was_added_is_replaced(
    folder: Path,
) -> None:
    (folder / ".manifest.json").unlink()
    header, *rows = _rows(folder / "breaches.csv")
    older = [name for name in header if not name.startswith("x_")]
    text = "\n".join(",".join(row[: len(older)]) for row in (older, *rows))
    (folder / "breaches.csv").write_text(text, encoding="utf-8")
    check_plan_folder(folder)
    (folder / "breaches.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(BadInput):
        check_plan_folder(folder)


def test_costs_have_two_decimals_also_below_zero(folder: Path) -> None:
    assert _rows(folder / "costs.csv") == [
        ["employee_id", "item", "minutes", "amount"],
        ["amy", "base", "1110", "1234.05"],
        ["hal", "sick", "0", "-1.05"],
    ]


def test_figures_say_what_they_were_computed_from(folder: Path) -> None:
    assert json.loads((folder / "kpis.json").read_text()) == {
        "all": {
            "K01": {"value": None, "unit": "%", "numerator": 0.0, "denominator": None}
        }
    }


def test_the_result_says_how_the_plan_came_about(folder: Path) -> None:
    result = json.loads((folder / "result.json").read_text())
    assert set(result.pop("versions")) == {"bemanna", "python", "ortools", "numba"}
    assert result == {
        "status": "feasible",
        "x_paid": 1233,
        "x_personnel_cost": 1233,
        "x_vehicle_cost": 0,
        "x_points": 4.5,
        "objective": 1237.5,
        "bound": 1000,
        "gap": pytest.approx(23750 / 123750),
        "x_least": {},
        "seconds": 1.235,
        "seed": 7,
        "workers": 2,
        "dataset_sha256": "0" * 64,
        "agreement": "AB",
        "rules": [{"kind": "courtesy", "hard": False, "price_kr": 1.5}],
        "x_interrupted": False,
        "x_defect": None,
        "x_conflicts": [{"rules": [], "message_sv": "nej", "message_en": "no"}],
        "x_proofs": [],
        "x_late": [],
    }


def test_the_result_is_read_again(folder: Path) -> None:
    facts = read_result(folder)
    assert facts is not None
    assert facts.status is Status.FEASIBLE
    assert (facts.objective, facts.bound, facts.seed) == (1237.5, 1000, 7)
    assert facts.rules[0]["kind"] == "courtesy"


def test_a_plan_without_result_has_none(tmp_path: Path) -> None:
    assert read_result(tmp_path) is None


@pytest.mark.parametrize(
    ("text", "code", "pointer"),
    [
        ("{", "json_syntax", None),
        ("\udc80", "json_syntax", None),
        ("[" * 100_000, "json_syntax", None),
        ("[]", "result_value", ""),
        ('{"status": "splendid"}', "result_value", "/status"),
        ('{"seed": [1]}', "result_value", "/seed"),
    ],
)
def test_a_result_that_cannot_be_read_is_a_fault(
    folder: Path, text: str, code: str, pointer: str | None
) -> None:
    (folder / "result.json").write_bytes(text.encode(errors="surrogateescape"))
    for read in (read_result, lambda f: read_plan(f, small_problem())):
        with pytest.raises(BadInput) as caught:
            read(folder)
        [fault] = caught.value.faults
        assert (fault.code, fault.file, fault.pointer) == (code, "result.json", pointer)
        assert fault.text("sv") != fault.text("en")


def test_a_result_may_say_little(folder: Path) -> None:
    (folder / "result.json").write_text("{}")
    assert read_result(folder) == RunFacts()


def test_the_plan_is_read_again(folder: Path) -> None:
    assert read_plan(folder, small_problem()) == _sorted(small_plan())


def test_the_plan_is_read_again_from_a_document() -> None:
    problem = small_problem()
    document = write_plan_document(problem, small_result(), RULES)
    document = json.loads(json.dumps(document))
    assert document["costs"][1]["amount"] == -1.05
    assert document["breaches"][0]["weight"] == 1.5
    assert read_plan_document(document, problem) == _sorted(small_plan())


@pytest.mark.parametrize("status", [Status.INFEASIBLE, Status.NO_PLAN_IN_TIME])
def test_no_plan_is_a_result_alone(tmp_path: Path, status: Status) -> None:
    result = small_result(status=status, plan=None, audit=None, bound=None)
    write_plan(tmp_path / "plan", small_problem(), result, RULES)
    assert _names(tmp_path / "plan") == {"result.json", ".manifest.json"}
    said = json.loads((tmp_path / "plan" / "result.json").read_text())
    assert (said["status"], said["objective"], said["gap"]) == (
        status.value,
        None,
        None,
    )


def test_more_files_land_with_the_plan(tmp_path: Path) -> None:
    extras = {"report.html": b"<html>", "schedule.xlsx": b"PK"}
    write_plan(tmp_path / "plan", small_problem(), small_result(), RULES, extras)
    assert _names(tmp_path / "plan") == FILES | set(extras)
    assert (tmp_path / "plan" / "schedule.xlsx").read_bytes() == b"PK"


def test_an_earlier_plan_is_replaced_as_a_whole_and_kept(tmp_path: Path) -> None:
    more = {"report.html": b"<html>"}
    folder = tmp_path / "plan"
    write_plan(folder, small_problem(), small_result(), RULES, more)
    write_plan(folder, small_problem(), small_result(seed=8), RULES)
    assert _names(folder) == FILES
    assert _names(tmp_path) == {"plan", "plan.1"}
    assert _names(tmp_path / "plan.1") == FILES | {"report.html"}
    seeds = [read_result(tmp_path / name) for name in ("plan", "plan.1")]
    assert [facts and facts.seed for facts in seeds] == [8, 7]


def test_a_plan_made_by_hand_stays(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    write_plan(folder, small_problem(), small_result(), RULES)
    for path in folder.iterdir():
        if path.name not in ("shifts.csv", "visits.csv"):
            path.unlink()
    assert _codes(folder, check_plan_folder) == ["not_a_plan_folder"]
    assert _codes(folder, _write) == ["not_a_plan_folder"]
    assert _names(folder) == {"shifts.csv", "visits.csv"}


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    write_plan(tmp_path, small_problem(), small_result(), RULES)
    assert _names(tmp_path) == FILES


def test_missing_folders_on_the_way_are_made(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b" / "plan"
    write_plan(deep, small_problem(), small_result(), RULES)
    assert _names(deep) == FILES


def _codes(target: Path, act: Callable[[Path], None]) -> list[str]:
    with pytest.raises(BadInput) as caught:
        act(target)
    return [fault.code for fault in caught.value.faults]


def _write(folder: Path) -> None:
    write_plan(folder, small_problem(), small_result(), RULES)


@pytest.mark.parametrize("act", [check_plan_folder, _write])
def test_a_folder_of_something_else_is_left_alone(
    tmp_path: Path, act: Callable[[Path], None]
) -> None:
    (tmp_path / "visits.csv").write_text("a dataset")
    assert _codes(tmp_path, act) == ["not_a_plan_folder"]
    assert _names(tmp_path) == {"visits.csv"}


@pytest.mark.parametrize("act", [check_plan_folder, _write])
def test_a_file_is_left_alone(tmp_path: Path, act: Callable[[Path], None]) -> None:
    (tmp_path / "plan").write_text("mine")
    assert _codes(tmp_path / "plan", act) == ["not_a_folder"]
    assert _codes(tmp_path / "plan" / "deeper", act) == ["cannot_write"]
    assert (tmp_path / "plan").read_text() == "mine"
