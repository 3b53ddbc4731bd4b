"""What is picked of a draft, a cell or a visit, and who could have it instead."""

import datetime as dt
from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.drafts.edit_asked import GiveVisitAsked
from api.http.opened.opened_drafts import DraftDep, OpenDraft
from api.http.pages.by_hand.draft_facts import draft_facts
from api.http.pages.drafting import effect_page
from api.http.pages.looks import page
from api.http.pages.picked_cell import cell_of
from api.http.problems import Refusal
from api.replanning.answers import ShiftCandidate, VacantShift
from api.replanning.asked import SickAsked
from api.replanning.running_plan import (
    RunningPlan,
    candidates_for_shift,
    candidates_for_visit,
    sick_candidates,
)
from data.both_languages import both
from data.cell_place import CellPlace
from data.written_values import local
from scheduler.domain.plan import VisitRow
from scheduler.replanning.visit_takers import VisitTakers

router = APIRouter(include_in_schema=False)


def _running(draft: OpenDraft) -> RunningPlan:
    return RunningPlan(draft.now.inputs, draft.now.plan)


@router.get("/drafts/{draft_id}/cells/{who}/{day}")
def cell_part(request: Request, draft: DraftDep, who: str, day: dt.date) -> Response:
    """Return what somebody does on a day, and what can be changed of it."""
    view = draft.now.view
    cell = cell_of(view, who, day)
    people = [e for e in view.problem.employees if e.id != who]
    on_duty = {d.employee for d in view.duties if d.date == day}
    mine = [d for d in view.duties if (d.employee, d.date) == (who, day)]
    start = mine[0].start if mine else view.clock.at(day, 0)
    return page(
        request,
        "draft_cell.html.j2",
        cell=cell,
        is_locked=any(
            (r.employee, r.date) == (who, day) for r in view.problem.locked_shifts
        ),
        base=f"/schedules/{draft.base.id}",
        sick_from=local(start, view.clock),
        people=people,
        by_duty=sorted(people, key=lambda e: (e.id not in on_duty, e.name or e.id)),
        types=[t for t in view.problem.shift_types if t.days[day.weekday()]],
        **draft_facts(request, draft),
    )


@router.get("/drafts/{draft_id}/cells/{who}/{day}/candidates")
def candidates_part(
    request: Request, draft: DraftDep, who: str, day: dt.date
) -> Response:
    """Return who could come for a shift, the best first."""
    place = CellPlace("shift", pointer="/shift")
    return page(
        request,
        "candidates.html.j2",
        vacant=candidates_for_shift(_running(draft), f"{who}@{day}", place),
        who=who,
        day=day,
        **draft_facts(request, draft),
    )


ShortText = Annotated[str, Field(max_length=200)]


class WhoIsIll(BaseModel):
    """Who is ill, and from when."""

    employee_id: ShortText
    start: ShortText
    end: ShortText = ""
    also: Annotated[list[ShortText], Field(max_length=50)] = []


@router.get("/drafts/{draft_id}/sick")
def sick_part(
    request: Request, draft: DraftDep, ill: Annotated[WhoIsIll, Query()]
) -> Response:
    """Return who could come for each shift of those ill, the best first."""
    asked = SickAsked(ill.employee_id, ill.start, ill.end or None, ill.also)
    answer = sick_candidates(_running(draft), asked, _place)
    return page(
        request,
        "sick.html.j2",
        answer=answer,
        marked=_marked(answer.shifts),
        asked=asked,
        **draft_facts(request, draft),
    )


def _marked(shifts: Iterable[VacantShift]) -> list[ShiftCandidate | None]:
    """Return the way that is marked for each shift: the best that none before has."""
    taken: set[tuple[dt.date, str]] = set()
    found = []
    for shift in shifts:
        ways = [way for way in shift.candidates if way.step != "open"]
        free = (w for w in ways if (shift.date, w.employee_id) not in taken)
        way = next(free, None)
        found.append(way)
        if way is not None and way.employee_id is not None:
            taken.add((shift.date, way.employee_id))
    return found


def _place(name: str) -> CellPlace:
    return CellPlace(name, pointer=f"/{name}")


@router.get("/drafts/{draft_id}/visits/{visit_id}/{staff_no}")
def visit_part(
    request: Request, draft: DraftDep, visit_id: str, staff_no: int
) -> Response:
    """Return what a visit is, who makes it, and who could instead, the best first."""
    row = _row(draft, visit_id, staff_no)
    view = draft.now.view
    visit = view.problem.visit[visit_id]
    asked = f"{visit_id}#{staff_no}"
    place = CellPlace("visit_id", pointer="/visit_id")
    return page(
        request,
        "draft_visit.html.j2",
        visit=visit,
        staff_no=staff_no,
        kind=both(f"report.visit_kind.{visit.kind}"),
        row=row,
        start=local(visit.earliest if row is None else row.start, view.clock),
        window=[local(t, view.clock) for t in (visit.earliest, visit.latest)],
        is_locked=any(
            (r.visit, r.staff_no) == (visit_id, staff_no)
            for r in view.problem.locked_visits
        ),
        answer=candidates_for_visit(_running(draft), asked, place),
        **draft_facts(request, draft),
    )


class Dropped(BaseModel):
    """Where a visit is dropped."""

    to: Annotated[str, Field(max_length=200)]
    """On whom."""
    start: Annotated[str, Field(max_length=30)] = ""
    """When, local time; when it fits best if nobody says."""


@router.post("/drafts/{draft_id}/visits/{visit_id}/{staff_no}/dropped")
def dropped_part(
    request: Request,
    draft: DraftDep,
    visit_id: str,
    staff_no: int,
    where: Annotated[Dropped, Form()],
) -> Response:
    """Return what it would do to drop a visit on somebody, when it fits best.

    At the very time that is asked for, if one is.
    """
    when = where.start or _fitting(draft, visit_id, staff_no, where.to)
    asked = GiveVisitAsked(
        kind="visit", visit_id=visit_id, staff_no=staff_no, to=where.to, start=when
    )
    return effect_page(request, draft, draft.tried(asked), asked)


def _fitting(draft: OpenDraft, visit_id: str, staff_no: int, who: str) -> str | None:
    row = _row(draft, visit_id, staff_no)
    view = draft.now.view
    start = view.problem.visit[visit_id].earliest
    if row is None:
        row = VisitRow(
            visit=visit_id,
            staff_no=staff_no,
            employee="",
            start=start,
            end=start + view.problem.visit[visit_id].minutes,
            from_id="",
        )
    problem, rules = draft.now.inputs
    taker = VisitTakers(problem, draft.now.plan, rules, row).taker(who)
    return None if taker is None else local(taker.start, view.clock)


def _row(draft: OpenDraft, visit_id: str, staff_no: int) -> VisitRow | None:
    """Return who is at a place at a visit, or nobody.

    Raises
    ------
    Refusal
        There is no such place.
    """
    visit = draft.now.view.problem.visit.get(visit_id)
    if visit is None or not 1 <= staff_no <= visit.staff:
        raise Refusal(404, "not_found")
    rows = draft.now.view.rows_by_visit.get(visit_id, ())
    return next((r for r in rows if r.staff_no == staff_no), None)
