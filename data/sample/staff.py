"""Posts on a staff list, the made-up people who hold them, and when they are away."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from data.sample.names import made_up_name
from data.sample.turns import hm
from scheduler.domain.clock import WallClock
from scheduler.domain.problem import AbsenceRow, Employee, WeekendPattern
from scheduler.domain.values import AbsenceKind, Employment, ShiftKind, Transport

_PAY_KR = {"usk": (29_300, 33_400), "vb": (27_500, 28_500)}
HOURLY_PAY_KR = 26_500
FULL_WEEK = 2220
"""37:00, a common local measure."""
NIGHT_WEEK = 2060
"""34:20, permanent night."""


class Post(NamedTuple):
    """One line of a staff list."""

    unit: str
    role: str
    degree: int
    """Per cent; 0 = paid by the hour."""
    kinds: str
    """Shift kinds, separated by blanks."""
    weekends: str = "1/2"
    skills: str = "delegation lift"
    transport: str = "car"
    gender: str = "f"


def hire(rng: Random, posts: Iterable[Post]) -> tuple[Employee, ...]:
    """Return the people who hold ``posts``, numbered in that order."""
    return tuple(_employee(rng, post, n) for n, post in enumerate(posts, start=1))


def _employee(rng: Random, post: Post, number: int) -> Employee:
    kinds = frozenset(ShiftKind(kind) for kind in post.kinds.split())
    nights_only = kinds == {ShiftKind.NIGHT}
    hourly = post.degree == 0
    low, high = _PAY_KR[post.role]
    pay = rng.randrange(low, high + 1, 50)
    return Employee(
        id=f"e{number:03}",
        name=made_up_name(rng, post.gender),
        unit=post.unit,
        role=post.role,
        skills=frozenset({post.role, *post.skills.split()}),
        employment=Employment.HOURLY if hourly else Employment.MONTHLY,
        degree_pct=post.degree,
        week_minutes=NIGHT_WEEK if nights_only else FULL_WEEK,
        monthly_pay=(HOURLY_PAY_KR if hourly else pay) * 100,
        transport=Transport(post.transport),
        gender=post.gender,
        day_break=hm("20:00") if nights_only else hm("09:00") + 60 * (number % 2),
        weekends=weekend_pattern(post.weekends),
        shift_kinds=kinds,
    )


def weekend_pattern(text: str) -> WeekendPattern | None:
    """Return ``1/2`` as a pattern; an empty text is no limit."""
    if not text:
        return None
    worked, _, of = text.partition("/")
    return WeekendPattern(worked=int(worked), of=int(of))


class Away(NamedTuple):
    """Somebody is away from one day to another, both included."""

    number: int
    """The person's number in the staff list, from 1."""
    kind: AbsenceKind
    first: int
    """Days after the plan's first day; negative = before it."""
    last: int


def absences_of(
    clock: WallClock, start: date, employees: Sequence[Employee], rows: Iterable[Away]
) -> Iterator[AbsenceRow]:
    """Yield the absences of a plan that begins on ``start``."""
    for row in rows:
        yield AbsenceRow(
            employee=employees[row.number - 1].id,
            start=clock.at(start + timedelta(days=row.first), 0),
            end=clock.at(start + timedelta(days=row.last), 1440),
            kind=row.kind,
        )
