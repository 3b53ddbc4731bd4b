"""What time on call costs more above a month's limit, which no single shift tells."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from ortools.sat.python import cp_model

from scheduler.domain.problem import Employee
from scheduler.pay.price import DutyPrices
from scheduler.pay.supplements.on_call_pay import Month
from scheduler.roster.variables import Roster

_PARTS = 10_000
"""Of an öre, in which a minute is priced."""

_Minutes = Sequence[tuple[cp_model.IntVar, int]]
"""What each shift would be on call in a month."""


def dear_on_call(roster: Roster, prices: DutyPrices) -> Iterator[cp_model.LinearExprT]:
    """Price each month's minutes on call above the limit, with those before the plan.

    To the öre for a month, where the pay engine rounds each duty; what is doubled at
    Easter is not seen.
    """
    for employee in roster.employees:
        before = Counter[Month]()
        for duty in roster.past(employee):
            for piece in duty.pieces:
                before += prices.on_call_minutes(piece)
        for month, minutes in _by_month(roster, employee, prices).items():
            limit, minute = prices.on_call_surcharge(employee, month)
            rate, room = round(_PARTS * minute), max(0, limit - before[month])
            most = sum(count for _, count in minutes) - room
            if most > 0 and rate > 0:
                name = f"{employee.id} {month} above the limit"
                dear = roster.model.new_int_var(0, -(-rate * most // _PARTS), name)
                roster.model.add(_PARTS * dear >= rate * (_total(minutes) - room))
                yield dear


def _by_month(
    roster: Roster, employee: Employee, prices: DutyPrices
) -> dict[Month, _Minutes]:
    found: dict[Month, list[tuple[cp_model.IntVar, int]]] = defaultdict(list)
    for option in roster.options(employee):
        literal = roster.works(employee, option)
        for month, count in prices.on_call_minutes(option).items():
            found[month].append((literal, count))
    return {**found}


def _total(minutes: _Minutes) -> cp_model.LinearExprT:
    literals, counts = zip(*minutes, strict=True)
    return cp_model.LinearExpr.weighted_sum(literals, counts)
