"""What many days say of a plan: mean, spread, a bad week, and the difference."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from math import hypot
from random import Random
from statistics import stdev

import numpy as np
import pytest

from scheduler.audit.certainty import Verdict
from scheduler.robustness.bad_days import BadDay
from scheduler.robustness.branches import DayTrees
from scheduler.robustness.figures import FIGURES
from scheduler.robustness.ill_people import Draw, Sickness
from scheduler.robustness.lived_days import bad_rounds
from scheduler.robustness.quick_draws import Likely
from scheduler.robustness.spread import Spread, spreads
from tests.build import MONDAY, shift_row
from tests.scheduler.robustness.ward import (
    bad_days,
    on_duty,
    repairer_of,
    ward,
    ward_plan,
)


def day(number: int, round_: int = 0, **given: object) -> BadDay:
    usual = {"round": round_, "day": MONDAY + timedelta(days=number), "ill": 0}
    return BadDay.model_validate(usual | given)


def told(lived: Mapping[str, Sequence[BadDay]]) -> list[Spread]:
    """Return the figures of made up days that nothing is known of besides."""
    nothing = {
        name: Likely(
            np.zeros((len(days), len(FIGURES))), np.zeros((2, len(FIGURES))), 0
        )
        for name, days in lived.items()
    }
    return spreads(lived, nothing)


def figure(found: list[Spread], name: str, plan: str = "a") -> Spread:
    [spread] = [s for s in found if (s.figure, s.plan) == (name, plan)]
    return spread


def test_the_mean_and_the_deviation_are_those_of_a_day() -> None:
    found = told({"a": [day(n, open_must=3 * (n % 2)) for n in range(14)]})
    must = figure(found, "open_must")
    assert (must.mean, must.deviation) == (1.5, 1.5)


def test_how_many_are_ill_is_known_and_nothing_else_is() -> None:
    days = [day(n, ill=1, open_must=3 * (n % 2)) for n in range(14)]
    quick = Likely(np.zeros((14, len(FIGURES))), np.zeros((2, len(FIGURES))), ill=0.7)
    found = spreads({"a": days}, {"a": quick})
    assert (figure(found, "ill").mean, figure(found, "ill").half_width) == (0.7, None)
    width = 2.1604 * stdev([0, 3] * 7) / 14**0.5  # Student's, of 14 days
    assert figure(found, "open_must").half_width == pytest.approx(width, abs=1e-4)


def test_the_mean_is_the_quick_one_and_how_far_exact_days_are_off_it() -> None:
    days = [day(n, r, open_must=2 + r) for r in range(3) for n in range(7)]
    at = list(FIGURES).index("open_must")
    here, means = np.zeros((21, len(FIGURES))), np.zeros((4, len(FIGURES)))
    here[:, at], means[:, at] = 2.5, [6, 7, 7, 8]
    found = figure(spreads({"a": days}, {"a": Likely(here, means, 0)}), "open_must")
    assert found.mean == pytest.approx(7 + (3 - 2.5))
    quick, off = 3.1824 * (2 / 3) ** 0.5 / 2, 4.3027 / 3**0.5  # 3 and 2 degrees
    assert found.half_width == pytest.approx(hypot(quick, off), abs=1e-3)


def test_days_of_a_round_are_no_surer_than_the_round() -> None:
    days = [day(n, r, open_must=r) for r in range(4) for n in range(7)]
    width = 3.1824 * stdev(range(4)) / 2
    assert figure(told({"a": days}), "open_must").half_width == pytest.approx(
        width, abs=1e-3
    )


def test_four_times_the_days_are_twice_as_sure() -> None:
    random = Random(1)
    drawn = [day(0, n, ill=1, open_must=random.randrange(5)) for n in range(1600)]
    few, many = (
        figure(told({"a": days}), "open_must").half_width
        for days in (drawn[:400], drawn)
    )
    assert few == pytest.approx(2 * (many or 0), rel=0.1)


def test_a_bad_week_is_worse_than_nineteen_of_twenty() -> None:
    weeks = [
        [day(n, r, open_must=r if n == 0 else 0) for n in range(7)] for r in range(21)
    ]
    found = told({"a": [d for week in weeks for d in week]})
    assert figure(found, "open_must").bad_week == 19


def test_days_after_the_last_whole_week_of_a_round_are_in_no_week() -> None:
    found = told({"a": [day(n, ill=1 if n < 7 else 50) for n in range(8)]})
    assert figure(found, "ill").bad_week == 7


def test_a_plan_of_fewer_days_has_them_as_its_week() -> None:
    found = told({"a": [day(n, r, ill=1) for r in range(2) for n in range(3)]})
    assert figure(found, "ill").bad_week == 3


def test_a_share_of_days_is_not_added_up() -> None:
    days = [day(n, open_must=n % 2) for n in range(4)] + [day(n) for n in range(4, 7)]
    found = figure(told({"a": days}), "failed")
    assert found.mean == found.bad_week == pytest.approx(200 / 7)


def test_a_difference_is_of_quick_days_and_of_how_far_exact_ones_are_off() -> None:
    base = [day(n, r, cost=100 * r) for r in range(6) for n in range(7)]
    at = list(FIGURES).index("cost")
    here = np.zeros((len(base), len(FIGURES)))
    means = {name: np.zeros((3, len(FIGURES))) for name in "ab"}
    means["a"][:, at], means["b"][:, at] = [5, 9, 2], [6, 11, 5]
    quick = {name: Likely(here, means[name], 0) for name in "ab"}
    more = figure(spreads({"a": base, "b": base}, quick), "cost", "b").difference
    assert more is not None
    assert more.mean == pytest.approx(7 * 2)
    assert more.half_width == pytest.approx(7 * 4.3027 / 3**0.5, abs=1e-2)
    assert more.verdict is Verdict.UNCLEAR


@pytest.mark.parametrize(
    ("given", "failed"),
    [
        ({}, 0),
        ({"open_must": 1}, 100),
        ({"short_minutes": 1}, 100),
        ({"open_optional": 1}, 0),
    ],
)
def test_a_day_fails_when_something_that_must_be_is_not(
    given: dict[str, int], failed: float
) -> None:
    assert FIGURES["failed"][1](day(0, **given)) == failed


def test_plans_are_compared_on_the_same_weeks() -> None:
    base = [day(n, r, cost=100 * r) for r in range(6) for n in range(7)]
    dearer = [d.model_copy(update={"cost": d.cost + 100}) for d in base]
    found = told({"a": base, "b": dearer, "c": base})
    assert figure(found, "cost").difference is None
    more = figure(found, "cost", "b").difference
    assert more is not None
    assert (more.mean, more.half_width, more.verdict) == (7, 0, Verdict.LARGER)
    same = figure(found, "cost", "c").difference
    assert same is not None
    assert same.verdict is Verdict.SAME


@pytest.mark.usefixtures("plain_weeks")
def test_every_plan_meets_the_same_sickness() -> None:
    other = ward_plan(shift_row("dan", "2026-12-22 07:00", "2026-12-22 16:00"))
    draw = Draw(days=70, sickness=Sickness(share_pct=30))
    lost = [
        [(d.round, d.day, d.ill) for d in bad_days(ward(), p, draw)]
        for p in (ward_plan(), other)
    ]
    mondays = [[row for row in rows if row[1] == MONDAY] for rows in lost]
    assert mondays[0] == mondays[1]
    assert sum(ill for _, _, ill in lost[0]) < sum(ill for _, _, ill in lost[1])


@pytest.mark.usefixtures("plain_weeks")
def test_the_same_draw_gives_the_same_days_also_after_some_that_are_past() -> None:
    made, draw = ward_plan(on_duty("cia", pay_class="extra")), Draw(days=20)
    first = bad_days(ward(), made, draw)
    assert first == bad_days(ward(), made, draw)
    assert [day.round for day in first] == [0] * 7 + [1] * 7 + [2] * 7
    trees = DayTrees(repairer_of(ward(), made))
    assert [d for days in bad_rounds(trees, draw, 2) for d in days] == first[14:]
