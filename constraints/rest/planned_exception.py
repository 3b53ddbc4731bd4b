"""Planerat undantag: a nine-hour rest, seldom, and made up for in the next one."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from pydantic import Field

from constraints.posting.exceptions import post_exceptions
from constraints.words import length, name_of
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import Employee
from scheduler.rules.rule import Breach, Rule, Source

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
    """Exceptions per person and plan."""
    floor: int = Field(default=540, ge=540, le=660)
    """Minutes of rest that no exception goes below."""
    rest_min: int = Field(default=660, ge=660, le=720)
    """Minutes of rest below which a rest is an exception."""

    evening: int = Field(default=1080, ge=720, le=1080)
    """Clock minute from which the end of a shift is an evening."""
    noon: int = Field(default=720, ge=720, le=1080)
    """Clock minute before which the start of a shift is a morning."""

    def post(self, roster: "Roster") -> tuple[()]:
        """Choose how long each rest must be, few of them short and all made up for."""
        if self.enabled:
            for employee in roster.employees:
                post_exceptions(self, roster, employee)
        return ()

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Find rests that are too short, too often short, or not made up for."""
        if not self.enabled:
            return
        for employee in view.problem.employees:
            yield from self._evening_to_morning(view, employee)
            days = _days(view, employee)
            rests = {day: _rest(view, employee, day) for day in days}
            short = {d: r for d, r in rests.items() if r and r.shortest < self.rest_min}
            for day, rest in sorted(short.items()):
                if rest.shortest < self.floor:
                    measured = rest.shortest, self.floor
                    yield self._breach(view, employee, day, "too_short", measured)
                after = _rest(view, employee, day + timedelta(days=1))
                needed = 2 * self.rest_min - rest.shortest
                if after and after.planned and after.longest < needed:
                    measured = after.longest, needed
                    yield self._breach(view, employee, day, "not_made_up", measured)
            if len(short) > self.max_per_period:
                measured = len(short), self.max_per_period
                yield self._breach(view, employee, max(short), "too_many", measured)

    def _evening_to_morning(
        self, view: PlanView, employee: Employee
    ) -> Iterator[Breach]:
        """Find short rests over a night at home, which no exception is for."""
        for end, gap in _gaps(view.duties_of(employee)):
            ends, starts = view.clock.local(end), view.clock.local(end + gap)
            late = (ends - timedelta(minutes=self.evening)).date() == ends.date()
            nightly = starts.date() == ends.date() + timedelta(days=1)
            early = starts.hour * 60 + starts.minute < self.noon
            if 0 <= gap < self.rest_min and late and nightly and early:
                measured = gap, self.rest_min
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


class _Rest(NamedTuple):
    """The rest of one period, where planned work has to do with it."""

    longest: int
    """Minutes in a row inside the period."""
    shortest: int
    """The same, or the shorter gap that starts in it."""
    planned: bool
    """Whether planned work reaches into the period."""


def _days(view: PlanView, employee: Employee) -> set[date]:
    """Return the days whose period planned work could have to do with."""
    found: set[date] = set()
    for duty in view.planned_of(employee):
        first, last = view.clock.day(duty.start), view.clock.day(duty.end)
        for back in range(-2, (last - first).days + 1):
            found.add(first + timedelta(days=back))
    return found


def _rest(view: PlanView, employee: Employee, day: date) -> _Rest | None:
    """Measure one period; nothing where planned work has nothing to do with it."""
    lo = view.clock.at(day, employee.day_break)
    hi = view.clock.at(day + timedelta(days=1), employee.day_break)
    duties = view.duties_of(employee)
    work = [
        (start, end, duty.planned)
        for duty in duties
        for start, end in duty.parts
        if start < hi and end > lo
    ]
    planned = any(is_planned for *_, is_planned in work)
    longest, since = 0, lo
    for start, end, _ in sorted(work):
        longest, since = max(longest, start - since), max(since, end)
    longest = max(longest, hi - since)
    gaps = [gap for end, gap in _gaps(duties) if lo <= end < hi]
    if not planned and not gaps:
        return None
    return _Rest(longest, min([*gaps, *([longest] if planned else [])]), planned)


def _gaps(duties: Sequence[Duty]) -> Iterator[tuple[int, int]]:
    """Return where each gap next to planned work starts, and its minutes."""
    last: Duty | None = None
    for duty in duties:
        if last is not None and (last.planned or duty.planned):
            yield last.end, duty.start - last.end
        if last is None or duty.end > last.end:
            last = duty
