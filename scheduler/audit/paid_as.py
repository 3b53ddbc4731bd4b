"""Which items of the price the hours of a plan are paid by."""

from collections import deque
from collections.abc import Iterator, Mapping

from scheduler.domain.plan import ShiftRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee
from scheduler.domain.values import AbsenceKind, Instant, PayClass
from scheduler.pay.items import ABOVE_CONTRACT, Item
from scheduler.pay.price import DutyPrices

_Run = tuple[Item, int]
"""So many minutes in a row."""

_AWAY = {
    AbsenceKind.SICK: Item.SICK,
    AbsenceKind.COMP: Item.COMP_TAKEN,
}


class PaidAs:
    """What one person's hours are paid by; supplements such as OB come besides.

    Parameters
    ----------
    prices
        Of the view's problem.
    """

    def __init__(self, view: PlanView, prices: DutyPrices, employee: Employee) -> None:
        self._employee = employee
        self._unpaid = prices.agreement_of(employee).reckoning.unpaid
        self._above: dict[Instant, deque[_Run]] = {}
        for duty in view.planned_of(employee):
            for piece in duty.pieces:
                if piece.pay_class.is_above_contract:
                    beside = prices.beside_ordinary(view, employee, piece)
                    lines = prices.duty_lines(employee, piece, beside)
                    minutes = {line.item: line.minutes for line in lines}
                    runs = deque(_runs(minutes))
                    self._above |= {start: runs for start, _ in piece.parts}

    def worked(
        self, row: ShiftRow, minutes: int, *, above: bool
    ) -> Iterator[tuple[Item | None, int]]:
        """Yield the items of the next minutes of a row, of those above the contract.

        Nothing is yielded twice: what a row is told goes on where it ended.
        """
        if row.pay_class.is_above_contract:
            yield from _taken(self._above.get(row.start, deque()), minutes)
        elif row.pay_class is PayClass.HOURLY or not self._employee.is_monthly:
            yield Item.HOURLY, minutes
        elif above:
            saves = self._employee.comp_time
            yield Item.COMP_SIMPLE if saves else Item.OVERTIME_SIMPLE, minutes
        else:
            yield Item.BASE, minutes

    def away(self, kind: AbsenceKind) -> Item | None:
        """Return what time away is paid by; ``None`` where it is not paid."""
        return None if kind in self._unpaid else _AWAY.get(kind, Item.BASE)


def _runs(minutes: Mapping[str, int]) -> Iterator[_Run]:
    for item in ABOVE_CONTRACT:
        if minutes.get(item):
            yield item, minutes[item]


def _taken(runs: deque[_Run], minutes: int) -> Iterator[tuple[Item | None, int]]:
    """Take so many minutes off the front."""
    while minutes and runs:
        item, left = runs.popleft()
        now = min(left, minutes)
        minutes -= now
        if left > now:
            runs.appendleft((item, left - now))
        yield item, now
    if minutes:
        yield None, minutes
