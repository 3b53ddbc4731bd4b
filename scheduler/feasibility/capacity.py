"""Weeks and weekends with more work than the unit's people have hours for."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.domain.clock import monday_of
from scheduler.domain.problem import Employee
from scheduler.feasibility.finding import Finding
from scheduler.feasibility.people.contracts import most_minutes
from scheduler.feasibility.prospects import Prospects
from scheduler.feasibility.wording import hours
from scheduler.pay.away import days_away
from scheduler.pay.hours import days_due

BEST_UTILISATION = 0.75
"""Share of paid time with clients above which no unit is known to come."""
SATURDAY = 5


@dataclass(frozen=True)
class WeekLoad:
    """What some days ask of one unit, and what its people have to give, minutes."""

    visits: int
    headcount: int
    contracted: float
    """Of monthly staff, less absence; or of those whose weekend it is."""
    most: int
    """What everybody could work at the very most, hourly staff and lent included."""

    @property
    def asked(self) -> float:
        """Paid minutes that the work takes at the best utilisation known."""
        return self.visits / BEST_UTILISATION + self.headcount

    @property
    def is_impossible(self) -> bool:
        """Whether the work without any travel exceeds everybody's hours."""
        return self.visits + self.headcount > self.most


def short_weeks(prospects: Prospects) -> Iterator[Finding]:
    """Find weeks in which a unit's work exceeds its staff's hours."""
    yield from _short(prospects, "week", _weeks(prospects.problem.dates), _contracted)


def short_weekends(prospects: Prospects) -> Iterator[Finding]:
    """Find weekends that the people whose turn it is cannot carry."""
    weekends = [
        [d for d in week if d.weekday() >= SATURDAY]
        for week in _weeks(prospects.problem.dates)
    ]
    yield from _short(prospects, "weekend", [w for w in weekends if w], _on_weekend)


def _short(
    prospects: Prospects,
    name: str,
    periods: Sequence[Sequence[date]],
    given: Callable[[Prospects, Employee, Sequence[date]], float],
) -> Iterator[Finding]:
    for unit in prospects.problem.units:
        for days in periods:
            own = [e for e in prospects.problem.employees if e.unit == unit.id]
            load = WeekLoad(
                *_asked(prospects, unit.id, set(days)),
                contracted=sum(given(prospects, e, days) for e in own),
                most=_most(prospects, unit.id, set(days)),
            )
            if load.is_impossible or load.asked > load.contracted:
                yield _finding(unit.id, name, days, load)


def _finding(unit: str, name: str, days: Sequence[date], load: WeekLoad) -> Finding:
    impossible = load.is_impossible
    have = load.most if impossible else load.contracted
    need = load.visits + load.headcount if impossible else load.asked
    return Finding(
        check=f"{name}_impossible" if impossible else f"{name}_short",
        severity="error" if impossible else "warning",
        facts={
            "first": days[0].isoformat(),
            "last": days[-1].isoformat(),
            "client_hours": hours(load.visits),
            "staffing_hours": hours(load.headcount),
            "need": hours(need),
            "have": hours(have),
            "short": hours(need - have),
        },
        unit=unit,
        date=days[0],
    )


def _weeks(dates: Sequence[date]) -> list[list[date]]:
    """Cut the plan at Mondays."""
    mondays = sorted({monday_of(d) for d in dates})
    return [[d for d in dates if 0 <= (d - monday).days < 7] for monday in mondays]


def _asked(prospects: Prospects, unit: str, days: set[date]) -> tuple[int, int]:
    """Return minutes of must-visits, and of the least headcount of any skill."""
    visits = sum(
        v.minutes * v.staff
        for v in prospects.problem.visits
        if v.is_must and v.unit == unit and v.date in days
    )
    headcount = sum(
        (n.end - n.start) * n.min
        for n in prospects.problem.staffing
        if n.unit == unit and n.date in days and not n.skills
    )
    return visits, headcount


def _most(prospects: Prospects, unit: str, days: set[date]) -> int:
    return sum(
        most_minutes(
            tuple(
                o for o in prospects.options[e.id] if o.unit == unit and o.date in days
            )
        )
        for e in prospects.staff[unit]
    )


def _contracted(
    prospects: Prospects, employee: Employee, days: Sequence[date]
) -> float:
    """Return contracted minutes less absence."""
    away = days_away(
        prospects.view.clock,
        prospects.view.absences_by_employee.get(employee.id, ()),
        days[0],
        days[-1],
    )
    due = days_due(prospects.problem, employee)
    return float(sum(due.get(d, 0) * (1 - away.get(d, 0)) for d in days))


def _on_weekend(
    prospects: Prospects, employee: Employee, days: Sequence[date]
) -> float:
    """Return the minutes of a weekend, if it can be this person's turn."""
    pattern = employee.weekends
    if (
        pattern is not None
        and _worked_before(prospects, employee, days) >= pattern.worked
    ):
        return 0.0
    mine = [o for o in prospects.options[employee.id] if o.date in days]
    return float(most_minutes(tuple(mine)))


def _worked_before(
    prospects: Prospects, employee: Employee, days: Sequence[date]
) -> int:
    """Return how many weekends of history stand in the pattern's window."""
    pattern = employee.weekends
    saturday = days[0] - timedelta(days=days[0].weekday() - SATURDAY)
    window = {
        saturday - timedelta(weeks=n) for n in range(1, pattern.of if pattern else 1)
    }
    worked = {d.date for d in prospects.view.duties_of(employee)}
    return sum(s in worked or s + timedelta(days=1) in worked for s in window)
