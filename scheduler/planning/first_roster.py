"""The first roster: lines that cover the tours, then each day's tours to its people."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from ortools.graph.python import linear_sum_assignment

from scheduler.context.planning_context import PlanningContext
from scheduler.context.search_budget import Budget
from scheduler.domain.shift_option import ShiftOption
from scheduler.handovers.takers import takers_of
from scheduler.lines.engine import CoveringLines, cover
from scheduler.lines.kinds import Sort
from scheduler.planning.run import Run
from scheduler.roster.solver import RosterSolver
from scheduler.roster.variables import Tour
from scheduler.tours.draft import Draft, tour_of
from scheduler.tours.engine import Engine
from scheduler.tours.nameless import NamelessTour
from scheduler.tours.person_sorts import Pools

UNABLE = 1_000_000
"""Cost of giving a tour to somebody who may not drive it."""


def cover_tours(
    run: Run,
    nameless: Sequence[NamelessTour],
    budget: Budget,
    seeds: range,
    before: CoveringLines | None = None,
) -> CoveringLines:
    """Find lines for everybody that cover the tours."""
    needed = Counter((t.option, sort_of(run.context, t)) for t in nameless)
    table = run.lines.table(needed)
    return cover(table, run.lines.states, budget, seeds, run.should_stop, before)


def settle_people(
    solver: RosterSolver,
    pools: Pools,
    nameless: Sequence[NamelessTour],
    engine: Engine,
    works: Mapping[tuple[str, ShiftOption], bool],
) -> Draft:
    """Give the tours to those on duty; what nobody there could drive is left open."""
    context = solver.context
    tours = [tour_of(context, n, t.option, t.stops) for n, t in enumerate(nameless)]
    takers = {
        tour.id: takers_of(context, tour, pools[tour.option], t.modes)
        for tour, t in zip(tours, nameless, strict=True)
    }
    takes = share_out(context, works, tours, takers)
    stops = {
        (takes[tour.id], tour.option.date, part): stops
        for tour, t in zip(tours, nameless, strict=True)
        if tour.id in takes
        for part, stops in enumerate(t.parts)
        if stops
    }
    return Draft(works, stops, engine.lows)


def sort_of(context: PlanningContext, tour: NamelessTour) -> Sort:
    """Return what a tour asks of whoever drives it."""
    skills = (context.tasks[t].visit.skills for t in tour.stops)
    return Sort(tour.modes, frozenset().union(*skills))


class _Met:
    """Who has met whom when, as days are shared out one after the other."""

    def __init__(self, context: PlanningContext) -> None:
        self._days = context.weights.window_days
        self._last: dict[tuple[str, str], date] = {}
        for done in context.problem.done_visits:
            self.note(done.employee, done.client, done.date)

    def note(self, who: str, client: str, day: date) -> None:
        key = (who, client)
        self._last[key] = max(day, self._last.get(key, day))

    def strangers(self, who: str, tour: Tour) -> int:
        """Return how many of the tour's clients have not met the person lately."""
        since = tour.option.date - timedelta(days=self._days)
        never = date.min
        return sum(self._last.get((who, c), never) <= since for c in tour.clients)


def share_out(
    context: PlanningContext,
    works: Mapping[tuple[str, ShiftOption], bool],
    tours: Sequence[Tour],
    takers: Mapping[int, frozenset[str]],
) -> dict[int, str]:
    """Give each option's tours to those who work it, to people the clients know."""
    met = _Met(context)
    on: dict[ShiftOption, list[str]] = defaultdict(list)
    for who, option in works:
        on[option].append(who)
    by_option: dict[ShiftOption, list[Tour]] = defaultdict(list)
    for tour in tours:
        by_option[tour.option].append(tour)
    takes: dict[int, str] = {}
    for option in sorted(by_option, key=lambda o: (o.start, o.end, o.shift, o.unit)):
        mine, people = by_option[option], sorted(on.get(option, ()))
        for tour, who in _matched(mine, people, takers, met):
            takes[tour.id] = who
            for client in tour.clients:
                met.note(who, client, option.date)
    return takes


def _matched(
    tours: Sequence[Tour],
    people: Sequence[str],
    takers: Mapping[int, frozenset[str]],
    met: _Met,
) -> list[tuple[Tour, str]]:
    """Return the pairs of a cheapest matching, without those who may not."""
    size = max(len(tours), len(people))
    solver = linear_sum_assignment.SimpleLinearSumAssignment()
    for t in range(size):
        for e in range(size):
            cost = UNABLE
            if t < len(tours) and e < len(people) and people[e] in takers[tours[t].id]:
                cost = met.strangers(people[e], tours[t])
            solver.add_arc_with_cost(t, e, cost)
    status = solver.solve()  # type: ignore[no-untyped-call]
    if size == 0 or status != solver.OPTIMAL:
        return []
    return [
        (tours[t], people[solver.right_mate(t)])
        for t in range(len(tours))
        if solver.assignment_cost(t) < UNABLE
    ]
