"""Nobody is in two places: duties and visits of one person never overlap."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations
from operator import attrgetter
from typing import TYPE_CHECKING, ClassVar, Literal

from constraints.posting.intervals import cliques
from constraints.posting.phrases import at_most_one, forbid_near_past
from constraints.words import moment, name_of
from scheduler.domain.plan import VisitRow
from scheduler.domain.plan_view import Duty, PlanView, passes
from scheduler.domain.problem import Employee
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Span
from scheduler.rules.rule import Breach, Rule, Source

if TYPE_CHECKING:
    from scheduler.roster.variables import Roster

_START = attrgetter("start")

A_DAY = 25 * 60
"""Minutes after which no shift can start on the same date."""


class OnePlaceAtATime(Rule):
    """A person has one duty a day, no overlapping duties, and visits inside them."""

    id: ClassVar[str] = "R16"
    pairwise: ClassVar[bool] = True
    binds_longer_shift: ClassVar[bool] = True
    source: ClassVar[Source] = Source(
        cite="Följer av sakens natur",
    )
    statutory: ClassVar[bool] = True

    kind: Literal["one_place_at_a_time"] = "one_place_at_a_time"
    hard: Literal[True] = True

    def allows_shift(
        self, view: PlanView, employee: Employee, option: ShiftOption
    ) -> bool:
        """Whether the shift collides with nothing that was worked before the plan."""
        return not any(
            done.date == option.date
            or (done.start < option.end and option.start < done.end)
            for done in view.duties_of(employee)
            if not done.planned
        )

    def post(self, roster: "Roster") -> tuple[()]:
        """Let at most one shift a day, and at any moment, be worked."""
        found: dict[tuple[ShiftOption, ...], list[list[int]]] = {}
        for employee in roster.employees:
            options = roster.options(employee)
            if options not in found:
                found[options] = _exclusive(options)
            literals = [roster.works(employee, o) for o in options]
            at_most_one(self, roster, literals, found[options])
        forbid_near_past(self, roster, A_DAY)
        return ()

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Compare each duty with the ones before it, and each visit likewise."""
        for employee in view.problem.employees:
            yield from self._check_duties(view, employee)
        parts: dict[str, list[Span]] = defaultdict(list)
        for duty in view.duties:
            parts[duty.employee] += duty.parts
        for who in sorted({row.employee for row in view.plan.visits}):
            yield from self._check_visits(view, who, parts[who])

    def _check_duties(self, view: PlanView, employee: Employee) -> Iterator[Breach]:
        duties = view.duties_of(employee)
        for n, duty in enumerate(duties):
            later = bisect_left(duties, duty.end, key=_START)
            for other in duties[n + 1 : later]:
                if duty.planned or other.planned:
                    overlap = min(duty.end, other.end) - other.start
                    yield self._two_duties(view, "overlap", (duty, other), overlap)
        begun: dict[date, list[list[Duty]]] = defaultdict(list)
        for whole in passes(duties):
            begun[whole[0].date].append(whole)
        for of_the_day in begun.values():
            for whole, another in combinations(of_the_day, 2):
                planned = any(duty.planned for duty in (*whole, *another))
                if planned and whole[-1].end <= another[0].start:
                    pair = whole[0], another[0]
                    yield self._two_duties(view, "same_day", pair, 1)

    def _two_duties(
        self, view: PlanView, message: str, pair: tuple[Duty, Duty], amount: int
    ) -> Breach:
        first, second = pair
        return Breach(
            rule=self.id,
            hard=True,
            amount=amount,
            unit="min" if message == "overlap" else "shifts",
            employee=second.employee,
            date=second.date,
            facts={
                "name": name_of(view, second.employee),
                "first": f"{first.shift} {moment(view, first.start)}",
                "second": f"{second.shift} {moment(view, second.start)}",
            },
            message=message,
        )

    def _check_visits(
        self, view: PlanView, who: str, parts: Sequence[Span]
    ) -> Iterator[Breach]:
        rows = view.visits_of(who)
        busy: VisitRow | None = None
        for row in rows:
            if not any(s <= row.start and row.end <= e for s, e in parts):
                yield self._visit(view, row, "off_duty", row.end - row.start)
            if busy is not None and row.start < busy.end:
                amount = min(row.end, busy.end) - row.start
                yield self._visit(view, row, "two_visits", amount, busy.visit)
            if busy is None or row.end > busy.end:
                busy = row

    def _visit(
        self, view: PlanView, row: VisitRow, message: str, amount: int, other: str = ""
    ) -> Breach:
        visit = view.problem.visit.get(row.visit)
        return Breach(
            rule=self.id,
            hard=True,
            amount=amount,
            unit="min",
            employee=row.employee,
            client=visit.client if visit is not None else None,
            visit=row.visit,
            date=view.clock.day(row.start),
            facts={
                "name": name_of(view, row.employee),
                "starts": moment(view, row.start),
                "other": other,
            },
            message=message,
        )


def _exclusive(options: Sequence[ShiftOption]) -> list[list[int]]:
    """Return the sets of which one can be worked: a date's, and those at once."""
    by_date: dict[date, list[int]] = defaultdict(list)
    for i, option in enumerate(options):
        by_date[option.date].append(i)
    days = [same for same in by_date.values() if len(same) > 1]
    at_once = cliques([(o.start, o.end) for o in options])
    across = [c for c in at_once if len({options[i].date for i in c}) > 1]
    return [*days, *across]
