"""Rows that are wrong together: across cells, rows and files."""

from pathlib import Path

import pytest

from data.faults import BadInput
from data.reading.dataset import read_dataset
from tests.data.reading.build import Damage, Files, Where, faults_of, where

LOCK = "locked_shifts.csv"
CALL = "locked_visits.csv"
TYPES = "shift_types.csv"
AMY_TUESDAY = "amy,2026-12-22,D1,1,centre,2026-12-22T07:00,2026-12-22T16:00,,,"
BO_MONDAY = "bo,2026-12-21,D1,1,centre,2026-12-21T07:00,2026-12-21T16:00,,,"
BO_SPLIT = "bo,2026-12-22,S1,1,centre,2026-12-22T07:00,2026-12-22T11:00,,,"
STAYS_ON = "amy,2026-12-21,D1,2,centre,2026-12-21T16:00,2026-12-21T17:00,,,overtime"
COMES_EARLY = "amy,2026-12-21,D1,2,centre,2026-12-21T06:00,2026-12-21T07:00,,,overtime"
V2_AMY = "v2,1,amy,2026-12-21T10:15,2026-12-21T10:35,,,"


def _case(name: str, damage: Damage, *expected: Where) -> object:
    return pytest.param(damage, list(expected), id=name)


CASES = [
    _case(
        "an id that stands twice",
        lambda f: f.add("units.csv", "centre,Again,59,14,"),
        ("repeated_id", "units.csv", 4, "unit_id"),
    ),
    _case(
        "two budgets for one month",
        lambda f: f.add("budgets.csv", "centre,2026-12,1"),
        ("repeated_month", "budgets.csv", 3, "month"),
    ),
    _case(
        "two rows of cars for one unit",
        lambda f: f.add("vehicles.csv", "centre,1,1,1"),
        ("repeated_id", "vehicles.csv", 3, "unit_id"),
    ),
    _case(
        "two rows of balance for one person",
        lambda f: f.add("balances.csv", "amy,0,0,0,0,0,0"),
        ("repeated_id", "balances.csv", 3, "employee_id"),
    ),
    _case(
        "a move that is given twice",
        lambda f: f.add("travel.csv", "carl,centre,car,5\ncentre,carl,car,6"),
        ("repeated_move", "travel.csv", 4, "to_id"),
    ),
    _case(
        "a client called as a unit",
        lambda f: f.add("clients.csv", "night,centre,,59.1,14.8,,,,,"),
        ("shared_id", "clients.csv", 4, "client_id"),
    ),
    _case(
        "visits that wait for each other",
        lambda f: f.put("visits.csv", 2, "after", "v2"),
        ("after_ring", "visits.csv", 2, "after"),
        ("after_ring", "visits.csv", 3, "after"),
    ),
    _case(
        "a visit that waits for itself",
        lambda f: f.put("visits.csv", 4, "after", "v3"),
        ("after_ring", "visits.csv", 4, "after"),
    ),
    _case(
        "a visit after another client's",
        lambda f: f.put("visits.csv", 4, "after", "v1"),
        ("after_other_client", "visits.csv", 4, "after"),
    ),
    _case(
        "a window without meaning beside a date outside the plan",
        lambda f: f.put("visits.csv", 4, "date", "2027-12-22").put(
            "visits.csv", 4, "latest", "2026-12-22T00:30"
        ),
        ("outside_plan", "visits.csv", 4, "date"),
        ("window_backwards", "visits.csv", 4, "latest"),
    ),
    _case(
        "a split shift without its second part",
        lambda f: f.put(TYPES, 3, "start2", "").put(TYPES, 3, "end2", ""),
        ("split_without_parts", TYPES, 3, "start2"),
    ),
    _case(
        "a night alone of ten hours that is neither paid nor broken",
        lambda f: f.put(TYPES, 4, "paid_meal", "0"),
        ("work_without_break", TYPES, 4, "breaks"),
    ),
    _case(
        "a night alone where nothing is said of a paid meal",
        lambda f: f.put(TYPES, 4, "paid_meal", ""),
        ("work_without_break", TYPES, 4, "breaks"),
    ),
    _case(
        "two parts that leave no gap between them",
        lambda f: f.put(TYPES, 3, "start2", "11:00"),
        ("work_without_break", TYPES, 3, "breaks"),
    ),
    _case(
        "five hours and a minute before the earliest break",
        lambda f: f.put(TYPES, 2, "breaks", "30@12:01-13:00"),
        ("work_without_break", TYPES, 2, "breaks"),
    ),
    _case(
        "five hours and a minute after the latest break",
        lambda f: f.put(TYPES, 2, "breaks", "30@10:00-10:59"),
        ("work_without_break", TYPES, 2, "breaks"),
    ),
    _case(
        "five breaks",
        lambda f: f.put(
            TYPES,
            2,
            "breaks",
            "9@08:00-09:00|9@09:00-10:00|9@11:00-12:00|9@13:00-14:00|9@15:00-16:00",
        ),
        ("too_many_breaks", TYPES, 2, "breaks"),
    ),
    _case(
        "history on the first day of the plan",
        lambda f: f.put("worked_shifts.csv", 2, "start", "2026-12-21T00:00").put(
            "worked_shifts.csv", 2, "end", "2026-12-21T07:00"
        ),
        ("not_before_plan", "worked_shifts.csv", 2, "start"),
    ),
    _case(
        "a lock outside the plan",
        lambda f: f.add(LOCK, AMY_TUESDAY.replace("-22", "-28")),
        ("outside_plan", LOCK, 3, "date"),
    ),
    _case(
        "a lock on a weekday without the shift",
        lambda f: f.add(LOCK, BO_SPLIT.replace("-22", "-26")).add(
            LOCK, "bo,2026-12-26,S1,2,centre,2026-12-26T16:00,2026-12-26T20:00,,,"
        ),
        ("lock_other_weekday", LOCK, 3, "date"),
    ),
    _case(
        "half a split shift",
        lambda f: f.add(LOCK, BO_SPLIT),
        ("lock_part_missing", LOCK, 3, "part"),
    ),
    _case(
        "the same shift of one person locked twice",
        lambda f: f.add(LOCK, BO_MONDAY).add(LOCK, BO_MONDAY),
        ("lock_overlap", LOCK, 4, "start"),
    ),
    _case(
        "a night that runs into the next day's shift",
        lambda f: f.add(
            LOCK, "hal,2026-12-21,N1,1,night,2026-12-21T21:00,2026-12-22T07:00,,,"
        ).add(LOCK, AMY_TUESDAY.replace("amy", "hal").replace("07:00", "06:59")),
        ("lock_other_time", LOCK, 4, "start"),
        ("lock_overlap", LOCK, 4, "start"),
    ),
    _case(
        "two shifts of one person on one day",
        lambda f: f.add(
            LOCK, "amy,2026-12-21,N1,1,night,2026-12-21T21:00,2026-12-22T07:00,,,"
        ),
        ("lock_second_shift", LOCK, 3, "shift_id"),
    ),
    _case(
        "a part that the shift has not and nobody is paid overtime for",
        lambda f: f.add(LOCK, STAYS_ON.replace("overtime", "ordinary")),
        ("lock_no_such_part", LOCK, 3, "part"),
    ),
    _case(
        "overtime that does not begin where the shift ends",
        lambda f: f.add(LOCK, STAYS_ON.replace("T16:00", "T16:01")),
        ("lock_other_time", LOCK, 3, "start"),
    ),
    _case(
        "overtime of more than two hours",
        lambda f: f.add(LOCK, STAYS_ON.replace("T17:00", "T18:01")),
        ("lock_overtime_long", LOCK, 3, "end"),
    ),
    _case(
        "overtime that does not end where the shift begins",
        lambda f: f.add(LOCK, COMES_EARLY.replace("T07:00,,", "T06:59,,")),
        ("lock_other_time", LOCK, 3, "end"),
    ),
    _case(
        "more than two hours before the shift",
        lambda f: f.add(LOCK, COMES_EARLY.replace("T06:00", "T04:59")),
        ("lock_overtime_long", LOCK, 3, "start"),
    ),
    _case(
        "overtime without its shift",
        lambda f: f.add(LOCK, STAYS_ON.replace("-21", "-22")),
        ("lock_part_missing", LOCK, 3, "part"),
    ),
    _case(
        "overtime with a break that begins before it",
        lambda f: f.add(LOCK, STAYS_ON.replace(":00,,,", ":00,15:50-16:20,,")),
        ("lock_break_outside", LOCK, 3, "breaks"),
    ),
    _case(
        "paid minutes of overtime that count its break",
        lambda f: f.add(LOCK, STAYS_ON.replace(":00,,,", ":00,16:10-16:20,60,")),
        ("lock_other_minutes", LOCK, 3, "paid_minutes"),
    ),
    _case(
        "a fifth break",
        lambda f: f.add(
            LOCK,
            STAYS_ON.replace(
                ":00,,,",
                ":00,16:05-16:10|16:15-16:20|16:25-16:30|16:35-16:40,,",
            ),
        ),
        ("too_many_breaks", LOCK, 3, "breaks"),
    ),
    _case(
        "paid minutes that are not those of the overtime",
        lambda f: f.add(LOCK, STAYS_ON.replace(",,,", ",,61,")),
        ("lock_other_minutes", LOCK, 3, "paid_minutes"),
    ),
    _case(
        "overtime after a shift that is above the contract itself",
        lambda f: f.put(LOCK, 2, "pay_class", "overtime").add(LOCK, STAYS_ON),
        ("lock_overtime_above", LOCK, 2, "pay_class"),
    ),
    _case(
        "overtime of somebody paid by the hour",
        lambda f: f.add(
            LOCK, "hal,2026-12-21,N1,1,night,2026-12-21T21:00,2026-12-22T07:00,,,"
        ).add(
            LOCK,
            "hal,2026-12-21,N1,2,night,2026-12-22T07:00,2026-12-22T08:00,,,overtime",
        ),
        ("lock_other_pay_class", LOCK, 4, "pay_class"),
    ),
    _case(
        "a locked visit that ends a minute after the overtime",
        lambda f: (
            f.add(LOCK, STAYS_ON)
            .put(CALL, 2, "start", "2026-12-21T16:31")
            .put(CALL, 2, "end", "2026-12-21T17:01")
        ),
        ("lock_no_shift", CALL, 2, "employee_id"),
    ),
    _case(
        "paid minutes that are not the length less the breaks",
        lambda f: f.put(LOCK, 2, "paid_minutes", "540"),
        ("lock_other_minutes", LOCK, 2, "paid_minutes"),
    ),
    _case(
        "paid minutes that the shift type does not give",
        lambda f: f.put(LOCK, 2, "breaks", "").put(LOCK, 2, "paid_minutes", "500"),
        ("lock_other_minutes", LOCK, 2, "paid_minutes"),
    ),
    _case(
        "breaks that are shorter than the shift type's",
        lambda f: f.put(LOCK, 2, "breaks", "11:30-11:45").put(
            LOCK, 2, "paid_minutes", ""
        ),
        ("lock_other_breaks", LOCK, 2, "breaks"),
    ),
    _case(
        "a person paid by the hour whose lock says ordinary",
        lambda f: f.add(
            LOCK,
            "hal,2026-12-21,N1,1,night,2026-12-21T21:00,2026-12-22T07:00,,,ordinary",
        ),
        ("lock_other_pay_class", LOCK, 3, "pay_class"),
    ),
    _case(
        "one place at a visit locked to two people",
        lambda f: f.add(LOCK, BO_MONDAY).add(
            CALL, "v1,1,bo,2026-12-21T08:15,2026-12-21T08:45,,,"
        ),
        ("lock_place_taken", CALL, 3, "staff_no"),
    ),
    _case(
        "both places at a visit locked to one person",
        lambda f: f.add(CALL, V2_AMY).add(CALL, V2_AMY.replace(",1,", ",2,")),
        ("lock_twice_there", CALL, 4, "employee_id"),
        ("lock_overlap", CALL, 4, "start"),
    ),
    _case(
        "two people locked to one visit at different times",
        lambda f: (
            f.add(LOCK, BO_MONDAY)
            .add(CALL, V2_AMY)
            .add(CALL, "v2,2,bo,2026-12-21T10:16,2026-12-21T10:36,,,")
        ),
        ("lock_not_together", CALL, 4, "start"),
    ),
    _case(
        "two visits of one person at once",
        lambda f: f.add(
            CALL, V2_AMY.replace("T10:15", "T08:40").replace("10:35", "09:00")
        ),
        ("lock_overlap", CALL, 3, "start"),
    ),
    _case(
        "a locked visit without a shift",
        lambda f: f.put(CALL, 2, "employee_id", "bo"),
        ("lock_no_shift", CALL, 2, "employee_id"),
    ),
    _case(
        "a locked visit that ends a minute after the shift",
        lambda f: f.put(CALL, 2, "start", "2026-12-21T15:31").put(
            CALL, 2, "end", "2026-12-21T16:01"
        ),
        ("lock_no_shift", CALL, 2, "employee_id"),
    ),
]


@pytest.mark.parametrize(("damage", "expected"), CASES)
def test_rows_that_contradict_are_blamed(
    tmp_path: Path, damage: Damage, expected: list[Where]
) -> None:
    faults = faults_of(damage(Files()).write(tmp_path))
    assert [where(fault) for fault in faults] == expected


FINE: list[tuple[str, Damage]] = [
    (
        "exactly five hours on either side of the break",
        lambda f: (
            f.put(TYPES, 2, "breaks", "30@12:00-12:30")
            .put(TYPES, 2, "end", "17:30")
            .drop(LOCK, CALL)
        ),
    ),
    (
        "breaks that can be placed in one order only",
        lambda f: f.put(TYPES, 2, "breaks", "30@10:30-11:30|30@11:00-11:30").drop(
            LOCK, CALL
        ),
    ),
    (
        "both parts of a split shift locked",
        lambda f: f.add(LOCK, BO_SPLIT).add(
            LOCK, "bo,2026-12-22,S1,2,centre,2026-12-22T16:00,2026-12-22T20:00,,,"
        ),
    ),
    (
        "a lock whose break comes first of all",
        lambda f: f.put(LOCK, 2, "breaks", "07:00-07:30").drop(CALL),
    ),
    (
        "a lock whose break comes last of all",
        lambda f: f.put(LOCK, 2, "breaks", "15:30-16:00"),
    ),
    (
        "a locked visit right after another",
        lambda f: f.add(
            CALL, V2_AMY.replace("T10:15", "T08:45").replace("10:35", "09:05")
        ),
    ),
    (
        "two people locked to one visit together",
        lambda f: (
            f.add(LOCK, BO_MONDAY)
            .add(CALL, V2_AMY)
            .add(CALL, "v2,2,bo,2026-12-21T10:15,2026-12-21T10:35,,,")
        ),
    ),
    (
        "a locked visit that ends with the shift",
        lambda f: f.put(CALL, 2, "start", "2026-12-21T15:30").put(
            CALL, 2, "end", "2026-12-21T16:00"
        ),
    ),
    (
        "history that goes on over the border of the plan",
        lambda f: f.put("worked_shifts.csv", 2, "start", "2026-12-20T23:59").put(
            "worked_shifts.csv", 2, "end", "2026-12-21T07:00"
        ),
    ),
    (
        "no locks, wishes, absences, history, balances, moves, means and headcount",
        lambda f: f.drop(
            "vehicles.csv",
            "budgets.csv",
            LOCK,
            CALL,
            "wishes.csv",
            "absences.csv",
            "worked_shifts.csv",
            "done_visits.csv",
            "balances.csv",
            "travel.csv",
            "staffing.csv",
        ),
    ),
    (
        "a residential home without clients and visits",
        lambda f: f.drop(
            "clients.csv", "visits.csv", "done_visits.csv", "travel.csv", CALL
        ),
    ),
]


@pytest.mark.parametrize(
    "damage", [pytest.param(damage, id=name) for name, damage in FINE]
)
def test_what_only_looks_strange_is_fine(tmp_path: Path, damage: Damage) -> None:
    read_dataset(damage(Files()).write(tmp_path))


def test_the_length_of_a_shift_is_said_in_hours_and_minutes(tmp_path: Path) -> None:
    [fault] = faults_of(Files().put(TYPES, 3, "end2", "20:09").write(tmp_path))
    assert fault.facts == {"found": "13:09", "hours": 13}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        pytest.param("end2", "20:09", id="more than 13 hours"),
        pytest.param("start2", "11:00", id="more than five hours of work"),
    ],
)
def test_a_shift_that_may_not_be_planned_may_be_judged(
    tmp_path: Path, column: str, value: str
) -> None:
    folder = Files().put(TYPES, 3, column, value).write(tmp_path)
    assert len(faults_of(folder)) == 1
    read_dataset(folder, judges=True)


def test_a_break_outside_its_shift_is_a_fault_whatever_it_is_read_for(
    tmp_path: Path,
) -> None:
    folder = Files().put(TYPES, 2, "breaks", "30@20:00-21:00").write(tmp_path)
    with pytest.raises(BadInput):
        read_dataset(folder, judges=True)


@pytest.mark.parametrize("end", ["17:00", "18:00"])
@pytest.mark.parametrize("start", ["15:50", "16:20"])
def test_overtime_after_a_locked_shift_is_locked_with_what_is_done_in_it(
    tmp_path: Path, start: str, end: str
) -> None:
    hour, minute = map(int, start.split(":"))
    over = f"{hour + (minute + 30) // 60}:{(minute + 30) % 60:02}"
    files = Files().add(LOCK, STAYS_ON.replace("17:00", end))
    files.put(CALL, 2, "start", f"2026-12-21T{start}")
    files.put(CALL, 2, "end", f"2026-12-21T{over}")
    shift, more = read_dataset(files.write(tmp_path)).locked_shifts
    assert (shift.part, more.part, more.start) == (1, 2, shift.end)
    assert (more.pay_class, more.breaks) == ("overtime", ())
    assert more.paid_minutes == more.end - more.start


def test_nobody_is_paid_for_a_break_in_locked_overtime(tmp_path: Path) -> None:
    files = Files().add(LOCK, STAYS_ON.replace(":00,,,", ":00,16:10-16:20,,"))
    _, more = read_dataset(files.write(tmp_path)).locked_shifts
    assert more.breaks == ((more.start + 10, more.start + 20),)
    assert more.paid_minutes == 50


def test_a_long_lock_hides_no_later_overlap(tmp_path: Path) -> None:
    files = (
        Files()
        .put("visits.csv", 2, "minutes", "180")
        .put("visits.csv", 3, "staff", "1")
    )
    files.put(CALL, 2, "end", "2026-12-21T11:15").add(CALL, V2_AMY)
    files.add(
        "visits.csv",
        "v4,dora,2026-12-21,2026-12-21T10:00,2026-12-21T12:00,10,1,,care,1,,,,",
    )
    files.add(CALL, "v4,1,amy,2026-12-21T11:00,2026-12-21T11:10,,,")
    found = [where(fault) for fault in faults_of(files.write(tmp_path))]
    assert found == [
        ("lock_overlap", CALL, 3, "start"),
        ("lock_overlap", CALL, 4, "start"),
    ]


def test_every_fault_is_found_at_once(tmp_path: Path) -> None:
    damaged = (
        Files()
        .put("visits.csv", 4, "minutes", "-1")
        .put("employees.csv", 3, "weekends", "often")
        .put("units.csv", 3, "lat", "")
        .put("visits.csv", 2, "kind", "coffee")
        .setting("days", "days = 0")
    )
    assert [where(fault) for fault in faults_of(damaged.write(tmp_path))] == [
        ("whole", "dataset.toml", 5, "days"),
        ("missing_value", "units.csv", 3, "lat"),
        ("weekends", "employees.csv", 3, "weekends"),
        ("one_of", "visits.csv", 2, "kind"),
        ("minutes", "visits.csv", 4, "minutes"),
    ]


@pytest.mark.parametrize(
    ("file", "column", "code"),
    [
        ("units.csv", "lat", "decimal"),
        ("employees.csv", "monthly_pay", "money"),
        ("employees.csv", "skills", None),
        ("clients.csv", "lat", "decimal"),
        ("visits.csv", "minutes", "minutes"),
        ("shift_types.csv", "days", "weekdays"),
        ("locked_shifts.csv", "start", "moment"),
    ],
)
def test_a_row_that_cannot_be_read_makes_no_other_fault(
    tmp_path: Path, file: str, column: str, code: str | None
) -> None:
    files = Files()
    for line in range(2, len(files.rows(file)) + 1):
        files.put(file, line, column, "?" if code else "delegation|usk|vb")
    if code is None:
        read_dataset(files.write(tmp_path))
        return
    faults = faults_of(files.write(tmp_path))
    assert {(fault.code, fault.file) for fault in faults} == {(code, file)}


@pytest.mark.parametrize(
    ("file", "column"),
    [
        ("units.csv", "unit_id"),
        ("employees.csv", "employee_id"),
        ("clients.csv", "client_id"),
        ("visits.csv", "visit_id"),
        ("shift_types.csv", "shift_id"),
        ("employees.csv", "role"),
    ],
)
def test_ids_that_cannot_be_read_make_nothing_dangle(
    tmp_path: Path, file: str, column: str
) -> None:
    files = Files()
    for line in range(2, len(files.rows(file)) + 1):
        files.put(file, line, column, "a|b")
    faults = faults_of(files.write(tmp_path))
    assert {(fault.code, fault.file) for fault in faults} == {("ident", file)}


def test_a_name_that_two_have_says_no_id(tmp_path: Path) -> None:
    files = Files().put("employees.csv", 4, "name", "Bo B")
    files.put("clients.csv", 3, "contact_id", "Bo B")
    [fault] = faults_of(files.write(tmp_path))
    assert where(fault) == ("unknown_id", "clients.csv", 3, "contact_id")
