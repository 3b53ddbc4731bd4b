"""What is wrong with a published file beyond the types of its fields."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from benchmarks.routing.instances.formats import HomeCareDay, Patient, VisitsDay

NOISE = 1e-6
"""Of an instance unit: what binary fractions add to a decimal number."""


def faults_of_home_care(day: HomeCareDay, scale: int, whole_windows: bool) -> list[str]:
    """Return all faults; numbers are to be whole when multiplied by ``scale``.

    ``whole_windows``: windows too; elsewhere they are cut to whole minutes.
    """
    return [
        *_twice("patient", (patient.id for patient in day.patients)),
        *_twice("service", (service.id for service in day.services)),
        *_twice("caregiver", (caregiver.id for caregiver in day.caregivers)),
        *_matrix("distances", day.distances, len(day.patients) + 1),
        *_fractions(day, scale, whole_windows),
        *(fault for patient in day.patients for fault in _patient(patient, day)),
    ]


def faults_of_visits(day: VisitsDay) -> list[str]:
    """Return all faults of a day of visits."""
    count = len(day.visits)
    numbers = {visit.id for visit in day.visits}
    faults = [*_matrix("travel", day.travel, count + 1)]
    if numbers != set(range(1, count + 1)):
        faults.append(f"visits: the numbers are not 1 to {count}")
    faults += [
        f"visit {visit.id}: the window ends before it starts"
        for visit in day.visits
        if visit.latest_start < visit.earliest_start
    ]
    for first, second in day.pairs:
        if first == second:
            faults.append(f"pair {first}-{second}: a visit with itself")
        faults += [
            f"pair {first}-{second}: there is no visit {number}"
            for number in sorted({first, second} - numbers)
        ]
    return faults


def _twice(noun: str, names: Iterable[str]) -> Iterator[str]:
    for name, times in Counter(names).items():
        if times > 1:
            yield f"{noun} {name}: stands {times} times"


def _matrix(name: str, rows: Sequence[Sequence[float]], size: int) -> Iterator[str]:
    if len(rows) != size:
        yield f"{name}: {len(rows)} rows, not {size}"
    for number, row in enumerate(rows):
        if len(row) != size:
            yield f"{name}: row {number} has {len(row)} numbers, not {size}"


def _fractions(day: HomeCareDay, scale: int, windows: bool) -> Iterator[str]:
    for name, value in _numbers(day, windows):
        units = value * scale
        if abs(units - round(units)) > NOISE:
            yield f"{name}: {value} is not a multiple of 1/{scale} minute"


def _numbers(day: HomeCareDay, windows: bool) -> Iterator[tuple[str, float]]:
    for i, row in enumerate(day.distances):
        for j, distance in enumerate(row):
            yield f"distances[{i}][{j}]", distance
    for service in day.services:
        yield f"service {service.id}", service.default_duration or 0
    for patient in day.patients:
        name = f"patient {patient.id}"
        yield from ((name, need.duration or 0) for need in patient.required_caregivers)
        if patient.synchronization and patient.synchronization.distance:
            yield from ((name, gap) for gap in patient.synchronization.distance)
        if windows:
            yield from ((name, bound) for bound in patient.time_window)


def _patient(patient: Patient, day: HomeCareDay) -> Iterator[str]:
    name = f"patient {patient.id}"
    if patient.time_window[1] < patient.time_window[0]:
        yield f"{name}: the window ends before it starts"
    defaults = {service.id: service.default_duration for service in day.services}
    for need in patient.required_caregivers:
        if need.service not in defaults:
            yield f"{name}: there is no service {need.service}"
        elif need.duration is None and defaults[need.service] is None:
            yield f"{name}: no duration of service {need.service}"
    yield from (f"{name}: {fault}" for fault in _staff(patient, day))
    if len(patient.required_caregivers) == 2:
        yield from (f"{name}: {fault}" for fault in _two(patient))


def _staff(patient: Patient, day: HomeCareDay) -> Iterator[str]:
    able = [
        {caregiver.id for caregiver in day.caregivers if service in caregiver.abilities}
        for service in (need.service for need in patient.required_caregivers)
    ]
    for need, people in zip(patient.required_caregivers, able, strict=True):
        if not people:
            yield f"nobody is able to do service {need.service}"
    if len(able) == 2 and len(able[0] | able[1]) == 1:
        yield "one caregiver alone is able to do both services"


def _two(patient: Patient) -> Iterator[str]:
    first, second = patient.required_caregivers
    if first.service == second.service:
        yield f"service {first.service} twice, which a solution cannot tell apart"
    together = patient.synchronization
    if together is None:
        yield "two services without synchronization"
    elif together.type == "sequential":
        if together.distance is None:
            yield "sequential services without a distance"
        elif together.distance[1] < together.distance[0]:
            yield "the largest distance is less than the smallest"
