"""What is left of orders and changes when processes are killed at random moments.

One thread changes a draft, another orders plans, and the service or the process that
plans is killed again and again. Whoever got an answer relies on it; whoever got none
asks again as the contract says: an order by its key, a change by looking.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import Event, Thread
from time import monotonic, sleep
from typing import Any, Self

import httpx

from api.store.jobs import MOST_RESTARTS
from benchmarks.service.running_service import RunningService, finished

AUTHOR = "benchmark"
Shift = Mapping[str, Any]
"""Whose, on which day, and which."""
_BETWEEN = 0.05
"""Seconds from one change to the next."""
_PATIENCE = 60
"""Seconds that a killed service may take to take a job up again."""
_TRIES = 5
"""How often a job may be over before the process that plans it is killed."""
_BETWEEN_ORDERS = 12
"""Seconds from one order to the next: each is planned for some."""


@dataclass
class Asked:
    """What was asked of the service, and what it answered."""

    orders: dict[str, str] = field(default_factory=dict)
    """Ids of schedules by the keys they were ordered with."""
    changes: list[str] = field(default_factory=list)
    """The authors of changes that were acknowledged, in order; each has another."""
    unsure: list[str] = field(default_factory=list)
    """The authors of changes that got no answer."""
    no: list[str] = field(default_factory=list)
    """The authors of changes that were refused."""
    kills: Counter[str] = field(default_factory=Counter)


class Deaths:
    """Asks and kills, then looks at what is left."""

    def __init__(self, service: RunningService, dataset: str, limits: Any) -> None:
        self._service, self._dataset, self._limits = service, dataset, limits
        self._asked, self._over = Asked(), Event()
        self._client = httpx.Client(base_url=service.url, timeout=30)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def run(self, schedule: str, shifts: Sequence[Shift], kills: int) -> Asked:
        """Kill so many times while a draft changes and plans are ordered."""
        begun = {"schedule": schedule, "author": AUTHOR}
        self.draft = self._client.post("/v1/drafts", json=begun).json()["id"]
        threads = [
            Thread(target=self._change, args=(shifts,), daemon=True),
            Thread(target=self._order, daemon=True),
        ]
        for thread in threads:
            thread.start()
        draw = Random(kills)
        try:
            for n in range(kills):
                wait = draw.uniform(0.05, 3.0)
                if n % 2 == 0:
                    sleep(wait)
                    self._kill_server()
                else:
                    self._kill_planner(wait)
        finally:
            self._over.set()
        for thread in threads:
            thread.join()
        return self._asked

    def _kill_server(self) -> None:
        self._service.kill_server()
        self._service.start()
        self._asked.kills["server"] += 1

    def _kill_planner(self, wait: float) -> None:
        """Kill it some time after a job has begun, and while one is under way."""
        for _ in range(_TRIES):
            self._service.wait_for_a_job(_PATIENCE)
            sleep(wait)
            if self._service.is_at_a_job:
                break
            wait /= 2  # it was over before that
        at = "at a job" if self._service.is_at_a_job else "idle"
        is_there = self._service.kill_planner()
        self._asked.kills[f"planning process, {at}" if is_there else "none there"] += 1

    def _change(self, shifts: Sequence[Shift]) -> None:
        """Take shifts away and give them back, one change after the other."""
        with httpx.Client(base_url=self._service.url, timeout=30) as client:
            for n in _numbers(self._over.is_set):
                shift = shifts[n // 2 % len(shifts)]
                edit = {**shift, "kind": "put"}
                if n % 2 == 0:
                    edit["shift_id"] = None
                author = f"{AUTHOR} {n}"
                body = {"edit": edit, "author": author}
                try:
                    answer = client.post(f"/v1/drafts/{self.draft}/edits", json=body)
                except httpx.HTTPError:
                    self._asked.unsure.append(author)
                    sleep(0.2)
                else:
                    told = self._asked.changes if answer.is_success else self._asked.no
                    told.append(author)
                sleep(_BETWEEN)

    def _order(self) -> None:
        """Order plans, each until there is an answer; wait for it to be begun."""
        with httpx.Client(base_url=self._service.url, timeout=30) as client:
            for n in _numbers(self._over.is_set):
                key = f"order {n}"
                while key not in self._asked.orders:
                    id_ = self._ordered(client, key, n)
                    if id_ is not None:
                        self._asked.orders[key] = id_
                    sleep(0.2)
                self._over.wait(_BETWEEN_ORDERS)

    def _ordered(self, client: httpx.Client, key: str, seed: int) -> str | None:
        body = {"dataset": self._dataset, "limits": {**self._limits, "seed": seed}}
        try:
            answer = client.post(
                "/v1/schedules",
                params={"operation": "solve"},
                headers={"Idempotency-Key": key},
                json=body,
            )
            answer.raise_for_status()
        except httpx.HTTPError:
            return None
        return str(answer.json()["id"])

    def found(self, seconds: float) -> dict[str, Any]:
        """Return what is left, once every order has ended; faults are named."""
        asked, faults = self._asked, []
        kept = self._client.get(f"/v1/drafts/{self.draft}/edits").json()["items"]
        authors = [edit["author"] for edit in kept]
        if [edit["number"] for edit in kept] != list(range(1, len(kept) + 1)):
            faults.append("changes are not numbered without gaps")
        if len(set(authors)) != len(authors):
            faults.append("a change was kept twice")
        if [a for a in authors if a not in asked.unsure] != asked.changes:
            faults.append("a change that was acknowledged is lost, or out of order")
        if not set(authors) <= {*asked.changes, *asked.unsure}:
            faults.append("a change that nobody made")
        self._client.get(f"/v1/drafts/{self.draft}/plan").raise_for_status()
        states: Counter[str] = Counter()
        faults += self._of_orders(monotonic() + seconds, states)
        return {
            "kills": dict(asked.kills),
            "changes": len(asked.changes),
            "changes_refused": len(asked.no),
            "changes_without_answer": len(asked.unsure),
            "of_those_kept": len(set(authors) & set(asked.unsure)),
            "orders": len(asked.orders),
            "ended": dict(states),
            "faults": faults,
        }

    def _of_orders(self, until: float, states: Counter[str]) -> Iterator[str]:
        for id_ in self._asked.orders.values():
            told = finished(self._service.url, id_, until - monotonic())
            begun = f"begun anew {told['restarts']} times"
            states[f"{told['state']}, {begun}"] += 1
            plan = self._client.get(f"/v1/schedules/{id_}/plan")
            has_plan = told["hard_breaches"] is not None
            if plan.status_code != (200 if has_plan else 409):
                yield f"{id_} has a torn plan"
            if told["state"] == "completed" and not has_plan:
                yield f"{id_} is completed without a plan"
            is_over = told["restarts"] in (MOST_RESTARTS, MOST_RESTARTS + 1)
            if told["state"] == "failed" and not is_over:
                yield f"{id_} was given up"
        ids = self._asked.orders.values()
        if len(set(ids)) != len(ids):
            yield "two orders became one schedule"


def _numbers(is_over: Callable[[], bool]) -> Iterator[int]:
    n = 0
    while not is_over():
        yield n
        n += 1


def orders_in(database: Path) -> int:
    """Return how many plans were ordered, after SQLite found its file whole."""
    with closing(sqlite3.connect(database)) as connection:
        [[whole]] = connection.execute("PRAGMA integrity_check")
        if whole != "ok":
            raise OSError(whole)
        query = "SELECT count(*) FROM jobs WHERE operation = 'solve'"
        [[count]] = connection.execute(query)
    return int(count)
