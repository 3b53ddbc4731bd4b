"""Two servers on one database do each job once, also when one of them is killed."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Self

import httpx
import pytest

from tests.api.store.server import LEASE, WAITS, serve
from tests.api.village import document

SOON = 120
"""Seconds after which what should have happened has not."""
FORKS = get_context("forkserver")
FORKS.set_forkserver_preload([serve.__module__])
"""Modules are read once, and not by each server: that takes four seconds."""


class RunningServer:
    """A server in a process of its own, until it is left."""

    def __init__(self, database: str, log: Path) -> None:
        self._port, port = FORKS.Pipe(duplex=False)
        self.process = FORKS.Process(
            target=serve, args=(database, str(log), port), daemon=True
        )
        self.process.start()
        port.close()

    def __enter__(self) -> Self:
        url = f"http://127.0.0.1:{self._port.recv()}"
        self.api = httpx.Client(base_url=url, timeout=SOON)
        return self

    def __exit__(self, *_: object) -> None:
        self.api.close()
        self.process.kill()
        self.process.join()

    def order(self, seed: int) -> str:
        """Order a plan of the village; return its id."""
        dataset = self.api.post("/v1/datasets", json=document()).json()["id"]
        body = {"dataset": dataset, "limits": {"seed": seed}}
        answer = self.api.post("/v1/schedules?operation=solve", json=body)
        return str(answer.json()["id"])

    def state(self, schedule: str) -> Any:
        """Return what it tells of a schedule."""
        return self.api.get(f"/v1/schedules/{schedule}").json()

    def is_in(self, schedule: str, state: str) -> Callable[[], bool]:
        """Give a question whether a schedule is in a state."""
        return lambda: self.state(schedule)["state"] == state


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log"
    path.touch()
    return path


@pytest.fixture
def servers(database: str, log: Path) -> Iterator[list[RunningServer]]:
    with ExitStack() as all_servers:
        begun = [RunningServer(database, log) for _ in range(2)]
        yield [all_servers.enter_context(server) for server in begun]


def wait_for(happened: Callable[[], bool]) -> None:
    """Fail if something does not happen in time."""
    until = monotonic() + SOON
    while not happened():
        assert monotonic() < until, "it did not happen"
        sleep(0.05)


def planned(log: Path) -> list[tuple[int, int]]:
    """Return which processes planned which seeds."""
    lines = log.read_text("utf-8").splitlines()
    return [(int(pid), int(seed)) for pid, seed in map(str.split, lines)]


def test_each_job_is_done_once(servers: list[RunningServer], log: Path) -> None:
    one, other = servers
    ordered = [one.order(seed) for seed in range(8)]
    for schedule in ordered:
        wait_for(other.is_in(schedule, "completed"))
    assert sorted(seed for _, seed in planned(log)) == list(range(8))


def test_what_a_killed_server_ran_is_begun_anew_by_the_other_and_stopped_there(
    servers: list[RunningServer], log: Path
) -> None:
    schedule = servers[0].order(WAITS)
    wait_for(lambda: len(planned(log)) == 1)
    [(first, _)] = planned(log)
    [dying] = [s for s in servers if s.process.pid == first]
    [living] = [s for s in servers if s.process.pid != first]
    dying.process.kill()
    wait_for(lambda: len(planned(log)) == 2)
    assert planned(log)[1] == (living.process.pid, WAITS)
    found = living.state(schedule)
    assert (found["state"], found["restarts"]) == ("running", 1)
    living.api.post(f"/v1/schedules/{schedule}/stop")
    wait_for(living.is_in(schedule, "incomplete"))


def test_a_living_server_keeps_its_job_beyond_the_lease_until_any_server_stops_it(
    servers: list[RunningServer], log: Path
) -> None:
    schedule = servers[0].order(WAITS)
    wait_for(lambda: len(planned(log)) == 1)
    [(runs, _)] = planned(log)
    [other] = [s for s in servers if s.process.pid != runs]
    wait_for(other.is_in(schedule, "running"))
    sleep(LEASE.total_seconds() + 2)
    assert len(planned(log)) == 1
    assert other.state(schedule)["restarts"] == 0
    other.api.post(f"/v1/schedules/{schedule}/stop")
    wait_for(other.is_in(schedule, "incomplete"))
    assert len(planned(log)) == 1
