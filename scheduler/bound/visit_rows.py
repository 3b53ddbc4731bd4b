"""Visits against the shifts that could make them.

Visits that lie inside an interval, whenever they start, take their minutes and the way
to each of them out of the shifts that reach into the interval, or are left open. That
holds for any set of visits and the interval around it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scheduler.bound.cover import Columns, Cover
from scheduler.bound.crew_roster import Shift
from scheduler.bound.day_share import DayShare
from scheduler.bound.open_places import Open, relief_of
from scheduler.bound.program import Program
from scheduler.bound.stint import Stint, stints_of
from scheduler.bound.tours.tour_rows import TourDay
from scheduler.bound.visit_columns import Calls, Flags, Ints
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.shift_option import ShiftOption
from scheduler.rules.bound_terms import BoundTerms
from scheduler.rules.price_parts import PricePart

Profile = frozenset[frozenset[str]]
"""The sets of skills that a crew has."""

Able = frozenset[Profile]
"""Who can make a visit."""

MOST_EDGES = 24
"""Starts, and ends, of the intervals that are looked at on one day."""


@dataclass(frozen=True)
class Spans:
    """Intervals around sets of visits; arrays have a value for each."""

    start: Ints
    end: Ints
    first: Ints
    """Minutes to a first visit, at most, which may lie before the interval."""
    per_break: Ints
    """Minutes that one break can take the place of, at most."""


class Visiting:
    """The visits of one unit, and the columns of those who could make them."""

    def __init__(
        self,
        program: Program,
        context: PlanningContext,
        terms: BoundTerms,
        calls: Calls,
        shifts: Mapping[ShiftOption, Sequence[Shift]],
    ) -> None:
        self._program, self._terms, self._calls = program, terms, calls
        self._travel_minute = context.weights.travel_minute
        self._options = sorted(shifts, key=lambda o: (o.start, o.end, o.shift))
        self._shifts = [shifts[option] for option in self._options]
        self._stints = [tuple(stints_of(context.problem, o)) for o in self._options]
        every = (shift for mine in self._shifts for shift in mine)
        self._everybody = frozenset(shift.crew.has for shift in every)
        self.days: list[TourDay] = []
        """The dates whose rows were made."""
        self._share = DayShare(calls, self._stints)
        self._way = (calls.back + calls.travel.duty) * self._travel_minute
        """Öre for each duty with visits: the ways out and back (R34)."""
        self._driving: list[Columns] = []
        self._manned: list[int] = []
        """[option] the row that holds it to those who work it."""
        for option, mine in enumerate(self._shifts):
            self._drive(option, mine)

    def _drive(self, option: int, shifts: Sequence[Shift]) -> None:
        """Count those on an option who have visits: they drive out and back (R34)."""
        most = sum(shift.most for shift in shifts)
        way = 0 if self._share.day[option] is not None else self._way
        column = self._program.column(way, most, part=PricePart.TRAVEL)
        manned = [*((s.column, 1) for s in shifts), (column, -1)]
        self._manned.append(self._program.row(manned, lower=0))
        self._driving.append(np.array([column], np.int64))

    @property
    def travel(self) -> int:
        """Öre for the way to every visit that no row counts, if none is left open."""
        calls = self._calls
        charged = np.where(self._share.never, calls.travel.visits * calls.staff, 0)
        return int(charged.sum()) * self._travel_minute

    def covers(self, loss: Mapping[str, int]) -> Iterator[Cover]:
        """Yield the rows of each day: of all visits, and of those not all can make.

        ``loss`` is what leaving must-visits of a client open could save besides.
        """
        for day in np.unique(self._calls.date):
            mine = np.flatnonzero(self._calls.date == day)
            open_ = self._open(mine, loss)
            self._roads(int(day), mine, open_)
            who = {int(n): self._able(int(n)) for n in mine}
            for able in {self._everybody, *who.values()}:
                some = np.array([n for n in mine if who[int(n)] <= able], np.int64)
                if len(some):
                    yield self._cover(some, open_, able).rounded()
                    yield self._hosts(some, open_, able)

    def _roads(self, day: int, mine: Ints, open_: Open) -> None:
        """Count the ways of a date's own shifts, out and back included (R34)."""
        calls, share, price = self._calls, self._share, self._travel_minute
        near = [n for n in self._near(mine) if day in share.near[n]]
        own = [n for n in near if share.day[n] is not None]
        sizes = (s.end - s.start for n in own for s in self._stints[n])
        # Ways are no longer than shifts.
        most = sum(s.most for n in own for s in self._shifts[n])
        longest = price * most * sum(sizes)
        roads = self._program.column(1, longest, part=PricePart.TRAVEL)
        always = share.always[mine]
        way = np.where(always, calls.travel.visits[mine], 0) * price
        relief = relief_of(way[None, :], calls.must[mine], mine, open_)[0]
        terms = [
            (roads, 1.0),
            *((int(self._driving[n][0]), -float(self._way)) for n in own),
        ]
        terms += zip(map(int, open_.columns), map(float, relief), strict=True)
        self._program.row(terms, lower=float((way * calls.staff[mine]).sum()))
        self.days.append(
            TourDay(
                some=mine,
                windows=calls.windows(mine),
                must=calls.must[mine],
                open_=open_,
                options=[self._stints[n] for n in near],
                driving=[self._driving[n] for n in near],
                manned=[self._manned[n] for n in near],
                minute=np.array([price if n in own else 0 for n in near], np.int64),
                roads=roads,
            )
        )

    def _able(self, visit: int) -> Able:
        """Return the crews whose skills are enough for a visit (R26)."""
        asked = self._calls.visits[visit].skills
        if not self._terms.asks_skills:
            return self._everybody
        return frozenset(has for has in self._everybody if asked in has)

    def _open(self, mine: Ints, loss: Mapping[str, int]) -> Open:
        """Make the columns of a day; what is open is neither driven to nor met."""
        calls = self._calls
        never = self._share.never[mine]
        way = np.where(never, calls.travel.visits[mine], 0) * self._travel_minute
        must, staff = calls.must[mine], calls.staff[mine]
        met = np.array([loss.get(calls.visits[n].client, 0) for n in mine], np.int64)
        # All places of a visit are open together (R29): each has its part of the loss.
        price = calls.open_price[mine] - way - np.where(must, -(-met // staff), 0)
        places = int(staff[must].sum())
        least = int(price[must].min()) if places else 0
        return Open(
            self._program.column(least, places, part=PricePart.OPEN),
            {
                int(n): self._program.column(
                    int(each), int(calls.staff[n]), part=PricePart.OPEN
                )
                for n, each in zip(mine[~must], price[~must], strict=True)
            },
        )

    def _cover(self, some: Ints, open_: Open, able: Able) -> Cover:
        """Return rows for sets of some visits of a day, which these people can make."""
        calls = self._calls
        low, end = calls.low[some], calls.high[some] + calls.minutes[some]
        inside = _sets(low, end)
        start = np.where(inside, low, end.max()).min(axis=1)
        until = np.where(inside, end, low.min()).max(axis=1)
        busy, past_break = calls.busy.visits[some], calls.past_break[some]
        first = np.where(inside, busy, 0).max(axis=1)
        per_break = np.where(inside, busy - past_break, 0).max(axis=1)
        taken = calls.minutes[some] + busy
        near = self._near(some)
        given = [
            self._given(self._stints[n], Spans(start, until, first, per_break))
            for n in near
        ]
        return Cover(
            shifts=[self._columns(n, able) for n in near],
            reliefs=open_.columns,
            weight=np.array(given, np.float64).reshape(len(near), len(inside)).T,
            relief=relief_of(np.where(inside, taken, 0), calls.must[some], some, open_),
            need=(inside @ (taken * calls.staff[some])).astype(np.float64),
        )

    def _hosts(self, some: Ints, open_: Open, able: Able) -> Cover:
        """Return a row for each visit: as many as it needs are on shifts that hold it.

        Those who visit together are different people (R29).
        """
        calls = self._calls
        near = self._near(some)
        fits = [
            np.any([calls.fits(s.start, s.end, some) for s in self._stints[n]], axis=0)
            for n in near
        ]
        return Cover(
            shifts=[self._columns(n, able) for n in near],
            reliefs=open_.columns,
            weight=np.array(fits, np.float64).reshape(len(near), len(some)).T,
            relief=relief_of(
                np.eye(len(some), dtype=np.int64), calls.must[some], some, open_
            ),
            need=calls.staff[some].astype(np.float64),
        )

    def _near(self, some: Ints) -> list[int]:
        """Return the options that could reach into the time of some visits."""
        low = self._calls.low[some].min()
        end = (self._calls.high[some] + self._calls.minutes[some]).max()
        return [
            n
            for n, option in enumerate(self._options)
            if option.start < end and low < option.end
        ]

    def _columns(self, option: int, able: Able) -> Columns:
        if able == self._everybody:
            return self._driving[option]
        mine = [s.column for s in self._shifts[option] if s.crew.has in able]
        return np.array(mine, np.int64)

    def _given(self, stints: Sequence[Stint], spans: Spans) -> Ints:
        """Return the minutes that a shift has for the visits inside each interval.

        Whoever is on the way already need not make the way to the first of them inside;
        whoever begins inside makes the duty's part of the way out, whoever ends inside
        the way back. Each break may fill the time before one visit.
        """
        calls = self._calls
        total = np.zeros_like(spans.start)
        for stint in stints:
            minutes = stint.most(spans.start, spans.end)
            minutes += stint.break_count * spans.per_break
            late = stint.start < spans.start
            minutes += np.where(late, spans.first, -calls.busy.duty)
            minutes -= np.where(stint.end <= spans.end, calls.back, 0)
            touched = stint.overlap(spans.start, spans.end) > 0
            total += np.where(touched, np.maximum(minutes, 0), 0)
        return total


def _sets(low: Ints, end: Ints) -> Flags:
    """Return sets of visits [set, visit]: those that lie in an interval for certain."""
    starts, ends = _few(np.unique(low)), _few(np.unique(end))
    inside = (low >= starts[:, None, None]) & (end <= ends[None, :, None])
    flat = inside.reshape(-1, len(low))
    found: Flags = np.unique(flat[flat.any(axis=1)], axis=0)
    return found


def _few(edges: Ints) -> Ints:
    """Choose so many of the edges, the outermost among them."""
    if len(edges) <= MOST_EDGES:
        return edges
    chosen = np.linspace(0, len(edges) - 1, MOST_EDGES).round().astype(np.int64)
    few: Ints = edges[chosen]
    return few
