"""Clients whose named contact is not there any more, or leaves during the plan."""

from collections.abc import Iterator

from scheduler.domain.problem import Client, Employee
from scheduler.feasibility.finding import Finding
from scheduler.feasibility.prospects import Prospects

_SHOWN = 10
"""How many clients are named."""


def gone_contacts(prospects: Prospects) -> Iterator[Finding]:
    """Find clients who are visited and need another contact: within two weeks."""
    problem = prospects.problem
    visited = {visit.client for visit in problem.visits}
    gone = [
        (client, person)
        for client in problem.clients
        if client.id in visited and client.contact is not None
        for person in [problem.employee.get(client.contact)]
        if person is not None and not person.employed_on(problem.end)
    ]
    if gone:
        told = "; ".join(_told(*pair) for pair in gone[:_SHOWN])
        more = " …" if len(gone) > _SHOWN else ""
        facts = {"count": len(gone), "who": f"{told}{more}"}
        yield Finding(check="contacts_gone", severity="warning", facts=facts)


def _told(client: Client, person: Employee) -> str:
    return f"{client.id}: {person.name or person.id}, {person.last or '–'}"
