"""What measures drawn days tells how far few of them are off many."""

import pytest

from benchmarks.what_if.drawn_days import ASKED, off_by, timed_days
from constraints import default_rules
from scheduler.domain.plan_view import PlanView
from scheduler.robustness.figures import FIGURES
from scheduler.robustness.ill_people import Draw, Sickness
from tests.scheduler.robustness.ward import ward, ward_plan


@pytest.mark.usefixtures("plain_weeks")
def test_days_are_lived_through_and_told_by_their_means() -> None:
    draw = Draw(days=70, sickness=Sickness(share_pct=30))
    found = timed_days(PlanView(ward(), ward_plan()), default_rules(), draw)
    told = found.told()
    assert told["days"] == 70
    assert {*found.means} == {*FIGURES} > {*ASKED}
    assert found.means["ill"] > 0


def test_how_far_a_mean_is_off_is_a_share_of_the_longer_runs() -> None:
    few = {"cost": 102.0, "ill": 1.0, "open_must": 1.0}
    many = {"cost": 100.0, "ill": 2.0, "open_must": 0.0}
    assert off_by(few, many) == {"cost": 2.0, "ill": -50.0}
