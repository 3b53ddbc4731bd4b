"""Måltidsuppehåll: where people eat at work, the time is paid."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Literal

from constraints.posting.phrases import forbid_unlawful
from constraints.words import length, name_of
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, ShiftType
from scheduler.domain.shift_option import ShiftOption
from scheduler.rules.rule import Breach, Rule, Source

if TYPE_CHECKING:
    from scheduler.roster.variables import Roster


class PaidMeal(Rule):
    """Where people eat on paid time, no break is deducted but the type's own."""

    id: ClassVar[str] = "R15"
    source: ClassVar[Source] = Source(
        cite="Arbetstidslagen 16 §",
        url="https://www.riksdagen.se/sv/dokument-och-lagar/dokument/"
        "svensk-forfattningssamling/arbetstidslag-1982673_sfs-1982-673/",
    )
    statutory: ClassVar[bool] = True

    kind: Literal["paid_meal"] = "paid_meal"
    hard: Literal[True] = True

    def allows_shift(
        self, view: PlanView, employee: Employee, option: ShiftOption
    ) -> bool:
        """Whether the shift is paid in full."""
        return _is_paid(view, option)

    def post(self, roster: "Roster") -> tuple[()]:
        """Forbid shifts that deduct a meal."""
        forbid_unlawful(self, roster, partial(_is_paid, roster.view))
        return ()

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Compare what is paid with the time at work."""
        for duty in view.duties:
            type_ = view.problem.shift_type.get(duty.shift)
            if type_ is None or not type_.paid_meal:
                continue
            due = sum(end - start for start, end in duty.worked) - _unpaid(type_)
            if duty.paid_minutes < due:
                yield Breach(
                    rule=self.id,
                    hard=True,
                    amount=due - duty.paid_minutes,
                    unit="min",
                    employee=duty.employee,
                    date=duty.date,
                    found=duty.paid_minutes,
                    limit=due,
                    facts={
                        "name": name_of(view, duty.employee),
                        "shift": duty.shift,
                        "paid": length(duty.paid_minutes),
                        "due": length(due),
                    },
                )


def _unpaid(type_: ShiftType) -> int:
    return sum(b.minutes for b in type_.breaks if b.on_call is None)


def _is_paid(view: PlanView, option: ShiftOption) -> bool:
    type_ = view.problem.shift_type.get(option.shift)
    if type_ is None or not type_.paid_meal:
        return True
    elapsed = sum(e - s for s, e in option.worked)
    return option.paid_minutes >= elapsed - _unpaid(type_)
