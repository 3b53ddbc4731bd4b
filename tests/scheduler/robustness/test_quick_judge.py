"""Who may be called in again is judged quickly as every rule judges it."""

from collections.abc import Mapping
from datetime import timedelta
from random import Random

import pytest

from scheduler.robustness.branches import DayTrees, Offer
from scheduler.robustness.lived_days import EveryRule
from scheduler.robustness.quick_judge import QuickJudge
from scheduler.robustness.repair import Repairer
from tests.build import (
    MONDAY,
    clock,
    employee,
    hourly,
    plan,
    shift_row,
    shift_type,
    worked,
)
from tests.scheduler.robustness.ward import DAY, REST, repairer_of, ward

pytestmark = pytest.mark.usefixtures("plain_weeks")
TIMES = {
    "day": ("07:00", "16:00", "11:30-12:00"),
    "eve": ("14:00", "22:00", "17:00-17:30"),
}


def fortnight(seed: int) -> Repairer:
    """Build two weeks in which Amy works on every day, and Hal on some."""
    random, rows = Random(seed), []
    for number in range(14):
        day = MONDAY + timedelta(days=number)
        for who, often, paid in (("amy", 1.0, "ordinary"), ("hal", 0.1, "hourly")):
            [shift] = random.choices(list(TIMES), (1 + seed, 1))
            start, end, breaks = TIMES[shift]
            span = f"{day} {start}", f"{day} {end}", breaks
            if random.random() < often:
                rows.append(shift_row(who, *span, shift=shift, pay_class=paid))
    types = (
        shift_type("day", breaks=DAY),
        shift_type("eve", "14:00-22:00", "30@17:00-19:00"),
    )
    people = (employee("amy"), hourly("hal", day_break=clock("14:00")))
    case = ward(days=14, visits=(), employees=people, shift_types=types)
    return repairer_of(case, plan(*rows))


@pytest.mark.parametrize("seed", range(6))
def test_whoever_was_called_in_before_may_come_again_as_every_rule_says(
    seed: int,
) -> None:
    repairer = fortnight(seed)
    trees, random = DayTrees(repairer), Random(seed)
    judge = QuickJudge(repairer.view, repairer.call_ins)
    refused = 0
    for _ in range(30):
        earlier: list[Offer] = []
        often = random.choice((0.7, 0.95))
        for day in repairer.problem.dates:
            [loss] = trees.begun(day, frozenset({"amy"})).lost
            for offer in trees.offers(day, loss.duty):
                may = EveryRule(repairer.call_ins).allows(offer, earlier)
                assert judge.allows(offer, earlier) is may
                refused += not may
                if may and random.random() < often:
                    earlier.append(offer)
    assert refused > 15


def weekends(pattern: Mapping[str, int], begins: int) -> Repairer:
    """Build four weeks in which Amy works on weekends, and three may step in.

    Ida worked the weekend before.
    """
    first = MONDAY + timedelta(days=begins)
    days = [first + timedelta(days=number) for number in range(28)]
    saturdays = [day for day in days if day.weekday() >= 5]
    rows = [
        shift_row("amy", f"{day} 07:00", f"{day} 16:00", "11:30-12:00")
        for day in saturdays
    ]
    sunday = first - timedelta(days=first.weekday() + 1)
    people = (
        employee("amy", **REST),
        *(hourly(who, weekends=pattern, **REST) for who in ("hal", "ida")),
        hourly("joe", **REST),
    )
    case = ward(
        start=first,
        days=28,
        visits=(),
        employees=people,
        shift_types=(shift_type("day", breaks=DAY),),
        worked_shifts=(worked("ida", f"{sunday} 07:00", f"{sunday} 16:00"),),
    )
    return repairer_of(case, plan(*rows))


@pytest.mark.parametrize("begins", [0, 3, 6])
@pytest.mark.parametrize(
    "pattern", [{"worked": 1, "of": 2}, {"worked": 2, "of": 5}, {"worked": 1, "of": 3}]
)
def test_nobody_is_called_in_on_more_weekends_than_every_rule_says(
    pattern: Mapping[str, int], begins: int
) -> None:
    repairer, random = weekends(pattern, begins), Random(begins)
    trees = DayTrees(repairer)
    judge = QuickJudge(repairer.view, repairer.call_ins)
    refused: set[str] = set()
    for _ in range(12):
        called: dict[str, list[Offer]] = {}
        for day in repairer.problem.dates:
            for loss in trees.begun(day, frozenset({"amy"})).lost:
                for offer in trees.offers(day, loss.duty):
                    earlier = called.setdefault(offer.who, [])
                    may = EveryRule(repairer.call_ins).allows(offer, earlier)
                    assert judge.allows(offer, earlier) is may
                    refused |= set() if may else {offer.who}
                    if may and random.random() < 0.4:
                        earlier.append(offer)
    assert {"hal", "ida"} <= refused
    assert "joe" not in refused
