"""A base schedule as the cells of its files."""

from data.base_schedule.base_sheets import WEEKDAYS
from data.problem_cells import employee_cells
from data.written_values import Cells, clock
from scheduler.base_schedule.base_weeks import WEEK, BaseSchedule, WeeklyNeed
from scheduler.base_schedule.holders import Holder, own_holders

APART = "@"
"""Between shift and unit, where that is not the row's."""


def base_content(base: BaseSchedule) -> dict[str, list[Cells]]:
    """Return the rows of every file, by its stem."""
    return {
        "rows": [employee_cells(row) for row in base.rows],
        "people": [_holder(holder) for holder in own_holders(base)],
        "base": [
            _week(base, row.id, row.unit, week)
            for row in base.rows
            for week in range(base.weeks)
        ],
        "demand": [_need(need) for need in base.needs],
    }


def _week(base: BaseSchedule, row: str, unit: str, week: int) -> Cells:
    cells: Cells = {"row_id": row, "week": week + 1}
    for weekday, name in enumerate(WEEKDAYS):
        cell = base.cells.get((row, week * WEEK + weekday))
        if cell is None:
            cells[name] = None
        else:
            away = "" if cell.unit == unit else APART + cell.unit
            cells[name] = cell.shift + away
    return cells


def _holder(holder: Holder) -> Cells:
    return {
        "row_id": holder.row,
        "employee_id": holder.employee,
        "from": holder.first.isoformat() if holder.first else None,
        "to": holder.last.isoformat() if holder.last else None,
    }


def _need(need: WeeklyNeed) -> Cells:
    return {
        "unit_id": need.unit,
        "weekday": need.weekday + 1,
        "start": clock(need.start),
        "end": clock(need.end, end=True),
        "skills": sorted(need.skills),
        "want": need.want,
        "max": need.most,
    }
