"""As many people are on call as the demand asks for."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Literal

from ortools.sat.python import cp_model

from constraints.kronor import ore_a_minute
from constraints.posting.headcount_literals import NeedPiece
from constraints.posting.needed_heads import NeededHeads
from constraints.words import length, moment
from scheduler.domain.clock import wall_clock
from scheduler.domain.on_call import OnCallSpan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem, StaffingNeed
from scheduler.domain.values import Instant
from scheduler.rules.rule import Breach, Source

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar, LinearExpr

    from scheduler.roster.variables import Roster


class OnCallDemand(NeededHeads):
    """At every moment as many are on call, of the kind asked for, as shall be."""

    id: ClassVar[str] = "V05"
    source: ClassVar[Source] = Source(
        cite="Verksamhetens bemanningskrav (staffing.csv)",
    )

    kind: Literal["on_call_demand"] = "on_call_demand"

    def post(self, roster: "Roster") -> "Iterator[LinearExpr]":
        """Bound and price who is on call in every piece of every need."""
        for need in roster.problem.on_call_needs:
            ours = _ours(roster.problem, need)
            if ours.start < ours.end:
                reach = list(_reach(roster, need))
                for literals, minutes in _pieces(ours, reach):
                    heads = cp_model.LinearExpr.sum(literals)
                    piece = NeedPiece(heads, len(literals), minutes)
                    yield from self._post_heads(roster, ours, piece)

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Count who is on call at every moment of every row of the demand."""
        prices = {
            "below": 0 if self.hard else ore_a_minute(self.price_kr),
            "missing": ore_a_minute(self.missing_hour_kr),
            "surplus": ore_a_minute(self.surplus_hour_kr),
        }
        for need in view.problem.on_call_needs:
            away = {"below": 0, "missing": 0, "surplus": 0}
            for number, minutes in self._counted(view, need):
                away["below"] += minutes * max(0, need.min - number)
                away["missing"] += minutes * max(0, need.want - number)
                above = 0 if need.max is None else number - need.max
                away["surplus"] += minutes * max(0, above)
            for message, amount in away.items():
                binds = self.hard and message == "below"
                if amount and (binds or prices[message]):
                    due = message, amount, prices[message]
                    yield self._breach(view, need, due)

    def _counted(self, view: PlanView, need: StaffingNeed) -> Iterator[tuple[int, int]]:
        """Yield how many are on call, and for how many minutes."""
        people = view.problem.employee
        spans = [
            span
            for duty in (*view.duties, *view.history)
            for piece in duty.pieces
            if piece.unit == need.unit
            and duty.employee in people
            and need.skills <= people[duty.employee].skills
            for span in piece.on_call
            if span.kind is need.on_call
        ]
        first = max(need.start, self._dawn(view, need))
        edges = {t for s in spans for t in (s.start, s.end) if first < t < need.end}
        if first < need.end:
            for start, end in pairwise(sorted({first, *edges, need.end})):
                yield sum(s.start <= start < s.end for s in spans), end - start

    def _dawn(self, view: PlanView, need: StaffingNeed) -> Instant:
        """Return when somebody of the unit could first be on call in the plan."""
        first = view.problem.start
        begins = [
            view.clock.at(first, rule.earliest)
            for type_ in view.problem.shift_types
            if type_.unit in (None, need.unit) and type_.days[first.weekday()]
            for rule in type_.on_call
            if rule.on_call is need.on_call
        ]
        return min(begins, default=view.clock.at(first, 0))

    def _breach(
        self, view: PlanView, need: StaffingNeed, due: tuple[str, int, int]
    ) -> Breach:
        message, amount, price = due
        known = view.problem.unit.get(need.unit)
        return Breach(
            rule=self.id,
            hard=self.hard and message == "below",
            amount=amount,
            unit="person-min",
            weight=price,
            cost=price * amount,
            date=need.date,
            facts={
                "unit_name": known.name if known else need.unit,
                "starts": moment(view, need.start),
                "ends": moment(view, need.end)[-5:],
                "on_call": str(need.on_call),
                "time": length(amount),
            },
            message=message,
        )


def _ours(problem: Problem, need: StaffingNeed) -> StaffingNeed:
    """Return the need without what comes before the plan's first time on call."""
    clock, day = wall_clock(problem.timezone), problem.start
    starts = [
        rule.earliest
        for type_ in problem.shift_types
        if type_.unit in (None, need.unit) and type_.days[day.weekday()]
        for rule in type_.on_call
        if rule.on_call is need.on_call
    ]
    dawn = clock.at(day, min(starts, default=0))
    return need.model_copy(update={"start": max(need.start, dawn)})


def _reach(
    roster: "Roster", need: StaffingNeed
) -> "Iterator[tuple[OnCallSpan, IntVar | int]]":
    """Yield when those whom a need could count are on call."""
    for employee in roster.employees:
        if not need.skills <= employee.skills:
            continue
        for duty in roster.past(employee):
            for piece in duty.pieces:
                if piece.unit == need.unit:
                    yield from (
                        (span, 1) for span in piece.on_call if _meets(need, span)
                    )
        for option in roster.options(employee):
            if option.unit == need.unit:
                literal = roster.works(employee, option)
                spans = (span for span in option.on_call if _meets(need, span))
                yield from ((span, literal) for span in spans)


def _meets(need: StaffingNeed, span: OnCallSpan) -> bool:
    overlaps = span.start < need.end and need.start < span.end
    return overlaps and span.kind is need.on_call


def _pieces(
    need: StaffingNeed, reach: "Sequence[tuple[OnCallSpan, IntVar | int]]"
) -> "Iterator[tuple[list[IntVar | int], int]]":
    """Cut a need wherever somebody comes or goes; equal pieces are added up."""
    moments = {need.start, need.end}
    for span, _ in reach:
        moments |= {t for t in (span.start, span.end) if need.start < t < need.end}
    minutes: dict[tuple[int, ...], int] = defaultdict(int)
    for start, end in pairwise(sorted(moments)):
        here = tuple(n for n, (s, _) in enumerate(reach) if s.start <= start < s.end)
        minutes[here] += end - start
    for here, length_ in minutes.items():
        yield [reach[n][1] for n in here], length_
