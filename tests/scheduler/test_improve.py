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
from tests.build import UNIT, day, employee, problem, shift_type, unit, visit

RULES = default_rules()
BREAK = "30@11:00-13:00"
CROSSED = problem(
    days=2,
    units=(unit(lends_to=["west"]), unit("west", lends_to=[UNIT])),
    employees=(
        employee("amy", degree_pct=20, day_break=20 * 60),
        employee("wim", degree_pct=20, day_break=20 * 60, unit="west"),
    ),
    shift_types=(
        shift_type(breaks=BREAK),
        shift_type("wday", breaks=BREAK, unit="west"),
    ),
    visits=(visit("v0"), visit("v1", unit="west")),
)


def units_of(run: Run) -> dict[str, str]:
    assert run.best is not None
    return {who: option.unit for who, option in run.best[2].works}


@pytest.mark.parametrize(("alone", "home"), [(0.0, True), (1.0, False)])
def test_people_who_stand_in_for_each_other_come_home(
    alone: float, home: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(improving, "ALONE", alone)
    limits = Limits(seconds=None, effort=50)
    run = Run(CROSSED, RULES, limits, lambda _: None, lambda: False)
    ground = Ground(CROSSED, RULES, weights_of(RULES), DutyPrices(CROSSED))
    desk = Desk(ground, DutyPrices(CROSSED), possible_options(ground))
    options = {o.unit: o for o in desk.options["amy"] if o.date == day(0)}
    works = {("amy", options["west"]): False, ("wim", options[UNIT]): False}
    stops = {("amy", day(0), 0): (1,), ("wim", day(0), 0): (0,)}
    run.consider(ground, Draft(works, stops))
    assert units_of(run) == {"amy": "west", "wim": UNIT}
    improve(run, desk)
    came_home = {"amy": UNIT, "wim": "west"}
    assert (units_of(run) == came_home) is home
