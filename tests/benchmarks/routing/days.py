"""Days small enough to be checked by hand."""

from copy import deepcopy
from typing import Any

Raw = dict[str, Any]

HOME_CARE: Raw = {
    "patients": [
        {
            "id": "ada",
            "time_window": [10.0, 20.0],
            "required_caregivers": [{"service": "wash", "duration": 5.5}],
        },
        {
            "id": "bo",
            "time_window": [30.0, 40.0],
            "required_caregivers": [
                {"service": "wash", "duration": 10.0},
                {"service": "lift"},
            ],
            "synchronization": {"type": "simultaneous"},
        },
        {
            "id": "cai",
            "time_window": [60.0, 70.0],
            "required_caregivers": [
                {"service": "lift", "duration": 5.0},
                {"service": "wash", "duration": 5.0},
            ],
            "synchronization": {"type": "sequential", "distance": [6, 9]},
        },
    ],
    "services": [
        {"id": "wash", "default_duration": 3.0},
        {"id": "lift", "default_duration": 12.0},
    ],
    "caregivers": [
        {"id": "k1", "abilities": ["wash"]},
        {"id": "k2", "abilities": ["lift", "wash"]},
        {"id": "k3", "abilities": ["lift"]},
    ],
    "distances": [
        [0.0, 2.125, 8.0, 4.0],
        [3.5, 0.0, 6.0, 7.0],
        [8.0, 6.0, 0.0, 11.0],
        [4.0, 7.0, 11.0, 0.0],
    ],
}
"""Three patients: one alone, one by two people at once, one by two in turn."""

VISITS: Raw = {
    "staff": 2,
    "horizon": 100,
    "travel": [[0, 10, 10, 20], [10, 0, 5, 15], [10, 5, 0, 15], [20, 15, 15, 0]],
    "pairs": [[1, 3]],
    "visits": [
        {"id": 1, "duration": 20, "earliest_start": 15, "latest_start": 25},
        {"id": 2, "duration": 10, "earliest_start": 0, "latest_start": 90},
        {"id": 3, "duration": 30, "earliest_start": 20, "latest_start": 40},
    ],
}
"""Three visits, the first and the third at the same time."""


def home_care() -> Raw:
    """Return a day of patients that may be changed."""
    return deepcopy(HOME_CARE)


def italian() -> Raw:
    """Return a day of patients in whole minutes."""
    raw = home_care() | {"area": [0.0, 0.0, 1.0, 1.0]}
    raw["patients"][0]["required_caregivers"][0]["duration"] = 5
    raw["patients"][0]["time_window"] = [9.999999999999998, 20.000000000000004]
    raw["distances"][0][1], raw["distances"][1][0] = 2, 4
    return raw


def visits() -> Raw:
    """Return a day of visits that may be changed."""
    return deepcopy(VISITS)


def stop(patient: object, service: str, start: float, departure: float) -> Raw:
    """Return one location of a route."""
    return {
        "patient": patient,
        "service": service,
        "arrival_time": start,
        "departure_time": departure,
    }


def route(caregiver: str, *stops: Raw) -> Raw:
    """Return one route."""
    return {"caregiver_id": caregiver, "locations": list(stops)}


def home_care_plan() -> Raw:
    """Return a valid plan of ``home_care``, on time everywhere."""
    return {
        "routes": [
            route(
                "k1",
                stop("ada", "wash", 10.0, 15.5),
                stop("bo", "wash", 30.0, 40.0),
            ),
            route("k2", stop("cai", "wash", 68.0, 73.0)),
            route(
                "k3", stop("bo", "lift", 30.0, 42.0), stop("cai", "lift", 60.0, 65.0)
            ),
        ]
    }


def visits_plan() -> Raw:
    """Return a valid plan of ``visits``."""
    return {
        "routes": [
            route("c1", stop(1, "", 20, 40), stop(2, "", 45, 55)),
            route("c2", stop(3, "", 20, 50)),
        ]
    }
