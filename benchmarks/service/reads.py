"""How long reads take when many read at once."""

import asyncio
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from random import Random
from time import perf_counter
from typing import NamedTuple, Self
from urllib.parse import urlsplit

import uvloop

CLIENTS = 50
PARTS = ("", "/figures", "/costs", "/breaches", "/plan")
Times = dict[str, list[float]]
_AT_HAND = 2**22
"""Bytes that a client takes in without asking for more: more than any answer has."""
_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


class Asking(NamedTuple):
    """How clients ask."""

    pause: float
    """Seconds from an answer to the next question, on average; 0: at once."""
    takes: str = "gzip"
    """What they read besides plain bytes, as browsers and programs do."""


def read_times(url: str, schedule: str, seconds: float, asking: Asking) -> Times:
    """Return how long each read took, ms, by what was read.

    So many clients read for some seconds.
    """
    return uvloop.run(_measured(url, schedule, seconds, asking))


async def _measured(url: str, schedule: str, seconds: float, asking: Asking) -> Times:
    times: Times = defaultdict(list)
    reads = {part: f"/v1/schedules/{schedule}{part}" for part in PARTS}
    first = await PlainClient.to(url, asking.takes)
    for at in reads.values():  # the first one to read has it made
        await first.read(at)
    first.close()
    clients = [await PlainClient.to(url, asking.takes) for _ in range(CLIENTS)]
    until = perf_counter() + seconds, asking.pause
    each = [_reads(c, reads, until, times, Random(n)) for n, c in enumerate(clients)]
    await asyncio.gather(*each)
    return times


async def _reads(
    client: "PlainClient",
    reads: Mapping[str, str],
    until: tuple[float, float],
    times: Times,
    draw: Random,
) -> None:
    end, pause = until
    await asyncio.sleep(pause * draw.random())
    while perf_counter() < end:
        part = draw.choice(PARTS)
        begun = perf_counter()
        await client.read(reads[part])
        times[part or "/"].append(1000 * (perf_counter() - begun))
        await asyncio.sleep(pause * 2 * draw.random())
    client.close()


class PlainClient:
    """A connection that reads, at hardly any cost of its own.

    A whole HTTP library takes four times as long for a read as the service does, and
    fifty of its clients in one process wait for each other. Python's own loop, which
    takes a plan of 1.5 MB in by 64 kB, takes twice as long. What comes as gzip is left
    so: clients have computers of their own.
    """

    def __init__(
        self, heads: str, streams: tuple[asyncio.StreamReader, asyncio.StreamWriter]
    ) -> None:
        self._heads = heads
        self._from, self._to = streams

    @classmethod
    async def to(cls, url: str, takes: str) -> Self:
        """Connect."""
        host = urlsplit(url).netloc
        name, _, port = host.partition(":")
        streams = await asyncio.open_connection(name, int(port), limit=_AT_HAND)
        return cls(f"Host: {host}\r\nAccept-Encoding: {takes}\r\n\r\n", streams)

    async def read(self, at: str) -> bytes:
        """Return what stands at an address; raises where it is refused."""
        self._to.write(f"GET {at} HTTP/1.1\r\n{self._heads}".encode())
        head = await self._from.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200 "):
            raise RuntimeError(head.decode("latin-1"))
        length = _LENGTH.search(head)
        return await self._from.readexactly(int(length[1]) if length else 0)

    def close(self) -> None:
        """Hang up."""
        self._to.close()


def spread(times: Sequence[float]) -> dict[str, float]:
    """Return how many there are, the median, the 95th of 100, and the longest, ms."""
    ordered = sorted(times)
    at = {"median": 0.5, "p95": 0.95, "longest": 1.0}
    last = len(ordered) - 1
    found = {name: round(ordered[round(share * last)], 1) for name, share in at.items()}
    return {"reads": len(ordered), **found}
