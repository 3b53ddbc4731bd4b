"""Plans opened for looking at: read and laid out once, shown many times."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from pydantic_core import to_json

from api.clients.client_lines import ClientLine, client_lines
from api.http.opened.long_lived import LongLived, uncollected
from api.http.routes.access import (
    ApiService,
    JobDep,
    JudgedSchedule,
    ServiceDep,
    judged_of,
)
from api.http.sent.etags import etag_of
from api.http.sent.known_answers import stays
from api.store.schema import Job
from data.handed_out.person_schedule import PersonSchedules
from data.report.day_tours import TourBook
from data.report.days import DaySheet, day_sheets
from data.report.load import loads_of
from data.report.map import UnitMap
from data.wall import Wall, wall_of
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView

_KEPT = 8
"""Plans that stay in memory; one of 60 people and 28 days takes some 30 MB."""


@dataclass(frozen=True)
class OpenedSchedule:
    """A plan that is done, with what pages and programs need of it."""

    id: str
    name: str
    judged: JudgedSchedule
    _answers: dict[str, Response] = field(default_factory=dict, compare=False)
    _drawn: dict[str, str] = field(default_factory=dict, compare=False)
    _writing: Lock = field(default_factory=Lock, compare=False)

    def answer(self, part: str, make: Callable[[JudgedSchedule], Any]) -> Response:
        """Return a part of it as JSON, which is written once."""
        with self._writing:
            if part not in self._answers:
                content = to_json(make(self.judged))
                headers = {"ETag": etag_of(content)}
                self._answers[part] = Response(
                    content, media_type="application/json", headers=headers
                )
        return self._answers[part]

    def drawn(self, part: str, draw: Callable[[], str]) -> str:
        """Return a part of a page that shows it, which is drawn once."""
        with self._writing:
            if part not in self._drawn:
                with uncollected():
                    self._drawn[part] = draw()
        return self._drawn[part]

    @cached_property
    def view(self) -> PlanView:
        """The plan opened for reading."""
        return PlanView(self.judged.inputs.problem, self.judged.result.plan or Plan())

    @cached_property
    def wall(self) -> Wall:
        """The plan as it hangs on the wall."""
        return wall_of(self.view, self.judged.audit.breaches)

    @cached_property
    def clients(self) -> tuple[ClientLine, ...]:
        """Every client in a line, those who meet most people first."""
        return client_lines(self.view)

    @cached_property
    def people(self) -> PersonSchedules:
        """Everybody's own schedule."""
        return PersonSchedules(self.view)

    @cached_property
    def maps(self) -> dict[str, UnitMap]:
        """A map of each unit's area."""
        units = self.view.problem.units
        return {unit.id: UnitMap(self.view, unit.id) for unit in units}

    @cached_property
    def sheets(self) -> tuple[DaySheet, ...]:
        """Tours, map and hours of every day."""
        tours, loads = TourBook(self.view), loads_of(self.view)
        return tuple(day_sheets(tours, self.wall.days, self.maps, loads))


class OpenedSchedules:
    """Keeps the plans that were looked at last: a plan that is done never changes."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, OpenedSchedule] = OrderedDict()
        self._lock = Lock()
        self._opening = Lock()
        self._long_lived = LongLived(_KEPT)

    def of(self, job: Job, service: ApiService) -> OpenedSchedule:
        """Return the plan of a job; raises as ``judged_of`` where there is none."""
        if (found := self._known(job.id)) is not None:
            return found
        with self._opening:  # whoever comes meanwhile waits, and finds it opened
            if (found := self._known(job.id)) is not None:
                return found
            with uncollected():
                opened = OpenedSchedule(job.id, job.name, judged_of(job, service))
            with self._lock:
                self._kept[job.id] = opened
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
            self._long_lived.more()
        return opened

    def _known(self, id_: str) -> OpenedSchedule | None:
        with self._lock:
            if (found := self._kept.get(id_)) is not None:
                self._kept.move_to_end(id_)
            return found


def _opened(request: Request, job: JobDep, service: ServiceDep) -> OpenedSchedule:
    kept: OpenedSchedules = request.app.state.opened
    return kept.of(job, service)


OpenedDep = Annotated[OpenedSchedule, Depends(_opened)]


async def _staying(request: Request, opened: OpenedDep) -> OpenedSchedule:
    stays(request)
    return opened


StayingDep = Annotated[OpenedSchedule, Depends(_staying)]
"""A plan that is done, of which an answer is made that stays the same."""


async def _judged(opened: OpenedDep) -> JudgedSchedule:
    return opened.judged


JudgedDep = Annotated[JudgedSchedule, Depends(_judged)]
