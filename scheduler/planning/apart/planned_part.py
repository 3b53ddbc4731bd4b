"""A part of a problem as whoever has it planned sees it."""

import logging
import os
import subprocess
import sys
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection

import numpy as np

from scheduler.context.planning_context import PlanningContext
from scheduler.domain.problem import Problem
from scheduler.planning.apart.part_task import PartNews, PartTask
from scheduler.tours.kernels.model import Ints

_MODULE = "scheduler.planning.apart.part_process"


class PlannedPart:
    """What is known of a part, and the process that plans it."""

    def __init__(self, context: PlanningContext, problem: Problem) -> None:
        """Begin the process, out of the terminal's reach; it ends with its line."""
        self.problem, self.news, self.is_done = problem, PartNews(), False
        self.tasks = _tasks(context, problem)
        """[task of the part] its number in the whole."""
        self.line, theirs = Pipe()
        self._process = _process(theirs)
        theirs.close()

    def ask(self, task: PartTask) -> None:
        """Tell the process what to plan; if it has died, that is heard of later."""
        with suppress(OSError):
            self.line.send(task)

    def hear(self) -> None:
        """Take what the process says; it may be its last word, or it may have died."""
        try:
            said = self.line.recv()
        except (EOFError, OSError):
            self.is_done = True
            return
        if isinstance(said, logging.LogRecord):
            logging.getLogger(said.name).handle(said)
            return
        self.news, self.is_done = said, said.is_last

    def end(self) -> None:
        """End the process, whatever it is at."""
        with suppress(OSError):
            self.line.close()
        self._process.kill()
        self._process.wait()


def _tasks(context: PlanningContext, problem: Problem) -> Ints:
    index = context.task_index
    return np.array(
        [index[v.id, k] for v in problem.visits for k in range(1, v.staff + 1)],
        np.int64,
    )


def _process(theirs: Connection) -> subprocess.Popen[bytes]:
    """Return a process at the other end of the line.

    It is not a fork, for that would take threads and locks along, nor one that runs the
    caller's script again, as a pool's are.
    """
    number = theirs.fileno()
    paths = os.pathsep.join(map(os.path.abspath, sys.path))
    return subprocess.Popen(
        [sys.executable, "-m", _MODULE, str(number)],
        pass_fds=(number,),
        env={**os.environ, "PYTHONPATH": paths},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        process_group=0,
    )
