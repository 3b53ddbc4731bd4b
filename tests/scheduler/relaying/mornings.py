"""Dates with few people and visits, and what a draft has of them."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from scheduler.domain.problem import Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.planning.run import Run
from scheduler.tours.draft import Draft
from tests.build import day, hourly, problem, shift_type, visit

BREAK = "30@10:30-12:30"
LONG, SHORT = shift_type("long", breaks=BREAK), shift_type("short", "07:00-11:00")
HAL = hourly(day_break=16 * 60)


def morning(**given: object) -> Problem:
    """Return a person paid by the hour, a long shift and a short one, and a visit."""
    usual: dict[str, object] = {
        "days": 1,
        "employees": (HAL,),
        "shift_types": (LONG, SHORT),
        "visits": (visit(),),
    }
    return problem(**(usual | given))


def option(run: Run, who: str, shift: str, n: int = 0) -> ShiftOption:
    return next(
        o
        for o in run.solver.options[who]
        if (o.date, o.shift, o.overtime) == (day(n), shift, 0)
    )


def driving(run: Run, duties: Mapping[tuple[str, str], tuple[int, ...]]) -> Draft:
    """Return that people are on shifts of the first day, with these visits each."""
    works = {(who, option(run, who, shift)): False for who, shift in duties}
    stops = {(who, day(0), 0): mine for (who, _), mine in duties.items() if mine}
    return Draft(works, stops)


def shifts(draft: Draft) -> dict[tuple[str, str], int]:
    """Return how many visits each duty has."""
    many = Counter[tuple[str, date]]()
    for (who, day_, _), stops in draft.stops.items():
        many[who, day_] += len(stops)
    return {(who, o.shift): many[who, o.date] for who, o in draft.works}
