"""Must-visits that too few people would have to make at the same time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from scheduler.domain.problem import Visit
from scheduler.domain.values import Instant
from scheduler.feasibility.finding import Finding
from scheduler.feasibility.prospects import Prospects
from scheduler.feasibility.wording import window_of

MOST_LISTED = 5
"""Visits that a sentence names."""

Place = tuple[str, int]
"""A visit and which of its people."""


def simultaneous_visits(prospects: Prospects) -> Iterator[Finding]:
    """Find visits that cannot all be made, by the people who could make them."""
    seen: set[frozenset[str]] = set()
    for first, second, who in _forced_pairs(prospects):
        seen.add(frozenset({first.id, second.id}))
        yield _one_person(prospects, first, second, who)
    for visits, people in _crowds(prospects):
        if frozenset(v.id for v in visits) not in seen:
            yield _crowd(prospects, visits, people)


def _forced_pairs(prospects: Prospects) -> Iterator[tuple[Visit, Visit, str]]:
    """Yield two visits that one and the same person would have to make, and cannot."""
    forced: dict[tuple[str, object], list[Visit]] = defaultdict(list)
    for visit in prospects.problem.visits:
        takers = prospects.takers.get(visit.id, frozenset())
        if len(takers) == visit.staff:
            for who in sorted(takers):
                forced[who, visit.date].append(visit)
    for (who, _), visits in forced.items():
        for first, second in combinations(visits, 2):
            if not (
                _can_follow(prospects, first, second, who)
                or _can_follow(prospects, second, first, who)
            ):
                yield first, second, who


def _can_follow(prospects: Prospects, first: Visit, second: Visit, who: str) -> bool:
    """Whether the person can get from the first visit to the second in time."""
    mode = prospects.problem.employee[who].transport
    move = prospects.view.travel.least_minutes(first.client, second.client, mode)
    return (
        prospects.window(first)[0] + first.minutes + move <= prospects.window(second)[1]
    )


def _one_person(prospects: Prospects, first: Visit, second: Visit, who: str) -> Finding:
    return Finding(
        check="one_person_two_visits",
        severity="error",
        facts={
            "name": prospects.problem.employee[who].name or who,
            "other": second.id,
            "window": window_of(prospects, first),
            "other_window": window_of(prospects, second),
        },
        employee=who,
        client=first.client,
        visit=first.id,
        unit=first.unit,
        date=first.date,
    )


def _crowds(prospects: Prospects) -> Iterator[tuple[list[Visit], frozenset[str]]]:
    """Yield visits in progress at one moment for which there are too few people.

    A visit that must start before it could have ended is in progress in between.
    """
    cores: dict[object, list[tuple[Instant, Instant, Visit]]] = defaultdict(list)
    for visit in prospects.makeable:
        first, last = prospects.window(visit)
        if last < first + visit.minutes:
            cores[visit.date].append((last, first + visit.minutes, visit))
    for day in cores.values():
        yield from _crowds_of_day(prospects, day)


def _crowds_of_day(
    prospects: Prospects, cores: Sequence[tuple[Instant, Instant, Visit]]
) -> Iterator[tuple[list[Visit], frozenset[str]]]:
    told: set[str] = set()
    for moment in sorted({start for start, _, _ in cores}):
        going = [v for start, end, v in cores if start <= moment < end]
        short = _short_of_people(going, prospects.takers)
        if short and not told.issuperset(v.id for v in short):
            people = frozenset().union(*(prospects.takers[v.id] for v in short))
            crowd = [v for v in going if prospects.takers[v.id] <= people]
            told.update(v.id for v in crowd)
            yield crowd, people


def _short_of_people(
    visits: Iterable[Visit], takers: Mapping[str, frozenset[str]]
) -> list[Visit]:
    """Return visits that together have fewer people than places, if any do.

    By Hall's theorem they are those that an unmatched place can reach.
    """
    by_id = {v.id: v for v in visits}
    matched: dict[str, Place] = {}
    for visit in by_id.values():
        for number in range(visit.staff):
            reached: set[str] = set()
            if not _match((visit.id, number), takers, matched, reached):
                inside = {visit.id, *(matched[who][0] for who in reached)}
                return [by_id[id_] for id_ in sorted(inside)]
    return []


def _match(
    place: Place,
    takers: Mapping[str, frozenset[str]],
    matched: dict[str, Place],
    reached: set[str],
) -> bool:
    """Find somebody for a place, moving others; ``reached`` gathers who was tried."""
    for who in sorted(takers[place[0]] - reached):
        reached.add(who)
        if who not in matched or _match(matched[who], takers, matched, reached):
            matched[who] = place
            return True
    return False


def _listed(visits: Sequence[Visit]) -> str:
    shown = [v.id for v in visits[:MOST_LISTED]]
    return ", ".join(shown) + (" …" if len(visits) > len(shown) else "")


def _crowd(
    prospects: Prospects, visits: list[Visit], people: frozenset[str]
) -> Finding:
    first = visits[0]
    return Finding(
        check="visits_at_once",
        severity="error",
        facts={
            "count": len(visits),
            "places": sum(v.staff for v in visits),
            "there": len(people),
            "window": window_of(prospects, first),
            "visits": _listed(visits),
        },
        client=first.client,
        visit=first.id,
        unit=first.unit,
        date=first.date,
    )
