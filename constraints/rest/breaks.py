"""Rast: five hours of work at most before a break that counts."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from constraints.checking.absent import leaves_early, steps_in
from constraints.checking.break_room import crowded_breaks
from constraints.posting.break_times import dated_breaks, longest_stretch_fits
from constraints.posting.phrases import forbid_unlawful
from constraints.words import length, moment, name_of
from scheduler.domain.plan_view import Duty, PlanView, is_prolonged
from scheduler.domain.problem import BreakRule, Employee
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Instant, Span
from scheduler.rules.break_terms import BreakTerms
from scheduler.rules.rule import Breach, Rule, Source

if TYPE_CHECKING:
    from scheduler.roster.variables import Roster


class Breaks(Rule):
    """Nobody works more than 5 h in a row without a break."""

    id: ClassVar[str] = "R14"
    binds_longer_shift: ClassVar[bool] = True
    source: ClassVar[Source] = Source(
        cite="Arbetstidslagen 15 §",
        url="https://www.riksdagen.se/sv/dokument-och-lagar/dokument/"
        "svensk-forfattningssamling/arbetstidslag-1982673_sfs-1982-673/",
    )
    statutory: ClassVar[bool] = True

    kind: Literal["breaks"] = "breaks"
    hard: Literal[True] = True
    work_max: int = Field(default=300, gt=0, le=300)
    """Minutes of work in a row."""
    break_min: int = Field(default=30, ge=0, le=60)
    """Minutes below which a break does not count as *rast*."""

    def allows_shift(
        self, view: PlanView, employee: Employee, option: ShiftOption
    ) -> bool:
        """Whether the shift's breaks can be taken so that they do what they should."""
        return self._is_lawful(view, option)

    def _is_lawful(self, view: PlanView, option: ShiftOption) -> bool:
        type_ = view.problem.shift_type.get(option.shift)
        if type_ is not None and type_.paid_meal:
            return True
        every = dated_breaks(view.clock, type_, option) if type_ is not None else []
        for start, end in _worked_through(option.parts, self.break_min):
            mine = [p for p in every if p.latest > start and p.earliest < end]
            if not longest_stretch_fits(
                (start, end), mine, self.work_max, self.break_min
            ):
                return False
        return True

    def break_terms(self, terms: BreakTerms) -> BreakTerms:
        """Tell after how much work which breaks are due, and where none is."""
        return terms.model_copy(
            update={
                "work_max": self.work_max,
                "break_min": self.break_min,
                "paid_meal_exempts": True,
            }
        )

    def post(self, roster: "Roster") -> tuple[()]:
        """Forbid shifts without a lawful placing; the tour engine finds the place."""
        forbid_unlawful(self, roster, partial(self._is_lawful, roster.view))
        return ()

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Look at the breaks of every planned duty."""
        for duty in view.duties:
            yield from self._check_stretches(view, duty)
            yield from self._check_places(view, duty)
            for crowded in crowded_breaks(view, duty):
                yield self._breach(
                    view, duty, crowded.message, crowded.amount, at=crowded.start
                )

    def _check_stretches(self, view: PlanView, duty: Duty) -> Iterator[Breach]:
        """Measure work between one break that counts and the next.

        A gap between the parts of a split shift is a break, or too short for one.
        """
        type_ = view.problem.shift_type.get(duty.shift)
        if type_ is not None and type_.paid_meal:
            return
        gaps = [(end, start) for (_, end), (start, _) in pairwise(duty.parts)]
        free = sorted(
            (max(s, duty.start), min(e, duty.end))
            for s, e in (*duty.breaks, *gaps)
            if e - s >= self.break_min and s < duty.end and duty.start < e
        )
        edges = [(duty.start, duty.start), *free, (duty.end, duty.end)]
        for (_, since), (until, _) in pairwise(edges):
            if until - since > self.work_max:
                over = until - since - self.work_max
                yield self._breach(view, duty, "stretch", over, at=since)

    def _check_places(self, view: PlanView, duty: Duty) -> Iterator[Breach]:
        """Match the breaks as taken with those of the shift type, one to one.

        Whoever left a shift early, or stepped in for somebody who did, misses no break
        that could come in the rest of it. Of breaks in overtime beside the shift the
        shift type says nothing.
        """
        type_ = view.problem.shift_type.get(duty.shift)
        if type_ is None:
            return
        left = sorted(type_.breaks, key=lambda b: b.latest)
        beside = _overtime_beside(duty)
        for start, end in sorted(duty.breaks):
            if any(s <= start and end <= e for s, e in beside):
                continue
            fits = [b for b in left if _takes(view, duty, b, (start, end))]
            if fits and any(s <= start and end <= e for s, e in duty.parts):
                left.remove(fits[0])
            else:
                yield self._breach(view, duty, "place", end - start, at=start)
        early, late = leaves_early(view, duty), steps_in(view, duty)
        for missed in left:
            at = view.clock.at(duty.date, missed.earliest)
            is_later = early and duty.end < view.clock.at(duty.date, missed.latest)
            if is_later or (late and at < duty.start):
                continue
            yield self._breach(view, duty, "missed", missed.minutes, at=at)

    def _breach(
        self, view: PlanView, duty: Duty, message: str, amount: int, *, at: Instant
    ) -> Breach:
        return Breach(
            rule=self.id,
            hard=True,
            amount=amount,
            unit="min",
            employee=duty.employee,
            date=duty.date,
            found=amount + self.work_max if message == "stretch" else None,
            limit=self.work_max if message == "stretch" else None,
            facts={
                "name": name_of(view, duty.employee),
                "shift": duty.shift,
                "time": moment(view, at),
                "work": length(amount + self.work_max),
                "most": length(self.work_max),
                "minutes": amount,
            },
            message=message,
        )


def _worked_through(parts: Sequence[Span], rest_min: int) -> list[Span]:
    """Join parts between which there is no break that counts."""
    joined = [*parts[:1]]
    for start, end in parts[1:]:
        if start - joined[-1][1] < rest_min:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _overtime_beside(duty: Duty) -> list[Span]:
    """Return when overtime straight before or after the shift is worked."""
    return [
        (piece.start, piece.end)
        for pair in pairwise(duty.pieces)
        if is_prolonged(*pair)
        for piece in pair
        if piece.is_above
    ]


def _takes(
    view: PlanView, duty: Duty, rule: BreakRule, taken: tuple[Instant, Instant]
) -> bool:
    """Whether the break as taken can be the one that the shift type speaks of."""
    start, end = taken
    at = view.clock.at
    return (
        end - start == rule.minutes_on(view.clock, duty.date)
        and at(duty.date, rule.earliest) <= start
        and end <= at(duty.date, rule.latest)
    )
