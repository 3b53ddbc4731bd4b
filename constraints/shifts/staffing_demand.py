"""As many people are present as the staffing demands."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from pydantic import Field

from constraints.kronor import ore_a_minute
from constraints.posting.headcount_literals import Certain, Counts, pieces
from constraints.posting.needed_heads import NeededHeads
from constraints.words import length, moment
from scheduler.domain.clock import wall_clock
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import Employee, Problem, StaffingNeed
from scheduler.domain.values import Instant
from scheduler.roster.variables import STRETCHED_MINUTE
from scheduler.rules.bound_terms import BoundTerms
from scheduler.rules.rule import Breach, Source
from scheduler.rules.staffing_terms import StaffingTerms

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import LinearExpr

    from scheduler.roster.variables import Roster


class _Tally(NamedTuple):
    """Person-minutes away from what one need asks for."""

    below: int = 0
    missing: int = 0
    surplus: int = 0
    fewest: int = 0
    most: int = 0
    """The lowest and the highest number present."""


class StaffingDemand(NeededHeads):
    """At every moment at least the safe number of people are present."""

    id: ClassVar[str] = "R27"
    source: ClassVar[Source] = Source(
        cite="Verksamhetens bemanningskrav (staffing.csv)",
    )

    kind: Literal["staffing_demand"] = "staffing_demand"
    induction_days: int = Field(
        default=3,
        ge=0,
        le=366,
        description="First days on which a new person is not counted.",
    )

    def bound_terms(self, terms: BoundTerms) -> BoundTerms:
        """Keep the least number, where it binds; charge what is missing or over."""
        return terms.model_copy(
            update={
                "counts_present": True,
                "keeps_least": self.hard,
                "missing_minute": ore_a_minute(self.missing_hour_kr),
                "surplus_minute": ore_a_minute(self.surplus_hour_kr),
            }
        )

    def staffing_terms(self, terms: StaffingTerms) -> StaffingTerms:
        """Tell what a minute away from each number costs, and who is not counted."""
        soft = ore_a_minute(self.price_kr)
        return terms.model_copy(
            update={
                "below_min": STRETCHED_MINUTE if self.hard else soft,
                "missing": ore_a_minute(self.missing_hour_kr),
                "surplus": ore_a_minute(self.surplus_hour_kr),
                "induction_days": self.induction_days,
            }
        )

    def post(self, roster: "Roster") -> "Iterator[LinearExpr]":
        """Bound and price who is present in every piece of every need."""
        by_unit: dict[str, list[StaffingNeed]] = defaultdict(list)
        for need in roster.problem.staffing:
            ours = _ours(roster.problem, need)
            if ours.start < ours.end:
                by_unit[need.unit].append(ours)
        for unit, needs in by_unit.items():
            certain = self._certain(roster, unit)
            for need, piece in pieces(roster, needs, self._counts(roster), certain):
                yield from self._post_heads(roster, need, piece)

    def _certain(self, roster: "Roster", unit: str) -> Certain:
        """Return the presence of those whose shift began before the plan."""
        problem = roster.problem
        met = {(done.employee, done.date) for done in problem.done_visits}
        counts = self._counts(roster)
        return [
            (start, end, employee.skills)
            for employee in roster.employees
            for duty in roster.past(employee)
            if (employee.id, duty.date) not in met and counts(employee, duty.date)
            for piece in duty.pieces
            if piece.unit == unit
            for start, end in piece.worked
        ]

    def _counts(self, roster: "Roster") -> Counts:
        """Return who is counted on which date: not those in induction."""
        days = self.induction_days

        def counts(employee: Employee, day: date) -> bool:
            first = employee.first
            return first is None or (day - first).days >= days

        return counts

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Count heads at every moment of every row of the demand."""
        by_unit: dict[str, list[Duty]] = defaultdict(list)
        wanted = {need.unit for need in view.problem.staffing}
        met = {(done.employee, done.date) for done in view.problem.done_visits}
        drove = [d for d in view.history if (d.employee, d.date) in met]
        worked = {p for d in {*view.history} - {*drove} for p in d.pieces}
        planned = (p for d in view.duties for p in d.pieces if p.unit in wanted)
        for duty in worked | {p for p in planned if not view.visits_on(p)}:
            if duty.unit in wanted and self._is_counted(view, duty):
                by_unit[duty.unit].append(duty)
        dawns = {unit: self._dawn(view, unit) for unit in wanted}
        in_order = {unit: _InOrder(by_unit[unit]) for unit in wanted}
        for need in view.problem.staffing:
            present = [
                duty
                for duty in in_order[need.unit].during(need)
                if need.skills <= view.problem.employee[duty.employee].skills
            ]
            begins = max(need.start, dawns[need.unit])
            if begins < need.end:
                tally = _tally(need, begins, present)
                yield from self._breaches(view, need, tally)

    def _is_counted(self, view: PlanView, duty: Duty) -> bool:
        """Whether the duty's person is known and past induction."""
        employee = view.problem.employee.get(duty.employee)
        if employee is None:
            return False
        begins = employee.first
        if begins is None:
            return True
        return duty.date.toordinal() - begins.toordinal() >= self.induction_days

    def _dawn(self, view: PlanView, unit: str) -> Instant:
        """Return when the first shift of the plan can start in a unit."""
        first = view.problem.start
        starts = [
            view.clock.at(first, type_.start)
            for type_ in view.problem.shift_types
            if type_.days[first.weekday()] and type_.unit in (None, unit)
        ]
        return min(starts, default=view.clock.at(first, 0))

    def _breaches(
        self, view: PlanView, need: StaffingNeed, tally: _Tally
    ) -> Iterator[Breach]:
        missing = ore_a_minute(self.missing_hour_kr)
        surplus = ore_a_minute(self.surplus_hour_kr)
        below = 0 if self.hard else ore_a_minute(self.price_kr)
        if tally.below and (self.hard or below):
            yield self._breach(view, need, tally, ("below", tally.below, below))
        if tally.missing and missing:
            yield self._breach(view, need, tally, ("missing", tally.missing, missing))
        if tally.surplus and surplus:
            yield self._breach(view, need, tally, ("surplus", tally.surplus, surplus))

    def _breach(
        self,
        view: PlanView,
        need: StaffingNeed,
        tally: _Tally,
        due: tuple[str, int, int],
    ) -> Breach:
        message, amount, price = due
        limits = {"below": need.min, "missing": need.want, "surplus": need.max}
        known = view.problem.unit.get(need.unit)
        return Breach(
            rule=self.id,
            hard=self.hard and message == "below",
            amount=amount,
            unit="person-min",
            weight=price,
            cost=price * amount,
            date=need.date,
            found=tally.most if message == "surplus" else tally.fewest,
            limit=limits[message],
            facts={
                "unit_name": known.name if known else need.unit,
                "starts": moment(view, need.start),
                "ends": moment(view, need.end)[-5:],
                "skills": "".join(f" [{s}]" for s in sorted(need.skills)),
                "time": length(amount),
            },
            message=message,
        )


class _InOrder:
    """Duties of a unit by their start, so that few are looked at for each need."""

    def __init__(self, duties: Sequence[Duty]) -> None:
        self._duties = sorted(duties, key=lambda duty: duty.start)
        self._starts = [duty.start for duty in self._duties]
        self._longest = max((duty.end - duty.start for duty in duties), default=0)

    def during(self, need: StaffingNeed) -> Iterator[Duty]:
        """Yield the duties that somebody is on at some moment of the need."""
        first = bisect_left(self._starts, need.start - self._longest)
        last = bisect_left(self._starts, need.end)
        return (d for d in self._duties[first:last] if need.start < d.end)


def _ours(problem: Problem, need: StaffingNeed) -> StaffingNeed:
    """Return the need without what comes before the plan's first possible shift."""
    clock, day = wall_clock(problem.timezone), problem.start
    starts = [
        type_.start
        for type_ in problem.shift_types
        if type_.unit in (None, need.unit) and type_.days[day.weekday()]
    ]
    dawn = clock.at(day, min(starts, default=0))
    return need.model_copy(update={"start": max(need.start, dawn)})


def _tally(need: StaffingNeed, start: Instant, duties: Sequence[Duty]) -> _Tally:
    """Walk through the moments at which somebody comes or goes."""
    steps: dict[Instant, int] = defaultdict(int)
    for duty in duties:
        for begins, ends in _at_work(duty):
            steps[max(begins, start)] += 1
            steps[max(ends, start)] -= 1
    moments = sorted({start, need.end, *(m for m in steps if start < m < need.end)})
    below = missing = surplus = present = 0
    counts = []
    for now, following in pairwise(moments):
        present += steps[now]
        counts.append(present)
        minutes = following - now
        below += minutes * max(0, need.min - present)
        missing += minutes * max(0, need.want - present)
        if need.max is not None:
            surplus += minutes * max(0, present - need.max)
    fewest, most = min(counts, default=0), max(counts, default=0)
    return _Tally(below, missing, surplus, fewest, most)


def _at_work(duty: Duty) -> Iterator[tuple[Instant, Instant]]:
    """Yield the parts of a duty between its breaks."""
    for start, end in duty.worked:
        now = start
        for off, resumed in sorted(duty.breaks):
            if off < end and resumed > now:
                if off > now:
                    yield now, off
                now = resumed
        if now < end:
            yield now, end
