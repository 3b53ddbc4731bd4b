"""Everybody at a visit can do what the visit asks for."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from constraints.checking.at_visit import breach_at_visit
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Visit
from scheduler.rules.bound_terms import BoundTerms
from scheduler.rules.rule import Breach, Rule, Source


class Skills(Rule):
    """Each person at a visit has every skill that the visit asks for."""

    id: ClassVar[str] = "R26"
    lacks: ClassVar[Literal["skill", "wish"]] = "skill"
    source: ClassVar[Source] = Source(
        cite="Patientsäkerhetslagen (2010:659) 6 kap. 3 § och HSLF-FS 2017:37",
    )

    kind: Literal["skills"] = "skills"
    hard: Literal[True] = True

    def allows_visit(self, view: PlanView, employee: Employee, visit: Visit) -> bool:
        """Whether the person lacks nothing."""
        return visit.skills <= employee.skills

    def looks_at(self, visit: Visit) -> frozenset[str]:
        """Return what it asks for."""
        return visit.skills

    def bound_terms(self, terms: BoundTerms) -> BoundTerms:
        """Ask everybody at a visit for its skills."""
        return terms.model_copy(update={"asks_skills": True})

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Name what each person at each visit lacks."""
        people = view.problem.employee
        for row in view.plan.visits:
            visit = view.visit(row)
            missing = visit.skills - people[row.employee].skills
            if missing:
                yield breach_at_visit(
                    view,
                    row,
                    {"missing": ", ".join(sorted(missing))},
                    rule=self.id,
                    amount=len(missing),
                    unit="skills",
                    message="missing",
                )
