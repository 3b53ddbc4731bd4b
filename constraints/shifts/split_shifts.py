"""Few split shifts, with a short gap."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Literal

from ortools.sat.python import cp_model
from pydantic import Field

from constraints.posting.phrases import forbid_disallowed
from constraints.words import length, name_of
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import Employee
from scheduler.domain.shift_option import ShiftOption
from scheduler.rules.line_limits import LineLimits
from scheduler.rules.rule import Breach, Rule, Source

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar, LinearExpr

    from scheduler.roster.variables import Roster

PERIOD_DAYS = 28


class SplitShifts(Rule):
    """A person has few split shifts, and the gap in one is at most four hours."""

    id: ClassVar[str] = "R20"
    source: ClassVar[Source] = Source(
        cite="AB § 13 (delade turer); lokal bemanningshandbok",
        assumed=True,
    )

    kind: Literal["split_shifts"] = "split_shifts"
    hard: bool = Field(default=False, description="Whether the number is a limit.")
    max_per_28_days: int = Field(default=2, ge=0, description="Split shifts allowed.")
    max_gap_minutes: int = Field(default=240, ge=0, description="Longest gap in one.")
    price_kr: float = Field(
        default=300, ge=0, description="Each split shift above the number, when soft."
    )

    def allows_shift(
        self, view: PlanView, employee: Employee, option: ShiftOption
    ) -> bool:
        """Whether no gap is too long."""
        return all(
            later[0] - earlier[1] <= self.max_gap_minutes
            for earlier, later in pairwise(option.parts)
        )

    def limit_lines(self, limits: LineLimits) -> LineLimits:
        """Tell how many split shifts are free, and what one more costs."""
        return limits.model_copy(
            update={
                "split_days": PERIOD_DAYS,
                "splits_most": self.max_per_28_days,
                "split_beyond": None if self.hard else self.price,
            }
        )

    def post(self, roster: "Roster") -> "Iterator[LinearExpr]":
        """Forbid long gaps; limit or price the number."""
        forbid_disallowed(self, roster)
        for employee in roster.employees:
            blocks: dict[int, list[IntVar]] = defaultdict(list)
            for option in roster.options(employee):
                if len(option.parts) > 1:
                    block = (option.date - roster.problem.start).days // PERIOD_DAYS
                    blocks[block].append(roster.works(employee, option))
            for literals in blocks.values():
                if len(literals) > self.max_per_28_days:
                    yield self._limited(roster, literals)

    def _limited(self, roster: "Roster", literals: "list[IntVar]") -> "LinearExpr":
        count = cp_model.LinearExpr.sum(literals)
        if self.hard:
            switch = roster.switch(self.kind)
            roster.model.add(count <= self.max_per_28_days).only_enforce_if(switch)
            return cp_model.LinearExpr.constant(0)
        most = len(literals) - self.max_per_28_days
        above = roster.model.new_int_var(0, most, "split shifts too many")
        roster.model.add(count - above <= self.max_per_28_days)
        return self.price * above

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Measure the gaps and count the split shifts."""
        for employee in view.problem.employees:
            split = [d for d in view.planned_of(employee) if len(d.parts) > 1]
            for duty in split:
                yield from self._gaps(view, duty)
            first = view.problem.start
            while first <= view.problem.end:
                following = first + timedelta(days=PERIOD_DAYS)
                mine = [d for d in split if first <= d.date < following]
                if len(mine) > self.max_per_28_days and (self.hard or self.price):
                    yield self._too_many(view, employee, mine)
                first = following

    def _gaps(self, view: PlanView, duty: Duty) -> Iterator[Breach]:
        ends = [end for _, end in duty.parts[:-1]]
        starts = [start for start, _ in duty.parts[1:]]
        for gap in (start - end for end, start in zip(ends, starts, strict=True)):
            if gap > self.max_gap_minutes:
                yield Breach(
                    rule=self.id,
                    hard=True,
                    amount=gap - self.max_gap_minutes,
                    unit="min",
                    employee=duty.employee,
                    date=duty.date,
                    found=gap,
                    limit=self.max_gap_minutes,
                    facts={
                        "name": name_of(view, duty.employee),
                        "gap": length(gap),
                        "most": length(self.max_gap_minutes),
                    },
                    message="gap",
                )

    def _too_many(
        self, view: PlanView, employee: Employee, split: list[Duty]
    ) -> Breach:
        amount = len(split) - self.max_per_28_days
        return Breach(
            rule=self.id,
            hard=self.hard,
            amount=amount,
            unit="shifts",
            weight=self.price,
            cost=amount * self.price,
            employee=employee.id,
            date=split[-1].date,
            found=len(split),
            limit=self.max_per_28_days,
            facts={"name": name_of(view, employee.id)},
            message="number",
        )
