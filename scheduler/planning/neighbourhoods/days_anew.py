"""Days of some people decided anew: CP-SAT seeks ways to leave fewer visits open.

It is asked who works what and makes which visit, and is given nothing to save: what has
no answer for minutes while a price is improved is answered within a second so (ADR
0079). Everybody else stays as they are, and so do other days.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from random import Random
from typing import NamedTuple

from scheduler.context.candidate_shifts import Options
from scheduler.context.staying_on import beside_shifts
from scheduler.domain.plan import VisitRow
from scheduler.domain.problem import Visit
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Instant
from scheduler.planning.best.candidate import Candidate
from scheduler.planning.neighbourhoods.asked_visits import (
    AskedVisit,
    AskedVisits,
    MadeVisit,
)
from scheduler.planning.neighbourhoods.held_tours import open_must_tasks
from scheduler.planning.run import Run
from scheduler.roster.solver import Held, SolverEffort, assignment_of, hint, searched
from scheduler.roster.subproblem import narrow
from scheduler.roster.variables import Roster
from scheduler.tours.draft import Draft

PEOPLE = (6, 9, 14)
"""How many have their days decided anew."""

DATES = (7, 14)
"""How many days in a row: so many that two people can exchange weekends."""

MOST_PAIRS = 5_000
"""Pairs of a person and a visit up to which an answer comes within seconds."""

STAYING_ON = 0.5
"""How often people may come early or stay on after their shifts."""

Works = Mapping[tuple[str, ShiftOption], bool]


class Days(NamedTuple):
    """What is decided anew."""

    people: frozenset[str]
    dates: frozenset[date]
    places: Mapping[str, Sequence[int]]
    """Tasks by visit."""
    away: frozenset[tuple[str, date]]
    """Days of people that stay as they are: they are where heads are counted."""
    stays_on: bool
    """Whether people may come early or stay on."""

    def are_of(self, who: str, day: date) -> bool:
        """Say whether a person's day is decided anew."""
        is_drawn = who in self.people and day in self.dates
        return is_drawn and (who, day) not in self.away


def days_anew(
    run: Run, best: Candidate, random: Random, effort: SolverEffort
) -> Draft | None:
    """Return the best draft with fewer open must-visits; none where none was found."""
    days = drawn_days(run, best.draft, random)
    if days is None:
        return None
    roster, visits = _model(run, best, days)
    waiting = visits.count - sum(1 for _ in _made_now(best, days))
    visits.leave_open(random.randint(waiting // 2, waiting - 1))
    found = searched(roster, effort, run.should_stop)
    if found is None:
        return None
    works = assignment_of(roster, found).works
    run.solver.offer(works)
    return _draft(run, best.draft, days, works, visits.made(found))


def drawn_days(run: Run, draft: Draft, random: Random) -> Days | None:
    """Draw an open must-visit, and days of some who could make it, and of others.

    Not where heads are counted: who is there for that is not looked at.
    """
    context = run.context
    counted = _counted(run)
    waiting = [context.tasks[task].visit for task in open_must_tasks(context, draft)]
    waiting = [visit for visit in waiting if visit.unit not in counted]
    if not waiting:
        return None
    visit = random.choice(waiting)
    people = _people(run, visit, random)
    dates = _dates(context.problem.dates, visit.date, random.choice(DATES))
    away = {(who, o.date) for who, o in draft.works if o.unit in counted}
    days = Days(people, dates, {}, frozenset(away), random.random() < STAYING_ON)
    places = _places(run, draft, days, counted)
    pairs = sum(len(_able(run, id_) & people) for id_ in places)
    if visit.id not in places or pairs > MOST_PAIRS:
        return None
    return days._replace(places=places)


def _counted(run: Run) -> frozenset[str]:
    """Return the units where heads are counted."""
    needs = run.context.staffing.needs_of(run.context.problem)
    return frozenset(need.unit for need in needs)


def _able(run: Run, visit: str) -> frozenset[str]:
    return run.context.permitted_to(run.context.problem.visit[visit])


def _people(run: Run, visit: Visit, random: Random) -> frozenset[str]:
    """Draw people of a unit: half of them could make the visit, if so many could.

    Not those to whom visits are locked.
    """
    locked = {row.employee for row in run.context.problem.locked_visits}
    staff = [e.id for e in run.reach.staff(visit.unit) if e.id not in locked]
    may, many = run.context.permitted_to(visit), random.choice(PEOPLE)
    able = [who for who in staff if who in may]
    some = random.sample(able, min(len(able), (many + 1) // 2))
    others = [who for who in staff if who not in some]
    return frozenset(some + random.sample(others, min(len(others), many - len(some))))


def _dates(every: Sequence[date], day: date, many: int) -> frozenset[date]:
    """Return so many days in a row with one about in the middle."""
    first = min(every.index(day) - many // 2, len(every) - many)
    return frozenset(every[max(0, first) : max(0, first) + many])


def _places(
    run: Run, draft: Draft, days: Days, but: frozenset[str]
) -> Mapping[str, Sequence[int]]:
    """Return the places at visits that people have, or could take of what is open.

    What is no must finds room afterwards, or does not.
    """
    context = run.context
    tasks = set(open_must_tasks(context, draft))
    for (who, day, _), mine in draft.stops.items():
        if days.are_of(who, day):
            tasks.update(mine)
    places: dict[str, list[int]] = defaultdict(list)
    for task in sorted(tasks):
        visit = context.tasks[task].visit
        is_asked = visit.is_must and visit.date in days.dates and visit.unit not in but
        if is_asked and days.people & context.permitted_to(visit):
            places[visit.id].append(task)
    return places


def _model(run: Run, best: Candidate, days: Days) -> tuple[Roster, AskedVisits]:
    """Return the model of those days, with what is done on them now as a hint."""
    context = run.context
    mine = {k: above for k, above in best.draft.works.items() if k[0] in days.people}
    options, fixed = _options(run, mine, days)
    roster = Roster(
        narrow(context.problem, days.people, ()),
        options,
        fixed=fixed,
        break_ways=run.solver.break_ways,
    )
    for rule in context.rules:
        if rule.hard:
            list(rule.post(roster))
    visits = AskedVisits(run.reach, roster, list(_asked(run, best, days)), days.dates)
    hint(roster, Held(mine, {}))
    visits.hint({made.visit: made for made in _made_now(best, days)})
    return roster, visits


def _options(
    run: Run, mine: Works, days: Days
) -> tuple[Options, list[tuple[str, ShiftOption]]]:
    """Return what people may work, and what they do that stays as it is."""
    counted, offered = _counted(run), _offered(run, days)
    fixed = [key for key in mine if not days.are_of(key[0], key[1].date)]
    options: dict[str, tuple[ShiftOption, ...]] = {}
    for who in days.people:
        stays = [option for person, option in fixed if person == who]
        open_to = [o for o in offered[who] if days.are_of(who, o.date)]
        may = [option for option in open_to if option.unit not in counted]
        options[who] = (*stays, *may)
    return options, fixed


def _offered(run: Run, days: Days) -> Options:
    """Return what people may work on whatever day."""
    options, context = run.solver.options, run.context
    if not days.stays_on:
        return options
    more = beside_shifts(
        context.view,
        {who: run.solver.shifts[who] for who in sorted(days.people)},
        [context.problem.visit[id_] for id_ in days.places],
        context.permitted_to,
        context.allows,
    )
    return {
        who: tuple(dict.fromkeys((*options[who], *more.get(who, ()))))
        for who in days.people
    }


def _asked(run: Run, best: Candidate, days: Days) -> Iterator[AskedVisit]:
    """Yield the visits in question; those that others wait for begin when they do."""
    context = run.context
    begins = {row.visit: row.start for row in best.plan.visits}
    for id_, tasks in days.places.items():
        visit = context.problem.visit[id_]
        tied = {o for t in tasks for o in context.links.get(t, {})} - {*tasks}
        at = begins.get(id_) if tied else None
        starts = run.reach.window(visit) if at is None else (at, at)
        yield AskedVisit(visit, len(tasks), starts)


def _made_now(best: Candidate, days: Days) -> Iterator[MadeVisit]:
    """Yield who of those people makes which visit in question now, and when."""
    rows: dict[str, list[VisitRow]] = defaultdict(list)
    for row in best.plan.visits:
        if row.employee in days.people and row.visit in days.places:
            rows[row.visit].append(row)
    for id_, mine in rows.items():
        if len(mine) == len(days.places[id_]):
            yield MadeVisit(id_, tuple(row.employee for row in mine), mine[0].start)


def _draft(
    run: Run, draft: Draft, days: Days, works: Works, made: Iterator[MadeVisit]
) -> Draft:
    """Return the draft with what was decided; what is early or tied begins when it was.

    Tours that have several visits of two people in common fit so, one after the other.
    """
    context = run.context
    others = {k: a for k, a in draft.works.items() if k[0] not in days.people}
    kept = {k: mine for k, mine in draft.stops.items() if not days.are_of(*k[:2])}
    lows = None if draft.lows is None else draft.lows.copy()
    found: dict[tuple[str, date, int], list[int]] = defaultdict(list)
    for id_, crew, start in sorted(made, key=lambda m: m.start):
        visit = context.problem.visit[id_]
        for who, task in zip(crew, days.places[id_], strict=True):
            found[_part_of(works, who, visit, start)].append(task)
            is_set = start < visit.earliest or context.links.get(task)
            if lows is not None and is_set:
                lows[task] = start - context.zero
    stops = kept | {key: tuple(tasks) for key, tasks in found.items()}
    return Draft({**others, **works}, stops, lows)


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
