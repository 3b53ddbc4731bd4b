"""Dates with the same visits take over the cheapest of their tours, and only these."""

from collections.abc import Callable

import numpy as np
import pytest

from constraints.visits.skills import Skills
from scheduler.context.search_budget import Budget
from scheduler.domain.problem import Problem, Visit
from scheduler.tours.alike_dates import AlikeDates
from scheduler.tours.engine import Heat
from scheduler.tours.kernels.model import copy_state
from scheduler.tours.nameless import NamelessTour, nameless_engine, pools_of, tours_of
from tests.build import day, problem, visit
from tests.scheduler.tours.checker import faults
from tests.scheduler.tours.village import DAYS, ground_of, offers, village

STEPS = 60_000
COOLING = Heat(30_000.0, 300.0)


class Laid:
    """Tours of a village, of which only those of the first date are good."""

    def __init__(self, made: Problem) -> None:
        self.context = ground_of(made, (Skills(),))
        pools = pools_of(made, offers(made))
        price: Callable[[object], int] = lambda _: 100_000  # noqa: E731
        self.engine, self.routes = nameless_engine(self.context, pools, price, 0)
        self.dates = AlikeDates(self.context, self.routes)
        self.engine.insert_open()
        self.engine.keep_to(self.on(0))
        self.engine.run(Budget(steps=STEPS), COOLING, lambda: False)

    def on(self, number: int) -> np.ndarray:
        """Say which tasks are of a date."""
        date = self.context.problem.dates[number]
        return np.array([t.visit.date == date for t in self.context.tasks], np.bool_)

    def tours(self, number: int) -> list[tuple[str, object]]:
        """Return the tours of a date, without what differs from date to date."""
        date = self.context.problem.dates[number]
        found = (t for t in tours_of(self.engine, self.routes) if t.option.date == date)
        return sorted((self._shown(tour) for tour in found), key=str)

    def _shown(self, tour: NamelessTour) -> tuple[str, object]:
        tasks = self.context.tasks
        return tour.option.shift, [
            [
                (tasks[t].visit.client, tasks[t].visit.id[-1], tasks[t].staff_no)
                for t in part
            ]
            for part in tour.parts
        ]

    def decided(self, number: int) -> dict[tuple[str, str, int], int]:
        """Return how long after its window opens each visit of a date may begin."""
        later = self.engine.state.tasks["wlow"] - self.engine.model.tasks["low"]
        tasks = self.context.tasks
        return {
            (tasks[t].visit.client, tasks[t].visit.id[-1], tasks[t].staff_no): later[t]
            for t in np.flatnonzero(self.on(number)).tolist()
        }

    def is_right(self) -> bool:
        """Say whether the books are right and every tour can be driven."""
        total = self.engine.total
        legal = self.engine.count()
        found = faults(self.engine.model, self.engine.state)
        return legal and total == self.engine.total and not found


def recurring(seed: int, dates: int = DAYS) -> Problem:
    """Return a village that has its first date's visits on so many dates."""
    made = village(seed)
    first = [v for v in made.visits if v.id.endswith(("-0a", "-0b", "-0e"))]
    rest = [v for v in made.visits if (v.date - made.start).days >= dates]
    again = [_later(v, n) for n in range(dates) for v in first]
    given = {"visits": (*again, *rest), "locked_visits": (), "locked_shifts": ()}
    return problem(**dict(made) | given)


def _later(given: Visit, days: int) -> Visit:
    return given.model_copy(
        update={
            "id": given.id.replace("-0", f"-{days}"),
            "date": day(days),
            "earliest": given.earliest + 1440 * days,
            "latest": given.latest + 1440 * days,
            "after": given.after and given.after.replace("-0", f"-{days}"),
        }
    )


@pytest.mark.parametrize("seed", range(6))
def test_dates_take_over_the_cheapest_tours_of_dates_like_them(seed: int) -> None:
    laid = Laid(recurring(seed))
    before, best = laid.engine.total, laid.tours(0)
    assert laid.tours(1) != best
    assert laid.dates.share(laid.engine) == DAYS - 1
    assert laid.is_right()
    assert laid.engine.total < before
    assert [laid.tours(n) for n in range(DAYS)] == [best] * DAYS


def test_a_date_with_other_visits_keeps_its_tours() -> None:
    laid = Laid(recurring(0, dates=2))
    own = laid.tours(2)
    assert laid.dates.share(laid.engine) == 1
    assert laid.tours(1) == laid.tours(0)
    assert laid.tours(2) == own


def test_where_all_are_as_cheap_nothing_changes() -> None:
    laid = Laid(recurring(0))
    laid.dates.share(laid.engine)
    kept = copy_state(laid.engine.state)
    assert laid.dates.share(laid.engine) == 0
    assert (laid.engine.state.stops == kept.stops).all()


def test_only_dates_that_are_asked_for_take_over_tours() -> None:
    laid = Laid(recurring(0))
    own = laid.tours(1)
    assert laid.dates.share(laid.engine, laid.on(2)) == 1
    assert laid.tours(1) == own
    assert laid.tours(2) == laid.tours(0)


def test_visits_that_only_one_of_two_dates_has_are_made_on_it() -> None:
    made = recurring(0)
    more = visit("more-1", f"{day(1)} 08:00", None, client="c1", minutes=15)
    gone = next(v for v in made.visits if v.id == "c2-1e")
    visits = (*(v for v in made.visits if v is not gone), more)
    laid = Laid(made.model_copy(update={"visits": visits}))
    laid.dates.share(laid.engine)
    assert laid.is_right()
    assert not len(laid.engine.waiting)


@pytest.mark.parametrize("seed", range(2))
def test_visits_may_begin_as_early_as_where_their_tours_come_from(seed: int) -> None:
    laid = Laid(recurring(seed))
    best = laid.decided(0)
    assert laid.decided(1) != best
    laid.dates.share(laid.engine)
    assert [laid.decided(n) for n in range(DAYS)] == [best] * DAYS
