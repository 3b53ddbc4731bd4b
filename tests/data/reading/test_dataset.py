"""What the cells of a good dataset come to mean."""

from datetime import date
from pathlib import Path

import pytest

from data.reading.dataset import read_dataset
from data.writing.dataset_files import write_dataset, write_document
from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import Problem, TravelRow
from scheduler.domain.values import PayClass
from tests.build import at
from tests.data.reading.build import Files

STOCKHOLM = wall_clock("Europe/Stockholm")


@pytest.fixture
def problem(tmp_path: Path) -> Problem:
    """Return the good dataset as it is read."""
    return read_dataset(Files().write(tmp_path))


def test_the_role_is_a_skill(problem: Problem) -> None:
    assert problem.employee["amy"].skills == {"usk", "delegation"}


def test_money_is_read_to_the_ore(problem: Problem) -> None:
    assert problem.employee["amy"].monthly_pay == 3_125_050
    assert problem.employee["bo"].monthly_pay == 2_800_000


def test_a_visit_without_unit_is_made_by_the_clients(problem: Problem) -> None:
    assert [visit.unit for visit in problem.visits] == ["centre", "centre", "night"]


def test_a_window_may_lie_after_midnight(problem: Problem) -> None:
    visit = problem.visit["v3"]
    assert visit.date == date(2026, 12, 22)
    assert (visit.earliest, visit.latest) == (
        at("2026-12-23 01:00"),
        at("2026-12-23 02:00"),
    )


def test_an_end_at_or_before_the_start_is_on_the_next_day(problem: Problem) -> None:
    assert problem.shift_type["N1"].end == 31 * 60


def test_a_break_clock_before_the_start_is_on_the_next_day(tmp_path: Path) -> None:
    files = Files().put("shift_types.csv", 4, "breaks", "30@23:45-01:00|15@03:00-04:00")
    [first, second] = read_dataset(files.write(tmp_path)).shift_type["N1"].breaks
    assert (first.earliest, first.latest) == (23 * 60 + 45, 25 * 60)
    assert (second.earliest, second.latest) == (27 * 60, 28 * 60)


def test_a_second_part_before_the_end_of_the_first_is_on_the_next_day(
    tmp_path: Path,
) -> None:
    files = Files().put("shift_types.csv", 3, "start", "21:00")
    files.put("shift_types.csv", 3, "end", "24:00")
    files.put("shift_types.csv", 3, "start2", "05:00")
    files.put("shift_types.csv", 3, "end2", "09:00")
    assert read_dataset(files.write(tmp_path)).shift_type["S1"].spans == (
        (21 * 60, 24 * 60),
        (29 * 60, 33 * 60),
    )


def test_a_weekday_need_stands_for_each_such_day_of_the_plan(tmp_path: Path) -> None:
    files = Files().setting("days", "days = 14")
    needs = read_dataset(files.write(tmp_path)).staffing
    assert [need.date for need in needs] == [
        date(2026, 12, 24),
        date(2026, 12, 25),
        date(2027, 1, 1),
    ]
    assert needs[1].start == at("2026-12-25 22:00")
    assert needs[1].end == at("2026-12-26 00:00")


def test_a_need_that_ends_when_it_starts_lasts_a_day(tmp_path: Path) -> None:
    files = Files().put("staffing.csv", 2, "start", "07:00")
    [need, _] = read_dataset(files.write(tmp_path)).staffing
    assert need.end - need.start == 24 * 60


def test_what_is_wanted_is_the_minimum_where_nothing_is_said(problem: Problem) -> None:
    assert [(n.min, n.want, n.max) for n in problem.staffing] == [
        (1, 1, 2),
        (0, 0, None),
    ]


def test_an_absence_by_dates_lasts_through_its_last_day(problem: Problem) -> None:
    absence = problem.absences[0]
    assert absence.start == at("2026-12-25 00:00")
    assert absence.end == at("2026-12-27 00:00")


def test_history_may_name_a_shift_that_no_longer_exists(problem: Problem) -> None:
    assert problem.worked_shifts[0].shift == "gone"


def test_a_balance_left_empty_is_nothing(problem: Problem) -> None:
    assert problem.balance["amy"].hours_carried_minutes == -60
    assert problem.balance["amy"].nights_worked == 0


def test_measured_moves_are_kept(problem: Problem) -> None:
    assert problem.travel_rows == {TravelRow("centre", "carl", "car"): 5}


def test_a_lock_derives_what_it_leaves_out(tmp_path: Path) -> None:
    files = Files()
    for column in ("breaks", "paid_minutes", "pay_class", "part"):
        files.put("locked_shifts.csv", 2, column, "")
    for column in ("from_id", "travel_minutes", "wait_minutes", "staff_no"):
        files.put("locked_visits.csv", 2, column, "")
    read = read_dataset(files.write(tmp_path))
    [shift], [visit] = read.locked_shifts, read.locked_visits
    assert (shift.part, shift.breaks, shift.paid_minutes) == (1, (), 510)
    assert shift.pay_class is PayClass.ORDINARY
    assert (visit.staff_no, visit.from_id) == (1, "centre")
    assert (visit.travel_minutes, visit.wait_minutes) == (5, 70)


def test_a_lock_of_hourly_staff_is_hourly(tmp_path: Path) -> None:
    files = Files().add(
        "locked_shifts.csv",
        "hal,2026-12-21,N1,1,night,2026-12-21T21:00,2026-12-22T07:00,,,",
    )
    read = read_dataset(files.write(tmp_path)).locked_shifts[1]
    assert (read.pay_class, read.paid_minutes) == (PayClass.HOURLY, 600)


def _at_night(tmp_path: Path, start: str, night: str, clocks: str) -> Problem:
    """Move the good dataset to a night on which the clocks are changed."""
    files = Files().drop(
        "locked_shifts.csv",
        "locked_visits.csv",
        "staffing.csv",
        "worked_shifts.csv",
        "done_visits.csv",
    )
    files.setting("start", f"start = {start}")
    for line in (2, 3):
        files.put("visits.csv", line, "date", start)
        files.put("visits.csv", line, "earliest", f"{start}T08:00")
        files.put("visits.csv", line, "latest", f"{start}T09:00")
    earliest, latest = clocks.split("-")
    files.put("visits.csv", 4, "date", start)
    files.put("visits.csv", 4, "earliest", f"{night}T{earliest}")
    files.put("visits.csv", 4, "latest", f"{night}T{latest}")
    return read_dataset(files.write(tmp_path))


@pytest.mark.parametrize(
    ("clocks", "minutes"),
    [
        ("01:00-02:30", 90),  # the first half past two
        ("02:30-02:15", 45),  # the second quarter past two
        ("02:15-02:30", 15),
        ("02:30-03:00", 90),
        ("01:00-03:00", 180),
    ],
)
def test_the_repeated_hour_of_autumn(tmp_path: Path, clocks: str, minutes: int) -> None:
    visit = _at_night(tmp_path, "2026-10-24", "2026-10-25", clocks).visit["v3"]
    assert visit.latest - visit.earliest == minutes


@pytest.mark.parametrize(
    ("clocks", "minutes"),
    [("01:00-03:00", 60), ("01:30-02:30", 60), ("02:30-03:30", 0), ("02:30-04:00", 30)],
)
def test_the_hour_that_spring_skips(tmp_path: Path, clocks: str, minutes: int) -> None:
    visit = _at_night(tmp_path, "2027-03-27", "2027-03-28", clocks).visit["v3"]
    assert visit.latest - visit.earliest == minutes


@pytest.mark.parametrize(
    ("clocks", "minutes"),
    [
        pytest.param("02:00-03:00", [60], id="gone that night"),
        pytest.param("02:00-04:00", [60, 120], id="half gone"),
        pytest.param("03:00-02:00", [1380, 1380], id="until the next night"),
    ],
)
def test_a_weekly_need_lasts_no_longer_when_spring_skips_an_hour(
    tmp_path: Path, clocks: str, minutes: list[int]
) -> None:
    start, end = clocks.split("-")
    problem = _at_night(tmp_path / "plain", "2027-03-22", "2027-03-22", "23:00-23:30")
    write_dataset(problem.model_copy(update={"days": 14}), tmp_path / "weekly")
    row = (
        "unit_id,date,weekday,start,end,skills,min,want,max\n"
        f"night,,7,{start},{end},,1,,\n"
    )
    (tmp_path / "weekly" / "staffing.csv").write_text(row)
    read = read_dataset(tmp_path / "weekly")
    assert [need.end - need.start for need in read.staffing] == minutes
    rows = write_document(read)["staffing"]
    assert isinstance(rows, list)
    [written] = rows
    assert (written["start"], written["end"]) == (start, end)


@pytest.mark.parametrize(
    ("start", "hours"), [("2026-10-24", 11), ("2027-03-27", 9), ("2026-12-21", 10)]
)
def test_a_locked_night_has_the_length_of_that_night(
    tmp_path: Path, start: str, hours: int
) -> None:
    problem = _at_night(tmp_path, start, start, "23:00-23:30")
    ends = date.fromisoformat(start).replace(day=int(start[-2:]) + 1)
    files = write_and_lock(problem, tmp_path / "locked", start, str(ends))
    [lock] = read_dataset(files).locked_shifts
    assert lock.end - lock.start == lock.paid_minutes == hours * 60


def write_and_lock(problem: Problem, folder: Path, start: str, end: str) -> Path:
    """Write a dataset with Hal's night locked."""
    write_dataset(problem, folder)
    row = f"hal,{start},N1,1,night,{start}T21:00,{end}T07:00,,,\n"
    with (folder / "locked_shifts.csv").open("a") as file:
        file.write(row)
    return folder
