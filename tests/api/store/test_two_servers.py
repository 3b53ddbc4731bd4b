"""Two servers on one database do each job once, also when one of them is killed."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import httpx
import pytest

from tests.api.store.databases import empty
from tests.api.store.server import LEASE, WAITS
from tests.api.village import document

SOON = 30
"""Seconds after which what should have happened has not."""


class RunningServer:
    """A server in a process of its own."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        self.process = process
        port = int(process.stdout.readline())
        self.api = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=SOON)

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


class Pair:
    """Two servers on one database, which tests share: each takes seconds to begin."""

    def __init__(self, database: str, folder: Path, all_servers: ExitStack) -> None:
        self._log = folder / "log"
        self._log.touch()
        module = "tests.api.store.server"
        self._words = [sys.executable, "-m", module, database, str(self._log)]
        self._all = all_servers
        self._seen = 0
        self.servers: list[RunningServer] = []

    def begin_test(self) -> None:
        """Replace who was killed, and forget what was planned."""
        living = [each for each in self.servers if each.process.poll() is None]
        begun = [self._begun() for _ in range(2 - len(living))]
        self.servers = [*living, *map(RunningServer, begun)]
        for server in self.servers[len(living) :]:
            self._all.enter_context(server.api)
        self._seen = len(self._lines())

    def planned(self) -> list[tuple[int, int]]:
        """Return which processes planned which seeds in this test."""
        lines = self._lines()[self._seen :]
        return [(int(pid), int(seed)) for pid, seed in map(str.split, lines)]

    def _begun(self) -> subprocess.Popen[str]:
        process = subprocess.Popen(self._words, stdout=-1, text=True)
        self._all.enter_context(process)
        self._all.callback(process.kill)
        return process

    def _lines(self) -> list[str]:
        return self._log.read_text("utf-8").splitlines()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def begun(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Pair]:
    folder = tmp_path_factory.mktemp("two")
    database = f"sqlite:///{folder / 'jobs.sqlite'}"
    if request.param == "postgresql":
        database = request.getfixturevalue("postgresql_url")
        empty(database)
    with ExitStack() as all_servers:
        yield Pair(database, folder, all_servers)


@pytest.fixture
def pair(begun: Pair) -> Pair:
    begun.begin_test()
    return begun


def wait_for(happened: Callable[[], bool], seconds: float = SOON) -> None:
    """Fail if something does not happen in time."""
    until = monotonic() + seconds
    while not happened():
        assert monotonic() < until, "it did not happen"
        sleep(0.05)


def test_each_job_is_done_once(pair: Pair) -> None:
    one, other = pair.servers
    ordered = [one.order(seed) for seed in range(8)]
    for schedule in ordered:
        wait_for(other.is_in(schedule, "completed"))
    assert sorted(seed for _, seed in pair.planned()) == list(range(8))


def test_a_living_server_keeps_its_job_beyond_the_lease_until_any_server_stops_it(
    pair: Pair,
) -> None:
    schedule = pair.servers[0].order(WAITS)
    wait_for(lambda: len(pair.planned()) == 1)
    [(runs, _)] = pair.planned()
    [other] = [s for s in pair.servers if s.process.pid != runs]
    wait_for(other.is_in(schedule, "running"))
    sleep(LEASE.total_seconds() + 2)
    assert len(pair.planned()) == 1
    assert other.state(schedule)["restarts"] == 0
    other.api.post(f"/v1/schedules/{schedule}/stop")
    wait_for(other.is_in(schedule, "incomplete"), seconds=5)
    assert len(pair.planned()) == 1


def test_what_a_killed_server_ran_is_begun_anew_by_the_other_and_stopped_there(
    pair: Pair,
) -> None:
    schedule = pair.servers[0].order(WAITS)
    wait_for(lambda: len(pair.planned()) == 1)
    [(first, _)] = pair.planned()
    [dying] = [s for s in pair.servers if s.process.pid == first]
    [living] = [s for s in pair.servers if s.process.pid != first]
    dying.process.kill()
    wait_for(lambda: len(pair.planned()) == 2)
    assert pair.planned()[1] == (living.process.pid, WAITS)
    found = living.state(schedule)
    assert (found["state"], found["restarts"]) == ("running", 1)
    living.api.post(f"/v1/schedules/{schedule}/stop")
    wait_for(living.is_in(schedule, "incomplete"), seconds=5)
