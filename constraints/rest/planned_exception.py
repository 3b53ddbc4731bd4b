"""Planerat undantag: a nine-hour rest, seldom, and made up for in the next one."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from constraints.checking.day_rests import DayRest, day_rests, gaps, judged_duties
from constraints.posting.exceptions import ExceptionTerms, post_exceptions
from constraints.words import length, moment, name_of
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Problem
from scheduler.domain.values import ClockSetting
from scheduler.rules.rule import Breach, Compensation, Rule, Source

if TYPE_CHECKING:
    from scheduler.roster.variables import Roster


class PlannedException(Rule):
    """Where it has been negotiated, a rest may be 9 h and is made up for in the next.

    Off, it says nothing. On, it counts the exceptions that R01 and R02 then let pass:
    ``constraints.settle`` lowers their own limits to ``floor``, since no rule reads
    another.
    """

    id: ClassVar[str] = "R03"
    source: ClassVar[Source] = Source(
        cite="AB § 13, planerat undantag; SKR 2024-05-02",
        assumed=True,
    )
    statutory: ClassVar[bool] = True

    kind: Literal["planned_exception"] = "planned_exception"
    hard: Literal[True] = True
    enabled: bool = False
    """Whether exceptions have been negotiated."""
    max_per_period: int = Field(default=1, ge=0)
    """Exceptions per person and calculation period."""
    period_weeks: int = Field(default=4, ge=4, le=16)
    """Length of a calculation period."""
    floor: int = Field(default=540, ge=540, le=660)
    """Minutes of rest that no exception goes below."""
    rest_min: int = Field(default=660, ge=660, le=720)
    """Minutes of rest below which a rest is an exception."""

    evening: ClockSetting = Field(default=1080, ge=720, le=1080)
    """Clock minute from which the end of a shift is an evening."""
    noon: ClockSetting = Field(default=720, ge=720, le=1080)
    """Clock minute before which the start of a shift is a morning."""

    def period(self, problem: Problem, day: date) -> int:
        """Return the number of the calculation period that a day is in."""
        length = 7 * self.period_weeks
        first = min(problem.start, problem.end - timedelta(days=length - 1))
        return (day - first).days // length

    def post(self, roster: "Roster") -> tuple[()]:
        """Choose how long each rest must be, few of them short and all made up for."""
        if self.enabled:
            terms = ExceptionTerms(
                rule=self,
                max_per_period=self.max_per_period,
                floor=self.floor,
                rest_min=self.rest_min,
                evening=self.evening,
                noon=self.noon,
                period=self.period,
            )
            for employee in roster.employees:
                post_exceptions(terms, roster, employee)
        return ()

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Tell each use, and find those too short, too often or not made up for."""
        if not self.enabled:
            return
        for employee in view.problem.employees:
            yield from self._evening_to_morning(view, employee)
            rests = day_rests(view, employee)
            for day, rest in rests.items():
                following = rests.get(day + timedelta(days=1))
                if rest.shortest < self.rest_min and following is not None:
                    yield from self._judge(view, employee, day, (rest, following))
            yield from self._too_many(view, employee, rests)

    def _judge(
        self,
        view: PlanView,
        employee: Employee,
        day: date,
        rests: tuple[DayRest, DayRest],
    ) -> Iterator[Breach]:
        """Judge one short rest, and the one that has to make up for it."""
        rest, following = rests
        owed = 2 * self.rest_min - rest.shortest
        if rest.known >= self.rest_min:
            yield self._used(view, employee, day, rests)
        if rest.planned < self.floor:
            measured = rest.planned, self.floor
            yield self._breach(view, employee, day, "too_short", measured)
        if following.is_worked and following.longest < owed:
            measured = following.longest, owed
            yield self._breach(view, employee, day, "not_made_up", measured)

    def _used(
        self,
        view: PlanView,
        employee: Employee,
        day: date,
        rests: tuple[DayRest, DayRest],
    ) -> Breach:
        rest, following = rests
        made_up = Compensation(
            owed=2 * self.rest_min - rest.shortest,
            given=following.longest,
            start=following.start,
        )
        measured = rest.shortest, self.rest_min
        told = self._breach(view, employee, day, "used", measured)
        facts = {
            "owed": length(made_up.owed),
            "given": length(made_up.given),
            "starts": moment(view, made_up.start),
        }
        return told.model_copy(
            update={
                "hard": False,
                "compensation": made_up,
                "facts": {**told.facts, **facts},
            }
        )

    def _too_many(
        self, view: PlanView, employee: Employee, rests: Mapping[date, DayRest]
    ) -> Iterator[Breach]:
        """Count by calculation period; history alone is none of the plan's doing."""
        before, used = Counter[int](), Counter[int]()
        last: dict[int, date] = {}
        for day, rest in rests.items():
            if rest.known < self.rest_min:
                before[self.period(view.problem, day)] += 1
            elif rest.planned < self.rest_min:
                period = self.period(view.problem, max(day, view.problem.start))
                used[period] += 1
                last[period] = day
        for period, count in used.items():
            measured = before[period] + count, self.max_per_period
            if measured[0] > measured[1]:
                yield self._breach(view, employee, last[period], "too_many", measured)

    def _evening_to_morning(
        self, view: PlanView, employee: Employee
    ) -> Iterator[Breach]:
        """Find short rests over a night at home, which no exception is for."""
        for end, start in gaps(judged_duties(view, employee), planned=True):
            ends, starts = view.clock.local(end), view.clock.local(start)
            late = (ends - timedelta(minutes=self.evening)).date() == ends.date()
            nightly = starts.date() == ends.date() + timedelta(days=1)
            early = starts.hour * 60 + starts.minute < self.noon
            if 0 <= start - end < self.rest_min and late and nightly and early:
                measured = start - end, self.rest_min
                day = starts.date()
                yield self._breach(view, employee, day, "evening_morning", measured)

    def _breach(
        self,
        view: PlanView,
        employee: Employee,
        day: date,
        message: str,
        measured: tuple[int, int],
    ) -> Breach:
        found, limit = measured
        return Breach(
            rule=self.id,
            hard=True,
            amount=abs(found - limit),
            unit="times" if message == "too_many" else "min",
            employee=employee.id,
            date=day,
            found=found,
            limit=limit,
            facts={
                "name": name_of(view, employee.id),
                "rest": length(found),
                "required": length(limit),
            },
            message=message,
        )
