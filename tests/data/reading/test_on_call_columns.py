"""Time on call in shift_types.csv, and the demand for it in staffing.csv."""

from pathlib import Path

import pytest

from data.reading.dataset import read_dataset
from data.reading.plans import read_plan
from data.writing.dataset_files import write_dataset
from scheduler.domain.problem import Problem
from scheduler.domain.values import OnCall
from tests.data.reading.build import Files, Where, faults_of, where
from tests.scheduler.pay.supplements.whole import whole_without

HEAD = "shift_id,unit_id,kind,start,end,breaks,paid_meal,start2,end2,days,max_per_day"
JOUR = "J1,night,evening,14:00,09:00,30@17:00-18:00,0,,,1111111,,"


def with_jour(on_call: str = "jour@22:00-06:00", row: str = JOUR) -> Files:
    files = Files()
    old = files.content["shift_types.csv"].decode().splitlines()
    rows = [f"{HEAD},on_call", *(line + "," for line in old[1:]), row + on_call]
    return files.set("shift_types.csv", "\n".join(rows) + "\n")


def with_need(need: str) -> Files:
    head = "unit_id,date,weekday,start,end,skills,min,want,max,on_call"
    return with_jour().set("staffing.csv", f"{head}\n{need}\n")


def read(files: Files, folder: Path) -> Problem:
    return read_dataset(files.write(folder))


def test_time_on_call_interrupts_the_shift(tmp_path: Path) -> None:
    type_ = read(with_jour(), tmp_path).shift_type["J1"]
    assert [(r.on_call, r.earliest, r.latest) for r in type_.on_call] == [
        (OnCall.JOUR, 22 * 60, 30 * 60)
    ]
    assert type_.paid_minutes == (19 - 8) * 60 - 30


@pytest.mark.parametrize(
    ("row", "on_call", "times"),
    [
        ("B1,night,day,07:00,07:00,30@11:00-13:00,0,,,1111111,,", "16:00-07:00", 15),
        ("B1,night,night,22:00,07:00,,0,,,1111111,,", "22:00-07:00", 9),
        ("B1,night,night,20:00,07:00,,0,,,1111111,,", "01:00-06:00", 5),
    ],
)
def test_time_on_call_may_reach_into_the_next_day(
    tmp_path: Path, row: str, on_call: str, times: int
) -> None:
    made = read(with_jour(f"beredskap@{on_call}", row), tmp_path)
    (rule,) = made.shift_type["B1"].on_call
    assert rule.on_call is OnCall.BEREDSKAP
    assert rule.minutes == rule.latest - rule.earliest == times * 60


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param(
            with_jour("standby@22:00-06:00"),
            ("on_call_time", "shift_types.csv", 5, "on_call"),
            id="a kind that there is not",
        ),
        pytest.param(
            with_jour("jour@22:00-25:00"),
            ("on_call_time", "shift_types.csv", 5, "on_call"),
            id="a time that there is not",
        ),
        pytest.param(
            with_jour("jour@22:00-09:01"),
            ("break_outside", "shift_types.csv", 5, "on_call"),
            id="beyond the shift",
        ),
        pytest.param(
            with_need("night,2026-12-24,,21:00,07:00,,1,,,standby"),
            ("one_of", "staffing.csv", 2, "on_call"),
            id="a need of a kind that there is not",
        ),
        pytest.param(
            with_jour("", JOUR),
            ("shift_too_long", "shift_types.csv", 5, "end"),
            id="as long without time on call",
        ),
        pytest.param(
            with_jour("beredskap@22:00-06:00", JOUR),
            ("shift_too_long", "shift_types.csv", 5, "end"),
            id="as long with beredskap in the middle",
        ),
    ],
)
def test_what_cannot_be_is_refused(
    tmp_path: Path, files: Files, expected: Where
) -> None:
    assert [where(f) for f in faults_of(files.write(tmp_path))] == [expected]


def test_need_of_people_on_call_is_no_need_of_people_at_work(tmp_path: Path) -> None:
    made = read(with_need("night,,4,22:00,06:00,usk,1,2,,jour"), tmp_path)
    assert made.staffing == ()
    (need,) = made.on_call_needs
    assert (need.on_call, need.min, need.want) == (OnCall.JOUR, 1, 2)


def test_dataset_is_written_as_it_was_read(tmp_path: Path) -> None:
    made = read(with_need("night,,4,22:00,06:00,usk,1,2,,jour"), tmp_path / "one")
    write_dataset(made, tmp_path / "two")
    assert read_dataset(tmp_path / "two") == made


def test_dataset_without_the_columns_has_the_digest_that_it_had(tmp_path: Path) -> None:
    made = read(Files(), tmp_path / "one")
    head, *rows = Files().content["staffing.csv"].decode().splitlines()
    files = with_jour().set(
        "staffing.csv", "\n".join([f"{head},on_call", *(r + "," for r in rows)])
    )
    lines = files.content["shift_types.csv"].decode().splitlines()
    files.set("shift_types.csv", "\n".join(lines[:-1]) + "\n")
    assert read(files, tmp_path / "two").sha256 == made.sha256


def test_agreement_of_ones_own_must_say_what_it_costs(tmp_path: Path) -> None:
    whole = whole_without("on_call")
    files = with_jour().setting("agreement", 'agreement = "mine"')
    files.content["agreements/mine.toml"] = whole.encode()
    assert [where(f) for f in faults_of(files.write(tmp_path / "one"))] == [
        ("no_on_call_rates", "shift_types.csv", 5, "on_call")
    ]
    plain = Files().setting("agreement", 'agreement = "mine"')
    plain.content["agreements/mine.toml"] = whole.encode()
    assert read(plain, tmp_path / "two").agreement == "mine"


def test_plan_made_by_hand_gets_its_time_on_call_where_the_type_has_it(
    tmp_path: Path,
) -> None:
    made = read(with_jour(), tmp_path / "data")
    folder = tmp_path / "plan"
    folder.mkdir()
    (folder / "shifts.csv").write_text(
        "employee_id,date,shift_id,unit_id,start,end\n"
        "hal,2026-12-22,J1,night,2026-12-22T14:00,2026-12-23T09:00\n"
    )
    (folder / "visits.csv").write_text("visit_id,employee_id,start,end\n")
    (row,) = read_plan(folder, made).shifts
    wall = [end - start for start, end in row.breaks]
    assert (wall, row.paid_minutes) == ([30, 480], 630)
