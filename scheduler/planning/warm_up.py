"""Compile the engines once, so that the first plan need not wait: run as a module.

A process compiles one function at a time, so each engine has a process of its own.
What is not there yet a planner compiles in a thread.
"""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from functools import cache
from multiprocessing import get_context

import numpy as np

from scheduler.bound.stint import Stint
from scheduler.bound.tours.best_tours import BestTours, label_room
from scheduler.bound.visit_columns import Windows
from scheduler.context.candidate_shifts import possible_options
from scheduler.context.compiling import Compiling, await_compiled
from scheduler.context.planning_context import PlanningContext
from scheduler.context.search_budget import Budget
from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import Client, Employee, Problem, ShiftType, Unit, Visit
from scheduler.domain.values import Employment, ShiftKind, Transport
from scheduler.handovers.holdings import nothing_held
from scheduler.handovers.kernels.handover_steps import hand_over, start_handovers
from scheduler.lines.build import line_table
from scheduler.lines.engine import cover
from scheduler.lines.kernels.manning import nobody
from scheduler.lines.kinds import Sort
from scheduler.lines.state_graphs import line_states
from scheduler.pay.price import DutyPrices
from scheduler.planning.plan_rows import plan_of
from scheduler.relaying.day_offers import DayOffers
from scheduler.roster.solver import RosterSolver
from scheduler.rules.tour_weights import TourWeights
from scheduler.tours.build import blank, build
from scheduler.tours.draft import Draft, named_engine
from scheduler.tours.engine import Heat
from scheduler.tours.kernels.calls import drivable


def tiny() -> Problem:
    """Return the smallest problem that reaches every kernel."""
    day = date(2026, 11, 30)
    at = wall_clock("Europe/Stockholm").at
    place = {"lat": 59.0, "lon": 15.0}
    return Problem(
        name="warm",
        start=day,
        days=1,
        units=(Unit(id="u", name="u", **place),),
        employees=tuple(
            Employee(
                id=f"e{n}",
                unit="u",
                role="usk",
                skills=frozenset({"usk"}),
                employment=Employment.MONTHLY,
                degree_pct=100,
                week_minutes=2220,
                monthly_pay=3_000_000,
            )
            for n in range(2)
        ),
        clients=(Client(id="c", unit="u", **place),),
        visits=tuple(
            Visit(
                id=f"v{n}",
                client="c",
                date=day,
                earliest=at(day, 480 + 60 * n),
                latest=at(day, 500 + 60 * n),
                minutes=20,
                staff=1 + n,
                priority=2,
                unit="u",
            )
            for n in range(2)
        ),
        shift_types=(ShiftType(id="d", kind=ShiftKind.DAY, start=420, end=720),),
    )


def _solver() -> RosterSolver:
    problem = tiny()
    prices = DutyPrices(problem)
    context = PlanningContext(problem, (), TourWeights(), prices)
    return RosterSolver(context, prices, possible_options(context))


def compile_tours() -> None:
    """Compile the search for tours, and what writes them down."""
    solver = _solver()
    idle = Draft({(who, mine[0]): False for who, mine in solver.options.items()})
    engine = named_engine(solver.context, idle, seed=0).engine
    engine.insert_open()
    engine.run(Budget(steps=1), Heat(), lambda: False)
    drivable(engine.model, engine.state, engine.room, 0)
    (who, option), *_ = idle.works
    plan_of(solver.context, replace(idle, stops={(who, option.date, 0): (0,)}))


def compile_lines() -> None:
    """Compile the search for people's lines of shifts."""
    solver = _solver()
    option = min(solver.options["e0"], key=lambda o: o.start)
    needed = Counter({(option, Sort(frozenset({Transport.CAR}), frozenset())): 1})
    table = line_table(solver.context, solver.options, solver.price, needed)
    states = line_states(table.arrays)
    cover(table, states, Budget(steps=1), range(1), lambda: False)


def compile_handovers() -> None:
    """Compile the search that lets duties change hands."""
    solver = _solver()
    table = line_table(solver.context, solver.shifts, solver.price, {})
    model = build(solver.context, [], named=True)
    state = blank(solver.context, model, 0, named=True)
    manning = nobody(table.arrays, 0)
    held = nothing_held(table, manning.works)
    start_handovers(table.arrays, manning, held, model, state)
    hand_over(table.arrays, manning, held, model, state, 1, 1.0)


def compile_choices() -> None:
    """Compile what tells the price of other shifts on a day."""
    solver = _solver()
    table = line_table(solver.context, solver.shifts, solver.price, {})
    DayOffers(table, Draft({}), solver.context.problem.dates)


def compile_bound() -> None:
    """Compile what the bound lays tours with."""
    one = np.ones(1, np.int64)
    visit = Windows(one, one, one, one, np.ones((2, 2), np.int64), ("v",))
    BestTours(visit, [Stint(0, 60, (), 0, 0)], label_room()).most(0, one, 1)


USUAL = {
    compile_tours: 22.0,
    compile_lines: 18.0,
    compile_handovers: 6.0,
    compile_choices: 4.0,
}
"""Seconds of processor time that each takes at most on most machines."""


def compile_unless(stop: Callable[[], bool], tell: Callable[[float], None]) -> bool:
    """Have the engines compiled, or read from where they are kept, unless stopped.

    ``tell`` hears the seconds left where it takes more than a moment. Returns whether
    they are.
    """
    return await_compiled(_compiling(), stop, tell)


@cache
def _compiling() -> Compiling:
    return Compiling(USUAL)


def main() -> None:
    """Compile the engines and the bound, on two cores side by side."""
    every = *USUAL, compile_bound
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        for share in [pool.submit(each) for each in every]:
            share.result()


if __name__ == "__main__":
    main()
