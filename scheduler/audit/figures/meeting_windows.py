"""Who meets which client by day, and how many different people in every window."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.audit.figures.taken_places import Places
from scheduler.domain.plan import VisitRow
from scheduler.domain.plan_view import PlanView
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
    first: date


def client_windows(view: PlanView, places: Places) -> tuple[ClientWindow, ...]:
    """Return every window of every client who counts for continuity."""
    return _of_clients(view, places, windows(view.problem))


def windows_before(view: PlanView, places: Places) -> tuple[ClientWindow, ...]:
    """Return each client's window that ends as the plan begins, where it is known.

    All but its first day must be: that is as much history as windows of a plan ask for.
    """
    start, known = view.problem.start, _known(view.problem)
    first = max(known, start - WINDOW)
    whole = known <= start - WINDOW + _DAY
    return _of_clients(view, places, [_days(first, start - _DAY)] if whole else [])


def _of_clients(
    view: PlanView, places: Places, spans: Iterable[tuple[date, ...]]
) -> tuple[ClientWindow, ...]:
    people, granted = _met(view, places), _granted(view)
    start = view.problem.start

    def regular(client: Client, day: date) -> bool:
        if day < start:
            return bool(people[client.id].get(day))
        return granted[client.id, day] >= VISITS_A_DAY

    return tuple(
        ClientWindow(
            client=client,
            people=len(set().union(*(people[client.id].get(d, ()) for d in days))),
            regular=all(regular(client, d) for d in days),
            first=days[0],
        )
        for days in spans
        for client in view.problem.clients
        if client.counts_continuity
    )


def windows(problem: Problem) -> list[tuple[date, ...]]:
    """Return the days of each window, or of all that is known when that is shorter."""
    known = _known(problem)
    whole = [end for end in problem.dates if end - WINDOW + _DAY >= known]
    if whole:
        return [_days(end - WINDOW + _DAY, end) for end in whole]
    return [_days(known, problem.end)]


def _known(problem: Problem) -> date:
    """Return the first day of which it is known whom clients met."""
    before = (d.date for d in problem.done_visits if d.date < problem.start)
    return min(before, default=problem.start)


def _days(first: date, last: date) -> tuple[date, ...]:
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


def meetings(view: PlanView, places: Places) -> Iterator[tuple[Visit, VisitRow]]:
    """Yield the places taken that count: by day, neither alarm nor meal."""
    for visit in view.problem.visits:
        if visit.kind in EXCLUDED:
            continue
        for row in places[visit.id].values():
            if FROM_HOUR <= view.clock.local(row.start).hour < TO_HOUR:
                yield visit, row


def _met(view: PlanView, places: Places) -> People:
    met: dict[str, dict[date, set[str]]] = defaultdict(lambda: defaultdict(set))
    for done in view.problem.done_visits:
        if done.date < view.problem.start:
            met[done.client][done.date].add(done.employee)
    for visit, row in meetings(view, places):
        met[visit.client][visit.date].add(row.employee)
    return met


def _granted(view: PlanView) -> Counter[tuple[str, date]]:
    """Count the visits a day that can start in the hours that count."""
    at = view.clock.at
    return Counter(
        (v.client, v.date)
        for v in view.problem.visits
        if v.kind not in EXCLUDED
        and v.earliest < at(v.date, TO_HOUR * 60)
        and v.latest >= at(v.date, FROM_HOUR * 60)
    )
