"""How what is shared would be shared evenly, by degree of employment."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from scheduler.base_schedule.week_bound import Duties, RowCrew
from scheduler.domain.problem import Employee, ShiftType
from scheduler.domain.values import ShiftKind

_SATURDAY = 5


class FairShare(NamedTuple):
    """What a row would have in the cycle."""

    passes: int
    weekends: int
    evenings: int
    nights: int


def fair_shares(
    crews: Sequence[RowCrew], duties: Duties, types: Mapping[str, ShiftType], weeks: int
) -> Mapping[str, FairShare]:
    """Share the duties that the work takes among the rows of each unit.

    Who works nothing but evenings or nights has those whatever others have.
    """
    rows = [row for crew in crews for row in crew.members]
    total = {
        what: _by_unit(crews, duties, types, counted)
        for what, counted in _COUNTED.items()
    }
    shared = {what: _shared(what, rows, total[what]) for what in total}
    return {
        row.id: FairShare(
            round(shared["passes"][row.id]),
            min(round(shared["weekends"][row.id]), _most_weekends(row, weeks)),
            round(shared["evenings"][row.id]),
            round(shared["nights"][row.id]),
        )
        for row in rows
    }


_COUNTED: Mapping[str, Callable[[ShiftKind, int], float]] = {
    "passes": lambda _, __: 1,
    "weekends": lambda _, weekday: 0.5 * (weekday >= _SATURDAY),
    "evenings": lambda kind, _: kind is ShiftKind.EVENING,
    "nights": lambda kind, _: kind is ShiftKind.NIGHT,
}
_KIND = {"evenings": ShiftKind.EVENING, "nights": ShiftKind.NIGHT}


def _by_unit(
    crews: Sequence[RowCrew],
    duties: Duties,
    types: Mapping[str, ShiftType],
    counted: Callable[[ShiftKind, int], float],
) -> Mapping[str, float]:
    """Return how much of it there is, by unit of the rows."""
    found: dict[str, float] = defaultdict(float)
    for (n, (shift, _), weekday), many in duties.items():
        unit = crews[n].members[0].unit
        found[unit] += many * counted(types[shift].kind, weekday)
    return found


def _shared(
    what: str, rows: Iterable[Employee], total: Mapping[str, float]
) -> Mapping[str, float]:
    """Return each row's part, as its degree is of those who take part in its unit."""
    kind = _KIND.get(what)
    pools: dict[str, list[Employee]] = defaultdict(list)
    found: dict[str, float] = {}
    for row in rows:
        found[row.id] = 0.0
        if kind is None or row.works_kind(kind):
            pools[row.unit].append(row)
    for unit, pool in pools.items():
        weight = sum(row.week_target for row in pool)
        for row in pool:
            found[row.id] = total.get(unit, 0.0) * row.week_target / max(weight, 1e-9)
    return found


def _most_weekends(row: Employee, weeks: int) -> int:
    pattern = row.weekends
    return weeks if pattern is None else weeks * pattern.worked // pattern.of
