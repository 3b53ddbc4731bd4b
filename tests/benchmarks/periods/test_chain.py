"""Periods in a row: no border is seen, and balances add up to the minute."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from api.inputs import Inputs, read_inputs
from benchmarks.periods.chain import chain
from benchmarks.periods.joined import PlannedPeriod, broken, joined
from benchmarks.periods.sums import off_by, sums
from constraints import default_rules
from data.writing.dataset_files import write_dataset
from scheduler.domain.care_need import CareNeed
from scheduler.domain.problem import WeekendPattern
from scheduler.domain.values import VisitKind
from scheduler.planning.planner import plan as plan_it
from scheduler.planning.result import Limits, Result
from tests.build import (
    balance,
    client,
    clock,
    employee,
    hourly,
    plan,
    problem,
    shift_row,
    shift_type,
)

PERIODS = 3
START = date(2026, 11, 30)


def daily(id_: str, opens: str, closes: str) -> CareNeed:
    return CareNeed(
        id=id_,
        client="carl",
        kind=VisitKind.CARE,
        minutes=60,
        opens=clock(opens),
        closes=clock(closes),
    )


def inputs(folder: Path) -> Inputs:
    """Return four weeks of a day and an evening, with contracts of odd minutes."""
    given = {"week_minutes": 2220, "weekends": WeekendPattern(worked=1, of=2)}
    people = (
        employee("amy", degree_pct=88, day_break=clock("10:00"), **given),
        employee("bea", degree_pct=63, day_break=clock("10:00"), **given),
        employee("cid", degree_pct=77, day_break=clock("10:00"), **given),
        hourly("hal", day_break=clock("10:00")),
        hourly("ida", day_break=clock("10:00")),
    )
    types = (
        shift_type("early", "07:00-15:30", "30@10:30-12:30"),
        shift_type("late", "13:30-22:00", "30@16:30-18:30", kind="evening"),
    )
    made = problem(
        start=START,
        days=28,
        employees=people,
        clients=(client(),),
        shift_types=types,
        needs=(daily("n1", "08:00", "09:00"), daily("n2", "19:00", "20:00")),
        balances=(balance("amy", hours_carried_minutes=-37, nights_worked=3),),
    )
    write_dataset(made, folder)
    return read_inputs(folder)


@pytest.fixture(scope="module")
def periods(tmp_path_factory: pytest.TempPathFactory) -> list[PlannedPeriod]:
    place = tmp_path_factory.mktemp("chain")
    limits = Limits(seconds=None, effort=0, workers=1)
    made = chain(inputs(place / "01"), [28] * PERIODS, limits, place)
    return [each.period for each in made]


def test_plans_that_follow_each_other_are_legal_as_one(
    periods: Sequence[PlannedPeriod], tmp_path: Path
) -> None:
    rules = inputs(tmp_path / "rules").rules
    assert [list(broken(each, rules)) for each in periods] == [[]] * PERIODS
    for first, second in pairwise(periods):
        assert list(broken(joined(first, second), rules)) == []


@pytest.mark.parametrize("who", ["amy", "bea", "cid", "hal"])
def test_balances_add_up_to_the_minute(
    periods: Sequence[PlannedPeriod], who: str
) -> None:
    expected = sums(periods[:-1], who)
    off = dict(off_by(periods[-1].problem.balance[who], expected))
    assert off.pop("hours_carried") < 1
    assert set(off.values()) == {0}


def test_a_border_without_rest_is_seen(periods: Sequence[PlannedPeriod]) -> None:
    first, second = periods[:2]
    late = shift_row("cid", "2026-12-27 13:30", "2026-12-27 22:00", shift="late")
    early = shift_row("cid", "2026-12-28 07:00", "2026-12-28 15:30", shift="early")
    free = [
        PlannedPeriod(
            each.problem, each.plan.model_copy(update={"shifts": (row,), "visits": ()})
        )
        for each, row in ((first, late), (second, early))
    ]
    rules = [rule for rule in default_rules() if rule.id == "R02"]
    assert [list(broken(each, rules)) for each in free] == [[], []]
    assert [b.employee for b in broken(joined(*free), rules)] == ["cid"]


def test_a_minute_that_is_lost_is_seen(periods: Sequence[PlannedPeriod]) -> None:
    found = periods[1].problem.balance["amy"]
    wrong = found.model_copy(
        update={"hours_carried_minutes": found.hours_carried_minutes - 2}
    )
    assert off_by(wrong, sums(periods[:1], "amy"))["hours_carried"] > 1


def test_the_hour_that_occurs_twice_is_above_the_contract() -> None:
    night = shift_row("amy", "2027-10-30 21:00", "2027-10-31 07:00", shift="late")
    made = problem(
        start=date(2027, 10, 25),
        employees=(employee("amy", degree_pct=0.0001),),
        shift_types=(shift_type("late", "21:00-07:00", kind="night"),),
    )
    assert night.end - night.start == 11 * 60
    added = sums([PlannedPeriod(made, plan(night))], "amy")
    assert (added.above_contract, added.nights) == (60, 1)
    assert round(added.hours_carried) == night.paid_minutes - 60


def test_a_run_that_was_killed_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[date] = []

    def counted(*given: Any, **more: Any) -> Result:
        made.append(given[0].start)
        return plan_it(*given, **more)

    monkeypatch.setattr("benchmarks.periods.chain.plan", counted)
    first = inputs(tmp_path / "first")
    place = tmp_path / "place"
    place.mkdir()
    limits = Limits(seconds=None, effort=0, workers=1)
    killed = next(chain(first, [28, 28], limits, place))
    again = list(chain(first, [28, 28], limits, place))
    assert made == [START, START + timedelta(weeks=4)]
    assert again[0].period == killed.period
