"""Jour och arbete: how long a pass with both may be, and the rest after it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from constraints.posting.phrases import forbid_disallowed, presence
from constraints.words import length, moment, name_of
from scheduler.domain.plan_view import Duty, PlanView, passes
from scheduler.domain.problem import Employee, Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.pay.agreement import AgreementName
from scheduler.rules.rule import Breach, Rule, Source

if TYPE_CHECKING:
    from scheduler.roster.variables import Roster


class CombinedPass(Rule):
    """Work and jour in one pass is at most 20 h; the rest after it is as long."""

    id: ClassVar[str] = "R05"
    pairwise: ClassVar[bool] = True
    binds_longer_shift: ClassVar[bool] = True
    guards_rest: ClassVar[bool] = True
    source: ClassVar[Source] = Source(
        cite="AB § 13 mom. 5; SKR:s frågor och svar; SKR cirkulär 2024-09-24",
        assumed=True,
    )
    statutory: ClassVar[bool] = True

    kind: Literal["combined_pass"] = "combined_pass"
    hard: Literal[True] = True
    span_max: int = Field(
        default=1200,
        ge=660,
        le=1440,
        description="Minutes from start to end; above 1200 only by dispensation.",
    )
    rest_min: int = Field(
        default=660, ge=660, le=2880, description="Minutes of rest after it, at least."
    )
    long_agreements: tuple[str, ...] = Field(
        default=("PAN",), description="Agreements under which it may be longer."
    )
    long_span_max: int = Field(
        default=1440, ge=660, le=1440, description="Minutes, under these agreements."
    )
    long_rest: int = Field(
        default=1440, ge=660, le=2880, description="Minutes of rest after a longer one."
    )

    def _longest(self, problem: Problem, employee: Employee) -> int:
        """Return how long a pass of the person may be."""
        name = employee.agreement or problem.agreement
        is_long = AgreementName.parse(name).base in self.long_agreements
        return max(self.span_max, self.long_span_max) if is_long else self.span_max

    def allows_shift(
        self, view: PlanView, employee: Employee, option: ShiftOption
    ) -> bool:
        """Whether the pass is short enough, and rested from what was worked before."""
        longest = self._longest(view.problem, employee)
        return all(
            (not here.has_jour or here.end - here.start <= longest)
            and all(
                here.start >= done.end + self._due(done)
                for done in view.presence_of(employee)
                if done.has_jour and done.start < here.start and not done.planned
            )
            for here in option.presence
        )

    def _due(self, done: Duty | ShiftOption) -> int:
        """Return the minutes of rest after a shift with jour."""
        span = done.end - done.start
        return max(self.rest_min, span, self.long_rest if span > self.span_max else 0)

    def post(self, roster: "Roster") -> tuple[()]:
        """Forbid what is too long, and what begins in the rest after it."""
        if not roster.problem.has_on_call:
            return ()
        forbid_disallowed(self, roster)
        switch = roster.switch(self.kind)
        for employee in roster.employees:
            literals, options = presence(roster, employee)
            for literal, option in zip(literals, options, strict=True):
                if option.has_jour:
                    rested = option.end + self._due(option)
                    close = [
                        ~other
                        for other, later in zip(literals, options, strict=True)
                        if option.start < later.start < rested
                    ]
                    roster.model.add_bool_and(close).only_enforce_if(literal, *switch)
        return ()

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Measure every pass with jour, overtime beside it included, and its rest."""
        for employee in view.problem.employees:
            following: Sequence[Duty] = ()
            for each in reversed(list(passes(view.presence_of(employee)))):
                if any(duty.has_jour for duty in each):
                    yield from self._judge(view, employee, each, following)
                following = each

    def _judge(
        self,
        view: PlanView,
        employee: Employee,
        done: Sequence[Duty],
        following: Sequence[Duty],
    ) -> Iterator[Breach]:
        span = max(d.end for d in done) - done[0].start
        most = self._longest(view.problem, employee)
        planned = any(d.planned for d in done)
        if span > most and planned:
            yield self._breach(view, employee, done[0], "span", (span, most))
        rest = max(span, self.rest_min)
        if span > self.span_max:
            rest = max(rest, self.long_rest)
        if following and (planned or following[0].planned):
            found = following[0].start - max(d.end for d in done)
            if found < rest:
                measured = found, rest
                yield self._breach(view, employee, following[0], "rest", measured)

    def _breach(
        self,
        view: PlanView,
        employee: Employee,
        duty: Duty,
        message: str,
        measured: tuple[int, int],
    ) -> Breach:
        found, limit = measured
        return Breach(
            rule=self.id,
            hard=True,
            amount=abs(found - limit),
            unit="min",
            employee=employee.id,
            date=duty.date,
            found=found,
            limit=limit,
            facts={
                "name": name_of(view, employee.id),
                "starts": moment(view, duty.start),
                "measured": length(found),
                "allowed": length(limit),
            },
            message=message,
        )
