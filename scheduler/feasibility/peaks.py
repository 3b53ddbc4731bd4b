"""Hours of a day with more visits than all who could be there can make."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.problem import Visit
from scheduler.domain.values import Instant
from scheduler.feasibility.finding import Finding
from scheduler.feasibility.prospects import Prospects
from scheduler.feasibility.wording import clock_time, skill_words

GRID = 15
"""Minutes."""
SLOTS = 36 * 60 // GRID
"""A planning day is followed to noon the day after."""

Grid = NDArray[np.int64]


def overfull_hours(prospects: Prospects) -> Iterator[Finding]:
    """Find the worst overfull hours of each unit and competence, if any are.

    Visits that nobody can make in any case are another check's.
    """
    by_day: dict[tuple[str, date], list[Visit]] = defaultdict(list)
    for visit in prospects.makeable:
        by_day[visit.unit, visit.date].append(visit)
    worst: dict[tuple[str, frozenset[str]], list[Finding]] = defaultdict(list)
    for (unit, day), visits in by_day.items():
        for skills in {frozenset[str](), *(v.skills for v in visits)}:
            asking = [v for v in visits if skills <= v.skills]
            found = _overfull(prospects, unit, day, skills, asking)
            if found is not None:
                worst[unit, skills].append(found)
    for findings in worst.values():
        top = max(findings, key=lambda f: int(f.facts["short_minutes"]))
        days = {"days": len(findings)}
        yield top.model_copy(update={"facts": {**top.facts, **days}})


def _overfull(
    prospects: Prospects,
    unit: str,
    day: date,
    skills: frozenset[str],
    visits: list[Visit],
) -> Finding | None:
    """Compare work that must lie inside an interval with people who can be there."""
    midnight = prospects.view.clock.at(day, 0)
    demand = _demand(prospects, midnight, visits)
    there = _there(prospects, unit, day, skills)
    capacity = np.concatenate(([0], np.cumsum(there))) * GRID
    short = np.triu(demand - (capacity[None, :] - capacity[:, None]), k=1)
    first, last = np.unravel_index(int(short.argmax()), short.shape)
    missing = int(short[first, last])
    if missing <= 0:
        return None
    minutes = int(last - first) * GRID
    return Finding(
        check="overfull_hours",
        severity="error",
        facts={
            "start": clock_time(prospects, midnight + int(first) * GRID),
            "end": clock_time(prospects, midnight + int(last) * GRID),
            "short_minutes": missing,
            "needed": -(-int(demand[first, last]) // minutes),
            "there": int(there[first:last].max()),
            **skill_words(skills),
        },
        unit=unit,
        date=day,
    )


def _demand(prospects: Prospects, midnight: Instant, visits: list[Visit]) -> Grid:
    """Return the person-minutes of visits that lie inside [row, column) whatever."""
    found = np.zeros((SLOTS + 1, SLOTS + 1), np.int64)
    for visit in visits:
        first, last = prospects.window(visit)
        row = (first - midnight) // GRID
        column = -(-(last + visit.minutes - midnight) // GRID)
        if row >= 0 and column <= SLOTS:
            found[row, column] += visit.minutes * visit.staff
    inside: Grid = found[::-1].cumsum(axis=0)[::-1].cumsum(axis=1)
    return inside


def _there(prospects: Prospects, unit: str, day: date, skills: frozenset[str]) -> Grid:
    """Return how many people with the skills could be on duty in each slot."""
    midnight = prospects.view.clock.at(day, 0)
    heads = np.zeros(SLOTS, np.int64)
    for employee in prospects.staff[unit]:
        if skills <= employee.skills:
            mine = np.zeros(SLOTS, bool)
            for start, end in prospects.parts_near(employee.id, unit, day):
                low = max(0, (start - midnight) // GRID)
                mine[low : max(low, -(-(end - midnight) // GRID))] = True
            heads += mine
    return heads
