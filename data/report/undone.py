"""What was left undone, and why."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.both_languages import Both, both, day_name, named
from data.words.open_times_words import lack_of
from scheduler.audit.open_times import OpenTimes
from scheduler.domain.plan import Unassigned
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Visit
from scheduler.explain.late_visit import LateVisit
from scheduler.proofs.proof import ProofVerdict

SHOWN = 200
"""Rows in the report, the must-visits first; the rest stands in the files."""
TIMES = 10
"""Units and parts of days that are told by themselves."""


@dataclass(frozen=True)
class Undone:
    """A place at a visit that nobody takes."""

    visit: Visit
    client_name: str
    day: Both
    window: str
    kind: Both
    unit: str
    staff_no: int
    reason: Both
    detail: str
    proof: str
    """Whether any plan makes the visit, as a sentence; empty where nobody asked."""


@dataclass(frozen=True)
class UndoneList:
    """Everything left undone."""

    rows: tuple[Undone, ...]
    untold: int
    places: int
    visits: int
    """Of which each has at least one of the places."""
    reasons: tuple[tuple[Both, int], ...]
    """How often each reason stopped a visit, the commonest first."""
    proofs: tuple[Both, ...]
    """Of how many visits it is proved that no plan makes them, and of how many not."""
    times: tuple[Both, ...]
    """When must-visits are open, the most first, and how many people lack."""


def undone_of(view: PlanView, times: Sequence[OpenTimes] = ()) -> UndoneList:
    """Return the open places, must-visits first, then by time."""
    known = [u for u in view.plan.unassigned if u.visit in view.problem.visit]

    def place(row: Unassigned) -> tuple[int, int, str, int]:
        visit = view.problem.visit[row.visit]
        return visit.priority, visit.earliest, visit.id, row.staff_no

    ordered = sorted(known, key=place)
    reasons = Counter(row.reason for row in known)
    return UndoneList(
        rows=tuple(_undone(view, row) for row in ordered[:SHOWN]),
        untold=len(ordered[SHOWN:]),
        places=len(known),
        visits=len({row.visit for row in known}),
        reasons=tuple((_reason(code), n) for code, n in reasons.most_common()),
        proofs=tuple(_proofs(known)),
        times=tuple(lack_of(t, _unit(view, t.unit)) for t in times[:TIMES]),
    )


def _proofs(rows: Sequence[Unassigned]) -> Iterator[Both]:
    verdicts = Counter({row.visit: row.proof for row in rows}.values())
    for verdict in ProofVerdict:
        if verdicts[verdict]:
            yield both(f"report.undone.proof.{verdict}", count=verdicts[verdict])


@dataclass(frozen=True)
class Late:
    """A visit that begins outside its window."""

    visit: Visit
    client_name: str
    day: Both
    window: str
    kind: Both
    minutes: int
    why: Both


def late_of(view: PlanView, late: Sequence[LateVisit]) -> tuple[Late, ...]:
    """Return the visits that begin outside their windows, earliest first."""
    known = [row for row in late if row.visit in view.problem.visit]
    rows = [(view.problem.visit[row.visit], row) for row in known]
    rows.sort(key=lambda pair: (pair[0].earliest, pair[0].id))
    return tuple(
        Late(
            visit=visit,
            client_name=view.problem.called(visit.client),
            day=day_name(visit.date),
            window=_window(view, visit),
            kind=_kind(visit),
            minutes=row.minutes,
            why=Both(row.message_sv, row.message_en),
        )
        for visit, row in rows
    )


def _window(view: PlanView, visit: Visit) -> str:
    local = view.clock.local
    return f"{local(visit.earliest):%H:%M}–{local(visit.latest):%H:%M}"


def _kind(visit: Visit) -> Both:
    return both(f"report.visit_kind.{visit.kind}")


def _reason(code: str) -> Both:
    return named("report.reason", code)


def _undone(view: PlanView, row: Unassigned) -> Undone:
    visit = view.problem.visit[row.visit]
    return Undone(
        visit=visit,
        client_name=view.problem.called(visit.client),
        day=day_name(visit.date),
        window=_window(view, visit),
        kind=_kind(visit),
        unit=_unit(view, visit.unit),
        staff_no=row.staff_no,
        reason=_reason(row.reason),
        detail=row.detail,
        proof=row.proof_detail,
    )


def _unit(view: PlanView, id_: str) -> str:
    unit = view.problem.unit.get(id_)
    return unit.name if unit else id_
