"""Sick calls drawn at random, and what must not change when they are answered."""

from collections.abc import Iterator, Sequence
from random import Random

from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.replanning.sick_call import SickCall, Vacancy, ill_until

MOST_EARLY = 720
"""Minutes before a shift that somebody calls at most."""


def drawn_calls(view: PlanView, count: int, seed: int) -> Iterator[SickCall]:
    """Yield calls: before a shift, at its first minute, or while it is worked."""
    chance = Random(seed)
    duties = [duty for duty in view.duties if duty.employee in view.problem.employee]
    for _ in range(count):
        duty = chance.choice(duties)
        early = duty.start - chance.randrange(1, MOST_EARLY)
        under_way = chance.randrange(duty.start + 1, duty.end)
        start = max(view.span[0], chance.choice((early, duty.start, under_way)))
        start = min(start, view.span[1] - 1)
        who = view.problem.employee[duty.employee]
        yield SickCall(employee=who.id, start=start, end=ill_until(view, who, start))


def touched(before: Plan, after: Plan, vacancy: Vacancy) -> list[str]:
    """Return what was changed and must not be: before the call, or on other days."""
    return [
        *_early_shifts(before, after, vacancy),
        *_early_visits(before, after, vacancy),
        *_other_days(before, after, vacancy),
        *_locks(after, vacancy),
    ]


def _early_shifts(before: Plan, after: Plan, vacancy: Vacancy) -> Iterator[str]:
    now = {(r.employee, r.shift, r.start): r for r in after.shifts}
    told = {(r.employee, r.shift, r.start) for r in before.shifts}
    for row in before.shifts:
        if row.start < vacancy.moment:
            kept = now.get((row.employee, row.shift, row.start))
            if kept is None or kept.end < min(row.end, vacancy.moment):
                yield f"shift {row.employee} {row.date}"
    for key, row in now.items():
        if key not in told and row.start < vacancy.moment:
            yield f"new shift {row.employee} {row.date}"


def _early_visits(before: Plan, after: Plan, vacancy: Vacancy) -> Iterator[str]:
    old = {row for row in before.visits if row.start < vacancy.moment}
    new = {row for row in after.visits if row.start < vacancy.moment}
    for row in old ^ new:
        yield f"visit {row.visit}"


def _other_days(before: Plan, after: Plan, vacancy: Vacancy) -> Iterator[str]:
    problem = vacancy.problem
    days = {row.date for duty in vacancy.lost for row in duty.rows}
    days |= {problem.visit[v.visit].date for duty in vacancy.lost for v in duty.visits}
    for row in set(before.shifts) ^ set(after.shifts):
        if row.date not in days:
            yield f"shift {row.employee} {row.date}"
    for visit in set(before.visits) ^ set(after.visits):
        if problem.visit[visit.visit].date not in days:
            yield f"visit {visit.visit}"


def _locks(after: Plan, vacancy: Vacancy) -> Iterator[str]:
    shifts = {(r.employee, r.shift, r.start, r.end) for r in after.shifts}
    for row in vacancy.problem.locked_shifts:
        if (row.employee, row.shift, row.start, row.end) not in shifts:
            yield f"locked shift {row.employee} {row.date}"
    visits = {(r.visit, r.staff_no, r.employee, r.start) for r in after.visits}
    for visit in vacancy.problem.locked_visits:
        key = (visit.visit, visit.staff_no, visit.employee, visit.start)
        if key not in visits:
            yield f"locked visit {visit.visit}"


def median(values: Sequence[float]) -> float:
    """Return the middle of what was measured, the higher of two."""
    return sorted(values)[len(values) // 2]
