"""What a day may come to, worked out once and remembered: a tree of what is done.

Units that share nobody on a day know nothing of each other: each *part* of a day has
a tree of its own. It branches by whose duty is lost next, and by who comes instead.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from scheduler.domain.joined import joined
from scheduler.domain.values import Span
from scheduler.robustness.bad_days import BadDay, told
from scheduler.robustness.call_ins import CallIn, Rows
from scheduler.robustness.day_shape import DayDuty
from scheduler.robustness.figures import figures_of
from scheduler.robustness.repair import DayRepair, Repairer, in_order


@dataclass(eq=False, slots=True, frozen=True)
class Offer:
    """Somebody who could be called in on a day; one object for the same rows."""

    number: int
    day: int
    """From 0."""
    who: str
    price: int
    call: CallIn
    spans: tuple[Span, ...]


class Loss(NamedTuple):
    """A duty that is lost when somebody is ill."""

    number: int
    """Among those of the day, in the order in which they are done without."""
    part: int
    """Of the day."""
    who: str
    duty: DayDuty


class Branch:
    """A part of a day as far as it has come, and where it may go from here."""

    def __init__(self, tree: "DayTrees", made: DayRepair) -> None:
        self._tree, self._made = tree, made
        self._forks: dict[int, Fork] = {}

    def without(
        self, loss: "Loss", may_come: Callable[[Offer], bool]
    ) -> tuple["Branch", Offer | None]:
        """Return the cheapest way to do without one duty more, and who is called in."""
        fork = self._forks.get(loss.number)
        if fork is None:
            fork = Fork(self._tree, self._made, loss.duty)
            self._forks[loss.number] = fork
        return fork.cheapest(may_come)

    @cached_property
    def made(self) -> DayRepair:
        """What became of the part of the day, when nobody more is ill."""
        return self._tree.repairer.whole_crews(self._made)

    @cached_property
    def told(self) -> BadDay:
        """What it took."""
        return told(self.made)

    @cached_property
    def figures(self) -> tuple[float, ...]:
        """Every figure of it."""
        return figures_of(self.told)


class Fork:
    """Where it parts: the ways to do without one duty."""

    def __init__(self, tree: "DayTrees", made: DayRepair, duty: DayDuty) -> None:
        self._tree, self._made, self._duty = tree, made, duty
        self._alone = self._tried(None)
        self._offers = tree.offers(made.day, duty) if self._alone[0] else ()
        self._called: dict[int, tuple[int, Branch]] = {}

    def cheapest(
        self, may_come: Callable[[Offer], bool]
    ) -> tuple[Branch, Offer | None]:
        """Return where it goes, and who is called in of those who may come."""
        (least, best), who = self._alone, None
        for offer in self._offers:
            if offer.price >= least:
                break
            if not may_come(offer):
                continue
            price, tried = self._with(offer)
            if offer.price + price < least:
                least, best, who = offer.price + price, tried, offer
        return best, who

    def _with(self, offer: Offer) -> tuple[int, Branch]:
        found = self._called.get(offer.number)
        if found is None:
            found = self._called[offer.number] = self._tried(offer.call)
        return found

    def _tried(self, call: CallIn | None) -> tuple[int, Branch]:
        price, made = self._tree.repairer.tried(self._made, self._duty, call)
        return price, Branch(self._tree, made)


class Begun(NamedTuple):
    """A day on which people are ill, before anything is done."""

    lost: Sequence[Loss]
    """In the order in which they are done without."""
    roots: Mapping[int, Branch]
    """Each part that loses somebody."""


class DayTrees:
    """The trees of one plan's days."""

    def __init__(self, repairer: Repairer) -> None:
        self.repairer = repairer
        self._losses = {day: self._in_order(day) for day in repairer.days}
        self._on_duty = {
            day: frozenset(loss.who for loss in lost)
            for day, lost in self._losses.items()
        }
        self._begun: dict[tuple[date, frozenset[str]], Begun] = {}
        self._roots: dict[tuple[date, int, frozenset[str]], Branch] = {}
        self._offered: dict[tuple[date, str, Rows], Sequence[Offer]] = {}
        self._numbers: dict[tuple[str, Rows], Offer] = {}

    def _in_order(self, day: date) -> list[Loss]:
        duties = self.repairer.days[day]
        parts = _parts((duty.employee, self._units(duty)) for duty in duties)
        return [
            Loss(number, parts[duty.employee], duty.employee, duty)
            for number, duty in enumerate(in_order(duties))
        ]

    def _units(self, duty: DayDuty) -> set[str]:
        visit = self.repairer.problem.visit
        visits = {visit[row.visit].unit for row in duty.visits}
        return visits | {row.unit for row in duty.shifts}

    def begun(self, day: date, ill: frozenset[str]) -> Begun:
        """Return a day on which people are ill, before anything is done."""
        key = day, ill & self._on_duty[day]
        found = self._begun.get(key)
        if found is None:
            lost = [loss for loss in self._losses[day] if loss.who in ill]
            found = self._begun[key] = Begun(lost, self._roots_of(day, lost))
        return found

    def _roots_of(self, day: date, lost: Iterable[Loss]) -> dict[int, Branch]:
        gone: dict[int, set[str]] = defaultdict(set)
        for loss in lost:
            gone[loss.part].add(loss.who)
        return {
            part: self._root(day, part, frozenset(who)) for part, who in gone.items()
        }

    def _root(self, day: date, part: int, gone: frozenset[str]) -> Branch:
        key = day, part, gone
        if key not in self._roots:
            mine = {loss.who for loss in self._losses[day] if loss.part == part} - gone
            there = [d for d in self.repairer.days[day] if d.employee in mine]
            self._roots[key] = Branch(self, self.repairer.begun(day, there))
        return self._roots[key]

    def offers(self, day: date, duty: DayDuty) -> Sequence[Offer]:
        """Return who has such shifts and is not on duty that day, cheapest first."""
        key = day, duty.employee, duty.usual
        if key not in self._offered:
            calls = self.repairer.call_ins.for_duty(duty, self._on_duty[day])
            self._offered[key] = [self._offer(day, call) for call in calls]
        return self._offered[key]

    def _offer(self, day: date, call: CallIn) -> Offer:
        key = call.employee.id, call.rows
        if key not in self._numbers:
            at = (day - self.repairer.problem.start).days
            spans = tuple((row.start, row.end) for row in call.rows)
            who, number = call.employee.id, len(self._numbers)
            self._numbers[key] = Offer(number, at, who, call.price, call, spans)
        return self._numbers[key]


def _parts(duties: Iterable[tuple[str, set[str]]]) -> Mapping[str, int]:
    """Return the part of each person: with all who share a unit, or share it by others.

    Whoever has two duties has both of them in one part.
    """
    groups = joined(
        frozenset([("person", who), *(("unit", unit) for unit in units)])
        for who, units in duties
    )
    return {
        id_: part
        for part, group in enumerate(groups)
        for kind, id_ in group
        if kind == "person"
    }
