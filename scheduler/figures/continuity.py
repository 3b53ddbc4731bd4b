"""K01 and K02: how many different people a client meets."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from scheduler.domain import Client, Problem, Visit, VisitKind, VisitRow
from scheduler.figures.figure import Figure, covers, ratio, share
from scheduler.figures.ledger import Ledger

WINDOW = timedelta(days=14)
FROM_HOUR, TO_HOUR = 7, 22
"""Visits that start at 07:00 or later and before 22:00 count."""
EXCLUDED = frozenset({VisitKind.ALARM, VisitKind.MEAL})
VISITS_A_DAY = 2
MANY = 20
_DAY = timedelta(days=1)

People = Mapping[str, Mapping[date, set[str]]]
"""Who met each client, by client and date, history included."""


@dataclass(frozen=True)
class ClientWindow:
    """One client over one window of days."""

    client: Client
    people: int
    """How many different people the client met."""
    regular: bool
    """Granted at least two visits on every plan day; met somebody on every day of
    the history, which does not say how often."""


def continuity(ledger: Ledger, scope: str) -> dict[str, Figure]:
    """Return the continuity figures, by the client's unit.

    Only clients with ``counts_continuity`` and visits that start 07:00–22:00 local,
    of other kinds than alarm and meal, count. A window is 14 days that end on a plan
    day and lie inside what is known: from the first day of ``done_visits`` to the
    last of the plan. When no 14 days are known there is one shorter window, all that
    is known. A window in which the client meets nobody does not count.

    - K01: mean of the different people over the windows of regular clients, who are
      granted two such visits or more on every plan day of the window and were visited
      on every day of it before the plan; K01_median and K01_over20 (more than 20
      people) over the same windows. No such client: no value, denominator 0.
    - K01_all: the mean over the windows of all clients who count.
    - K02: mean over clients of 1 − (people − 1) / (meetings − 1) within the plan,
      where a visit by two people is two meetings; clients with two or more.
    """
    mine = [w for w in client_windows(ledger) if covers(scope, w.client.unit)]
    every = [w.people for w in mine if w.people]
    regular = [w.people for w in mine if w.people and w.regular]
    middle = ratio(sum(regular), len(regular), "people")
    if regular:
        middle = middle.model_copy(update={"value": median(regular)})
    cci = [c for unit, c in _indices(ledger) if covers(scope, unit)]
    return {
        "K01": ratio(sum(regular), len(regular), "people"),
        "K01_median": middle,
        "K01_over20": share(sum(n > MANY for n in regular), len(regular)),
        "K01_all": ratio(sum(every), len(every), "people"),
        "K02": ratio(sum(cci), len(cci), "index"),
    }


def client_windows(ledger: Ledger) -> tuple[ClientWindow, ...]:
    """Return every window of every client who counts."""
    people, granted = _met(ledger), _granted(ledger)
    return tuple(
        ClientWindow(
            client=client,
            people=len(set().union(*(people[client.id].get(d, ()) for d in days))),
            regular=all(_regular(ledger, client, d, people, granted) for d in days),
        )
        for days in windows(ledger.book.problem)
        for client in ledger.book.problem.clients
        if client.counts_continuity
    )


def windows(problem: Problem) -> list[tuple[date, ...]]:
    """Return the days of each window, or of all that is known when that is shorter."""
    before = [d.date for d in problem.done_visits if d.date < problem.start]
    known = min(before, default=problem.start)
    whole = [end for end in problem.dates if end - WINDOW + _DAY >= known]
    if whole:
        return [_days(end - WINDOW + _DAY, end) for end in whole]
    return [_days(known, problem.end)]


def _days(first: date, last: date) -> tuple[date, ...]:
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


def _met(ledger: Ledger) -> People:
    met: dict[str, dict[date, set[str]]] = defaultdict(lambda: defaultdict(set))
    for done in ledger.book.problem.done_visits:
        if done.date < ledger.book.problem.start:
            met[done.client][done.date].add(done.employee)
    for visit, row in _meetings(ledger):
        met[visit.client][visit.date].add(row.employee)
    return met


def _meetings(ledger: Ledger) -> Iterator[tuple[Visit, VisitRow]]:
    """Yield the places taken that count: by day, neither alarm nor meal."""
    local = ledger.book.clock.local
    for visit in ledger.book.problem.visits:
        if visit.kind in EXCLUDED:
            continue
        for row in ledger.places[visit.id].values():
            if FROM_HOUR <= local(row.start).hour < TO_HOUR:
                yield visit, row


def _granted(ledger: Ledger) -> Counter[tuple[str, date]]:
    """Count the visits a day that can start in the hours that count."""
    at = ledger.book.clock.at
    return Counter(
        (v.client, v.date)
        for v in ledger.book.problem.visits
        if v.kind not in EXCLUDED
        and v.earliest < at(v.date, TO_HOUR * 60)
        and v.latest >= at(v.date, FROM_HOUR * 60)
    )


def _regular(
    ledger: Ledger,
    client: Client,
    day: date,
    people: People,
    granted: Mapping[tuple[str, date], int],
) -> bool:
    if day < ledger.book.problem.start:
        return bool(people[client.id].get(day))
    return granted.get((client.id, day), 0) >= VISITS_A_DAY


def _indices(ledger: Ledger) -> Iterator[tuple[str, float]]:
    """Yield unit and continuity index of each client with two meetings or more."""
    meetings: dict[str, list[str]] = defaultdict(list)
    for visit, row in _meetings(ledger):
        meetings[visit.client].append(row.employee)
    for client in ledger.book.problem.clients:
        met: Sequence[str] = meetings[client.id]
        if client.counts_continuity and len(met) > 1:
            yield client.unit, 1 - (len(set(met)) - 1) / (len(met) - 1)
