"""What each row of a base schedule gets: hours, duties, burdens, time off."""

from scheduler.base_schedule.base_weeks import WEEK, BaseSchedule
from scheduler.base_schedule.neutral import cycle_options
from scheduler.domain.problem import Employee, Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Frozen, ShiftKind

_SATURDAY = 5
_DAY = 1440


class RowFigures(Frozen):
    """One row's cycle."""

    row: str
    vacant: bool
    week_minutes: float
    """Worked a week, on average."""
    contract_minutes: float
    passes: int
    weekends: int
    evenings: int
    nights: int
    free_days: int
    """Days on which no duty starts."""
    longest_off: int
    """Minutes between two duties, at most, around the cycle's end too."""
    full_time: float
    """The row's part of a full-time post."""

    def per_full_time(self, count: int) -> float:
        """Return a count as a full-time post would have it."""
        return count / self.full_time if self.full_time else 0.0


def row_figures(problem: Problem, base: BaseSchedule) -> tuple[RowFigures, ...]:
    """Return the figures of every row."""
    worked: dict[str, list[tuple[int, ShiftOption]]] = {row.id: [] for row in base.rows}
    for row, day, option in cycle_options(problem, base):
        worked[row].append((day, option))
    return tuple(_figures(base, row, worked[row.id]) for row in base.rows)


def _figures(
    base: BaseSchedule, row: Employee, worked: list[tuple[int, ShiftOption]]
) -> RowFigures:
    weekends = {day // WEEK for day, _ in worked if day % WEEK >= _SATURDAY}
    kinds = [option.kind for _, option in worked]
    minutes = sum(option.paid_minutes for _, option in worked)
    return RowFigures(
        row=row.id,
        vacant=row.id in base.vacant,
        week_minutes=minutes / base.weeks,
        contract_minutes=row.week_target,
        passes=len(worked),
        weekends=len(weekends),
        evenings=kinds.count(ShiftKind.EVENING),
        nights=kinds.count(ShiftKind.NIGHT),
        free_days=base.days - len({day for day, _ in worked}),
        longest_off=_longest_off(base, [option for _, option in worked]),
        full_time=row.week_target / row.week_minutes,
    )


def _longest_off(base: BaseSchedule, options: list[ShiftOption]) -> int:
    if not options:
        return base.days * _DAY
    spans = sorted((o.start, o.end) for o in options)
    again = spans[0][0] + base.days * _DAY
    starts = [*(start for start, _ in spans[1:]), again]
    return max(s - e for s, (_, e) in zip(starts, spans, strict=True))
