"""AB eller PAN: people work where the agreement that they are employed under holds."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from constraints.posting.phrases import forbid_disallowed
from constraints.words import name_of
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import Employee, Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.pay.agreement import AgreementName
from scheduler.rules.rule import Breach, Rule, Source

if TYPE_CHECKING:
    from scheduler.roster.variables import Roster


class AgreementScope(Rule):
    """In some units people of one agreement work, and they work nowhere else."""

    id: ClassVar[str] = "R38"
    source: ClassVar[Source] = Source(
        cite="PAN § 1 och AB § 1, om vilka avtalen omfattar", assumed=True
    )

    kind: Literal["agreement_scope"] = "agreement_scope"
    hard: Literal[True] = True
    agreement: str = Field(
        default="PAN", description="The agreement that has units of its own."
    )
    units: tuple[str, ...] = Field(
        default=(), description="Ids of these units; none: the rule says nothing."
    )

    def allows_shift(
        self, view: PlanView, employee: Employee, option: ShiftOption
    ) -> bool:
        """Whether the unit is one where the person's agreement holds."""
        is_theirs = self._is_under(view.problem, employee)
        return not self.units or is_theirs == (option.unit in self.units)

    def _is_under(self, problem: Problem, employee: Employee) -> bool:
        name = employee.agreement or problem.agreement
        return AgreementName.parse(name).base == self.agreement

    def post(self, roster: "Roster") -> tuple[()]:
        """Forbid the shifts of units where another agreement holds."""
        if self.units:
            forbid_disallowed(self, roster)
        return ()

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Look at the unit of every planned part of a duty."""
        for duty in view.duties if self.units else ():
            employee = view.problem.employee.get(duty.employee)
            for piece in duty.by_unit if employee is not None else ():
                mine = view.problem.agreement
                if employee is not None and employee.agreement is not None:
                    mine = employee.agreement
                base = re.split("[+@]", mine)[0]
                if (base == self.agreement) != (piece.unit in self.units):
                    yield self._breach(view, piece, base)

    def _breach(self, view: PlanView, piece: Duty, agreement: str) -> Breach:
        known = view.problem.unit.get(piece.unit)
        return Breach(
            rule=self.id,
            hard=True,
            amount=1,
            unit="shifts",
            employee=piece.employee,
            date=piece.date,
            facts={
                "name": name_of(view, piece.employee),
                "agreement": agreement,
                "in_unit": known.name if known else piece.unit,
            },
        )
