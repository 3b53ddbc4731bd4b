"""What many days say of a plan: mean, spread, a bad week, and the difference."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from random import Random

import pytest

from constraints import default_rules
from scheduler.audit.certainty import Verdict
from scheduler.domain.plan_view import PlanView
from scheduler.robustness.bad_days import BadDay, bad_days
from scheduler.robustness.ill_people import Draw, Sickness
from scheduler.robustness.lost_alone import LostAlone
from scheduler.robustness.repair import Repairer
from scheduler.robustness.spread import FIGURES, Spread, spreads
from tests.build import MONDAY, plan, shift_row
from tests.scheduler.robustness.ward import on_duty, ward, ward_plan


def day(number: int, round_: int = 0, **given: object) -> BadDay:
    usual = {"round": round_, "day": MONDAY + timedelta(days=number), "ill": 0}
    return BadDay.model_validate(usual | given)


def told(lived: Mapping[str, Sequence[BadDay]]) -> list[Spread]:
    """Return the figures of made up days of a plan that nothing is lost of."""
    repairer = Repairer(PlanView(ward(), plan()), default_rules())
    return spreads(lived, dict.fromkeys(lived, LostAlone(repairer, Draw())))


def figure(found: list[Spread], name: str, plan: str = "a") -> Spread:
    [spread] = [s for s in found if (s.figure, s.plan) == (name, plan)]
    return spread


def test_the_mean_and_the_deviation_are_those_of_a_day() -> None:
    found = told({"a": [day(n, ill=3 * (n % 2)) for n in range(14)]})
    assert (figure(found, "ill").mean, figure(found, "ill").deviation) == (1.5, 1.5)


def test_how_many_are_ill_is_known_and_nothing_else_is() -> None:
    days = [day(n, ill=1, open_must=3 * (n % 2)) for n in range(14)]
    found = told({"a": days})
    assert figure(found, "ill").half_width is None
    assert figure(found, "open_must").half_width == pytest.approx(1.96 * 1.5 / 14**0.5)


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
        [
            (d.round, d.day, d.ill)
            for d in bad_days(PlanView(ward(), p), default_rules(), draw)
        ]
        for p in (ward_plan(), other)
    ]
    mondays = [[row for row in rows if row[1] == MONDAY] for rows in lost]
    assert mondays[0] == mondays[1]
    assert sum(ill for _, _, ill in lost[0]) < sum(ill for _, _, ill in lost[1])


@pytest.mark.usefixtures("plain_weeks")
def test_the_same_draw_gives_the_same_days_and_tells_how_far_it_is() -> None:
    told: list[int] = []
    view, draw = (
        PlanView(ward(), ward_plan(on_duty("cia", pay_class="extra"))),
        Draw(days=20),
    )
    first = bad_days(view, default_rules(), draw, told.append)
    assert first == bad_days(view, default_rules(), draw)
    assert told == [7, 14, 21]
    assert len(first) == 21
