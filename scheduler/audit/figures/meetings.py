"""Who meets which client by day, and how many different people in every window."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.audit.figures.places import Places
from scheduler.domain.plan import VisitRow
from scheduler.domain.plan_view import Book
from scheduler.domain.problem import Client, Problem, Visit
from scheduler.domain.values import VisitKind

WINDOW = timedelta(days=14)
FROM_HOUR, TO_HOUR = 7, 22
"""Visits that start at 07:00 or later and before 22:00 count."""
EXCLUDED = frozenset({VisitKind.ALARM, VisitKind.MEAL})
VISITS_A_DAY = 2
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


def client_windows(book: Book, places: Places) -> tuple[ClientWindow, ...]:
    """Return every window of every client who counts for continuity."""
    people, granted = _met(book, places), _granted(book)
    start = book.problem.start

    def regular(client: Client, day: date) -> bool:
        if day < start:
            return bool(people[client.id].get(day))
        return granted[client.id, day] >= VISITS_A_DAY

    return tuple(
        ClientWindow(
            client=client,
            people=len(set().union(*(people[client.id].get(d, ()) for d in days))),
            regular=all(regular(client, d) for d in days),
        )
        for days in windows(book.problem)
        for client in book.problem.clients
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


def meetings(book: Book, places: Places) -> Iterator[tuple[Visit, VisitRow]]:
    """Yield the places taken that count: by day, neither alarm nor meal."""
    for visit in book.problem.visits:
        if visit.kind in EXCLUDED:
            continue
        for row in places[visit.id].values():
            if FROM_HOUR <= book.clock.local(row.start).hour < TO_HOUR:
                yield visit, row


def _met(book: Book, places: Places) -> People:
    met: dict[str, dict[date, set[str]]] = defaultdict(lambda: defaultdict(set))
    for done in book.problem.done_visits:
        if done.date < book.problem.start:
            met[done.client][done.date].add(done.employee)
    for visit, row in meetings(book, places):
        met[visit.client][visit.date].add(row.employee)
    return met


def _granted(book: Book) -> Counter[tuple[str, date]]:
    """Count the visits a day that can start in the hours that count."""
    at = book.clock.at
    return Counter(
        (v.client, v.date)
        for v in book.problem.visits
        if v.kind not in EXCLUDED
        and v.earliest < at(v.date, TO_HOUR * 60)
        and v.latest >= at(v.date, FROM_HOUR * 60)
    )
