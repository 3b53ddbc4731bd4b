"""From an instance to the tour engine's arrays, and back."""

import numpy as np

from benchmarks.routing.instances.instance import Answer, Instance
from scheduler.tours.kernels.model import (
    CONTACT,
    LINK,
    LOAD,
    MOST_STOPS,
    NEVER,
    PARAMETERS,
    ROUTE,
    STAND,
    SUM,
    TASK,
    Model,
    Records,
    State,
)

OPEN = 1 << 34
"""Price of leaving out what must be done: more than any instance's cost."""


def model_of(instance: Instance) -> Model:
    """Return the instance as the engine reads it; each vehicle is a crew of its own."""
    tasks = _tasks(instance)
    able = [sorted(job.able) for job in instance.jobs]
    first = np.cumsum([0, *map(len, able)])
    tasks["first_route"], tasks["last_route"] = first[:-1], first[1:]
    can = np.zeros((len(able), len(instance.vehicles)), np.uint8)
    for n, vehicles in enumerate(able):
        can[n, vehicles] = 1
    none = np.zeros((len(able), 0), np.uint64)
    travel = np.ascontiguousarray(instance.travel, np.int32)
    return Model(
        tasks=tasks,
        routes=_routes(instance),
        links=_links(instance, tasks),
        travel=travel[None],
        travel_to=np.ascontiguousarray(travel.T)[None],
        some_routes=np.array([v for mine in able for v in mine], np.int64),
        of_client=np.arange(len(able), dtype=np.int64),
        can=can,
        words=none,
        p=_parameters(instance),
    )


def _tasks(instance: Instance) -> Records:
    table = np.zeros(len(instance.jobs), TASK)
    for row, job in zip(table, instance.jobs, strict=True):
        row["place"], row["minutes"] = job.place, job.length
        row["low"] = row["soonest"] = job.low
        row["high"] = job.high
        row["latest"] = job.high if instance.hard else NEVER
        row["outside_price"] = 0 if instance.hard else instance.late_price
        row["open_price"] = OPEN if job.open_price is None else job.open_price
        row["client"] = row["named"] = -1
    return table


def _routes(instance: Instance) -> Records:
    table = np.zeros(len(instance.vehicles), ROUTE)
    for n, (row, vehicle) in enumerate(zip(table, instance.vehicles, strict=True)):
        row["crew"] = n
        row["start"], row["end"] = vehicle.start, vehicle.end
        row["start_place"], row["end_place"] = vehicle.start_place, vehicle.end_place
        row["travel_price"] = instance.travel_price
    return table


def _links(instance: Instance, tasks: Records) -> Records:
    """Tie the two jobs of each pair, both ways."""
    rows = []
    for pair in instance.pairs:
        rows += [
            (pair.first, pair.second, -pair.most),
            (pair.second, pair.first, pair.least),
        ]
    rows.sort()
    table = np.zeros(len(rows), LINK)
    for n, (task, other, gap) in enumerate(rows):
        table[n] = (other, gap, 1)
        if n == 0 or rows[n - 1][0] != task:
            tasks["first_link"][task] = n
        tasks["last_link"][task] = n + 1
    return table


def _parameters(instance: Instance) -> Records:
    p = np.zeros(1, PARAMETERS)
    p["tasks"] = len(instance.jobs)
    p["window"] = 1
    p["largest_price"] = 0 if instance.hard else instance.largest_price
    p["hour"] = 60 * instance.scale
    return p


def blank(instance: Instance, model: Model, seed: int) -> State:
    """Return a state in which every job is open."""
    tasks = np.zeros(len(instance.jobs), STAND)
    tasks["route"] = -1
    tasks["wlow"] = model.tasks["soonest"]
    x = np.zeros(1, SUM)
    x["random"] = (seed * 2654435761 + 88172645463325252) % 2**64
    routes = len(instance.vehicles)
    return State(
        stops=np.zeros((routes, MOST_STOPS), np.int64),
        tasks=tasks,
        routes=np.zeros(routes, LOAD),
        meets=np.zeros((0, routes, 1), np.int16),
        people=np.zeros((0, 1), np.int16),
        contacts=np.zeros(0, CONTACT),
        x=x,
    )


def answer_of(state: State, seconds: float, steps: int) -> Answer:
    """Return what a state says."""
    lengths = state.routes["length"]
    begins = np.where(state.tasks["route"] >= 0, state.tasks["begins"], -1)
    return Answer(
        routes=tuple(tuple(state.stops[r, :n].tolist()) for r, n in enumerate(lengths)),
        starts=tuple(begins.tolist()),
        seconds_to_best=seconds,
        steps=steps,
    )
