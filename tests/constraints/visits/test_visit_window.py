import pytest

from constraints.visits.visit_window import VisitWindow
from scheduler.domain.plan import ShiftRow, VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.rules.rule import Breach
from scheduler.rules.tour_weights import TourWeights
from tests.build import plan, problem, shift_row, team, unit, visit, visit_row

RULE = VisitWindow()
SHIFT = shift_row()


def _check(
    *rows: VisitRow | ShiftRow, priority: int = 1, rule: VisitWindow = RULE
) -> list[Breach]:
    """Judge rows of a visit in ``centre`` whose window is 09:00 to 10:00."""
    wanted = visit(start="2026-12-21 09:00", priority=priority, staff=2)
    made = problem(
        employees=team("amy", "bea"),
        units=(unit(), unit("outer")),
        visits=(wanted,),
    )
    return list(rule.check(PlanView(made, plan(*rows))))


def _row(clock: str, employee: str = "amy", minutes: int = 30) -> VisitRow:
    return visit_row("v1", employee, f"2026-12-21 {clock}", minutes)


@pytest.mark.parametrize("priority", [1, 3])
@pytest.mark.parametrize(
    ("clock", "off"),
    [("08:59", 1), ("09:00", 0), ("10:00", 0), ("10:01", 1), ("12:00", 120)],
)
def test_priorities_one_and_three_start_in_the_window(
    priority: int, clock: str, off: int
) -> None:
    breaches = _check(SHIFT, _row(clock), priority=priority)
    assert [b.amount for b in breaches] == ([off] if off else [])
    assert all(b.hard and b.cost == 0 for b in breaches)


@pytest.mark.parametrize(
    ("clock", "off", "hard"),
    [
        ("08:29", 31, True),
        ("08:30", 30, False),
        ("08:59", 1, False),
        ("09:00", 0, False),
        ("10:00", 0, False),
        ("10:01", 1, False),
        ("10:30", 30, False),
        ("10:31", 31, True),
    ],
)
def test_priority_two_bends_half_an_hour_at_a_price(
    clock: str, off: int, hard: bool
) -> None:
    found = [(b.amount, b.hard, b.cost) for b in _check(SHIFT, _row(clock), priority=2)]
    assert found == ([(off, hard, 0 if hard else off * 1000)] if off else [])


def test_two_people_pay_for_their_visit_once() -> None:
    rows = (SHIFT, shift_row("bea"), _row("10:05"), _row("10:05", "bea"))
    assert [b.cost for b in _check(*rows, priority=2)] == [5_000]


def test_of_two_starts_the_one_furthest_outside_counts() -> None:
    rows = (SHIFT, shift_row("bea"), _row("08:50"), _row("10:05", "bea"))
    for order in (rows, rows[::-1]):
        [breach] = _check(*order)
        assert (breach.amount, breach.facts["start"]) == (10, "2026-12-21 08:50")


@pytest.mark.parametrize(
    ("clock", "minutes", "held"),
    [
        pytest.param("09:00", 60, True, id="fills the shift"),
        pytest.param("09:00", 61, False, id="ends a minute late"),
        pytest.param("10:00", 1, False, id="after the shift"),
        pytest.param("09:30", 30, True, id="ends with it"),
    ],
)
def test_a_visit_lies_within_a_shift(clock: str, minutes: int, held: bool) -> None:
    short = shift_row(start="2026-12-21 09:00", end="2026-12-21 10:00")
    breaches = _check(short, _row(clock, minutes=minutes))
    assert [b.message for b in breaches] == ([] if held else ["no_shift"])
    assert all(b.hard and b.employee == "amy" for b in breaches)


def test_a_visit_does_not_begin_before_the_shift() -> None:
    late = shift_row(start="2026-12-21 09:01")
    assert [b.message for b in _check(late, _row("09:00"))] == ["no_shift"]


def test_a_visit_does_not_lie_across_the_gap_of_a_split_shift() -> None:
    parts = (
        shift_row(end="2026-12-21 09:15"),
        shift_row(start="2026-12-21 09:20", part=2),
    )
    assert [b.message for b in _check(*parts, _row("09:00"))] == ["no_shift"]
    assert _check(*parts, _row("09:20")) == []


@pytest.mark.parametrize(
    ("unit_id", "minutes", "message"),
    [
        pytest.param("centre", 30, None, id="ends with the overtime"),
        pytest.param("centre", 31, "no_shift", id="ends a minute after it"),
        pytest.param("outer", 30, "no_shift", id="the overtime is elsewhere"),
    ],
)
def test_a_visit_may_begin_in_the_shift_and_end_in_the_overtime_after_it(
    unit_id: str, minutes: int, message: str | None
) -> None:
    overtime = shift_row(
        start="2026-12-21 09:15", end="2026-12-21 09:30", part=2, unit=unit_id
    )
    rows = overtime, shift_row(end="2026-12-21 09:15"), _row("09:00", minutes=minutes)
    assert [b.message for b in _check(*rows)] == ([message] if message else [])


def test_somebody_elses_shift_does_not_help() -> None:
    assert [b.message for b in _check(shift_row("bea"), _row("09:00"))] == ["no_shift"]
    assert [b.message for b in _check(_row("09:00"))] == ["no_shift"]


def test_the_shift_is_in_the_unit_that_performs_the_visit() -> None:
    away = shift_row(unit="outer")
    assert [b.message for b in _check(away, _row("09:00"))] == ["wrong_unit"]
    lent = shift_row(start="2026-12-21 12:00", end="2026-12-21 13:00", unit="outer")
    assert _check(SHIFT, lent, _row("09:00")) == []


def test_its_defaults_are_the_engines() -> None:
    assert RULE.price_tours(TourWeights()) == TourWeights()
    own = VisitWindow(flex_minutes=5, price_kr=3)
    changed = own.price_tours(TourWeights())
    assert (changed.flex_minutes, changed.outside_minute) == (5, 300)
    found = [
        (b.hard, b.cost)
        for clock in ("10:05", "10:06")
        for b in _check(SHIFT, _row(clock), priority=2, rule=own)
    ]
    assert found == [(False, 1500), (True, 0)]


def test_the_sentences_say_when_and_where() -> None:
    [bent] = _check(SHIFT, _row("10:05"), priority=2)
    [broken] = _check(SHIFT, _row("10:05"))
    [nowhere] = _check(_row("09:00"))
    [elsewhere] = _check(shift_row(unit="outer"), _row("09:00"))
    assert RULE.explain(broken) == (
        "Besök v1 hos carl börjar 2026-12-21 10:05, 5 min utanför sitt tidsfönster "
        "(2026-12-21 09:00 till 2026-12-21 10:00)."
    )
    assert "upp till 30 min" in RULE.explain(bent)
    assert RULE.explain(nowhere).startswith("Amy har inget arbetspass")
    assert RULE.explain(elsewhere).startswith("Amy arbetar i outer")
    for breach in (bent, broken, nowhere, elsewhere):
        assert "v1" in RULE.explain(breach, "en")
