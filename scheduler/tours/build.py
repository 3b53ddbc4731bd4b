"""From a problem and the routes that may be driven to the engine's arrays."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from math import ceil

import numpy as np

from scheduler.context.planning_context import MODES, PlanningContext
from scheduler.domain.problem import Client
from scheduler.domain.values import Transport
from scheduler.tours.fitting_routes import fitting_routes
from scheduler.tours.kernels.model import (
    CONTACT,
    LOAD,
    MOST_STOPS,
    PARAMETERS,
    ROUTE,
    STAND,
    SUM,
    Flags,
    Ints,
    Model,
    Records,
    State,
    Words,
)
from scheduler.tours.links import UNTIED, table_of
from scheduler.tours.route_spec import RouteSpec
from scheduler.tours.task_table import ALARM, task_table


def build(
    context: PlanningContext,
    routes: Sequence[RouteSpec],
    *,
    named: bool,
    only: frozenset[int] | None = None,
) -> Model:
    """Return the model of the problem's visits and these routes.

    With ``named`` crews are employees; otherwise they are labels, whose stability from
    day to day is priced like continuity so that nameless tours look alike. ``only``
    these tasks can be taken, when given, and only they cost anything while open.
    """
    crews = max((r.crew for r in routes), default=-1) + 1
    if named:
        crews = len(context.problem.employees)
    able, people, pool = _who(context, routes, crews, named=named)
    tasks = task_table(context)
    if only is not None:
        out = np.array([n not in only for n in range(len(tasks))], np.bool_)
        able[out] = False
        tasks["open_price"][out] = 0
    some = fitting_routes(context, routes, able, people, pool)
    first = _offsets([len(mine) for mine in some])
    tasks["first_route"], tasks["last_route"] = first[:-1], first[1:]
    _shut_contradictions(context, tasks)
    contact = _contacts(context, crews, named=named)
    of_client = _by_client(tasks)
    rows = route_table(context, routes)
    if named:
        _tell_rivals(rows, routes)
    return Model(
        tasks=tasks,
        routes=rows,
        links=table_of(context.links, tasks),
        travel=context.travel,
        travel_to=context.travel_to,
        some_routes=np.concatenate([np.zeros(0, np.int64), *some]),
        of_client=of_client,
        can=np.concatenate((able, contact)).astype(np.uint8),
        words=np.concatenate((people, pool)),
        p=_parameters(context, rows, named=named),
    )


def _shut_contradictions(context: PlanningContext, tasks: Records) -> None:
    """Let nobody take a visit whose order with another cannot be kept at all."""
    links = context.links
    for task, row in enumerate(tasks):
        if context.tasks[task].visit.after is None:
            continue
        mine = links.get(task, {})
        due = [tasks["soonest"][o] + gap for o, gap in mine.items()]
        round_ = [gap + links.get(o, {}).get(task, UNTIED) for o, gap in mine.items()]
        if max(due, default=0) > row["latest"] or max(round_, default=0) > 0:
            row["last_route"] = row["first_route"]


def _parameters(context: PlanningContext, rows: Records, *, named: bool) -> Records:
    weights = context.weights
    p = np.zeros(1, PARAMETERS)
    p["tasks"] = len(context.tasks)
    p["plan_from"] = context.history_days
    p["window"] = weights.window_days
    p["target"] = weights.people_target
    p["person_each"] = weights.person_each
    p["person_above"] = weights.person_above
    p["contact_price"] = weights.contact_missing
    p["full_price"] = weights.full_minute
    p["hour"] = 60
    p["nameless"] = not named
    p["chosen"] = rows["last_rival"].any()
    p["scarcity"] = SCARCE
    return p


def _by_client(tasks: Records) -> Ints:
    """Return the tasks client by client, and say in each where its client's are."""
    order = np.argsort(tasks["client"], kind="stable").astype(np.int64)
    sorted_clients = tasks["client"][order]
    tasks["first_visit"] = np.searchsorted(sorted_clients, tasks["client"], "left")
    tasks["last_visit"] = np.searchsorted(sorted_clients, tasks["client"], "right")
    return order


def route_table(context: PlanningContext, routes: Sequence[RouteSpec]) -> Records:
    """Return the engine's rows of routes that may be driven."""
    zero = context.zero
    table = np.zeros(len(routes), ROUTE)
    for row, route in zip(table, routes, strict=True):
        row["crew"] = route.crew
        row["start"], row["end"] = route.start - zero, route.end - zero
        row["start_place"] = row["end_place"] = context.places[route.option.unit]
        row["mode"] = MODES.index(route.mode)
        row["open_cost"] = route.open_cost
        row["travel_price"] = _minute_driven(context, route)
        rest = sum(minutes for _, _, minutes in route.breaks)
        row["full"] = context.weights.full_share * (route.end - route.start - rest)
        row["breaks"] = len(route.breaks)
        for k, (earliest, latest, minutes) in enumerate(route.breaks):
            row["break_low"][k], row["break_high"][k] = earliest - zero, latest - zero
            row["break_minutes"][k] = minutes
    return table


def _tell_rivals(rows: Records, routes: Sequence[RouteSpec]) -> None:
    """Say in each route where those are that are the same person's that day.

    They lie side by side. Nothing where all are of one duty.
    """
    days: dict[tuple[int, date], list[int]] = defaultdict(list)
    for r, route in enumerate(routes):
        days[route.crew, route.option.date].append(r)
    for mine in days.values():
        duties = list(dict.fromkeys(routes[r].option for r in mine))
        if len(duties) > 1:
            rows["first_rival"][mine], rows["last_rival"][mine] = mine[0], mine[-1] + 1
            rows["duty"][mine] = [duties.index(routes[r].option) for r in mine]


def _minute_driven(context: PlanningContext, route: RouteSpec) -> int:
    """Return öre for a minute on the road: its own price, and that of the kilometres.

    As far as the travel model drives in a minute, which is near what is paid for.
    """
    price = context.weights.travel_minute
    cars = context.problem.vehicles_of.get(route.option.unit)
    if cars is None or route.mode is not Transport.CAR:
        return price
    return price + round(cars.km_price * context.problem.travel_model.car_kmh / 60)


SCARCE = (2_000_000, 200_000, 120_000, 80_000, 50_000, 30_000, 15_000, 0)
"""Öre for a nameless tour that 0, 1, 2 … people could take."""


def _who(
    context: PlanningContext, routes: Sequence[RouteSpec], crews: int, *, named: bool
) -> tuple[Flags, Words, Words]:
    """Return which crew may take which task, and who may and could as bit sets."""
    permitted = context.permitted[context.visit_of_task]
    if named:
        none = np.zeros((len(context.tasks), 0), np.uint64)
        return permitted.copy(), none, np.zeros((len(routes), 0), np.uint64)
    in_pool = np.zeros((len(routes), len(context.problem.employees)), np.bool_)
    for r, route in enumerate(routes):
        in_pool[r, list(route.pool)] = True
    able = np.zeros((len(context.tasks), crews), np.bool_)
    like = {route.crew: route.like for route in routes}
    for crew, people in like.items():
        able[:, crew] = permitted[:, list(people)].any(axis=1)
    return able, _bits(permitted), _bits(in_pool)


def _contacts(context: PlanningContext, crews: int, *, named: bool) -> Flags:
    """[client, crew] whether the person is the client's contact or a backup."""
    clients = context.problem.clients
    contact = np.zeros((len(clients), crews), np.bool_)
    for n, client in enumerate(clients):
        for who in contacts_of(client) if named else ():
            if who in context.employee_index:
                contact[n, context.employee_index[who]] = True
    return contact


def _wanted(context: PlanningContext, *, named: bool) -> Ints:
    """[client] visits wanted by the contact person or a backup."""
    places: dict[str, int] = defaultdict(int)
    for task in context.tasks:
        places[task.visit.client] += task.visit.kind is not ALARM
    share = context.weights.contact_share
    return _ints(
        ceil(round(share * places[c.id], 6)) if named and c.contact else 0
        for c in context.problem.clients
    )


def contacts_of(client: Client) -> tuple[str, ...]:
    """Return the client's contact person and backups."""
    return (*((client.contact,) if client.contact else ()), *client.backups)


def blank(context: PlanningContext, model: Model, seed: int, *, named: bool) -> State:
    """Return a state in which every task is open."""
    tasks = len(context.tasks)
    clients, routes = len(context.problem.clients), model.routes.shape[0]
    days = context.history_days + context.problem.days
    meets = np.zeros((clients, model.can.shape[1], days), np.int16)
    if named:
        for done in context.problem.done_visits:
            day = (done.date - context.problem.start).days + context.history_days
            if (
                0 <= day < context.history_days
                and done.employee in context.employee_index
            ):
                who = context.employee_index[done.employee]
                meets[context.client_index[done.client], who, day] += 1
    stand = np.zeros(tasks, STAND)
    stand["route"] = -1
    stand["wlow"] = np.maximum(model.tasks["low"], model.tasks["soonest"])
    locked = list(context.locked_tasks)
    stand["wlow"][locked] = model.tasks["soonest"][locked]
    contacts = np.zeros(clients, CONTACT)
    contacts["wanted"] = _wanted(context, named=named)
    x = np.zeros(1, SUM)
    x["random"] = (seed * 2654435761 + 88172645463325252) % 2**64
    return State(
        stops=np.zeros((routes, MOST_STOPS), np.int64),
        tasks=stand,
        routes=np.zeros(routes, LOAD),
        meets=meets,
        people=np.zeros((clients, context.problem.days), np.int16),
        contacts=contacts,
        x=x,
    )


def _ints(values: object) -> Ints:
    return np.array(list(values), np.int64)  # type: ignore[call-overload]


def _offsets(lengths: Sequence[int]) -> Ints:
    return np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)


def _bits(flags: Flags) -> Words:
    """Pack rows of flags into 64-bit words."""
    rows, many = flags.shape
    words = max(1, ceil(many / 64))
    padded = np.zeros((rows, words * 64), np.bool_)
    padded[:, :many] = flags
    packed = np.packbits(padded, axis=1, bitorder="little")
    return np.ascontiguousarray(packed).view(np.uint64).reshape(rows, words)
