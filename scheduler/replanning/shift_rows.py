"""A shift that nobody works yet, as rows of a plan, and then somebody's."""

from collections.abc import Iterable

from scheduler.domain.plan import ShiftRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.spans import worked_spans
from scheduler.domain.values import PayClass
from scheduler.pay.duty_time import placed_breaks


def rows_for(view: PlanView, option: ShiftOption) -> tuple[ShiftRow, ...]:
    """Return the rows of a shift, each break where it usually is."""
    type_ = view.problem.shift_type[option.shift]
    taken = placed_breaks(view.clock, option.parts, type_.breaks)
    rows = []
    for number, (start, end) in enumerate(option.parts, 1):
        breaks = tuple(b for b in taken if start <= b[0] and b[1] <= end)
        worked = worked_spans([(start, end)], breaks)
        row = ShiftRow(
            employee="",
            date=option.date,
            shift=option.shift,
            part=number,
            unit=option.unit,
            start=start,
            end=end,
            breaks=breaks,
            paid_minutes=sum(b - a for a, b in worked),
            pay_class=PayClass.ORDINARY,
        )
        rows.append(row)
    return tuple(rows)


def worked_by(
    rows: Iterable[ShiftRow], who: Employee, pay_class: PayClass
) -> tuple[ShiftRow, ...]:
    """Return rows as somebody's, paid in a class."""
    changed = {"employee": who.id, "pay_class": pay_class}
    return tuple(row.model_copy(update=changed) for row in rows)
