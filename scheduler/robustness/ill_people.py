"""Who is ill when: drawn for each person apart, and the same whatever the plan.

The plan's days are lived through again and again, one *round* after the other. All
of these days are cut into stretches as many as a person has spells, and each holds one
of them (stratified sampling [1]). Where in its stretch is drawn each time anew: were
spells evenly apart, two people would be ill together in every spell or in none.

1. W. G. Cochran, *Sampling Techniques*, 3rd ed., Wiley 1977, chapter 5.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from math import ceil
from statistics import fmean
from typing import NamedTuple

import numpy as np
from pydantic import Field

from scheduler.domain.problem import Employee, Problem
from scheduler.domain.values import Frozen

_WEEK = 7


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
    found: dict[IllDay, set[str]] = {}
    sickness, rounds = draw.sickness, rounds_for(problem, draw.days)
    for employee in problem.employees:
        chance = _chance(employee, draw.seed)
        for number, at in _begins(problem, sickness, rounds, chance):
            for day in _spell(problem, sickness, rounds, number, at):
                found.setdefault(day, set()).add(employee.id)
    return {day: frozenset(people) for day, people in found.items()}


def ill_shares(problem: Problem, draw: Draw) -> dict[date, float]:
    """Return how likely a person is ill on each day of a round, over all seeds.

    Spells of one person hardly ever meet: they are drawn far apart.
    """
    rounds = rounds_for(problem, draw.days)
    usual, lived = draw.sickness.share_pct / 100, range(rounds)
    spread = _outbreak_shares(problem, draw.sickness, rounds)
    return {
        day: fmean(1 - (1 - usual) * (1 - spread.get(IllDay(n, day), 0)) for n in lived)
        for day in problem.dates
    }


def _outbreak_shares(
    problem: Problem, sickness: Sickness, rounds: int
) -> dict[IllDay, float]:
    """Return how likely somebody is ill of an outbreak, where they may be."""
    found: dict[IllDay, float] = defaultdict(float)
    if sickness.outbreak_pct:
        for number in range(rounds):
            for within in range(_WEEK):
                at = _outbreak_week(problem, number) + within
                for day in _spell(problem, sickness, rounds, number, at):
                    found[day] += sickness.outbreak_pct / 100 / _WEEK
    return {day: min(1.0, share) for day, share in found.items()}


def _chance(employee: Employee, seed: int) -> np.random.Generator:
    told = hashlib.sha256(f"{seed} {employee.id}".encode()).digest()
    return np.random.default_rng(int.from_bytes(told[:8], "big"))


def _begins(
    problem: Problem, sickness: Sickness, rounds: int, chance: np.random.Generator
) -> Iterator[tuple[int, int]]:
    """Yield round and day (from 0) on which each spell begins."""
    lived = rounds * problem.days
    spells = int(lived * sickness.share_pct / 100 / sickness.length + chance.random())
    first = chance.random() * lived
    for number in range(spells):
        stretch = lived / spells
        room = max(0, stretch - sickness.length)
        at = int(first + number * stretch + chance.random() * room) % lived
        yield divmod(at, problem.days)
    yield from _outbreaks(problem, sickness, rounds, chance)


def _outbreaks(
    problem: Problem, sickness: Sickness, rounds: int, chance: np.random.Generator
) -> Iterator[tuple[int, int]]:
    """Yield when a person falls ill in the weeks of outbreaks, one for each round."""
    for number in range(rounds):
        falls_ill, day = chance.random(2)
        if falls_ill < sickness.outbreak_pct / 100:
            yield number, _outbreak_week(problem, number) + int(day * _WEEK)


def _outbreak_week(problem: Problem, number: int) -> int:
    """Return the day, from 0, on which the week of a round's outbreak begins."""
    return number % max(1, problem.days // _WEEK) * _WEEK


def _spell(
    problem: Problem, sickness: Sickness, rounds: int, number: int, at: int
) -> Iterator[IllDay]:
    """Yield the days of a spell; one that outlasts its round goes on in the next."""
    for day in range(at, at + sickness.length):
        more, index = divmod(day, problem.days)
        yield IllDay((number + more) % rounds, problem.dates[index])
