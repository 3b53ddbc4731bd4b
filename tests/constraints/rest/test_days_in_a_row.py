import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constraints.rest.days_in_a_row import DaysInARow
from scheduler.domain.plan_view import PlanView
from scheduler.rules.rule import Breach
from tests.build import plan, problem, shift_row
from tests.constraints.lines import case, lines_of
from tests.judge import judge

RULE = DaysInARow()


def breaches(line: str, rule: DaysInARow = RULE) -> list[Breach]:
    return judge(rule, *case({"amy": line}))


def extra(line: str) -> int:
    return sum(b.amount for b in breaches(line) if not b.hard)


def beyond(line: str) -> list[int]:
    return [b.amount for b in breaches(line) if b.hard]


@pytest.mark.parametrize(
    ("line", "days"),
    [
        pytest.param("DDDDD--", 0, id="five"),
        pytest.param("DDDDDD-", 1, id="six"),
        pytest.param("-DDDDDD", 1, id="six, to the last day"),
        pytest.param("DDDD-DDDDDD", 1, id="six after a day off"),
        pytest.param("DDDDDD-DDDDDD", 2, id="twice six"),
        pytest.param("ENDLSRD", 2, id="of any kind"),
        pytest.param("D|DDDDD--", 1, id="one in history"),
        pytest.param("DDDDD|D------", 1, id="five in history"),
        pytest.param("D-|DDDDD--", 0, id="a day off before the plan"),
        pytest.param("DDDDDD|-------", 0, id="six in history"),
    ],
)
def test_each_day_after_the_fifth_has_a_price(line: str, days: int) -> None:
    assert extra(line) == days


@pytest.mark.parametrize(
    ("line", "days"),
    [
        pytest.param("DDDDDD-", [], id="six"),
        pytest.param("DDDDDDD", [1], id="seven"),
        pytest.param("-DDDDDDDD", [2], id="eight, to the last day"),
        pytest.param("DDDDDD|D------", [1], id="six in history"),
        pytest.param("DDDDDDDDD|DD-----", [2], id="nine in history"),
        pytest.param("DDDDDDDDD|-------", [], id="nine in history, then off"),
        pytest.param("DDDDDD|-DDDDDD", [], id="six and six"),
    ],
)
def test_none_works_a_seventh_day(line: str, days: list[int]) -> None:
    assert beyond(line) == days


def test_the_most_may_be_soft() -> None:
    soft = DaysInARow(hard=False, extra_day_kr=100, price_kr=1000)
    assert [b.cost for b in breaches("DDDDDDDD", soft)] == [3 * 10_000, 2 * 100_000]


def test_a_local_number_of_days() -> None:
    three = DaysInARow(preferred=2, most=3, extra_day_kr=0)
    assert breaches("DDD-DDD", three) == []
    assert [b.hard for b in breaches("DDDD---", three)] == [True]


def test_people_do_not_share_their_rows() -> None:
    assert judge(RULE, *case({"amy": "DDDDD--", "bob": "-----DD"})) == []


def test_breaches_are_said_in_words() -> None:
    soft, hard = breaches("DDDDDDD")
    assert RULE.explain(soft) == (
        "Amy arbetar 7 dagar i följd (2026-12-21 till 2026-12-27); helst högst 5."
    )
    assert RULE.explain(hard, "en") == (
        "Amy works 7 days in a row (2026-12-21 to 2026-12-27); 6 at most are allowed."
    )


def test_preferred_is_not_above_the_most() -> None:
    with pytest.raises(ValueError, match="preferred may not be above most"):
        DaysInARow(preferred=7)


def test_two_shifts_on_a_day_are_one_day_to_a_reader() -> None:
    rows = plan(*(shift_row("amy", shift=f"s{n}") for n in range(9)), shift_row("?"))
    assert list(RULE.check(PlanView(problem(), rows))) == []


@given(
    lines=lines_of("DDDDN-", 16, 9, ["amy", "bob"]),
    preferred=st.integers(1, 4),
    more=st.integers(0, 3),
    hard=st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_model_and_checker_agree(
    lines: dict[str, str], preferred: int, more: int, *, hard: bool
) -> None:
    rule = DaysInARow(
        preferred=preferred, most=preferred + more, hard=hard, price_kr=70
    )
    judge(rule, *case(lines))
