"""Must-visits that too few people would have to make at the same time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from scheduler.domain import Instant, Visit
from scheduler.feasibility.finding import Finding
from scheduler.feasibility.ground import Ground
from scheduler.feasibility.words import window_of

MOST_LISTED = 5
"""Visits that a sentence names."""

Place = tuple[str, int]
"""A visit and which of its people."""


def simultaneous_visits(ground: Ground) -> Iterator[Finding]:
    """Find visits that cannot all be made, by the people who could make them."""
    seen: set[frozenset[str]] = set()
    for first, second, who in _forced_pairs(ground):
        seen.add(frozenset({first.id, second.id}))
        yield _one_person(ground, first, second, who)
    for visits, people in _crowds(ground):
        if frozenset(v.id for v in visits) not in seen:
            yield _crowd(ground, visits, people)


def _forced_pairs(ground: Ground) -> Iterator[tuple[Visit, Visit, str]]:
    """Yield two visits that one and the same person would have to make, and cannot."""
    forced: dict[tuple[str, object], list[Visit]] = defaultdict(list)
    for visit in ground.problem.visits:
        takers = ground.takers.get(visit.id, frozenset())
        if len(takers) == visit.staff:
            for who in sorted(takers):
                forced[who, visit.date].append(visit)
    for (who, _), visits in forced.items():
        for first, second in combinations(visits, 2):
            if not (
                _can_follow(ground, first, second, who)
                or _can_follow(ground, second, first, who)
            ):
                yield first, second, who


def _can_follow(ground: Ground, first: Visit, second: Visit, who: str) -> bool:
    """Whether the person can get from the first visit to the second in time."""
    mode = ground.problem.employee[who].transport
    move = ground.book.travel.minutes(first.client, second.client, mode)
    return ground.window(first)[0] + first.minutes + move <= ground.window(second)[1]


def _one_person(ground: Ground, first: Visit, second: Visit, who: str) -> Finding:
    return Finding(
        check="one_person_two_visits",
        severity="error",
        facts={
            "name": ground.problem.employee[who].name or who,
            "other": second.id,
            "window": window_of(ground, first),
            "other_window": window_of(ground, second),
        },
        employee=who,
        client=first.client,
        visit=first.id,
        unit=first.unit,
        date=first.date,
    )


def _crowds(ground: Ground) -> Iterator[tuple[list[Visit], frozenset[str]]]:
    """Yield visits in progress at one moment for which there are too few people.

    A visit that must start before it could have ended is in progress in between.
    """
    cores: dict[object, list[tuple[Instant, Instant, Visit]]] = defaultdict(list)
    for visit in ground.problem.visits:
        first, last = ground.window(visit)
        if len(ground.takers.get(visit.id, ())) >= visit.staff and (
            last < first + visit.minutes
        ):
            cores[visit.date].append((last, first + visit.minutes, visit))
    for day in cores.values():
        yield from _crowds_of_day(ground, day)


def _crowds_of_day(
    ground: Ground, cores: Sequence[tuple[Instant, Instant, Visit]]
) -> Iterator[tuple[list[Visit], frozenset[str]]]:
    told: set[str] = set()
    for moment in sorted({start for start, _, _ in cores}):
        going = [v for start, end, v in cores if start <= moment < end]
        short = _short_of_people(going, ground.takers)
        if short and not told.issuperset(v.id for v in short):
            people = frozenset().union(*(ground.takers[v.id] for v in short))
            crowd = [v for v in going if ground.takers[v.id] <= people]
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


def _crowd(ground: Ground, visits: list[Visit], people: frozenset[str]) -> Finding:
    first = visits[0]
    return Finding(
        check="visits_at_once",
        severity="error",
        facts={
            "count": len(visits),
            "places": sum(v.staff for v in visits),
            "there": len(people),
            "window": window_of(ground, first),
            "visits": _listed(visits),
        },
        client=first.client,
        visit=first.id,
        unit=first.unit,
        date=first.date,
    )
