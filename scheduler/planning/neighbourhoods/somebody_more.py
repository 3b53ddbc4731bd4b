"""Somebody more on a date with open must-visits, and all that lies on it laid anew.

Who works a weekend gives up those around it that the pattern forbids: these are laid
anew as well, without that person.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp
from random import Random

from scheduler.context.search_budget import Budget
from scheduler.domain.problem import Employee, Visit, WeekendPattern
from scheduler.planning.neighbourhoods.held_tours import open_must_tasks
from scheduler.planning.run import Run
from scheduler.relaying.day_offers import NOBODY
from scheduler.tours.draft import Draft
from scheduler.tours.engine import Heat

SATURDAY, WEEK = 5, timedelta(days=7)

LAYING = Heat(20_000.0, 30.0)
"""How hot a date begins: others have to give way for what is open there."""

MOVES_EACH = 600
"""Moves for each visit of a date that is laid anew."""

MORE_OPEN = 1.0
"""How many more must-visits may be open after a change that one in e is built upon: who
turns their weekends helps only when somebody else does so too."""


@dataclass(frozen=True)
class Turn:
    """Dates to lay anew, who is to come then, and what they give up for it."""

    coming: frozenset[date]
    who: str | None = None
    """``None``: those who are there on other shifts may be enough."""
    unit: str = ""
    """Where they are to come."""
    given_up: frozenset[date] = frozenset()
    freed: frozenset[date] = frozenset()
    """Weekends that the pattern forbade as long as they worked those."""

    @property
    def dates(self) -> list[date]:
        """What is to be laid anew, in order: first where they are to come."""
        return [
            *sorted(self.coming),
            *sorted(self.given_up),
            *sorted(self.freed),
        ]


def with_somebody_more(run: Run, draft: Draft, random: Random) -> Draft:
    """Return what leaves fewest must-visits open of what some such turns come to."""
    budget, spent = run.time.somebody_more(), 0
    begun, best, now = run.time.seconds, draft, draft
    fewest = many = _many_open(run, draft)
    while not run.should_stop():
        if budget.share(run.time.seconds - begun, spent) >= 1.0:
            break
        turn = drawn_turn(run, now, random)
        if turn is None:
            break
        after, moves = _taken(run, now, turn, random)
        spent += moves
        left = _many_open(run, after)
        if left <= many or random.random() < exp((many - left) / MORE_OPEN):
            now, many = after, left
        if many <= fewest:
            best, fewest = now, many
    return best


def _many_open(run: Run, draft: Draft) -> int:
    return len(open_must_tasks(run.context, draft))


def drawn_turn(run: Run, draft: Draft, random: Random) -> Turn | None:
    """Draw an open must-visit and somebody who could make it, but is off then.

    Or nobody, which is as likely as any of them. ``None`` where no visit is open.
    """
    waiting = open_must_tasks(run.context, draft)
    if not waiting:
        return None
    visit = run.context.tasks[random.choice(waiting)].visit
    return random.choice([*_turns(run, draft, visit, random)])


def _turns(run: Run, draft: Draft, visit: Visit, random: Random) -> Iterator[Turn]:
    """Yield that nobody comes for a visit, and how those could who may make it."""
    problem = run.context.problem
    coming = _weekend(visit.date).intersection(problem.dates)
    yield Turn(coming)
    duties: dict[str, set[date]] = {}
    for who, option in draft.works:
        duties.setdefault(who, set()).add(option.date)
    for who in sorted(run.context.permitted_to(visit)):
        mine = duties.get(who, set())
        could = {o.date for o in run.solver.shifts[who] if o.unit == visit.unit}
        if visit.date in could and not coming & mine:
            given_up, freed = _exchanged(
                problem.employee[who], coming, mine, could, random
            )
            if not any((who, day) in problem.promised for day in given_up):
                yield Turn(coming, who, visit.unit, given_up, freed)


def _exchanged(
    person: Employee,
    coming: frozenset[date],
    mine: Collection[date],
    could: Collection[date],
    random: Random,
) -> tuple[frozenset[date], frozenset[date]]:
    """Return the days that a person gives up to come, and those that this frees."""
    day, pattern = min(coming), person.weekends
    if pattern is None or day.weekday() < SATURDAY:
        return frozenset(), frozenset()
    near = [
        worked
        for weekend in _weekends_near(day, pattern)
        if (worked := weekend.intersection(mine))
    ]
    kept = min(len(near), pattern.worked - 1)
    given_up = frozenset[date]().union(*random.sample(near, len(near) - kept))
    return given_up, _beyond(given_up, coming, pattern).intersection(could)


def _beyond(
    given_up: Iterable[date], coming: frozenset[date], pattern: WeekendPattern
) -> frozenset[date]:
    """Return the weekends near those given up, but for the one to come."""
    days = {
        near
        for day in given_up
        for weekend in _weekends_near(day, pattern)
        for near in weekend
    }
    return frozenset(days - coming)


def _weekends_near(day: date, pattern: WeekendPattern) -> Iterator[frozenset[date]]:
    """Yield the other weekends that a pattern counts together with that of a day."""
    for weeks in range(1, pattern.of):
        yield _weekend(day - weeks * WEEK)
        yield _weekend(day + weeks * WEEK)


def _weekend(day: date) -> frozenset[date]:
    """Return Saturday and Sunday of a weekend, or else the day."""
    if day.weekday() < SATURDAY:
        return frozenset([day])
    saturday = day - timedelta(days=day.weekday() - SATURDAY)
    return frozenset([saturday, saturday + timedelta(days=1)])


def _taken(run: Run, draft: Draft, turn: Turn, random: Random) -> tuple[Draft, int]:
    """Return the draft after a turn, and how many moves that took."""
    keen = {} if turn.who is None else {turn.who: turn.unit}
    return laid_in_turn(run, _without(draft, turn), turn.dates, random, keen)


def laid_in_turn(
    run: Run,
    draft: Draft,
    dates: Sequence[date],
    random: Random,
    keen: Mapping[str, str] = NOBODY,
) -> tuple[Draft, int]:
    """Return the draft with dates laid anew, and how many moves that took.

    One date after the other: of several at once, each might break a line of the other.
    """
    spent = 0
    for day in dates:
        budget = Budget(steps=MOVES_EACH * run.dates.visits_on(day))
        spent += budget.steps or 0
        draft = run.dates.improved(
            draft,
            [day],
            budget,
            LAYING,
            [random.randrange(1 << 30) for _ in run.time.seeds()],
            run.should_stop,
            keen,
        )
    return draft, spent


def _without(draft: Draft, turn: Turn) -> Draft:
    """Return the draft with somebody off on what they give up, their visits open."""
    given_up = {(turn.who, day) for day in turn.given_up}
    works = {
        (who, option): above
        for (who, option), above in draft.works.items()
        if (who, option.date) not in given_up
    }
    stops = {
        (who, day, part): mine
        for (who, day, part), mine in draft.stops.items()
        if (who, day) not in given_up
    }
    return Draft(works, stops, draft.lows)
