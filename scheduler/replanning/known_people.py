"""What it costs that clients meet somebody more."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from scheduler.domain.plan import VisitRow
from scheduler.domain.problem import Problem
from scheduler.rules.tour_weights import TourWeights


class KnownPeople:
    """Who meets which client on which days, history included."""

    def __init__(
        self, problem: Problem, rows: Iterable[VisitRow], weights: TourWeights
    ) -> None:
        self._problem, self._weights = problem, weights
        self._days: dict[str, dict[str, set[int]]] = defaultdict(
            lambda: defaultdict(set)
        )
        for done in problem.done_visits:
            self._add(done.client, done.employee, done.date)
        for row in rows:
            visit = problem.visit[row.visit]
            self._add(visit.client, row.employee, visit.date)

    def _add(self, client: str, employee: str, day: date) -> None:
        self._days[client][employee].add((day - self._problem.start).days)

    def is_new(self, client: str, employee: str, day: date) -> bool:
        """Whether somebody is met in no window with the day in it."""
        at, width = (day - self._problem.start).days, self._weights.window_days
        return all(abs(at - n) >= width for n in self._met(client, employee))

    def price(self, client: str, employee: str, day: date) -> int:
        """Return öre that one meeting more weighs, over the windows that end later."""
        if not self._problem.client[client].counts_continuity:
            return 0
        at, weights = (day - self._problem.start).days, self._weights
        mine = self._met(client, employee)
        price = 0
        for end in range(max(at, 0), min(at + weights.window_days, self._problem.days)):
            if not _meets(mine, end, weights.window_days):
                people = self._count(client, end)
                above = weights.person_above if people >= weights.people_target else 0
                price += weights.person_each + above
        return price

    def _met(self, client: str, employee: str) -> set[int]:
        return self._days.get(client, {}).get(employee, set())

    def _count(self, client: str, end: int) -> int:
        width = self._weights.window_days
        people = self._days.get(client, {}).values()
        return sum(_meets(days, end, width) for days in people)


def _meets(days: Iterable[int], end: int, width: int) -> bool:
    return any(end - width < day <= end for day in days)
