"""Veckovila: one long rest in every period of seven days."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from constraints.posting.intervals import overlapping, rest_choices
from constraints.posting.phrases import forbid, rest_somewhere
from constraints.words import length, name_of
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Span
from scheduler.rules.line_limits import LineLimits
from scheduler.rules.rule import Breach, Rule, Source

if TYPE_CHECKING:
    from scheduler.roster.variables import Roster

WEEK = timedelta(days=7)
REST = {"36_inclusive": 36 * 60, "47_separate": 47 * 60}


class WeeklyRest(Rule):
    """Everybody rests 36 h in a row in every 7-day period."""

    id: ClassVar[str] = "R06"
    binds_longer_shift: ClassVar[bool] = True
    guards_rest: ClassVar[bool] = True
    source: ClassVar[Source] = Source(
        cite="Arbetstidslagen 14 §; EU-domstolen C-477/21 (2023-03-02)",
        url="https://www.riksdagen.se/sv/dokument-och-lagar/dokument/"
        "svensk-forfattningssamling/arbetstidslag-1982673_sfs-1982-673/",
        assumed=True,
    )
    statutory: ClassVar[bool] = True

    kind: Literal["weekly_rest"] = "weekly_rest"
    hard: Literal[True] = True
    mode: Literal["36_inclusive", "47_separate"] = "36_inclusive"
    """Whether a daily rest may be part of it."""
    anchor: Literal["monday", "plan_start"] = "monday"
    """Where the 7-day periods begin."""

    @property
    def rest_min(self) -> int:
        """Minutes in a row."""
        return REST[self.mode]

    def limit_lines(self, limits: LineLimits) -> LineLimits:
        """Tell how long the rest is, and where the weeks begin."""
        return limits.model_copy(
            update={
                "weekly_rest": self.rest_min,
                "weeks_from_monday": self.anchor == "monday",
            }
        )

    def _periods(self, view: PlanView) -> list[Span]:
        """Return the periods that the plan reaches into, from local midnight."""
        problem, at = view.problem, view.clock.at
        day = self._first_day(problem)
        found = []
        while day <= problem.end + timedelta(days=1):
            found.append((at(day, 0), at(day + WEEK, 0)))
            day += WEEK
        return found

    def _first_day(self, problem: Problem) -> date:
        back = problem.start.weekday() if self.anchor == "monday" else 0
        return problem.start - timedelta(days=back)

    def post(self, roster: "Roster") -> tuple[()]:
        """Keep one long rest clear in each period; a literal for each way to rest."""
        known: dict[tuple[tuple[ShiftOption, ...], Span, tuple[Span, ...]], _Week] = {}
        for employee in roster.employees:
            options = roster.options(employee)
            past = tuple(p for duty in roster.past(employee) for p in duty.parts)
            for period in self._periods_of(roster, employee):
                key = options, period, _inside(past, period)
                if key not in known:
                    known[key] = _week(*key, self.rest_min)
                self._post_week(roster, employee, known[key])
        return ()

    def _periods_of(self, roster: "Roster", employee: Employee) -> list[Span]:
        """Return the periods, and the plan's first week for who has no history."""
        start, at = roster.problem.start, roster.view.clock.at
        periods = self._periods(roster.view)
        recent = any(d.end > at(start - WEEK, 0) for d in roster.past(employee))
        if recent or not employee.employed_on(start - timedelta(days=1)):
            return periods
        return list(dict.fromkeys([(at(start, 0), at(start + WEEK, 0)), *periods]))

    def _post_week(self, roster: "Roster", employee: Employee, week: "_Week") -> None:
        options = roster.options(employee)
        literals = [roster.works(employee, options[i]) for i in week.inside]
        if week.choices:
            rest_somewhere(self, roster, literals, week.choices)
        else:
            forbid(self, roster, literals)

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Measure the longest rest of each period that planned work reaches into."""
        midnight = view.clock.at
        for employee in view.problem.employees:
            duties = view.duties_of(employee)
            for first in sorted(self._weeks_worked(view, employee)):
                lo, hi = midnight(first, 0), midnight(first + WEEK, 0)
                found, free_since = 0, lo
                parts = sorted(p for d in duties for p in d.parts if p[0] < hi)
                for start, end in parts:
                    found = max(found, start - free_since)
                    free_since = max(free_since, end)
                found = max(found, hi - free_since)
                if found < self.rest_min:
                    yield self._breach(view, employee, first, found)

    def _weeks_worked(self, view: PlanView, employee: Employee) -> set[date]:
        """Return the first days of the periods with planned work in them."""
        start, anchor = view.problem.start, self._first_day(view.problem)
        worked = {
            view.clock.day(moment)
            for duty in view.planned_of(employee)
            for begins, ends in duty.parts
            for moment in (begins, ends - 1)
        }
        found = {day - timedelta(days=(day - anchor).days % 7) for day in worked}
        if _is_unknown_before(view, employee):
            found.add(start)
        return {first for first in found if first >= anchor}

    def _breach(
        self, view: PlanView, employee: Employee, first: date, found: int
    ) -> Breach:
        return Breach(
            rule=self.id,
            hard=True,
            amount=self.rest_min - found,
            unit="min",
            employee=employee.id,
            date=first,
            found=found,
            limit=self.rest_min,
            facts={
                "name": name_of(view, employee.id),
                "last": (first + timedelta(days=6)).isoformat(),
                "rest": length(found),
                "required": length(self.rest_min),
            },
        )


class _Week(NamedTuple):
    """What one period means for one list of options."""

    inside: list[int]
    """The options with work in it."""
    choices: list[list[int]]
    """The ways to rest, each as what it rules out: positions in ``inside``."""


def _is_unknown_before(view: PlanView, employee: Employee) -> bool:
    """Whether nobody can say if the person worked in the week before the plan."""
    week_before = view.problem.start - WEEK
    return employee.employed_on(view.problem.start - timedelta(days=1)) and all(
        view.clock.day(duty.end - 1) < week_before
        for duty in view.duties_of(employee)
        if not duty.planned
    )


def _week(
    options: Sequence[ShiftOption], period: Span, past: Sequence[Span], rest: int
) -> _Week:
    inside = [i for i, o in enumerate(options) if overlapping(o.parts, *period)]
    blocks = [options[i].parts for i in inside]
    return _Week(inside, rest_choices(blocks, period, rest, past))


def _inside(parts: Sequence[Span], span: Span) -> tuple[Span, ...]:
    return tuple(parts[i] for i in overlapping(parts, *span))
