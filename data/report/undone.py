"""What was left undone, and why."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from data.report.text import day_name
from data.words import Both, both, named
from scheduler.domain.plan import Unassigned
from scheduler.domain.plan_view import Book
from scheduler.domain.problem import Visit
from scheduler.explain.late_visit import LateVisit

SHOWN = 200
"""Rows in the report, the must-visits first; the rest stands in the files."""


@dataclass(frozen=True)
class Undone:
    """A place at a visit that nobody takes."""

    visit: Visit
    day: Both
    window: str
    kind: Both
    unit: str
    staff_no: int
    reason: Both
    detail: str


@dataclass(frozen=True)
class UndoneList:
    """Everything left undone."""

    rows: tuple[Undone, ...]
    untold: int
    reasons: tuple[tuple[Both, int], ...]
    """How often each reason stopped a visit, the commonest first."""


def undone_of(book: Book) -> UndoneList:
    """Return the open places, must-visits first, then by time."""
    known = [u for u in book.plan.unassigned if u.visit in book.problem.visit]

    def place(row: Unassigned) -> tuple[int, int, str, int]:
        visit = book.problem.visit[row.visit]
        return visit.priority, visit.earliest, visit.id, row.staff_no

    ordered = sorted(known, key=place)
    reasons = Counter(row.reason for row in known)
    return UndoneList(
        rows=tuple(_undone(book, row) for row in ordered[:SHOWN]),
        untold=len(ordered[SHOWN:]),
        reasons=tuple((_reason(code), n) for code, n in reasons.most_common()),
    )


@dataclass(frozen=True)
class Late:
    """A visit that begins outside its window."""

    visit: Visit
    day: Both
    window: str
    minutes: int
    why: Both


def late_of(book: Book, late: Sequence[LateVisit]) -> tuple[Late, ...]:
    """Return the visits that begin outside their windows, earliest first."""
    known = [row for row in late if row.visit in book.problem.visit]
    rows = [(book.problem.visit[row.visit], row) for row in known]
    rows.sort(key=lambda pair: (pair[0].earliest, pair[0].id))
    return tuple(
        Late(
            visit=visit,
            day=day_name(visit.date),
            window=_window(book, visit),
            minutes=row.minutes,
            why=Both(row.message_sv, row.message_en),
        )
        for visit, row in rows
    )


def _window(book: Book, visit: Visit) -> str:
    local = book.clock.local
    return f"{local(visit.earliest):%H:%M}–{local(visit.latest):%H:%M}"


def _reason(code: str) -> Both:
    return named("report.reason", code)


def _undone(book: Book, row: Unassigned) -> Undone:
    visit = book.problem.visit[row.visit]
    unit = book.problem.unit.get(visit.unit)
    return Undone(
        visit=visit,
        day=day_name(visit.date),
        window=_window(book, visit),
        kind=both(f"report.visit_kind.{visit.kind}"),
        unit=unit.name if unit else visit.unit,
        staff_no=row.staff_no,
        reason=_reason(row.reason),
        detail=row.detail,
    )
