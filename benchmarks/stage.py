"""A sample municipality, taken as far as each benchmark needs it."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from constraints import default_rules
from data.sample import make_sample
from data.writing.dataset_files import write_dataset
from scheduler.context.candidate_shifts import possible_options
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.handovers.takers import takers_of
from scheduler.pay.price import DutyPrices
from scheduler.planning.plan_rows import plan_of
from scheduler.roster.solver import RosterSolver
from scheduler.roster.variables import Tour
from scheduler.rules.rule import Rule
from scheduler.rules.stated import weights_of
from scheduler.tours.draft import Draft, tour_of
from scheduler.tours.engine import Engine
from scheduler.tours.nameless import (
    NamelessTour,
    nameless_engine,
    pools_of,
    tours_of,
)
from scheduler.tours.person_sorts import Pools

SAMPLES = ("small", "lekeberg")
"""Smallest first."""


@dataclass(frozen=True)
class Stage:
    """One sample; everything is made once, when it is first asked for.

    No clock decides anything, so that every run of a version measures the same work.
    """

    sample: str
    room: Path
    """An empty folder to write in."""

    @cached_property
    def problem(self) -> Problem:
        """What is to be planned."""
        return make_sample(self.sample)

    @cached_property
    def folder(self) -> Path:
        """The dataset as files."""
        write_dataset(self.problem, self.room / self.sample)
        return self.room / self.sample

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The agreement's rules."""
        return default_rules()

    @cached_property
    def solver(self) -> RosterSolver:
        """Where rosters are modelled, with everybody's options."""
        context = PlanningContext(self.problem, self.rules, weights_of(self.rules))
        return RosterSolver(
            context, DutyPrices(self.problem), possible_options(context)
        )

    @cached_property
    def pools(self) -> Pools:
        """Who could work each option."""
        return pools_of(self.problem, self.solver.options)

    @cached_property
    def _packed(self) -> tuple[Engine, list[NamelessTour]]:
        solver = self.solver
        engine, routes = nameless_engine(
            solver.context, self.pools, solver.hourly_price, 1
        )
        engine.insert_open()
        return engine, tours_of(engine, routes)

    @property
    def engine(self) -> Engine:
        """The tour engine with every visit inserted once, nothing improved."""
        return self._packed[0]

    @cached_property
    def tours(self) -> list[Tour]:
        """The engine's tours, as the roster model takes them."""
        return [
            tour_of(self.solver.context, number, t.option, t.stops)
            for number, t in enumerate(self._packed[1])
        ]

    @cached_property
    def takers(self) -> dict[int, frozenset[str]]:
        """Who could drive each tour."""
        context = self.solver.context
        return {
            tour.id: takers_of(context, tour, self.pools[tour.option], t.modes)
            for tour, t in zip(self.tours, self._packed[1], strict=True)
        }

    @cached_property
    def plan(self) -> Plan:
        """A plan of realistic size: every tour to whoever has fewest and is free.

        It breaks rules; judging and pricing it is as much work as for a good plan.
        """
        context, state = self.solver.context, self.engine.state
        works: dict[tuple[str, ShiftOption], bool] = {}
        stops = {}
        for tour, t in zip(self.tours, self._packed[1], strict=True):
            who = self._free(tour, works)
            if who is not None:
                works[who, tour.option] = False
                for part, tasks in enumerate(t.parts):
                    stops[who, tour.option.date, part] = tasks
        lows = state.tasks["wlow"].copy()
        return plan_of(context, Draft(works, stops, lows))

    def _free(
        self, tour: Tour, works: dict[tuple[str, ShiftOption], bool]
    ) -> str | None:
        day = tour.option.date
        busy = {who for who, option in works if option.date == day}
        duties = Counter(who for who, _ in works)
        free = sorted(self.takers[tour.id] - busy)
        return min(free, key=lambda who: duties[who], default=None)
