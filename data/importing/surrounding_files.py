"""What surrounds a plan: exported absences, wishes and balances as dataset rows."""

from collections.abc import Collection, Iterator, Sequence

from data.importing.care_files import Horizon
from data.importing.employee_register import EmployeeRegister
from data.importing.exported.away_rows import ExportedAbsence, ExportedWishes
from data.importing.imported_row import ImportedRow
from data.written_values import Cells


def absence_cells(
    found: Sequence[tuple[ImportedRow, ExportedAbsence]],
    people: EmployeeRegister,
    horizon: Horizon,
) -> list[Cells]:
    """Return each absence of known people once; one without an end lasts the plan."""
    kept: list[Cells] = []
    for row, absence in found:
        employee = known_person(row, absence.employee, people)
        if employee is None:
            continue
        end = absence.end
        if end is None:
            end = max(horizon.last.isoformat(), absence.start[:10])
            row.guess("import_open_absence", "to", day=end)
        cells: Cells = {
            "employee_id": employee,
            "start": absence.start,
            "end": end,
            "kind": absence.kind,
        }
        if cells in kept:
            row.guess("import_row_again", "employee_id")
        else:
            kept.append(cells)
    return kept


def known_person(row: ImportedRow, text: str, people: EmployeeRegister) -> str | None:
    """Return the id of whoever a row is about; a row about a stranger is red."""
    employee = people.find(text)
    if employee is None:
        row.refuse("import_unknown_employee", "employee_id")
    return employee


def wish_cells(
    found: Sequence[tuple[ImportedRow, ExportedWishes]],
    people: EmployeeRegister,
    horizon: Horizon,
    shifts: Collection[str],
) -> list[Cells]:
    """Return the wishes of known people for the days of the plan."""
    kept: list[Cells] = []
    for row, wishes in found:
        employee = known_person(row, wishes.employee, people)
        if employee is None:
            continue
        if wishes.shift and wishes.shift not in shifts:
            row.guess("import_wish_any_shift", "shift_id")
        fresh = list(_wished(employee, wishes, horizon, shifts))
        if len(fresh) < len(wishes.days):
            name = "day_off" if row.text("day_off") else "date"
            row.guess("import_wish_outside", name, start=horizon.start.isoformat())
        if fresh and all(cells in kept for cells in fresh):
            row.guess("import_row_again", "employee_id")
        kept += [cells for cells in fresh if cells not in kept]
    return kept


def _wished(
    employee: str,
    wishes: ExportedWishes,
    horizon: Horizon,
    shifts: Collection[str],
) -> Iterator[Cells]:
    for day in wishes.days:
        if horizon.start <= day <= horizon.last:
            yield {
                "employee_id": employee,
                "date": day.isoformat(),
                "shift_id": wishes.shift if wishes.shift in shifts else None,
                "want": wishes.want,
                "weight": wishes.weight,
            }


def balance_cells(
    found: Sequence[tuple[ImportedRow, Cells]], people: EmployeeRegister
) -> list[Cells]:
    """Return what each known person brings along; a second row that differs is red."""
    kept: dict[str, Cells] = {}
    for row, told in found:
        employee = known_person(row, str(told["employee_id"]), people)
        if employee is None:
            continue
        cells = {**told, "employee_id": employee}
        if kept.get(employee) == cells:
            row.guess("import_row_again", "employee_id")
        elif employee in kept:
            row.refuse("import_second_row", "employee_id")
        else:
            kept[employee] = cells
    return list(kept.values())
