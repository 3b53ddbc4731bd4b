"""Nobody is in two places: duties and visits of one person never overlap."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Literal

from constraints.posting.intervals import cliques
from constraints.posting.phrases import at_most_one, forbid_near_past
from constraints.words import moment, name_of
from scheduler.domain.plan import VisitRow
from scheduler.domain.plan_view import Book, Duty
from scheduler.domain.problem import Employee
from scheduler.domain.shift_option import Option
from scheduler.rules.rule import Breach, Rule, Source

if TYPE_CHECKING:
    from scheduler.roster.variables import Roster

A_DAY = 25 * 60
"""Minutes after which no shift can start on the same date."""


class OnePlaceAtATime(Rule):
    """A person has one duty a day, no overlapping duties, and visits inside them."""

    id: ClassVar[str] = "R16"
    source: ClassVar[Source] = Source(
        cite="Följer av sakens natur",
        reading="At most one duty starts per person and planning day; a duty reaches "
        "from its first start to its last end. A visit lies inside one part of a duty "
        "and overlaps no other visit of the person; travel is R34.",
    )
    statutory: ClassVar[bool] = True

    kind: Literal["one_place_at_a_time"] = "one_place_at_a_time"
    hard: Literal[True] = True

    def allows(self, book: Book, employee: Employee, option: Option) -> bool:
        """Whether the shift collides with nothing that was worked before the plan."""
        return not any(
            done.date == option.date
            or (done.start < option.end and option.start < done.end)
            for done in book.duties_of(employee)
            if not done.planned
        )

    def post(self, roster: "Roster") -> tuple[()]:
        """Let at most one shift a day, and at any moment, be worked."""
        found: dict[tuple[Option, ...], list[list[int]]] = {}
        for employee in roster.employees:
            options = roster.options(employee)
            if options not in found:
                found[options] = _exclusive(options)
            literals = [roster.works(employee, o) for o in options]
            at_most_one(self, roster, literals, found[options])
        forbid_near_past(self, roster, A_DAY)
        return ()

    def check(self, book: Book) -> Iterator[Breach]:
        """Compare each duty with the ones before it, and each visit likewise."""
        for employee in book.problem.employees:
            yield from self._check_duties(book, employee)
        for who in sorted({row.employee for row in book.plan.visits}):
            yield from self._check_visits(book, who)

    def _check_duties(self, book: Book, employee: Employee) -> Iterator[Breach]:
        duties = book.duties_of(employee)
        for n, duty in enumerate(duties):
            for other in duties[n + 1 :]:
                if not (duty.planned or other.planned):
                    continue
                overlap = min(duty.end, other.end) - max(duty.start, other.start)
                if overlap > 0:
                    yield self._two_duties(book, "overlap", (duty, other), overlap)
                elif duty.date == other.date:
                    yield self._two_duties(book, "same_day", (duty, other), 1)

    def _two_duties(
        self, book: Book, message: str, pair: tuple[Duty, Duty], amount: int
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
                "name": name_of(book, second.employee),
                "first": f"{first.shift} {moment(book, first.start)}",
                "second": f"{second.shift} {moment(book, second.start)}",
            },
            message=message,
        )

    def _check_visits(self, book: Book, who: str) -> Iterator[Breach]:
        rows = book.visits_of(who)
        parts = [part for d in book.duties if d.employee == who for part in d.parts]
        busy: VisitRow | None = None
        for row in rows:
            if not any(s <= row.start and row.end <= e for s, e in parts):
                yield self._visit(book, row, "off_duty", row.end - row.start)
            if busy is not None and row.start < busy.end:
                amount = min(row.end, busy.end) - row.start
                yield self._visit(book, row, "two_visits", amount, busy.visit)
            if busy is None or row.end > busy.end:
                busy = row

    def _visit(
        self, book: Book, row: VisitRow, message: str, amount: int, other: str = ""
    ) -> Breach:
        visit = book.problem.visit.get(row.visit)
        return Breach(
            rule=self.id,
            hard=True,
            amount=amount,
            unit="min",
            employee=row.employee,
            client=visit.client if visit is not None else None,
            visit=row.visit,
            date=book.clock.day(row.start),
            facts={
                "name": name_of(book, row.employee),
                "starts": moment(book, row.start),
                "other": other,
            },
            message=message,
        )


def _exclusive(options: Sequence[Option]) -> list[list[int]]:
    """Return the sets of which one can be worked: a date's, and those at once."""
    by_date: dict[date, list[int]] = defaultdict(list)
    for i, option in enumerate(options):
        by_date[option.date].append(i)
    days = [same for same in by_date.values() if len(same) > 1]
    at_once = cliques([(o.start, o.end) for o in options])
    across = [c for c in at_once if len({options[i].date for i in c}) > 1]
    return [*days, *across]
