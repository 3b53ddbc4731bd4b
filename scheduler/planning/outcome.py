"""What a run ends with: how it ended, which rules clash, what would mend the rest."""

from collections.abc import Callable, Sequence
from math import inf
from time import monotonic
from typing import TypeVar

from scheduler.audit.audit import Audit, audit
from scheduler.context.background import noted
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.plan import Plan, Unassigned
from scheduler.explain.explanation import explain
from scheduler.explain.late_visit import LateVisit
from scheduler.planning.best.candidate import Candidate
from scheduler.planning.conflicts import broken, causes
from scheduler.planning.result import (
    Conflict,
    Defect,
    LeastCost,
    Result,
    Status,
)
from scheduler.planning.run import Run
from scheduler.proofs.proof import Proof
from scheduler.proofs.prover import LARGEST, prove

T = TypeVar("T")

Explained = tuple[Plan | None, tuple[LateVisit, ...]]

EXPLAINING = 1.5
"""Seconds after which what is open or late is explained no further."""

PAIRS = 1_000
"""Pairs of a person and a visit that can be asked about in a second, about."""

AGAIN = 10
"""Questions as large as the largest that a run has, where effort counts."""

A_MOMENT = 1.0
"""Seconds for proofs in the shortest run."""


def result_of(run: Run, defect: Defect | None = None) -> Result:
    """Return what came out, with what is open or late explained.

    ``defect`` ended the search; one in explaining costs the explanations only.
    """
    best, limits = run.best, run.time.limits
    least = _least(run, best)
    bound = least.total if least else None
    judged = _judged(run, best)
    unexplained: Explained = best.plan if best else None, ()
    no_proofs: tuple[Proof, ...] = ()
    no_conflicts: tuple[Conflict, ...] = ()
    (plan, late), unsaid = _tried(lambda: _explained(run, best), unexplained)
    proofs, unproved = _tried(lambda: _proofs(run, best), no_proofs)
    conflicts, unfound = _tried(lambda: _conflicts(run, judged), no_conflicts)
    return Result(
        status=status_of(judged, bound, conflicts),
        plan=plan and _with_proofs(plan, proofs),
        audit=judged,
        least=least,
        bound=bound,
        seconds=run.time.seconds,
        seed=limits.seed,
        workers=limits.workers,
        interrupted=run.interrupted,
        defect=defect or unsaid or unproved or unfound,
        conflicts=conflicts,
        late=late,
        proofs=proofs,
    )


def _least(run: Run, best: Candidate | None) -> LeastCost | None:
    """Return what legal plans cost at least, where that is said of such as the best.

    It is not of plans that break hard rules, nor of those with overtime that was
    offered on the way: such shifts are not in it.
    """
    is_beyond = best is not None and (
        best.audit.hard_breaches or run.solver.offered & best.draft.works.keys()
    )
    return None if is_beyond else run.bound()


def _judged(run: Run, best: Candidate | None) -> Audit | None:
    """Return what the audit says of the best plan, with figures."""
    if best is None:
        return None
    return audit(run.context.problem, best.plan, run.context.rules)


def _proofs(run: Run, best: Candidate | None) -> tuple[Proof, ...]:
    """Say of each open must-visit whether any plan could make it.

    Whoever stopped the run waits for no proof.
    """
    if best is None or best.audit.must_open == 0:
        return ()
    if not run.interrupted:
        run.enter_last("proofs")
    seconds = max(A_MOMENT, run.time.proving)
    over, pairs = _patience(run, seconds), round(PAIRS * seconds)
    most = AGAIN * pairs if run.time.is_exact else inf
    return prove(run.context, best.plan, over, min(LARGEST, pairs), most)


def _with_proofs(plan: Plan, proofs: Sequence[Proof]) -> Plan:
    """Return the plan with what is proved beside each place that is open."""
    known = {proof.visit: proof for proof in proofs}

    def told(row: Unassigned) -> Unassigned:
        proof = known.get(row.visit)
        if proof is None:
            return row
        said = {"proof": proof.verdict.value, "proof_detail": proof.message_sv}
        return row.model_copy(update=said)

    return plan.model_copy(
        update={"unassigned": tuple(told(row) for row in plan.unassigned)}
    )


def _tried(work: Callable[[], T], otherwise: T) -> tuple[T, Defect | None]:
    """Return what ``work`` returns; after a defect ``otherwise``, and what it was."""
    try:
        return work(), None
    except Exception as error:  # whatever it is, the plan is there
        noted("explaining", error)
        return otherwise, Defect.of(error)


def _explained(run: Run, best: Candidate | None) -> Explained:
    """Say what would let the best plan's open and late visits in.

    Whoever stopped the run waits for nothing: simple reasons are in the plan already.
    """
    if best is None:
        return None, ()
    if run.interrupted:
        return best.plan, ()
    return explain(run.context, best.draft, best.plan, _patience(run, EXPLAINING))


def _conflicts(run: Run, judged: Audit | None) -> tuple[Conflict, ...]:
    """Say which rules clash; whoever stopped the run waits for no search for causes."""
    if not run.interrupted:
        return conflicts_of(run.context, judged, _patience(run, EXPLAINING))
    return tuple(broken(run.context, judged, lambda: True)) if judged else ()


def _patience(run: Run, seconds: float) -> Callable[[], bool]:
    """Return what says that enough is explained.

    Where effort counts only a stop does.
    """
    end = monotonic() + seconds
    if run.time.is_exact:
        return run.is_stopped
    return lambda: monotonic() > end or run.is_stopped()


def status_of(
    judged: Audit | None, bound: int | None, conflicts: Sequence[Conflict] = ()
) -> Status:
    """Return how planning ended, by the audit of the best plan and the bound (öre).

    That there is no legal plan is said only where a conflict proves it.
    """
    if judged is None:
        return Status.NO_PLAN_IN_TIME
    if judged.hard_breaches:
        proved = any(conflict.is_proof for conflict in conflicts)
        return Status.INFEASIBLE if proved else Status.NO_PLAN_IN_TIME
    reached = bound is not None and judged.objective <= bound
    return Status.OPTIMAL if reached else Status.FEASIBLE


def conflicts_of(
    context: PlanningContext, judged: Audit | None, over: Callable[[], bool]
) -> tuple[Conflict, ...]:
    """Say which rules clash, and what the cheap checks know of the cause."""
    if judged is None:
        return tuple(causes(context.problem, tuple(context.rules)))
    if not judged.hard_breaches:
        return ()
    known = causes(context.problem, tuple(context.rules), judged)
    return (*known, *broken(context, judged, over))
