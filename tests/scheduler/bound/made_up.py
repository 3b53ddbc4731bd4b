"""Problems so small that every plan worth trying can be tried."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from scheduler.domain.problem import (
    Client,
    DoneVisit,
    Employee,
    Problem,
    StaffingNeed,
    Visit,
)
from tests.build import (
    HERE,
    MONDAY,
    balance,
    client,
    done,
    employee,
    hourly,
    need,
    problem,
    shift_type,
    visit,
)

TYPES = (
    shift_type("early", "07:00-13:00", "30@10:00-12:30"),
    shift_type("day", "07:00-16:00", "30@10:30-12:30"),
    shift_type("short", "08:00-12:00"),
    shift_type("late", "15:00-22:00", "30@17:30-20:00", kind="evening"),
    shift_type("split", "07:30-12:00|16:00-20:30", max_per_day=1),
    shift_type("long", "07:00-19:00", "30@10:00-12:00|30@14:30-17:00", kind="long"),
    shift_type("night", "21:15-07:15", paid_meal=True, kind="night"),
)
"""Shifts that a made-up problem chooses from."""


def made_up(seed: int) -> Problem:
    """Make up a day, or two, of one unit with two people and few visits."""
    rng = Random(seed)
    start = MONDAY + timedelta(days=rng.randrange(7))
    days = rng.choice((1, 1, 1, 2))
    clients = tuple(_client(rng, id_) for id_ in ("carl", "dora"))
    visits = tuple(
        _visit(rng, f"v{n}", start + timedelta(days=rng.randrange(days)))
        for n in range(rng.randint(0, 3 if days == 1 else 2))
    )
    return problem(
        start=start,
        days=days,
        employees=(_monthly(rng), _hourly(rng)),
        shift_types=tuple(rng.sample(TYPES, 2)),
        clients=clients,
        visits=visits,
        staffing=tuple(_needs(rng, start)),
        done_visits=tuple(_history(rng, start)),
        balances=(balance("amy", hours_carried_minutes=rng.choice((0, 300, -200))),),
    )


def _client(rng: Random, id_: str) -> Client:
    where = {k: v + rng.choice((0.0, 0.004, 0.03)) for k, v in HERE.items()}
    return client(id_, **where, counts_continuity=rng.random() < 0.8)


def _monthly(rng: Random) -> Employee:
    return employee(
        "amy",
        degree_pct=rng.choice((20, 60, 100)),
        transport=rng.choice(("car", "bike")),
        day_break=rng.choice((0, 1200, 1320)),
        skills={"usk", "delegation"},
        weekends=rng.choice((None, {"worked": 1, "of": 2})),
    )


def _hourly(rng: Random) -> Employee:
    return hourly(
        "hal",
        monthly_pay=rng.choice((2_500_000, 3_100_000)),
        transport=rng.choice(("car", "walk")),
        day_break=rng.choice((1140, 1200)),
        skills=rng.choice(({"usk"}, {"usk", "delegation"})),
    )


def _visit(rng: Random, id_: str, day: date) -> Visit:
    hour = rng.choice((7, 8, 9, 10, 12, 15, 17, 19, 22))
    made = visit(
        id_,
        f"{day} {hour:02}:{rng.choice(('00', '20', '45'))}",
        client=rng.choice(("carl", "dora")),
        minutes=rng.choice((10, 30, 45, 120)),
        staff=rng.choice((1, 1, 1, 2)),
        priority=rng.choice((1, 1, 2, 3)),
        skills=rng.choice((set(), set(), {"delegation"})),
    )
    latest = made.earliest + rng.choice((0, 30, 90, 240))
    return made.model_copy(update={"latest": latest})


def _needs(rng: Random, start: date) -> Iterator[StaffingNeed]:
    if rng.random() < 0.3:
        yield need(
            f"{start} 09:00",
            f"{start} 12:00",
            min=rng.choice((0, 0, 1)),
            want=rng.choice((1, 2)),
            max=rng.choice((None, 1)),
        )


def _history(rng: Random, start: date) -> Iterator[DoneVisit]:
    for n in range(rng.randrange(3)):
        who = rng.choice(("amy", "hal"))
        yield done(who, start - timedelta(days=1 + 4 * n))
