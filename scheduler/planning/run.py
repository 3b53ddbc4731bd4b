"""One run of the planner: what all its phases share."""

from collections.abc import Callable

from scheduler.context.planning_context import PlanningContext
from scheduler.handovers.handover_search import HandoverSearch
from scheduler.lines.build import LineTables
from scheduler.planning.best.candidate import Candidate
from scheduler.planning.best.incumbent import Incumbent
from scheduler.planning.bound_thread import KnownBound
from scheduler.planning.progress_reporter import ProgressReporter
from scheduler.planning.result import Progress
from scheduler.planning.time_budget import TimeBudget
from scheduler.proofs.reach import Reach
from scheduler.relaying.date_search import DateSearch
from scheduler.roster.solver import RosterSolver
from scheduler.tours.draft import Draft


class StoppedError(Exception):
    """Whoever called wants the best plan now, and there is none."""


class Run:
    """Hands the phases the problem, the clock and the best plan so far."""

    def __init__(
        self,
        solver: RosterSolver,
        time: TimeBudget,
        bound: KnownBound,
        on_progress: Callable[[Progress], None],
        stop: Callable[[], bool],
    ) -> None:
        self.solver, self.time, self.bound = solver, time, bound
        self.lines = LineTables(solver.context, solver.shifts, solver.price)
        self.handovers = HandoverSearch(solver, self.lines)
        self.dates = DateSearch(solver.context, self.lines)
        self.reach = Reach(solver.context)
        self._incumbent = Incumbent(solver.context, solver.options)
        self._reporter = ProgressReporter(on_progress, time, self._incumbent, bound)
        self._stop = stop
        self.interrupted = False
        self._left = False

    @property
    def context(self) -> PlanningContext:
        """The problem and the rules."""
        return self.solver.context

    @property
    def best(self) -> Candidate | None:
        """The best plan so far."""
        return self._incumbent.best

    @property
    def is_covered(self) -> bool:
        """Whether the best plan leaves no must-visit open."""
        return self._incumbent.is_covered

    def should_stop(self) -> bool:
        """Say whether to search no further: the caller wants that, or it is proved."""
        return self.is_stopped() or self._is_proved()

    def is_stopped(self) -> bool:
        """Say whether whoever called wants the best plan now."""
        if self._stop():
            self.interrupted = True
        return self.interrupted

    def _is_proved(self) -> bool:
        """Say whether no plan costs less than the best.

        Not where effort counts: when the bound comes is the clock's.
        """
        best, least = self.best, self.bound()
        if self.time.is_exact or best is None or least is None:
            return False
        return not best.audit.hard_breaches and best.audit.objective <= least.total

    def go_on(self) -> None:
        """Do nothing, unless the run is to stop: before there is a plan, at once.

        Raises
        ------
        StoppedError
            It is to stop.
        """
        if self.should_stop():
            raise StoppedError

    def leave(self) -> None:
        """Keep and tell nothing more: whoever called has what there is."""
        self._left = True

    def preparing(self, left: float) -> None:
        """Say that the search is made ready for this machine, and how long it takes.

        That is no planning: the time that was asked for begins after it.
        """
        self.time.begin()
        if not self._left:
            self._reporter.enter("prepare", left)

    def enter(self, phase: str) -> None:
        """Say that a phase begins."""
        if not self._left:
            self._reporter.enter(phase)

    def enter_last(self, phase: str) -> None:
        """Say that a phase begins after the search, which is left."""
        self._reporter.enter(phase)

    def consider_last(self, draft: Draft) -> None:
        """Keep a draft's plan if it is better, after the search, which is left."""
        self._incumbent.consider(draft)

    def consider(self, draft: Draft) -> None:
        """Keep a draft's plan if it is better than the best so far; tell either way."""
        if self._left:
            return
        self._incumbent.consider(draft)
        if not self._left:  # while the audit took its second
            self._reporter.report()
