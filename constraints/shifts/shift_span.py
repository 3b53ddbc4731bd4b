"""Passlängd: from the first minute to the last, the gap of a split shift included."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from constraints.posting.phrases import forbid_unlawful
from constraints.words import length, moment, name_of
from scheduler.domain.plan_view import Duty, PlanView, passes
from scheduler.domain.problem import Employee
from scheduler.domain.shift_option import ShiftOption
from scheduler.rules.rule import Breach, Rule, Source

if TYPE_CHECKING:
    from scheduler.roster.variables import Roster


class ShiftSpan(Rule):
    """A shift is at most 13 h from start to end, the gap of a split shift included."""

    id: ClassVar[str] = "R04"
    binds_longer_shift: ClassVar[bool] = True
    source: ClassVar[Source] = Source(
        cite="AB § 13 i lydelse från 2023-10-01; Kommunalarbetaren 2023-09-29",
    )
    statutory: ClassVar[bool] = True

    kind: Literal["shift_span"] = "shift_span"
    hard: Literal[True] = True
    span_max: int = Field(default=780, gt=0, le=780)
    """Minutes from start to end."""

    def allows_shift(
        self, view: PlanView, employee: Employee, option: ShiftOption
    ) -> bool:
        """Whether the shift is short enough for anybody."""
        return self._is_lawful(option)

    def _is_lawful(self, option: ShiftOption) -> bool:
        return all(
            here.has_jour or here.end - here.start <= self.span_max
            for here in option.presence
        )

    def post(self, roster: "Roster") -> tuple[()]:
        """Forbid shifts that are too long."""
        forbid_unlawful(self, roster, self._is_lawful)
        return ()

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Measure each planned duty from its first start to its last end."""
        here = (each for duty in view.duties for each in duty.presence)
        for whole in passes(here):
            for duty in whole:
                span = max(e for _, e in duty.parts) - whole[0].start
                yield from self._too_long(view, duty, span)

    def _too_long(self, view: PlanView, duty: Duty, span: int) -> Iterator[Breach]:
        if span > self.span_max and not duty.has_jour:
            yield Breach(
                rule=self.id,
                hard=True,
                amount=span - self.span_max,
                unit="min",
                employee=duty.employee,
                date=duty.date,
                found=span,
                limit=self.span_max,
                facts={
                    "name": name_of(view, duty.employee),
                    "shift": duty.shift,
                    "starts": moment(view, duty.start),
                    "span": length(span),
                    "longest": length(self.span_max),
                },
            )
