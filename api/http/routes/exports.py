"""Fetch a plan as other systems read it: payroll, ledger, calendars."""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Path, Query, Request, Response
from pydantic import ConfigDict, Field

from api.http.opened.opened_schedules import JudgedDep
from api.http.problems import language_of
from api.http.routes.access import (
    ApiService,
    JudgedSchedule,
    ServiceDep,
    refusals,
    told_dataset,
)
from api.http.routes.attached import attached
from api.http.routes.versioned import versioned
from api.life.is_published import is_published
from data.cell_place import CellPlace
from data.export.export_forms import ExportForm, ExportOrder, exported
from scheduler.domain.described import Described
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView

router = versioned("/schedules/{schedule_id}/exports", "exports")

LONGEST_TABLE = 2**16
"""Letters of a table of codes that is sent along."""
_FILE: dict[str, Any] = {
    "description": "The file.",
    "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}},
    "headers": {
        "Plan-Published": {
            "description": "Whether just this plan is what people were told last.",
            "schema": {"type": "string", "enum": ["true", "false"]},
        }
    },
}

Form = Annotated[ExportForm, Path(description="As what.")]
Only = Annotated[
    str | None,
    Query(description="Id of a person or unit, whose calendar alone is order."),
]


class CodesSent(Described):
    """Your own codes, to lay over those that come along."""

    model_config = ConfigDict(extra="forbid")

    codes: Annotated[str, Field(max_length=LONGEST_TABLE)] = ""
    """TOML, as `bemanna codes` writes it: pay codes, or for `sie` accounts."""


@router.get(
    "/{form}",
    response_class=Response,
    responses={200: _FILE, **refusals(404, 409, 422)},
)
def read_export(
    form: Form,
    judged: JudgedDep,
    service: ServiceDep,
    request: Request,
    only: Only = None,
) -> Response:
    """Return the plan for payroll, for a ledger, or as calendars.

    `Plan-Published` says whether just this plan is what people were told last.
    """
    order = ExportOrder(form, datetime.now(UTC), language_of(request), only=only)
    return _sent(judged, service, order)


@router.post(
    "/{form}",
    response_class=Response,
    responses={200: _FILE, **refusals(400, 404, 409, 413, 422)},
)
def make_export(
    form: Form,
    sent: CodesSent,
    judged: JudgedDep,
    service: ServiceDep,
    request: Request,
) -> Response:
    """Return the same under codes or accounts of your own; nothing is kept."""
    place = CellPlace("codes", pointer="/codes")
    language, now = language_of(request), datetime.now(UTC)
    order = ExportOrder(form, now, language, sent.codes, place)
    return _sent(judged, service, order)


def _sent(judged: JudgedSchedule, service: ApiService, order: ExportOrder) -> Response:
    plan = judged.result.plan or Plan()
    made = exported(PlanView(judged.inputs.problem, plan), order)
    is_told = _is_told(judged.dataset_id, plan, service)
    answer = attached(made.content, f"{order.form}{made.suffix}", made.media_type)
    answer.headers["Plan-Published"] = str(is_told).lower()
    return answer


def _is_told(dataset_id: str, plan: Plan, service: ApiService) -> bool:
    """Say whether a plan is what people were told; some of it in parts, maybe."""
    if service.lives.told_since(dataset_id):
        return is_published(told_dataset(dataset_id, service), plan, None)
    told = service.lives.published(dataset_id)
    own = service.datasets.read(dataset_id)
    return is_published(own, plan, told[-1].event if told else None)
