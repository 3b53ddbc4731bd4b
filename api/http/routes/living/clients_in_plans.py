"""Ask of one client of a plan: who comes, what is granted, what is open."""

from typing import Annotated

from fastapi import Path

from api.clients.client_answers import ClientAnswer
from api.clients.client_in_plan import client_in_plan
from api.http.opened.opened_schedules import JudgedDep
from api.http.routes.access import refusals
from api.http.routes.versioned import versioned
from data.cell_place import CellPlace
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView

router = versioned("/schedules/{schedule_id}", "results")

ClientId = Annotated[str, Path(description="Id of a client.")]


@router.get("/clients/{client_id}", responses=refusals(404, 409, 422))
def read_client(client_id: ClientId, judged: JudgedDep) -> ClientAnswer:
    """Say who comes to a client, how many in 14 days, and which visits are open."""
    view = PlanView(judged.inputs.problem, judged.result.plan or Plan())
    place = CellPlace("client_id", pointer="/client_id")
    return client_in_plan(view, client_id, place)
