"""Rosters written as lines: one letter a day, history before the bar.

``"NN|--DD"`` is two nights before the plan, then two days off and two day shifts.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from hypothesis import strategies as st

from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import Employee, Problem, WorkedShift
from scheduler.domain.shift_option import option_of
from tests.build import MONDAY, UNIT, ZONE, employee, problem, shift_type
from tests.judge import Chosen, Pick

TYPES = (
    shift_type("D", "07:00-16:00"),
    shift_type("E", "14:00-22:00", kind="evening"),
    shift_type("L", "07:00-20:00", kind="long"),
    shift_type("N", "21:00-07:00", kind="night"),
    shift_type("R", "08:00-16:00", kind="resource"),
    shift_type("S", "07:00-11:00|15:00-19:00"),
)
_BY_ID = {type_.id: type_ for type_ in TYPES}

Lines = Mapping[str, str]
Case = tuple[Problem, Pick]


def case(lines: Lines, people: Sequence[Employee] = (), **given: object) -> Case:
    """Return the problem, and what is worked in it; all else is offered too."""
    start = given.get("start", MONDAY)
    assert isinstance(start, date)
    ahead = {who: line.rpartition("|")[2] for who, line in lines.items()}
    usual: dict[str, object] = {
        "start": start,
        "days": max(len(line) for line in ahead.values()),
        "employees": tuple(people) or tuple(employee(who) for who in lines),
        "shift_types": TYPES,
        "worked_shifts": tuple(_history(lines, start)),
    }
    made = problem(**(usual | given))
    return made, _pick(made, ahead)


def _history(lines: Lines, start: date) -> list[WorkedShift]:
    done = []
    for who, line in lines.items():
        past = line.rpartition("|")[0]
        for back, letter in enumerate(reversed(past), start=1):
            for begins, ends in _spans(letter):
                day = start - timedelta(days=back)
                done.append(
                    WorkedShift(
                        employee=who,
                        shift=letter,
                        unit=UNIT,
                        start=wall_clock(ZONE).at(day, begins),
                        end=wall_clock(ZONE).at(day, ends),
                    )
                )
    return done


def _spans(letter: str) -> tuple[tuple[int, int], ...]:
    return () if letter == "-" else _BY_ID[letter].spans


def _pick(made: Problem, ahead: Lines) -> Pick:
    clock = wall_clock(ZONE)
    works: list[Chosen] = []
    idle: list[Chosen] = []
    for who, line in ahead.items():
        for number, letter in enumerate(line):
            day = made.start + timedelta(days=number)
            for type_ in made.shift_types:
                chosen = (who, option_of(clock, type_, day, UNIT))
                (works if type_.id == letter else idle).append(chosen)
    return Pick(tuple(works), idle=tuple(idle))


def lines_of(
    letters: str, days: int, back: int = 0, names: Sequence[str] = ("amy",)
) -> st.SearchStrategy[dict[str, str]]:
    """Draw a line for everybody."""
    history = st.text(alphabet=letters, min_size=back, max_size=back)
    plan = st.text(alphabet=letters, min_size=days, max_size=days)
    line = st.builds("{}|{}".format, history, plan)
    return st.fixed_dictionaries(dict.fromkeys(names, line))
