"""What decisions grant, laid out over the days of a plan, and exceptions to it."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from data.granted_visits import falls_on, granted_id
from data.reading.dataset import read_dataset, read_document
from data.writing.dataset_files import write_dataset, write_document
from scheduler.domain.problem import Problem
from tests.data.reading.build import Files, faults_of, where

HEADER = (
    "need_id,client_id,kind,minutes,staff,skills,priority,days,every_weeks,earliest,"
    "latest,next_day,from,to,unit_id,after,gap_min,gap_max,holidays\n"
)
DAILY = "n1,carl,care,30,,,1,,,08:00,09:00,,,,,,,,\n"
VISITS = (
    "visit_id,client_id,date,earliest,latest,minutes,staff,skills,kind,priority,"
    "cancelled\n"
)


def files(needs: str, visits: str = "", away: str = "") -> Files:
    made = Files().drop("visits.csv", "locked_visits.csv")
    made.set("needs.csv", HEADER + needs)
    if visits:
        made.set("visits.csv", VISITS + visits)
    if away:
        made.set("needs_away.csv", "client_id,need_id,start,end,kind\n" + away)
    return made


def read(folder: Path, needs: str, visits: str = "", away: str = "") -> Problem:
    return read_dataset(files(needs, visits, away).write(folder / "mine"))


def days_of(problem: Problem) -> list[int]:
    return [visit.date.day for visit in problem.visits]


def windows(problem: Problem) -> list[str]:
    """Return the first window as it is written."""
    cells = write_document(problem.model_copy(update={"needs": ()}))
    row = cells["visits"][0]  # type: ignore[index]
    return [row["earliest"], row["latest"]]


def on_night(made: Files, day: str) -> Files:
    """Let the plan be of one night, and nothing else stand in its way."""
    made.drop("staffing.csv", "absences.csv", "wishes.csv", "worked_shifts.csv")
    made.drop("done_visits.csv", "locked_shifts.csv", "budgets.csv")
    return made.setting("start", f"start = {day}").setting("days", "days = 1")


@pytest.mark.parametrize(
    ("need", "days"),
    [
        (DAILY, [21, 22, 23, 24, 25, 26, 27]),
        ("n1,carl,care,30,,,1,1000001,,08:00,09:00,,,,,,,,\n", [21, 27]),
        ("n1,carl,care,30,,,1,,,08:00,09:00,,2026-12-26,,,,,,\n", [26, 27]),
        ("n1,carl,care,30,,,1,,,08:00,09:00,,,2026-12-22,,,,,\n", [21, 22]),
        ("n1,carl,care,30,,,1,1000000,2,08:00,09:00,,2026-12-13,,,,,,\n", [21]),
        ("n1,carl,care,30,,,1,1000000,2,08:00,09:00,,2026-12-14,,,,,,\n", []),
        (
            "n1,carl,care,30,,,1,1111100,,08:00,09:00,,,,,,,,sunday\n",
            [21, 22, 23],
        ),
        (
            "n1,carl,care,30,,,1,1111100,,08:00,09:00,,,,,,,,as_is\n",
            [21, 22, 23, 24, 25],
        ),
    ],
)
def test_a_need_grants_a_visit_on_the_days_that_it_holds(
    need: str, days: list[int], tmp_path: Path
) -> None:
    assert days_of(read(tmp_path, need)) == days


@pytest.mark.parametrize(
    ("opens", "closes", "next_day", "window"),
    [
        ("08:00", "09:00", "", ["2026-12-21T08:00", "2026-12-21T09:00"]),
        ("08:00", "08:00", "", ["2026-12-21T08:00", "2026-12-21T08:00"]),
        ("23:30", "00:30", "", ["2026-12-21T23:30", "2026-12-22T00:30"]),
        ("22:00", "24:00", "", ["2026-12-21T22:00", "2026-12-22T00:00"]),
        ("01:00", "02:30", "1", ["2026-12-22T01:00", "2026-12-22T02:30"]),
    ],
)
def test_a_window_is_given_by_the_clock(
    opens: str, closes: str, next_day: str, window: list[str], tmp_path: Path
) -> None:
    need = f"n1,carl,care,30,,,1,,,{opens},{closes},{next_day},,,,,,,\n"
    made = read(tmp_path, need)
    assert windows(made) == window
    assert read_document(write_document(made)) == made


@pytest.mark.parametrize(
    ("day", "opens", "closes", "minutes"),
    [
        ("2027-03-27", "01:30", "03:30", 60),
        ("2027-03-27", "02:45", "03:15", 0),
        ("2026-10-24", "01:30", "03:30", 180),
    ],
)
def test_a_window_of_a_clock_change_night_is_as_long_as_the_night_lets_it(
    day: str, opens: str, closes: str, minutes: int, tmp_path: Path
) -> None:
    need = f"n1,carl,care,30,,,1,,,{opens},{closes},1,,,,,,,\n"
    made = read_dataset(on_night(files(need), day).write(tmp_path / "mine"))
    (visit,) = made.visits
    assert visit.latest - visit.earliest == minutes
    assert read_document(write_document(made)) == made


def test_ids_stay_when_the_period_moves_and_other_rows_come_and_go(
    tmp_path: Path,
) -> None:
    other = "n0,dora,care,15,,,1,,,07:00,08:00,,,,,,,,\n"
    before = read(tmp_path / "before", DAILY)
    later = files(other + DAILY).setting("days", "days = 8")
    after = read_dataset(later.write(tmp_path / "after"))
    assert before.visit.keys() < after.visit.keys()
    assert granted_id("n1", before.start) == "n1-20261221"
    assert before.visit["n1-20261221"] == after.visit["n1-20261221"]


def test_what_follows_a_need_follows_its_visit_of_the_day(tmp_path: Path) -> None:
    dose = "n1,carl,medication,10,,,1,1000000,,08:00,09:00,,,,,,,,\n"
    meal = "n2,carl,meal,20,,,1,1100000,,08:00,10:00,,,,,n1,15,60,\n"
    made = read(tmp_path, dose + meal)
    bound, free = made.visit["n2-20261221"], made.visit["n2-20261222"]
    assert (bound.after, bound.gap_min, bound.gap_max) == ("n1-20261221", 15, 60)
    assert (free.after, free.gap_min, free.gap_max) == (None, None, None)


@pytest.mark.parametrize(
    ("row", "days"),
    [
        ("carl,,2026-12-22,2026-12-23,away\n", [21, 24, 25, 26, 27]),
        ("carl,n1,2026-12-22,2026-12-22,declined\n", [21, 23, 24, 25, 26, 27]),
        ("carl,n2,2026-12-22,2026-12-22,\n", [21, 22, 23, 24, 25, 26, 27]),
        ("dora,,2026-12-22,2026-12-22,\n", [21, 22, 23, 24, 25, 26, 27]),
    ],
)
def test_a_client_who_is_not_there_gets_no_visit(
    row: str, days: list[int], tmp_path: Path
) -> None:
    made = read(tmp_path, DAILY + DAILY.replace("n1", "n2"), away=row)
    found = [v.date.day for v in made.visits if v.id.startswith("n1-")]
    assert found == days


@pytest.mark.parametrize(
    ("start", "end", "window"),
    [
        ("08:45", "12:00", ["2026-12-21T08:00", "2026-12-21T08:15"]),
        ("06:00", "08:40", ["2026-12-21T08:40", "2026-12-21T09:00"]),
        ("09:30", "12:00", ["2026-12-21T08:00", "2026-12-21T09:00"]),
    ],
)
def test_a_window_is_cut_to_when_the_client_is_there(
    start: str, end: str, window: list[str], tmp_path: Path
) -> None:
    away = f"carl,,2026-12-21T{start},2026-12-21T{end},\n"
    assert windows(read(tmp_path, DAILY, away=away)) == window


def test_a_window_without_room_for_the_visit_grants_none(tmp_path: Path) -> None:
    away = "carl,,2026-12-21T08:29,2026-12-21T09:01,\n"
    assert 21 not in days_of(read(tmp_path, DAILY, away=away))


def test_a_row_changes_only_what_it_gives(tmp_path: Path) -> None:
    plain = read(tmp_path / "plain", DAILY)
    made = read(tmp_path / "made", DAILY, "n1-20261223,,,,,45,,,,,\n")
    changed = plain.visit["n1-20261223"].model_copy(update={"minutes": 45})
    assert made.visit == {**plain.visit, "n1-20261223": changed}
    assert days_of(made) == days_of(plain)


def test_another_date_takes_the_window_along(tmp_path: Path) -> None:
    made = read(tmp_path, DAILY, "n1-20261223,,2026-12-24,,,,,,,,\n")
    moved, beside = made.visit["n1-20261223"], made.visit["n1-20261224"]
    assert (moved.date, moved.earliest) == (beside.date, beside.earliest)
    assert moved.latest == beside.latest


def test_a_row_that_says_all_stands_as_it_is(tmp_path: Path) -> None:
    need = "n1,carl,care,30,2,delegation,1,,,08:00,09:00,,,,,,,,\n"
    row = "n1-20261223,carl,2026-12-23,2026-12-23T10:00,2026-12-23T11:00,5,1,,meal,3,\n"
    visit = read(tmp_path, need, row).visit["n1-20261223"]
    assert (visit.minutes, visit.staff, visit.skills) == (5, 1, frozenset())


def test_a_cancelled_visit_is_gone_and_what_came_after_it_is_free(
    tmp_path: Path,
) -> None:
    meal = "n2,carl,meal,20,,,1,,,08:00,10:00,,,,,n1,15,60,\n"
    made = read(tmp_path, DAILY + meal, "n1-20261223,,,,,,,,,,1\n")
    assert "n1-20261223" not in made.visit
    assert made.visit["n2-20261223"].after is None
    assert made.visit["n2-20261222"].after == "n1-20261222"
    assert read_document(write_document(made)) == made


def test_exceptions_come_back_from_folder_and_document(tmp_path: Path) -> None:
    rows = (
        "n1-20261223,,,,,45,,,,,\nn1-20261224,,,,,,,,,,1\n"
        "v9,dora,2026-12-23,2026-12-23T10:00,2026-12-23T11:00,5,1,,meal,3,\n"
    )
    away = "carl,,2026-12-26,2026-12-26,declined\n"
    made = read(tmp_path, DAILY, rows, away)
    write_dataset(made, tmp_path / "again")
    written = (tmp_path / "again" / "visits.csv").read_text().splitlines()
    assert len(written) == 4
    assert read_dataset(tmp_path / "again") == made
    assert read_document(write_document(made)) == made


@pytest.mark.parametrize(
    ("needs", "visits", "away", "places"),
    [
        (
            DAILY.replace(",1,,,", ",1,0000000,,"),
            "",
            "",
            [("need_without_days", "needs.csv", 2, "days")],
        ),
        (
            DAILY.replace(",1,,,", ",1,,2,"),
            "",
            "",
            [("need_weeks_from", "needs.csv", 2, "from")],
        ),
        (
            "n1,carl,care,30,,,1,,,23:00,01:00,1,,,,,,,\n",
            "",
            "",
            [("need_two_nights", "needs.csv", 2, "latest")],
        ),
        (
            "n1,eve,care,30,,,1,,,08:00,25:00,,,,,n9,,,\n",
            "",
            "",
            [
                ("end_clock", "needs.csv", 2, "latest"),
                ("unknown_id", "needs.csv", 2, "client_id"),
                ("unknown_id", "needs.csv", 2, "after"),
            ],
        ),
        (
            "n1,carl,care,30,,,1,,,08:00,09:00,,,,,n2,,,\n"
            "n2,carl,care,30,,,1,,,08:00,09:00,,,,,n1,,,\n",
            "",
            "",
            [
                ("after_ring", "needs.csv", 2, "after"),
                ("after_ring", "needs.csv", 3, "after"),
            ],
        ),
        (
            DAILY,
            "n1-20270101,carl,,,,45,1,,care,1,\n",
            "",
            [
                ("missing_or_granted", "visits.csv", 2, name)
                for name in ("date", "earliest", "latest")
            ],
        ),
        (
            DAILY,
            "n1-20261223,dora,,,,,,,,,\n",
            "",
            [("granted_to_other", "visits.csv", 2, "client_id")],
        ),
        (
            DAILY,
            "",
            "dora,n1,2026-12-22,2026-12-22,\ncarl,,2026-12-22,2026-12-21,\n",
            [
                ("need_of_other_client", "needs_away.csv", 2, "need_id"),
                ("ends_before_start", "needs_away.csv", 3, "end"),
            ],
        ),
    ],
)
def test_every_fault_is_told_with_its_place(
    needs: str, visits: str, away: str, places: list[object], tmp_path: Path
) -> None:
    folder = files(needs, visits, away).write(tmp_path / "mine")
    assert [where(fault) for fault in faults_of(folder)] == places


def test_a_lock_may_name_a_granted_visit_but_none_that_is_cancelled(
    tmp_path: Path,
) -> None:
    lock = (
        "visit_id,staff_no,employee_id,start,end,from_id,travel_minutes,wait_minutes\n"
        "n1-20261221,1,amy,2026-12-21T08:15,2026-12-21T08:45,centre,5,70\n"
    )
    made = files(DAILY).set("locked_visits.csv", lock)
    assert read_dataset(made.write(tmp_path / "mine")).locked_visits
    made = files(DAILY, "n1-20261221,,,,,,,,,,1\n").set("locked_visits.csv", lock)
    found = [where(fault) for fault in faults_of(made.write(tmp_path / "less"))]
    assert found == [("unknown_id", "locked_visits.csv", 2, "visit_id")]


def numbered(weeks: str, every: str = "", first: str = "") -> Files:
    """Return a need on Thursdays in weeks of certain numbers."""
    row = f"n1,carl,care,30,,,1,0001000,{every},08:00,09:00,,{first},,,,,,,{weeks}\n"
    return files("").set("needs.csv", f"{HEADER.strip()},weeks\n{row}")


@pytest.mark.parametrize(
    ("weeks", "days"),
    [
        ("even", ["12-24", "01-14", "01-28"]),
        ("Jämna veckor", ["12-24", "01-14", "01-28"]),
        ("odd", ["12-31", "01-07", "01-21"]),
        ("", ["12-24", "12-31", "01-07", "01-14", "01-21", "01-28"]),
    ],
)
def test_two_odd_weeks_follow_each_other_after_a_week_53(
    weeks: str, days: list[str], tmp_path: Path
) -> None:
    [need] = read_dataset(numbered(weeks).write(tmp_path)).needs
    span = [date(2026, 12, 21) + timedelta(n) for n in range(42)]
    assert [f"{day:%m-%d}" for day in span if falls_on(need, day)] == days


def test_weeks_of_certain_numbers_are_written_as_they_were_read(tmp_path: Path) -> None:
    problem = read_dataset(numbered("odd").write(tmp_path / "mine"))
    assert [need.weeks for need in problem.needs] == ["odd"]
    write_dataset(problem, tmp_path / "again")
    assert read_dataset(tmp_path / "again").needs == problem.needs


def test_weeks_by_number_and_every_second_are_two_answers(tmp_path: Path) -> None:
    [fault] = faults_of(numbered("odd", "2", "2026-12-21").write(tmp_path))
    assert where(fault) == ("need_weeks_twice", "needs.csv", 2, "weeks")
