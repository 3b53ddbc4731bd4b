"""People with a month of everything that decides pay, drawn for two pricers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from random import Random

from scheduler.domain.plan import Plan, ShiftRow
from scheduler.domain.problem import AbsenceRow, Problem, ShiftType, WorkedShift
from scheduler.domain.values import AbsenceKind, PayClass
from tests.build import (
    UNIT,
    employee,
    jour_type,
    on_call,
    plan,
    problem,
    shift_type,
)
from tests.scheduler.pay.priced_twice.drawn_agreements import (
    OwnRows,
    drawn_rows,
    laid_over,
    text_of,
)
from tests.scheduler.pay.priced_twice.minute_pricer import (
    DAY,
    STOCKHOLM,
    Shift,
    Terms,
    local,
    worked,
)
from tests.scheduler.pay.priced_twice.person_pricer import (
    Person,
    Spans,
    Worked,
    midnight,
)

DAYS = 28
STARTS = (
    "2022-12-12",
    "2023-03-20",
    "2023-04-03",
    "2024-10-14",
    "2025-03-17",
    "2025-12-15",
    "2026-03-23",
    "2026-10-12",
    "2026-12-14",
)
"""Mondays before the clocks, the agreement, the year or Easter change."""


def home() -> ShiftType:
    """Build a night of beredskap."""
    made = shift_type("home", "16:00-07:00")
    whole = on_call("beredskap", "16:00-07:00", "16:00")
    return ShiftType.model_validate(made.model_dump() | {"breaks": [whole]})


TYPES = (
    jour_type("jour", "14:00-09:00", "22:00-06:00"),
    jour_type("short", "21:00-07:00", "23:00-06:00"),
    home(),
)
ON_CALL = {
    "jour": ("jour", (14, 33), (22, 30)),
    "short": ("jour", (21, 31), (23, 30)),
    "home": ("beredskap", (16, 31), (16, 31)),
}
"""Of each type its kind, when it is and when one is on call: hours of its date."""


@dataclass(frozen=True)
class DrawnPerson:
    """The same person for the product and for the second pricer."""

    problem: Problem
    plan: Plan
    person: Person


def at(day: date, minutes: int) -> int:
    """Return the moment of a clock time, in minutes that may pass a day's."""
    days, minutes = divmod(minutes, 1440)
    clock = time(*divmod(minutes, 60))
    moment = datetime.combine(day + DAY * days, clock, STOCKHOLM)
    return int(moment.timestamp()) // 60


class DrawnShifts:
    """The shifts of one person, none of which overlaps another."""

    def __init__(self, random: Random, classes: Sequence[str], person: Person) -> None:
        self._random, self._classes, self._person = random, classes, person
        self._until = 0
        self.rows: list[ShiftRow] = []
        self.worked: list[Worked] = []

    def draw(self, day: date, *, is_eve: bool) -> None:
        """Draw what begins on a day, if anything does: a night if ``is_eve``."""
        kinds = (self._plain, self._twice, self._split, self._longer, self._called)
        if is_eve:
            self._random.choice((self._night, self._night, self._called))(day)
        elif self._random.random() < 0.6:
            self._random.choice(kinds)(day)

    def _plain(self, day: date) -> None:
        self._any(at(day, self._random.randrange(1440)))

    def _night(self, day: date) -> None:
        self._any(max(self._until, at(day, self._random.randrange(1140, 1439))))

    def _twice(self, day: date) -> None:
        """Draw two short shifts of a day, both beyond the contract if they can be."""
        pay_class, start = self._classes[-1], at(day, self._random.randrange(300, 900))
        for begins in (start, start + 300):
            self._add(pay_class, (begins, begins + self._random.randrange(60, 290)))

    def _any(self, start: int) -> None:
        end = start + self._random.randrange(120, 840)
        rest = self._random.randrange(start, end - 45)
        breaks = ((rest, rest + self._random.randrange(1, 45)),)
        pay_class = self._random.choice(self._classes)
        self._add(pay_class, (start, end), breaks[: self._random.randrange(2)])

    def _split(self, day: date) -> None:
        hours = sorted(self._random.sample(range(7, 23), 4))
        first, ends, begins, last = (at(day, 60 * hour) for hour in hours)
        if first >= self._until:
            away, name = (ends, begins), self._name
            made = self._shift(self._random.choice(self._classes), first, last)
            made = replace(made, away=(away,))
            self.rows += [
                self._row(made, name, (first, ends)),
                self._row(made, name, (begins, last), part=2),
            ]
            self._done(Worked(made))

    def _longer(self, day: date) -> None:
        """Draw a shift with overtime straight after it."""
        start = at(day, 60 * self._random.randrange(6, 15))
        end = start + 60 * self._random.randrange(3, 7)
        if len(self._classes) > 1 and start >= self._until:
            name, late = self._name, end + self._random.randrange(1, 170)
            self._add("ordinary", (start, end), name=name)
            self._add(self._classes[1], (end, late), name=name)

    def _called(self, day: date) -> None:
        """Draw a shift with time on call, which the plan may forget to take out."""
        name, (kind, shift, call) = self._random.choice([*ON_CALL.items()])
        start, end = (at(day, 60 * hour) for hour in shift)
        span = at(day, 60 * call[0]), at(day, 60 * call[1])
        if start >= self._until:
            made = self._shift(self._random.choice(self._classes), start, end)
            made = replace(made, away=(span,))
            breaks = (span,) if self._random.random() < 0.8 else ()
            self.rows.append(self._row(made, name, (start, end), breaks))
            self._done(Worked(made, (span,), kind))

    def _add(
        self, pay_class: str, span: tuple[int, int], breaks: Spans = (), name: str = ""
    ) -> None:
        if span[0] >= self._until:
            made = replace(self._shift(pay_class, *span), breaks=tuple(breaks))
            self.rows.append(self._row(made, name or self._name, span, breaks))
            self._done(Worked(made))

    @property
    def _name(self) -> str:
        return f"s{len(self.worked)}"

    def _shift(self, pay_class: str, start: int, end: int) -> Shift:
        person = self._person
        pay, saves = person.monthly_pay, person.saves
        return Shift(start, end, (), pay_class, pay, saves=saves)

    @staticmethod
    def _row(
        made: Shift, name: str, span: tuple[int, int], breaks: Spans = (), part: int = 1
    ) -> ShiftRow:
        return ShiftRow(
            employee="p",
            date=local(made.start).date(),
            shift=name,
            part=part,
            unit=UNIT,
            start=span[0],
            end=span[1],
            breaks=tuple(breaks),
            paid_minutes=sum(span[0] <= m < span[1] for m in worked(made)),
            pay_class=PayClass(made.pay_class),
        )

    def _done(self, made: Worked) -> None:
        self.worked.append(made)
        self._until = made.shift.end


def beside_others(shifts: Sequence[Worked]) -> Iterator[Worked]:
    """Yield shifts, those above the contract with what is worked near them."""
    ordinary = [w for w in shifts if w.shift.pay_class == "ordinary"]
    for one in shifts:
        earlier = [
            w
            for w in shifts
            if w.shift.pay_class in ("extra", "overtime")
            and w.shift.start < one.shift.start
        ]
        first = [w for w in (*ordinary, *earlier) if w.day == one.day]
        near = tuple((w.shift.start, w.shift.end) for w in ordinary)
        done = sum(len(worked(w.shift)) for w in first)
        yield replace(one, shift=replace(one.shift, near=near, done=done))


def drawn_person(random: Random) -> DrawnPerson:
    """Draw somebody with a plan of four weeks."""
    first = date.fromisoformat(random.choice(STARTS))
    own = tuple(drawn_rows(random, first))
    as_of = first - DAY * random.randrange(60) if random.random() < 0.15 else None
    person = _contract(random, first, laid_over(own, as_of))
    shifts = DrawnShifts(random, _classes(person), person)
    eves = {day - DAY for day in _changes(first, own)}
    for day in (first + DAY * number for number in range(-3, DAYS)):
        shifts.draw(day, is_eve=day in eves)
    begins = at(first, 0)
    mine = list(beside_others([_since(begins, w) for w in shifts.worked]))
    person = replace(
        person,
        shifts=mine,
        absences=tuple(_absences(random, first)),
        told=first + DAY * random.randrange(-9, 9) if random.random() < 0.6 else None,
        untold=frozenset({first + DAY * random.randrange(DAYS)}),
    )
    planned = [row for row in shifts.rows if row.start >= begins]
    told = [_moved(random, row) for row in planned if random.random() < 0.5]
    person = replace(person, published=[_as_shift(row) for row in told])
    return DrawnPerson(
        _problem(person, own, as_of, shifts.rows, told), plan(*planned), person
    )


def _since(begins: int, made: Worked) -> Worked:
    """Return a shift of the plan; one before it was within the contract, as all are."""
    if made.shift.start >= begins:
        return made
    pay_class = "hourly" if made.shift.pay_class == "hourly" else "ordinary"
    shift = replace(made.shift, pay_class=pay_class)
    return replace(made, shift=shift, is_planned=False)


def _changes(first: date, own: OwnRows) -> Iterator[date]:
    """Yield the days on which rows, months or the clocks change."""
    yield from (row["since"] for _, row in own if "since" in row)
    for day in (first + DAY * number for number in range(DAYS)):
        if day.day == 1 or midnight(day + DAY) - midnight(day) != 1440:
            yield day


def _contract(random: Random, first: date, terms: Terms) -> Person:
    degree = random.choice((0, 100, 100, 75, 50))
    days = [first + DAY * n for n in range(DAYS)]
    away = random.choice((0, 0, 0, random.randrange(DAYS - 1)))
    return Person(
        terms=terms,
        monthly_pay=random.randrange(2_300_000, 4_000_000),
        days=random.choice((days[away:], days[: DAYS - away])),
        plan=(days[0], days[-1]),
        degree=degree,
        week_minutes=random.choice((2400, 2220)),
        saves=degree > 0 and random.random() < 0.3,
    )


def _classes(person: Person) -> Sequence[str]:
    if not person.degree:
        return ("hourly",)
    return ("ordinary", "overtime" if person.degree == 100 else "extra")


def _absences(random: Random, first: date) -> Iterator[tuple[int, int, str]]:
    kinds = [kind.value for kind in AbsenceKind]
    for _ in range(random.randrange(5)):
        start = at(first, 1440 * random.randrange(-30, DAYS))
        start += random.choice((0, random.randrange(1440)))
        long = random.choice(
            (1440 * random.randrange(1, 25), random.randrange(60, 900))
        )
        kind = random.choice([*kinds, "sick", "sick"])
        yield start, start + long, kind
        if kind == "sick":  # about as long well as makes it a new period
            again = start + long + 1440 * random.randrange(4, 8)
            yield again, again + 1440 * random.randrange(1, 4), kind
            yield start + long, start + long + 720, random.choice(kinds)


def _moved(random: Random, row: ShiftRow) -> ShiftRow:
    """Return what was told of a shift before it was moved, if it was."""
    later = random.choice((0, 0, random.randrange(-60, 60)))
    day = local(row.start + later).date()
    if day != row.date:
        return row
    moved = {
        "start": row.start + later,
        "end": row.end + later,
        "breaks": tuple((s + later, e + later) for s, e in row.breaks),
    }
    return row.model_copy(update=moved)


def _as_shift(row: ShiftRow) -> Shift:
    return Shift(row.start, row.end, row.breaks, row.pay_class.value, 0)


def _problem(
    person: Person,
    own: OwnRows,
    as_of: date | None,
    rows: Sequence[ShiftRow],
    told: Sequence[ShiftRow],
) -> Problem:
    who = employee(
        "p",
        monthly_pay=person.monthly_pay,
        employment="monthly" if person.degree else "hourly",
        degree_pct=person.degree,
        week_minutes=person.week_minutes,
        comp_time=person.saves,
        first=person.days[0],
        last=person.days[-1],
    )
    before = [row for row in rows if row.start < at(person.plan[0], 0)]
    history = tuple(
        WorkedShift(employee="p", shift=r.shift, unit=UNIT, start=r.start, end=r.end)
        for r in before
    )
    return problem(
        start=person.plan[0],
        days=DAYS,
        employees=(who,),
        shift_types=TYPES,
        agreement=("AB+own" if own else "AB") + (f"@{as_of}" if as_of else ""),
        own_agreements={"own": text_of(own)} if own else {},
        absences=tuple(
            AbsenceRow(employee="p", start=start, end=end, kind=AbsenceKind(kind))
            for start, end, kind in person.absences
        ),
        worked_shifts=history,
        published_on=person.told,
        published_shifts=tuple(told),
        untold=frozenset(("p", day) for day in person.untold),
    )
