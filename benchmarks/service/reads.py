"""How long reads take when many read at once."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from random import Random
from time import perf_counter

import httpx

CLIENTS = 50
PARTS = ("", "/figures", "/costs", "/breaches", "/plan")
Times = dict[str, list[float]]


def read_times(url: str, schedule: str, seconds: float, pause: float) -> Times:
    """Return how long each read took, ms, by what was read.

    So many clients read for some seconds, each with a ``pause`` from one read to the
    next; without one, each as soon as the answer before is there.
    """
    return asyncio.run(_measured(url, schedule, seconds, pause))


async def _measured(url: str, schedule: str, seconds: float, pause: float) -> Times:
    times: Times = defaultdict(list)
    limits = httpx.Limits(max_connections=CLIENTS)
    async with httpx.AsyncClient(base_url=url, limits=limits, timeout=60) as client:
        for part in PARTS:  # the first one to read has it made
            await client.get(f"/v1/schedules/{schedule}{part}")
        end = perf_counter() + seconds
        each = [
            _client(client, schedule, (end, pause), times, Random(n))
            for n in range(CLIENTS)
        ]
        await asyncio.gather(*each)
    return times


async def _client(
    client: httpx.AsyncClient,
    schedule: str,
    until: tuple[float, float],
    times: Times,
    draw: Random,
) -> None:
    end, pause = until
    await asyncio.sleep(pause * draw.random())
    while perf_counter() < end:
        part = draw.choice(PARTS)
        begun = perf_counter()
        answer = await client.get(f"/v1/schedules/{schedule}{part}")
        times[part or "/"].append(1000 * (perf_counter() - begun))
        answer.raise_for_status()
        await asyncio.sleep(pause * 2 * draw.random())


def spread(times: Sequence[float]) -> dict[str, float]:
    """Return how many there are, the median, the 95th of 100, and the longest, ms."""
    ordered = sorted(times)
    at = {"median": 0.5, "p95": 0.95, "longest": 1.0}
    last = len(ordered) - 1
    found = {name: round(ordered[round(share * last)], 1) for name, share in at.items()}
    return {"reads": len(ordered), **found}
