"""Which units, people and days a neighbourhood frees: pure choices, drawn at random."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from scheduler.domain.problem import Problem

ALONE = 0.5
"""How often a unit that shares people with others is changed without them."""

DAYS, FEW_DAYS = (5, 7, 9), (2, 3, 4)
"""In a row that are free for everybody of a unit, or of two."""

FEW_PEOPLE = (4, 6, 8)
"""Whose days are all free."""

MOST_GUESTS = 3
"""People of units that lend to these, beside the units' own."""

WHOLE = 150
"""Days of all people together up to which everything is free: no part of a small
problem is worth more than the whole."""


class Trouble(NamedTuple):
    """What a plan suffers from."""

    dates: Sequence[date] = ()
    """When nobody drives a tour, or too few are there."""
    people: Sequence[frozenset[str]] = ()
    """For each thing that is wrong, who could mend it, on duty or not."""


FreeDay = Callable[[str, date], bool]
"""Whether a person's day is open for change."""


def choose_units(
    waiting: Sequence[str],
    homes: Sequence[str],
    partners_of: Callable[[str], Sequence[str]],
    random: Random,
) -> frozenset[str]:
    """Return a unit, one with must-visits open or else by its staff; maybe two.

    Two that have each other's people can give them back only together; and who could
    make an open visit may work in the other.

    Parameters
    ----------
    waiting
        The unit of each open must-visit.
    homes
        The unit of each employee.
    """
    unit = random.choice(waiting or homes)
    partners = partners_of(unit)
    if not partners or random.random() < ALONE:
        return frozenset([unit])
    return frozenset([unit, random.choice(partners)])


def partners(duties: Iterable[tuple[str, str]], unit: str) -> list[str]:
    """Return the other unit of each duty that is away from ``unit`` or lent to it.

    ``duties`` has whoever's home unit and the unit of the duty.
    """
    return [
        there if home == unit else home
        for home, there in duties
        if home != there and unit in (home, there)
    ]


def choose_people(
    problem: Problem,
    units: frozenset[str],
    holders: Iterable[str],
    trouble: Trouble,
    random: Random,
) -> frozenset[str]:
    """Return the units' people, whoever drives there, and a few who could be lent.

    Of these, first those who could mend what is wrong.
    """
    people = {e.id for e in problem.employees if e.unit in units} | set(holders)
    guests = [
        e.id
        for e in problem.employees
        if e.id not in people and units.intersection(problem.unit[e.unit].lends_to)
    ]
    return frozenset(people.union(_some(guests, MOST_GUESTS, trouble, random)))


def choose_days(
    people: Sequence[str],
    dates: Sequence[date],
    trouble: Trouble,
    lengths: Sequence[int],
    random: Random,
) -> FreeDay:
    """Free some days of everybody, or all days of a few people, as often.

    Where something is wrong, days around it are freed, or people who could mend it,
    whose other weekends must then give way to it.

    Parameters
    ----------
    dates
        Of the plan, in order.
    lengths
        How many days in a row may be freed.
    """
    if len(people) * len(dates) <= WHOLE:
        return lambda _who, _day: True
    if random.random() < 0.5:
        length = min(len(dates), random.choice(lengths))
        middle = random.choice(trouble.dates or dates)
        first = middle - timedelta(days=length // 2)
        return lambda _who, day: first <= day < first + timedelta(days=length)
    some = _some(people, random.choice(FEW_PEOPLE), trouble, random)
    return lambda who, _day: who in some


def _some(
    people: Sequence[str], many: int, trouble: Trouble, random: Random
) -> frozenset[str]:
    """Return so many people; half of them could mend one thing, if anybody can."""
    able = random.choice(trouble.people) if trouble.people else frozenset[str]()
    first = [who for who in people if who in able]
    chosen = random.sample(first, min((many + 1) // 2, len(first)))
    others = [who for who in people if who not in chosen]
    return frozenset(
        chosen + random.sample(others, min(many - len(chosen), len(others)))
    )
