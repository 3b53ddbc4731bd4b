"""Room for a visit that nobody takes: one visit of a colleague goes elsewhere."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from scheduler.domain.plan import VisitRow
from scheduler.replanning.refill import Refiller
from scheduler.robustness.route import Route

MOVED = 5_000
"""Öre that it weighs to move a visit of somebody who is there."""


class RoomMade(NamedTuple):
    """A visit let in, and the one that gives way to it."""

    points: int
    routes: tuple[Route, ...]


def room_made(
    refiller: Refiller,
    routes: Sequence[Route],
    row: VisitRow,
    locked: Collection[tuple[str, int]],
) -> RoomMade | None:
    """Return the cheapest way to let a visit in by moving one other, if one pays.

    What is locked, by visit and staff number, stays; so do visits by two and those
    that follow each other.
    """
    found = (
        way
        for index in range(len(routes))
        for way in _ways(refiller, routes, index, row, locked)
    )
    best = min(found, key=lambda way: way.points, default=None)
    pays = best is not None and best.points < refiller.open_price(row)
    return best if pays else None


def _ways(
    refiller: Refiller,
    routes: Sequence[Route],
    index: int,
    row: VisitRow,
    locked: Collection[tuple[str, int]],
) -> Iterator[RoomMade]:
    route, visit = routes[index], refiller.view.visit(row)
    if refiller.refusing(route.employee, visit):
        return
    for other in route.rows:
        is_free = (other.visit, other.staff_no) not in locked
        if is_free and refiller.moment <= other.start and refiller.is_loose(other):
            less = replace(route, rows=tuple(r for r in route.rows if r is not other))
            place = refiller.room(less, row)
            if place is None:
                continue
            fuller = less.with_visit(place[1], visit, row.staff_no)
            changed = (*routes[:index], fuller, *routes[index + 1 :])
            made = refiller.put(changed, [other])
            if not made.open:
                points = MOVED + place[0] + made.points
                yield RoomMade(points, made.routes)
