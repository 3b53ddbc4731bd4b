"""A person's page as planners see it, and the list that leads to it."""

from collections import defaultdict
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from api.http.opened.opened_schedules import OpenedDep, OpenedSchedule
from api.http.pages.looks import PLANNER, page, remembered, spoken_to
from api.http.problems import Refusal
from api.http.routes.access import JobDep, ServiceDep
from api.http.routes.living.plan_lives import list_plan_changes
from api.replanning.answers import Teller, WouldBreak
from constraints.hours.near_limits import near_limits
from data.handed_out.person_pages import WEEKDAYS
from data.handed_out.person_schedule import PersonSchedule
from scheduler.rules.rule import Breach

router = APIRouter(include_in_schema=False)


class UnkeptRule(NamedTuple):
    """A rule that is not kept for somebody, each time in words."""

    id: str
    is_hard: bool
    said: list[WouldBreak]


def person_of(opened: OpenedDep, employee_id: str) -> PersonSchedule:
    """Return somebody's schedule; raises ``Refusal`` where there is no such person."""
    if employee_id not in opened.people.people:
        raise Refusal(404, "no_person")
    return opened.people.of_person(employee_id)


PersonDep = Annotated[PersonSchedule, Depends(person_of)]


@router.get("/schedules/{schedule_id}/people")
def people_page(
    request: Request, opened: OpenedDep, find: str = "", near: bool = False
) -> Response:
    """List people with hours, weekends and wishes; only some if asked."""
    at_limit = near_limits(opened.judged.audit.breaches)
    wanted = opened.people.people
    everybody = map(
        opened.people.of_person,
        [id_ for id_ in wanted if not near or id_ in at_limit],
    )
    return page(
        request,
        "people/people.html.j2",
        opened=opened,
        problem=opened.view.problem,
        people=[each for each in everybody if _is_meant(each, find)],
        find=find,
        near=near,
    )


def _is_meant(person: PersonSchedule, text: str) -> bool:
    role = person.line.employee.role if person.line.employee else ""
    said = " ".join((person.line.id, person.line.name, person.unit, role))
    return text.strip().casefold() in said.casefold()


@router.get("/schedules/{schedule_id}/people/{employee_id}")
def person_page(
    request: Request,
    opened: OpenedDep,
    person: PersonDep,
    employee_id: str,
    service: ServiceDep,
) -> Response:
    """Show somebody's weeks, hours, wishes and rest, and the links to them."""
    problem = opened.view.problem
    links = service.person_links.to(problem.name, employee_id)
    return page(
        request,
        "people/person.html.j2",
        opened=opened,
        problem=problem,
        schedule=person,
        weekdays=WEEKDAYS,
        told=_unkept(opened, employee_id),
        words=f"message_{spoken_to(request)}",
        links=[link for link in links if link.withdrawn_at is None],
        planner=remembered(request, PLANNER),
        site=str(request.base_url),
        gone=sum(link.withdrawn_at is not None for link in links),
    )


def _unkept(opened: OpenedSchedule, employee_id: str) -> list[UnkeptRule]:
    """Return the rules that are not kept for somebody, those that bind first."""
    teller = Teller(opened.view, opened.judged.inputs.rules)
    found: dict[tuple[bool, str], list[Breach]] = defaultdict(list)
    for breach in opened.judged.audit.breaches:
        if breach.employee == employee_id:
            found[not breach.hard, breach.rule].append(breach)
    return [
        UnkeptRule(rule, not is_soft, teller.broken(found[is_soft, rule]))
        for is_soft, rule in sorted(found)
    ]


@router.get("/schedules/{schedule_id}/people/{employee_id}/changes")
def changes_part(
    request: Request,
    job: JobDep,
    opened: OpenedDep,
    person: PersonDep,
    service: ServiceDep,
) -> Response:
    """Return what differs for somebody from what they were told last."""
    is_told = service.lives.is_told(job.dataset_id)
    changed = None
    if is_told:
        changed = list_plan_changes(job, opened.judged, service, of=person.line.id)
    language = spoken_to(request)
    return page(
        request,
        "people/changes.html.j2",
        changed=changed,
        words=f"message_{language}",
        language_code=language,
    )
