"""A made-up village with everything the tour engine must keep account of."""

from collections.abc import Sequence
from random import Random

from scheduler.context.planning_context import PlanningContext
from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import Client, Employee, Problem, Visit
from scheduler.domain.shift_option import ShiftOption, option_of
from scheduler.rules.rule import Rule
from scheduler.rules.tour_weights import TourWeights
from tests.build import (
    MONDAY,
    UNIT,
    ZONE,
    at,
    client,
    day,
    done,
    employee,
    problem,
    shift_row,
    shift_type,
    visit,
    visit_row,
)

WEIGHTS = TourWeights(window_days=3, people_target=1, contact_share=0.5)
DAYS = 3
LOCKED = ("first-0", "09:00")
"""A visit that the first person has at this time on Monday."""


def village(seed: int) -> Problem:
    """Return 4 people, 6 clients and about 50 visits in three days."""
    random = Random(seed)
    people = _people()
    ids = [f"c{n}" for n in range(6)]
    visits = [v for n in range(DAYS) for id_ in ids for v in _visits(random, id_, n)]
    return problem(
        days=DAYS,
        employees=people,
        clients=tuple(_client(random, id_) for id_ in ids),
        visits=(*visits, visit(LOCKED[0], f"{MONDAY} {LOCKED[1]}", client="c0")),
        shift_types=(
            shift_type("day", "07:00-16:00", "30@10:00-13:00"),
            shift_type("split", "07:00-11:00|15:00-21:00", "30@17:00-19:30"),
        ),
        done_visits=tuple(
            done(random.choice(people).id, day(-random.randint(1, 4)), client=id_)
            for id_ in ids * 2
        ),
        locked_shifts=(shift_row("p0", breaks="11:30-12:00"),),
        locked_visits=(visit_row(LOCKED[0], "p0", f"{MONDAY} {LOCKED[1]}"),),
    )


def _people() -> tuple[Employee, ...]:
    return tuple(
        employee(f"p{n}", transport=mode, skills={"usk", f"s{n % 2}"})
        for n, mode in enumerate(("car", "bike", "walk", "car"))
    )


def _client(random: Random, id_: str) -> Client:
    place = {"lat": 59.17 + random.random() / 40, "lon": 14.87 + random.random() / 40}
    contact = random.choice((None, "p0", "p1"))
    counts = random.random() < 0.8
    return client(
        id_, contact=contact, backups=("p2",), counts_continuity=counts, **place
    )


def _visits(random: Random, id_: str, number: int) -> list[Visit]:
    """Return a morning, which a second follows, and something in the evening."""
    first, second, last = (f"{id_}-{number}{part}" for part in "abe")
    begin = 7 * 60 + 5 * random.randint(1, 36)
    usual: dict[str, object] = {
        "client": id_,
        "minutes": random.choice((15, 20, 35)),
        "priority": random.choice((1, 2, 2, 3)),
    }
    tied: dict[str, object] = {"after": first, "gap_min": 30, "gap_max": 180}
    several = {"staff": random.choice((1, 1, 2))}
    skills = {"skills": {random.choice(("usk", "s0", "s1"))}}
    return [
        visit(first, _moment(number, begin), None, **usual, **several),
        visit(second, _moment(number, begin + 90), None, **usual, **tied),
        visit(last, _moment(number, begin + 540), None, **usual, **skills),
    ]


def _moment(number: int, minutes: int) -> str:
    return f"{day(number)} {minutes // 60:02}:{minutes % 60:02}"


def ground_of(made: Problem, rules: Sequence[Rule] = ()) -> PlanningContext:
    """Return the ground with prices that make people, places and times matter."""
    return PlanningContext(made, rules, WEIGHTS)


def offers(made: Problem) -> dict[str, tuple[ShiftOption, ...]]:
    """Let everybody work everything."""
    every = tuple(
        option_of(wall_clock(ZONE), type_, date, UNIT)
        for date in made.dates
        for type_ in made.shift_types
    )
    return {e.id: every for e in made.employees}


def works_of(made: Problem) -> dict[tuple[str, ShiftOption], bool]:
    """Put everybody on duty every day, the last two on split shifts."""
    found = {}
    for n, (who, mine) in enumerate(offers(made).items()):
        for option in mine:
            if option.shift == ("day", "split")[n // 2]:
                found[who, option] = False
    return found


def locked_start() -> int:
    """Return when the locked visit begins."""
    return at(f"{MONDAY} {LOCKED[1]}")
