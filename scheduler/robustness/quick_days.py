"""Days of sickness lived through quickly: what is worked out is worked out once.

Whoever is called in again is judged quickly (``QuickJudge``).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from scheduler.robustness.branches import Branch, DayTrees, Offer
from scheduler.robustness.ill_people import Draw, IllDay, ill_days, rounds_for
from scheduler.robustness.quick_judge import QuickJudge
from scheduler.robustness.repair import Repairer


class QuickDays:
    """Lives through the days of one plan quickly."""

    def __init__(self, repairer: Repairer) -> None:
        self._trees = DayTrees(repairer)
        self._judge = QuickJudge(repairer.view, repairer.call_ins)
        self._problem = repairer.problem

    def days(self, draw: Draw) -> Iterator[Sequence[Branch]]:
        """Yield how far each day came, part by part; nothing where nothing is lost."""
        ill = ill_days(self._problem, draw)
        for number in range(rounds_for(self._problem, draw.days)):
            called: dict[str, list[Offer]] = defaultdict(list)
            for day in self._problem.dates:
                away = ill.get(IllDay(number, day), frozenset())
                yield self._day(day, away, called)

    def _day(
        self, day: date, ill: frozenset[str], called: dict[str, list[Offer]]
    ) -> Sequence[Branch]:
        lost = self._trees.lost(day, ill)
        if not lost:
            return []
        at = self._at(day)
        gone: dict[int, set[str]] = defaultdict(set)
        for loss in lost:
            gone[loss.part].add(loss.who)
        now: dict[int, Branch] = {
            part: self._trees.root(day, part, frozenset(who))
            for part, who in gone.items()
        }

        def may_come(offer: Offer) -> bool:
            if offer.who in ill:
                return False
            before = called.get(offer.who)
            if not before:
                return self._judge.allows(offer, [])
            return before[-1].day < at and self._judge.allows(offer, before)

        for loss in lost:
            now[loss.part], offer = now[loss.part].without(loss, may_come)
            if offer is not None:
                called[offer.who].append(offer)
        return list(now.values())

    def _at(self, day: date) -> int:
        return (day - self._problem.start).days
