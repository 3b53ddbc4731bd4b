import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constraints.rest.nights_in_a_row import NightsInARow
from scheduler.domain.plan_view import PlanView
from scheduler.rules.rule import Breach
from tests.build import plan, problem, shift_row
from tests.constraints.lines import case, lines_of
from tests.judge import judge

RULE = NightsInARow()


def breaches(line: str, rule: NightsInARow = RULE) -> list[Breach]:
    return judge(rule, *case({"amy": line}))


def cost(line: str, message: str, rule: NightsInARow = RULE) -> int:
    return sum(b.cost for b in breaches(line, rule) if b.message == message)


@pytest.mark.parametrize(
    ("line", "extra", "beyond"),
    [
        pytest.param("NNN--", 0, 0, id="three"),
        pytest.param("NNNN-", 1, 0, id="four"),
        pytest.param("NNNNN", 2, 1, id="five"),
        pytest.param("--NNNN", 1, 0, id="four, to the last day"),
        pytest.param("NNN|N--", 1, 0, id="three in history"),
        pytest.param("NNNNN|--", 0, 0, id="all in history"),
        pytest.param("NN-|NNN--", 0, 0, id="a night off between"),
        pytest.param("EENNN--", 0, 0, id="after evenings"),
    ],
)
def test_nights_in_a_row_have_a_price(line: str, extra: int, beyond: int) -> None:
    assert cost(line, "extra") == extra * 30_000
    assert cost(line, "beyond") == beyond * 150_000


def test_the_most_may_be_made_a_limit() -> None:
    limit = NightsInARow(hard=True)
    assert not any(b.hard for b in breaches("NNNN-", limit))
    [last] = [b for b in breaches("NNNNN", limit) if b.hard]
    assert str(last.date) == "2026-12-25"
    assert not any(b.hard for b in breaches("NNNN|--", limit))


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        pytest.param("NNN--D", 0, id="two free days"),
        pytest.param("NNN-D-", 1, id="one"),
        pytest.param("NNNE--", 2, id="none"),
        pytest.param("NN-N--", 1, id="one, then nights again"),
        pytest.param("NN--N-", 0, id="two, then nights again"),
        pytest.param("NNN", 0, id="the plan ends"),
        pytest.param("N-|D-", 1, id="a night in history"),
        pytest.param("N|-D", 1, id="the last night of history"),
        pytest.param("N|D-", 2, id="the day after history"),
        pytest.param("N-D|--", 0, id="all in history"),
        pytest.param("DE-D", 0, id="no night"),
    ],
)
def test_two_free_days_follow_the_nights(line: str, missing: int) -> None:
    assert cost(line, "recovery") == missing * 50_000


def test_how_many_free_days_is_local() -> None:
    none = NightsInARow(free_days=0)
    assert cost("NE----", "recovery", none) == 0
    four = NightsInARow(free_days=4, most=3)
    assert cost("N---D-", "recovery", four) == 50_000
    assert cost("N----D", "recovery", four) == 0
    assert cost("N---|D", "recovery", four) == 50_000


def test_people_do_not_share_their_nights() -> None:
    assert judge(RULE, *case({"amy": "NNN--", "bob": "---NN"})) == []


def test_breaches_are_said_in_words() -> None:
    extra, beyond, recovery = breaches("NNNN|ND")
    assert RULE.explain(extra) == (
        "Amy arbetar natt nummer 5 i följd den 2026-12-21; helst högst 3."
    )
    assert RULE.explain(beyond, "en") == (
        "Amy works night number 5 in a row on 2026-12-21; 4 at most should be planned."
    )
    assert RULE.explain(recovery) == (
        "Amy har 0 lediga dagar mellan natten den 2026-12-21 och passet den "
        "2026-12-22; minst 2 behövs."
    )


def test_preferred_is_not_above_the_most() -> None:
    with pytest.raises(ValueError, match="preferred may not be above most"):
        NightsInARow(preferred=5)


def test_a_shift_of_unknown_type_is_a_night_when_it_runs_into_the_morning() -> None:
    nights = [f"2026-12-{d} 21:00" for d in range(21, 26)]
    ends = [f"2026-12-{d} 07:00" for d in range(22, 27)]
    rows = [
        shift_row("amy", start, end, shift="?")
        for start, end in zip(nights, ends, strict=True)
    ]
    found = RULE.check(PlanView(problem(), plan(*rows, shift_row("?"))))
    assert [b.message for b in found] == ["extra", "extra", "beyond"]


@given(
    lines=lines_of("NNND-", 12, 6, ["amy", "bob"]),
    preferred=st.integers(1, 3),
    more=st.integers(0, 2),
    free_days=st.integers(0, 3),
    hard=st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_model_and_checker_agree(
    lines: dict[str, str], preferred: int, more: int, free_days: int, *, hard: bool
) -> None:
    most = preferred + more
    rule = NightsInARow(preferred=preferred, most=most, free_days=free_days, hard=hard)
    judge(rule, *case(lines))
