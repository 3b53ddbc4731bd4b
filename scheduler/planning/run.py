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

    def __init__(  # noqa: PLR0913 - what it shares with whoever began it
        self,
        solver: RosterSolver,
        time: TimeBudget,
        bound: KnownBound,
        on_progress: Callable[[Progress], None],
        stop: Callable[[], bool],
        heard: Callable[[], Draft | None] = lambda: None,
        *,
        is_beside: bool = False,
    ) -> None:
        self.is_beside = is_beside
        """Whether it is another attempt, within a run that has a plan."""
        self.solver, self.time, self.bound = solver, time, bound
        self.lines = LineTables(solver.context, solver.shifts, solver.price)
        self.handovers = HandoverSearch(solver, self.lines)
        self.dates = DateSearch(solver.context, self.lines)
        self.reach = Reach(solver.context)
        self._incumbent = Incumbent(solver.context, solver.options)
        self._reporter = ProgressReporter(on_progress, time, self._incumbent, bound)
        self._stop, self._heard = stop, heard
        self.interrupted = False
        self._left = False

    def beside(self, attempt: int) -> "Run":
        """Return a run from nothing within this one, until it leaves nothing open.

        It keeps a best plan of its own, and what it tells is where this one is.
        """
        own = Run(
            self.solver,
            self.time.of_another(attempt),
            self.bound,
            lambda progress: self.enter(progress.phase),
            lambda: self.should_stop() or own.is_covered,
            is_beside=True,
        )
        return own

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

    def hear(self) -> None:
        """Consider what another search beside this one has found since, if anything."""
        draft = self._heard()
        if draft is not None:
            self.solver.offer(draft.works)
            self.consider(draft)

    def consider(self, draft: Draft) -> None:
        """Keep a draft's plan if it is better than the best so far; tell either way."""
        if self._left:
            return
        self._incumbent.consider(draft)
        if not self._left:  # while the audit took its second
            self._reporter.report()
