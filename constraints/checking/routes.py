"""The routes of a plan: which visits each part of a shift is driven in."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator

from scheduler.domain.plan import ShiftRow, VisitRow
from scheduler.domain.plan_view import PlanView, is_stayed_on


def routes_of(view: PlanView) -> Iterator[tuple[ShiftRow, list[VisitRow]]]:
    """Give each visit to the shift part that is the last to begin before it.

    Parts without visits, visits outside every part and parts of no unit are left out.
    """
    parts: dict[str, list[ShiftRow]] = defaultdict(list)
    for shift in sorted(view.plan.shifts, key=lambda s: s.start):
        mine = parts[shift.employee]
        if shift.unit not in view.problem.unit:  # V02 finds those of no unit
            continue
        if mine and mine[-1].shift == shift.shift and is_stayed_on(mine[-1], shift):
            breaks = (*mine[-1].breaks, *shift.breaks)
            whole = {"end": shift.end, "breaks": breaks}
            mine[-1] = mine[-1].model_copy(update=whole)
        else:
            mine.append(shift)
    for who, mine in parts.items():
        starts = [shift.start for shift in mine]
        routes: list[list[VisitRow]] = [[] for _ in mine]
        for row in view.visits_of(who):
            index = bisect_right(starts, row.start) - 1
            if index >= 0 and row.start < mine[index].end:
                routes[index].append(row)
        yield from ((s, rows) for s, rows in zip(mine, routes, strict=True) if rows)
