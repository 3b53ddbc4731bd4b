"""Clients who live too far from their unit for that to be true."""

from collections.abc import Iterator

from scheduler.domain.problem import Client
from scheduler.domain.travel import great_circle_km
from scheduler.feasibility.finding import Finding
from scheduler.feasibility.prospects import Prospects

FAR_KM = 300
"""No Swedish municipality is so wide."""
_SHOWN = 5
"""How many clients are named."""


def far_places(prospects: Prospects) -> Iterator[Finding]:
    """Find coordinates that are another country's: numbers swapped, a digit lost."""
    clients = prospects.problem.clients
    far = [client for client in clients if _from_unit(prospects, client) > FAR_KM]
    if far:
        told = ", ".join(f"{c.id} ({c.lat:g}, {c.lon:g})" for c in far[:_SHOWN])
        facts = {
            "count": len(far),
            "km": FAR_KM,
            "who": told + " …" * (len(far) > _SHOWN),
        }
        yield Finding(check="clients_far", severity="warning", facts=facts)


def _from_unit(prospects: Prospects, client: Client) -> float:
    """Return kilometres as the crow flies."""
    unit = prospects.problem.unit[client.unit]
    return great_circle_km(client.lat, client.lon, unit.lat, unit.lon)
