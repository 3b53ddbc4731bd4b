"""How what a base schedule has to share would be shared by degree of employment."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from scheduler.base_schedule.base_weeks import BaseSchedule
from scheduler.base_schedule.row_figures import RowFigures, row_figures
from scheduler.domain.problem import Employee, Problem
from scheduler.domain.values import ShiftKind


class FairShare(NamedTuple):
    """What a row would have in the cycle."""

    passes: int
    weekends: int
    evenings: int
    nights: int


def fair_shares(problem: Problem, base: BaseSchedule) -> Mapping[str, FairShare]:
    """Share what rows of a unit have now, as their degrees are.

    Who works nothing but evenings or nights has those whatever others have, and nobody
    has more weekends than the own pattern allows.
    """
    figures = {found.row: found for found in row_figures(problem, base)}
    plain = _shared(base.rows, lambda row: figures[row].passes)
    weekends = _shared(base.rows, lambda row: figures[row].weekends)
    evenings = _of_kind(base.rows, figures, ShiftKind.EVENING, plain)
    nights = _of_kind(base.rows, figures, ShiftKind.NIGHT, plain)
    return {
        row.id: FairShare(
            round(plain[row.id]),
            min(round(weekends[row.id]), _most_weekends(row, base.weeks)),
            round(evenings[row.id]),
            round(nights[row.id]),
        )
        for row in base.rows
    }


def _shared(rows: Iterable[Employee], count: Callable[[str], int]) -> dict[str, float]:
    """Return each row's part of what its unit has, among rows of like kinds of work."""
    pools: dict[object, list[Employee]] = defaultdict(list)
    for row in rows:
        nights_only = row.shift_kinds == {ShiftKind.NIGHT}
        pools[row.unit, nights_only].append(row)
    found: dict[str, float] = {}
    for pool in pools.values():
        total = sum(count(row.id) for row in pool)
        weight = sum(row.week_target for row in pool) or 1.0
        found |= {row.id: total * row.week_target / weight for row in pool}
    return found


def _of_kind(
    rows: Iterable[Employee],
    figures: Mapping[str, RowFigures],
    kind: ShiftKind,
    plain: Mapping[str, float],
) -> dict[str, float]:
    """Share evenings or nights among those who work other kinds of shift as well."""
    takes_part = [r for r in rows if r.works_kind(kind) and r.shift_kinds != {kind}]
    evenings = kind is ShiftKind.EVENING
    shared = _shared(
        takes_part,
        lambda row: figures[row].evenings if evenings else figures[row].nights,
    )
    alone = {row.id: plain[row.id] for row in rows if row.shift_kinds == {kind}}
    return dict.fromkeys((row.id for row in rows), 0.0) | shared | alone


def _most_weekends(row: Employee, weeks: int) -> int:
    pattern = row.weekends
    return weeks if pattern is None else weeks * pattern.worked // pattern.of
