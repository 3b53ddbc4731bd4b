"""Contracts that no shifts can fill, or that are passed before the plan begins."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date

from scheduler.domain.problem import Employee
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import PayClass, ShiftKind
from scheduler.feasibility.finding import Finding
from scheduler.feasibility.prospects import Prospects
from scheduler.feasibility.wording import hours
from scheduler.messages import LANGUAGES, say
from scheduler.pay.hours import absence_credit, contract_minutes, target_minutes
from scheduler.rules.stated import line_limits_of

MOST_DAYS_A_WEEK = 6
"""Weekly rest leaves no more days that a shift can start on."""


def impossible_contracts(prospects: Prospects) -> Iterator[Finding]:
    """Find people whose hours cannot come within the carry of their contract."""
    carry = line_limits_of(prospects.rules).carry
    if carry is None:
        return
    for employee in prospects.problem.employees:
        if employee.is_monthly and any(
            map(employee.employed_on, prospects.problem.dates)
        ):
            yield from _judged(prospects, employee, carry)


def _judged(prospects: Prospects, employee: Employee, carry: int) -> Iterator[Finding]:
    problem = prospects.problem
    carried = problem.balance[employee.id].hours_carried_minutes
    due = (
        target_minutes(problem, employee) - absence_credit(problem, employee) - carried
    )
    most = most_minutes(prospects.options[employee.id])
    locked = sum(
        contract_minutes(problem, ((row.start, row.end),), row.paid_minutes)
        for row in problem.locked_shifts
        if row.employee == employee.id and row.pay_class is PayClass.ORDINARY
    )
    if most < due - carry:
        check, short = "hours_unreachable", due - carry - most
    elif locked > max(0, due + carry) and locked:
        check, short = "hours_locked_above", locked - due - carry
    else:
        return
    yield Finding(
        check=check,
        severity="error",
        facts={
            "name": employee.name or employee.id,
            "due": hours(due),
            "most": hours(most),
            "locked": hours(locked),
            "short": hours(short),
            "carry": hours(carry),
            "rules": _hindrances(prospects, employee),
            **_kinds(employee),
        },
        employee=employee.id,
        unit=employee.unit,
    )


def _hindrances(prospects: Prospects, employee: Employee) -> str:
    """Return which rules forbid how many of the shifts that the person could take."""
    found = prospects.hindrances(employee).most_common()
    return ", ".join(f"{rule} ({count})" for rule, count in found) or "–"


def _kinds(employee: Employee) -> dict[str, str]:
    """Return the kinds of shifts the person takes, in words."""
    return {
        f"kinds_{lang}": kind_words(employee.shift_kinds, lang)
        or say("feasibility.kind.all", lang)
        for lang in LANGUAGES
    }


def kind_words(kinds: Collection[ShiftKind], language: str) -> str:
    """Return kinds of shifts in words."""
    named = [kind.value for kind in ShiftKind if kind in kinds]
    return ", ".join(say(f"feasibility.kind.{kind}", language) for kind in named)


def most_minutes(options: tuple[ShiftOption, ...]) -> int:
    """Return no less than anybody could work: the longest shift on most days."""
    longest: dict[date, int] = defaultdict(int)
    for option in options:
        longest[option.date] = max(longest[option.date], option.paid_minutes)
    weeks: dict[tuple[int, int], list[int]] = defaultdict(list)
    for day, minutes in longest.items():
        weeks[day.isocalendar()[:2]].append(minutes)
    return sum(
        sum(sorted(days, reverse=True)[:MOST_DAYS_A_WEEK]) for days in weeks.values()
    )
