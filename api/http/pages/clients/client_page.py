"""A client's page, and the list that leads to it."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.clients.client_answers import ClientAnswer
from api.clients.client_in_plan import client_in_plan
from api.http.opened.opened_schedules import OpenedDep, OpenedSchedule
from api.http.pages.looks import page
from api.http.problems import Refusal
from data.cell_place import CellPlace
from data.handed_out.people_names import Names
from data.handed_out.person_pages import WEEKDAYS

router = APIRouter(include_in_schema=False)


@router.get("/schedules/{schedule_id}/clients")
def clients_page(request: Request, opened: OpenedDep, find: str = "") -> Response:
    """List the clients, those who meet most people first; only some if asked."""
    return page(
        request,
        "clients/clients.html.j2",
        opened=opened,
        problem=opened.view.problem,
        lines=[each for each in opened.clients if each.is_meant(find)],
        find=find,
    )


@router.get("/schedules/{schedule_id}/clients/{client_id}")
def client_page(request: Request, opened: OpenedDep, client_id: str) -> Response:
    """Show who comes to a client, what is granted, and what is left open and why."""
    problem = opened.view.problem
    told = client_of(opened, client_id)
    return page(
        request,
        "clients/client.html.j2",
        opened=opened,
        problem=problem,
        client=told,
        names=Names(problem),
        weekdays=WEEKDAYS,
        top=max((window.people for window in told.windows), default=0),
    )


def client_of(opened: OpenedSchedule, client_id: str) -> ClientAnswer:
    """Return what is told of a client; raises ``Refusal`` where there is none."""
    if client_id not in opened.view.problem.client:
        raise Refusal(404, "no_client")
    return client_in_plan(opened.view, client_id, CellPlace("client_id"))
