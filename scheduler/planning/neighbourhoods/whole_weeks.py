"""Whole weeks of the few: CP-SAT decides what they work and which visits they make.

Where few can make what is open, the tours that they have are wrong, and no tour that is
laid beside these fits their other days. Everybody else stays as they are; what the few
no longer make is open, and for others to take.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from random import Random
from typing import NamedTuple

from ortools.sat.python import cp_model

from scheduler.context.planning_context import PlanningContext
from scheduler.domain.plan import VisitRow
from scheduler.domain.problem import Visit
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Instant
from scheduler.planning.best.candidate import Candidate
from scheduler.planning.neighbourhoods.held_tours import open_must_tasks
from scheduler.planning.neighbourhoods.visits_of_few import (
    AskedVisit,
    MadeVisit,
    SingleVisits,
)
from scheduler.planning.run import Run
from scheduler.roster.solver import (
    Held,
    SolverEffort,
    assignment_of,
    hint,
    searched,
)
from scheduler.roster.subproblem import narrow
from scheduler.roster.variables import Roster
from scheduler.tours.draft import Draft

MOST_PAIRS = 1_500
"""Pairs of a person and a visit up to which all who could make a visit are asked."""

SOME = 5
"""Of whom so many are asked otherwise."""

OF_OTHERS = 0.25
"""What a visit is worth that others could make as well, of what it costs open."""

CHANGED = 100_000
"""Öre for each duty that is given up: colleagues have filled in around it."""

CLOSE = 400_000
"""Öre from the least there is at which no more is sought."""

Works = Mapping[tuple[str, ShiftOption], bool]


class Week(NamedTuple):
    """What is decided anew."""

    people: frozenset[str]
    places: Mapping[str, Sequence[int]]
    """Tasks by visit."""


def weeks_anew(
    run: Run, best: Candidate, random: Random, effort: SolverEffort
) -> Draft | None:
    """Return the draft with all that those do decided anew who could make a visit.

    None where nobody could, or nothing was found in time.
    """
    week = drawn_week(run, best.draft, random)
    if week is None:
        return None
    roster, visits = _model(run, best, week)
    found = searched(roster, effort, run.should_stop, CLOSE)
    if found is None:
        return None
    others = {k: a for k, a in best.draft.works.items() if k[0] not in week.people}
    works = {**others, **assignment_of(roster, found).works}
    return _draft(run.context, best.draft, week, works, visits.made(found))


def _model(run: Run, best: Candidate, week: Week) -> tuple[Roster, SingleVisits]:
    """Return the model of what those people do, with what they do now as a hint."""
    context, solver = run.context, run.solver
    people = [e for e in context.problem.employees if e.id in week.people]
    roster = Roster(
        narrow(context.problem, week.people, ()),
        {e.id: solver.options[e.id] for e in people},
        break_ways=solver.break_ways,
    )
    costs = [cost for rule in context.rules if rule.hard for cost in rule.post(roster)]
    visits = SingleVisits(run.reach, roster, people, list(_asked(run, best, week)))
    mine = {key: a for key, a in best.draft.works.items() if key[0] in week.people}
    costs += [*solver.wages(roster), *visits.costs, *_given_up(roster, mine)]
    roster.model.minimize(cp_model.LinearExpr.sum(costs))
    hint(roster, Held(mine, {}))
    visits.hint(_made_now(best, week))
    return roster, visits


def _given_up(roster: Roster, mine: Works) -> Iterator[cp_model.LinearExpr]:
    for who, option in mine:
        literal = roster.works(roster.problem.employee[who], option)
        yield CHANGED * (1 - literal)


def drawn_week(run: Run, draft: Draft, random: Random) -> Week | None:
    """Draw an open must-visit, and take all who could make it, or some of them.

    Not where heads are counted: who is there for that is not looked at.
    """
    context, problem = run.context, run.context.problem
    counted = {need.unit for need in context.staffing.needs_of(problem)}
    waiting = [
        visit
        for task in open_must_tasks(context, draft)
        for visit in [context.tasks[task].visit]
        if visit.unit not in counted
    ]
    held = {row.employee for row in problem.locked_visits}
    able = _takers(run, random.choice(waiting)) - held if waiting else frozenset()
    if not able:
        return None
    places = _places(context, draft, able, counted)
    if len(able) * len(places) > MOST_PAIRS and len(able) > SOME:
        able = frozenset(random.sample(sorted(able), SOME))
        places = _places(context, draft, able, counted)
    return Week(able, places)


def _takers(run: Run, visit: Visit) -> frozenset[str]:
    """Return who could make a visit on one of their shifts."""
    reach = run.reach
    may = run.context.permitted_to(visit)
    return frozenset(
        e.id
        for e in reach.staff(visit.unit)
        if e.id in may
        and any(
            option.unit == visit.unit and any(reach.starts(e, option, visit))
            for option in run.solver.options[e.id]
        )
    )


def _places(
    context: PlanningContext, draft: Draft, people: frozenset[str], but: Collection[str]
) -> Mapping[str, Sequence[int]]:
    """Return the places at visits that people have, or could take of what is open."""
    tasks = set(open_must_tasks(context, draft))
    for (who, _, _), mine in draft.stops.items():
        if who in people:
            tasks.update(mine)
    places: dict[str, list[int]] = defaultdict(list)
    for task in sorted(tasks):
        visit = context.tasks[task].visit
        if visit.unit not in but and people & context.permitted_to(visit):
            places[visit.id].append(task)
    return places


def _asked(run: Run, best: Candidate, week: Week) -> Iterator[AskedVisit]:
    """Yield the visits in question; those that others wait for begin when they do."""
    context, reach = run.context, run.reach
    begins = {row.visit: row.start for row in best.plan.visits}
    takers: dict[tuple[str, frozenset[str]], bool] = {}
    for id_, tasks in week.places.items():
        visit = context.problem.visit[id_]
        tied = {o for t in tasks for o in context.links.get(t, {})} - {*tasks}
        at = begins.get(id_) if tied else None
        key = visit.unit, context.permitted_to(visit)
        if key not in takers:
            takers[key] = _takers(run, visit) <= week.people
        price = context.weights.open_price(visit) * len(tasks)
        worth = price if takers[key] else round(OF_OTHERS * price)
        starts = reach.window(visit) if at is None else (at, at)
        yield AskedVisit(visit, len(tasks), starts, worth)


def _made_now(best: Candidate, week: Week) -> Mapping[str, MadeVisit]:
    rows: dict[str, list[VisitRow]] = defaultdict(list)
    for row in best.plan.visits:
        if row.employee in week.people and row.visit in week.places:
            rows[row.visit].append(row)
    return {
        id_: MadeVisit(id_, tuple(row.employee for row in mine), mine[0].start)
        for id_, mine in rows.items()
        if len(mine) == len(week.places[id_])
    }


def _draft(
    context: PlanningContext,
    draft: Draft,
    week: Week,
    works: Works,
    made: Iterator[MadeVisit],
) -> Draft:
    """Return the draft with what was decided."""
    stops = {k: mine for k, mine in draft.stops.items() if k[0] not in week.people}
    lows = None if draft.lows is None else draft.lows.copy()
    found: dict[tuple[str, date, int], list[int]] = defaultdict(list)
    for id_, crew, start in sorted(made, key=lambda m: m.start):
        visit = context.problem.visit[id_]
        for who, task in zip(crew, week.places[id_], strict=True):
            found[_part_of(works, who, visit, start)].append(task)
            if lows is not None and start < visit.earliest:
                lows[task] = start - context.zero
    stops |= {key: tuple(tasks) for key, tasks in found.items()}
    return Draft(works, stops, lows)


def _part_of(
    works: Works, who: str, visit: Visit, start: Instant
) -> tuple[str, date, int]:
    """Return the part of a person's duty in which a visit begins."""
    return next(
        (who, option.date, part)
        for person, option in works
        if person == who and option.unit == visit.unit
        for part, (begins, ends) in enumerate(option.parts)
        if begins <= start < ends
    )
