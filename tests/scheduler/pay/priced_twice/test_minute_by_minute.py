"""Random shifts of all classes cost the same, asked as a whole and minute by minute.

A few hundred of them; ``BEMANNA_PRICED_SHIFTS=100000`` prices as many.
"""

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime
from random import Random

import pytest

from scheduler.domain.plan_view import Duty
from scheduler.domain.values import PayClass, ShiftKind
from scheduler.pay.items import Item
from scheduler.pay.price import DutyPrices
from scheduler.pay.wage import Beside
from tests.build import employee, hourly, problem
from tests.scheduler.pay.priced_twice.minute_pricer import Shift, band, easter, price

SHIFTS = int(os.environ.get("BEMANNA_PRICED_SHIFTS", "500"))
FIRST, LAST = (
    int(datetime(year, month, 1, tzinfo=UTC).timestamp() // 60)
    for year, month in ((2022, 2), (2027, 12))
)
PEOPLE = {
    "ordinary": employee("ulla"),
    "extra": employee("paula", degree_pct=75),
    "overtime": employee("ulla"),
    "hourly": hourly("tim"),
}
TURNS = (
    "2022-10-29T21:00",
    "2023-03-25T21:00",
    "2024-10-26T21:00",
    "2025-03-31T14:00",
    "2025-03-31T22:00",
    "2025-12-31T21:00",
    "2026-03-31T16:00",
    "2026-10-24T20:00",
)
"""Moments (UTC) around which the clocks, the agreement or the year change."""


def drawn(random: Random) -> Shift:
    """Draw a shift of 2 to 14 hours, now and then around a change."""
    start, turn = random.randrange(FIRST, LAST), None
    if random.random() < 0.1:
        turn = datetime.fromisoformat(random.choice(TURNS)).replace(tzinfo=UTC)
        start = int(turn.timestamp() // 60) + random.randrange(-300, 300)
    end = start + random.randrange(120, 840)
    pay_class = random.choice(list(PEOPLE))
    rest = random.randrange(start, end - 45)
    near = ((end + random.randrange(0, 180), end + 500), (start - 900, start - 60))
    with_break = turn is None and random.random() < 0.5
    return Shift(
        start=start,
        end=end,
        breaks=((rest, rest + random.randrange(1, 45)),) if with_break else (),
        pay_class=pay_class,
        monthly_pay=random.randrange(2_300_000, 4_000_000),
        near=near if pay_class in ("extra", "overtime") else (),
        saves=pay_class != "hourly" and random.random() < 0.3,
        done=random.choice((0, 0, 300, 480)),
    )


def priced(prices: DutyPrices, shift: Shift) -> Mapping[str, int]:
    """Return öre by item as the product has it."""
    person = PEOPLE[shift.pay_class]
    given = {"monthly_pay": shift.monthly_pay, "comp_time": shift.saves}
    person = person.model_copy(update=given)
    minutes = shift.end - shift.start - sum(e - s for s, e in shift.breaks)
    duty = Duty(
        employee=person.id,
        date=date(2026, 1, 1),
        shift="any",
        unit="any",
        kind=ShiftKind.DAY,
        parts=((shift.start, shift.end),),
        breaks=shift.breaks,
        paid_minutes=minutes,
        pay_class=PayClass(shift.pay_class),
        planned=True,
    )
    near = [w for s, e in shift.near for w in ((s - 120, s), (e, e + 120))]
    beside = Beside(near, shift.done)
    return {
        line.item: line.amount
        for line in prices.duty_lines(person, duty, beside)
        if line.amount
    }


NOT_OF_ONE_SHIFT = {
    Item.BASE,
    Item.SICK,
    Item.JOUR,
    Item.BEREDSKAP,
    Item.DISPLACED,
    Item.SICK_OB,
    Item.COMP_TAKEN,
    Item.VACATION_SUPPLEMENT,
}


def test_random_shifts_cost_the_same_minute_by_minute() -> None:
    random, prices = Random(1), DutyPrices(problem())
    seen: set[str] = set()
    for _ in range(SHIFTS):
        shift = drawn(random)
        expected = price(shift)
        assert priced(prices, shift) == expected, shift
        seen |= expected.keys()
    assert seen == {*Item} - NOT_OF_ONE_SHIFT


def test_a_break_in_the_hour_that_comes_twice_takes_nothing_from_it() -> None:
    """From 02:57 to 09:47 by the clock, an hour more by the night of October."""
    start = int(datetime(2024, 10, 27, 0, 57, tzinfo=UTC).timestamp() // 60)
    rest = (start + 11, start + 47)
    shift = Shift(start, start + 470, (rest,), "ordinary", 2_573_866)
    found = priced(DutyPrices(problem()), shift)
    assert found[Item.OVERTIME_SIMPLE] == 28_079  # 60 minutes at 180 %
    assert found == price(shift)


def test_the_second_pricer_knows_when_easter_is() -> None:
    assert easter(2026) == date(2026, 4, 5)
    assert easter(2022) == date(2022, 4, 17)


@pytest.mark.parametrize(
    ("day", "hour", "expected"),
    [
        ("2026-12-23", 17, None),
        ("2026-12-23", 18, "a"),
        ("2026-12-28", 6, "a"),
        ("2026-12-28", 7, None),
        ("2025-03-28", 18, None),
        ("2025-04-04", 17, "b"),
        ("2026-01-05", 12, "b"),
        ("2026-04-30", 15, None),
        ("2026-04-30", 16, "b"),
    ],
)
def test_the_second_pricer_reads_bands_by_itself(
    day: str, hour: int, expected: str | None
) -> None:
    assert band(date.fromisoformat(day), hour) == expected
