"""Rotate forward: day, evening, night."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from constraints.kronor import ore
from constraints.posting.runs import DayLiterals, follows, line_of_days
from constraints.words import moment, name_of
from scheduler.domain.clock import WallClock, wall_clock
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import Employee
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import ClockSetting, ShiftKind
from scheduler.rules.rule import Breach, Rule, Source

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar, LinearExpr

    from scheduler.roster.variables import Roster

_Turn = Duty | ShiftOption
_BACK = 2
"""Days after a night on which a morning is still too soon."""


class ForwardRotation(Rule):
    """An evening is not followed by a morning, nor a night by a day."""

    id: ClassVar[str] = "R24"
    pairwise: ClassVar[bool] = True
    source: ClassVar[Source] = Source(
        cite="Kecklund, sammanfattning av forskning (Kommunalarbetaren 2021-05-12)",
        assumed=True,
    )

    kind: Literal["forward_rotation"] = "forward_rotation"
    hard: Literal[False] = False
    evening_ends: ClockSetting = Field(
        default=1200, ge=0, le=1440, description="An evening ends after this clock."
    )
    morning_starts: ClockSetting = Field(
        default=720, ge=0, le=1440, description="A morning starts before this clock."
    )
    price_kr: float = Field(
        default=400, ge=0, description="Each morning straight after an evening."
    )
    night_day_kr: float = Field(
        default=600, ge=0, description="Each morning straight after a night."
    )

    def post(self, roster: "Roster") -> "Iterator[LinearExpr]":
        """Price each turn backward that could be taken."""
        night_price = ore(self.night_day_kr)
        for employee in roster.employees:
            mornings, evenings, nights, works = self._lines(roster, employee)
            for at in range(_BACK, len(works)):
                turns = (
                    (evenings[at - 1], (), self.price),
                    (nights[at - 1], (), night_price),
                    (nights[at - 2], (works[at - 1],), night_price),
                )
                for before, between, price in filter(itemgetter(2), turns):
                    turn = follows(roster, before, between, mornings[at])
                    if turn is not None:
                        yield price * turn

    def _lines(self, roster: "Roster", employee: Employee) -> list[list[DayLiterals]]:
        """Return the days on which a person might work, of each way."""
        clock = wall_clock(roster.problem.timezone)
        ways: tuple[Callable[[_Turn], bool], ...] = (
            lambda turn: self._is_morning(clock, turn),
            lambda turn: self._is_evening(clock, turn),
            lambda turn: turn.kind is ShiftKind.NIGHT,
            lambda _turn: True,
        )
        return [_line(roster, employee, way) for way in ways]

    def _is_morning(self, clock: WallClock, turn: _Turn) -> bool:
        return turn.start < clock.at(turn.date, self.morning_starts)

    def _is_evening(self, clock: WallClock, turn: _Turn) -> bool:
        late = turn.end > clock.at(turn.date, self.evening_ends)
        return late and turn.kind is not ShiftKind.NIGHT

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Compare every shift with the one before it."""
        for employee in view.problem.employees:
            for before, after in pairwise(view.duties_of(employee)):
                if after.planned and self._starts_early(view, after):
                    yield from self._judge(view, before, after)

    def _starts_early(self, view: PlanView, duty: Duty) -> bool:
        local = view.clock.local(duty.start)
        return local.hour * 60 + local.minute < self.morning_starts

    def _judge(self, view: PlanView, before: Duty, after: Duty) -> Iterator[Breach]:
        days = (after.date - before.date).days
        if before.kind is ShiftKind.NIGHT:
            if days in (1, 2) and self.night_day_kr:
                yield self._breach(view, before, after, ore(self.night_day_kr))
        elif days == 1 and self.price:
            local = view.clock.local(before.end)
            past_midnight = local.date() > before.date
            if past_midnight or local.hour * 60 + local.minute > self.evening_ends:
                yield self._breach(view, before, after, self.price)

    def _breach(self, view: PlanView, before: Duty, after: Duty, price: int) -> Breach:
        night = before.kind is ShiftKind.NIGHT
        return Breach(
            rule=self.id,
            hard=False,
            amount=1,
            unit="turns",
            weight=price,
            cost=price,
            employee=after.employee,
            date=after.date,
            facts={
                "name": name_of(view, after.employee),
                "ended": moment(view, before.end),
                "starts": moment(view, after.start),
            },
            message="night_day" if night else "evening_morning",
        )


def _line(
    roster: "Roster", employee: Employee, way: Callable[[_Turn], bool]
) -> list[DayLiterals]:
    def works(day: date) -> "list[IntVar]":
        offered = roster.options_on(employee, day)
        return [roster.works(employee, option) for option in offered if way(option)]

    past = (duty.date for duty in roster.past(employee) if way(duty))
    return line_of_days(roster.problem.dates, _BACK, past, works)
