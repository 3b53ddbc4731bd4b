"""PyVRP on a day. Importing this needs ``pyvrp``."""

from multiprocessing import get_context
from time import perf_counter

import numpy as np
import pyvrp
from numpy.typing import NDArray
from pyvrp.stop import MaxRuntime

from benchmarks.routing.instances.instance import Answer, Instance
from benchmarks.routing.rivals.judge import judge

FAR = 1_000_000
"""Minutes of a move that a vehicle may not make: more than any day has."""
PATIENCE = 60.0
"""Seconds after its time at which a search that does not return is given up."""


def solve(instance: Instance, *, seconds: float, workers: int, seed: int) -> Answer:
    """Return the best of ``workers`` searches side by side, each with its own seed.

    PyVRP uses one core. When it found its best is not asked: that slows it down.

    Raises
    ------
    multiprocessing.TimeoutError
        When a search does not stop.
    """
    began = perf_counter()
    tasks = [(instance, seconds, seed * workers + k) for k in range(workers)]
    with get_context("spawn").Pool(workers) as pool:
        waiting = pool.starmap_async(search, tasks)
        answers = waiting.get(timeout=seconds + PATIENCE)
    best = min(answers, key=lambda answer: judge(instance, answer).rank)
    return Answer(best.routes, best.starts, perf_counter() - began, 0)


def search(instance: Instance, seconds: float, seed: int) -> Answer:
    """Search on one core."""
    data = _data(instance)
    result = pyvrp.solve(data, MaxRuntime(seconds), seed=seed, collect_stats=False)
    routes: list[tuple[int, ...]] = [()] * len(instance.vehicles)
    starts = [-1] * len(instance.jobs)
    for route in result.best.routes() if result.is_feasible() else ():
        jobs = [step for step in route.schedule() if step.is_client()]
        routes[route.vehicle_type()] = tuple(step.idx for step in jobs)
        for step in jobs:
            starts[step.idx] = step.start_time
    return Answer(tuple(routes), tuple(starts), result.runtime, 0)


def _data(instance: Instance) -> pyvrp.ProblemData:
    """Return the day as PyVRP takes it: a location for each depot and each job.

    It knows no skills. Whom a vehicle may not visit is too far away for it: profiles
    are the different sets of jobs that vehicles may do.
    """
    ends = [(v.start_place, v.end_place) for v in instance.vehicles]
    depots = sorted({place for both in ends for place in both})
    able = [
        tuple(n in job.able for job in instance.jobs)
        for n in range(len(instance.vehicles))
    ]
    profiles = sorted(set(able))
    at = np.array([*depots, *(job.place for job in instance.jobs)])
    travel = instance.travel[np.ix_(at, at)]
    return pyvrp.ProblemData(
        locations=[pyvrp.Location(0, 0) for _ in at],
        clients=_clients(instance, len(depots)),
        depots=[pyvrp.Depot(n) for n in range(len(depots))],
        vehicle_types=[
            pyvrp.VehicleType(
                start_depot=depots.index(vehicle.start_place),
                end_depot=depots.index(vehicle.end_place),
                tw_early=vehicle.start,
                tw_late=vehicle.end,
                profile=profiles.index(may),
            )
            for vehicle, may in zip(instance.vehicles, able, strict=True)
        ],
        distance_matrices=[travel] * len(profiles),
        duration_matrices=[_kept_apart(travel, may) for may in profiles],
    )


def _clients(instance: Instance, first: int) -> list[pyvrp.Client]:
    """Return the jobs; those with a price are optional, and the price is the prize.

    It is counted in minutes of travel: PyVRP found more so than with öre.
    """
    return [
        pyvrp.Client(
            location=first + n,
            service_duration=job.length,
            tw_early=job.low,
            tw_late=job.high,
            prize=-(-(job.open_price or 0) // instance.travel_price),
            required=job.open_price is None,
        )
        for n, job in enumerate(instance.jobs)
    ]


def _kept_apart(travel: NDArray[np.int64], may: tuple[bool, ...]) -> NDArray[np.int64]:
    """Return the minutes of moves, with jobs that are not allowed out of reach.

    Only the minutes: distances without holes give PyVRP better neighbours.
    """
    barred = np.array([False] * (len(travel) - len(may)) + [not yes for yes in may])
    apart = np.where(barred[:, None] | barred[None, :], FAR, travel)
    np.fill_diagonal(apart, 0)
    return apart
