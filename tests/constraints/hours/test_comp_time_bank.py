"""V08: time off that is saved for overtime, and taken."""

import pytest

from constraints.hours.comp_time_bank import CompTimeBank
from scheduler.domain.problem import Problem
from tests.build import absence, balance, day, employee, hourly, problem, shift_type
from tests.judge import Pick, judge, offer

SOFT = CompTimeBank()
HARD = CompTimeBank(hard=True)
SAVES = employee("amy", comp_time=True, week_minutes=2100)
"""Five hours on each calendar day."""
LIMIT = 12_000


def before(minutes: int, **given: object) -> Problem:
    """Return Amy's week, who brings so many minutes along."""
    usual: dict[str, object] = {
        "employees": (SAVES,),
        "balances": (balance("amy", comp_minutes=minutes),),
        "shift_types": (shift_type("day", "08:00-12:00"),),
    }
    return problem(**(usual | given))


def found(
    rule: CompTimeBank, made: Problem, shifts: int
) -> list[tuple[str, int, int, bool]]:
    """Judge so many shifts of four hours above the contract."""
    works = [("amy", offer(made, "day", day(n))) for n in range(shifts)]
    breaches = judge(rule, made, Pick(works, extra=works))
    return [(b.message, b.amount, b.cost, b.hard) for b in breaches]


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (LIMIT * 8 // 10 - 480, []),
        (LIMIT * 8 // 10 - 479, [("near", 1, 0, False)]),
        (LIMIT - 480, [("near", 480, 0, False)]),
        (LIMIT - 479, [("above", 1, 100, False)]),
        (LIMIT + 60, [("above", 480, 48_000, False)]),
    ],
)
def test_what_is_saved_is_warned_of_and_charged_above_the_limit(
    minutes: int, told: list[tuple[str, int, int, bool]]
) -> None:
    assert found(SOFT, before(minutes), 1) == told


def test_limit_binds_where_it_is_hard() -> None:
    assert found(HARD, before(LIMIT - 960), 2) == [("near", 960, 0, False)]
    assert found(HARD, before(LIMIT - 959), 2) == [("above", 1, 0, True)]


def test_nobody_is_judged_for_what_was_saved_before_the_plan() -> None:
    assert found(SOFT, before(LIMIT + 60), 0) == []


@pytest.mark.parametrize(
    ("saved", "short"), [(840, []), (839, [("short", 1, 0, False)])]
)
def test_no_more_is_taken_than_is_saved(
    saved: int, short: list[tuple[str, int, int, bool]]
) -> None:
    off = absence("amy", f"{day(3)} 00:00", f"{day(5)} 00:00", "comp")
    assert found(SOFT, before(saved, absences=(off,)), 0) == short


def test_what_is_taken_makes_room() -> None:
    off = absence("amy", f"{day(3)} 00:00", f"{day(5)} 00:00", "comp")
    made = before(LIMIT + 840 - 480, absences=(off,))
    assert found(SOFT, made, 1) == [("near", 480, 0, False)]
    made = before(LIMIT + 840 - 479, absences=(off,))
    assert found(SOFT, made, 1) == [("above", 1, 100, False)]


def test_whoever_is_paid_for_overtime_saves_nothing() -> None:
    paid = SAVES.model_copy(update={"comp_time": False})
    assert found(SOFT, before(LIMIT, employees=(paid,)), 1) == []
    assert found(SOFT, before(LIMIT, employees=(hourly("amy"),)), 0) == []
