"""Units that lend nobody to each other keep the best of their own plans."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from scheduler.domain.problem import Problem
from scheduler.planning.best import districts
from scheduler.planning.run import Run
from scheduler.tours.draft import Draft, named_engine
from tests.build import UNIT, day, hourly, problem, shift_type, unit, visit
from tests.scheduler.planning.runs import run_of

WEST = "west"


def apart(lends_to: Sequence[str] = ()) -> Problem:
    """Return a visit and a person in each of two units."""
    breaks = "30@11:00-13:00"
    return problem(
        days=1,
        units=(unit(), unit(WEST, lends_to=list(lends_to))),
        employees=(
            hourly("amy", day_break=20 * 60),
            hourly("wim", unit=WEST, day_break=20 * 60),
        ),
        shift_types=(
            shift_type(breaks=breaks),
            shift_type("wday", breaks=breaks, unit=WEST),
        ),
        visits=(visit("v0"), visit("v1", unit=WEST)),
    )


def at_work(run: Run, *people: str) -> Draft:
    """Return these on duty at home, with the visit there."""
    home = {"amy": (UNIT, 0), "wim": (WEST, 1)}
    works, stops = {}, {}
    for who in people:
        place, task = home[who]
        option = next(o for o in run.solver.options[who] if o.unit == place)
        works[who, option] = False
        stops[who, day(0), 0] = (task,)
    return Draft(works, stops)


def left_open(run: Run) -> set[str]:
    assert run.best is not None
    made = {row.visit for row in run.best.plan.visits}
    return {"v0", "v1"} - made


def test_each_district_keeps_the_better_of_two_plans() -> None:
    run = run_of(apart())
    run.consider(at_work(run, "amy"))
    run.consider(at_work(run, "wim"))
    assert left_open(run) == set()
    assert run.best is not None
    assert run.best.audit.must_open == 0


def test_what_is_hardly_better_is_not_put_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(districts, "WORTH", 1.0)
    run = run_of(apart())
    run.consider(at_work(run, "amy"))
    run.consider(at_work(run, "wim"))
    assert left_open(run) == {"v1"}


def test_how_early_visits_may_begin_goes_with_their_district() -> None:
    run = run_of(apart())
    ours, theirs = at_work(run, "amy"), at_work(run, "wim")
    usual = named_engine(run.context, ours, seed=0).engine.lows
    run.consider(replace(ours, lows=usual + np.array([1, 2])))
    run.consider(replace(theirs, lows=usual + np.array([3, 4])))
    assert run.best is not None
    assert run.best.draft.lows is not None
    assert run.best.draft.lows.tolist() == (usual + np.array([1, 4])).tolist()


def test_who_may_work_in_both_units_makes_one_district_of_them() -> None:
    run = run_of(apart(lends_to=[UNIT]))
    run.consider(at_work(run, "amy"))
    run.consider(at_work(run, "wim"))
    assert left_open(run) == {"v1"}


@pytest.mark.parametrize("first", ["amy", "wim"])
def test_a_plan_that_is_better_everywhere_is_taken_as_it_is(first: str) -> None:
    run = run_of(apart())
    run.consider(at_work(run, first))
    both = at_work(run, "amy", "wim")
    run.consider(both)
    assert run.best is not None
    assert run.best.draft is both


def test_a_plan_that_is_worse_everywhere_is_not_taken() -> None:
    run = run_of(apart())
    both = at_work(run, "amy", "wim")
    run.consider(both)
    run.consider(Draft({}))
    assert run.best is not None
    assert run.best.draft is both
