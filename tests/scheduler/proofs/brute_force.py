"""Every plan of a problem with a few people, days and visits, tried one by one."""

from collections.abc import Iterator, Sequence
from itertools import permutations, product

from constraints import default_rules
from scheduler.audit.audit import audit
from scheduler.domain.clock import wall_clock
from scheduler.domain.plan import Plan, ShiftRow, VisitRow
from scheduler.domain.problem import Employee, Problem, Visit
from scheduler.domain.shift_option import ShiftOption, option_of
from scheduler.domain.travel import Travel
from scheduler.domain.values import Span
from tests.build import UNIT, ZONE

RULES = default_rules()
STAY = 60
"""Minutes of overtime that somebody with a monthly wage stays, or comes early."""

Rows = tuple[ShiftRow, ...]


def can_all_be_made(problem: Problem, ids: Sequence[str]) -> bool:
    """Say whether some plan without a hard breach makes all of these visits."""
    visits = [problem.visit[id_] for id_ in ids]
    return any(
        all(
            _can_make(
                problem, e, [v for v, w in zip(visits, who, strict=True) if w == e.id]
            )
            for e in problem.employees
        )
        for who in product([e.id for e in problem.employees], repeat=len(visits))
    )


def _can_make(problem: Problem, employee: Employee, visits: Sequence[Visit]) -> bool:
    alone = problem.alone(employee.id).model_copy(update={"visits": problem.visits})
    return any(
        _is_legal(alone, Plan(shifts=rows, visits=driven))
        for rows in _lines(alone, employee)
        for order in permutations(visits)
        if (driven := _driven(alone, employee, rows, order)) is not None
    )


def _is_legal(problem: Problem, plan: Plan) -> bool:
    return audit(problem, plan, RULES).hard_breaches == 0


def _lines(problem: Problem, employee: Employee) -> Iterator[Rows]:
    days = [[(), *_duties(problem, employee, n)] for n in range(problem.days)]
    for chosen in product(*days):
        yield tuple(row for duty in chosen for row in duty)


def _duties(problem: Problem, employee: Employee, number: int) -> list[Rows]:
    """Return a day's shifts: as they are, and with overtime after or before them."""
    found: list[Rows] = []
    for type_ in problem.shift_types:
        option = option_of(wall_clock(ZONE), type_, problem.dates[number], UNIT)
        row = _row(employee, option, (option.start, option.end))
        if not employee.is_monthly:
            found.append((row,))
            continue
        above = {"pay_class": employee.pay_class(above=True)}
        after = _row(employee, option, (option.end, option.end + STAY))
        before = _row(employee, option, (option.start - STAY, option.start))
        found.append((row,))
        found.append((row, after.model_copy(update={"part": 2, **above})))
        second = row.model_copy(update={"part": 2})
        found.append((before.model_copy(update=above), second))
        found.append((row.model_copy(update=above),))
    return found


def _row(employee: Employee, option: ShiftOption, span: Span) -> ShiftRow:
    return ShiftRow(
        employee=employee.id,
        date=option.date,
        shift=option.shift,
        unit=option.unit,
        start=span[0],
        end=span[1],
        paid_minutes=span[1] - span[0],
        pay_class=employee.pay_class(),
    )


def _driven(
    problem: Problem, employee: Employee, rows: Rows, order: Sequence[Visit]
) -> tuple[VisitRow, ...] | None:
    """Return the visits as soon as this order lets them be, if it does."""
    travel, left, made = Travel(problem), list(order), []
    for row in sorted(rows, key=lambda r: r.start):
        here, free = row.unit, row.start
        while left:
            visit = left[0]
            way = travel.minutes(here, visit.client, employee.transport)
            back = travel.minutes(visit.client, row.unit, employee.transport)
            start = max(free + way, visit.earliest)
            if start > visit.latest or start + visit.minutes + back > row.end:
                break
            made.append(_visit_row(visit, employee, start, here, way))
            here, free = visit.client, start + visit.minutes
            left.pop(0)
    return None if left else tuple(made)


def _visit_row(
    visit: Visit, employee: Employee, start: int, here: str, way: int
) -> VisitRow:
    return VisitRow(
        visit=visit.id,
        employee=employee.id,
        start=start,
        end=start + visit.minutes,
        from_id=here,
        travel_minutes=way,
    )
