"""One person's visits on one shift, and where there is room for more."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from scheduler.domain.plan import ShiftRow, VisitRow
from scheduler.domain.problem import Employee, Visit
from scheduler.domain.spans import worked_spans
from scheduler.domain.travel import Travel
from scheduler.domain.values import Instant, Span


class Way(NamedTuple):
    """From where and when somebody leaves, to where and when they must be."""

    origin: str
    leaves: Instant
    goal: str
    arrives: Instant


class VisitSlot(NamedTuple):
    """Before which visit of a route there is room, and from when."""

    before: int
    start: Instant


@dataclass(frozen=True, eq=False)
class Route:
    """Stays as it is: what is put in or taken out makes another route."""

    employee: Employee
    shift: ShiftRow
    rows: tuple[VisitRow, ...]
    _slots: dict[tuple[str, Instant, bool, Instant], VisitSlot | None] = field(
        default_factory=dict, init=False, repr=False
    )
    _longer: dict[tuple[VisitSlot, str, int], "Route"] = field(
        default_factory=dict, init=False, repr=False
    )
    """What was asked before: the same is asked again and again."""

    def slot(
        self,
        travel: Travel,
        visit: Visit,
        start: Instant,
        *,
        fixed: bool,
        since: Instant = 0,
    ) -> VisitSlot | None:
        """Return where a visit fits between the others, which stay when they are.

        ``start`` is when it is planned, which is tried first; a ``fixed`` visit begins
        then or not at all. Nobody sets out to it before ``since``.
        """
        key = visit.id, start, fixed, since
        if key not in self._slots:
            self._slots[key] = self._slot(travel, visit, start, fixed, since)
        return self._slots[key]

    def _slot(
        self, travel: Travel, visit: Visit, start: Instant, fixed: bool, since: Instant
    ) -> VisitSlot | None:
        if self.shift.unit != visit.unit or not self._is_near(visit, start):
            return None
        for index, way in enumerate(self._ways(travel, since)):
            is_late = way.leaves > max(visit.latest, start)
            if is_late or way.leaves + visit.minutes > way.arrives:
                continue
            for at in self._starts(travel, way, visit, start, fixed):
                if self._fits(travel, way, visit, at):
                    return VisitSlot(index, at)
        return None

    def _is_near(self, visit: Visit, start: Instant) -> bool:
        """Whether the shift has anything of when the visit may be."""
        soonest, latest = min(visit.earliest, start), max(visit.latest, start)
        return soonest < self.shift.end and self.shift.start <= latest

    def _ways(self, travel: Travel, since: Instant) -> Iterator[Way]:
        here, free = self.shift.unit, self.shift.start
        for row in self.rows:
            there = self._place(travel, row)
            yield Way(here, max(free, since), there, row.start)
            here, free = there, row.end
        yield Way(here, max(free, since), self.shift.unit, self.shift.end)

    @staticmethod
    def _place(travel: Travel, row: VisitRow) -> str:
        return travel.problem.visit[row.visit].client

    def _starts(
        self, travel: Travel, way: Way, visit: Visit, start: Instant, fixed: bool
    ) -> Iterator[Instant]:
        if way.leaves <= start < way.arrives:
            yield start
        if fixed:
            return
        move = self._minutes(travel, way.origin, visit.client)
        ends = [end for _, end in self._breaks(way.leaves, way.arrives)]
        for leaves in (way.leaves, *ends):
            for rest in (0, self._rest(leaves, way.arrives)):
                at = max(visit.earliest, leaves + move + rest)
                if at <= visit.latest:
                    yield at

    def _fits(self, travel: Travel, way: Way, visit: Visit, at: Instant) -> bool:
        """Whether there is time for both moves, the visit, and the breaks between."""
        there = self._minutes(travel, way.origin, visit.client)
        back = self._minutes(travel, visit.client, way.goal)
        ends = at + visit.minutes
        return (
            self._can_move(way.leaves, at, there)
            and self._can_move(ends, way.arrives, back)
            and not self._rest(at, ends)
        )

    def _can_move(self, leaves: Instant, arrives: Instant, minutes: int) -> bool:
        """Whether a move fits before, between or after the breaks, in one go."""
        if arrives - leaves < minutes:
            return False
        free = worked_spans([(leaves, arrives)], self.shift.breaks)
        return minutes == 0 or any(minutes <= end - start for start, end in free)

    def _breaks(self, start: Instant, end: Instant) -> list[Span]:
        return [(a, b) for a, b in self.shift.breaks if start < b <= end]

    def _rest(self, start: Instant, end: Instant) -> int:
        return sum(max(0, min(end, b) - max(start, a)) for a, b in self.shift.breaks)

    def _minutes(self, travel: Travel, origin: str, goal: str) -> int:
        return travel.minutes(origin, goal, self.employee.transport)

    def with_visit(self, slot: VisitSlot, visit: Visit, staff_no: int) -> "Route":
        """Return the route with a visit more."""
        key = slot, visit.id, staff_no
        if key not in self._longer:
            self._longer[key] = self._with_visit(slot, visit, staff_no)
        return self._longer[key]

    def _with_visit(self, slot: VisitSlot, visit: Visit, staff_no: int) -> "Route":
        row = VisitRow(
            visit=visit.id,
            staff_no=staff_no,
            employee=self.employee.id,
            start=slot.start,
            end=slot.start + visit.minutes,
            from_id="",
        )
        rows = (*self.rows[: slot.before], row, *self.rows[slot.before :])
        return replace(self, rows=rows)

    def without(self, visits: Collection[str]) -> "Route":
        """Return the route with some visits less."""
        return replace(self, rows=tuple(r for r in self.rows if r.visit not in visits))
