"""No more cars out at once than there are, where a short search left it otherwise.

The searches weigh a car too many by the minute, and improvement mends what that leaves.
Whoever has no time for it rather leaves visits open than breaks a binding rule.
"""

from collections.abc import Iterator
from datetime import date

from scheduler.context.planning_context import PlanningContext
from scheduler.domain.plan import Plan, VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.means.vehicles import CarUse, car_uses, too_many_at_once
from scheduler.planning.run import Run
from scheduler.tours.draft import Draft, Stops, named_engine


def save_cars(run: Run) -> None:
    """Consider the best plan with fewer duties by car, if it is not legal."""
    best = run.best
    if best is None or not best.audit.hard_breaches:
        return
    stay = set(_left_out(run.context.problem, best.plan))
    if stay:
        draft = best.draft
        stops = {key: s for key, s in draft.stops.items() if key[:2] not in stay}
        if not run.is_stopped():
            stops = dict(_taken_by_others(run.context, draft, stops))
        run.consider_last(Draft(draft.works, stops, draft.lows))


def _left_out(problem: Problem, plan: Plan) -> Iterator[tuple[str, date]]:
    """Yield who leaves all visits of a day: of too many out the least useful."""
    uses = car_uses(PlanView(problem, plan))
    for unit in problem.vehicles:
        mine = [use for use in uses if use.unit == unit.unit]
        while unit.cars is not None and (out := too_many_at_once(mine, unit.cars)):
            free = [u for u in out if not any(_of(u, problem.locked_visits))]
            if not free:
                return
            least = min(free, key=lambda u: (*_use(problem, plan, u), u.employee))
            mine.remove(least)
            yield least.employee, least.day


def _of(use: CarUse, rows: tuple[VisitRow, ...]) -> Iterator[VisitRow]:
    """Yield the visits that somebody drives to by this use of a car."""
    for row in rows:
        inside = any(start <= row.start < end for start, end in use.spans)
        if row.employee == use.employee and inside:
            yield row


def _use(problem: Problem, plan: Plan, use: CarUse) -> tuple[int, int]:
    """Return how many must-visits, and how many visits, a use of a car makes."""
    rows = list(_of(use, plan.visits))
    return sum(problem.visit[row.visit].is_must for row in rows), len(rows)


def _taken_by_others(context: PlanningContext, draft: Draft, stops: Stops) -> Stops:
    """Return the stops with what is open given to those who are out anyway."""
    out = {(who, day) for who, day, _ in stops}
    works = {
        (who, option): above
        for (who, option), above in draft.works.items()
        if (who, option.date) in out
    }
    named = named_engine(context, Draft(works, stops, draft.lows), seed=0)
    named.engine.insert_open()
    return named.draft().stops
