"""R08: where no collective agreement replaces the law."""

from datetime import timedelta

import pytest

from constraints.hours.average_week import AverageWeek
from scheduler.domain.problem import Problem
from tests.build import MONDAY, employee, hourly, problem, shift_type, worked
from tests.judge import Pick, judge, offer

LAW = AverageWeek(enabled=True)
TYPES = (shift_type("eight", "07:00-15:00"), shift_type("odd", "07:00-15:01"))


def weeks(**given: object) -> Problem:
    return problem(**({"days": 35, "shift_types": TYPES} | given))


def found(
    made: Problem, *days: int, last: str = "eight", extra: bool = False
) -> list[tuple[int, str]]:
    """Judge eight hours on each day; the last one may be of another type."""
    shifts = [*["eight"] * (len(days) - 1), last]
    options = [
        ("amy", offer(made, shift, MONDAY + timedelta(days=n)))
        for shift, n in zip(shifts, days, strict=True)
    ]
    pick = Pick(options, extra=options[-1:] if extra else ())
    return [(b.amount, str(b.date)) for b in judge(LAW, made, pick)]


TWENTY = tuple(range(20))


def test_a_hundred_and_sixty_hours_in_four_weeks_are_the_most() -> None:
    made = weeks(days=28)
    assert found(made, *TWENTY) == []
    late = (*TWENTY[:19], 27)
    assert found(made, *late) == []
    assert found(made, *late, last="odd") == [(1, str(MONDAY + timedelta(days=27)))]


@pytest.mark.parametrize(("day", "amount"), [(27, [480]), (28, [])])
def test_four_weeks_are_twenty_eight_days_in_a_row(day: int, amount: list[int]) -> None:
    days = (*TWENTY, day)
    assert [a for a, _ in found(weeks(), *days)][: len(amount)] == amount
    if not amount:
        assert found(weeks(days=29), *days) == []


def test_history_counts_in_the_four_weeks() -> None:
    first = MONDAY - timedelta(days=27)
    past = worked("amy", f"{first} 07:00", f"{first} 07:01", shift="eight")
    made = weeks(days=1, worked_shifts=(past,))
    assert found(made, 0) == []
    days = [MONDAY - timedelta(days=n) for n in range(1, 21)]
    full = tuple(worked("amy", f"{d} 07:00", f"{d} 15:00", shift="eight") for d in days)
    made = weeks(days=1, worked_shifts=full)
    assert found(made, 0) == [(480, str(MONDAY))]


def test_time_above_the_contract_is_no_ordinary_time() -> None:
    made = weeks(days=28)
    assert found(made, *TWENTY, 27, extra=True) == []
    assert len(found(made, *TWENTY, 27)) == 1


def test_hourly_staff_have_ordinary_time_as_well() -> None:
    made = weeks(days=28, employees=(hourly("amy"),))
    assert len(found(made, *TWENTY, 27)) == 1


def test_it_says_nothing_under_a_collective_agreement() -> None:
    made = weeks(days=28, employees=(employee(),))
    options = [
        ("amy", offer(made, "eight", MONDAY + timedelta(days=n))) for n in range(28)
    ]
    assert judge(AverageWeek(), made, Pick(options)) == []
