"""Which units, people and days a neighbourhood frees: pure choices, drawn at random."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from random import Random

from scheduler.domain.problem import Problem

ALONE = 0.5
"""How often a unit that shares people with others is changed without them."""

DAYS, FEW_DAYS = (5, 7, 9), (2, 3, 4)
"""In a row that are free for everybody of a unit, or of two."""

FEW_PEOPLE = (4, 6, 8)
"""Whose days are all free."""

MOST_GUESTS = 3
"""People of units that lend to these, beside the units' own."""

FreeDay = Callable[[str, date], bool]
"""Whether a person's day is open for change."""


def choose_units(
    waiting: Sequence[str],
    homes: Sequence[str],
    partners_of: Callable[[str], Sequence[str]],
    random: Random,
) -> frozenset[str]:
    """Return a unit, one with must-visits open or else by its staff; maybe two.

    Two that have each other's people can give them back only together.

    Parameters
    ----------
    waiting
        The unit of each open must-visit.
    homes
        The unit of each employee.
    """
    unit = random.choice(waiting or homes)
    partners = partners_of(unit)
    if waiting or not partners or random.random() < ALONE:
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
    problem: Problem, units: frozenset[str], holders: Iterable[str], random: Random
) -> frozenset[str]:
    """Return the units' people, whoever drives there, and a few who could be lent."""
    people = {e.id for e in problem.employees if e.unit in units} | set(holders)
    guests = [
        e.id
        for e in problem.employees
        if e.id not in people and units.intersection(problem.unit[e.unit].lends_to)
    ]
    few = random.sample(guests, min(MOST_GUESTS, len(guests)))
    return frozenset(people.union(few))


def choose_days(
    people: Sequence[str],
    dates: Sequence[date],
    fresh: Sequence[date],
    lengths: Sequence[int],
    random: Random,
) -> FreeDay:
    """Free some days of everybody, or all days of a few people, as often.

    Parameters
    ----------
    dates
        Of the plan, in order.
    fresh
        Dates of tours that nobody drives yet; days around one of them are freed, and
        that more often.
    lengths
        How many days in a row may be freed.
    """
    if random.random() < 0.5 or (fresh and random.random() < 0.5):
        length = min(len(dates), random.choice(lengths))
        middle = random.choice(fresh or dates)
        first = middle - timedelta(days=length // 2)
        return lambda _who, day: first <= day < first + timedelta(days=length)
    few = random.sample(people, min(len(people), random.choice(FEW_PEOPLE)))
    some = frozenset(few)
    return lambda who, _day: who in some
