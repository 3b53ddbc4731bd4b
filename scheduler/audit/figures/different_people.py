"""K01 and K02: how many different people a client meets."""

from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from scheduler.audit.figures.figure import Figure, covers, ratio, share
from scheduler.audit.figures.ledger import Ledger
from scheduler.audit.figures.meeting_windows import ClientWindow

MANY = 20


def continuity(ledger: Ledger, scope: str) -> dict[str, Figure]:
    """Return the continuity figures, by the client's unit.

    Only clients with ``counts_continuity`` and visits that start 07:00–22:00 local,
    of other kinds than alarm and meal, count. A window is 14 days that end on a plan
    day and lie inside what is known: from the first day of ``done_visits`` to the
    last of the plan. When no 14 days are known there is one shorter window, all that
    is known. A window in which the client meets nobody does not count.

    - K01: mean of the different people over the windows of regular clients, who are
      granted two such visits or more on every plan day of the window and were visited
      on every day of it before the plan; K01_median and K01_over20 (more than 20
      people) over the same windows. No such client: no value, denominator 0.
    - K01_within: the same over the windows that lie within the plan, which alone the
      plan decides; K01_before: over the one that ends on the day before it.
    - K01_all: the mean over the windows of all clients who count.
    - K02: mean over clients of 1 − (people − 1) / (meetings − 1) within the plan,
      where a visit by two people is two meetings; clients with two or more.
    """
    start = ledger.view.problem.start
    mine = [w for w in ledger.client_windows if covers(scope, w.client.unit)]
    every = [w.people for w in mine if w.people]
    regular = _regular(mine)
    within = _regular(w for w in mine if w.first >= start)
    before = _regular(w for w in ledger.windows_before if covers(scope, w.client.unit))
    mean = middle = _mean(regular)
    if regular:
        middle = mean.model_copy(update={"value": median(regular)})
    cci = [c for unit, c in _indices(ledger) if covers(scope, unit)]
    return {
        "K01": mean,
        "K01_median": middle,
        "K01_over20": share(sum(n > MANY for n in regular), len(regular)),
        "K01_all": _mean(every),
        "K01_within": _mean(within),
        "K01_before": _mean(before),
        "K02": ratio(sum(cci), len(cci), "index"),
    }


def _regular(windows: Iterable[ClientWindow]) -> list[int]:
    """Return how many different people regular clients meet in each window."""
    return [w.people for w in windows if w.people and w.regular]


def _mean(people: Sequence[int]) -> Figure:
    return ratio(sum(people), len(people), "people")


def _indices(ledger: Ledger) -> Iterator[tuple[str, float]]:
    """Yield unit and continuity index of each client with two meetings or more."""
    for client in ledger.view.problem.clients:
        people = ledger.people_by_day.get(client.id, ())
        if client.counts_continuity and len(people) > 1:
            yield client.unit, 1 - (len(set(people)) - 1) / (len(people) - 1)
