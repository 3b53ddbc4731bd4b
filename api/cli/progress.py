"""Shows where the planner is: a bar with a table, or a line now and then."""

from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil
from threading import Lock
from time import monotonic

from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table

from api.cli.output import Output
from api.heartbeat import Tell, beating
from data.both_languages import Both, both, money, number, points
from scheduler.messages import catalogue
from scheduler.planning.result import Limits, Progress

OFTEN, SELDOM = 1.0, 2.0
"""Seconds between lines: when something has changed, and when nothing has.

The clock is looked at every second: five seconds never pass without a line."""


@contextmanager
def showing(output: Output, limits: Limits) -> Iterator[Tell]:
    """Give a display on standard error that suits what that is."""
    output.begun()
    if not output.err.is_terminal:
        with beating(ProgressLines(output)) as lines:
            yield lines
        return
    panel = Panel(output.language, _planned_seconds(limits))
    with Live(panel, console=output.err, refresh_per_second=4, transient=True):
        yield panel


def _planned_seconds(limits: Limits) -> float | None:
    """Return how long planning may go on; nobody knows where effort is the limit."""
    return limits.seconds if limits.effort is None else None


class Panel:
    """A bar of the time over a table, drawn anew several times a second."""

    def __init__(self, language: str, seconds: float | None = None) -> None:
        self._language = language
        self._seconds = seconds
        self._begun = self._ready = monotonic()
        self._last = Progress(phase="read", seconds=0)

    def __call__(self, progress: Progress) -> None:
        """Show this from now on; what makes the machine ready is no planning."""
        self._last = progress
        if progress.phase == "prepare":
            self._ready = monotonic()

    def __rich__(self) -> Table:
        """Return bar and table as they are now, the clock included."""
        elapsed = monotonic() - self._begun
        table = Table.grid(padding=(0, 2, 0, 0))
        planned = monotonic() - self._ready
        facts = _facts(self._last, elapsed)
        if self._seconds is not None:
            facts["left"] = number(max(0.0, ceil(self._seconds - planned)))
        for name, text in facts.items():
            label = both(f"cli.progress.{name}")
            table.add_row(_in(label, self._language), _in(text, self._language))
        bar = ProgressBar(self._seconds, min(planned, self._seconds or 0), width=60)
        whole = Table.grid()
        whole.add_row(bar)
        whole.add_row(table)
        return whole


class ProgressLines:
    """A line when the phase changes, and otherwise not too often."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._lock = Lock()
        self._last: Progress | None = None

    def __call__(self, progress: Progress) -> None:
        """Print a line if it is time."""
        with self._lock:
            if not self._is_time(progress):
                return
            self._last = progress
        language = self._output.language
        facts = _facts(progress, progress.seconds)
        told = {name: _in(text, language) for name, text in facts.items()}
        is_begun = progress.price is None and progress.bound is None
        key = f"cli.progress.{'begun' if is_begun else 'line'}"
        self._output.note(self._output.words(key, **told))

    def _is_time(self, progress: Progress) -> bool:
        last = self._last
        if last is None or last.phase != progress.phase:
            return True
        since = progress.seconds - last.seconds
        changed = progress.model_copy(update={"seconds": last.seconds}) != last
        return since >= SELDOM or (changed and since >= OFTEN)


def _facts(progress: Progress, seconds: float) -> dict[str, Both]:
    return {
        "phase": _phase(progress),
        "open": _count(progress.open_visits),
        "paid": both("cli.unknown") if progress.paid is None else money(progress.paid),
        "price": _points(progress.price),
        "bound": _points(None if progress.hard_breaches else progress.bound),
        "hard": _count(progress.hard_breaches),
        "seconds": number(seconds),
    }


def _phase(progress: Progress) -> Both:
    if progress.left is not None:
        return both("phase.prepare_left", left=number(max(1.0, ceil(progress.left))))
    phase = f"phase.{progress.phase}"
    return both(phase) if phase in catalogue() else both("cli.unknown")


def _points(ore: int | None) -> Both:
    return both("cli.unknown") if ore is None else points(ore)


def _count(count: int | None) -> Both:
    return both("cli.unknown") if count is None else number(count)


def _in(text: Both, language: str) -> str:
    return str(getattr(text, language))
