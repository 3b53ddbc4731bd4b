"""What somebody sees who has nothing but the link to their own schedule.

It shows what was published last of each period, under the name of the datasets: whoever
subscribes to a calendar keeps it from month to month. There is no way on from here.
"""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from fastapi import APIRouter, FastAPI, Request
from starlette.responses import HTMLResponse, Response

from api.http.opened.opened_schedules import OpenedSchedule, OpenedSchedules
from api.http.pages.looks import rendered
from api.http.problems import language_of
from api.http.routes.access import ApiService, ServiceDep
from api.life.told_anew import told_anew
from api.life.told_inputs import today
from api.store.lives import ToldPeriod
from api.store.schema import PersonLink
from data.export.calendars import Calendars, joined
from data.handed_out.person_pages import period, person_html
from data.handed_out.person_schedule import PersonSchedules
from scheduler.domain.plan_view import PlanView

router = APIRouter(include_in_schema=False)

PERIODS = 8
"""The latest ones are looked at; parts of a period count, too."""
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
"""The address is a secret: it is told to nobody and kept by nobody."""
ICS = "text/calendar; charset=utf-8"


def install(app: FastAPI) -> None:
    """Let ``app`` show people their own schedules; a link is the key to it."""
    app.routes.extend(router.routes)


class OpenedPeriod(NamedTuple):
    """What was published of some days, opened."""

    told: ToldPeriod
    opened: OpenedSchedule


class ShownPeriod(NamedTuple):
    """What somebody was told last of some days."""

    told: ToldPeriod
    people: PersonSchedules

    @property
    def view(self) -> PlanView:
        """The plan opened for reading."""
        return self.people.view


@router.get("/p/{token}")
def own_page(
    request: Request, token: str, service: ServiceDep, day: dt.date | None = None
) -> Response:
    """Show somebody their own published schedule: of now, or with a day in it."""
    link = service.person_links.of(token)
    if link is None:
        return _words(request, "gone", 404)
    shown = _shown(request, link, service)
    if not shown:
        return _words(request, "untold", 200)
    here = _chosen(shown, day or today(shown[0].view.problem))
    elsewhere = [
        (f"/p/{token}?day={each.told.first}", period(each.view.problem))
        for each in reversed(shown)
        if each is not here
    ]
    calendar = f"/p/{token}/calendar.ics"
    html = person_html(here.people, link.employee_id, calendar, elsewhere)
    return HTMLResponse(html, headers=HEADERS)


@router.get("/p/{token}/calendar.ics")
def own_calendar(request: Request, token: str, service: ServiceDep) -> Response:
    """Return somebody's published shifts as a calendar to subscribe to."""
    link = service.person_links.of(token)
    shown = [] if link is None else _shown(request, link, service)
    if link is None or not shown:
        return _words(request, "untold" if link else "gone", 404)
    language = language_of(request)
    calendars = (
        Calendars(each.view, each.told.event.at, language) for each in reversed(shown)
    )
    content = joined(each.of_person(link.employee_id) for each in calendars)
    return Response(content, media_type=ICS, headers=HEADERS)


def _shown(
    request: Request, link: PersonLink, service: ApiService
) -> list[ShownPeriod]:
    """Return the published periods in which the person has a line, latest first."""
    kept: OpenedSchedules = request.app.state.opened
    found = []
    for told in service.lives.told_under(link.series)[:PERIODS]:
        job = service.jobs.get(told.job_id)
        assert job is not None  # what was published is not deleted
        opened = OpenedPeriod(told, kept.of(job, service))
        if link.employee_id in opened.opened.people.people:
            found.append(opened)
    return [
        _as_told_last(each, found, link.employee_id)
        for each in found
        if not any(_stands_in(each, other) for other in found)
    ]


def _stands_in(one: OpenedPeriod, other: OpenedPeriod) -> bool:
    """Whether the days of one are shown with another: told anew there, or a part."""
    mine, theirs = one.told, other.told
    is_same = mine.covers(theirs) and mine.number >= theirs.number
    return theirs.covers(mine) and not is_same


def _as_told_last(
    here: OpenedPeriod, all_: Sequence[OpenedPeriod], who: str
) -> ShownPeriod:
    """Return a period with the days that were told anew as they were told then."""
    later = [
        each
        for each in all_
        if each.told.number > here.told.number and each.told.overlaps(here.told)
    ]
    if not later:
        return ShownPeriod(here.told, here.opened.people)
    problem, plan = here.opened.view.problem, here.opened.view.plan
    for each in sorted(later, key=lambda each: each.told.number):
        view = each.opened.view
        days = frozenset(view.problem.dates)
        plan = told_anew(problem, plan, view.plan, (who,), days)
    return ShownPeriod(here.told, PersonSchedules(PlanView(problem, plan)))


def _chosen(shown: Sequence[ShownPeriod], day: dt.date) -> ShownPeriod:
    """Return the period with a day in it, else the next one, else the last."""
    coming = [each for each in shown if each.told.last >= day]
    return coming[-1] if coming else shown[0]


def _words(request: Request, key: str, status: int) -> Response:
    """Say in a sentence why there is no schedule."""
    html = rendered(request, "people/no_schedule.html.j2", key=key)
    return HTMLResponse(html, status, headers=HEADERS)
