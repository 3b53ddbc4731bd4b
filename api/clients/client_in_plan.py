"""One client of a plan, from the plan's rows."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from statistics import mean

from api.clients.client_answers import (
    ClientAnswer,
    ClientDay,
    GrantedNeed,
    PeopleWindow,
    PlacedVisit,
    UnstaffedPlace,
    Visitor,
    VisitorRole,
)
from data.both_languages import named, same
from data.cell_place import CellPlace
from data.faults import BadInput
from scheduler.audit.figures import Ledger
from scheduler.audit.figures.meeting_windows import windows
from scheduler.domain.care_need import CareNeed
from scheduler.domain.plan import Unassigned, VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Client, Visit
from scheduler.domain.values import Clock, Instant, VisitKind
from scheduler.proofs.proof import ProofVerdict


def client_in_plan(view: PlanView, client_id: str, place: CellPlace) -> ClientAnswer:
    """Return who comes to a client, what is granted and what is left open.

    Raises
    ------
    BadInput
        There is no such client.
    """
    client = view.problem.client.get(client_id)
    if client is None:
        fault = place.fault("unknown_id", None, client_id, target="clients.csv")
        raise BadInput([fault])
    return ClientTeller(view, client).answer()


@dataclass(frozen=True)
class ClientTeller:
    """Tells of one client, in local time."""

    view: PlanView
    client: Client

    def answer(self) -> ClientAnswer:
        """Tell everything."""
        client, visits = self.client, self._visits
        counted = self._windows()
        people = [window.people for window in counted if window.people]
        visitors = self._visitors()
        return ClientAnswer(
            client_id=client.id,
            unit_id=client.unit,
            route=client.route,
            contact_id=client.contact,
            counts_continuity=client.counts_continuity,
            granted=len(visits),
            granted_minutes=sum(v.minutes * v.staff for v in visits),
            made_minutes=sum(v.minutes * len(self._rows(v)) for v in visits),
            most_people=max(people, default=None),
            average_people=mean(people) if people else None,
            windows=counted,
            contact_share=self._share(visitors, VisitorRole.CONTACT),
            group_share=self._share(visitors, VisitorRole.CONTACT, VisitorRole.BACKUP),
            visitors=visitors,
            needs=[self._need(n) for n in self.view.problem.needs if self._is_mine(n)],
            days=list(self._days()),
            open=list(self._open()),
        )

    @cached_property
    def _visits(self) -> Sequence[Visit]:
        return [v for v in self.view.problem.visits if v.client == self.client.id]

    @cached_property
    def _alone(self) -> PlanView:
        """The plan as if there were no other client."""
        visits = self._visits
        mine = {visit.id for visit in visits}
        problem, plan = self.view.problem, self.view.plan
        done = [d for d in problem.done_visits if d.client == self.client.id]
        alone = {
            "clients": (self.client,),
            "visits": tuple(visits),
            "done_visits": tuple(done),
        }
        rows = {
            "visits": tuple(row for row in plan.visits if row.visit in mine),
            "unassigned": tuple(r for r in plan.unassigned if r.visit in mine),
        }
        return PlanView(problem.model_copy(update=alone), plan.model_copy(update=rows))

    def _windows(self) -> list[PeopleWindow]:
        """Return every 14 days; the days are those that are known of all clients."""
        known = windows(self.view.problem)
        first = {"done_visits": self.view.problem.done_visits}
        problem = self._alone.problem.model_copy(update=first)
        counted = Ledger(PlanView(problem, self._alone.plan)).client_windows
        return [
            PeopleWindow(first=days[0], last=days[-1], people=window.people)
            for days, window in zip(known, counted, strict=bool(counted))
        ]

    def _rows(self, visit: Visit) -> Sequence[VisitRow]:
        return self.view.rows_by_visit.get(visit.id, ())

    def _visitors(self) -> list[Visitor]:
        """Return who comes; alarms are answered by whoever is near."""
        came: dict[str, list[Visit]] = defaultdict(list)
        for visit in self._visits:
            for row in self._rows(visit) if visit.kind is not VisitKind.ALARM else ():
                came[row.employee].append(visit)
        places = sum(map(len, came.values()))
        known = {d.employee for d in self._alone.problem.done_visits}
        found = [
            Visitor(
                employee_id=who,
                role=self._role(who),
                visits=len(visits),
                share=len(visits) / places,
                days=sorted({visit.date for visit in visits}),
                is_new=who not in known,
            )
            for who, visits in came.items()
        ]
        return sorted(found, key=lambda v: (-v.visits, v.employee_id))

    def _role(self, who: str) -> VisitorRole:
        if who == self.client.contact:
            return VisitorRole.CONTACT
        is_backup = who in self.client.backups
        return VisitorRole.BACKUP if is_backup else VisitorRole.OTHER

    def _share(self, visitors: Sequence[Visitor], *roles: VisitorRole) -> float | None:
        if self.client.contact is None or not visitors:
            return None
        return sum(v.share for v in visitors if v.role in roles)

    def _is_mine(self, need: CareNeed) -> bool:
        return need.client == self.client.id

    def _need(self, need: CareNeed) -> GrantedNeed:
        return GrantedNeed(
            need_id=need.id,
            kind=need.kind,
            minutes=need.minutes,
            staff=need.staff,
            weekdays=[n for n, asked in enumerate(need.days, start=1) if asked],
            every_weeks=need.every,
            weeks=need.weeks,
            opens=_clock(need.opens),
            closes=_clock(need.closes),
            skills=sorted(need.skills),
            is_must=need.priority < 3,
        )

    def _days(self) -> Iterator[ClientDay]:
        placed = [(visit.date, self._placed(visit)) for visit in self._visits]
        placed.sort(key=lambda p: (p[0], p[1].start or p[1].opens, p[1].visit_id))
        for date, pairs in groupby(placed, key=lambda pair: pair[0]):
            yield ClientDay(date=date, visits=[visit for _, visit in pairs])

    def _placed(self, visit: Visit) -> PlacedVisit:
        rows = self._rows(visit)
        return PlacedVisit(
            visit_id=visit.id,
            kind=visit.kind,
            minutes=visit.minutes,
            staff=visit.staff,
            opens=self._time(visit.earliest),
            closes=self._time(visit.latest),
            start=self._time(min(r.start for r in rows)) if rows else None,
            end=self._time(max(r.end for r in rows)) if rows else None,
            employee_ids=[row.employee for row in rows],
            is_must=visit.is_must,
        )

    def _open(self) -> Iterator[UnstaffedPlace]:
        """Yield the places that nobody takes, must-visits first."""
        left = {(row.visit, row.staff_no): row for row in self._alone.plan.unassigned}
        for visit in sorted(self._visits, key=lambda v: (v.priority, v.earliest, v.id)):
            taken = {row.staff_no for row in self._rows(visit)}
            for number in range(1, visit.staff + 1):
                if number not in taken:
                    nobody = Unassigned(visit=visit.id, staff_no=number, reason="")
                    yield self._left(visit, left.get((visit.id, number), nobody))

    def _left(self, visit: Visit, row: Unassigned) -> UnstaffedPlace:
        reason = named("report.reason", row.reason) if row.reason else same("")
        return UnstaffedPlace(
            visit_id=visit.id,
            date=visit.date,
            opens=self._time(visit.earliest),
            closes=self._time(visit.latest),
            kind=visit.kind,
            minutes=visit.minutes,
            staff_no=row.staff_no,
            is_must=visit.is_must,
            reason_sv=reason.sv,
            reason_en=reason.en,
            proof=ProofVerdict(row.proof) if row.proof else None,
            proof_detail=row.proof_detail,
        )

    def _time(self, at: Instant) -> str:
        return f"{self.view.clock.local(at):%H:%M}"


def _clock(at: Clock) -> str:
    return f"{at // 60 % 24:02}:{at % 60:02}"
