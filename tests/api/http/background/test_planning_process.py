"""Plans are made in another process, which may die, and ends with the service."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import httpx
import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError

from benchmarks.service.deaths import Deaths, orders_in
from benchmarks.service.running_service import RunningService, finished
from tests.api.http.background.slow_planner import LOG
from tests.api.store.databases import postgresql
from tests.api.village import document

SOON = 120
"""Seconds after which what should have happened has not."""
SERVED = (sys.executable, "-m", "tests.api.http.background.served_slowly")


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a folder with the log, which the processes know of."""
    folder = tmp_path_factory.mktemp("apart")
    (folder / "log").touch()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(LOG, str(folder / "log"))
        yield folder


@pytest.fixture(scope="module")
def service(room: Path) -> Iterator[RunningService]:
    """Give a service that all tests share: a process takes seconds to begin."""
    with RunningService(room / "jobs.sqlite", command=SERVED) as running:
        yield running


@pytest.fixture
def shared(request: pytest.FixtureRequest, room: Path) -> Iterator[RunningService]:
    """Give the service on its file, or another on a PostgreSQL of its own."""
    if request.param == "sqlite":
        yield request.getfixturevalue("service")
        return
    assert room
    with postgresql() as url:
        wait_for(lambda: _answers(url))
        with RunningService(url, command=SERVED) as running:
            yield running


def _answers(url: str) -> bool:
    engine = create_engine(url)
    try:
        engine.connect().close()
    except OperationalError:
        return False
    finally:
        engine.dispose()
    return True


@pytest.fixture
def begun(room: Path) -> Callable[[], list[str]]:
    """Give a way to see from what plans were begun since the test began."""
    log = room / "log"
    before = len(log.read_text("utf-8").split())
    return lambda: log.read_text("utf-8").split()[before:]


def handed_in(service: RunningService) -> str:
    answer = httpx.post(f"{service.url}/v1/datasets", json=document(), timeout=SOON)
    return str(answer.json()["id"])


def ordered(service: RunningService, seconds: float, operation: str = "solve") -> str:
    body: dict[str, Any] = {"dataset": handed_in(service)}
    body |= {"limits": {"seconds": seconds}}
    address = f"{service.url}/v1/schedules?operation={operation}"
    return str(httpx.post(address, json=body, timeout=SOON).json()["id"])


def wait_for(happened: Callable[[], bool]) -> None:
    until = monotonic() + SOON
    while not happened():
        assert monotonic() < until, "it did not happen"
        sleep(0.05)


def has_price(service: RunningService, schedule: str) -> bool:
    told = httpx.get(f"{service.url}/v1/schedules/{schedule}", timeout=SOON).json()
    return told["price"] is not None


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("shared", ["sqlite", "postgresql"], indirect=True)
def test_a_job_whose_process_died_goes_on_from_its_last_plan(
    shared: RunningService, begun: Callable[[], list[str]]
) -> None:
    service = shared
    schedule = ordered(service, seconds=600)
    wait_for(lambda: has_price(service, schedule))
    sleep(0.5)  # the plan is kept just after the price is told
    assert service.kill_planner()
    wait_for(lambda: begun() == ["fresh", "last"])
    httpx.post(f"{service.url}/v1/schedules/{schedule}/stop")
    told = finished(service.url, schedule)
    assert (told["state"], told["restarts"]) == ("incomplete", 1)


def test_what_is_only_judged_does_not_wait_for_what_is_planned(
    service: RunningService, begun: Callable[[], list[str]]
) -> None:
    planned = ordered(service, seconds=600)
    wait_for(lambda: begun() == ["fresh"])
    looked = finished(service.url, ordered(service, 1, "validate"))
    assert looked["state"] == "completed"
    httpx.post(f"{service.url}/v1/schedules/{planned}/stop")
    assert finished(service.url, planned)["state"] == "incomplete"


def test_nothing_is_lost_torn_or_done_twice_by_three_deaths(
    service: RunningService, room: Path
) -> None:
    first = ordered(service, seconds=0.1)
    finished(service.url, first)
    before = orders_in(room / "jobs.sqlite")
    shift = {"employee_id": "amy", "date": "2026-12-21", "shift_id": "day"}
    with Deaths(service, handed_in(service), {"seconds": 0.5}) as deaths:
        deaths.run(first, [shift], kills=3)
        found = deaths.found(SOON)
    assert found["faults"] == []
    assert found["changes"] > 10
    assert orders_in(room / "jobs.sqlite") == before + found["orders"]


def test_the_process_ends_at_once_when_its_service_dies(
    service: RunningService, begun: Callable[[], list[str]]
) -> None:
    schedule = ordered(service, seconds=600)
    wait_for(lambda: begun() == ["fresh"])
    planner = service.planner
    assert planner is not None
    service.kill_server()
    wait_for(lambda: not is_alive(planner))
    service.start()
    wait_for(lambda: len(begun()) == 2)
    httpx.post(f"{service.url}/v1/schedules/{schedule}/stop")
    assert finished(service.url, schedule)["restarts"] == 0
