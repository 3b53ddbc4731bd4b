"""K21 and K23: rest that is broken, and who carries evenings, nights and weekends."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

from scheduler.audit.figures.figure import Figure, covers, total
from scheduler.audit.figures.ledger import Ledger
from scheduler.domain.plan_view import Duty
from scheduler.domain.problem import Employee
from scheduler.domain.values import ShiftKind

SATURDAY = 6


def broken_rest(ledger: Ledger, scope: str) -> dict[str, Figure]:
    """Return the breaches of rest, by the unit that the employee belongs to.

    - K21: breaches of all rules that guard rest, hard or not, and planned exceptions;
      ``K21_<id>`` of each rule.
    - K21_exceptions: planned exceptions from the daily rest. K21_made_up: those that
      the next rest makes up for.
    """
    mine = [b for b in ledger.breaches if covers(scope, ledger.home(b.employee))]
    found = Counter(b.rule for b in mine)
    guards = sorted({rule.id for rule in ledger.rules if rule.guards_rest})
    by_rule = {rule: found[rule] for rule in guards}
    made_up = [b.compensation.is_enough for b in mine if b.compensation is not None]
    return {
        "K21": total(sum(by_rule.values()) + len(made_up), "breaches"),
        **{f"K21_{rule}": total(n, "breaches") for rule, n in by_rule.items()},
        "K21_exceptions": total(len(made_up), "breaches"),
        "K21_made_up": total(sum(made_up), "breaches"),
    }


def fairness(ledger: Ledger, scope: str) -> dict[str, Figure]:
    """Return how unevenly the plan burdens people, by the unit they belong to.

    The people are monthly staff employed all through the plan and not away all of it;
    for evenings and nights, those among them who take such shifts. Nobody: no value.

    - K23_weekends: most less fewest weekends on which a person starts a shift.
    - K23_evenings, K23_nights: the same of shifts of kind evening, and night.
    """
    staff = [e for e in _carriers(ledger) if covers(scope, e.unit)]
    weekends = _weekends(ledger)
    figures = {
        "K23_weekends": _spread({e.id: weekends[e.id] for e in staff}, "weekends")
    }
    for name, kind in (
        ("K23_evenings", ShiftKind.EVENING),
        ("K23_nights", ShiftKind.NIGHT),
    ):
        worked = Counter(d.employee for d in ledger.view.duties if d.kind is kind)
        able = {e.id: worked[e.id] for e in staff if e.works_kind(kind)}
        figures[name] = _spread(able, "shifts")
    return figures


def _carriers(ledger: Ledger) -> list[Employee]:
    """Return those with contracted time in the plan, which hourly staff have not."""
    problem = ledger.view.problem
    return [
        e
        for e in problem.employees
        if e.employed_on(problem.start)
        and e.employed_on(problem.end)
        and ledger.contracted[e.id] > 0
    ]


def _weekends(ledger: Ledger) -> Counter[str]:
    starts = ((w.employee.id, _saturday(ledger, w.duty)) for w in ledger.works)
    return Counter(who for who, saturday in set(starts) if saturday is not None)


def _saturday(ledger: Ledger, duty: Duty) -> date | None:
    """Return the Saturday of the weekend on which the duty starts, if it does."""
    day = ledger.view.clock.day(duty.start)
    late = day.isoweekday() - SATURDAY
    return day - timedelta(days=late) if late >= 0 else None


def _spread(worked: Mapping[str, int], unit: str) -> Figure:
    if not worked:
        return Figure(value=None, unit=unit, numerator=0, denominator=0)
    return total(max(worked.values()) - min(worked.values()), unit)
