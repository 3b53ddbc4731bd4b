"""Many days with sickness, lived through with one plan: what each of them took."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from scheduler.domain.plan_view import PlanView
from scheduler.domain.values import Frozen, PayClass
from scheduler.robustness.call_ins import CallIn, Rows
from scheduler.robustness.ill_people import Draw, IllDay, ill_days, rounds_for
from scheduler.robustness.repair import DayRepair, Repairer
from scheduler.rules.rule import Rule


class BadDay(Frozen):
    """What one day took; minutes, and öre with PO."""

    round: int
    day: date
    ill: int
    """How many of those who would have worked are ill."""
    hourly_calls: int = 0
    extra_calls: int = 0
    """Part-timers called in."""
    overtime_calls: int = 0
    """Full-timers called in."""
    lent_calls: int = 0
    """Of all who are called in, those from other units."""
    called_minutes: int = 0
    overtime_minutes: int = 0
    """Worked by people with monthly pay who were called in."""
    moved_visits: int = 0
    open_must: int = 0
    open_optional: int = 0
    short_minutes: int = 0
    cost: int = 0
    """Of those who are called in; what the ill are paid is not in it."""


Tell = Callable[[int], None]
"""Is told how many days are done."""


def bad_days(
    view: PlanView, rules: Sequence[Rule], draw: Draw, tell: Tell = lambda _done: None
) -> list[BadDay]:
    """Live through the days of a plan, round by round.

    The same draw has the same people ill on the same days, whatever the plan.
    """
    found: list[BadDay] = []
    for lived in bad_rounds(Repairer(view, rules), draw):
        found.extend(lived)
        tell(len(found))
    return found


def bad_rounds(repairer: Repairer, draw: Draw, past: int = 0) -> Iterator[list[BadDay]]:
    """Live through the days of a plan; yield each round when it is over.

    Rounds know nothing of each other: so many that are ``past`` are not lived again.
    """
    ill = ill_days(repairer.problem, draw)
    for number in range(past, rounds_for(repairer.problem, draw.days)):
        yield list(_round(repairer, number, ill))


def _round(
    repairer: Repairer,
    number: int,
    ill: Mapping[IllDay, frozenset[str]],
) -> Iterator[BadDay]:
    """Yield the days of one round; who is called in stays so for its later days."""
    called: dict[str, Rows] = {}
    for day in repairer.problem.dates:
        made = repairer.repaired(day, ill.get(IllDay(number, day), frozenset()), called)
        for call in made.calls:
            who = call.employee.id
            called[who] = called.get(who, ()) + call.rows
        yield told(number, made)


def told(number: int, made: DayRepair) -> BadDay:
    """Return what a day took."""
    by_class = {pay: _of_class(made.calls, pay) for pay in PayClass}
    monthly = by_class[PayClass.EXTRA] + by_class[PayClass.OVERTIME]
    must = sum(place.visit.is_must for place in made.open)
    return BadDay(
        round=number,
        day=made.day,
        ill=len(made.lost),
        hourly_calls=len(by_class[PayClass.HOURLY]),
        extra_calls=len(by_class[PayClass.EXTRA]),
        overtime_calls=len(by_class[PayClass.OVERTIME]),
        lent_calls=sum(c.rows[0].unit != c.employee.unit for c in made.calls),
        called_minutes=_minutes(made.calls),
        overtime_minutes=_minutes(monthly),
        moved_visits=made.moved,
        open_must=must,
        open_optional=len(made.open) - must,
        short_minutes=made.short,
        cost=sum(call.price for call in made.calls),
    )


def _of_class(calls: Sequence[CallIn], pay_class: PayClass) -> list[CallIn]:
    return [call for call in calls if call.rows[0].pay_class is pay_class]


def _minutes(calls: Sequence[CallIn]) -> int:
    return sum(row.paid_minutes for call in calls for row in call.rows)
