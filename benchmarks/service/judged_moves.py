"""How long it takes until a planner knows what a moved shift does."""

from random import Random
from time import perf_counter
from typing import Any

import httpx

MOVES = 55


def move_times(url: str, schedule: str) -> list[float]:
    """Return how long shifts given away at random took to be judged, ms."""
    with httpx.Client(base_url=url, timeout=120) as client:
        shifts = client.get(f"/v1/schedules/{schedule}/plan").json()["shifts"]
        begun = {"schedule": schedule, "author": "benchmark"}
        draft = client.post("/v1/drafts", json=begun).json()["id"]
        draw = Random(1)
        people = sorted({shift["employee_id"] for shift in shifts})
        edits = [_edit(draw.choice(shifts), draw.choice(people)) for _ in range(MOVES)]
        _judged(client, draft, edits[0])  # opens the draft
        return [_judged(client, draft, edit) for edit in edits]


def _edit(shift: dict[str, Any], to: str) -> dict[str, str]:
    who, day = shift["employee_id"], shift["date"]
    return {"kind": "give", "employee_id": who, "date": day, "to": to}


def _judged(client: httpx.Client, draft: str, edit: dict[str, str]) -> float:
    begun = perf_counter()
    body = {"edit": edit, "author": "benchmark"}
    answer = client.post(f"/v1/drafts/{draft}/effects", json=body)
    took = 1000 * (perf_counter() - begun)
    if answer.status_code not in (200, 422):  # 422: to the one who has it
        answer.raise_for_status()
    return took
