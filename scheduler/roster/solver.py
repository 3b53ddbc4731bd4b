"""People to tours: CP-SAT decides who works which shift and drives which tour."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from threading import Event, Thread

from ortools.sat.python import cp_model

from scheduler.breaks.patterns import Pattern, break_patterns
from scheduler.context.candidate_shifts import Options
from scheduler.context.planning_context import PlanningContext
from scheduler.context.staying_on import locked_overtime
from scheduler.domain.problem import Employee, Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.pay.price import DutyPrices
from scheduler.roster.dear_on_call import dear_on_call
from scheduler.roster.variables import Roster, Tour, can_be_extra
from scheduler.roster.vehicle_costs import vehicle_costs

LOOK = 0.1
"""Seconds between two looks at whether the search shall stop."""


@dataclass(frozen=True)
class Assignment:
    """Who works what, above the contract or not, and who drives which tour."""

    works: Mapping[tuple[str, ShiftOption], bool]
    """True where the shift is worked above the contract."""
    takes: Mapping[int, str]
    """Employee by tour id; a tour without one is left open."""
    cost: int
    bound: int


@dataclass(frozen=True)
class Held:
    """Who works what, and drives which tour, before something is changed."""

    works: Mapping[tuple[str, ShiftOption], bool]
    takes: Mapping[int, str]


@dataclass(frozen=True)
class SolverEffort:
    """How long CP-SAT may work: ``seconds`` of the clock, or its own ``units``."""

    seconds: float
    units: float | None = None
    seed: int = 0
    workers: int = 8
    is_simplified_once: bool = False
    """Whether the search begins soon instead of from a model as small as can be: worth
    it where there is nothing to save, and any solution will do."""


@dataclass
class RosterSolver:
    """Builds and solves the roster model of one problem, again and again."""

    context: PlanningContext
    prices: DutyPrices
    options: Options
    offered: set[tuple[str, ShiftOption]] = field(default_factory=set)
    """What somebody may work that planning did not begin with."""

    @cached_property
    def shifts(self) -> Options:
        """The options as the shift types have them, or as overtime is locked."""
        held = locked_overtime(self.context.problem)
        return {
            who: tuple(o for o in mine if not o.overtime or (who, o.date) in held)
            for who, mine in self.options.items()
        }

    def offer(self, more: Iterable[tuple[str, ShiftOption]]) -> None:
        """Let people work other options from now on, besides those that they could."""
        new = {(who, o) for who, o in more if o not in self.options[who]}
        for who, option in new:
            mine = (*self.options[who], option)
            self.options = {**self.options, who: mine}
        self.offered |= new
        for name, above in (("_cheapest", True), ("_cheapest_within", False)):
            if name in self.__dict__:  # else all is looked at when it is asked for
                self._lower(self.__dict__[name], new, above=above)

    def roster(
        self,
        tours: Sequence[Tour],
        takers: Mapping[int, frozenset[str]],
        options: Options | None = None,
        fixed: Iterable[tuple[str, ShiftOption]] = (),
        problem: Problem | None = None,
    ) -> Roster:
        """Return the model with every rule posted and every price in its objective."""
        roster = Roster(
            problem or self.context.problem,
            self.options if options is None else options,
            tours,
            lambda who, tour: who in takers[tour.id],
            fixed=fixed,
            elastic=True,
            break_ways=self.break_ways,
        )
        costs = [cost for rule in self.context.rules for cost in rule.post(roster)]
        costs += self.wages(roster)
        costs += dear_on_call(roster, self.prices)
        costs += vehicle_costs(roster)
        costs += self._open_tours(roster)
        roster.model.minimize(cp_model.LinearExpr.sum(costs))
        return roster

    def break_ways(self, option: ShiftOption) -> Sequence[Pattern]:
        """Return the ways to lay the breaks of a shift."""
        type_ = self.context.problem.shift_type[option.shift]
        clock, terms = self.context.view.clock, self.context.breaks
        return break_patterns(clock, type_, option, terms)

    def wages(self, roster: Roster) -> list[cp_model.LinearExprT]:
        """Return what all shifts cost, above the contract or not."""
        literals: list[cp_model.IntVar] = []
        prices: list[int] = []
        for employee in roster.employees:
            for option in roster.options(employee):
                usual = self.price(employee, option)
                literals.append(roster.works(employee, option))
                prices.append(usual)
                if employee.is_monthly:
                    above = self.price(employee, option, above=True)
                    literals.append(roster.extra(employee, option))
                    prices.append(above - usual)
        return [cp_model.LinearExpr.weighted_sum(literals, prices)]

    def price(
        self, employee: Employee, option: ShiftOption, *, above: bool = False
    ) -> int:
        """Return öre for a person on an option, its pay above the contract or not."""
        return self.prices.for_option(employee, option, employee.pay_class(above=above))

    def hourly_price(self, option: ShiftOption) -> int:
        """Return öre for the cheapest way to man an option beyond the contracts."""
        return self._cheapest[option]

    def contract_price(self, option: ShiftOption) -> int:
        """Return öre for the cheapest way to man an option, within contracts or not."""
        return self._cheapest_within[option]

    @cached_property
    def _cheapest(self) -> dict[ShiftOption, int]:
        return self._least(above=True)

    @cached_property
    def _cheapest_within(self) -> dict[ShiftOption, int]:
        return self._least(above=False)

    def _least(self, *, above: bool) -> dict[ShiftOption, int]:
        every = ((who, option) for who, mine in self.options.items() for option in mine)
        return self._lower({}, every, above=above)

    def _lower(
        self,
        prices: dict[ShiftOption, int],
        works: Iterable[tuple[str, ShiftOption]],
        *,
        above: bool,
    ) -> dict[ShiftOption, int]:
        """Let options cost no more than these people take for them."""
        for who, option in works:
            employee = self.context.problem.employee[who]
            price = self.price(employee, option, above=above and employee.is_monthly)
            prices[option] = min(price, prices.get(option, price))
        return prices

    def _open_tours(self, roster: Roster) -> list[cp_model.LinearExprT]:
        """Price what nobody takes; of tours with a visit in common, one is driven."""
        costs: list[cp_model.LinearExprT] = []
        weights, tasks = self.context.weights, self.context.tasks
        holding: dict[int, list[Tour]] = defaultdict(list)
        for tour in roster.tours:
            for task in tour.tasks:
                holding[task].append(tour)
        prices: dict[tuple[Tour, ...], int] = defaultdict(int)
        for task, among in holding.items():
            prices[tuple(among)] += weights.open_price(tasks[task].visit)
        for tours, price in prices.items():
            taken = [literal for tour in tours for _, literal in roster.takers(tour)]
            roster.model.add_at_most_one(taken)
            costs.append(price * (1 - cp_model.LinearExpr.sum(taken)))
        return costs

    def solve(
        self,
        roster: Roster,
        effort: SolverEffort,
        now: Held,
        stop: Callable[[], bool] = lambda: False,
        *,
        freely: bool = False,
    ) -> tuple[Assignment, int | None] | None:
        """Return the best assignment found, and what that of ``now`` costs.

        The search begins from ``now``, or with ``freely`` only looks that way and may
        end dearer; then, and where the model does not allow ``now``, its cost is
        unknown. Hard limits give way no more than they do in ``now``. None when nothing
        was found in time.
        """
        hint(roster, now)
        present = _present(roster, effort, stop)
        if present is not None:
            _keep_limits(roster, present)
        cost = None
        if present is not None and not freely:
            _complete_hint(roster, present)
            cost = round(present.objective_value)
        solver = searched(roster, effort, stop)
        return None if solver is None else (assignment_of(roster, solver), cost)


def searched(
    roster: Roster, effort: SolverEffort, stop: Callable[[], bool]
) -> cp_model.CpSolver | None:
    """Return the solver with the best that was found; None when nothing was."""
    solver = cp_model.CpSolver()
    _set(solver, effort)
    with stoppable(solver, stop):
        status = solver.solve(roster.model)
    if status == cp_model.MODEL_INVALID:
        raise AssertionError(roster.model.validate())
    return solver if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None


def _set(solver: cp_model.CpSolver, effort: SolverEffort) -> None:
    solver.parameters.catch_sigint_signal = False  # it would undo whoever listens
    solver.parameters.random_seed = effort.seed
    solver.parameters.num_workers = effort.workers
    if effort.is_simplified_once:
        solver.parameters.max_presolve_iterations = 1
        solver.parameters.cp_model_probing_level = 0
        solver.parameters.symmetry_level = 0
    if effort.units is None:
        solver.parameters.max_time_in_seconds = effort.seconds
    else:
        solver.parameters.max_deterministic_time = effort.units
        solver.parameters.interleave_search = True


@contextmanager
def stoppable(solver: cp_model.CpSolver, stop: Callable[[], bool]) -> Iterator[None]:
    """Stop the search when the planner says so, solutions or not."""
    over = Event()

    def watch() -> None:
        while not over.wait(LOOK):
            if stop():
                solver.stop_search()

    thread = Thread(target=watch, name="stop", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _present(
    roster: Roster, effort: SolverEffort, stop: Callable[[], bool]
) -> cp_model.CpSolver | None:
    """Return the solver that has solved what the hint says; None if not allowed."""
    solver = cp_model.CpSolver()
    _set(solver, replace(effort, workers=1))
    solver.parameters.fix_variables_to_their_hinted_value = True
    with stoppable(solver, stop):
        status = solver.solve(roster.model)
    allowed = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return solver if allowed else None


def _keep_limits(roster: Roster, present: cp_model.CpSolver) -> None:
    """Let hard limits give way no more: no law is worth breaking for money or room."""
    for _, _, minutes in roster.stretched:
        roster.model.add(minutes <= present.value(minutes))


def _complete_hint(roster: Roster, present: cp_model.CpSolver) -> None:
    """Let the hint tell every variable.

    CP-SAT begins from a hint only when it says everything. Otherwise its first
    assignment may be one far worse, and what it ends with too.
    """
    values = list(present.response_proto.solution)
    roster.model.clear_hints()  # type: ignore[no-untyped-call]
    roster.model.proto.solution_hint.vars.extend(range(len(values)))
    roster.model.proto.solution_hint.values.extend(values)


def hint(roster: Roster, now: Held) -> None:
    """Let a search look first at who works what now, and drives which tour."""
    model = roster.model
    model.clear_hints()  # type: ignore[no-untyped-call]
    for employee in roster.employees:
        for option in roster.options(employee):
            key = (employee.id, option)
            literal = roster.works(employee, option)
            if literal is not roster.certain:
                model.add_hint(literal, key in now.works)
            if can_be_extra(employee, option):
                model.add_hint(
                    roster.extra(employee, option), now.works.get(key, False)
                )
    for tour in roster.tours:
        for employee, literal in roster.takers(tour):
            model.add_hint(literal, now.takes.get(tour.id) == employee.id)


def assignment_of(roster: Roster, solver: cp_model.CpSolver) -> Assignment:
    """Return what a solver has found."""
    works: dict[tuple[str, ShiftOption], bool] = {}
    for employee in roster.employees:
        for option in roster.options(employee):
            if solver.boolean_value(roster.works(employee, option)):
                above = roster.extra(employee, option)
                works[employee.id, option] = solver.boolean_value(above)
    takes = {
        tour.id: employee.id
        for tour in roster.tours
        for employee, literal in roster.takers(tour)
        if solver.boolean_value(literal)
    }
    return Assignment(
        works=works,
        takes=takes,
        cost=round(solver.objective_value),
        bound=round(solver.best_objective_bound),
    )
