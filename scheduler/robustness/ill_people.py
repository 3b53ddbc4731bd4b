"""Who is ill when: drawn for each person apart, and the same whatever the plan.

The plan's days are lived through again and again, one *round* after the other. The
days of a round are cut into stretches as many as a person has spells, and each holds
the beginning of one (stratified sampling [1]): every draw has everybody ill as often
on each day of the round. Rounds are dealt like cards, so that chance decides who
is ill together with whom.

1. W. G. Cochran, *Sampling Techniques*, 3rd ed., Wiley 1977, chapter 5.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from math import ceil
from random import Random
from statistics import fmean
from typing import NamedTuple

from pydantic import Field

from scheduler.domain.problem import Employee, Problem
from scheduler.domain.values import Frozen

_WEEK = 7
_TRIES = 100
"""Rounds that are tried for a spell, before it may meet another of the person."""


class Sickness(Frozen):
    """How much sickness there is."""

    share_pct: float = Field(default=8.0, ge=0, le=50)
    """Of the days of every employment."""
    length: int = Field(default=4, ge=1, le=28)
    """Days in a row that somebody is ill."""
    outbreak_pct: float = Field(default=0.0, ge=0, le=90)
    """Of the people, how many fall ill besides in one week of each round."""


class Draw(Frozen):
    """How many days are lived through, and which chance decides."""

    days: int = Field(default=1000, ge=1, le=100_000)
    """At least; rounds are whole."""
    seed: int = 0
    sickness: Sickness = Sickness()


class IllDay(NamedTuple):
    """A day of a round."""

    round: int
    day: date


def rounds_for(problem: Problem, days: int) -> int:
    """Return how many rounds are at least so many days."""
    return ceil(days / problem.days)


def ill_days(problem: Problem, draw: Draw) -> dict[IllDay, frozenset[str]]:
    """Return who is ill on each day on which anybody is.

    A person's draws follow from the seed, the id and the days: others change nothing.
    """
    found: dict[int, set[str]] = {}
    sickness, rounds = draw.sickness, rounds_for(problem, draw.days)
    for employee in problem.employees:
        chance = _chance(employee, draw.seed)
        for first in _begins(problem, sickness, rounds, chance):
            for day in _spell(problem, sickness, rounds, first):
                found.setdefault(day, set()).add(employee.id)
    lived = [IllDay(number, day) for number in range(rounds) for day in problem.dates]
    return {lived[day]: frozenset(people) for day, people in found.items()}


def ill_shares(problem: Problem, draw: Draw) -> dict[date, float]:
    """Return how likely a person is ill on each day of a round, over all seeds.

    Spells of one person hardly ever meet: they are drawn far apart.
    """
    rounds = rounds_for(problem, draw.days)
    usual, lived = draw.sickness.share_pct / 100, range(rounds)
    spread = _outbreak_shares(problem, draw.sickness, rounds)
    return {
        day: fmean(
            1 - (1 - usual) * (1 - spread.get(n * problem.days + at, 0)) for n in lived
        )
        for at, day in enumerate(problem.dates)
    }


def _outbreak_shares(
    problem: Problem, sickness: Sickness, rounds: int
) -> dict[int, float]:
    """Return how likely somebody is ill of an outbreak, where they may be."""
    found: dict[int, float] = defaultdict(float)
    if sickness.outbreak_pct:
        for number in range(rounds):
            for within in range(_WEEK):
                first = _outbreak_week(problem, number) + within
                for day in _spell(problem, sickness, rounds, first):
                    found[day] += sickness.outbreak_pct / 100 / _WEEK
    return {day: min(1.0, share) for day, share in found.items()}


def _chance(employee: Employee, seed: int) -> Random:
    return Random(f"{seed} {employee.id}")


def _begins(
    problem: Problem, sickness: Sickness, rounds: int, chance: Random
) -> Iterator[int]:
    """Yield the day on which each spell begins, from 0 in the first round."""
    lived = rounds * problem.days
    spells = int(lived * sickness.share_pct / 100 / sickness.length + chance.random())
    taken: set[int] = set()
    dealt = _dealt(rounds, chance)
    for day in _begin_days(problem.days, spells, sickness.length, chance):
        for number in islice(dealt, _TRIES):
            first = number * problem.days + day
            spell = _spell(problem, sickness, rounds, first)
            if taken.isdisjoint(spell):
                break
        taken.update(spell)
        yield first
    yield from _outbreaks(problem, sickness, rounds, chance)


def _dealt(rounds: int, chance: Random) -> Iterator[int]:
    """Yield the rounds again and again, shuffled anew each time."""
    while True:
        yield from chance.sample(range(rounds), rounds)


def _begin_days(days: int, spells: int, length: int, chance: Random) -> Iterator[int]:
    """Yield the day of the round on which each spell begins, each as likely.

    Where stretches are longer than spells, none of them meet.
    """
    first = chance.random() * days
    for number in range(spells):
        stretch = days / spells
        room = stretch - length if stretch > length else stretch
        yield int(first + number * stretch + chance.random() * room) % days


def _outbreaks(
    problem: Problem, sickness: Sickness, rounds: int, chance: Random
) -> Iterator[int]:
    """Yield when a person falls ill in the weeks of outbreaks, one for each round."""
    for number in range(rounds):
        falls_ill, day = chance.random(), chance.random()
        if falls_ill < sickness.outbreak_pct / 100:
            yield _outbreak_week(problem, number) + int(day * _WEEK)


def _outbreak_week(problem: Problem, number: int) -> int:
    """Return the day, from 0, on which the week of a round's outbreak begins."""
    within = number % max(1, problem.days // _WEEK) * _WEEK
    return number * problem.days + within


def _spell(
    problem: Problem, sickness: Sickness, rounds: int, first: int
) -> Sequence[int]:
    """Return the days of a spell; one that outlasts its round goes on in the next."""
    lived, after = rounds * problem.days, first + sickness.length
    if after <= lived:
        return range(first, after)
    return [day % lived for day in range(first, after)]
