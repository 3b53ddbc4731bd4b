"""How many people, at least, each client meets in every fortnight (R31)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from scheduler.context.planning_context import PlanningContext
from scheduler.domain.problem import Client, Visit
from scheduler.domain.shift_option import ShiftOption
from scheduler.rules.bound_terms import BoundTerms
from scheduler.rules.tour_weights import TourWeights

_DAY = timedelta(days=1)

Hosts = frozenset[tuple[str, str]]
"""Shift types and units whose shifts could hold a visit."""


MOST_VISITS = 6
"""Visits of one client and date that are looked at, of those that differ."""


class Met(NamedTuple):
    """What meetings cost for one client, öre, at least."""

    always: int
    """With the people of history alone."""
    served: int
    """When every must-visit is done."""

    @property
    def loss(self) -> int:
        """What leaving must-visits open could save."""
        return self.served - self.always


class MeetingRows:
    """Counts people by the duties that a client's must-visits take.

    On one date the visits of a client take some number of duties, each by somebody
    else (R16). Over a window nobody has a duty on every date (R22), so few people
    are not enough for many duties.
    """

    def __init__(
        self,
        context: PlanningContext,
        terms: BoundTerms,
        options: Iterable[ShiftOption],
    ) -> None:
        self._problem, self._weights = context.problem, context.weights
        self._most_in_a_row = terms.days_most
        self._options: dict[tuple[str, date], list[ShiftOption]] = defaultdict(list)
        for option in options:
            self._options[option.unit, option.date].append(option)
        self._visits: dict[str, list[Visit]] = defaultdict(list)
        for visit in self._problem.visits if terms.knows_visits else ():
            if visit.is_must:
                self._visits[visit.client].append(visit)
        self._known: dict[str, list[tuple[date, str]]] = defaultdict(list)
        for done in self._problem.done_visits:
            self._known[done.client].append((done.date, done.employee))
        self._counts = terms.charges_meetings

    def by_client(self) -> Mapping[str, Met]:
        """Return what each client's meetings cost."""
        clients = self._problem.clients if self._counts else ()
        return {c.id: self._met(c) for c in clients if c.counts_continuity}

    def _met(self, client: Client) -> Met:
        duties = self._duties(self._visits[client.id])
        always = served = 0
        for last in self._problem.dates:
            first = last - timedelta(days=self._weights.window_days - 1)
            known = {who for day, who in self._known[client.id] if first <= day <= last}
            mine = {day: n for day, n in duties.items() if first <= day <= last}
            people = max(len(known), self._fewest_people(mine))
            always += price(self._weights, len(known))
            served += price(self._weights, people)
        return Met(always, served)

    def _fewest_people(self, duties: Mapping[date, int]) -> int:
        """Return how many people it takes for so many duties on these dates."""
        if not duties:
            return 0
        each = _most_dates(sorted(duties), self._most_in_a_row)
        return max(*duties.values(), -(-sum(duties.values()) // each))

    def _duties(self, visits: Iterable[Visit]) -> Mapping[date, int]:
        """Return how many duties a client's visits take on each date, at least.

        Only visits that duties of their own date alone could hold are counted, so that
        no duty is counted twice.
        """
        by_date: dict[date, list[tuple[Hosts, int]]] = defaultdict(list)
        for visit in visits:
            hosts = list(self._hosts(visit))
            if hosts and {option.date for option in hosts} == {visit.date}:
                kinds = frozenset((o.shift, o.unit) for o in hosts)
                by_date[visit.date].append((kinds, visit.staff))
        return {day: fewest_duties(tuple(mine)) for day, mine in by_date.items()}

    def _hosts(self, visit: Visit) -> Iterator[ShiftOption]:
        """Yield the shifts that a visit fits in, ways left aside."""
        slack = self._weights.flex_minutes if visit.priority == 2 else 0
        low, high = visit.earliest - slack, visit.latest + slack
        for day in (visit.date - _DAY, visit.date, visit.date + _DAY):
            for option in self._options.get((visit.unit, day), ()):
                if any(
                    max(low, start) <= min(high, end - visit.minutes)
                    for start, end in option.parts
                ):
                    yield option


def price(weights: TourWeights, people: int) -> int:
    """Return öre for so many people in one window."""
    above = max(0, people - weights.people_target)
    return weights.person_each * people + weights.person_above * above


def _most_dates(dates: Sequence[date], most_in_a_row: int | None) -> int:
    """Return on how many of the dates one person can have a duty."""
    if most_in_a_row is None:
        return len(dates)
    runs = [1]
    for before, after in pairwise(dates):
        if after - before == _DAY:
            runs[-1] += 1
        else:
            runs.append(1)
    return sum(run - run // (most_in_a_row + 1) for run in runs)


@lru_cache(maxsize=4096)
def fewest_duties(visits: tuple[tuple[Hosts, int], ...]) -> int:
    """Return how many duties hold all visits, each as often as it has places.

    Whether one duty has time for all that it could hold is not asked; so whoever holds
    a visit holds those that more shifts could hold.
    """
    places: dict[Hosts, int] = defaultdict(int)
    for hosts, staff in visits:
        places[hosts] = max(places[hosts], staff)
    hardest = [
        (hosts, staff)
        for hosts, staff in places.items()
        if not any(h < hosts and places[h] >= staff for h in places)
    ][:MOST_VISITS]
    kinds = {kind for hosts, _ in hardest for kind in hosts}
    held = {tuple(kind in hosts for hosts, _ in hardest) for kind in kinds}
    front = {tuple(staff for _, staff in hardest)}
    duties = 0
    while all(any(left) for left in front):
        front = {
            tuple(max(0, n - holds) for n, holds in zip(left, each, strict=True))
            for left in front
            for each in held
        }
        duties += 1
    return duties
