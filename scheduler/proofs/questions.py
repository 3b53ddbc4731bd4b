"""Questions to CP-SAT: whether something can be, or is proved not to be."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar

from ortools.sat.python import cp_model

from scheduler.context.candidate_shifts import Options
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.problem import Problem
from scheduler.roster.solver import stoppable
from scheduler.roster.variables import Roster, Tour

MOST_WORK = 1.0
"""CP-SAT's deterministic time for one question; no answer proves nothing."""

Over = Callable[[], bool]
K = TypeVar("K")

_FOUND = (cp_model.OPTIMAL, cp_model.FEASIBLE)


def traced_roster(
    context: PlanningContext,
    problem: Problem,
    options: Options,
    tours: Sequence[Tour] = (),
) -> Roster:
    """Return a model of a problem's shifts, each hard rule with its switch."""
    roster = Roster(problem, options, tours, traced=True)
    for rule in context.rules:
        if rule.hard:
            list(rule.post(roster))
    return roster


def is_impossible(
    model: cp_model.CpModel, asked: Iterable[cp_model.IntVar], over: Over
) -> bool:
    """Say whether it is proved that not all of these literals can be true."""
    return answer(model, asked, over) is False


def is_possible(
    model: cp_model.CpModel, asked: Iterable[cp_model.IntVar], over: Over
) -> bool:
    """Say whether all of these literals are seen to be true together."""
    return answer(model, asked, over) is True


def answer(
    model: cp_model.CpModel, asked: Iterable[cp_model.IntVar], over: Over
) -> bool | None:
    """Say whether all of these literals can be true; nothing where time was short."""
    status, _ = _solved(model, asked, over)
    if status == cp_model.INFEASIBLE:
        return False
    return True if status in _FOUND else None


def true_of(
    model: cp_model.CpModel,
    asked: Iterable[cp_model.IntVar],
    literals: Mapping[K, cp_model.IntVar],
    over: Over,
) -> list[K] | None:
    """Return which literals are true where those asked are, at the least price found.

    Nothing where none was found in the time.
    """
    status, solver = _solved(model, asked, over)
    if status not in _FOUND:
        return None
    return [key for key, one in literals.items() if solver.boolean_value(one)]


def refuting(
    model: cp_model.CpModel, asked: Mapping[K, cp_model.IntVar]
) -> frozenset[K] | bool | None:
    """Return which of these literals cannot all be true; whether all can, if known.

    For questions so short that nobody waits for them.
    """
    solver = _assuming(model, asked.values())
    status = solver.solve(model)
    if status != cp_model.INFEASIBLE:
        return True if status in _FOUND else None
    core = set(solver.sufficient_assumptions_for_infeasibility())
    return frozenset(key for key, literal in asked.items() if literal.index in core)


def _solved(
    model: cp_model.CpModel, asked: Iterable[cp_model.IntVar], over: Over
) -> tuple[cp_model.CpSolverStatus, cp_model.CpSolver]:
    """Solve with literals held true: presolve counts them, as it does not assumed ones.

    What takes seconds or has no answer under assumptions may so be seen at once.
    """
    solver = _solver()
    model.clear_assumptions()
    with _held(model, asked), stoppable(solver, over):
        status = solver.solve(model)
    if status == cp_model.MODEL_INVALID:
        raise AssertionError(model.validate())
    return status, solver


@contextmanager
def _held(model: cp_model.CpModel, asked: Iterable[cp_model.IntVar]) -> Iterator[None]:
    """Let literals be true and nothing else while a model is solved."""
    held = [model.proto.variables[literal.index].domain for literal in asked]
    before = [domain[0] for domain in held]
    for domain in held:
        domain[0] = 1
    try:
        yield
    finally:
        for domain, least in zip(held, before, strict=True):
            domain[0] = least


def _assuming(
    model: cp_model.CpModel, asked: Iterable[cp_model.IntVar]
) -> cp_model.CpSolver:
    """Return a solver for a model in which these literals are taken for true."""
    model.clear_assumptions()
    model.add_assumptions(list(asked))
    return _solver()


def _solver() -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.catch_sigint_signal = False  # it would undo whoever listens
    solver.parameters.max_deterministic_time = MOST_WORK
    return solver
