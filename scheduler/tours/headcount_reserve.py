"""Duties that are kept free of visits, so that the least headcount is met."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.problem import Problem, StaffingNeed
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Instant
from scheduler.rules.staffing_terms import StaffingTerms

_Duty = tuple[str, ShiftOption]
_Minutes = NDArray[np.int64]


def reserved(
    problem: Problem, duties: Mapping[_Duty, int], terms: StaffingTerms
) -> frozenset[_Duty]:
    """Return the duties that ``min`` of the staffing needs cannot do without.

    ``duties`` says how many visits each has so far: those without are taken first.
    Whoever has a locked visit drives in any case. Breaks are not looked at.
    """
    if not terms.below_min:
        return frozenset()
    by_unit: dict[str, list[_Duty]] = defaultdict(list)
    visited = {v.unit for v in problem.visits}
    for who, option in duties:
        counted = option.date >= terms.counted_from(problem, problem.employee[who])
        if option.unit in visited and counted and not _locked(problem, who, option):
            by_unit[option.unit].append((who, option))
    kept: set[_Duty] = set()
    for need in terms.needs_of(problem):
        if need.min:
            near = [d for d in by_unit[need.unit] if _meets(problem, need, d)]
            _keep(need, near, duties, kept)
    return frozenset(kept)


def _locked(problem: Problem, who: str, option: ShiftOption) -> bool:
    return any(
        v.employee == who and option.start <= v.start < option.end
        for v in problem.locked_visits
    )


def _meets(problem: Problem, need: StaffingNeed, duty: _Duty) -> bool:
    who, option = duty
    overlaps = option.start < need.end and need.start < option.end
    return overlaps and need.skills <= problem.employee[who].skills


def _keep(
    need: StaffingNeed,
    near: Sequence[_Duty],
    stops: Mapping[_Duty, int],
    kept: set[_Duty],
) -> None:
    """Add to ``kept`` until the need is met or nobody is left who helps."""
    short = np.full(need.end - need.start, need.min, np.int64)
    spans = {duty: _spans(need, duty[1].worked) for duty in near}
    for duty in kept.intersection(near):
        _present(short, spans[duty])

    def rank(duty: _Duty) -> tuple[int, int, str, date]:
        helps = sum(int((short[a:b] > 0).sum()) for a, b in spans[duty])
        return stops[duty] if helps else 10**6, -helps, duty[0], duty[1].date

    left = [duty for duty in near if duty not in kept]
    while left and (short > 0).any():
        best = min(left, key=rank)
        if rank(best)[1] == 0:
            return
        left.remove(best)
        kept.add(best)
        _present(short, spans[best])


def _spans(
    need: StaffingNeed, parts: Sequence[tuple[Instant, Instant]]
) -> list[tuple[int, int]]:
    size = need.end - need.start
    ends = [(max(0, s - need.start), min(size, e - need.start)) for s, e in parts]
    return [(s, e) for s, e in ends if s < e]


def _present(short: _Minutes, spans: Sequence[tuple[int, int]]) -> None:
    for start, end in spans:
        short[start:end] -= 1
