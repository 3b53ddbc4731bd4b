"""What people and units are called on what is handed out."""

from dataclasses import dataclass

from scheduler.domain.plan import VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem


@dataclass(frozen=True)
class Names:
    """The names of one dataset; ids of those without one."""

    problem: Problem

    def person(self, id_: str) -> str:
        """Return what somebody is called."""
        known = self.problem.employee.get(id_)
        return (known.name if known else "") or id_

    def person_with_id(self, id_: str) -> str:
        """Return what somebody is called, and the id that commands take."""
        name = self.person(id_)
        return id_ if name == id_ else f"{name} ({id_})"

    def client(self, id_: str) -> str:
        """Return what a client is called."""
        return self.problem.called(id_)

    def unit(self, id_: str) -> str:
        """Return what a unit is called."""
        known = self.problem.unit.get(id_)
        return known.name if known else id_

    def partner(self, view: PlanView, row: VisitRow) -> str:
        """Return who makes a visit together with the one a row is about, if anybody."""
        there = view.rows_by_visit[row.visit]
        beside = (r for r in there if r.staff_no != row.staff_no)
        return ", ".join(self.person(r.employee) for r in beside)
