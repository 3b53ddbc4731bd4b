"""A wall schedule that was edited: a changed cell is a changed shift."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from data.excel.workbook import schedule_xlsx
from data.faults import BadInput, Fault
from data.reading.wall.edited_wall import EditedWall, read_edited
from scheduler.domain.plan import Plan, ShiftRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.domain.values import PayClass
from scheduler.planning.result import Result, Status
from tests.build import (
    absence,
    at,
    client,
    day,
    employee,
    hourly,
    plan,
    problem,
    shift_row,
    shift_type,
    unit,
    visit,
    visit_row,
)
from tests.data.excel.office import saved_again

pytestmark = pytest.mark.usefixtures("plain_weeks")

MONDAY, TUESDAY = day(0), day(1)
Cells = Mapping[tuple[str, date], object]
"""What is put into the cells of the wall, by person and day."""

TOWN = problem(
    employees=(
        employee("amy", name="Amy", transport="walk"),
        employee("bo", name="Bo", degree_pct=75),
        hourly("hal", name="Hal"),
    ),
    units=(unit(lends_to=("north",)), unit("north")),
    clients=(client(), client("dora")),
    shift_types=(
        shift_type("D1", breaks="30@11:00-13:00"),
        shift_type("K1", "14:00-22:00", kind="evening"),
        shift_type("DT", "07:00-11:00|16:00-20:00", kind="split"),
        shift_type("N1", "21:00-07:00", kind="night", unit="north"),
        shift_type("DN", unit="north"),
    ),
    visits=(
        visit("v1", "2026-12-21 08:00"),
        visit("v2", "2026-12-21 15:00", client="dora"),
        visit("v3", "2026-12-22 08:00"),
    ),
    absences=(absence("bo", "2026-12-22 00:00", "2026-12-23 00:00", "sick"),),
)
WORKED = plan(
    shift_row("amy", shift="D1", breaks="11:30-12:00"),
    shift_row("amy", "2026-12-22 07:00", "2026-12-22 16:00", "11:30-12:00", shift="D1"),
    visit_row("v1", "amy", "2026-12-21 08:00"),
    visit_row("v2", "amy", "2026-12-21 15:00"),
    visit_row("v3", "amy", "2026-12-22 08:00"),
)


def workbook(folder: Path, made: Problem = TOWN, worked: Plan = WORKED) -> Path:
    result = Result(status=Status.FEASIBLE, plan=worked, seconds=1, seed=0, workers=1)
    path = folder / "schedule.xlsx"
    path.write_bytes(schedule_xlsx(made, result, ()))
    return path


def change(path: Path, cells: Cells) -> Path:
    """Put texts into the cells of the wall, as somebody would by hand."""
    book = openpyxl.load_workbook(path)
    page = book["Schema"]
    assert isinstance(page, Worksheet)
    [head] = [r for r in page.iter_rows() if r[0].value == "Namn"]
    names = [cell.value for cell in head]
    ids = names.index("Anställd, id")
    days = {
        cell.value.date(): number
        for number, cell in enumerate(head)
        if isinstance(cell.value, datetime)
    }
    lines = {row[ids].value: row for row in page.iter_rows() if row[ids].value}
    for (who, when), text in cells.items():
        lines[who][days[when]].value = text  # type: ignore[assignment]
    book.save(path)
    return path


def edited(folder: Path, cells: Cells, made: Problem = TOWN) -> EditedWall:
    return read_edited(change(workbook(folder, made), cells), made, WORKED)


def faults(folder: Path, cells: Cells) -> tuple[Fault, ...]:
    with pytest.raises(BadInput) as caught:
        edited(folder, cells)
    return caught.value.faults


def shifts_on(found: EditedWall, who: str, when: date) -> list[ShiftRow]:
    return [r for r in found.plan.shifts if (r.employee, r.date) == (who, when)]


def test_a_schedule_that_nobody_touched_is_the_plan(tmp_path: Path) -> None:
    assert edited(tmp_path, {}) == EditedWall(WORKED, ())


def test_another_code_is_another_shift_with_breaks_of_its_own(tmp_path: Path) -> None:
    found = edited(tmp_path, {("amy", TUESDAY): "K1"})
    [row] = shifts_on(found, "amy", TUESDAY)
    assert (row.shift, row.start, row.end) == (
        "K1",
        at("2026-12-22 14:00"),
        at("2026-12-22 22:00"),
    )
    assert row.breaks == ()
    assert row.paid_minutes == 480
    assert shifts_on(found, "amy", MONDAY) == [WORKED.shifts[0]]


def test_a_new_shift_gets_the_breaks_of_its_type(tmp_path: Path) -> None:
    found = edited(tmp_path, {("hal", MONDAY): "D1"})
    [row] = shifts_on(found, "hal", MONDAY)
    [(start, end)] = row.breaks
    assert end - start == 30
    assert row.paid_minutes == 510
    assert row.pay_class is PayClass.HOURLY
    assert len(found.plan.visits) == 3


@pytest.mark.parametrize("text", ["", None, "ledig", "-", "SJ"])
def test_no_shift_leaves_the_visits_of_the_day_open(
    tmp_path: Path, text: str | None
) -> None:
    found = edited(tmp_path, {("amy", MONDAY): text})
    assert shifts_on(found, "amy", MONDAY) == []
    [told] = found.changes
    assert (told.kept, told.opened) == ((), ("v1", "v2"))
    assert [row.visit for row in found.plan.visits] == ["v3"]
    left = [(u.visit, u.staff_no, u.reason) for u in found.plan.unassigned]
    assert left == [("v1", 1, "edited"), ("v2", 1, "edited")]
    assert "Amy" in found.plan.unassigned[0].detail


@pytest.mark.parametrize(
    ("who", "text", "away"),
    [("amy", "SJ", True), ("amy", "sj", True), ("amy", "", False)],
)
def test_an_absence_that_the_dataset_does_not_have_is_told(
    tmp_path: Path, who: str, text: str, away: bool
) -> None:
    [told] = edited(tmp_path, {(who, TUESDAY): text}).changes
    assert told.away is away


def test_a_shift_beside_an_absence_of_the_dataset_is_read(tmp_path: Path) -> None:
    found = edited(tmp_path, {("bo", TUESDAY): "K1 SJ"})
    assert [r.shift for r in shifts_on(found, "bo", TUESDAY)] == ["K1"]
    assert [change.away for change in found.changes] == [False]


def test_visits_stay_where_the_new_shift_has_time_for_them(tmp_path: Path) -> None:
    [told] = edited(tmp_path, {("amy", MONDAY): "K1"}).changes
    assert (told.kept, told.opened) == (("v2",), ("v1",))


@pytest.mark.parametrize(("end", "stays"), [("15:31", False), ("15:32", True)])
def test_there_must_be_time_to_go_home_from_the_last(
    tmp_path: Path, end: str, stays: bool
) -> None:
    """The visit ends at 15:30, and the way back takes two minutes."""
    view = PlanView(TOWN, WORKED)
    assert view.travel.minutes("dora", "centre", TOWN.employee["amy"].transport) == 2
    [told] = edited(tmp_path, {("amy", MONDAY): f"07:00-{end}"}).changes
    assert ("v2" in told.kept) is stays


def test_what_stays_is_reached_from_where_the_person_is_now(tmp_path: Path) -> None:
    found = edited(tmp_path, {("amy", MONDAY): "K1"})
    [row] = [r for r in found.plan.visits if r.visit == "v2"]
    assert row.from_id == TOWN.employee["amy"].unit
    assert row.wait_minutes == 60 - row.travel_minutes


def test_a_shift_in_another_unit_has_none_of_the_visits(tmp_path: Path) -> None:
    found = edited(tmp_path, {("amy", MONDAY): "DN"})
    [row] = shifts_on(found, "amy", MONDAY)
    assert (row.unit, row.end) == ("north", at("2026-12-21 16:00"))
    assert found.changes[0].opened == ("v1", "v2")


def test_a_split_shift_has_both_its_parts(tmp_path: Path) -> None:
    rows = shifts_on(edited(tmp_path, {("amy", MONDAY): "DT"}), "amy", MONDAY)
    assert [(r.part, r.start, r.end) for r in rows] == [
        (1, at("2026-12-21 07:00"), at("2026-12-21 11:00")),
        (2, at("2026-12-21 16:00"), at("2026-12-21 20:00")),
    ]


@pytest.mark.parametrize(
    "text", ["07:15-15:45", "7.15 – 15.45", "D1 07:15-15:45", "d1 7:15-15:45"]
)
def test_own_times_are_those_of_the_shift_that_was_there(
    tmp_path: Path, text: str
) -> None:
    [row] = shifts_on(edited(tmp_path, {("amy", MONDAY): text}), "amy", MONDAY)
    assert (row.shift, row.start, row.end) == (
        "D1",
        at("2026-12-21 07:15"),
        at("2026-12-21 15:45"),
    )
    assert row.paid_minutes == 480


def test_own_times_on_a_free_day_are_of_the_type_that_fits_them_best(
    tmp_path: Path,
) -> None:
    [row] = shifts_on(edited(tmp_path, {("hal", MONDAY): "13:30-21:30"}), "hal", MONDAY)
    assert (row.shift, row.start) == ("K1", at("2026-12-21 13:30"))


def test_an_end_before_its_start_is_on_the_next_day(tmp_path: Path) -> None:
    cells = {("amy", MONDAY): "N1 22:00-06:00"}
    [row] = shifts_on(edited(tmp_path, cells), "amy", MONDAY)
    assert (row.start, row.end) == (at("2026-12-21 22:00"), at("2026-12-22 06:00"))


def test_times_that_leave_no_room_for_the_break_have_none(tmp_path: Path) -> None:
    cells = {("amy", MONDAY): "07:00-10:00"}
    [row] = shifts_on(edited(tmp_path, cells), "amy", MONDAY)
    assert (row.breaks, row.paid_minutes) == ((), 180)


@pytest.mark.parametrize(
    ("who", "pay_class"), [("amy", PayClass.OVERTIME), ("bo", PayClass.EXTRA)]
)
def test_a_later_end_is_overtime_straight_after_the_shift(
    tmp_path: Path, who: str, pay_class: PayClass
) -> None:
    cells = {(who, MONDAY): "D1 07:00-17:00"}
    first, second = shifts_on(edited(tmp_path, cells), who, MONDAY)
    assert (first.end, second.start) == (at("2026-12-21 16:00"),) * 2
    assert (second.end, second.part) == (at("2026-12-21 17:00"), 2)
    assert (first.pay_class, second.pay_class) == (PayClass.ORDINARY, pay_class)


def test_another_beginning_and_a_later_end_are_own_times(tmp_path: Path) -> None:
    cells = {("amy", MONDAY): "D1 06:30-17:00"}
    [row] = shifts_on(edited(tmp_path, cells), "amy", MONDAY)
    assert (row.start, row.end) == (at("2026-12-21 06:30"), at("2026-12-21 17:00"))


def test_who_is_at_the_client_already_needs_no_time_to_go_there(
    tmp_path: Path,
) -> None:
    made = TOWN.model_copy(
        update={"visits": (*TOWN.visits, visit("v4", "2026-12-21 08:30"))}
    )
    worked = plan(
        *WORKED.shifts, *WORKED.visits, visit_row("v4", "amy", "2026-12-21 08:30")
    )
    path = change(workbook(tmp_path, made, worked), {("amy", MONDAY): "07:00-10:00"})
    [told] = read_edited(path, made, worked).changes
    assert told.kept == ("v1", "v4")


def test_somebody_on_hourly_pay_has_one_longer_shift(tmp_path: Path) -> None:
    cells = {("hal", MONDAY): "D1 07:00-17:00"}
    [row] = shifts_on(edited(tmp_path, cells), "hal", MONDAY)
    assert (row.end, row.pay_class) == (at("2026-12-21 17:00"), PayClass.HOURLY)


def test_a_mark_says_that_a_shift_lies_above_the_contract(tmp_path: Path) -> None:
    [row] = shifts_on(edited(tmp_path, {("bo", MONDAY): "D1+"}), "bo", MONDAY)
    assert row.pay_class is PayClass.EXTRA


def test_two_shifts_of_a_day_are_two(tmp_path: Path) -> None:
    found = edited(tmp_path, {("amy", MONDAY): "D1 K1"})
    assert [r.shift for r in shifts_on(found, "amy", MONDAY)] == ["D1", "K1"]


@pytest.mark.parametrize("text", ["X9", "D1 X9", "7-16", "07:75-16:00", "=1/0", 7.5])
def test_a_cell_that_is_not_understood_is_told_by_its_place(
    tmp_path: Path, text: object
) -> None:
    [fault] = faults(tmp_path, {("amy", TUESDAY): text})
    assert fault.file == "schedule.xlsx: Schema"
    assert fault.column == "2026-12-22 (E)"
    assert fault.line is not None


def test_all_cells_that_are_not_understood_are_told_at_once(tmp_path: Path) -> None:
    cells = {("amy", MONDAY): "X8", ("amy", TUESDAY): "X9", ("bo", MONDAY): "D9"}
    found = faults(tmp_path, cells)
    assert [f.value for f in found] == ["X8", "X9", "D9"]
    assert "D1, DN, DT, K1, N1" in found[0].message("sv")


def damaged(folder: Path, damage: str) -> Path:
    path = workbook(folder)
    book = openpyxl.load_workbook(path)
    page = book["Schema"]
    assert isinstance(page, Worksheet)
    [head] = [r for r in page.iter_rows() if r[0].value == "Namn"]
    ids = [cell.value for cell in head].index("Anställd, id") + 1
    lines = enumerate(page.iter_rows(), start=1)
    [amy] = [line for line, row in lines if row[ids - 1].value == "amy"]
    if damage == "no_wall":
        page.title = "Annat"
    elif damage == "no_wall_heading":
        head[ids - 1].value = "id"
    elif damage == "no_wall_day":
        page.delete_cols(5)
    elif damage == "no_wall_row":
        page.delete_rows(amy)
    elif damage == "wall_name_changed":
        page.cell(amy, 1).value = "Eva"
    elif damage == "wall_row_of_nobody":
        page.cell(40, 1).value, page.cell(40, 5).value = "Eva", "d1"
    elif damage == "unknown_wall_person":
        page.cell(40, ids).value = "eve"
    else:
        page.cell(40, ids).value = "amy"
    book.save(path)
    return path


@pytest.mark.parametrize(
    "damage",
    [
        "no_wall",
        "no_wall_heading",
        "no_wall_day",
        "no_wall_row",
        "wall_name_changed",
        "wall_row_of_nobody",
        "unknown_wall_person",
        "repeated_id",
    ],
)
def test_more_than_cells_of_days_may_not_be_changed(
    tmp_path: Path, damage: str
) -> None:
    with pytest.raises(BadInput) as caught:
        read_edited(damaged(tmp_path, damage), TOWN, WORKED)
    assert damage in {fault.code for fault in caught.value.faults}
    for fault in caught.value.faults:
        assert fault.text("sv") != fault.text("en")


def test_rows_may_be_sorted_by_hand(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    book = openpyxl.load_workbook(path)
    page = book["Schema"]
    assert isinstance(page, Worksheet)
    rows = [r for r in page.iter_rows() if r[0].value in ("Amy", "Bo")]
    first, second = ([cell.value for cell in row] for row in rows)
    for row, values in zip(rows, (second, first), strict=True):
        for cell, value in zip(row, values, strict=True):
            cell.value = value  # type: ignore[union-attr, unused-ignore]
    book.save(path)
    assert read_edited(path, TOWN, WORKED).changes == ()


def test_a_schedule_saved_by_a_spreadsheet_program_reads_alike(tmp_path: Path) -> None:
    path = change(workbook(tmp_path), {("amy", MONDAY): "07:15-15:45"})
    before = read_edited(path, TOWN, WORKED)
    assert len(before.changes) == 1
    assert read_edited(saved_again(path, tmp_path), TOWN, WORKED) == before
