"""Telling whoever called where the run is."""

from collections.abc import Callable

from scheduler.planning.best.incumbent import Incumbent
from scheduler.planning.bound_thread import KnownBound
from scheduler.planning.result import Progress
from scheduler.planning.time_budget import TimeBudget


class ProgressReporter:
    """Reports the phase, the best plan so far and the bound once it is known.

    Only the planning thread reports, so that what is told is in order.
    """

    def __init__(
        self,
        on_progress: Callable[[Progress], None],
        time: TimeBudget,
        incumbent: Incumbent,
        bound: KnownBound,
    ) -> None:
        self._on_progress = on_progress
        self._time, self._incumbent, self._bound = time, incumbent, bound
        self._phase = "read"
        self._left: float | None = None

    def enter(self, phase: str, left: float | None = None) -> None:
        """Say that a phase begins, and how long it takes where that is known."""
        self._phase, self._left = phase, left
        self.report()

    def report(self) -> None:
        """Tell where the run is."""
        best = self._incumbent.best
        judged = best.audit if best else None
        least = self._bound()
        self._on_progress(
            Progress(
                phase=self._phase,
                seconds=self._time.seconds,
                left=self._left,
                price=judged.objective if judged else None,
                paid=judged.paid if judged else None,
                bound=least.total if least else None,
                open_visits=judged.must_open if judged else None,
                hard_breaches=judged.hard_breaches if judged else None,
                plan=best.plan if best else None,
            )
        )
