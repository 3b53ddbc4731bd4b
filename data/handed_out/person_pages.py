"""A page per person that is read on a phone and prints well, and where to find all."""

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple
from urllib.parse import quote

from jinja2 import Environment

from data import palette
from data.both_languages import Both, both, day_name, duration, weekday
from data.export.calendars import Calendars, file_name
from data.handed_out.person_schedule import PersonSchedule, PersonSchedules
from data.report.text import environment
from scheduler.domain.problem import Problem

INDEX = "index.html"
_MONDAY = dt.date(2024, 1, 1)
WEEKDAYS = tuple(weekday(_MONDAY + dt.timedelta(days=n)) for n in range(7))
"""Their names, Monday first."""


class PersonEntry(NamedTuple):
    """A person on the page that leads to all."""

    name: str
    unit: str
    page: str
    calendar: str


def person_html(
    schedules: PersonSchedules,
    who: str,
    calendar: str = "",
    elsewhere: Sequence[tuple[str, Both]] = (),
) -> bytes:
    """Return the page of one person, the same bytes for the same plan.

    Parameters
    ----------
    calendar
        Where their calendar is; empty for nowhere.
    elsewhere
        Where their schedules of other days are, and which days those are.

    Raises
    ------
    KeyError
        Nobody has the id.
    """
    page = handed_out_pages().get_template("person.html.j2")
    html = page.render(
        schedule=schedules.of_person(who),
        period=period(schedules.problem),
        weekdays=WEEKDAYS,
        calendar=calendar,
        elsewhere=elsewhere,
    )
    return html.encode()


def people_files(
    schedules: PersonSchedules, calendars: Calendars, who: Iterable[str]
) -> dict[str, bytes]:
    """Return a page and a calendar for each of some people, and an index, by name."""
    files: dict[str, bytes] = {}
    entries = []
    for id_ in who:
        page, calendar = _page_name(id_), f"{file_name(id_)}.ics"
        files[page] = person_html(schedules, id_, quote(calendar))
        files[calendar] = calendars.of_person(id_)
        schedule = schedules.of_person(id_)
        entries.append(_entry(schedule, page, calendar))
    return files | {INDEX: _index_html(schedules.problem, entries)}


def _page_name(id_: str) -> str:
    """Return what a person's page is called, which is nothing like the index."""
    name = f"{file_name(id_)}.html"
    return name if name.casefold() != INDEX else f"%{ord(name[0]):02X}{name[1:]}"


def _entry(schedule: PersonSchedule, page: str, calendar: str) -> PersonEntry:
    name = schedule.line.name
    return PersonEntry(name, schedule.unit, quote(page), quote(calendar))


def _index_html(problem: Problem, entries: Iterable[PersonEntry]) -> bytes:
    page = handed_out_pages().get_template("people.html.j2")
    units = [(u, list(p)) for u, p in groupby(entries, lambda entry: entry.unit)]
    return page.render(problem=problem, period=period(problem), units=units).encode()


def period(problem: Problem) -> Both:
    """Return which days a plan is for."""
    first, last = day_name(problem.start), day_name(problem.end)
    return both("report.period", first=first, last=last, year=problem.end.year)


@cache
def handed_out_pages() -> Environment:
    """Return what renders the pages of this folder."""
    made = environment("data.handed_out", "data.comparison")
    made.filters["duration"] = duration
    made.globals["palette"] = palette
    return made
