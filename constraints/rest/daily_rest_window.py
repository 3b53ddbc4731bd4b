"""Dygnsvila: eleven hours in a row in every 24 hours from the person's dygnsbryt."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from pydantic import Field

from constraints.posting.day_windows import DayWindow, day_spans, day_windows
from constraints.posting.intervals import overlapping, rest_choices
from constraints.posting.phrases import forbid, rest_somewhere, without_jour
from constraints.words import length, moment, name_of
from scheduler.domain.clock import WallClock
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import Employee
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Clock, Span
from scheduler.rules.rule import Breach, Rule, Source

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar

    from scheduler.roster.variables import Roster

ALIKE = 4_096
"""Shifts whose answer is kept: colleagues with the same break of day share it."""


class DailyRestWindow(Rule):
    """Everybody rests 11 h in a row in every 24 h from their own *dygnsbryt*."""

    id: ClassVar[str] = "R01"
    pairwise: ClassVar[bool] = True
    binds_longer_shift: ClassVar[bool] = True
    guards_rest: ClassVar[bool] = True
    source: ClassVar[Source] = Source(
        cite="Arbetstidslagen 13 §; AB § 13 i lydelse från 2023-10-01",
        url="https://www.riksdagen.se/sv/dokument-och-lagar/dokument/"
        "svensk-forfattningssamling/arbetstidslag-1982673_sfs-1982-673/",
    )
    statutory: ClassVar[bool] = True

    kind: Literal["daily_rest_window"] = "daily_rest_window"
    hard: Literal[True] = True
    rest_min: int = Field(default=660, ge=540, le=1440)
    """Minutes in a row. Below 660 only where R03 grants it (``constraints.settle``)."""
    gap_kept: int = Field(default=0, ge=0)
    """Minutes between shifts that R02 is known to keep (``constraints.settle``).

    Where that is as much as the rest, shifts can only break this rule alone, and the
    roster model is spared everything about pairs. The checker takes no notice.
    """

    def allows_shift(
        self, view: PlanView, employee: Employee, option: ShiftOption
    ) -> bool:
        """Whether the shift and the person's history leave enough in each window."""
        past = tuple(_near_past(view, employee, option))
        return all(
            _leaves_rest(
                view.clock, employee.day_break, self.rest_min, spent.parts, past
            )
            for spent in option.presence
            if not spent.has_jour
        )

    def post(self, roster: "Roster") -> tuple[()]:
        """Forbid shifts, and pairs of shifts, that leave too little in a window.

        Windows with history in them, and those where three short shifts could do
        what no two do, get a literal for each way to rest instead.
        """
        if self.gap_kept >= self.rest_min:
            self._post_alone(roster)
            return ()
        shapes: dict[tuple[int, tuple[ShiftOption, ...]], list[_Shape]] = {}
        for employee in roster.employees:
            literals, options = without_jour(roster, employee)
            key = employee.day_break, options
            if key not in shapes:
                windows = day_windows(roster.view.clock, employee.day_break, options)
                shapes[key] = [
                    _shape(options, w, self.rest_min) for w in windows if w.inside
                ]
            self._post_for(roster, employee, (literals, options), shapes[key])
        return ()

    def _post_alone(self, roster: "Roster") -> None:
        """Forbid single shifts: two in one window have a long enough gap in it."""
        clock, rest = roster.view.clock, self.rest_min
        refused = [
            literal
            for employee in roster.employees
            for literal, option in zip(*without_jour(roster, employee), strict=True)
            if not _leaves_rest(clock, employee.day_break, rest, option.parts, ())
        ]
        forbid(self, roster, refused)

    def _post_for(
        self,
        roster: "Roster",
        employee: Employee,
        judged: "_Judged",
        shapes: Sequence["_Shape"],
    ) -> None:
        literals, options = judged
        past = [p for d in roster.past(employee) for here in _within(d) for p in here]
        switch = roster.switch(self.kind)
        for shape in shapes:
            busy = _inside(past, shape.window.span)
            if busy or not shape.plain:
                inside = shape.window.inside
                mine = [literals[i] for i in inside], [options[i] for i in inside]
                self._post_somewhere(roster, mine, shape.window, busy)
                continue
            forbid(self, roster, (literals[i] for i in shape.alone))
            for first, others in shape.pairs:
                refused = [~literals[i] for i in others]
                roster.model.add_bool_and(refused).only_enforce_if(
                    literals[first], *switch
                )

    def _post_somewhere(
        self,
        roster: "Roster",
        judged: "_Judged",
        window: DayWindow,
        busy: Sequence[Span],
    ) -> None:
        literals, options = judged
        parts = [o.parts for o in options]
        choices = rest_choices(parts, window.span, self.rest_min, busy)
        if choices:
            rest_somewhere(self, roster, literals, choices)
        else:
            forbid(self, roster, literals)

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Measure the longest rest in each window that planned work reaches into."""
        for employee in view.problem.employees:
            duties = [d for d in view.presence_of(employee) if not d.has_jour]
            for day in sorted(_days(view, duties)):
                lo = view.clock.at(day, employee.day_break)
                hi = view.clock.at(day + timedelta(days=1), employee.day_break)
                work = [
                    (max(s, lo), min(e, hi), duty.planned)
                    for duty in duties
                    for s, e in duty.parts
                    if s < hi and e > lo
                ]
                found = _longest_rest(lo, hi, [(s, e) for s, e, _ in work])
                if found < self.rest_min and any(planned for *_, planned in work):
                    yield self._breach(view, employee, (lo, hi), found)

    def _breach(
        self, view: PlanView, employee: Employee, window: Span, found: int
    ) -> Breach:
        return Breach(
            rule=self.id,
            hard=True,
            amount=self.rest_min - found,
            unit="min",
            employee=employee.id,
            date=view.clock.day(window[0]),
            found=found,
            limit=self.rest_min,
            facts={
                "name": name_of(view, employee.id),
                "from": moment(view, window[0]),
                "to": moment(view, window[1]),
                "rest": length(found),
                "required": length(self.rest_min),
            },
        )


_Judged = tuple[Sequence["IntVar"], Sequence[ShiftOption]]
"""Shifts with the literal of each, earliest start first."""


def _within(duty: Duty) -> list[Sequence[Span]]:
    """Return the parts of a duty that the rule is about."""
    return [here.parts for here in duty.presence if not here.has_jour]


class _Shape(NamedTuple):
    """What one window means for one list of options."""

    window: DayWindow
    plain: bool
    """Pairs say it all: no shift can matter but by its first and last moment."""
    alone: tuple[int, ...] = ()
    pairs: tuple[tuple[int, tuple[int, ...]], ...] = ()


def _shape(options: Sequence[ShiftOption], window: DayWindow, rest: int) -> _Shape:
    (lo, hi), inside = window
    middle = lo + rest, hi - rest
    if any(_may_stand_between(options[i], middle, rest) for i in inside):
        return _Shape(window, plain=False)
    early = [i for i in inside if options[i].start < lo + rest]
    late = [i for i in inside if options[i].end > hi - rest]
    alone = set(early) & set(late)
    late = [i for i in late if i not in alone]
    pairs = []
    for i in early:
        close = tuple(j for j in late if options[j].start < options[i].end + rest)
        if close and i not in alone:
            pairs.append((i, close))
    return _Shape(window, True, tuple(alone), tuple(pairs))


@lru_cache(maxsize=ALIKE)
def _leaves_rest(
    clock: WallClock,
    day_break: Clock,
    rest: int,
    parts: tuple[Span, ...],
    past: tuple[Span, ...],
) -> bool:
    """Say whether every window that the parts reach into has room for the rest."""
    days = clock.day(parts[0][0]), clock.day(parts[-1][1])
    for span in day_spans(clock, day_break, *days):
        busy = [*_inside(past, span), *parts]
        if overlapping(parts, *span) and not rest_choices((), span, rest, busy):
            return False
    return True


def _may_stand_between(option: ShiftOption, middle: Span, rest: int) -> bool:
    """Whether the shift could cut a rest that neither end of the window is near."""
    gap = max((b[0] - a[1] for a, b in pairwise(option.parts)), default=0)
    return gap >= rest or (option.start >= middle[0] and option.end <= middle[1])


def _near_past(view: PlanView, employee: Employee, option: ShiftOption) -> list[Span]:
    """Return what was worked so late that a window could hold it and the shift."""
    return [
        part
        for duty in view.duties_of(employee)
        if not duty.planned and duty.end + 2 * 1440 > option.start
        for parts in _within(duty)
        for part in parts
    ]


def _inside(parts: Sequence[Span], span: Span) -> list[Span]:
    return [parts[i] for i in overlapping(parts, *span)]


def _days(view: PlanView, duties: Sequence[Duty]) -> set[date]:
    """Return the days whose window planned work could reach into."""
    found: set[date] = set()
    for duty in duties:
        if duty.planned:
            day = view.clock.day(duty.start) - timedelta(days=1)
            while day <= view.clock.day(duty.end):
                found.add(day)
                day += timedelta(days=1)
    return found


def _longest_rest(lo: int, hi: int, work: list[tuple[int, int]]) -> int:
    """Walk through the window and keep the longest stretch without work."""
    longest, free_since = 0, lo
    for start, end in sorted(work):
        longest = max(longest, start - free_since)
        free_since = max(free_since, end)
    return max(longest, hi - free_since)
