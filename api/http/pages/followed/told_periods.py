"""One period after the other: what was published of each, in figures."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from api.http.opened.opened_schedules import OpenedSchedule, OpenedSchedules
from api.http.routes.access import ApiService
from data.both_languages import Both, same
from data.words.compared_words import shown
from scheduler.audit.figures import EVERYWHERE

FIGURES = ("K01", "K22", "K12", "H_overtime", "H_extra", "K03")
"""Continuity first, then what is worked above contracts."""
PERIODS = 12


class FiguredPeriod(NamedTuple):
    """One schedule among those of other periods."""

    id: str
    name: str
    first: dt.date
    last: dt.date
    is_told: bool
    people: float | None
    """Different people in 14 days (K01)."""
    values: tuple[Both, ...]


def figured_periods(
    here: OpenedSchedule, kept: OpenedSchedules, service: ApiService
) -> list[FiguredPeriod]:
    """Return what was published under the name of a dataset, and this schedule."""
    told = service.lives.told_under(here.view.problem.name)[:PERIODS]
    found = {each.job_id: each.first for each in told}
    others = [id_ for id_ in found if id_ != here.id]
    periods = [_period(each, is_told=True) for each in _opened(others, kept, service)]
    periods.append(_period(here, is_told=here.id in found))
    return sorted(periods, key=lambda each: (each.first, each.is_told))


def _opened(
    ids: list[str], kept: OpenedSchedules, service: ApiService
) -> Iterator[OpenedSchedule]:
    for id_ in ids:
        job = service.jobs.get(id_)
        assert job is not None  # what was published is not deleted
        yield kept.of(job, service)


def _period(opened: OpenedSchedule, *, is_told: bool) -> FiguredPeriod:
    figures = opened.judged.audit.figures[EVERYWHERE]
    problem = opened.view.problem
    values = (figures.get(id_) for id_ in FIGURES)
    people = figures.get("K01")
    return FiguredPeriod(
        id=opened.id,
        name=opened.name or problem.name,
        first=problem.start,
        last=problem.end,
        is_told=is_told,
        people=people.value if people else None,
        values=tuple(
            same("–") if v is None else shown(v.value, v.unit) for v in values
        ),
    )
