"""Every plan worth trying for a very small problem."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import permutations, product

from scheduler.audit.audit import audit
from scheduler.domain.clock import wall_clock
from scheduler.domain.plan import Plan, ShiftRow, VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Problem, Visit
from scheduler.domain.shift_option import ShiftOption, option_of
from scheduler.domain.values import Instant, PayClass
from scheduler.rules.rule import Rule
from tests.build import UNIT, ZONE

STEP = 1
"""Minutes between the places that are tried for a break."""

Choice = tuple[ShiftOption, PayClass]
Place = tuple[str, date]
"""A person on a date."""


@dataclass
class Tries:
    """Every way to man the shifts and visits of a problem, at few different times."""

    problem: Problem

    def __post_init__(self) -> None:
        self._view = PlanView(self.problem, Plan())
        self._clock = wall_clock(ZONE)

    def plans(self) -> Iterator[Plan]:
        """Yield plans, many of them not legal."""
        people = [
            (e, day) for e in self.problem.employees for day in self.problem.dates
        ]
        offers = [[None, *self._offers(e, day)] for e, day in people]
        keys = [(e.id, day) for e, day in people]
        for choice in product(*offers):
            duties = {k: c for k, c in zip(keys, choice, strict=True) if c is not None}
            for who in product(*(self._crews(v, duties) for v in self.problem.visits)):
                yield from self._timed(duties, who)

    def _offers(self, employee: Employee, day: date) -> Iterator[Choice]:
        for type_ in self.problem.shift_types:
            option = option_of(self._clock, type_, day, UNIT)
            if employee.is_monthly:
                yield option, PayClass.ORDINARY
                above = employee.degree_pct < 100
                yield option, PayClass.EXTRA if above else PayClass.OVERTIME
            else:
                yield option, PayClass.HOURLY

    def _crews(
        self, visit: Visit, duties: Mapping[Place, Choice]
    ) -> list[tuple[Place, ...]]:
        near = [
            place
            for place, (option, _) in duties.items()
            if option.start < visit.latest + 30 + visit.minutes
            and visit.earliest - 30 < option.end
        ]
        crews = [
            pair
            for pair in permutations(near, visit.staff)
            if list(pair) == sorted(pair) and len({p[0] for p in pair}) == visit.staff
        ]
        return [(), *crews]

    def _timed(
        self, duties: Mapping[Place, Choice], who: Sequence[tuple[Place, ...]]
    ) -> Iterator[Plan]:
        for order in permutations(range(len(who))):
            rows = self._drive(duties, who, order)
            visits = tuple(row for mine in rows.values() for row in mine)
            for last in (False, True):
                shifts = self._shifts(duties, rows, last=last)
                if shifts is not None:
                    yield Plan(shifts=shifts, visits=visits)

    def _drive(
        self,
        duties: Mapping[Place, Choice],
        who: Sequence[tuple[Place, ...]],
        order: Sequence[int],
    ) -> dict[Place, list[VisitRow]]:
        """Make the visits in this order, each as early as everybody can be there."""
        rows: dict[Place, list[VisitRow]] = {place: [] for place in duties}
        for n in order:
            visit, crew = self.problem.visits[n], who[n]
            moves = {
                place: self._move(duties[place][0], rows[place], visit, place[0])
                for place in crew
            }
            ready = [free + minutes for free, _, minutes in moves.values()]
            start = max([visit.earliest, *ready])
            for staff_no, place in enumerate(crew, start=1):
                _, here, minutes = moves[place]
                rows[place].append(
                    VisitRow(
                        visit=visit.id,
                        staff_no=staff_no,
                        employee=place[0],
                        start=start,
                        end=start + visit.minutes,
                        from_id=here,
                        travel_minutes=minutes,
                    )
                )
        return rows

    def _move(
        self, option: ShiftOption, before: Sequence[VisitRow], visit: Visit, who: str
    ) -> tuple[Instant, str, int]:
        """Return when the person is free, where, and the minutes to the visit."""
        part = max(
            (p for p in option.parts if p[0] <= visit.latest + 30),
            default=option.parts[0],
        )
        free, here = part[0], option.unit
        if before and before[-1].end > part[0]:
            free = before[-1].end
            here = self.problem.visit[before[-1].visit].client
        mode = self.problem.employee[who].transport
        return free, here, self._view.travel.minutes(here, visit.client, mode)

    def _shifts(
        self,
        duties: Mapping[Place, Choice],
        rows: Mapping[Place, Sequence[VisitRow]],
        *,
        last: bool,
    ) -> tuple[ShiftRow, ...] | None:
        """Lay the breaks, as early or as late as visits and ways allow."""
        made: list[ShiftRow] = []
        for place, (option, pay_class) in duties.items():
            breaks = self._breaks(place, option, rows[place], last=last)
            if breaks is None:
                return None
            for number, (start, end) in enumerate(option.parts, start=1):
                mine = tuple(b for b in breaks if start <= b[0] and b[1] <= end)
                made.append(
                    ShiftRow(
                        employee=place[0],
                        date=place[1],
                        shift=option.shift,
                        part=number,
                        unit=option.unit,
                        start=start,
                        end=end,
                        breaks=mine,
                        paid_minutes=end - start - sum(b - a for a, b in mine),
                        pay_class=pay_class,
                    )
                )
        return tuple(made)

    def _breaks(
        self, place: Place, option: ShiftOption, rows: Sequence[VisitRow], *, last: bool
    ) -> list[tuple[Instant, Instant]] | None:
        busy = [(r.start - r.travel_minutes, r.end) for r in rows]
        mode = self.problem.employee[place[0]].transport
        if rows:
            there = self.problem.visit[rows[-1].visit].client
            home = self._view.travel.minutes(there, option.unit, mode)
            busy.append((rows[-1].end, rows[-1].end + home))
        found: list[tuple[Instant, Instant]] = []
        for rule in self.problem.shift_type[option.shift].breaks:
            first = self._clock.at(option.date, rule.earliest)
            until = self._clock.at(option.date, rule.latest) - rule.minutes
            starts = [*range(first, until + 1, STEP)]
            free = [
                s
                for s in (reversed(starts) if last else starts)
                if all(e <= s or s + rule.minutes <= b for b, e in [*busy, *found])
            ]
            if not free:
                return None
            found.append((free[0], free[0] + rule.minutes))
        return found


def cheapest(problem: Problem, rules: Sequence[Rule]) -> int | None:
    """Return the price of the cheapest legal plan tried; ``None`` if there was none."""
    tried = dict.fromkeys(Tries(problem).plans())
    found = (audit(problem, plan, rules, with_figures=False) for plan in tried)
    return min((a.objective for a in found if not a.hard_breaches), default=None)
