"""Larmrunda: somebody is at work in the unit whom no visit keeps from an alarm."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from constraints.kronor import ore_a_minute
from constraints.posting.headcount_literals import Certain, Counts, NeedPiece, pieces
from constraints.words import length
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Client, Employee, StaffingNeed
from scheduler.domain.spans import worked_spans
from scheduler.domain.values import ClockSetting, Instant, Span
from scheduler.roster.variables import STRETCHED_MINUTE
from scheduler.rules.rule import Breach, Rule, Source
from scheduler.rules.staffing_terms import KeptFree, StaffingTerms

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import LinearExpr

    from scheduler.roster.variables import Roster


class AlarmReadiness(Rule):
    """At every moment of the hours, so many are kept free for alarms."""

    id: ClassVar[str] = "R39"
    source: ClassVar[Source] = Source(
        cite="Lokala krav på larmrunda och inställelsetid", assumed=True
    )

    kind: Literal["alarm_readiness"] = "alarm_readiness"
    hard: bool = Field(default=True, description="Whether it may never be fewer.")
    price_kr: float = Field(
        default=1500, ge=0, description="Each person-hour that is missing, when soft."
    )
    units: tuple[str, ...] = Field(
        default=(), description="Ids of the units; none: the rule says nothing."
    )
    people: int = Field(default=1, ge=1, le=100, description="How many are kept free.")
    first_minute: ClockSetting = Field(
        default=420, ge=0, le=1440, description="Clock minute from which on, each day."
    )
    last_minute: ClockSetting = Field(
        default=1320, ge=0, le=2880, description="Clock minute until which."
    )
    reach_minutes: int = Field(
        default=0,
        ge=0,
        description="Minutes in which they reach each client of the unit; 0: any.",
    )

    def within(self, units: Collection[str]) -> "AlarmReadiness":
        """Return the rule of those of the units that ask for somebody."""
        asking = tuple(unit for unit in self.units if unit in units)
        return self.model_copy(update={"units": asking})

    def staffing_terms(self, terms: StaffingTerms) -> StaffingTerms:
        """Tell whom the units ask for, and at least what a minute without costs."""
        asked = (
            KeptFree(
                unit=unit,
                people=self.people,
                first=self.first_minute,
                last=self.last_minute,
            )
            for unit in self.units
        )
        price = STRETCHED_MINUTE if self.hard else ore_a_minute(self.price_kr)
        below = max(terms.below_min, price) if self.units else terms.below_min
        return terms.model_copy(
            update={"kept_free": (*terms.kept_free, *asked), "below_min": below}
        )

    def post(self, roster: "Roster") -> "Iterator[LinearExpr]":
        """Bound or price who is there without a tour in each piece of each day."""
        for unit in self.units:
            needs = [
                StaffingNeed(unit=unit, date=day, start=start, end=end, min=self.people)
                for day in roster.problem.dates
                for start, end in self._hours(roster.view, unit, day)
            ]
            near = frozenset(
                e.id for e in roster.employees if self._reaches(roster.view, e, unit)
            )
            if needs:
                certain = _certain(roster, unit, near)
                for need, piece in pieces(roster, needs, _among(near), certain):
                    yield self._post_piece(roster, need, piece)

    def _hours(self, view: PlanView, unit: str, day: date) -> Iterator[Span]:
        """Yield a day's hours, from when somebody could first be there in the plan."""
        begun = [
            view.clock.at(view.problem.start, type_.start)
            for type_ in view.problem.shift_types
            if type_.unit in (None, unit) and type_.days[view.problem.start.weekday()]
        ]
        start = max(view.clock.at(day, self.first_minute), min(begun, default=0))
        end = view.clock.at(day, self.last_minute)
        if start < end:
            yield start, end

    def _reaches(self, view: PlanView, employee: Employee, unit: str) -> bool:
        """Whether the person comes to every client of the unit in time."""
        return not self.reach_minutes or all(
            view.travel.minutes(unit, client.id, employee.transport)
            <= self.reach_minutes
            for client in view.problem.clients
            if client.unit == unit
        )

    def _post_piece(
        self, roster: "Roster", need: StaffingNeed, piece: NeedPiece
    ) -> "LinearExpr":
        present, _, minutes = piece
        if self.hard:
            slack = roster.stretch(self.id, need.unit, need.min, minutes)
            switch = roster.switch(self.kind)
            roster.model.add(present + slack >= need.min).only_enforce_if(switch)
            return STRETCHED_MINUTE * minutes * slack
        name = f"{need.unit} lacks for alarms {need.start}"
        lacking = roster.model.new_int_var(0, need.min, name)
        roster.model.add(present + lacking >= need.min)
        return ore_a_minute(self.price_kr) * minutes * lacking

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Count who is at work and has no visit, at every moment of each day."""
        price = 0 if self.hard else ore_a_minute(self.price_kr)
        for unit in self.units if self.hard or price else ():
            far = {
                c.id: [e.id for e in view.problem.employees if self._is_far(view, e, c)]
                for c in view.problem.clients
                if c.unit == unit
            }
            late = {who for mine in far.values() for who in mine}
            there = [s for who, s in _free(view, unit) if who not in late]
            for day in view.problem.dates:
                missing = self._missing(view, unit, day, there)
                if missing:
                    yield self._breach(view, unit, day, missing, price)

    def _is_far(self, view: PlanView, employee: Employee, client: Client) -> bool:
        if not self.reach_minutes:
            return False
        way = view.travel.minutes(client.unit, client.id, employee.transport)
        return way > self.reach_minutes

    def _missing(
        self, view: PlanView, unit: str, day: date, there: Sequence[Span]
    ) -> int:
        """Return the person-minutes of a day that nobody is kept free."""
        first = view.clock.at(day, self.first_minute)
        last = view.clock.at(day, self.last_minute)
        if day == view.problem.start:
            first = max(first, _dawn(view, unit))
        edges = {edge for span in there for edge in span if first < edge < last}
        missing = 0
        for now, following in pairwise(sorted({first, last, *edges})):
            free = sum(start <= now < end for start, end in there)
            missing += (following - now) * max(0, self.people - free)
        return missing if first < last else 0

    def _breach(
        self, view: PlanView, unit: str, day: date, missing: int, price: int
    ) -> Breach:
        known = view.problem.unit.get(unit)
        return Breach(
            rule=self.id,
            hard=self.hard,
            amount=missing,
            unit="person-min",
            weight=price,
            cost=price * missing,
            date=day,
            limit=self.people,
            facts={
                "in_unit": known.name if known else unit,
                "day": day.isoformat(),
                "people": self.people,
                "time": length(missing),
            },
        )


def _among(near: frozenset[str]) -> Counts:
    """Return that the people named are counted, whatever the date."""
    return lambda employee, _: employee.id in near


def _certain(roster: "Roster", unit: str, near: frozenset[str]) -> Certain:
    """Return the presence of those whose shift began before the plan."""
    met = {(done.employee, done.date) for done in roster.problem.done_visits}
    return [
        (start, end, employee.skills)
        for employee in roster.employees
        for duty in roster.past(employee)
        if employee.id in near and (employee.id, duty.date) not in met
        for piece in duty.pieces
        if piece.unit == unit
        for start, end in piece.worked
    ]


def _free(view: PlanView, unit: str) -> Iterator[tuple[str, Span]]:
    """Yield who is at work in a unit without a visit on that shift, and when."""
    met = {(done.employee, done.date) for done in view.problem.done_visits}
    for duty in (*view.history, *view.duties):
        drove = not duty.planned and (duty.employee, duty.date) in met
        for piece in duty.pieces:
            if piece.unit == unit and not drove and not view.visits_on(piece):
                for span in worked_spans(piece.worked, piece.breaks):
                    yield duty.employee, span


def _dawn(view: PlanView, unit: str) -> Instant:
    """Return when the first shift of the plan could begin in a unit."""
    first = view.problem.start
    return min(
        (
            view.clock.at(first, type_.start)
            for type_ in view.problem.shift_types
            if type_.days[first.weekday()] and type_.unit in (None, unit)
        ),
        default=view.clock.at(first, 0),
    )
