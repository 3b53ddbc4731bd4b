"""What is wrong with the times of a solution: read from its timetable alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from scheduler.tours.kernels.decode import INFEASIBLE, timetable
from scheduler.tours.kernels.model import (
    MOST_BREAKS,
    MOST_STOPS,
    Model,
    Records,
    State,
    steps_table,
)


@dataclass(frozen=True)
class Tour:
    """One route as it would be driven: moments of the engine."""

    route: Records
    stops: list[int]
    begins: list[int]
    break_begins: list[int]
    reached: int


def tours_of(model: Model, state: State) -> Iterator[Tour]:
    """Yield the timetable of every route that has visits."""
    for r, route in enumerate(model.routes):
        n = int(state.routes["length"][r])
        if n > 0:
            begins = np.zeros(MOST_STOPS, np.int64)
            break_begins = np.zeros(MOST_BREAKS, np.int64)
            reached = timetable(model, state, r, steps_table(), begins, break_begins)
            yield Tour(
                route,
                state.stops[r, :n].tolist(),
                begins[:n].tolist(),
                break_begins[: route["breaks"]].tolist(),
                int(reached),
            )


def faults(model: Model, state: State) -> list[str]:
    """Return what is wrong with times, breaks, ties and crews."""
    tours = list(tours_of(model, state))
    found = [fault for tour in tours for fault in _route_faults(model, state, tour)]
    begins = {
        t: b for tour in tours for t, b in zip(tour.stops, tour.begins, strict=True)
    }
    return found + list(_tie_faults(model, state, begins))


def _route_faults(model: Model, state: State, tour: Tour) -> Iterator[str]:
    if tour.reached == INFEASIBLE or tour.reached > tour.route["end"]:
        yield f"home at {tour.reached}"
    for task, begin in zip(tour.stops, tour.begins, strict=True):
        low = state.tasks["wlow"][task]
        if not low <= begin <= model.tasks["latest"][task]:
            yield f"{task} begins at {begin}"
        if begin < state.tasks["begins"][task]:
            yield f"{task} begins at {begin}, promised later"
    if not model.can[tour.stops, tour.route["crew"]].all():
        yield f"crew {tour.route['crew']} may not"
    yield from _break_faults(model, tour)
    yield from _drive_faults(model, tour)


def _breaks_taken(tour: Tour) -> list[tuple[int, int]]:
    lengths = tour.route["break_minutes"].tolist()
    return [(p, p + m) for p, m in zip(tour.break_begins, lengths, strict=False)]


def _break_faults(model: Model, tour: Tour) -> Iterator[str]:
    """Every break begins in its window, and is neither in a visit nor in another."""
    lows, highs = tour.route["break_low"], tour.route["break_high"]
    for begin, low, high in zip(tour.break_begins, lows, highs, strict=False):
        if not low <= begin <= high:
            yield f"break at {begin}"
    minutes = model.tasks["minutes"][tour.stops].tolist()
    visits = [(b, b + m) for b, m in zip(tour.begins, minutes, strict=True)]
    events = sorted(visits + _breaks_taken(tour))
    if any(before[1] > after[0] for before, after in pairwise(events)):
        yield f"overlap in {events}"


def _drive_faults(model: Model, tour: Tour) -> Iterator[str]:
    """Between two visits some time without a break is long enough for the drive."""
    route, tasks = tour.route, model.tasks[tour.stops]
    places = [route["start_place"], *tasks["place"], route["end_place"]]
    free = [int(route["start"]), *(tasks["minutes"] + tour.begins).tolist()]
    due = [*tour.begins, max(tour.reached, free[-1])]
    for (a, b), left, at in zip(pairwise(places), free, due, strict=True):
        inside = [p for p in _breaks_taken(tour) if left <= p[0] < at]
        edges = [left, *(moment for span in inside for moment in span), at]
        longest = max(e - s for s, e in zip(edges[::2], edges[1::2], strict=True))
        if longest < model.travel[route["mode"], a, b]:
            yield f"no time to drive from {a} to {b}"


def _tie_faults(model: Model, state: State, begins: dict[int, int]) -> Iterator[str]:
    for task, begin in begins.items():
        row = model.tasks[task]
        for link in model.links[row["first_link"] : row["last_link"]]:
            other = int(link["other"])
            if other not in begins:
                continue
            if begin - begins[other] < link["gap"]:
                yield f"{task} at {begin}, {other} at {begins[other]}"
            crews = model.routes["crew"][state.tasks["route"][[task, other]]]
            if link["apart"] and crews[0] == crews[1]:
                yield f"{task} and {other} go to one crew"


def outside(model: Model, state: State) -> dict[int, int]:
    """Return how far outside its window each visit begins, by the timetables."""
    found = {}
    for tour in tours_of(model, state):
        for task, begin in zip(tour.stops, tour.begins, strict=True):
            row = model.tasks[task]
            found[task] = int(max(0, begin - row["high"], row["low"] - begin))
    return found
