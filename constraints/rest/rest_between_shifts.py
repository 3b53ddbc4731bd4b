"""Dygnsvila between shifts: eleven hours from the end of one to the next."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from constraints.posting.intervals import cliques
from constraints.posting.phrases import at_most_one, forbid_near_past, presence
from constraints.words import length, moment, name_of
from scheduler.domain.plan_view import Duty, PlanView, is_prolonged
from scheduler.domain.problem import Employee
from scheduler.domain.shift_option import ShiftOption
from scheduler.rules.bound_terms import BoundTerms
from scheduler.rules.rule import Breach, Rule, Source

if TYPE_CHECKING:
    from scheduler.roster.variables import Roster


class RestBetweenShifts(Rule):
    """Between two shifts a person rests 11 h; a split shift is one shift."""

    id: ClassVar[str] = "R02"
    pairwise: ClassVar[bool] = True
    binds_longer_shift: ClassVar[bool] = True
    guards_rest: ClassVar[bool] = True
    source: ClassVar[Source] = Source(
        cite="Direktiv 2003/88/EG artikel 3; AB § 13 enligt SKR:s frågor och svar",
        url="https://eur-lex.europa.eu/eli/dir/2003/88/oj",
    )
    statutory: ClassVar[bool] = True

    kind: Literal["rest_between_shifts"] = "rest_between_shifts"
    hard: Literal[True] = True
    gap_min: int = Field(default=660, ge=540, le=2880)
    """Minutes. Below 660 only where R03 grants it (``constraints.settle``)."""
    window_suffices: bool = False
    """Whether the rest in each window (R01) is all that is asked, so that no gap is."""

    def allows_shift(
        self, view: PlanView, employee: Employee, option: ShiftOption
    ) -> bool:
        """Whether the shift is far enough from everything the person has worked."""
        return all(
            spent.start >= done.end + self.gap_min
            or done.start >= spent.end + self.gap_min
            for spent in option.presence
            for done in view.presence_of(employee)
            if not done.planned
        )

    def bound_terms(self, terms: BoundTerms) -> BoundTerms:
        """Keep the rest between two shifts."""
        return terms.model_copy(update={"rest_between": self.gap_min})

    def post(self, roster: "Roster") -> tuple[()]:
        """Let at most one of all shifts be worked or rested from at any moment."""
        found: dict[tuple[ShiftOption, ...], list[list[int]]] = {}
        for employee in roster.employees:
            literals, options = presence(roster, employee)
            if options not in found:
                rested = [(o.start, o.end + self.gap_min) for o in options]
                found[options] = cliques(rested)
            at_most_one(self, roster, literals, found[options])
        forbid_near_past(self, roster, self.gap_min)
        return ()

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Measure from each shift to the next one that starts."""
        for employee in view.problem.employees:
            last: Duty | None = None
            for duty in view.presence_of(employee):
                if (
                    last is not None
                    and duty.start - last.end < self.gap_min
                    and not is_prolonged(last, duty)
                ):
                    yield from self._breach(view, employee, last, duty)
                if last is None or duty.end > last.end:
                    last = duty

    def _breach(
        self, view: PlanView, employee: Employee, done: Duty, following: Duty
    ) -> Iterator[Breach]:
        if not (done.planned or following.planned):
            return
        gap = following.start - done.end
        yield Breach(
            rule=self.id,
            hard=True,
            amount=self.gap_min - gap,
            unit="min",
            employee=employee.id,
            date=following.date,
            found=gap,
            limit=self.gap_min,
            facts={
                "name": name_of(view, employee.id),
                "ends": moment(view, done.end),
                "starts": moment(view, following.start),
                "rest": length(gap),
                "required": length(self.gap_min),
            },
        )
