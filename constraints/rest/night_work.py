"""Nattarbetande: eight hours per 24 on average, and at most where it is hazardous."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from constraints.posting.night_hours import minutes_at_night
from constraints.posting.nights import (
    NightTerms,
    night_options,
    post_average,
    post_hazardous,
)
from constraints.posting.phrases import forbid_unlawful
from constraints.words import length, name_of
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import Employee
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import AbsenceKind, Instant
from scheduler.pay.away import days_away
from scheduler.pay.hours import minutes_due
from scheduler.rules.rule import Breach, Rule, Source

if TYPE_CHECKING:
    from scheduler.roster.variables import Roster

AS_WORKED = frozenset({AbsenceKind.VACATION, AbsenceKind.SICK})


class NightWork(Rule):
    """A night worker works at most 8 h per 24 h on average, or at all if hazardous."""

    id: ClassVar[str] = "R13"
    binds_longer_shift: ClassVar[bool] = True
    source: ClassVar[Source] = Source(
        cite="Arbetstidslagen 13 a §",
        url="https://www.riksdagen.se/sv/dokument-och-lagar/dokument/"
        "svensk-forfattningssamling/arbetstidslag-1982673_sfs-1982-673/",
        assumed=True,
    )
    statutory: ClassVar[bool] = True

    kind: Literal["night_work"] = "night_work"
    hard: Literal[True] = True
    daily_minutes: int = Field(default=480, gt=0, le=480)
    """Minutes per 24 hours."""
    reference_days: int = Field(default=112, ge=7, le=122)
    """At most four months; days that are not known count as free."""
    one_in: int = Field(default=3, ge=1)
    """Somebody who works nights in one shift of so many is a night worker."""
    night_minutes: int = Field(default=180, gt=0, le=180)
    """Minutes between 22 and 06 that make a shift a night's work."""
    hazardous: bool = False
    """Whether nights mean special risks or heavy strain."""

    def allows_shift(
        self, view: PlanView, employee: Employee, option: ShiftOption
    ) -> bool:
        """Whether the shift is short enough, where nights are hazardous."""
        return not self.hazardous or self._is_bearable(view, option)

    def _is_bearable(self, view: PlanView, option: ShiftOption) -> bool:
        return (
            min(option.end - option.start, option.paid_minutes) <= self.daily_minutes
            or minutes_at_night(view.clock, option.worked) < self.night_minutes
        )

    def reference(self, view: PlanView, employee: Employee) -> tuple[date, int]:
        """Return the first day of the average, and the minutes that it has room for.

        A day that is not known counts as free: it can still bring the average down.
        """
        first = view.problem.end - timedelta(days=self.reference_days - 1)
        return first, self._room(view, employee, first)

    def _room(self, view: PlanView, employee: Employee, first: date) -> int:
        """Return what the days from ``first`` to the plan's end have room for."""
        days = (view.problem.end - first).days + 1
        counted = days - -(-days // 7)
        return self.daily_minutes * counted - _absent(view, employee, first)

    def post(self, roster: "Roster") -> tuple[()]:
        """Bound the hours of everybody who turns out to be a night worker."""
        terms = NightTerms(
            kind=self.kind,
            night_minutes=self.night_minutes,
            one_in=self.one_in,
            daily_minutes=self.daily_minutes,
            reference=self.reference,
        )
        nights = night_options(terms, roster)
        for employee in roster.employees:
            post_average(terms, roster, employee, nights)
            if self.hazardous:
                post_hazardous(terms, roster, employee, nights)
        if self.hazardous:
            forbid_unlawful(self, roster, partial(self._is_bearable, roster.view))
        return ()

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Find night workers with too long days, on average and around one night."""
        for employee in view.problem.employees:
            duties = view.duties_of(employee)
            nights = [d for d in duties if _night(view, d) >= self.night_minutes]
            yield from self._check_average(view, employee, nights)
            if self.hazardous:
                for night in nights:
                    yield from self._check_hazardous(view, employee, night)

    def _check_average(
        self, view: PlanView, employee: Employee, nights: Sequence[Duty]
    ) -> Iterator[Breach]:
        """Judge the whole reference period, and warn of what is known of it."""
        first, limit = self.reference(view, employee)
        known = [d for d in view.duties_of(employee) if d.date >= first]
        share = sum(d.date >= first for d in nights) * self.one_in
        if share < len(known) or not any(d.planned for d in known):
            return
        found = sum(d.paid_minutes for d in known)
        begun = max(first, min(view.problem.start, *(d.date for d in known)))
        if found > limit:
            yield self._breach(view, employee, first, (found, limit), "average")
        elif (view.problem.end - begun).days >= 6:
            measured = found, self._room(view, employee, begun)
            if measured[0] > measured[1]:
                yield self._breach(view, employee, begun, measured, "warning")

    def _check_hazardous(
        self, view: PlanView, employee: Employee, night: Duty
    ) -> Iterator[Breach]:
        found = 0
        for start in (night.start, night.end - 1440):
            minutes, planned = 0, False
            for duty in view.duties_of(employee):
                inside = _inside(duty, start, start + 1440)
                minutes += inside
                planned |= duty.planned and inside > 0
            if planned:
                found = max(found, minutes)
        if found > self.daily_minutes:
            limit = self.daily_minutes
            yield self._breach(view, employee, night.date, (found, limit), "hazardous")

    def _breach(
        self,
        view: PlanView,
        employee: Employee,
        day: date,
        measured: tuple[int, int],
        message: Literal["average", "warning", "hazardous"],
    ) -> Breach:
        found, limit = measured
        facts = {
            "name": name_of(view, employee.id),
            "work": length(found),
            "most": length(limit),
        }
        if message != "hazardous":
            facts |= {"first": str(day), "last": str(view.problem.end)}
        return Breach(
            rule=self.id,
            hard=message != "warning",
            amount=found - limit,
            unit="min",
            employee=employee.id,
            date=day,
            found=found,
            limit=limit,
            facts=facts,
            message=message,
        )


def _absent(view: PlanView, employee: Employee, first: date) -> int:
    """Return what vacation and sick leave since ``first`` count as, minutes."""
    rows = view.absences_by_employee.get(employee.id, ())
    mine = [row for row in rows if row.kind in AS_WORKED]
    away = days_away(view.clock, mine, first, view.problem.end)
    return int(
        sum(
            minutes_due(view.problem, employee, day) * share
            for day, share in away.items()
            if employee.employed_on(day)
        )
    )


def _night(view: PlanView, duty: Duty) -> int:
    """Walk through a duty from 06 to 22 to 06, and add up what is night."""
    total = 0
    for start, end in duty.worked:
        now = start
        while now < end:
            until, is_night = _next_border(view, now)
            total += (min(until, end) - now) if is_night else 0
            now = until
    return total


def _next_border(view: PlanView, now: Instant) -> tuple[Instant, bool]:
    """Return when the clock next shows 06 or 22, and whether it is night till then."""
    local = view.clock.local(now)
    if local.hour < 6:
        return view.clock.at(local.date(), 6 * 60), True
    if local.hour < 22:
        return view.clock.at(local.date(), 22 * 60), False
    return view.clock.at(local.date(), 30 * 60), True


def _inside(duty: Duty, lo: Instant, hi: Instant) -> int:
    """Return the working minutes of a duty that must lie in [lo, hi)."""
    elapsed = sum(max(0, min(e, hi) - max(s, lo)) for s, e in duty.worked)
    return min(elapsed, duty.paid_minutes)
