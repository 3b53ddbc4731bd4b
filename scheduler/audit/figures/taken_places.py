"""Which places at the visits are really taken, in a plan that may be nonsense."""

from collections.abc import Iterable, Mapping

from scheduler.domain.plan import VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Visit

Places = Mapping[str, Mapping[int, VisitRow]]
"""Rows by visit id, then by staff number."""


def places_taken(view: PlanView) -> Places:
    """Return the row that takes each place of each visit of the problem.

    A row takes a place when its person is an employee who is not at the visit
    already, and its staff number is one that the visit has and nobody took before.
    """
    known = view.problem.employee
    return {
        visit.id: _taken(
            visit,
            [r for r in view.rows_by_visit.get(visit.id, ()) if r.employee in known],
        )
        for visit in view.problem.visits
    }


def _taken(visit: Visit, rows: Iterable[VisitRow]) -> dict[int, VisitRow]:
    taken: dict[int, VisitRow] = {}
    people: set[str] = set()
    for row in rows:
        possible = 1 <= row.staff_no <= visit.staff and row.staff_no not in taken
        if possible and row.employee not in people:
            taken[row.staff_no] = row
            people.add(row.employee)
    return taken


def minutes_at_client(visit: Visit, row: VisitRow) -> int:
    """Return the client time of one place: as planned, at most what is granted."""
    return max(0, min(row.end - row.start, visit.minutes))
