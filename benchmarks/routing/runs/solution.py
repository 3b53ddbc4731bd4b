"""What a solver found, in the published solution format."""

from collections.abc import Mapping
from typing import Any

from benchmarks.routing.instances.instance import Answer, Instance

Solution = dict[str, Any]


def solution_of(raw: Mapping[str, Any], instance: Instance, answer: Answer) -> Solution:
    """Return the routes by the names of the file that ``instance`` was read from.

    ``arrival_time`` is the start of the service, as everywhere in that format. A day of
    visits has its visits' numbers as patients, and no services. Who does nothing has no
    route.
    """
    names = _names(raw, instance)
    return {
        "routes": [
            {
                "caregiver_id": _caregiver(raw, vehicle),
                "locations": [
                    names[job]
                    | {
                        "arrival_time": _minutes(answer.starts[job], instance),
                        "departure_time": _minutes(
                            answer.starts[job] + instance.jobs[job].length, instance
                        ),
                    }
                    for job in route
                ],
            }
            for vehicle, route in enumerate(answer.routes)
            if route
        ]
    }


def _names(raw: Mapping[str, Any], instance: Instance) -> list[dict[str, Any]]:
    if "visits" in raw:
        return [{"patient": raw["visits"][job.patient]["id"]} for job in instance.jobs]
    return [
        {"patient": patient["id"], "service": need["service"]}
        for patient in raw["patients"]
        for need in patient["required_caregivers"]
    ]


def _caregiver(raw: Mapping[str, Any], vehicle: int) -> str:
    if "visits" in raw:
        return f"c{vehicle + 1}"
    return str(raw["caregivers"][vehicle]["id"])


def _minutes(units: int, instance: Instance) -> float:
    units = int(units)
    return units if instance.scale == 1 else units / instance.scale
