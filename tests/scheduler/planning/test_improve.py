"""Rounds of improvement, from a plan that is legal and dearer than need be."""

import pytest

from constraints import default_rules
from scheduler.context.candidate_shifts import possible_options
from scheduler.context.planning_context import PlanningContext
from scheduler.pay.price import DutyPrices
from scheduler.planning import improve as improving
from scheduler.planning.improve import improve
from scheduler.planning.result import Limits
from scheduler.planning.run import Run
from scheduler.roster.solver import RosterSolver
from scheduler.rules.stated import weights_of
from scheduler.tours.draft import Draft
from tests.build import day
from tests.scheduler.roster.crossed import AWAY, HOME, away, crossed

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
    context = PlanningContext(case, RULES, weights_of(RULES), DutyPrices(case))
    solver = RosterSolver(context, DutyPrices(case), possible_options(context))
    stops = {("amy", day(0), 0): (1,), ("wim", day(0), 0): (0,)}
    run.consider(context, Draft(away(solver), stops))
    assert units_of(run) == AWAY
    improve(run, solver)
    assert (units_of(run) == HOME) is home
