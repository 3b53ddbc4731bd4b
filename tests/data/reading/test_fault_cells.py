"""One wrong cell in a good dataset: exactly one fault, at that cell."""

from pathlib import Path

import pytest

from data.reading.dataset import read_dataset
from tests.data.reading.build import Files, faults_of, where

CASES = [
    # file, line, column, value, code
    ("units.csv", 2, "lat", "north", "decimal"),
    ("units.csv", 2, "lat", "90.1", "decimal"),
    ("units.csv", 2, "lat", "59,17,5", "decimal"),
    ("units.csv", 2, "lon", "-180.5", "decimal"),
    ("units.csv", 2, "lon", "", "missing_value"),
    ("units.csv", 2, "name", "Cen\x07trum", "control_character"),
    ("units.csv", 2, "lends_to", "night|moon", "unknown_id"),
    ("employees.csv", 3, "unit_id", "moon", "unknown_id"),
    ("employees.csv", 3, "unit_id", "", "missing_value"),
    ("employees.csv", 3, "role", "", "missing_value"),
    ("employees.csv", 3, "employment", "weekly", "one_of"),
    ("employees.csv", 3, "degree_pct", "101", "decimal"),
    ("employees.csv", 3, "degree_pct", "0.5", "monthly_degree"),
    ("employees.csv", 3, "degree_pct", "1", "monthly_degree"),
    ("employees.csv", 3, "degree_pct", "", "monthly_degree"),
    ("employees.csv", 4, "degree_pct", "50", "hourly_degree"),
    ("employees.csv", 3, "skills", "usk, delegation", "skills_apart"),
    ("employees.csv", 3, "skills", "delegation;usk", "skills_apart"),
    ("employees.csv", 3, "skills", "usk, insulin", "skills_apart"),
    ("employees.csv", 3, "skills", "insulin, licence", None),
    ("employees.csv", 3, "skills", ";|usk,", None),
    ("visits.csv", 4, "skills", "usk,delegation", "skills_apart"),
    ("staffing.csv", 2, "skills", "delegation, usk", "skills_apart"),
    ("employees.csv", 3, "week_minutes", "599", "minutes"),
    ("employees.csv", 3, "week_minutes", "2401", "minutes"),
    ("employees.csv", 3, "week_minutes", "37.00", "minutes"),
    ("employees.csv", 3, "week_minutes", "99999999999999999999", "minutes"),
    ("employees.csv", 3, "week_minutes", "²", "minutes"),
    ("employees.csv", 3, "monthly_pay", "31250.505", "money"),
    ("employees.csv", 3, "monthly_pay", "-1", "money"),
    ("employees.csv", 3, "monthly_pay", "0.99", "money"),
    ("employees.csv", 3, "monthly_pay", "1", None),
    ("employees.csv", 3, "monthly_pay", "31 250 kr", None),
    ("employees.csv", 3, "monthly_pay", "31 250 krona", "money"),
    ("employees.csv", 3, "monthly_pay", "500000", None),
    ("employees.csv", 3, "monthly_pay", "500000.01", "money"),
    ("employees.csv", 3, "monthly_pay", "28 00", "money"),
    ("employees.csv", 3, "transport", "horse", "one_of"),
    ("employees.csv", 3, "gender", "k", "one_of"),
    ("employees.csv", 3, "day_break", "24:00", "clock"),
    ("employees.csv", 3, "day_break", "9.00", "clock"),
    ("employees.csv", 3, "day_break", "09:60", "clock"),
    ("employees.csv", 3, "weekends", "3/2", "weekends"),
    ("employees.csv", 3, "weekends", "0/0", "weekends"),
    ("employees.csv", 3, "weekends", "jan-02", "weekends_date"),
    ("employees.csv", 3, "shift_kinds", "day|noon", "one_of"),
    ("employees.csv", 3, "shift_kinds", "night", None),
    ("employees.csv", 3, "shift_kinds", "evening", None),
    ("employees.csv", 3, "from", "2026-02-30", "date"),
    ("employees.csv", 3, "from", "30/11/2026", "date"),
    ("employees.csv", 3, "from", "2026-01-01 00:00", None),
    ("employees.csv", 3, "from", "2026-01-01 00:01", "date"),
    ("employees.csv", 3, "from", "20261130", "date"),
    ("employees.csv", 3, "from", "1899-12-31", "date"),
    ("employees.csv", 3, "to", "2025-12-31", "ends_before_start"),
    ("employees.csv", 3, "to", "2026-01-01", None),
    ("employees.csv", 3, "to", "9999-12-31", None),
    ("clients.csv", 3, "unit_id", "moon", "unknown_id"),
    ("clients.csv", 3, "contact_id", "zed", "unknown_id"),
    ("clients.csv", 3, "contact_id", "bo b", "name_for_id"),
    ("clients.csv", 3, "backup_ids", "bo|Hal H", "name_for_id"),
    ("clients.csv", 3, "backup_ids", "bo|zed", "unknown_id"),
    ("clients.csv", 3, "avoid_ids", "zed", "unknown_id"),
    ("clients.csv", 3, "avoid_gender", "male", "one_of"),
    ("clients.csv", 3, "counts_continuity", "2", "flag"),
    ("visits.csv", 3, "client_id", "zed", "unknown_id"),
    ("visits.csv", 4, "date", "2026-12-28", "outside_plan"),
    ("visits.csv", 4, "date", "2026-12-20", "outside_plan"),
    ("visits.csv", 4, "minutes", "0", "minutes"),
    ("visits.csv", 4, "minutes", "-15", "minutes"),
    ("visits.csv", 4, "minutes", "780", None),
    ("visits.csv", 4, "minutes", "781", "minutes"),
    ("visits.csv", 4, "minutes", "15.5", "minutes"),
    ("visits.csv", 4, "staff", "3", "whole"),
    ("visits.csv", 4, "kind", "coffee", "one_of"),
    ("visits.csv", 4, "priority", "0", "whole"),
    ("visits.csv", 4, "priority", "4", "whole"),
    ("visits.csv", 4, "unit_id", "moon", "unknown_id"),
    ("visits.csv", 4, "skills", "usk|nurse", None),
    ("visits.csv", 4, "skills", "vb", None),
    ("visits.csv", 4, "earliest", "2026-12-23 0100", "moment"),
    ("visits.csv", 4, "earliest", "2026-12-23T25:00", "moment"),
    ("visits.csv", 4, "earliest", "2026-12-23", "moment"),
    ("visits.csv", 4, "earliest", "2026-12-23T02:00", None),
    ("visits.csv", 4, "latest", "2026-12-23T00:59", "window_backwards"),
    ("visits.csv", 4, "latest", "2026-12-23T01:00", None),
    ("visits.csv", 4, "latest", "2026-12-24T00:00", "window_off_date"),
    ("visits.csv", 4, "latest", "2026-12-23T23:59", None),
    ("visits.csv", 4, "earliest", "2026-12-21T23:59", "window_off_date"),
    ("visits.csv", 4, "earliest", "2026-12-22T00:00", None),
    ("visits.csv", 3, "after", "v9", "unknown_id"),
    ("visits.csv", 3, "gap_max", "29", "gap_backwards"),
    ("visits.csv", 3, "gap_min", "240", None),
    ("visits.csv", 3, "gap_min", "-1", "minutes"),
    ("visits.csv", 4, "gap_min", "10", "gap_without_after"),
    ("visits.csv", 4, "gap_max", "10", "gap_without_after"),
    ("shift_types.csv", 3, "unit_id", "moon", "unknown_id"),
    ("shift_types.csv", 3, "kind", "early", "one_of"),
    ("shift_types.csv", 3, "start", "24:00", "clock"),
    ("shift_types.csv", 3, "end2", "20:01", "shift_too_long"),
    ("shift_types.csv", 3, "end2", "24:01", "end_clock"),
    ("shift_types.csv", 3, "start2", "10:59", "parts_overlap"),
    ("shift_types.csv", 3, "start2", "", "missing_value"),
    ("shift_types.csv", 3, "end2", "", "missing_value"),
    ("shift_types.csv", 3, "days", "11111", "weekdays"),
    ("shift_types.csv", 3, "days", "1111102", "weekdays"),
    ("shift_types.csv", 3, "max_per_day", "-1", "whole"),
    ("shift_types.csv", 4, "paid_meal", "kanske", "flag"),
    ("shift_types.csv", 4, "start", "18:00", None),
    ("shift_types.csv", 4, "end", "10:01", "shift_too_long"),
    ("shift_types.csv", 4, "end", "10:00", None),
    ("shift_types.csv", 4, "breaks", "30@01:00-04:00", None),
    ("shift_types.csv", 4, "breaks", "30@21:00-22:00", None),
    ("shift_types.csv", 4, "breaks", "30@20:59-22:00", "break_outside"),
    ("shift_types.csv", 4, "breaks", "30", "break_rule"),
    ("shift_types.csv", 4, "breaks", "0@01:00-04:00", "break_rule"),
    ("shift_types.csv", 4, "breaks", "30@01:00-25:00", "break_rule"),
    ("shift_types.csv", 4, "breaks", "30@07:00-09:00", "break_outside"),
    ("shift_types.csv", 4, "breaks", "30@01:00-01:29", "break_outside"),
    ("shift_types.csv", 4, "breaks", "30@01:00-01:30", None),
    ("shift_types.csv", 4, "breaks", "30@01:00-01:00", "break_outside"),
    ("shift_types.csv", 4, "breaks", "30@06:30-09:00", None),
    ("shift_types.csv", 4, "breaks", "30@06:31-09:00", "break_outside"),
    ("shift_types.csv", 4, "breaks", "30@01:00-01:45|30@01:00-01:50", "breaks_collide"),
    ("staffing.csv", 2, "unit_id", "moon", "unknown_id"),
    ("staffing.csv", 2, "date", "2026-12-28", "outside_plan"),
    ("staffing.csv", 2, "date", "2026-12-27", None),
    ("staffing.csv", 2, "date", "2026-12-20", "outside_plan"),
    ("staffing.csv", 2, "date", "", "date_or_weekday"),
    ("staffing.csv", 2, "weekday", "4", "date_or_weekday"),
    ("staffing.csv", 3, "weekday", "8", "whole"),
    ("staffing.csv", 2, "skills", "nurse", None),
    ("staffing.csv", 2, "min", "-1", "whole"),
    ("staffing.csv", 2, "max", "0", "max_below_min"),
    ("staffing.csv", 2, "max", "1", None),
    ("absences.csv", 2, "employee_id", "zed", "unknown_id"),
    ("absences.csv", 2, "end", "2026-12-24", "ends_before_start"),
    ("absences.csv", 2, "end", "2026-12-25", None),
    ("absences.csv", 2, "end", "9999-12-31", None),
    ("absences.csv", 3, "end", "2026-12-27T07:00", "ends_before_start"),
    ("absences.csv", 3, "end", "soon", "date_or_moment"),
    ("absences.csv", 3, "kind", "fishing", "one_of"),
    ("wishes.csv", 2, "employee_id", "zed", "unknown_id"),
    ("wishes.csv", 2, "shift_id", "X9", "unknown_id"),
    ("wishes.csv", 2, "want", "maybe", "one_of"),
    ("wishes.csv", 2, "weight", "4", "whole"),
    ("worked_shifts.csv", 2, "employee_id", "zed", "unknown_id"),
    ("worked_shifts.csv", 2, "unit_id", "moon", "unknown_id"),
    ("worked_shifts.csv", 2, "shift_id", "", "missing_value"),
    ("worked_shifts.csv", 2, "end", "2026-12-18T07:00", "ends_before_start"),
    ("worked_shifts.csv", 2, "end", "2026-12-19T07:01", "longer_than_a_day"),
    ("worked_shifts.csv", 2, "end", "2026-12-19T07:00", None),
    ("worked_shifts.csv", 2, "break_minutes", "540", "break_too_long"),
    ("worked_shifts.csv", 2, "break_minutes", "539", None),
    ("done_visits.csv", 2, "client_id", "zed", "unknown_id"),
    ("done_visits.csv", 2, "employee_id", "zed", "unknown_id"),
    ("done_visits.csv", 2, "date", "2026-12-21", "not_before_plan"),
    ("done_visits.csv", 2, "date", "2026-12-20", None),
    ("vehicles.csv", 2, "unit_id", "zed", "unknown_id"),
    ("vehicles.csv", 2, "km_price", "-1", "money"),
    ("vehicles.csv", 2, "day_price", "1.005", "money"),
    ("vehicles.csv", 2, "cars", "1.5", "whole"),
    ("budgets.csv", 2, "unit_id", "zed", "unknown_id"),
    ("budgets.csv", 2, "month", "2026-13", "month"),
    ("budgets.csv", 2, "month", "2026-12-02", "month"),
    ("budgets.csv", 2, "amount", "lots", "money"),
    ("balances.csv", 2, "employee_id", "zed", "unknown_id"),
    ("balances.csv", 2, "hours_carried_minutes", "many", "minutes"),
    ("balances.csv", 2, "nights_worked", "-1", "whole"),
    ("travel.csv", 2, "from_id", "zed", "unknown_id"),
    ("travel.csv", 2, "mode", "boat", "one_of"),
    ("travel.csv", 2, "minutes", "601", "minutes"),
    ("locked_shifts.csv", 2, "shift_id", "X9", "unknown_id"),
    ("locked_shifts.csv", 2, "breaks", "noon", "taken_break"),
    ("locked_shifts.csv", 2, "breaks", "12:00-12:00", "taken_break"),
    ("locked_shifts.csv", 2, "pay_class", "double", "one_of"),
    ("locked_shifts.csv", 2, "pay_class", "hourly", "lock_other_pay_class"),
    ("locked_shifts.csv", 2, "unit_id", "night", "lock_other_unit"),
    ("locked_shifts.csv", 2, "part", "2", "lock_no_such_part"),
    ("locked_shifts.csv", 2, "start", "2026-12-21T07:01", "lock_other_time"),
    ("locked_shifts.csv", 2, "breaks", "15:45-16:15", "lock_break_outside"),
    ("locked_visits.csv", 2, "visit_id", "v9", "unknown_id"),
    ("locked_visits.csv", 2, "from_id", "moon", "unknown_id"),
    ("locked_visits.csv", 2, "staff_no", "2", "lock_no_such_place"),
    ("locked_visits.csv", 2, "end", "2026-12-21T08:46", "lock_other_length"),
    ("locked_visits.csv", 2, "end", "2026-12-21T08:15", "ends_before_start"),
]
"""With ``None``: the value just inside the boundary, where nothing is wrong with it."""


def _name(case: tuple[str, int, str, str, str | None]) -> str:
    file, line, column, value, code = case
    return f"{file.removesuffix('.csv')}-{line}-{column}-{value}-{code}"


WRONG = [pytest.param(*case, id=_name(case)) for case in CASES if case[4]]
RIGHT = [pytest.param(*case[:4], id=_name(case)) for case in CASES if not case[4]]


@pytest.mark.parametrize(("file", "line", "column", "value", "code"), WRONG)
def test_a_wrong_cell_is_blamed_alone(  # noqa: PLR0913
    tmp_path: Path, file: str, line: int, column: str, value: str, code: str
) -> None:
    faults = faults_of(Files().put(file, line, column, value).write(tmp_path))
    assert [where(fault) for fault in faults] == [(code, file, line, column)]


@pytest.mark.parametrize(("file", "line", "column", "value"), RIGHT)
def test_a_cell_just_inside_the_boundary_is_fine(
    tmp_path: Path, file: str, line: int, column: str, value: str
) -> None:
    read_dataset(Files().put(file, line, column, value).write(tmp_path))


@pytest.mark.parametrize(
    ("language", "words"),
    [("sv", "Bil, Cykel, Till fots"), ("en", "Car, Bike, On foot")],
)
def test_what_there_is_to_choose_from_is_told_in_words(
    language: str, words: str, tmp_path: Path
) -> None:
    files = Files().put("employees.csv", 3, "transport", "buss")
    [fault] = faults_of(files.write(tmp_path))
    assert words in fault.message(language)
