"""Made-up days of any size, to see how time and memory grow."""

import numpy as np

from benchmarks.routing.instances.instance import CareJob, Instance, Pair, Vehicle

TOGETHER = 10
"""One visit in so many is made by two people."""
BY_VEHICLE = 6
"""Jobs for each person, about."""


def made_day(visits: int, seed: int) -> Instance:
    """Return a day of ``visits`` places in a town that grows with them.

    As dense as before however many there are, windows of two hours, lateness costs.
    """
    random = np.random.default_rng(seed)
    side = 10 * visits**0.5
    at = random.uniform(0, side, (visits + 1, 2))
    at[0] = side / 2
    apart = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1))
    vehicles = (visits + visits // TOGETHER) // BY_VEHICLE
    jobs, pairs = [], []
    for n in range(visits):
        low = int(random.integers(0, 480))
        for _ in range(1 + (n % TOGETHER == 0)):
            able = random.choice(vehicles, size=max(2, vehicles // 3), replace=False)
            mine = frozenset(int(v) for v in able)
            jobs.append(CareJob(n, n + 1, low, low + 120, 15, mine))
        if n % TOGETHER == 0:
            pairs.append(Pair(len(jobs) - 2, len(jobs) - 1, 0, 0))
    return Instance(
        name=f"made {visits}",
        jobs=tuple(jobs),
        vehicles=(Vehicle(0, 0),) * vehicles,
        pairs=tuple(pairs),
        travel=np.rint(apart).astype(np.int64),
        scale=1,
        hard=False,
        late_price=1,
        largest_price=1,
        divisor=3,
    )
