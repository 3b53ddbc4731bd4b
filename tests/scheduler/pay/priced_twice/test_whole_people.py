"""Whole people cost the same, asked as a whole and minute by minute.

Shifts of all classes and parts, on call, absence that overlaps, what was published and
told late, agreements of a municipality's own that change in between. A few of them;
``BEMANNA_PRICED_SHIFTS=100000`` prices people with about as many shifts.
"""

import os
from collections import Counter
from collections.abc import Mapping
from datetime import date
from random import Random

from scheduler.domain.plan_view import PlanView
from scheduler.pay.items import Item
from scheduler.pay.price import price_plan
from tests.scheduler.pay.priced_twice.drawn_people import DrawnPerson, drawn_person
from tests.scheduler.pay.priced_twice.person_pricer import cost

PEOPLE = max(40, int(os.environ.get("BEMANNA_PRICED_SHIFTS", "0")) // 15)


def priced(drawn: DrawnPerson) -> Mapping[str, int]:
    """Return öre by item as the product has it."""
    lines = price_plan(PlanView(drawn.problem, drawn.plan))
    return {line.item: line.amount for line in lines if line.amount}


def test_random_people_cost_the_same_minute_by_minute() -> None:
    seen: Counter[str] = Counter()
    for number in range(PEOPLE):
        drawn = drawn_person(Random(number))
        expected = cost(drawn.person)
        assert priced(drawn) == expected, number
        seen.update(expected.keys())
    assert seen.keys() == {*Item}


def test_people_are_drawn_under_agreements_of_their_own_and_as_of_a_day() -> None:
    drawn = [drawn_person(Random(number)) for number in range(40)]
    names = [d.problem.agreement for d in drawn]
    assert sum("@" in name for name in names) > 3
    assert sum("own" in d.problem.own_agreements for d in drawn) > 20
    assert any(d.problem.start <= date(2026, 3, 31) < d.problem.end for d in drawn)
