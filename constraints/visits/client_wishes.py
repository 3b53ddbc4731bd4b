"""Whom a client does not want to be visited by."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from constraints.checking.at_visit import breach_at_visit
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Client, Employee, Visit
from scheduler.domain.values import VisitKind
from scheduler.rules.rule import Breach, Rule, Source


class ClientWishes(Rule):
    """Nobody visits a client against the client's wish about persons or genders."""

    id: ClassVar[str] = "R30"
    lacks: ClassVar[Literal["skill", "wish"]] = "wish"
    source: ClassVar[Source] = Source(
        cite="Socialtjänstlagen (2025:400): självbestämmande och integritet",
    )

    kind: Literal["client_wishes"] = "client_wishes"
    hard: Literal[True] = True

    def allows_visit(self, view: PlanView, employee: Employee, visit: Visit) -> bool:
        """Whether the client has nothing against the person at this visit."""
        client = view.problem.client[visit.client]
        if employee.id in client.avoid:
            return False
        return not (
            visit.kind is VisitKind.INTIMATE and employee.gender in client.avoid_gender
        )

    def looks_at(self, visit: Visit) -> tuple[str, VisitKind]:
        """Return whose it is and of what kind."""
        return visit.client, visit.kind

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Find visits by people that the client has said no to."""
        problem = view.problem
        for row in view.plan.visits:
            visit = problem.visit[row.visit]
            client = problem.client[visit.client]
            if not (client.avoid or client.avoid_gender):
                continue
            message = self._refused(client, problem.employee[row.employee], visit)
            if message:
                yield breach_at_visit(view, row, {}, rule=self.id, message=message)

    def _refused(self, client: Client, employee: Employee, visit: Visit) -> str:
        """Return which wish the visit goes against; empty when it goes against none."""
        if employee.id in client.avoid:
            return "person"
        intimate = visit.kind == "intimate"
        return "gender" if intimate and employee.gender in client.avoid_gender else ""
