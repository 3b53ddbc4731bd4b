"""How the time of each planned duty is used: with clients, on the road, waiting."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from scheduler.audit.figures.taken_places import Places, minutes_at_client
from scheduler.domain.plan import VisitRow
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import Employee
from scheduler.domain.values import Instant


@dataclass(frozen=True)
class DutyUse:
    """One planned duty of an employee as elapsed minutes."""

    duty: Duty
    employee: Employee
    paid: int
    """Length of the parts less the unpaid breaks."""
    client: int = 0
    travel: int = 0
    """Every move of the tour, also home to the unit; recomputed, not as claimed."""
    kilometres: float = 0
    """The same moves as estimated distance by road."""
    wait: int = 0
    """Between two stops, neither travel nor break. Time at the unit before the first
    departure and after the last return is not waiting."""
    visits: int = 0
    """Places at visits that start during the duty."""
    headcount: bool = False
    """Is worked while headcount is asked for, and is no resource shift by its kind."""

    @property
    def serves(self) -> bool:
        """Whether the duty meets demand, by visits or by being there."""
        return self.visits > 0 or self.headcount


def works_in(view: PlanView, places: Places) -> tuple[DutyUse, ...]:
    """Return every planned duty of an employee; each place counts in one duty only.

    Parts of a split shift in different units are duties of their own.
    """
    left = {visit: dict(taken) for visit, taken in places.items()}
    return tuple(
        _work(view, duty, _claimed(view.visits_on(duty), left))
        for whole in view.duties
        if whole.employee in view.problem.employee
        for duty in whole.by_unit
    )


def _claimed(
    rows: Iterable[VisitRow], left: Mapping[str, dict[int, VisitRow]]
) -> list[VisitRow]:
    """Return the rows that take a place which is left, and strike those places."""
    claimed = []
    for row in rows:
        places = left.get(row.visit, {})
        if places.get(row.staff_no) is row:
            claimed.append(places.pop(row.staff_no))
    return claimed


def _work(view: PlanView, duty: Duty, rows: Sequence[VisitRow]) -> DutyUse:
    tours = [_tour(view, duty, part) for part in _by_part(duty, rows) if part]
    return DutyUse(
        duty=duty,
        employee=view.problem.employee[duty.employee],
        paid=paid_time(duty),
        client=sum(minutes_at_client(view.visit(r), r) for r in rows),
        travel=sum(tour.travel for tour in tours),
        kilometres=sum(tour.kilometres for tour in tours),
        wait=sum(tour.wait for tour in tours),
        visits=len(rows),
        headcount=view.meets_headcount(duty),
    )


def paid_time(duty: Duty) -> int:
    """Return the length of the parts less the unpaid breaks."""
    length = sum(max(0, end - start) for start, end in duty.parts)
    return max(0, length - sum(max(0, end - start) for start, end in duty.breaks))


def _by_part(duty: Duty, rows: Sequence[VisitRow]) -> list[list[VisitRow]]:
    """Split a duty's rows among its parts: each to the last part begun before it."""
    parts: list[list[VisitRow]] = [[] for _ in duty.parts]
    for row in rows:
        begun = [n for n, (start, _) in enumerate(duty.parts) if start <= row.start]
        parts[max(begun, default=0)].append(row)
    return parts


class _Tour(NamedTuple):
    travel: int
    kilometres: float
    wait: int


def _tour(view: PlanView, duty: Duty, rows: Sequence[VisitRow]) -> _Tour:
    """Return what it takes from the unit to the rows' clients and back to it."""
    stops = [duty.unit, *(view.visit(row).client for row in rows), duty.unit]
    places = view.travel.places
    known = [pair if set(pair) <= places.keys() else None for pair in pairwise(stops)]
    mode = view.problem.employee[duty.employee].transport
    legs = [view.travel.minutes(*pair, mode) if pair else 0 for pair in known]
    gaps = zip(pairwise(rows), legs[1:-1], strict=True)
    return _Tour(
        travel=sum(legs),
        kilometres=sum(view.travel.kilometres(*pair) for pair in known if pair),
        wait=sum(
            max(0, b.start - a.end - leg - _rest(duty, a.end, b.start))
            for (a, b), leg in gaps
        ),
    )


def _rest(duty: Duty, start: Instant, end: Instant) -> int:
    """Return the minutes of the duty's breaks inside an interval."""
    return sum(max(0, min(end, e) - max(start, s)) for s, e in duty.breaks)
