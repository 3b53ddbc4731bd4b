from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constraints.shifts.weekend_duty import WeekendDuty
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Problem
from tests.build import absence, employee, plan, problem, shift_row
from tests.constraints.lines import case, lines_of
from tests.judge import Pick, judge

PATTERN = WeekendDuty(split_weekend_price_kr=0)
WHOLE = WeekendDuty()


def patterned(worked: int, of: int, **given: object) -> Employee:
    return employee("amy", weekends={"worked": worked, "of": of}, **given)


EVERY_SECOND = patterned(1, 2)


def found(
    line: str,
    who: Employee = EVERY_SECOND,
    rule: WeekendDuty = PATTERN,
    **given: object,
) -> list[tuple[str | None, int]]:
    breaches = judge(rule, *case({"amy": line}, (who,), **given))
    return [(str(b.date), b.amount) for b in breaches]


@pytest.mark.parametrize(
    ("line", "breaches"),
    [
        pytest.param("-----DD-------", [], id="the first"),
        pytest.param("------------DD", [], id="the second"),
        pytest.param("-----DD-----DD", [("2027-01-02", 1)], id="both"),
        pytest.param("-----D-------D", [("2027-01-02", 1)], id="a day of each"),
        pytest.param("----D-------D-", [], id="Fridays"),
        pytest.param("-----N------N-", [("2027-01-02", 1)], id="nights"),
        pytest.param("------N-----N-", [("2027-01-02", 1)], id="the night to Monday"),
        pytest.param("----NN-----N--", [], id="the night to Saturday is Friday's"),
    ],
)
def test_every_second_weekend(line: str, breaches: list[tuple[str, int]]) -> None:
    assert found(line) == breaches


def test_history_is_part_of_the_pattern() -> None:
    assert found("D|-----DD") == [("2026-12-26", 1)]  # last Sunday
    assert found("DD|-----DD") == [("2026-12-26", 1)]
    assert found("D--|-----DD") == []  # last Friday
    assert found("DD-------|-----DD") == []  # the weekend before


def test_two_of_five() -> None:
    two_of_five = patterned(2, 5)
    week, off = "-----DD", "-------"
    assert found(week + off + off + week + off, two_of_five) == []
    assert found(week + off + off + off + week + week, two_of_five) == []
    assert found(week + week + off + off + week, two_of_five) == [("2027-01-23", 1)]


def test_none_at_all() -> None:
    assert found("-----D-", patterned(0, 1)) == [("2026-12-26", 1)]


def test_what_history_exceeds_alone_is_not_the_plans_breach() -> None:
    past = "-----DD-----DD|"
    every_third = patterned(1, 3)
    assert found(past + "-------", every_third) == []
    assert found(past + "-----DD", every_third) == [("2026-12-26", 1)]


def test_no_pattern_is_no_limit() -> None:
    assert found("-----D------DD", employee(), WHOLE) == []


@pytest.mark.parametrize(
    ("start", "line", "breaches"),
    [
        pytest.param(date(2026, 12, 27), "D-----D", [("2027-01-02", 1)], id="Sunday"),
        pytest.param(
            date(2026, 12, 26), "D------D", [("2027-01-02", 1)], id="Saturday"
        ),
        pytest.param(
            date(2026, 12, 27), "D|D-----", [], id="one weekend on both sides"
        ),
        pytest.param(
            date(2026, 12, 27),
            "D|------D",
            [("2027-01-02", 1)],
            id="Saturday's history",
        ),
    ],
)
def test_the_plan_may_begin_or_end_in_a_weekend(
    start: date, line: str, breaches: list[tuple[str, int]]
) -> None:
    assert found(line, start=start) == breaches


def test_a_soft_pattern_has_a_price() -> None:
    soft = WeekendDuty(hard=False, price_kr=2000, split_weekend_price_kr=0)
    made = case({"amy": "DD|-----DD-----DD"}, (EVERY_SECOND,))
    assert [b.cost for b in judge(soft, *made)] == [200_000, 200_000]


@pytest.mark.parametrize(
    ("line", "halves"),
    [
        pytest.param("-----D-", 1, id="Saturday"),
        pytest.param("------E", 1, id="Sunday"),
        pytest.param("-----DE", 0, id="both"),
        pytest.param("----D--", 0, id="none"),
    ],
)
def test_half_a_weekend_has_a_price(line: str, halves: int) -> None:
    breaches = judge(WHOLE, *case({"amy": line}, (EVERY_SECOND,)))
    assert [b.cost for b in breaches] == [50_000] * halves


@pytest.mark.parametrize(
    "away",
    [
        pytest.param(
            {"absences": ("2026-12-27 00:00", "2026-12-28 00:00")}, id="Sunday"
        ),
        pytest.param({"last": date(2026, 12, 26)}, id="employed to Saturday"),
    ],
)
def test_half_a_weekend_is_fine_when_the_other_half_is_closed(
    away: dict[str, object],
) -> None:
    spans = away.pop("absences", None)
    absences = (absence("amy", *spans),) if isinstance(spans, tuple) else ()
    who = patterned(1, 2, **away)
    assert found("-----D-", who, WHOLE, absences=absences) == []


def test_an_absence_that_ends_at_the_weekend_closes_nothing() -> None:
    until = (absence("amy", "2026-12-22 00:00", "2026-12-26 00:00"),)
    assert len(found("-----D-", rule=WHOLE, absences=until)) == 1
    after = (absence("amy", "2026-12-28 00:00", "2026-12-30 00:00"),)
    assert len(found("-----D---", rule=WHOLE, absences=after)) == 1
    into = (absence("amy", "2026-12-22 00:00", "2026-12-26 00:01"),)
    assert found("------D", rule=WHOLE, absences=into) == []


def test_a_weekend_cut_by_the_end_of_the_plan_is_not_half() -> None:
    assert found("-----D", rule=WHOLE) == []


def test_breaches_are_said_in_words() -> None:
    [both] = judge(PATTERN, *case({"amy": "-----DD-----DD"}, (EVERY_SECOND,)))
    assert PATTERN.explain(both) == (
        "Amy arbetar 2 av 2 helger i följd till och med helgen 2027-01-02; "
        "mönstret tillåter 1."
    )
    [half] = judge(WHOLE, *case({"amy": "------D"}, (EVERY_SECOND,)))
    assert WHOLE.explain(half, "en") == (
        "Amy works only one of the weekend's two days, 2026-12-27."
    )


def test_rows_of_nonsense_are_read() -> None:
    rows = plan(
        shift_row("nobody"), shift_row("amy", "2026-12-01 07:00", "2026-12-01 16:00")
    )
    made = problem(employees=(EVERY_SECOND,))
    assert list(WHOLE.check(PlanView(made, rows))) == []


@st.composite
def cases(draw: st.DrawFn) -> tuple[Problem, Pick]:
    of = draw(st.integers(1, 4))
    pattern = patterned(draw(st.integers(0, of)), of)
    drawn = draw(lines_of("D--", draw(st.integers(1, 23)), draw(st.integers(0, 16))))
    start = date(2026, 12, draw(st.integers(14, 20)))
    return case(drawn, (pattern,), start=start)


@given(case=cases(), hard=st.booleans())
@settings(max_examples=80, deadline=None)
def test_model_and_checker_agree(case: tuple[Problem, Pick], *, hard: bool) -> None:
    judge(WeekendDuty(hard=hard, price_kr=0 if hard else 900), *case)
