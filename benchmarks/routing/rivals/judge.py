"""Whether an answer to a day holds, and what it leaves open: from nothing but both.

Written without a line of any solver, ours included, and used for all alike.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.routing.instances.instance import Answer, CareJob, Instance

MUST_PRICE = 1_000_000
"""A job that costs as much to leave out, or more, is one that must be done."""


@dataclass(frozen=True)
class Verdict:
    """What an answer amounts to."""

    faults: tuple[str, ...]
    """Everything that is not allowed; an answer with any of them does not count."""
    open_must: int
    open_optional: int
    driven: int
    """Travel in instance units, from leaving to being back."""

    @property
    def rank(self) -> tuple[int, int, int]:
        """Of two answers without faults the lower rank is the better one."""
        return self.open_must, self.open_optional, self.driven


def judge(instance: Instance, answer: Answer) -> Verdict:
    """Check every route against windows, skills and hours, and count.

    Raises
    ------
    ValueError
        For instances with pairs or soft windows, which are not checked here.
    """
    if instance.pairs or not instance.hard:
        raise ValueError("judged are days with hard windows and without pairs")
    both = zip(instance.jobs, answer.starts, strict=False)
    left = [job for job, start in both if start < 0]
    must = sum(map(is_must, left))
    return Verdict(
        faults=(*_shape(instance, answer), *_routes(instance, answer)),
        open_must=must,
        open_optional=len(left) - must,
        driven=sum(_driven(instance, k, r) for k, r in enumerate(answer.routes)),
    )


def is_must(job: CareJob) -> bool:
    """Return whether leaving the job out is a failure."""
    return job.open_price is None or job.open_price >= MUST_PRICE


def _shape(instance: Instance, answer: Answer) -> Iterator[str]:
    """Yield what is wrong with which jobs and routes there are."""
    if len(answer.routes) != len(instance.vehicles):
        yield f"{len(answer.routes)} routes for {len(instance.vehicles)} vehicles"
    if len(answer.starts) != len(instance.jobs):
        yield f"{len(answer.starts)} starts for {len(instance.jobs)} jobs"
    times = Counter(job for route in answer.routes for job in route)
    for job, start in enumerate(answer.starts):
        expected = int(start >= 0)
        if times[job] != expected:
            yield f"job {job} stands {times[job]} times in routes, not {expected}"


def _routes(instance: Instance, answer: Answer) -> Iterator[str]:
    for number, route in enumerate(answer.routes):
        yield from _along(instance, answer, number, route)


def _along(
    instance: Instance, answer: Answer, number: int, route: tuple[int, ...]
) -> Iterator[str]:
    """Yield what is wrong on one route, from leaving to being back."""
    vehicle = instance.vehicles[number]
    place, free = vehicle.start_place, vehicle.start
    for n in route:
        job, start = instance.jobs[n], answer.starts[n]
        if number not in job.able:
            yield f"job {n}: vehicle {number} is not able"
        if start < free + instance.travel[place, job.place]:
            yield f"job {n}: starts before vehicle {number} is there"
        if not job.low <= start <= job.high:
            yield f"job {n}: starts outside its window"
        place, free = job.place, start + job.length
    if route and free + instance.travel[place, vehicle.end_place] > vehicle.end:
        yield f"vehicle {number}: is back too late"


def _driven(instance: Instance, number: int, route: tuple[int, ...]) -> int:
    if not route:
        return 0
    vehicle = instance.vehicles[number]
    stops = [instance.jobs[n].place for n in route]
    places = [vehicle.start_place, *stops, vehicle.end_place]
    return sum(int(instance.travel[a, b]) for a, b in pairwise(places))
