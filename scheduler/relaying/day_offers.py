"""What people could work on some dates instead, and what their lines cost with it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from random import Random
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from scheduler.domain.shift_option import ShiftOption
from scheduler.handovers.holdings import is_known, spare_units, worked_kinds
from scheduler.lines.build import LineTable
from scheduler.lines.kernels.arrays import Longs
from scheduler.lines.kernels.day_choices import price_choices
from scheduler.lines.kernels.manning import OFF, nobody
from scheduler.tours.draft import Draft, driving_duties


class Width(NamedTuple):
    """How much is offered.

    With all there is at once, most draws would be of shifts that nobody takes.
    """

    instead: int
    """So many other shifts to who works that day."""
    beside: float
    """How often one to who does not."""


FEW, MANY = Width(3, 0.3), Width(5, 0.6)
"""Many where a duty is missing: others do more, or come instead."""

MOST_MORE, FOR_OPEN = 300_000, 900_000
"""Öre that a line may cost more with a shift that is offered: nothing saves as much.
And for open visits: a long one on a holiday, paid by the hour, is about 600 000."""

NEVER = 10**12
"""Öre for what may not be."""

NOBODY: Mapping[str, str] = MappingProxyType({})
"""No person to a unit."""

DayOf = tuple[str, date]
"""A person's day."""


class DayOffer(NamedTuple):
    """What a person could work on a date, the duty they have first."""

    prices: Mapping[ShiftOption, int]
    """Öre of the line with each and visits, above what it costs with no visits."""
    without: ShiftOption | None
    """The duty without visits that costs least; None to be off."""


class DayOffers:
    """What everybody could work on some dates.

    Lines are priced one date at a time: dates should be so far apart that what is
    chosen on one is worth the same whatever is chosen on another.
    """

    def __init__(self, lines: LineTable, draft: Draft, dates: Sequence[date]) -> None:
        self._lines, self._dates = lines, dates
        start = lines.context.problem.start
        self._days = np.array([(day - start).days for day in dates], np.int64)
        works, still = worked_kinds(lines, draft.works)
        self._still = {e for e, days in enumerate(still) if days.any()}
        self._prices = _line_prices(lines, works, self._days)
        self._spare = spare_units(lines)
        self._limited = _limited_kinds(lines)
        self._offered = _kinds_offered(lines, self._limited)
        self._duty = {(who, o.date): o for who, o in draft.works}
        self._driving = {(who, day) for who, day, _ in draft.stops}
        self._idle = Counter(
            (day, o.unit)
            for (who, day), o in self._duty.items()
            if (who, day) not in self._driving
        )
        self.driving = frozenset(driving_duties(lines.context, draft))
        self._fixed = self._fixed_days(draft)

    def drawn(
        self, random: Random, keen: Mapping[str, str] = NOBODY, width: Width = FEW
    ) -> dict[DayOf, DayOffer]:
        """Draw offers; who is in none does what they do now.

        Whoever is ``keen`` is offered all shifts of a unit where they are off.
        """
        people = self._lines.context.problem.employees
        return {
            (person.id, day): offer
            for e, person in enumerate(people)
            if e not in self._still
            for i, day in enumerate(self._dates)
            if (person.id, day) not in self._fixed
            for offer in self._offer(e, i, random, keen, width)
        }

    def _fixed_days(self, draft: Draft) -> set[DayOf]:
        """Return whose days stay: promised, needed for more than visits, or unknown."""
        fixed = {*self._lines.context.problem.promised}
        for duty in draft.works:
            if duty not in self.driving or not self._may_change(*duty):
                fixed.add((duty[0], duty[1].date))
        return fixed

    def _may_change(self, who: str, option: ShiftOption) -> bool:
        """Say whether a duty is there for visits only, or for nothing."""
        if option.on_call or not is_known(self._lines, option):
            return False
        place = self._lines.kinds.place[option.without_overtime]
        return (who, option.date) in self._driving or bool(self._spare[place] >= 0)

    def _offer(
        self, e: int, i: int, random: Random, keen: Mapping[str, str], width: Width
    ) -> Iterator[DayOffer]:
        """Yield what a person is offered on a date, if anything is."""
        kinds, d = self._lines.kinds, int(self._days[i])
        who = self._lines.context.problem.employees[e].id
        prices, now = self._prices[e, i], self._duty.get((who, self._dates[i]))
        kind = OFF if now is None else kinds.place[now.without_overtime][1]
        idle, without = self._without(who, i, prices, kind)
        most = min(idle, int(prices[kind + 1]))
        most += FOR_OPEN if who in keen else MOST_MORE
        others = [k for k in self._offered if k != kind and prices[k + 1] < most]
        if now is not None:
            drawn = self._some(others, width.instead, now.unit, random)
        elif who in keen:
            drawn = self._some(others, len(others), keen[who], random)
        else:
            one = int(random.random() < width.beside)
            drawn = self._some(others, one, None, random)
        worth = {} if now is None else {now: int(prices[kind + 1]) - idle}
        worth |= {kinds.of(who, d, k): int(prices[k + 1]) - idle for k in drawn}
        if worth:
            yield DayOffer(worth, None if without == OFF else kinds.of(who, d, without))

    def _some(
        self, kinds: Sequence[int], most: int, unit: str | None, random: Random
    ) -> list[int]:
        """Draw kinds, of one ``unit`` where it is given.

        Units are searched side by side: nobody is asked for in two at once.
        """
        names = self._lines.kinds.names
        mine = [k for k in kinds if unit is None or names[k][1] == unit]
        return random.sample(mine, min(most, len(mine)))

    def _without(self, who: str, i: int, prices: Longs, now: int) -> tuple[int, int]:
        """Return the least öre of a line with no visits on a date, and the kind."""
        found = [(int(prices[0]), OFF)]
        for k, (_, unit) in enumerate(self._lines.kinds.names):
            is_spare = self._spare[self._days[i], k] >= 0
            if is_spare and (k == now or k not in self._limited):
                price = int(prices[k + 1]) + self._idle_price(who, i, unit)
                found.append((price, k))
        return min(found)

    def _idle_price(self, who: str, i: int, unit: str) -> int:
        """Return öre for being one more of a unit without visits."""
        terms, day = self._lines.context.staffing, self._dates[i]
        now = self._duty.get((who, day))
        others = self._idle[day, unit]
        if now is not None and now.unit == unit and (who, day) not in self._driving:
            others -= 1
        return max(0, others + 1 - terms.spare_free) * terms.spare_growth


def _line_prices(lines: LineTable, works: Longs, days: Longs) -> Longs:
    """Return [person, date, 1 + kind] öre of the line; place nought is for no shift."""
    shape = len(works), len(days), 1 + len(lines.kinds.names)
    prices = np.full(shape, NEVER, np.int64)
    manning = nobody(lines.arrays, seed=0)
    manning.works[:] = works
    price_choices(lines.arrays, manning, days, prices)
    return prices


def _limited_kinds(lines: LineTable) -> set[int]:
    """Return the kinds of which only so many may work on a day."""
    problem = lines.context.problem
    limited = {t.id for t in problem.shift_types if t.max_per_day is not None}
    return {k for k, (shift, _) in enumerate(lines.kinds.names) if shift in limited}


def _kinds_offered(lines: LineTable, limited: set[int]) -> list[int]:
    """Return the kinds for visits of which any number may work on a day."""
    visited = {v.unit for v in lines.context.problem.visits}
    on_call = {o.shift for o in lines.kinds.place if o.on_call}
    return [
        k
        for k, (shift, unit) in enumerate(lines.kinds.names)
        if unit in visited and shift not in on_call and k not in limited
    ]
