"""Whom each client meets, worst first."""

from collections import defaultdict
from dataclasses import dataclass
from statistics import mean

from scheduler.audit.figures import Ledger
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Client
from scheduler.domain.values import VisitKind


@dataclass(frozen=True)
class Meeting:
    """How many people one client meets, and how often a familiar one."""

    client: Client
    unit: str
    most: int
    """In the worst 14 days."""
    average: float
    visits: int
    contact: str
    """The named contact's name; empty when there is none."""
    contact_share: float | None
    group_share: float | None
    """With the backups; ``None`` without a contact or without visits."""


def meetings_of(view: PlanView) -> tuple[Meeting, ...]:
    """Return every client who counts for continuity and meets somebody."""
    people: dict[str, list[int]] = defaultdict(list)
    for window in Ledger(view).client_windows:
        if window.people:
            people[window.client.id].append(window.people)
    visitors = _visitors(view)
    made = (
        _meeting(view, view.problem.client[id_], counts, visitors[id_])
        for id_, counts in people.items()
    )
    return tuple(sorted(made, key=lambda m: (-m.most, -m.average, m.client.id)))


def _visitors(view: PlanView) -> dict[str, list[str]]:
    """Return who takes each place at each client's visits; alarms do not count."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in view.plan.visits:
        visit = view.problem.visit.get(row.visit)
        if visit is not None and visit.kind is not VisitKind.ALARM:
            found[visit.client].append(row.employee)
    return found


def _meeting(
    view: PlanView, client: Client, counts: list[int], visitors: list[str]
) -> Meeting:
    known = view.problem.employee.get(client.contact or "")
    familiar = {client.contact, *client.backups}
    counted = bool(client.contact and visitors)
    unit = view.problem.unit.get(client.unit)
    return Meeting(
        client=client,
        unit=unit.name if unit else client.unit,
        most=max(counts),
        average=mean(counts),
        visits=len(visitors),
        contact=(known.name if known else "") or client.contact or "",
        contact_share=mean(v == client.contact for v in visitors) if counted else None,
        group_share=mean(v in familiar for v in visitors) if counted else None,
    )
