from datetime import date

import pytest
from hypothesis import given, settings

from constraints.rest.forward_rotation import ForwardRotation
from scheduler.domain.plan_view import PlanView
from tests.build import plan, problem, shift_row
from tests.constraints.lines import case, lines_of
from tests.judge import Pick, judge, stint

RULE = ForwardRotation()


def turns(line: str, **given: object) -> list[tuple[str, int]]:
    breaches = judge(RULE, *case({"amy": line}, (), **given))
    return [(b.message, b.cost) for b in breaches]


EVENING, NIGHT = ("evening_morning", 40_000), ("night_day", 60_000)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        pytest.param("ED", [EVENING], id="evening, day"),
        pytest.param("EL", [EVENING], id="evening, long"),
        pytest.param("DE", [], id="day, evening"),
        pytest.param("EE", [], id="evening, evening"),
        pytest.param("E-D", [], id="evening, off, day"),
        pytest.param("LD", [], id="a long shift until 20:00"),
        pytest.param("ND", [NIGHT], id="night, day"),
        pytest.param("N-D", [NIGHT], id="night, off, day"),
        pytest.param("N--D", [], id="night, two days off, day"),
        pytest.param("NE", [], id="night, evening"),
        pytest.param("N-E", [], id="night, off, evening"),
        pytest.param("NED", [EVENING], id="night, evening, day"),
        pytest.param("NN", [], id="night, night"),
        pytest.param("E|D", [EVENING], id="evening in history"),
        pytest.param("N-|D", [NIGHT], id="night in history"),
        pytest.param("N|-D", [NIGHT], id="the last night of history"),
        pytest.param("ED|-", [], id="all in history"),
        pytest.param("EDED", [EVENING, EVENING], id="twice"),
    ],
)
def test_turns_backward_have_a_price(line: str, found: list[tuple[str, int]]) -> None:
    assert turns(line) == found


@pytest.mark.parametrize(
    ("ends", "starts", "found"),
    [
        pytest.param("20:00", "07:00", 0, id="ends at 20:00"),
        pytest.param("20:01", "07:00", 1, id="ends after 20:00"),
        pytest.param("24:30", "11:59", 1, id="ends after midnight"),
        pytest.param("22:00", "12:00", 0, id="starts at noon"),
    ],
)
def test_evening_and_morning_go_by_the_clock(
    ends: str, starts: str, found: int
) -> None:
    late = stint("2026-12-21 13:00", f"2026-12-21 {ends}")
    early = stint(f"2026-12-22 {starts}", "2026-12-22 18:00")
    pick = Pick([("amy", late), ("amy", early)])
    assert len(judge(RULE, problem(), pick)) == found


@pytest.mark.parametrize("start", [date(2026, 3, 28), date(2026, 10, 24)])
def test_the_clock_is_the_one_on_the_wall(start: date) -> None:
    assert turns("ED", start=start) == [EVENING]
    assert turns("LD", start=start) == []


def test_people_do_not_share_their_turns() -> None:
    assert judge(RULE, *case({"amy": "E-", "bob": "-D"})) == []


def test_a_price_of_nothing_says_nothing() -> None:
    rule = ForwardRotation(price_kr=0, night_day_kr=0)
    assert judge(rule, *case({"amy": "ED-ND"})) == []


def test_breaches_are_said_in_words() -> None:
    evening, night = judge(RULE, *case({"amy": "EDND"}))
    assert RULE.explain(evening) == (
        "Amy slutar sent 2026-12-21 22:00 och börjar igen på morgonen 2026-12-22 07:00."
    )
    assert RULE.explain(night, "en") == (
        "Amy comes off the night at 2026-12-24 07:00 and starts the next shift in the "
        "morning, 2026-12-24 07:00."
    )


def test_rows_of_nonsense_are_read() -> None:
    rows = plan(shift_row("nobody"), shift_row("amy"), shift_row("amy"))
    assert list(RULE.check(PlanView(problem(), rows))) == []


@given(lines=lines_of("DENL-", 10, 4, ["amy", "bob"]))
@settings(max_examples=60, deadline=None)
def test_model_and_checker_agree(lines: dict[str, str]) -> None:
    judge(RULE, *case(lines))
