"""Days of the plan on which no client gets a visit."""

from collections.abc import Iterator

from scheduler.feasibility.finding import Finding
from scheduler.feasibility.prospects import Prospects


def days_without_visits(prospects: Prospects) -> Iterator[Finding]:
    """Find the days without visits, where there are visits on others."""
    problem = prospects.problem
    visited = {visit.date for visit in problem.visits}
    empty = [day for day in problem.dates if day not in visited]
    if visited and empty:
        days = ", ".join(day.isoformat() for day in empty)
        facts = {"count": len(empty), "days": days}
        yield Finding(check="days_without_visits", severity="warning", facts=facts)
