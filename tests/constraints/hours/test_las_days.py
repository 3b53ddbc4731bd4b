"""R36: days of hourly staff towards a permanent post."""

import pytest

from constraints.hours.las_days import LasDays
from scheduler.domain.problem import Problem
from tests.build import balance, day, employee, hourly, problem
from tests.judge import Pick, judge, offer

SOFT = LasDays(price_kr=500)
HARD = LasDays(hard=True)


def before(days: int | None, **given: object) -> Problem:
    """Return Hal's week, who brings so many days along."""
    usual: dict[str, object] = {
        "employees": (hourly("hal"),),
        "balances": (balance("hal", las_days=days),),
    }
    return problem(**(usual | given))


def found(
    rule: LasDays, made: Problem, shifts: int
) -> list[tuple[str, int, int, bool]]:
    pick = Pick([("hal", offer(made, "day", day(n))) for n in range(shifts)])
    return [(b.message, b.amount, b.cost, b.hard) for b in judge(rule, made, pick)]


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (330, []),
        (331, [("near", 1, 0, False)]),
        (362, [("near", 3, 0, False)]),
        (363, [("above", 1, 50_000, False)]),
        (400, [("above", 3, 150_000, False)]),
    ],
)
def test_days_are_warned_of_from_eleven_months_and_charged_above_twelve(
    days: int, told: list[tuple[str, int, int, bool]]
) -> None:
    assert found(SOFT, before(days), 3) == told


def test_number_is_a_limit_where_it_is_hard() -> None:
    assert found(HARD, before(362), 3) == [("near", 3, 0, False)]
    assert found(HARD, before(363), 3) == [("above", 1, 0, True)]


def test_whose_days_nobody_knows_is_not_judged() -> None:
    assert found(SOFT, before(None), 7) == []
    assert found(SOFT, before(364, balances=()), 7) == []


def test_monthly_staff_are_permanent_already() -> None:
    made = before(400, employees=(employee("hal"),))
    assert found(SOFT, made, 3) == []


def test_nobody_is_judged_for_what_came_before_the_plan() -> None:
    assert found(SOFT, before(400), 0) == []
