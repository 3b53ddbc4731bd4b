"""``python -m benchmarks service``: how fast the service is, and what it survives."""

import argparse
import json
import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
from rich.console import Console

from benchmarks.kept import Record, conditions, file_of, write
from benchmarks.service.contract import Wanted, contract
from benchmarks.service.deaths import Deaths, orders_in
from benchmarks.service.judged_moves import move_times
from benchmarks.service.large_dataset import plan_times_over, times_over
from benchmarks.service.reads import Asking, Times, read_times, spread
from benchmarks.service.running_service import RunningService, finished
from benchmarks.service.wall_pages import ROUNDS, wall_times

READING = 12.0
"""Seconds of each measurement of reads."""
PAUSE = 1.0
"""Seconds from a client's answer to its next question, on average."""
_ASKING = {
    "paused_ms": Asking(PAUSE),
    "without_pause_ms": Asking(0),
    "without_pause_or_gzip_ms": Asking(0, "identity"),
}
TIMES = 9
"""How many municipalities make a large one."""


def main(arguments: Sequence[str]) -> int:
    """Measure what is asked for, and keep the record."""
    asked = _asked(arguments)
    now = datetime.now(UTC)
    record = conditions(now, os.getloadavg()[0])
    kept = file_of(_kind(asked), now, record["commit"])
    if asked.contract and kept.exists():  # made in parts
        record = json.loads(kept.read_text(encoding="utf-8"))
    with TemporaryDirectory(prefix="bemanna-service-") as folder:
        for name, measure in _measurements(Path(folder), asked):
            record[name] = measure()
            write(record, kept)
    console = Console(highlight=False)
    console.print_json(data=record)
    console.print(str(kept), soft_wrap=True)
    return 0


def _kind(asked: argparse.Namespace) -> str:
    if asked.kills:
        return "killed-"
    return "contract-" if asked.contract else "service-"


def _measurements(
    room: Path, asked: argparse.Namespace
) -> list[tuple[str, Callable[[], Record]]]:
    """Return what is measured, one after the other, and what it is called."""
    dataset, plan = asked.dataset, asked.plan
    if asked.kills:
        return [("killed", lambda: killed(room, dataset, asked.kills))]
    if asked.contract:
        of = asked.contract, asked.seconds, asked.paths, asked.in_a_row
        wanted = Wanted(*of)
        return [(wanted.name, lambda: described(room, dataset, plan, wanted))]
    return [
        ("speed", lambda: speed(room, dataset, plan)),
        ("large_wall", lambda: large_wall(room, dataset, plan)),
    ]


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks service")
    parser.add_argument("dataset", type=Path)
    parser.add_argument("plan", type=Path, nargs="?", help="to measure how fast it is")
    parser.add_argument("--kills", type=int, default=0, help="kill so often instead")
    parser.add_argument(
        "--contract", type=int, default=0, help="ask each operation so often instead"
    )
    parser.add_argument("--seconds", type=int, default=900, help="how long it is asked")
    parser.add_argument(
        "--paths", default="", help="of these operations only (a pattern)"
    )
    parser.add_argument("--in-a-row", action="store_true", help="one after the other")
    asked = parser.parse_args(arguments)
    if not asked.kills and asked.plan is None:
        parser.error("a plan, or --kills")
    return asked


def speed(room: Path, dataset: Path, plan: Path) -> Record:
    """Measure reads, moves and the wall, then the same while a plan is made."""
    with _serving(room / "one.sqlite", dataset, plan) as service:
        schedule = _loaded(service)
        record: Record = {
            "reads": _reads(service, schedule),
            "wall": _wall(service, schedule),
            "moves_ms": _moves(service, schedule),
        }
        record["while_planning"] = _while_planning(service, schedule)
    return record


def described(room: Path, dataset: Path, plan: Path, wanted: Wanted) -> Record:
    """Ask whatever the OpenAPI says that can be asked; tell what came."""
    with _serving(room / "contract.sqlite", dataset, plan) as service:
        _loaded(service)
        return contract(service, wanted, room)


def large_wall(room: Path, dataset: Path, plan: Path) -> Record:
    """Measure the wall of many times as many people."""
    large = times_over(dataset, TIMES, room / "dataset")
    large_plan = plan_times_over(plan, TIMES, room / "plan")
    with _serving(room / "large.sqlite", large, large_plan) as service:
        return _wall(service, _loaded(service))


def _serving(database: Path, dataset: Path, plan: Path) -> RunningService:
    return RunningService(
        database, ["--dataset", str(dataset.resolve()), "--plan", str(plan.resolve())]
    )


def _loaded(service: RunningService) -> str:
    """Return the schedule that the service was started with, once it is judged."""
    [only] = httpx.get(f"{service.url}/v1/schedules").json()["items"]
    finished(service.url, only["id"], 600)
    return str(only["id"])


def _reads(service: RunningService, schedule: str) -> Record:
    """Measure clients that look at what they read, and such as never pause."""
    before = service.processor_ms
    times = {
        name: read_times(service.url, schedule, READING, asking)
        for name, asking in _ASKING.items()
    }
    reads = sum(len(each) for found in times.values() for each in found.values())
    return {name: _spread(found) for name, found in times.items()} | {
        "processor_ms_each": round((service.processor_ms - before) / reads, 2),
    }


def _moves(service: RunningService, schedule: str) -> Record:
    move_times(service.url, schedule)  # what is compiled and opened once
    before = service.processor_ms
    found: Record = spread(move_times(service.url, schedule))
    each = (service.processor_ms - before) / found["reads"]
    return found | {"processor_ms_each": round(each, 1)}


def _wall(service: RunningService, schedule: str) -> Record:
    before = service.processor_ms
    found = wall_times(service.url, schedule)
    each = (service.processor_ms - before) / (2 * ROUNDS + 1)
    return found | {"processor_ms_each": round(each, 1)}


def _spread(times: Times) -> Record:
    every = [took for each in times.values() for took in each]
    return {"all": spread(every)} | {part: spread(times[part]) for part in times}


def _while_planning(service: RunningService, schedule: str) -> Record:
    dataset = httpx.get(f"{service.url}/v1/datasets").json()["items"][0]["id"]
    ordered = _order(service, dataset, {"seconds": 600})
    found = {
        "moves_ms": _moves(service, schedule),
        "reads": _reads(service, schedule),
        "wall": _wall(service, schedule),
    }
    told = httpx.get(f"{service.url}/v1/schedules/{ordered}").json()
    found["planner_was_at"] = told["phase"]
    httpx.post(f"{service.url}/v1/schedules/{ordered}/stop")
    finished(service.url, ordered)
    return found


def _order(service: RunningService, dataset: str, limits: Any) -> str:
    answer = httpx.post(
        f"{service.url}/v1/schedules",
        params={"operation": "solve"},
        json={"dataset": dataset, "limits": limits},
    )
    answer.raise_for_status()
    return str(answer.json()["id"])


def killed(room: Path, dataset: Path, kills: int) -> Record:
    """Kill the service and its planning process again and again; tell what is left."""
    database = room / "killed.sqlite"
    with RunningService(database, ["--dataset", str(dataset.resolve())]) as service:
        [only] = httpx.get(f"{service.url}/v1/datasets").json()["items"]
        first = _order(service, only["id"], {"seconds": 5})
        finished(service.url, first, 300)
        plan = httpx.get(f"{service.url}/v1/schedules/{first}/plan").json()
        wanted = ("employee_id", "date", "shift_id")
        shifts = [{name: row[name] for name in wanted} for row in plan["shifts"][:40]]
        with Deaths(service, only["id"], {"seconds": 5}) as deaths:
            deaths.run(first, shifts, kills)
            found = deaths.found(900)
    if orders_in(database) != found["orders"] + 1:
        found["faults"].append("there are other orders than were made")
    return found
