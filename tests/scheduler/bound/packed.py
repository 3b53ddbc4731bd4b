"""Problems made from a plan: filled to the last minute, with windows around that."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from scheduler.domain.clock import wall_clock
from scheduler.domain.plan import Plan, ShiftRow, VisitRow
from scheduler.domain.problem import Employee, Problem, ShiftType, Visit
from scheduler.domain.shift_option import ShiftOption, option_of
from scheduler.domain.travel import Travel
from scheduler.domain.values import Instant, PayClass
from tests.build import HERE, MONDAY, UNIT, ZONE, client, hourly, plan, problem, visit
from tests.scheduler.bound.made_up import TYPES

CLIENTS = tuple(
    client(f"c{n}", lat=HERE["lat"] + 0.003 * n, lon=HERE["lon"]) for n in range(4)
)


def packed(seed: int) -> tuple[Problem, Plan]:
    """Make up a day on which everybody hurries from visit to visit, and its plan."""
    rng = Random(seed)
    types = [rng.choice(TYPES) for _ in range(rng.randint(1, 3))]
    people = tuple(_person(rng, f"p{n}", t) for n, t in enumerate(types))
    bare = problem(employees=people, shift_types=TYPES, clients=CLIENTS)
    days = [_Day(rng, bare, *pair) for pair in zip(people, types, strict=True)]
    shifts = [row for day in days for row in day.shifts]
    rows = [row for day in days for row in day.rows]
    visits = [_visit(rng, bare, row) for row in rows]
    made = bare.model_copy(update={"visits": tuple(visits)})
    return made, plan(*shifts, *rows)


def _person(rng: Random, id_: str, type_: ShiftType) -> Employee:
    """Make somebody whose daily rest begins when the shift is over."""
    over = type_.spans[-1][1] % 1440
    return hourly(id_, transport=rng.choice(("car", "bike")), day_break=over)


def _visit(rng: Random, bare: Problem, row: VisitRow) -> Visit:
    """Make the visit of a row, with a window around its start."""
    early, late = (rng.choice((0, 0, 15, 60, 200)) for _ in range(2))
    made = visit(
        row.visit,
        client=row.visit.split("-")[0],
        minutes=row.end - row.start,
        priority=rng.choice((1, 1, 3)),
    )
    return made.model_copy(
        update={
            "date": bare.start,
            "earliest": row.start - early,
            "latest": row.start + late,
        }
    )


@dataclass
class _Day:
    """One person's shift, driven without a pause but the breaks."""

    rng: Random
    bare: Problem
    person: Employee
    type_: ShiftType
    shifts: list[ShiftRow] = field(default_factory=list)
    rows: list[VisitRow] = field(default_factory=list)

    def __post_init__(self) -> None:
        clock = wall_clock(ZONE)
        option = option_of(clock, self.type_, MONDAY, UNIT)
        windows = [
            (clock.at(MONDAY, b.earliest), clock.at(MONDAY, b.latest), b.minutes)
            for b in self.type_.breaks
        ]
        self._travel = Travel(self.bare)
        for number, (start, end) in enumerate(option.parts, start=1):
            mine = [w for w in windows if start <= w[0] and w[1] <= end]
            breaks = tuple(self._drive(start, end, mine))
            self._add(option, number, breaks)

    def _drive(
        self, start: Instant, end: Instant, windows: list[tuple[int, int, int]]
    ) -> Iterator[tuple[Instant, Instant]]:
        """Visit until it is time to go back; yield the breaks taken on the way."""
        now, here = start, UNIT
        left = list(windows)
        while True:
            if left and self._is_due(now, left[0]):
                first, _, minutes = left.pop(0)
                now = max(now, first)
                yield now, now + minutes
                now += minutes
            goal = self.rng.choice(CLIENTS).id
            length = self.rng.choice((5, 10, 25, 40))
            begins = now + self._minutes(here, goal)
            if left and begins + length > left[0][1] - left[0][2]:
                length = 5
            if begins + length + self._minutes(goal, UNIT) > end:
                break
            self.rows.append(self._row(goal, here, (begins, begins + length)))
            now, here = begins + length, goal
        for first, _, minutes in left:
            yield max(first, now), max(first, now) + minutes

    def _minutes(self, here: str, there: str) -> int:
        return self._travel.minutes(here, there, self.person.transport)

    def _is_due(self, now: Instant, window: tuple[int, int, int]) -> bool:
        first, last, minutes = window
        latest = last - minutes
        return now >= first and (now > latest - 60 or self.rng.random() < 0.3)

    def _row(self, goal: str, here: str, when: tuple[int, int]) -> VisitRow:
        number = len(self.rows)
        return VisitRow(
            visit=f"{goal}-{self.person.id}-{number}",
            employee=self.person.id,
            start=when[0],
            end=when[1],
            from_id=here,
            travel_minutes=self._minutes(here, goal),
        )

    def _add(
        self, option: ShiftOption, number: int, breaks: tuple[tuple[int, int], ...]
    ) -> None:
        start, end = option.parts[number - 1]
        self.shifts.append(
            ShiftRow(
                employee=self.person.id,
                date=option.date,
                shift=option.shift,
                part=number,
                unit=UNIT,
                start=start,
                end=end,
                breaks=breaks,
                paid_minutes=end - start - sum(b - a for a, b in breaks),
                pay_class=PayClass.HOURLY,
            )
        )
