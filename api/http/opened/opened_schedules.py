"""Plans opened for looking at: read and laid out once, shown many times."""

from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Annotated

from fastapi import Depends, Request

from api.clients.client_lines import ClientLine, client_lines
from api.http.routes.access import (
    ApiService,
    JobDep,
    JudgedSchedule,
    ServiceDep,
    judged_of,
)
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
    """A plan that is done, with what pages need of it."""

    id: str
    name: str
    judged: JudgedSchedule

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

    def of(self, job: Job, service: ApiService) -> OpenedSchedule:
        """Return the plan of a job; raises as ``judged_of`` where there is none."""
        with self._lock:
            if (found := self._kept.get(job.id)) is not None:
                self._kept.move_to_end(job.id)
                return found
        opened = OpenedSchedule(job.id, job.name, judged_of(job, service))
        with self._lock:
            self._kept[job.id] = opened
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return opened


def _opened(request: Request, job: JobDep, service: ServiceDep) -> OpenedSchedule:
    kept: OpenedSchedules = request.app.state.opened
    return kept.of(job, service)


OpenedDep = Annotated[OpenedSchedule, Depends(_opened)]
