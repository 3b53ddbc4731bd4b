"""Days of sickness lived through with one plan, round by round.

What a day may come to is worked out once (``DayTrees``), for whoever walks there
again: exactly, where every rule says who may come again, or quickly (``QuickJudge``).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

from scheduler.robustness.bad_days import BadDay, whole
from scheduler.robustness.branches import Branch, DayTrees, Offer
from scheduler.robustness.call_ins import CallIns
from scheduler.robustness.ill_people import Draw, IllDay, ill_days, rounds_for

Called = dict[str, list[Offer]]
"""What people were called in for earlier in a round."""


class Judge(Protocol):
    """Says who may be called in."""

    def allows(self, offer: Offer, earlier: Sequence[Offer]) -> bool:
        """Whether somebody may come who was called in earlier in the round."""


class EveryRule:
    """Judges a line as the audit does."""

    def __init__(self, calls: CallIns) -> None:
        self._calls = calls

    def allows(self, offer: Offer, earlier: Sequence[Offer]) -> bool:
        """Whether nothing is broken that is not broken already."""
        before = tuple(row for call in earlier for row in call.call.rows)
        return self._calls.is_allowed(offer.call, before)


class LivedDays:
    """Lives through the days of one plan."""

    def __init__(self, trees: DayTrees, judge: Judge) -> None:
        self._trees, self._judge = trees, judge
        self._problem = trees.repairer.problem

    def rounds(self, draw: Draw, past: int = 0) -> Iterator[list[Sequence[Branch]]]:
        """Yield each round after the ``past``: how far its days came, part by part.

        Rounds know nothing of each other; a day has no part where nothing is lost.
        """
        ill = ill_days(self._problem, draw)
        for number in range(past, rounds_for(self._problem, draw.days)):
            yield self._round(number, ill)

    def _round(
        self, number: int, ill: Mapping[IllDay, frozenset[str]]
    ) -> list[Sequence[Branch]]:
        called: Called = defaultdict(list)
        return [
            self.day(day, ill.get(IllDay(number, day), frozenset()), called)
            for day in self._problem.dates
        ]

    def day(self, day: date, ill: frozenset[str], called: Called) -> Sequence[Branch]:
        """Return how far a day came; whoever is called in is ``called`` afterwards."""
        lost, roots = self._trees.begun(day, ill)
        if not lost:
            return []
        at = (day - self._problem.start).days

        def may_come(offer: Offer) -> bool:
            earlier = called.get(offer.who, ())
            is_free = offer.who not in ill and not (earlier and earlier[-1].day == at)
            return is_free and self._judge.allows(offer, earlier)

        now = dict(roots)
        for loss in lost:
            now[loss.part], offer = now[loss.part].without(loss, may_come)
            if offer is not None:
                called.setdefault(offer.who, []).append(offer)
        return list(now.values())


def bad_rounds(trees: DayTrees, draw: Draw, past: int = 0) -> Iterator[list[BadDay]]:
    """Live exactly through the days of a plan; yield each round when it is over.

    The same draw has the same people ill on the same days, whatever the plan. So many
    rounds that are ``past`` are not lived through again.
    """
    repairer = trees.repairer
    lived = LivedDays(trees, EveryRule(repairer.call_ins))
    for number, days in enumerate(lived.rounds(draw, past), start=past):
        yield [
            whole(number, day, [part.told for part in parts])
            for day, parts in zip(repairer.problem.dates, days, strict=True)
        ]
