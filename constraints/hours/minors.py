"""Minors: no night, short days and weeks, a longer rest."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Literal

from ortools.sat.python import cp_model
from pydantic import Field

from constraints.posting.intervals import cliques
from constraints.posting.phrases import at_most_one, forbid_disallowed
from constraints.words import length, moment, name_of
from scheduler.domain.clock import monday_of
from scheduler.domain.plan_view import Duty, PlanView, is_prolonged
from scheduler.domain.problem import Employee
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import ClockSetting
from scheduler.rules.rule import Breach, Rule, Source

if TYPE_CHECKING:
    from scheduler.roster.variables import Roster

_DAY = 1440


class Minors(Rule):
    """Whoever is under 18 works by day, 8 h a day and 40 h a week, and rests 12 h."""

    id: ClassVar[str] = "R37"
    binds_longer_shift: ClassVar[bool] = True
    source: ClassVar[Source] = Source(
        cite="Arbetsmiljöverkets föreskrifter om minderåriga i arbetslivet",
        assumed=True,
    )
    statutory: ClassVar[bool] = True

    kind: Literal["minors"] = "minors"
    hard: Literal[True] = True
    day_minutes: int = Field(
        default=480, ge=60, le=480, description="Minutes of work in a shift."
    )
    week_minutes: int = Field(
        default=2400, ge=60, le=2400, description="Minutes of work, Monday to Sunday."
    )
    night_from: ClockSetting = Field(
        default=1320, ge=1080, le=1320, description="Minute of the day: night begins."
    )
    night_to: ClockSetting = Field(
        default=360, ge=360, le=480, description="Minute of the day: night ends."
    )
    rest_min: int = Field(
        default=720, ge=660, le=2880, description="Minutes between two shifts."
    )

    def allows_shift(
        self, view: PlanView, employee: Employee, option: ShiftOption
    ) -> bool:
        """Whether a minor may work the shift, after what was worked before the plan."""
        if not employee.minor:
            return True
        if option.paid_minutes > self.day_minutes or self._is_by_night(view, option):
            return False
        return all(
            option.start >= done.end + self.rest_min
            or done.start >= option.end + self.rest_min
            for done in view.duties_of(employee)
            if not done.planned
        )

    def _is_by_night(self, view: PlanView, option: ShiftOption) -> bool:
        """Whether a part of the shift reaches into the night before it or after."""
        return any(
            start < view.clock.at(day, self.night_to + _DAY)
            and view.clock.at(day, self.night_from) < end
            for start, end in option.parts
            for day in (option.date - timedelta(days=1), option.date)
        )

    def post(self, roster: "Roster") -> tuple[()]:
        """Forbid single shifts, shifts too near each other, and long weeks."""
        forbid_disallowed(self, roster)
        for employee in roster.employees:
            if not employee.minor:
                continue
            options = roster.options(employee)
            literals = [roster.works(employee, o) for o in options]
            rested = [(o.start, o.end + self.rest_min) for o in options]
            at_most_one(self, roster, literals, cliques(rested))
            for monday in {monday_of(o.date) for o in options}:
                self._bound(roster, employee, monday)
        return ()

    def _bound(self, roster: "Roster", employee: Employee, monday: date) -> None:
        mine = [o for o in roster.options(employee) if monday_of(o.date) == monday]
        past = [d for d in roster.past(employee) if monday_of(d.date) == monday]
        left = max(0, self.week_minutes - sum(d.paid_minutes for d in past))
        worked = cp_model.LinearExpr.weighted_sum(
            [roster.works(employee, o) for o in mine], [o.paid_minutes for o in mine]
        )
        roster.model.add(worked <= left).only_enforce_if(roster.switch(self.kind))

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Look at every minor's shifts, one by one, in pairs and week by week."""
        for employee in view.problem.employees:
            if employee.minor:
                yield from self._days(view, employee)
                yield from self._nights(view, employee)
                yield from self._rests(view, employee)
                yield from self._weeks(view, employee)

    def _days(self, view: PlanView, employee: Employee) -> Iterator[Breach]:
        for day in sorted({duty.date for duty in view.planned_of(employee)}):
            found = sum(
                d.paid_minutes for d in view.duties_of(employee) if d.date == day
            )
            if found > self.day_minutes:
                figures = found, self.day_minutes
                yield self._breach(view, employee, day, "day", figures, {})

    def _nights(self, view: PlanView, employee: Employee) -> Iterator[Breach]:
        for duty in view.planned_of(employee):
            night = sum(1 for minute in _minutes(duty) if self._dark(view, minute))
            if night:
                facts = {"starts": moment(view, duty.start)}
                yield self._breach(
                    view, employee, duty.date, "night", (night, 0), facts
                )

    def _dark(self, view: PlanView, minute: int) -> bool:
        now = view.clock.local(minute)
        clock = now.hour * 60 + now.minute
        return clock >= self.night_from or clock < self.night_to

    def _rests(self, view: PlanView, employee: Employee) -> Iterator[Breach]:
        last: Duty | None = None
        for duty in view.duties_of(employee):
            if last is not None and self._is_short(last, duty):
                facts = {
                    "ends": moment(view, last.end),
                    "starts": moment(view, duty.start),
                }
                figures = duty.start - last.end, self.rest_min
                yield self._breach(view, employee, duty.date, "rest", figures, facts)
            if last is None or duty.end > last.end:
                last = duty

    def _is_short(self, last: Duty, duty: Duty) -> bool:
        """Whether the plan leaves too little rest between two shifts."""
        concerns_plan = last.planned or duty.planned
        near = duty.start - last.end < self.rest_min
        return concerns_plan and near and not is_prolonged(last, duty)

    def _weeks(self, view: PlanView, employee: Employee) -> Iterator[Breach]:
        total: Counter[tuple[int, int]] = Counter()
        planned: Counter[tuple[int, int]] = Counter()
        for duty in view.duties_of(employee):
            year, week, _day = duty.date.isocalendar()
            total[year, week] += duty.paid_minutes
            planned[year, week] += duty.paid_minutes * duty.planned
        for (year, week), mine in sorted(planned.items()):
            found = total[year, week]
            if mine and found > self.week_minutes:
                sunday = date.fromisocalendar(year, week, 7)
                figures = found, max(self.week_minutes, found - mine)
                yield self._breach(view, employee, sunday, "week", figures, {})

    def _breach(  # noqa: PLR0913 - what a sentence needs
        self,
        view: PlanView,
        employee: Employee,
        day: date,
        message: str,
        figures: tuple[int, int],
        facts: dict[str, str],
    ) -> Breach:
        found, limit = figures
        return Breach(
            rule=self.id,
            hard=True,
            amount=abs(found - limit),
            unit="min",
            employee=employee.id,
            date=day,
            found=found,
            limit=limit,
            facts={
                "name": name_of(view, employee.id),
                "day": str(day),
                "found": length(found),
                "limit": length(limit),
            }
            | facts,
            message=message,
        )


def _minutes(duty: Duty) -> Iterator[int]:
    for start, end in duty.parts:
        yield from range(start, end)
