"""``next``: from a plan to the dataset after it."""

from datetime import date
from pathlib import Path

import pytest

from api.cli.exits import Exit
from api.next_dataset import last_day
from data.granted_visits import granted_in
from data.reading.dataset import read_dataset
from scheduler.domain.care_need import CareNeed
from scheduler.domain.values import VisitKind
from tests.api.cli.commands import Shell
from tests.api.village import dataset_folder, good_plan, plan_folder, village
from tests.build import clock, need, visit


@pytest.fixture
def planned(tmp_path: Path) -> tuple[Path, Path]:
    dataset = dataset_folder(tmp_path / "village")
    return dataset, plan_folder(tmp_path / "plan", dataset, good_plan())


def test_the_next_period_begins_where_the_plan_ends_and_knows_it(
    shell: Shell, planned: tuple[Path, Path], tmp_path: Path
) -> None:
    out = tmp_path / "next"
    ran = shell("next", *planned, "--to", "2027-01-10", "--out", out, "--json")
    assert ran.code is Exit.DONE
    assert (ran.document["first"], ran.document["last"]) == ("2026-12-28", "2027-01-10")
    made = read_dataset(out)
    assert [(w.employee, w.break_minutes) for w in made.worked_shifts] == [("amy", 30)]
    assert [(d.client, d.employee) for d in made.done_visits] == [("carl", "amy")]
    assert made.balance["amy"].hours_carried_minutes == 480 - 288
    assert made.visits == ()


def test_visits_are_repeated_when_asked_and_otherwise_it_is_told_that_none_are(
    shell: Shell, planned: tuple[Path, Path], tmp_path: Path
) -> None:
    bare = shell("next", *planned, "--to", "january", "--out", tmp_path / "a")
    assert "inga besök" in bare.out
    words = ("--to", "january", "--out", tmp_path / "b", "--repeat")
    again = shell("next", *planned, *words)
    assert "inga besök" not in again.out
    made = read_dataset(tmp_path / "b")
    mondays = [v.date for v in made.visits if v.id.startswith("v1-")]
    assert mondays == [date(2026, 12, 28), *(date(2027, 1, n) for n in (4, 11, 18, 25))]


def test_weekly_staffing_recurs_for_ever(shell: Shell, tmp_path: Path) -> None:
    rows = [need("2026-12-21 08:00", "2026-12-21 09:00", weekly=True)]
    dataset = dataset_folder(tmp_path / "village", staffing=rows)
    plan = plan_folder(tmp_path / "plan", dataset, good_plan())
    for last, out in (("2027-01-03", "second"), ("2027-01-17", "third")):
        ran = shell("next", dataset, plan, "--to", last, "--out", tmp_path / out)
        assert ran.code is Exit.DONE
        text = (tmp_path / out / "staffing.csv").read_text("utf-8")
        assert text.count("centre,,1,08:00,09:00") == 1
        dataset = tmp_path / out
        plan = tmp_path / f"no plan of {out}"
        plan.mkdir()
        for file, head in (
            ("shifts", "employee_id,date,shift_id,unit_id,start,end"),
            ("visits", "visit_id,employee_id,start,end"),
        ):
            (plan / f"{file}.csv").write_text(f"{head}\n")
    assert [n.date for n in read_dataset(dataset).staffing] == [
        date(2027, 1, 4),
        date(2027, 1, 11),
    ]


def test_needs_grant_the_visits_of_the_new_days_and_exceptions_stay_behind(
    shell: Shell, tmp_path: Path
) -> None:
    daily = CareNeed(
        id="n1",
        client="carl",
        kind=VisitKind.CARE,
        minutes=30,
        opens=clock("08:00"),
        closes=clock("09:00"),
        last=date(2026, 12, 30),
    )
    granted = granted_in(village(needs=(daily,)))
    visits = (visit("v2", "2026-12-21 10:00"), *list(granted.values())[1:])
    dataset = dataset_folder(tmp_path / "village", needs=(daily,), visits=visits)
    assert "n1-20261221" not in read_dataset(dataset).visit  # cancelled
    plan = tmp_path / "plan"
    plan.mkdir()
    (plan / "shifts.csv").write_text("employee_id,date,shift_id,unit_id,start,end\n")
    (plan / "visits.csv").write_text("visit_id,employee_id,start,end\n")
    words = ("--to", "2027-01-03", "--repeat", "--out", tmp_path / "next")
    assert shell("next", dataset, plan, *words).code is Exit.DONE
    assert sorted(read_dataset(tmp_path / "next").visit) == [
        "n1-20261228",
        "n1-20261229",
        "n1-20261230",
        "v2-20261228",
    ]


def test_a_folder_with_a_dataset_is_not_replaced_unasked(
    shell: Shell, planned: tuple[Path, Path]
) -> None:
    ran = shell("next", *planned, "--to", "january", "--out", planned[0], "--json")
    assert ran.code is Exit.BAD_INPUT
    assert [f["code"] for f in ran.document["faults"]] == ["dataset_there"]


@pytest.mark.parametrize("last", ["2026-12-27", "2027-12-29", "snart", "2027-13"])
def test_a_day_that_is_none_or_too_far_is_refused(
    shell: Shell, planned: tuple[Path, Path], tmp_path: Path, last: str
) -> None:
    ran = shell("next", *planned, "--to", last, "--out", tmp_path / "next")
    assert ran.code is Exit.BAD_INPUT
    assert "2026-12-27" in ran.err
    assert not (tmp_path / "next").exists()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026-12-28", date(2026, 12, 28)),
        ("2027-12-28", date(2027, 12, 28)),
        ("2027-02", date(2027, 2, 28)),
        ("februari", date(2027, 2, 28)),
        ("feb", date(2027, 2, 28)),
        ("February", date(2027, 2, 28)),
        ("december", date(2026, 12, 31)),
        ("november", date(2027, 11, 30)),
    ],
)
def test_the_last_day_is_a_date_a_month_or_its_name(text: str, found: date) -> None:
    assert last_day(text, date(2026, 12, 27)) == found


def test_a_month_that_ends_with_the_plan_is_next_years() -> None:
    assert last_day("december", date(2026, 12, 31)) == date(2027, 12, 31)
