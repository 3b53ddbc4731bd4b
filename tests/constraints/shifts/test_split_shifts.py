import pytest

from constraints.shifts.split_shifts import SplitShifts
from scheduler.domain.plan_view import PlanView
from tests.build import plan, problem, shift_row, team
from tests.constraints.lines import case
from tests.judge import Pick, judge, stint

RULE = SplitShifts()


def found(line: str, rule: SplitShifts = RULE) -> list[tuple[bool, int, int]]:
    return [(b.hard, b.amount, b.cost) for b in judge(rule, *case({"amy": line}))]


@pytest.mark.parametrize(("again", "gap"), [("15:00", []), ("15:01", [1])])
def test_the_gap_is_four_hours_at_most(again: str, gap: list[int]) -> None:
    day = "2026-12-22"
    split = stint(f"{day} 07:00", f"{day} 11:00", f"{day} {again}", f"{day} 19:00")
    breaches = judge(RULE, problem(), Pick([("amy", split)]))
    assert [b.amount for b in breaches] == gap
    assert all(b.hard for b in breaches)


def test_two_in_four_weeks_cost_nothing_and_more_cost_each() -> None:
    assert found("SS-----") == []
    assert found("SS-S--S") == [(False, 2, 60_000)]


def test_the_number_may_be_made_a_limit() -> None:
    limit = SplitShifts(hard=True, max_per_28_days=1)
    assert found("S------", limit) == []
    assert found("S-----S", limit) == [(True, 1, 0)]


def test_every_four_weeks_have_their_own() -> None:
    assert found("SS" + "-" * 26 + "SS") == []
    assert found("S" + "-" * 26 + "SS") == []
    assert found("SS" + "-" * 25 + "S") == [(False, 1, 30_000)]


def test_everybody_has_their_own() -> None:
    made, pick = case({"amy": "SS-----", "bob": "SS-----"})
    assert judge(RULE, made, pick) == []


def test_other_shifts_and_history_are_not_counted() -> None:
    assert found("SS|SSDENLR") == []


def test_breaches_are_said_in_words() -> None:
    [many] = judge(RULE, *case({"amy": "SSS----"}))
    assert RULE.explain(many) == (
        "Amy har 3 delade turer på fyra veckor; riktmärket är högst 2."
    )
    rows = (
        shift_row("amy", end="2026-12-21 09:00", shift="S"),
        shift_row("amy", "2026-12-21 14:00", "2026-12-21 16:00", shift="S", part=2),
        shift_row("nobody", part=2),
    )
    [gap] = RULE.check(PlanView(problem(employees=team("amy")), plan(*rows)))
    assert RULE.explain(gap, "en") == (
        "Amy has a split shift on 2026-12-21 with a gap of 5 h; at most 4 h is allowed."
    )
