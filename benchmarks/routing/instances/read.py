"""A published file becomes an instance; its family is seen from what it holds."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from benchmarks.routing.instances.format_faults import (
    faults_of_home_care,
    faults_of_visits,
)
from benchmarks.routing.instances.formats import HomeCareDay, Patient, VisitsDay
from benchmarks.routing.instances.instance import CareJob, Instance, Pair, Vehicle

Family = Literal["mankowska", "italian", "bredstrom"]


class BadInstanceError(ValueError):
    """A file that is no instance."""

    def __init__(self, path: Path, faults: Sequence[str]) -> None:
        super().__init__("\n".join(f"{path}: {fault}" for fault in faults))
        self.faults = tuple(faults)


def read(path: Path) -> Instance:
    """Return the instance in a file, or raise ``BadInstanceError`` with all faults."""
    try:
        text = path.read_text(encoding="utf-8")
        family = family_of(json.loads(text))
        layout = VisitsDay if family == "bredstrom" else HomeCareDay
        day = layout.model_validate_json(text)
    except ValidationError as error:
        raise BadInstanceError(path, _mistyped(error)) from error
    except (OSError, ValueError, RecursionError) as error:
        raise BadInstanceError(path, [str(error)]) from error
    if isinstance(day, VisitsDay):
        return _visits_day(path, day)
    return _home_care_day(path, day, family)


def family_of(raw: object) -> Family:
    """Return the family of a file's content."""
    if not isinstance(raw, Mapping):
        raise ValueError("not a JSON object")
    if "visits" in raw:
        return "bredstrom"
    return "italian" if "area" in raw else "mankowska"


def _mistyped(error: ValidationError) -> list[str]:
    return [
        f"{'.'.join(map(str, fault['loc'])) or 'file'}: {fault['msg']}"
        for fault in error.errors(include_url=False)
    ]


def _home_care_day(path: Path, day: HomeCareDay, family: Family) -> Instance:
    scale = 1 if family == "italian" else 1000
    faults = faults_of_home_care(day, scale, whole_windows=family != "italian")
    if faults:
        raise BadInstanceError(path, faults)
    return Instance(
        name=path.stem,
        jobs=tuple(
            job
            for number, patient in enumerate(day.patients)
            for job in _jobs(number, patient, day, scale)
        ),
        vehicles=(Vehicle(0, 0),) * len(day.caregivers),
        pairs=tuple(_pairs(day, scale)),
        travel=_units(day.distances, scale),
        scale=scale,
        hard=False,
        late_price=1,
        largest_price=1,
        divisor=3,
    )


def _jobs(number: int, patient: Patient, day: HomeCareDay, scale: int) -> list[CareJob]:
    defaults = {service.id: service.default_duration for service in day.services}
    # Cut, not rounded, where a unit is a minute: the published values do the same.
    whole = int if scale == 1 else round
    low, high = (whole(bound * scale) for bound in patient.time_window)
    return [
        CareJob(
            patient=number,
            place=number + 1,
            low=low,
            high=high,
            length=round(_length(need.duration, defaults[need.service]) * scale),
            able=frozenset(
                vehicle
                for vehicle, caregiver in enumerate(day.caregivers)
                if need.service in caregiver.abilities
            ),
        )
        for need in patient.required_caregivers
    ]


def _length(own: float | None, default: float | None) -> float:
    return own if own is not None else default or 0


def _pairs(day: HomeCareDay, scale: int) -> Iterator[Pair]:
    first = 0
    for patient in day.patients:
        count = len(patient.required_caregivers)
        if count == 2:
            least, most = (round(gap * scale) for gap in _gaps(patient))
            yield Pair(first, first + 1, least, most)
        first += count


def _gaps(patient: Patient) -> tuple[float, float]:
    together = patient.synchronization
    if together is None or together.type == "simultaneous":
        return 0, 0
    return together.distance or (0, 0)


def _visits_day(path: Path, day: VisitsDay) -> Instance:
    if faults := faults_of_visits(day):
        raise BadInstanceError(path, faults)
    everybody = frozenset(range(day.staff))
    position = {visit.id: index for index, visit in enumerate(day.visits)}
    jobs = tuple(
        CareJob(
            patient=index,
            place=visit.id,
            low=visit.earliest_start,
            high=visit.latest_start,
            length=visit.duration,
            able=everybody,
        )
        for index, visit in enumerate(day.visits)
    )
    return Instance(
        name=path.stem,
        jobs=jobs,
        vehicles=(Vehicle(0, 0, end=day.horizon),) * day.staff,
        pairs=tuple(Pair(position[a], position[b], 0, 0) for a, b in day.pairs),
        travel=_units(day.travel, 1),
        scale=1,
        hard=True,
    )


def _units(rows: Sequence[Sequence[float]], scale: int) -> NDArray[np.int64]:
    units: NDArray[np.int64] = np.rint(np.array(rows) * scale).astype(np.int64)
    return units
