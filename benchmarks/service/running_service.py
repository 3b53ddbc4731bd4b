"""The service as planners start it: a process of its own, on a port of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from time import monotonic, sleep
from typing import Self

import httpx

from benchmarks.machine import ROOT

PATIENCE = 300.0
"""Seconds after which a service that does not answer is taken for broken."""
_BEMANNA = (sys.executable, "-c", "from api.cli.main import main; main()", "serve")


def free_port() -> int:
    """Return a port that nobody listens to."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


class RunningService:
    """Starts the service, says who it is, kills it and starts it again."""

    def __init__(
        self,
        database: Path | str,
        more: Sequence[str] = (),
        command: Sequence[str] = (),
        patience: float = PATIENCE,
    ) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        words = ["--port", str(self.port), "--db", str(database), *more]
        self._words = [*(command or _BEMANNA), *words]
        self._patience = patience
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(
            self._words, cwd=ROOT, stdout=quiet, stderr=quiet
        )
        until = monotonic() + self._patience
        while not self.answers():
            if monotonic() > until or self._process.poll() is not None:
                raise TimeoutError(self.url)
            sleep(0.05)

    def answers(self) -> bool:
        """Say whether it answers."""
        try:
            return httpx.get(f"{self.url}/v1/health", timeout=5).status_code == 200
        except httpx.HTTPError:
            return False

    def wait_for_a_job(self, seconds: float) -> None:
        """Wait until the planning process is at a job, but no longer than so."""
        until = monotonic() + seconds
        while monotonic() < until and not self.is_at_a_job:
            sleep(0.1)

    @property
    def is_at_a_job(self) -> bool:
        """Whether the planning process is at a job.

        One that nobody goes on with yet counts as running, too.
        """
        told = httpx.get(f"{self.url}/v1/health", timeout=30).json()
        return bool(told["running"]) and told["planning"] == "apart"

    @property
    def planner(self) -> int | None:
        """The number of the process that plans, if it is alive."""
        told = httpx.get(f"{self.url}/v1/health", timeout=5).json()
        found: int | None = told["planning_process"]
        return found

    @property
    def processor_ms(self) -> float:
        """How long the server has computed so far, whatever else the machine did."""
        assert self._process is not None
        stat = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="ascii")
        user, system = stat.rpartition(")")[2].split()[11:13]
        return 1000 * (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def kill_server(self) -> None:
        """Kill the server, so that it can do nothing about it."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def kill_planner(self) -> bool:
        """Kill the process that plans; say whether there was one."""
        pid = self.planner
        if pid is not None:
            os.kill(pid, signal.SIGKILL)
        return pid is not None


def finished(
    url: str, order: str, seconds: float = PATIENCE, of: str = "schedules"
) -> dict[str, object]:
    """Return what is told of an order once it has ended."""
    until = monotonic() + seconds
    while monotonic() < until:
        told: dict[str, object] = json.loads(
            httpx.get(f"{url}/v1/{of}/{order}", timeout=60).content
        )
        if told["finished_at"] is not None:
            return told
        sleep(0.2)
    raise TimeoutError(order)
