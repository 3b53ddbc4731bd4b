"""VROOM on a day. Importing this needs ``pyvroom``."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random
from time import perf_counter

import pandas as pd
import vroom

from benchmarks.routing.instances.instance import Answer, Instance
from benchmarks.routing.rivals.judge import is_must, judge

EXPLORATION = 5
"""The highest there is."""
MUST, OPTIONAL = 100, 1
"""Priorities. Each job that is done counts by it, and more than any travel."""


def solve(instance: Instance, *, seconds: float, workers: int, seed: int) -> Answer:
    """Return the best of as many runs as there is time for.

    VROOM stops by itself long before that, and its outcome depends on nothing but the
    input. The first run takes the jobs as they come, further ones in a random order.
    """
    began = perf_counter()
    order = list(range(len(instance.jobs)))
    random = Random(seed)
    best: Answer | None = None
    while best is None or perf_counter() - began < seconds:
        left = seconds - (perf_counter() - began)
        answer = _answer(instance, _run(instance, order, left, workers), began)
        if best is None or judge(instance, answer).rank < judge(instance, best).rank:
            best = answer
        random.shuffle(order)
    return best


def _run(
    instance: Instance, order: Sequence[int], seconds: float, workers: int
) -> pd.DataFrame:
    """Return the stops at jobs, those of a vehicle in order."""
    skills = {job.able: n for n, job in enumerate(instance.jobs)}
    given = vroom.Input()
    given.set_durations_matrix("car", instance.travel)
    for n, vehicle in enumerate(instance.vehicles):
        given.add_vehicle(
            vroom.Vehicle(
                n,
                start=vehicle.start_place,
                end=vehicle.end_place,
                time_window=(vehicle.start, vehicle.end),
                skills={skill for able, skill in skills.items() if n in able},
            )
        )
    for n in order:
        job = instance.jobs[n]
        given.add_job(
            vroom.Job(
                n,
                location=job.place,
                default_service=job.length,
                skills={skills[job.able]},
                priority=MUST if is_must(job) else OPTIONAL,
                time_windows=[(job.low, job.high)],
            )
        )
    limit = timedelta(seconds=max(0.0, seconds))
    solution = given.solve(EXPLORATION, nb_threads=workers, timeout=limit)
    steps: pd.DataFrame = solution.routes
    return steps[steps["type"] == "job"]


def _answer(instance: Instance, stops: pd.DataFrame, began: float) -> Answer:
    routes: list[tuple[int, ...]] = [()] * len(instance.vehicles)
    starts = [-1] * len(instance.jobs)
    for vehicle, jobs in stops.groupby("vehicle_id"):
        begun = jobs["arrival"] + jobs["waiting_time"]
        routes[int(str(vehicle))] = tuple(int(job) for job in jobs["id"])
        for job, start in zip(jobs["id"], begun, strict=True):
            starts[int(job)] = int(start)
    return Answer(tuple(routes), tuple(starts), perf_counter() - began, 0)
