"""How long visits take: robust, with spread, and nothing proposed from noise."""

import random
from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.domain.care_need import CareNeed
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Visit
from scheduler.follow_up.learnt_minutes import (
    LearntMinutes,
    learnt_minutes,
    median_interval,
    proposal,
)
from scheduler.follow_up.reported import ReportedVisit
from scheduler.follow_up.visit_tallies import VisitAccount
from tests.build import MONDAY, problem, visit
from tests.scheduler.follow_up.told import told_visit


def learnt(
    times: Sequence[Sequence[int]], granted: int = 30, needs: Sequence[str] = ()
) -> tuple[LearntMinutes, ...]:
    """Learn from visits of one client each, at eight every day."""
    visits: list[Visit] = []
    told: list[ReportedVisit] = []
    for who, minutes in enumerate(times):
        for number, length in enumerate(minutes):
            start = f"{MONDAY + timedelta(days=number)} 08:00"
            id_, client = f"v{who}-{number}", f"c{who:03d}"
            visits.append(visit(id_, start, client=client, minutes=granted))
            told.append(told_visit(id_, start, length, client=client))
    made = problem(visits=visits, days=60)
    account = VisitAccount(PlanView(made, Plan()), made.visit, told)
    behind = {f"v0-{n}": need() for n in range(60)} if needs else {}
    return learnt_minutes(account, behind)


def need(minutes: int = 30) -> CareNeed:
    given = {"id": "n1", "client": "c000", "kind": "care", "opens": 480, "closes": 540}
    return CareNeed.model_validate(given | {"minutes": minutes})


@pytest.mark.parametrize(
    ("count", "proposed"), [(5, None), (6, 40)], ids=["too few", "enough"]
)
def test_six_visits_are_the_fewest_that_one_kind_can_learn_from(
    count: int, proposed: int | None
) -> None:
    [row] = learnt([[40] * count])
    assert (row.count, row.proposed) == (count, proposed)


def test_the_more_is_compared_the_more_visits_are_needed() -> None:
    rows = learnt([[40] * 6, [30] * 6])
    assert [row.proposed for row in rows] == [None, None]
    rows = learnt([[40] * 7, [30] * 7])
    assert [row.proposed for row in rows] == [40, None]


@pytest.mark.parametrize(
    ("took", "proposed"), [(34, None), (35, 35), (26, None), (25, 25)]
)
def test_less_than_five_minutes_change_nothing(took: int, proposed: int | None) -> None:
    [row] = learnt([[took] * 20])
    assert row.proposed == proposed


def test_a_few_forgotten_stamps_change_nothing() -> None:
    [row] = learnt([[30] * 20 + [480] * 5])
    assert (row.low, row.median, row.high, row.proposed) == (30, 30, 30, None)


def test_the_spread_is_told_in_quartiles() -> None:
    [row] = learnt([[20, 25, 30, 35, 40]])
    assert (row.low, row.median, row.high, row.least) == (25, 30, 35, None)


def test_whoever_stayed_longest_tells_how_long_a_visit_took() -> None:
    made = problem(visits=(visit("v1", staff=2),))
    told = [told_visit(minutes=20), told_visit(minutes=45, employee="bea")]
    account = VisitAccount(PlanView(made, Plan()), made.visit, told)
    [row] = learnt_minutes(account, {})
    assert (row.count, row.median) == (1, 45)


def test_a_need_is_told_where_it_grants_just_that_time() -> None:
    [row] = learnt([[40] * 8], needs=["n1"])
    assert (row.need, row.proposed) == ("n1", 40)
    [row] = learnt([[40] * 8], granted=20, needs=["n1"])
    assert (row.need, row.granted) == (None, 20)


def test_beside_needs_of_that_kind_a_single_visit_proposes_nothing() -> None:
    made = problem(
        visits=[
            visit(f"v{n}", f"{MONDAY + timedelta(days=n)} 08:00") for n in range(7)
        ],
        needs=(need().model_copy(update={"client": "carl"}),),
    )
    told = [told_visit(v.id, f"{v.date} 08:00", 50) for v in made.visits]
    account = VisitAccount(PlanView(made, Plan()), made.visit, told)
    [row] = learnt_minutes(account, {})
    assert (row.least, row.proposed) == (50, None)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32), spread=st.integers(1, 30))
def test_visits_that_take_what_is_granted_on_the_whole_propose_nothing(
    seed: int, spread: int
) -> None:
    """Some 40 clients, a month, from steady to wild: a proposal is a chance of 5 %."""
    noise = random.Random(seed)

    def length() -> int:
        sign = noise.choice((-1, 1))
        return max(1, round(60 + sign * noise.expovariate(1 / spread)))

    times = [[length() for _ in range(28)] for _ in range(40)]
    rows = learnt(times, granted=60)
    wrong = [row for row in rows if row.proposed is not None]
    assert len(wrong) <= 1, wrong


def test_over_many_months_of_noise_there_is_hardly_a_proposal() -> None:
    noise = random.Random(7)
    months = 0
    for _ in range(60):
        times = [[max(1, round(noise.gauss(30, 12))) for _ in range(28)] for _ in "ab"]
        months += any(row.proposed is not None for row in learnt(times))
    assert months <= 3  # of 60: five per cent


@pytest.mark.parametrize(
    ("risk", "interval"),
    [(0.05, (1, 6)), (0.03, None), (0.3, (2, 5))],
)
def test_the_interval_of_a_median_goes_from_one_value_to_another(
    risk: float, interval: tuple[float, float] | None
) -> None:
    """Of six values all lie on one side of the median once in 32 times."""
    assert median_interval([4, 1, 6, 3, 2, 5], risk) == interval


@pytest.mark.parametrize(
    ("median", "minutes"), [(1, 5), (37.4, 35), (37.6, 40), (40, 40)]
)
def test_proposals_are_multiples_of_five_minutes(median: float, minutes: int) -> None:
    assert proposal(median) == minutes
