"""The process that plans a part: run as a module, with the number of its line.

It ends when whoever began it does: no part is worth anything by itself.
"""

import logging
import os
import sys
from contextlib import AbstractContextManager, nullcontext, suppress
from logging.handlers import QueueHandler
from multiprocessing.connection import Connection
from threading import Lock, Thread
from time import monotonic

from scheduler.context.background import noted
from scheduler.planning.apart.part_task import PartNews, PartTask
from scheduler.planning.bound_thread import KnownBound, bounding
from scheduler.planning.planner import searched_in_one_piece
from scheduler.planning.preparation import prepare
from scheduler.planning.result import Limits
from scheduler.planning.run import Run
from scheduler.planning.time_budget import TimeBudget, size_of
from scheduler.planning.warm_up import compile_unless

BEHIND = 5
"""How far it stands back for the planner, which judges the whole now and then."""


class PartLine:
    """The line to the planner: a task comes by it, and news goes back."""

    def __init__(self, connection: Connection) -> None:
        self._connection, self._lock, self._told = connection, Lock(), PartNews()

    def task(self) -> PartTask:
        """Return the task; from then on this process ends when the planner does."""
        task: PartTask = self._connection.recv()
        Thread(target=self._await_end, name="line", daemon=True).start()
        return task

    def _await_end(self) -> None:
        with suppress(EOFError, OSError):
            self._connection.recv()
        os._exit(1)

    def tell(self, news: PartNews) -> None:
        """Tell the planner, unless it knows."""
        known = self._told
        if news.draft is known.draft and news.least == known.least and not news.is_last:
            return
        self._told = news
        self.send(news)

    def send(self, what: PartNews | logging.LogRecord) -> None:
        """Send something; several threads may."""
        with self._lock:
            self._connection.send(what)


class _LogHandler(QueueHandler):
    """Has logged where the planner is what is logged here."""

    def __init__(self, line: PartLine) -> None:
        super().__init__(None)  # type: ignore[arg-type]
        self._line = line

    def enqueue(self, record: logging.LogRecord) -> None:
        self._line.send(record)


def main(number: int) -> None:
    """Plan what the line asks for, and tell how it goes."""
    os.nice(BEHIND)
    line = PartLine(Connection(number))
    logging.getLogger().addHandler(_LogHandler(line))
    try:
        _plan(line, line.task())
    except Exception as error:
        noted("a part", error)
        sys.exit(1)


def _plan(line: PartLine, task: PartTask) -> None:
    solver = prepare(task.problem, task.rules)
    compile_unless(lambda: False, lambda _: None)
    limits = _left(task)
    time = TimeBudget(limits, size_of(task.problem), task.slow)
    with _bounding(task, limits) as bound:
        run = Run(solver, time, bound, lambda _: line.tell(_news(run)), lambda: False)
        searched_in_one_piece(run, task.warm_start)
    line.tell(_news(run, is_last=True))


def _bounding(task: PartTask, limits: Limits) -> AbstractContextManager[KnownBound]:
    if task.is_second:
        return nullcontext(lambda: None)
    return bounding(task.problem, task.rules, limits)


def _left(task: PartTask) -> Limits:
    """Return the limits of the task, with the seconds that are left of it."""
    left = max(0.0, task.deadline - monotonic())
    is_exact = task.limits.effort is not None
    return task.limits if is_exact else task.limits.model_copy(update={"seconds": left})


def _news(run: Run, *, is_last: bool = False) -> PartNews:
    best = run.best
    return PartNews(best.draft if best else None, run.bound(), is_last)


if __name__ == "__main__":
    main(int(sys.argv[1]))
