"""Everybody at a visit can do what the visit asks for."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from constraints.words import name_of
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
                yield Breach(
                    rule=self.id,
                    hard=True,
                    amount=len(missing),
                    unit="skills",
                    employee=row.employee,
                    client=visit.client,
                    visit=visit.id,
                    date=visit.date,
                    facts={
                        "who": name_of(view, row.employee),
                        "missing": ", ".join(sorted(missing)),
                    },
                    message="missing",
                )
