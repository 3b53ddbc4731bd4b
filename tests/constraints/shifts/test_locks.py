import pytest
from ortools.sat.python import cp_model
from pydantic import ValidationError

from constraints.shifts.locks import Locks
from scheduler.domain.plan import ShiftRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.roster.variables import Roster
from tests.build import (
    day,
    employee,
    hourly,
    plan,
    problem,
    shift_row,
    shift_type,
    team,
    visit,
    visit_row,
)
from tests.judge import Chosen, Pick, judge, offer

RULE = Locks()
TYPES = (shift_type("day"), shift_type("late", "13:00-21:00"))
SPLIT = shift_type("split", "07:00-11:00|15:00-19:00")
LOCK = shift_row("amy")


def locked(*rows: ShiftRow, **given: object) -> Problem:
    return problem(
        **{
            "shift_types": (*TYPES, SPLIT),
            "employees": (
                *team("amy", "bob"),
                employee("cat", degree_pct=50),
                hourly(),
            ),
            "locked_shifts": rows,
            **given,
        }
    )


def shift(who: str, number: int = 0, id_: str = "day") -> Chosen:
    return who, offer(locked(), id_, day(number))


AMY = shift("amy")


@pytest.mark.parametrize(
    ("works", "kept"),
    [
        pytest.param([AMY], True, id="as it stands"),
        pytest.param([AMY, shift("bob"), shift("amy", 1)], True, id="and more"),
        pytest.param([], False, id="gone"),
        pytest.param([shift("bob")], False, id="somebody else's"),
        pytest.param([shift("amy", 1)], False, id="another day"),
        pytest.param([shift("amy", 0, "late")], False, id="another shift"),
    ],
)
def test_locked_shift_is_in_the_plan(works: list[Chosen], kept: bool) -> None:
    breaches = judge(RULE, locked(LOCK), Pick(works, idle=[AMY]))
    assert [b.message for b in breaches] == ([] if kept else ["shift"])


def test_each_locked_row_is_a_breach_of_its_own() -> None:
    rows = (LOCK, shift_row("bob"))
    assert len(judge(RULE, locked(*rows), Pick(idle=[AMY, shift("bob")]))) == 2


@pytest.mark.parametrize(
    ("who", "locked_as", "extra", "kept"),
    [
        ("amy", "ordinary", False, True),
        ("amy", "ordinary", True, False),
        ("amy", "overtime", True, True),
        ("amy", "overtime", False, False),
        ("cat", "extra", True, True),
        ("cat", "extra", False, False),
        ("hal", "hourly", False, True),
    ],
)
def test_locked_shift_keeps_its_pay_class(
    who: str, locked_as: str, extra: bool, kept: bool
) -> None:
    works = [shift(who)]
    case = locked(shift_row(who, pay_class=locked_as))
    breaches = judge(RULE, case, Pick(works, extra=works if extra else ()))
    assert (breaches == []) is kept


def test_both_parts_of_a_split_shift_are_locked() -> None:
    rows = (
        shift_row("amy", end="2026-12-21 11:00", shift="split"),
        shift_row("amy", "2026-12-21 15:00", "2026-12-21 19:00", shift="split", part=2),
    )
    works = [shift("amy", 0, "split")]
    assert judge(RULE, locked(*rows), Pick(works)) == []
    assert len(judge(RULE, locked(*rows), Pick(idle=works))) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"start": LOCK.start + 1},
        {"end": LOCK.end - 1},
        {"unit": "elsewhere"},
        {"part": 2},
        {"date": day(1)},
    ],
)
def test_changed_row_is_not_the_locked_one(change: dict[str, object]) -> None:
    row = LOCK.model_copy(update=change)
    assert [b.message for b in RULE.check(PlanView(locked(LOCK), plan(row)))] == [
        "shift"
    ]


def test_breaks_are_kept_where_the_lock_names_them() -> None:
    named = shift_row("amy", breaks="11:00-11:30")
    moved = shift_row("amy", breaks="12:00-12:30")
    assert len(list(RULE.check(PlanView(locked(named), plan(moved))))) == 1
    assert list(RULE.check(PlanView(locked(named), plan(named)))) == []
    assert list(RULE.check(PlanView(locked(LOCK), plan(moved)))) == []


def test_lock_on_a_shift_that_is_not_possible_leaves_no_plan() -> None:
    for row in (shift_row("amy", end="2026-12-21 15:00"), shift_row("nobody")):
        assert len(judge(RULE, locked(row), Pick([AMY]))) == 1


def test_locked_visit_keeps_person_place_and_times() -> None:
    case = locked(visits=(visit("v1"),), locked_visits=(visit_row("v1"),))
    kept = visit_row("v1", from_id="elsewhere", travel_minutes=9)
    assert list(RULE.check(PlanView(case, plan(kept)))) == []
    for change in (
        {"employee": "bob"},
        {"staff_no": 2},
        {"start": kept.start + 1},
        {"end": kept.end + 1},
    ):
        row = kept.model_copy(update=change)
        [breach] = RULE.check(PlanView(case, plan(row)))
        assert (breach.message, breach.visit) == ("visit", "v1")


@pytest.mark.parametrize(
    ("works", "status"),
    [
        ([AMY], cp_model.OPTIMAL),
        ([shift("amy", 0, "late")], cp_model.INFEASIBLE),
        ([shift("bob")], cp_model.INFEASIBLE),
        ([], cp_model.INFEASIBLE),
    ],
)
def test_somebody_with_a_locked_visit_is_on_duty(
    works: list[Chosen], status: int
) -> None:
    case = locked(visits=(visit("v1"),), locked_visits=(visit_row("v1"),))
    roster = Roster(case, {who: [option] for who, option in works}, fixed=works)
    RULE.post(roster)
    assert cp_model.CpSolver().solve(roster.model) == status


def test_shift_that_ends_before_a_locked_visit_does_is_not_enough() -> None:
    stop = visit_row("v1", start="2026-12-21 15:45")
    case = locked(visits=(visit("v1"),), locked_visits=(stop,))
    roster = Roster(case, {"amy": [AMY[1]]})
    RULE.post(roster)
    assert cp_model.CpSolver().solve(roster.model) == cp_model.INFEASIBLE


def test_sentences_name_person_and_times() -> None:
    stop = visit_row("v1")
    case = locked(LOCK, visits=(visit("v1"),), locked_visits=(stop,))
    first, second = RULE.check(PlanView(case, plan()))
    assert RULE.explain(first) == (
        "Det låsta passet day för Amy 2026-12-21 07:00–2026-12-21 16:00 saknas "
        "eller är ändrat."
    )
    assert RULE.explain(second, "en") == (
        "The locked visit v1 of Amy, 2026-12-21 08:00 to 2026-12-21 08:30, is missing "
        "or changed."
    )


def test_locks_cannot_be_soft() -> None:
    with pytest.raises(ValidationError):
        Locks.model_validate({"hard": False})


@pytest.mark.parametrize(
    ("told_days", "kept"),
    [
        pytest.param(0, True, id="only locks stand"),
        pytest.param(1, False, id="the day after the notice"),
    ],
)
def test_whoever_was_told_to_be_free_stays_free(told_days: int, kept: bool) -> None:
    told = locked(published_on=day(0), published_shifts=(shift_row("bob"),))
    breaches = judge(Locks(told_days=told_days), told, Pick([AMY, shift("bob")]))
    assert [(b.message, b.employee) for b in breaches] == (
        [] if kept else [("free", "amy")]
    )


def test_whoever_was_told_nothing_is_not_free() -> None:
    untold = frozenset({("amy", day(0))})
    told = locked(published_on=day(0), published_shifts=(shift_row("bob"),))
    told = told.model_copy(update={"untold": untold})
    works = Pick([AMY, shift("bob")])
    assert judge(Locks(told_days=1), told, works) == []


def test_free_days_beyond_the_notice_and_of_hourly_staff_are_open() -> None:
    told = locked(published_on=day(0), published_shifts=(shift_row("bob"),))
    works = [shift("amy", 1), shift("hal")]
    assert judge(Locks(told_days=1), told, Pick(works)) == []


def test_without_a_day_on_which_it_is_told_no_day_is_near() -> None:
    told = locked(published_shifts=(shift_row("bob"),))
    assert judge(Locks(told_days=14), told, Pick([AMY])) == []
