"""``sample``, ``check``, ``evaluate`` and ``compare``."""

import json
from pathlib import Path

import pandas as pd
import pytest

from api.cli.exits import Exit
from constraints import default_rules
from data.reading.dataset import read_dataset
from data.reading.plans import read_plan
from data.tables import frames
from tests.api.cli.commands import Shell
from tests.api.village import (
    amy,
    dataset_folder,
    good_plan,
    lazy_plan,
    plan_folder,
    result_of,
)
from tests.build import clock, hourly, visit
from tests.data.plan_build import write_plan
from tests.data.reading.books import again, book_of, put, saved
from tests.data.reading.build import Files

pytestmark = pytest.mark.usefixtures("plain_weeks")


def edit(path: Path, old: str, new: str) -> None:
    """Change a text in a file, which must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


# sample


def test_a_sample_is_a_dataset_that_is_right(shell: Shell, tmp_path: Path) -> None:
    ran = shell("sample", "small", "--out", tmp_path / "small", "--json")
    assert ran.code is Exit.DONE
    assert ran.document["size"]["clients"]["value"] == 30
    assert ran.document["files"] == {"dataset": str(tmp_path / "small")}
    assert shell("check", tmp_path / "small").code is Exit.DONE


def test_a_sample_comes_with_rules_to_edit(shell: Shell, tmp_path: Path) -> None:
    shell("sample", "small", "--out", tmp_path / "small")
    rules = json.loads((tmp_path / "small" / "rules.json").read_text("utf-8"))
    assert rules["rules"][0]["kind"] == "daily_rest_window"


def test_another_seed_is_another_sample(shell: Shell, tmp_path: Path) -> None:
    for seed in (1, 2):
        shell("sample", "small", "--out", tmp_path / str(seed), "--seed", seed)
    one, two = (read_dataset(tmp_path / name).sha256 for name in ("1", "2"))
    assert one != two


def test_an_unknown_sample_is_refused(shell: Shell, tmp_path: Path) -> None:
    ran = shell("sample", "tiny", "--out", tmp_path / "tiny")
    assert ran.code is Exit.BAD_INPUT
    assert "lekeberg" in ran.err
    assert not (tmp_path / "tiny").exists()


def test_a_sample_is_not_written_over_something_else(
    shell: Shell, tmp_path: Path
) -> None:
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    assert shell("sample", "small", "--out", tmp_path).code is Exit.BAD_INPUT
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


# check


def test_a_right_dataset_is_told_its_size(shell: Shell, dataset: Path) -> None:
    ran = shell("check", dataset, "--lang", "en")
    assert ran.code is Exit.DONE
    assert "Dataset test: 7 days from 2026-12-21" in ran.out
    assert "nothing was found to stand in the way" in ran.out


def test_a_program_gets_the_size_as_numbers(shell: Shell, dataset: Path) -> None:
    found = shell("check", dataset, "--json").document
    assert found["size"]["must_visits"] == {"value": 2}
    assert found["size"]["visit_hours"] == {"value": 0.83}
    assert found["findings"] == []
    assert found["exit_code"] == 0


@pytest.mark.parametrize(
    ("visits", "empty"),
    [(7, []), (6, ["2026-12-27"]), (5, ["2026-12-26", "2026-12-27"]), (0, [])],
)
def test_days_without_a_single_visit_are_told_where_others_have_some(
    visits: int, empty: list[str], shell: Shell, tmp_path: Path
) -> None:
    made = [visit(f"v{n}", f"2026-12-2{n + 1} 10:00") for n in range(visits)]
    folder = dataset_folder(tmp_path / "days", visits=tuple(made))
    assert shell("check", folder, "--json").document["days_without_visits"] == empty
    told = shell("check", folder, "--lang", "en").out
    assert ("Days without a single visit" in told) == bool(empty)
    assert all(day in told for day in empty)


def test_every_fault_is_told_where_it_is_and_nothing_else(
    shell: Shell, dataset: Path
) -> None:
    edit(dataset / "employees.csv", "monthly,20", "monthly,120")
    edit(dataset / "visits.csv", "v2,carl", "v2,nobody")
    (dataset / "rules.json").write_text(
        '{"rules": [\n{"kind": "no_such_rule"}]}', encoding="utf-8"
    )
    ran = shell("check", dataset, "--lang", "en")
    assert ran.code is Exit.BAD_INPUT
    assert ran.out == ""
    lines = ran.err.splitlines()
    assert lines[0].startswith("employees.csv, row 2, column degree_pct: ")
    assert "120" in lines[0]
    assert lines[1].startswith("visits.csv, row 3, column client_id: ")
    assert lines[2].startswith("rules.json, row 2, /rules/0/kind: ")
    assert lines[3] == "Errors in what was handed in: 3. Nothing was written."
    assert "Traceback" not in ran.err


def test_a_program_gets_the_faults_with_their_places(
    shell: Shell, dataset: Path
) -> None:
    edit(dataset / "employees.csv", "monthly,20", "monthly,120")
    ran = shell("check", dataset, "--json", "--lang", "en")
    [fault] = ran.document["faults"]
    assert ran.document["exit_code"] == ran.code == Exit.BAD_INPUT
    place = {key: fault[key] for key in ("file", "line", "column", "value")}
    assert place == {
        "file": "employees.csv",
        "line": 2,
        "column": "degree_pct",
        "value": "120",
    }
    assert "100" in fault["message"]


def test_an_impossible_dataset_has_a_code_of_its_own(
    shell: Shell, tmp_path: Path
) -> None:
    alone = visit("v1", staff=2)
    folder = dataset_folder(tmp_path / "hard", visits=(alone,))
    ran = shell("check", folder, "--json", "--lang", "en")
    assert ran.code is Exit.NO_PLAN
    [finding] = [f for f in ran.document["findings"] if f["severity"] == "error"]
    assert finding["visit"] == "v1"
    assert finding["message"] in shell("check", folder, "--lang", "en").out


def test_what_is_only_hard_is_a_warning_and_no_failure(
    shell: Shell, tmp_path: Path
) -> None:
    busy = [visit(f"v{n}", f"2026-12-2{1 + n // 4} {8 + n % 4}:00") for n in range(12)]
    long = tuple(v.model_copy(update={"minutes": 55}) for v in busy)
    people = (amy(), hourly("hal", day_break=clock("16:00")))
    folder = dataset_folder(tmp_path / "busy", employees=people, visits=long)
    ran = shell("check", folder, "--lang", "en")
    assert ran.code is Exit.DONE
    assert "Warnings: 1" in ran.out
    assert "nothing was found" not in ran.out


def test_rules_may_stand_in_another_file(
    shell: Shell, dataset: Path, tmp_path: Path
) -> None:
    rules = tmp_path / "strict.json"
    rules.write_text('{"rules": 3}', encoding="utf-8")
    ran = shell("check", dataset, "--rules", rules)
    assert ran.code is Exit.BAD_INPUT
    assert f"{rules}, " in ran.err


@pytest.mark.parametrize("text", ["[" * 100_000, '{"rules": ' + "9" * 5000 + "}"])
def test_rules_beyond_reason_are_bad_input(
    shell: Shell, dataset: Path, text: str
) -> None:
    (dataset / "rules.json").write_text(text, encoding="utf-8")
    assert shell("check", dataset).code is Exit.BAD_INPUT


def test_rules_that_are_not_there_are_told(shell: Shell, dataset: Path) -> None:
    ran = shell("check", dataset, "--rules", dataset / "none.json", "--lang", "en")
    assert ran.code is Exit.BAD_INPUT
    assert "There is no such file" in ran.err


# a workbook


@pytest.fixture
def good_and_lazy(dataset: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Return a plan that makes every visit, and one that leaves a must-visit open."""
    good = plan_folder(tmp_path / "good", dataset)
    return good, plan_folder(tmp_path / "lazy", dataset, lazy_plan())


@pytest.fixture
def workbook(dataset: Path) -> Path:
    """Return the village as one workbook, beside its folder."""
    content = {file.name: file.read_bytes() for file in dataset.glob("[a-z]*")}
    content["dataset.toml"] = content["dataset.toml"].partition(b"\n\n[travel]")[0]
    return saved(book_of(Files(content)), dataset.parent)


def test_a_workbook_is_as_good_as_a_folder(
    shell: Shell, dataset: Path, workbook: Path, tmp_path: Path
) -> None:
    told = [shell("check", path, "--json").document for path in (dataset, workbook)]
    assert told[0] == told[1]
    plan = plan_folder(tmp_path / "plan", dataset)
    judged = [
        shell("evaluate", path, plan, "--json").document for path in (dataset, workbook)
    ]
    assert judged[0]["summary"] == judged[1]["summary"]
    assert shell("compare", workbook, plan, plan).code is Exit.DONE


def test_faults_of_a_workbook_name_the_sheet(shell: Shell, workbook: Path) -> None:
    book = again(workbook)
    put("visits", 2, "client_id", "nobody")(book)
    saved(book, workbook.parent)
    ran = shell("check", workbook)
    assert ran.code is Exit.BAD_INPUT
    assert "mine.xlsx: visits, rad 2, kolumn client_id (B)" in ran.err


def test_a_workbook_takes_rules_of_another_file(
    shell: Shell, workbook: Path, tmp_path: Path
) -> None:
    rules = tmp_path / "mine.json"
    rules.write_text("{}", encoding="utf-8")
    ran = shell("check", workbook, "--rules", rules)
    assert ran.code is Exit.BAD_INPUT
    assert "mine.json" in ran.err


# evaluate


def test_a_plan_made_by_hand_is_judged(
    shell: Shell, dataset: Path, tmp_path: Path
) -> None:
    plan = plan_folder(tmp_path / "plan", dataset)
    for path in plan.iterdir():
        if path.name not in ("shifts.csv", "visits.csv"):
            path.unlink()
    ran = shell("evaluate", dataset, plan, "--json")
    assert ran.code is Exit.DONE
    assert ran.document["status"] == "feasible"
    summary = ran.document["summary"]
    assert summary["price"]["objective"]["value"] == 2178.96
    assert summary["hours"]["H_paid"]["value"] == 8
    assert summary["visits"]["V_must"]["numerator"] == 2
    assert summary["cost"]["base"]["amount"] > 0
    assert summary["breaches"]["R31"]["count"] == 1
    assert ran.document["files"] == {}


def test_visits_that_must_be_made_are_told_apart_from_those_that_may_be_left_out(
    shell: Shell, tmp_path: Path
) -> None:
    some = (
        visit("v1"),
        visit("v2", "2026-12-21 10:00", minutes=20),
        visit("v3", "2026-12-21 13:00", priority=3),
        visit("v4", "2026-12-21 14:00", priority=3),
    )
    town = dataset_folder(tmp_path / "town", visits=some)
    plan = plan_folder(tmp_path / "plan", town, lazy_plan())
    found = shell("evaluate", town, plan, "--json").document["summary"]["breaches"]
    assert found["V01 must"] == {"count": 1, "cost": 20_000}
    assert found["V01"]["count"] == 2
    told = shell("evaluate", town, plan).out
    lines = [line.split("  ")[0] for line in told.splitlines() if "V01" in line]
    title = "V01 Beviljade besök bemannas"
    assert lines == [f"{title} (måste-besök)", title]


def test_a_judged_plan_is_told_in_tables(
    shell: Shell, dataset: Path, tmp_path: Path
) -> None:
    plan = plan_folder(tmp_path / "plan", dataset, lazy_plan())
    ran = shell("evaluate", dataset, plan)
    for title in ("Kostnad per post", "Timmar per slag", "Kontinuitet", "Avvikelser"):
        assert title in ran.out
    assert "granskad och prissatt" in ran.out
    told = " ".join(ran.out.split())
    paid, weighed = told.index("Personalkostnad 2 154 kr"), told.index("22 179 poäng")
    assert paid < told.index("Obemannade måste-besök 1 Brott mot") < weighed


def test_a_plan_that_leaves_a_must_visit_open_ends_with_one(
    shell: Shell, dataset: Path, tmp_path: Path
) -> None:
    plan = plan_folder(tmp_path / "plan", dataset, lazy_plan())
    assert shell("evaluate", dataset, plan).code is Exit.OPEN


def test_a_plan_that_breaks_a_hard_rule_ends_with_one(
    shell: Shell, dataset: Path, tmp_path: Path
) -> None:
    tight = good_plan()
    early = tight.visits[0].model_copy(update={"start": tight.visits[0].start - 90})
    plan = tight.model_copy(update={"visits": (early, *tight.visits[1:])})
    folder = plan_folder(tmp_path / "plan", dataset, plan)
    ran = shell("evaluate", dataset, folder, "--json")
    assert ran.code is Exit.OPEN
    assert ran.document["summary"]["price"]["hard_breaches"]["value"] > 0
    assert ran.document["summary"]["price"]["must_open"]["value"] == 0
    assert ran.document["status"] == "breaks_rules"


def test_a_judged_plan_can_be_written_whole(
    shell: Shell, dataset: Path, tmp_path: Path
) -> None:
    plan = plan_folder(tmp_path / "plan", dataset)
    ran = shell("evaluate", dataset, plan, "--out", tmp_path / "whole", "--json")
    assert ran.code is Exit.DONE
    names = {path.name for path in (tmp_path / "whole").iterdir()}
    assert {"shifts.csv", "breaches.csv", "report.html", "schedule.xlsx"} <= names
    assert ran.document["files"]["report"] == str(tmp_path / "whole" / "report.html")
    read = read_dataset(dataset)
    assert read_plan(tmp_path / "whole", read) == read_plan(plan, read)


def test_a_plan_for_another_dataset_is_refused(
    shell: Shell, dataset: Path, tmp_path: Path
) -> None:
    other = dataset_folder(tmp_path / "other", name="other")
    plan = plan_folder(tmp_path / "plan", other)
    ran = shell("evaluate", dataset, plan, "--out", tmp_path / "whole")
    assert ran.code is Exit.BAD_INPUT
    assert "result.json" in ran.err
    assert not (tmp_path / "whole").exists()


def test_a_target_that_holds_something_else_is_refused(
    shell: Shell, dataset: Path, tmp_path: Path
) -> None:
    plan = plan_folder(tmp_path / "plan", dataset)
    ran = shell("evaluate", dataset, plan, "--out", dataset)
    assert ran.code is Exit.BAD_INPUT
    assert not (dataset / "report.html").exists()


# compare


def test_plans_of_one_dataset_stand_side_by_side(
    shell: Shell, good_and_lazy: tuple[Path, Path], dataset: Path
) -> None:
    good, lazy = good_and_lazy
    ran = shell("compare", dataset, good, lazy, "--json")
    assert ran.code is Exit.DONE
    assert ran.document["plans"] == [good.name, lazy.name]
    [row] = [r for r in ran.document["rows"] if r["key"] == "must_open"]
    assert row["values"] == [0, 1]
    assert row["differences"] == [0, 1]


def test_a_plan_that_was_made_under_other_rules_is_named(
    shell: Shell, dataset: Path, tmp_path: Path
) -> None:
    good = plan_folder(tmp_path / "good", dataset)
    read = read_dataset(dataset)
    other = tmp_path / "other"
    write_plan(other, read, result_of(read, good_plan()), default_rules()[:-1])
    told = shell("compare", dataset, good, other, "--lang", "en").out
    assert "other was made under other rules" in " ".join(told.split())
    assert "good was made under other rules" not in " ".join(told.split())
    ran = shell("compare", dataset, good, other, "--json")
    assert ran.document["other_rules"] == ["other"]
    assert {d for r in ran.document["rows"] for d in r["differences"]} <= {0, None}


def test_a_comparison_is_a_table_with_differences(
    shell: Shell,
    good_and_lazy: tuple[Path, Path],
    dataset: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    good, lazy = good_and_lazy
    told = shell("compare", dataset, good, lazy, "--lang", "en").out
    lines = [ln.split() for ln in told.splitlines()]
    assert [
        "Must-visits",
        "without",
        "staff",
        "0",
        "visits",
        "1",
        "visit",
        "(+1)",
    ] in lines


def test_one_plan_is_nothing_to_compare(
    shell: Shell, dataset: Path, tmp_path: Path
) -> None:
    plan = plan_folder(tmp_path / "plan", dataset)
    ran = shell("compare", dataset, plan, "--lang", "en")
    assert ran.code is Exit.BAD_INPUT
    assert "at least two plans" in ran.err


def test_the_same_plan_twice_has_two_names(
    shell: Shell, dataset: Path, tmp_path: Path
) -> None:
    plan = plan_folder(tmp_path / "plan", dataset)
    ran = shell("compare", dataset, plan, plan, plan, "--json")
    assert ran.document["plans"] == [str(plan), f"{plan} (2)", f"{plan} (3)"]


def test_plans_of_unlike_datasets_are_refused_by_name(
    shell: Shell, dataset: Path, tmp_path: Path
) -> None:
    good = plan_folder(tmp_path / "good", dataset)
    other = plan_folder(
        tmp_path / "other", dataset_folder(tmp_path / "town", name="town")
    )
    ran = shell("compare", dataset, good, other, tmp_path / "none", "--lang", "en")
    assert ran.code is Exit.BAD_INPUT
    assert f"{other}/result.json" in ran.err
    assert str(tmp_path / "none") in ran.err
    assert str(good) not in ran.err


def test_a_plan_of_another_dataset_is_judged_by_its_own_and_said_what_differs(
    shell: Shell, dataset: Path, tmp_path: Path
) -> None:
    good = plan_folder(tmp_path / "good", dataset)
    town = dataset_folder(tmp_path / "town", employees=(amy(monthly_pay=40_000_00),))
    other = plan_folder(tmp_path / "other", town, lazy_plan())
    words = ("compare", dataset, good, "--beside", town, other)
    told = shell(*words, "--lang", "en").out
    differs = "Employees, employees.csv: 0 new, 0 gone, 1 changed row"
    assert told.index(differs) < told.index("Personnel cost")
    assert "judged by its own inputs" in told
    found = shell(*words, "--json").document
    assert [file["columns"] for file in found["inputs"][1]["files"]] == [
        {"monthly_pay": 1}
    ]
    rows = {(r["topic"], r["key"]): r for r in found["rows"]}
    base = rows["cost", "base"]["values"]
    assert base[1] > base[0]
    per_hour = rows["per_visit_hour", "personnel_cost"]
    hours = [r for r in found["rows"] if (r["key"], r["scope"]) == ("H_client", "all")]
    costs = rows["objective", "personnel_cost"]["values"]
    assert per_hour["values"] == [
        pytest.approx(cost / hour, abs=1e-6)
        for cost, hour in zip(costs, hours[0]["values"], strict=True)
    ]


def test_all_that_is_wrong_with_another_dataset_is_told_with_its_folder(
    shell: Shell, dataset: Path, tmp_path: Path
) -> None:
    good = plan_folder(tmp_path / "good", dataset)
    town = dataset_folder(tmp_path / "town")
    (town / "units.csv").write_text("unit_id,name\n")
    words = ("--beside", town, good, "--beside", tmp_path / "none", good)
    ran = shell("compare", dataset, good, *words, "--lang", "en")
    assert ran.code is Exit.BAD_INPUT
    assert f"{town}/units.csv" in ran.err
    assert str(tmp_path / "none") in ran.err


def test_identical_plans_are_said_to_be_exactly_alike(
    shell: Shell, good_and_lazy: tuple[Path, Path], dataset: Path
) -> None:
    good, lazy = good_and_lazy
    same = shell("compare", dataset, good, good, "--lang", "en").out
    assert "The inputs are the same." in same
    assert "every difference is 0" in same
    unlike = shell("compare", dataset, good, lazy, "--lang", "en").out
    assert "every difference is 0" not in unlike


def test_a_comparison_is_written_for_programs(
    shell: Shell, good_and_lazy: tuple[Path, Path], dataset: Path, tmp_path: Path
) -> None:
    good, lazy = good_and_lazy
    file = tmp_path / "table.csv"
    ran = shell("compare", dataset, good, lazy, "--out", file, "--json")
    assert ran.code is Exit.DONE
    assert ran.document["files"] == {"table": str(file)}
    table = pd.read_csv(file)
    heads = ["topic", "scope", "key", "name", "unit"]
    assert table.columns.tolist() == [
        *heads,
        "good",
        "lazy",
        "Skillnad lazy",
    ]
    told = ran.document["rows"]
    assert table["key"].tolist() == [row["key"] for row in told]
    for at, plan in enumerate((good, lazy)):
        expected = [row["values"][at] for row in told]
        assert table[plan.name].astype(object).where(
            table[plan.name].notna(), None
        ).tolist() == pytest.approx(expected)
    (row,) = table[table["key"] == "must_open"].itertuples(index=False)
    assert row[3:] == ("Obemannade måste-besök", "visits", 0, 1, 1)


def test_a_comparison_is_written_for_people(
    shell: Shell, good_and_lazy: tuple[Path, Path], dataset: Path, tmp_path: Path
) -> None:
    good, lazy = good_and_lazy
    file = tmp_path / "table.XLSX"
    ran = shell("compare", dataset, good, lazy, "--out", file, "--json")
    assert ran.document["files"] == {"table": str(file)}
    table = pd.read_excel(file)
    heads = ["Slag", "Enhet", "Namn", "Måttenhet"]
    plans = ["good", "lazy", "Skillnad lazy"]
    assert table.columns.tolist() == heads + plans
    assert len(table) == len(ran.document["rows"])
    state = table[table["Slag"] == "Läget i planen"]
    (row,) = state[state["Namn"] == "Obemannade måste-besök"].itertuples(index=False)
    assert row[1:] == ("alla enheter", "Obemannade måste-besök", "besök", 0, 1, 1)
    said = {*table["Slag"], *table["Enhet"], *table["Måttenhet"]}
    keys = {row["topic"] for row in ran.document["rows"]} | {"all", "visits", "kr_h"}
    assert said & keys == set()


def test_a_table_replaces_no_file_unasked(
    shell: Shell, dataset: Path, tmp_path: Path
) -> None:
    good = plan_folder(tmp_path / "good", dataset)
    file = tmp_path / "table.csv"
    file.write_text("mine")
    words = ("compare", dataset, good, good, "--out", file)
    ran = shell(*words)
    assert ran.code is Exit.BAD_INPUT
    assert "Här finns redan något" in ran.err
    assert file.read_text() == "mine"
    assert shell(*words, "--force").code is Exit.DONE
    assert file.read_text().startswith("topic,scope,key")


def test_a_comparison_is_written_as_a_page_or_a_document(
    shell: Shell, good_and_lazy: tuple[Path, Path], dataset: Path, tmp_path: Path
) -> None:
    good, lazy = good_and_lazy
    page, document = tmp_path / "page.html", tmp_path / "whole.json"
    told = [
        shell("compare", dataset, good, lazy, "--out", file, "--json").document
        for file in (page, document)
    ]
    assert "<title" in page.read_text()
    kept = json.loads(document.read_text())
    assert kept["rows"] == told[1]["rows"]
    sha256 = read_dataset(dataset).sha256
    assert [d["sha256"] for d in kept["basis"]["datasets"]] == [sha256, sha256]


def test_parquet_says_what_it_takes_before_anything_is_judged(
    shell: Shell, dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = plan_folder(tmp_path / "good", dataset)
    file = tmp_path / "table.parquet"
    words = ("compare", dataset, good, good, "--out", file, "--json")
    monkeypatch.setattr(frames, "find_spec", lambda _name: None)
    ran = shell(*words)
    assert [fault["code"] for fault in ran.document["faults"]] == ["no_parquet"]
    assert not file.exists()
    out = ("--out", tmp_path / "out", "--parquet", "--json")
    ran = shell("what-if", dataset, "--add-employee", "amy", *out)
    assert [fault["code"] for fault in ran.document["faults"]] == ["no_parquet"]


def test_a_table_is_written_as_parquet(
    shell: Shell, dataset: Path, tmp_path: Path
) -> None:
    pytest.importorskip("pyarrow")
    good = plan_folder(tmp_path / "good", dataset)
    file = tmp_path / "table.parquet"
    ran = shell("compare", dataset, good, good, "--out", file, "--json")
    table = pd.read_parquet(file)
    assert table["key"].tolist() == [row["key"] for row in ran.document["rows"]]


def test_a_table_is_a_workbook_or_csv(
    shell: Shell, dataset: Path, tmp_path: Path
) -> None:
    good = plan_folder(tmp_path / "good", dataset)
    for name in ("table.pdf", "table"):
        ran = shell("compare", dataset, good, good, "--out", tmp_path / name)
        assert ran.code is Exit.BAD_INPUT
        assert "Det ska sluta på .html, .xlsx, .csv, .json eller .parquet" in ran.err


# board-report


def test_the_boards_report_is_written_of_two_plans(
    shell: Shell, dataset: Path, tmp_path: Path
) -> None:
    good = plan_folder(tmp_path / "good", dataset)
    town = dataset_folder(tmp_path / "town", employees=(amy(monthly_pay=40_000_00),))
    other = plan_folder(tmp_path / "other", town)
    outcomes = tmp_path / "outcomes.csv"
    outcomes.write_text("period,measure,label,value,of,answers,first,last,source\n")
    out = tmp_path / "report.html"
    words = ("board-report", dataset, good, other, "--out", out)
    assert shell(*words).code is Exit.BAD_INPUT
    assert not out.exists()
    more = ("--after-dataset", town, "--outcomes", outcomes)
    ran = shell(*words, *more, "--json")
    assert ran.code is Exit.DONE, ran.err
    assert ran.document["files"] == {"report": str(out)}
    text = out.read_text()
    assert read_dataset(town).sha256[:12] in text
    assert shell(*words, *more).code is Exit.BAD_INPUT  # it is there
    assert shell(*words, *more, "--force").code is Exit.DONE
