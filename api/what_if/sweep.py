"""Many runs, each made once and kept when it is finished."""

from collections.abc import Callable, Iterable
from concurrent.futures import CancelledError
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from api.inputs import Inputs
from api.planning import find_planner
from api.what_if.kept_runs import KeptRuns, WantedRun
from api.what_if.workers import Workers
from scheduler.planning.result import Limits, Result

_LISTEN = 0.5
"""Seconds between looks at whether somebody wants to stop."""
_SELDOM = 4.0
"""Seconds after which it is told how far a sweep is though nothing has changed."""
_TRIES = 2
"""How often a run that takes its process down is begun in all."""


@dataclass
class Tally:
    """How far a sweep is."""

    left: int
    """Are not finished; those that are under way are among them."""
    kept: int = 0
    """Were there from an earlier sweep."""
    done: int = 0
    running: int = 0
    """Are under way."""
    seconds: float = 0.0
    failed: list[tuple[str, int, str]] = field(default_factory=list)
    """World, seed and reason."""


@dataclass(frozen=True)
class Sweep:
    """Makes the runs that are not kept yet."""

    kept: KeptRuns
    workers: Workers
    stop: Callable[[], bool] = lambda: False
    tell: Callable[[Tally], None] = lambda _tally: None

    def make(self, runs: Iterable[WantedRun]) -> Tally:
        """Make what is missing; what was finished is kept also when this is stopped.

        Raises
        ------
        BadInput
            Nobody makes runs, or does any more.
        """
        wanted = {run.digest: run for run in runs}
        missing = [run for run in wanted.values() if not self.kept.has(run)]
        tally = Tally(left=len(missing), kept=len(wanted) - len(missing))
        self.tell(tally)
        if missing:
            self._carry_out(self.workers.client(), missing, tally)
        return tally

    def _carry_out(self, client: Any, missing: list[WantedRun], tally: Tally) -> None:
        from distributed import wait

        begun = told = monotonic()
        doing = {
            client.submit(
                carry_out, run.inputs, run.limits, pure=False, retries=_TRIES - 1
            ): run
            for run in missing
        }
        while doing and not self.stop():
            try:
                done = wait(list(doing), timeout=_LISTEN, return_when="FIRST_COMPLETED")
                ended = done.done
            except TimeoutError:
                ended = ()
            except CancelledError as error:  # the scheduler is gone, not somebody asked
                raise self.workers.gone() from error
            for future in ended:
                self._finish(future, doing.pop(future), tally)
            if ended or monotonic() - told > _SELDOM:
                told = monotonic()
                tally.seconds = told - begun
                tally.running = min(tally.left, sum(client.nthreads().values()))
                self.tell(tally)
        client.cancel(list(doing))

    def _finish(self, future: Any, run: WantedRun, tally: Tally) -> None:
        tally.left -= 1
        error = future.exception()
        if error is not None:
            self._fail(run, type(error).__name__, tally)
            return
        result: Result = future.result()
        if result.defect is not None:
            self._fail(run, result.defect.kind, tally)
            return
        if result.plan is None:
            self._fail(run, result.status.value, tally)
            return
        self.kept.keep(run, result)
        tally.done += 1

    @staticmethod
    def _fail(run: WantedRun, reason: str, tally: Tally) -> None:
        tally.failed.append((run.world, run.limits.seed, reason))


def carry_out(inputs: Inputs, limits: Limits) -> Result:
    """Make a plan, in whatever process this is."""
    return find_planner()(
        inputs.problem,
        inputs.rules,
        limits,
        on_progress=lambda _progress: None,
        stop=lambda: False,
    )
