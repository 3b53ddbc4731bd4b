"""How long visits take, learnt from how long they took."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from scheduler.domain.care_need import CareNeed
from scheduler.domain.problem import Visit
from scheduler.domain.values import VisitKind
from scheduler.follow_up.reported import FollowedRow
from scheduler.follow_up.visit_tallies import VisitAccount

STEP = 5
"""Minutes that granted times are multiples of, and that one differs by at least."""
RISK = 0.05
"""That chance alone makes any proposal at all, of all that are compared together."""

_Key = tuple[str | None, str, VisitKind, int]


class LearntMinutes(FollowedRow):
    """How long one client's visits of one kind took, beside what is granted."""

    need: str | None
    """The need that grants them; ``None`` for visits that stand alone."""
    client: str
    """Whose."""
    kind: VisitKind
    """What is done."""
    granted: int
    """Minutes, or planned where nothing else is known."""
    count: int
    """Visits that were performed."""
    low: float
    """A quarter took no longer."""
    median: float
    """Half took no longer."""
    high: float
    """A quarter took no less."""
    least: float | None
    """The median that lies behind is no less than this …"""
    most: float | None
    """… and no more; ``None`` where there are too few visits to say."""
    proposed: int | None
    """Minutes to grant instead, where it is sure that they differ."""


def learnt_minutes(
    account: VisitAccount, needs: Mapping[str, CareNeed]
) -> tuple[LearntMinutes, ...]:
    """Return what was learnt of each client and kind.

    A visit took as long as the person who stayed longest. Another time is proposed
    where the whole interval of the median (of order statistics, which asks nothing of
    how times are spread) lies ``STEP`` minutes or more from what is granted. The
    intervals hold all at once with ``1 - RISK``, so that some visits more and some
    less, as always, propose nothing.

    Parameters
    ----------
    account
        What was granted and reported.
    needs
        The need behind a visit, by the visit's id.
    """
    times = _times(account, needs)
    granted_so = {(n.client, n.kind) for n in account.view.problem.needs}
    return tuple(
        _learnt(key, minutes, len(times), is_clear=_is_clear(key, granted_so))
        for key, minutes in sorted(times.items(), key=lambda item: str(item[0]))
    )


def _is_clear(key: _Key, granted_so: set[tuple[str, VisitKind]]) -> bool:
    """Whether it can be told which rows a proposal is about."""
    need, client, kind, _ = key
    return need is not None or (client, kind) not in granted_so


def _times(
    account: VisitAccount, needs: Mapping[str, CareNeed]
) -> dict[_Key, list[int]]:
    found: dict[_Key, list[int]] = defaultdict(list)
    for visit in account.view.problem.visits:
        rows = account.by_visit.get(visit.id, ())
        longest = max((row.minutes for row in rows), default=0)
        if longest:
            found[_key(visit, needs.get(visit.id))].append(longest)
    return found


def _key(visit: Visit, need: CareNeed | None) -> _Key:
    same = need is not None and need.minutes == visit.minutes
    return need.id if need and same else None, visit.client, visit.kind, visit.minutes


def _learnt(
    key: _Key, minutes: Sequence[int], groups: int, *, is_clear: bool
) -> LearntMinutes:
    need, client, kind, granted = key
    low, median, high = (float(q) for q in np.quantile(minutes, (0.25, 0.5, 0.75)))
    bounds = median_interval(minutes, RISK / groups)
    least, most = bounds or (None, None)
    differs = bounds and (bounds[0] >= granted + STEP or bounds[1] <= granted - STEP)
    return LearntMinutes(
        need=need,
        client=client,
        kind=kind,
        granted=granted,
        count=len(minutes),
        low=low,
        median=median,
        high=high,
        least=least,
        most=most,
        proposed=proposal(median) if differs and is_clear else None,
    )


def proposal(median: float) -> int:
    """Return a time that can be granted: a multiple of five minutes."""
    return max(STEP, STEP * round(median / STEP))


def median_interval(values: Sequence[float], risk: float) -> tuple[float, float] | None:
    """Return an interval that misses the median with ``risk`` at most.

    From one value to another in their order, however they are spread (the sign test);
    ``None`` where there are too few for that.
    """
    from scipy.special import bdtr  # a quarter of a second to import

    inside = sorted(values)
    misses = bdtr(np.arange(len(inside) // 2), len(inside), 0.5)
    outside = int(np.searchsorted(misses, risk / 2, side="right"))
    if outside == 0:
        return None
    return inside[outside - 1], inside[-outside]
