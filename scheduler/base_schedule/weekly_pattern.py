"""The week that a dataset's demand repeats: how many people it takes, and when.

Each date of the plan that is no holiday is one example of its weekday. Headcount is
asked for as it stands. Visits take their minutes and a way each, for every person at
them, spread evenly over the time in which they may be made. Of a weekday's examples the
percentile is taken, at every quarter of an hour.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from statistics import mean

import numpy as np
from numpy.typing import NDArray

from scheduler.base_schedule.base_weeks import WEEK, WeeklyNeed
from scheduler.domain.clock import WallClock, wall_clock
from scheduler.domain.problem import Problem, Visit
from scheduler.domain.travel import Travel
from scheduler.domain.values import Instant, Transport
from scheduler.pay.holidays import is_holiday

QUARTER = 15
QUARTERS = 1440 // QUARTER
PERCENTILE = 80.0
"""Of the examples of a weekday, this share has enough people."""
NEAREST = 3
"""Clients whose distance stands for that of the next visit."""
NO_MOST = 10**6
_DUST = 1e-9

_Group = tuple[str, frozenset[str]]
"""A unit, and the skills that are asked for."""
_Heads = NDArray[np.float64]
"""[date, quarter of the day]"""


def weekly_pattern(
    problem: Problem, percentile: float = PERCENTILE
) -> tuple[WeeklyNeed, ...]:
    """Return what is wanted every week, by unit, skills, weekday and time."""
    clock = wall_clock(problem.timezone)
    want, most = _headcount(problem, clock)
    for unit, load in _visit_heads(problem, clock).items():
        group = unit, frozenset[str]()
        want[group] = want[group] + load
        most[group] = np.where(most[group] < NO_MOST, most[group] + load, want[group])
    return tuple(
        need
        for group in sorted(want, key=lambda g: (g[0], sorted(g[1])))
        for weekday in range(WEEK)
        for need in _runs(
            group,
            weekday,
            _usual(problem, want[group], weekday, percentile),
            _usual(problem, most[group], weekday, percentile),
        )
    )


def _headcount(
    problem: Problem, clock: WallClock
) -> tuple[dict[_Group, _Heads], dict[_Group, _Heads]]:
    """Return how many are wanted, and the most, by group, date and quarter."""
    shape = problem.days, QUARTERS
    want: dict[_Group, _Heads] = defaultdict(lambda: np.zeros(shape))
    most: dict[_Group, _Heads] = defaultdict(lambda: np.full(shape, float(NO_MOST)))
    for need in problem.staffing:
        group = need.unit, need.skills
        for place in _quarters(problem, clock, need.start, need.end):
            want[group][place] = max(want[group][place], need.min, need.want)
            if need.max is not None:
                most[group][place] = min(most[group][place], need.max)
    return want, most


def _quarters(
    problem: Problem, clock: WallClock, start: Instant, end: Instant
) -> Iterator[tuple[int, int]]:
    """Yield date and quarter of the plan for each quarter from start to end."""
    for moment in range(start, end, QUARTER):
        local = clock.local(moment)
        day = (local.date() - problem.start).days
        if 0 <= day < problem.days:
            yield day, (local.hour * 60 + local.minute) // QUARTER


def _visit_heads(problem: Problem, clock: WallClock) -> Mapping[str, _Heads]:
    """Return how many people visits take, whole ones, by unit, date and quarter."""
    ways = usual_ways(problem)
    load: dict[str, _Heads] = defaultdict(lambda: np.zeros((problem.days, QUARTERS)))
    for visit in problem.visits:
        first = visit.earliest - visit.earliest % QUARTER
        last = max(first + QUARTER, visit.latest + visit.minutes)
        places = list(_quarters(problem, clock, first, last))
        work = _work(visit, ways.get(visit.unit, 0.0))
        for place in places:
            load[visit.unit][place] += work / len(places) / QUARTER
    return {unit: np.ceil(heads - _DUST) for unit, heads in load.items()}


def _work(visit: Visit, way: float) -> float:
    return visit.staff * (visit.minutes + way)


def usual_ways(problem: Problem) -> Mapping[str, float]:
    """Return minutes by car from a visit to the next, by unit.

    The mean of each client's ways to the three nearest others that the unit visits.
    """
    clients: dict[str, dict[str, None]] = defaultdict(dict)
    for visit in problem.visits:
        clients[visit.unit][visit.client] = None
    minutes = Travel(problem).minutes

    def near(client: str, others: Mapping[str, None]) -> float:
        ways = sorted(minutes(client, o, Transport.CAR) for o in others if o != client)
        return mean(ways[:NEAREST]) if ways else 0.0

    return {unit: mean(near(c, mine) for c in mine) for unit, mine in clients.items()}


def _usual(
    problem: Problem, heads: _Heads, weekday: int, percentile: float
) -> NDArray[np.int64]:
    """Return the percentile of a weekday's examples, a number that occurs."""
    days = [n for n, day in enumerate(problem.dates) if day.weekday() == weekday]
    plain = [n for n in days if not is_holiday(problem.dates[n])] or days
    if len(plain) > 1 and plain[0] == 0:
        del plain[0]  # nobody says what was asked for the night before
    if not plain:
        return np.zeros(QUARTERS, np.int64)
    found = np.percentile(heads[plain], percentile, axis=0, method="higher")
    return np.asarray(found, np.int64)


def _runs(
    group: _Group, weekday: int, want: NDArray[np.int64], most: NDArray[np.int64]
) -> Iterator[WeeklyNeed]:
    """Yield the stretches of a day in which the same is wanted."""
    pairs = list(zip(want.tolist(), most.tolist(), strict=True))
    edges = [n for n in range(1, QUARTERS) if pairs[n] != pairs[n - 1]]
    for first, last in zip([0, *edges], [*edges, QUARTERS], strict=True):
        heads, limit = pairs[first]
        if heads or limit < NO_MOST:
            yield WeeklyNeed(
                unit=group[0],
                weekday=weekday,
                start=first * QUARTER,
                end=last * QUARTER,
                skills=group[1],
                want=heads,
                most=max(heads, limit) if limit < NO_MOST else None,
            )
