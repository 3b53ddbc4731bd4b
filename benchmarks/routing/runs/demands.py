"""What a solution owes to an instance file, for the scorer.

The scorer is to agree with no solver by accident: it has its own reading of the files,
in exact decimal numbers, and shares no line with ``read``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

Key = tuple[str, str]
"""Patient and service; a visit has its number and no service."""

OFFICE = 0


@dataclass(frozen=True)
class DueWork:
    """One service to be done."""

    place: int
    earliest: Decimal
    latest: Decimal
    duration: Decimal


@dataclass(frozen=True)
class Gap:
    """``second`` starts ``least`` to ``most`` after ``first``, by somebody else."""

    first: Key
    second: Key
    least: Decimal
    most: Decimal


@dataclass(frozen=True)
class Demands:
    """All that is checked and counted."""

    work: Mapping[Key, DueWork]
    gaps: tuple[Gap, ...]
    travel: list[list[Decimal]]
    abilities: Mapping[str, frozenset[str]] | None
    """By caregiver; ``None``: everybody is able to do everything, under any name."""
    most_routes: int
    return_by: Decimal | None
    """Also says whether a late start is forbidden or costs."""


def demands_of(raw: Mapping[str, Any]) -> Demands:
    """Return what an instance file asks for; the file is taken to be sound."""
    return _of_visits(raw) if "visits" in raw else _of_patients(raw)


def decimal(number: float) -> Decimal:
    """Return the number as it is written."""
    return Decimal(str(number))


def _of_visits(raw: Mapping[str, Any]) -> Demands:
    nothing = Decimal()
    return Demands(
        work={
            (str(visit["id"]), ""): DueWork(
                place=visit["id"],
                earliest=decimal(visit["earliest_start"]),
                latest=decimal(visit["latest_start"]),
                duration=decimal(visit["duration"]),
            )
            for visit in raw["visits"]
        },
        gaps=tuple(
            Gap((str(a), ""), (str(b), ""), nothing, nothing) for a, b in raw["pairs"]
        ),
        travel=[[decimal(cell) for cell in row] for row in raw["travel"]],
        abilities=None,
        most_routes=raw["staff"],
        return_by=decimal(raw["horizon"]),
    )


def _of_patients(raw: Mapping[str, Any]) -> Demands:
    return Demands(
        work=dict(_services(raw)),
        gaps=tuple(_gaps(raw)),
        travel=[[decimal(cell) for cell in row] for row in raw["distances"]],
        abilities={
            caregiver["id"]: frozenset(caregiver["abilities"])
            for caregiver in raw["caregivers"]
        },
        most_routes=len(raw["caregivers"]),
        return_by=None,
    )


def _services(raw: Mapping[str, Any]) -> Iterator[tuple[Key, DueWork]]:
    usual = {
        service["id"]: service.get("default_duration") for service in raw["services"]
    }
    for place, patient in enumerate(raw["patients"], start=OFFICE + 1):
        earliest, latest = map(decimal, patient["time_window"])
        if "area" in raw:  # Italian towns: whole minutes, in files with float noise
            earliest, latest = earliest // 1, latest // 1
        for need in patient["required_caregivers"]:
            own = need.get("duration")
            duration = decimal(usual[need["service"]] if own is None else own)
            key = (patient["id"], need["service"])
            yield key, DueWork(place, earliest, latest, duration)


def _gaps(raw: Mapping[str, Any]) -> Iterator[Gap]:
    for patient in raw["patients"]:
        needs = patient["required_caregivers"]
        if len(needs) == 2:
            first, second = ((patient["id"], need["service"]) for need in needs)
            together = patient["synchronization"]
            sequential = together["type"] == "sequential"
            least, most = together["distance"] if sequential else (0, 0)
            yield Gap(first, second, decimal(least), decimal(most))
