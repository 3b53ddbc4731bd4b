"""People of a drawn municipality, their shifts, and when they are away."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from random import Random

from benchmarks.municipalities.scale import Scale
from data.sample.turns import WEEKDAYS, WEEKENDS, breaks, hm
from scheduler.domain.clock import WallClock
from scheduler.domain.problem import (
    AbsenceRow,
    Employee,
    ShiftType,
    WeekendPattern,
)
from scheduler.domain.values import AbsenceKind, Employment, ShiftKind

DEGREES = (100, 100, 100, 100, 90, 85, 80, 75, 60, 50)
FULL_WEEK, NIGHT_WEEK = 2220, 2060
PAY = {"usk": 31_000_00, "vb": 28_200_00}
HOURLY_PAY = 26_500_00
KINDS = ("", "", "", "", "day evening long split", "day evening", "day")
"""Shift kinds that one of the day staff works; none named is all."""

NIGHT_STAFF, NIGHT_HOURLY = 5, 2
"""People of a night patrol."""

HOURLY = 0.1
"""People paid by the hour for each of a unit's monthly day staff; two at least."""


def shifts_of(unit: str) -> Iterator[ShiftType]:
    """Yield the shift types of a unit of the day."""
    day, evening = ShiftKind.DAY, ShiftKind.EVENING
    noon = "30@10:30-12:30"
    yield _shift(f"A1-{unit}", unit, day, "07:00-15:30", noon)
    yield _shift(f"A2-{unit}", unit, day, "07:00-13:00", "30@09:00-11:45")
    late = _shift(f"A3-{unit}", unit, day, "08:00-16:30", "30@11:30-13:30")
    yield late.model_copy(update={"days": WEEKDAYS})
    yield _shift(f"C1-{unit}", unit, evening, "14:00-21:45", "30@16:45-19:00")
    yield _shift(f"C2-{unit}", unit, evening, "16:00-22:00", "30@17:30-20:45")
    twice = f"{noon}|30@14:45-17:00"
    long = _shift(f"L1-{unit}", unit, ShiftKind.LONG, "07:00-19:30", twice)
    yield long.model_copy(update={"days": WEEKENDS})
    spare = _shift(
        f"R1-{unit}", unit, ShiftKind.RESOURCE, "08:00-16:00", "30@11:00-13:00"
    )
    yield spare.model_copy(update={"days": WEEKDAYS})


def night_shift(unit: str) -> ShiftType:
    """Return the shift of a night patrol: the meal is eaten on paid time."""
    shift = _shift(f"N1-{unit}", unit, ShiftKind.NIGHT, "21:15-31:15", "")
    return shift.model_copy(update={"paid_meal": True})


def _shift(id_: str, unit: str, kind: ShiftKind, clock: str, rest: str) -> ShiftType:
    start, _, end = clock.partition("-")
    return ShiftType(
        id=id_,
        unit=unit,
        kind=kind,
        start=hm(start),
        end=hm(end),
        breaks=breaks(rest) if rest else (),
    )


def day_staff(rng: Random, unit: str, minutes_a_week: float) -> Iterator[Employee]:
    """Yield monthly people with so many contracted minutes, and some by the hour."""
    left, number = minutes_a_week, 0
    while left > 0 or number < 3:
        number += 1
        person = _monthly(rng, f"{unit}-{number:03}", unit, rng.choice(KINDS))
        left -= person.week_target
        yield person
    for n in range(max(2, round(HOURLY * number))):
        yield _hourly(rng, f"{unit}-h{n + 1:02}", unit, "")


def night_staff(rng: Random, unit: str) -> Iterator[Employee]:
    """Yield the people of a night patrol."""
    for n in range(NIGHT_STAFF):
        person = _monthly(rng, f"{unit}-{n + 1:03}", unit, "night")
        yield person.model_copy(update={"week_minutes": NIGHT_WEEK})
    for n in range(NIGHT_HOURLY):
        yield _hourly(rng, f"{unit}-h{n + 1:02}", unit, "night")


def _monthly(rng: Random, id_: str, unit: str, kinds: str) -> Employee:
    role = "usk" if rng.random() < 0.65 else "vb"
    return Employee(
        id=id_,
        unit=unit,
        role=role,
        skills=_skills(rng, role),
        employment=Employment.MONTHLY,
        degree_pct=rng.choice(DEGREES),
        week_minutes=FULL_WEEK,
        monthly_pay=PAY[role],
        gender="m" if rng.random() < 0.18 else "f",
        day_break=hm("09:00"),
        weekends=WeekendPattern(worked=1, of=2),
        shift_kinds=frozenset(ShiftKind(kind) for kind in kinds.split()),
    )


def _hourly(rng: Random, id_: str, unit: str, kinds: str) -> Employee:
    person = _monthly(rng, id_, unit, kinds)
    paid = {"employment": Employment.HOURLY, "degree_pct": 0, "week_minutes": 2400}
    pay = {"monthly_pay": HOURLY_PAY, "weekends": None}
    return person.model_copy(update=paid | pay)


def _skills(rng: Random, role: str) -> frozenset[str]:
    """Return the role and what more: most may give medicine, few insulin."""
    skills = {role}
    if rng.random() < (0.6 if role == "usk" else 0.25):
        skills.add("delegation")
        if rng.random() < 0.4:
            skills.add("insulin")
    return frozenset(skills)


def away(
    rng: Random, clock: WallClock, staff: Sequence[Employee], scale: Scale
) -> Iterator[AbsenceRow]:
    """Yield absences of a share of the monthly staff, up to a week each."""
    monthly = [e for e in staff if e.is_monthly]
    for person in rng.sample(monthly, round(scale.away * len(monthly))):
        first = rng.randrange(scale.days)
        last = first + rng.randrange(1, 8)
        yield AbsenceRow(
            employee=person.id,
            start=clock.at(scale.start + timedelta(days=first), 0),
            end=clock.at(scale.start + timedelta(days=last), 0),
            kind=rng.choice((AbsenceKind.SICK, AbsenceKind.VACATION)),
        )
