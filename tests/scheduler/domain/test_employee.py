"""How somebody's shifts are paid."""

import pytest

from scheduler.domain.values import PayClass
from tests.build import employee, hourly


@pytest.mark.parametrize(
    ("degree", "expected"),
    [(75, PayClass.EXTRA), (99.9, PayClass.EXTRA), (100, PayClass.OVERTIME)],
)
def test_above_the_contract_only_part_timers_have_extra_hours_before_overtime(
    degree: float, expected: PayClass
) -> None:
    assert employee(degree_pct=degree).pay_class(above=True) is expected


@pytest.mark.parametrize("degree", [75, 100])
def test_shifts_within_the_contract_are_ordinary(degree: float) -> None:
    assert employee(degree_pct=degree).pay_class() is PayClass.ORDINARY


@pytest.mark.parametrize("above", [False, True])
def test_all_shifts_of_hourly_staff_are_paid_by_the_hour(above: bool) -> None:
    assert hourly().pay_class(above=above) is PayClass.HOURLY
