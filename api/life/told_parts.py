"""What people were told of a dataset: the whole of it, then parts of it anew."""

from collections.abc import Collection, Iterator
from datetime import date
from itertools import product
from typing import NamedTuple

from api.life.told_anew import told_anew
from api.life.told_inputs import of_today
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem


class ToldPart(NamedTuple):
    """What was told of some people and days."""

    people: Collection[str]
    days: Collection[date]
    plan: Plan


class ToldPlans(NamedTuple):
    """What people were told, one after the other."""

    whole: Plan | None
    """The last plan of all people and days; nothing where there was none."""
    parts: tuple[ToldPart, ...] = ()
    """What was told since, in order."""

    @property
    def known(self) -> frozenset[tuple[str, date]] | None:
        """Whose days were told, where not all were."""
        return None if self.whole is not None else frozenset(self._days())

    def _days(self) -> Iterator[tuple[str, date]]:
        for part in self.parts:
            yield from product(part.people, part.days)

    def of(self, problem: Problem, otherwise: Plan | None = None) -> Plan:
        """Return what people know by now of a dataset.

        Parameters
        ----------
        otherwise
            What stands for days that nobody was told of.
        """
        plan = of_today(self.whole or otherwise or Plan(), problem)
        for part in self.parts:
            days = frozenset(part.days)
            plan = told_anew(problem, plan, part.plan, part.people, days)
        return plan
