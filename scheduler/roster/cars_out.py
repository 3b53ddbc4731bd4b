"""Who is out by car at the same time, as the roster model sees it."""

from collections.abc import Iterator, Sequence
from datetime import date

from ortools.sat.python import cp_model

from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Transport
from scheduler.roster.variables import Roster, Tour

Drives = Sequence[tuple[Tour, cp_model.IntVar]]
"""Tours, each with the literal that somebody drives it by car."""


def car_drives(roster: Roster, unit: str) -> Drives:
    """Return every tour of a unit that somebody could drive by car."""
    return [
        (tour, literal)
        for tour in roster.tours
        if tour.option.unit == unit
        for person, literal in roster.takers(tour)
        if person.transport is Transport.CAR
    ]


def cars_out(
    roster: Roster, drives: Drives, day: date
) -> Iterator[list[cp_model.IntVar]]:
    """Yield who could be out at once, at each moment of a day when one more may be.

    A day is from midnight to midnight; whoever could be out at another moment as well
    is not told twice.
    """
    at = roster.view.clock.at
    first, last = at(day, 0), at(day, 1440)
    mine = [(tour.option, literal) for tour, literal in drives]
    starts = {s for option, _ in mine for s, _ in option.parts if first <= s < last}
    told: set[tuple[int, ...]] = set()
    for now in sorted({first, *starts}):
        out = [literal for option, literal in mine if _is_out(option, now)]
        key = tuple(literal.index for literal in out)
        if out and key not in told:
            told.add(key)
            yield out


def _is_out(option: ShiftOption, now: int) -> bool:
    return any(start <= now < end for start, end in option.parts)
