"""The ties between visits as the engine reads them."""

import numpy as np

from scheduler.context.visit_links import Links
from scheduler.tours.kernels.model import LINK, Records

UNTIED = -(1 << 41)
"""Less than any gap between two starts."""


def table_of(links: Links, tasks: Records) -> Records:
    """Return the ties as the engine reads them; tell each task which are its own.

    Where one task only waits for another, the other has an empty tie back, so that it
    knows whom to tell when its time changes.
    """
    pairs = {(t, o) for t, mine in links.items() for o in mine}
    pairs |= {(o, t) for t, o in pairs}
    table = np.zeros(len(pairs), LINK)
    tasks["first_link"] = tasks["last_link"] = 0
    before = -1
    for n, (task, other) in enumerate(sorted(pairs)):
        gap = links.get(task, {}).get(other, UNTIED)
        together = gap == 0 and links.get(other, {}).get(task) == 0
        table[n] = (other, gap, together)
        if task != before:
            tasks["first_link"][task] = n
        tasks["last_link"][task] = n + 1
        before = task
    return table
