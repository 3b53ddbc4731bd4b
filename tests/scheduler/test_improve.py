"""Rounds of improvement, from a plan that is legal and dearer than need be."""

import pytest

from constraints import default_rules
from scheduler import improve as improving
from scheduler.assign import Desk
from scheduler.draft import Draft
from scheduler.improve import improve
from scheduler.pay.price import DutyPrices
from scheduler.planner import weights_of
from scheduler.possible import possible_options
from scheduler.result import Limits
from scheduler.run import Run
from scheduler.tours.build import Ground
from tests.build import day
from tests.scheduler.crossed import AWAY, HOME, away, crossed

RULES = default_rules()


def units_of(run: Run) -> dict[str, str]:
    assert run.best is not None
    return {who: option.unit for who, option in run.best[2].works}


@pytest.mark.parametrize(("alone", "home"), [(0.0, True), (1.0, False)])
def test_people_who_stand_in_for_each_other_come_home(
    alone: float, home: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(improving, "ALONE", alone)
    case = crossed()
    run = Run(case, RULES, Limits(seconds=None, effort=50), lambda _: None, bool)
    ground = Ground(case, RULES, weights_of(RULES), DutyPrices(case))
    desk = Desk(ground, DutyPrices(case), possible_options(ground))
    stops = {("amy", day(0), 0): (1,), ("wim", day(0), 0): (0,)}
    run.consider(ground, Draft(away(desk), stops))
    assert units_of(run) == AWAY
    improve(run, desk)
    assert (units_of(run) == HOME) is home
