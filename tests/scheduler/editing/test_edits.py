"""Changes by hand: what the plan is after each, and what is refused."""

import pytest

from scheduler.domain.values import PayClass
from scheduler.editing.edits import (
    CallSick,
    EditError,
    FillShift,
    GiveShift,
    GiveVisit,
    LockShift,
    LockVisit,
    MoveShift,
    PutShift,
)
from tests.build import (
    MONDAY,
    absence,
    at,
    day,
    shift_row,
    shift_type,
    visit,
    visit_row,
)
from tests.scheduler.editing.changing import changed, changed_whole
from tests.scheduler.robustness.ward import DAY, on_duty, ward, ward_plan

pytestmark = pytest.mark.usefixtures("plain_weeks")
NEXT = "2026-12-22"


def who_works(made: object) -> dict[str, str]:
    return {row.employee: row.shift for row in made.shifts}  # type: ignore[attr-defined]


def who_visits(made: object) -> dict[str, str]:
    return {row.visit: row.employee for row in made.visits}  # type: ignore[attr-defined]


def left_open(made: object) -> list[str]:
    return [row.visit for row in made.unassigned]  # type: ignore[attr-defined]


def test_a_shift_is_given_with_its_visits() -> None:
    made = changed(
        ward(), ward_plan(), GiveShift(employee="amy", date=day(0), to="dan")
    )
    assert who_works(made) == {"bea": "day", "dan": "day"}
    assert who_visits(made) == {"v1": "dan", "v2": "dan"}


def test_a_visit_as_overtime_begins_goes_along_once() -> None:
    case = ward(visits=(visit("v1"), visit("v2", f"{MONDAY} 16:00")))
    late = shift_row(
        "amy", f"{MONDAY} 16:00", f"{MONDAY} 18:00", part=2, pay_class="overtime"
    )
    first, _ = ward_plan().visits
    before = ward_plan().model_copy(
        update={
            "shifts": (*ward_plan().shifts, late),
            "visits": (first, visit_row("v2", "amy", f"{MONDAY} 16:00")),
        }
    )
    made = changed(case, before, GiveShift(employee="amy", date=day(0), to="dan"))
    assert [row.visit for row in made.visits] == ["v1", "v2"]


def test_who_works_already_swaps() -> None:
    evening = shift_row(
        "bea", f"{MONDAY} 14:00", f"{MONDAY} 22:00", shift="eve", breaks=""
    )
    case = ward(visits=(visit("v1"), visit("v2", f"{MONDAY} 18:00")))
    before = ward_plan().model_copy(
        update={
            "shifts": (on_duty("amy"), evening),
            "visits": (
                visit_row("v1", "amy"),
                visit_row("v2", "bea", f"{MONDAY} 18:00"),
            ),
        }
    )
    made = changed(case, before, GiveShift(employee="amy", date=day(0), to="bea"))
    assert who_works(made) == {"amy": "eve", "bea": "day"}
    assert who_visits(made) == {"v1": "bea", "v2": "amy"}


def test_a_shift_is_paid_as_whoever_works_it_is_paid() -> None:
    made = changed(
        ward(), ward_plan(), GiveShift(employee="amy", date=day(0), to="hal")
    )
    [row] = [row for row in made.shifts if row.employee == "hal"]
    assert row.pay_class is PayClass.HOURLY


@pytest.mark.parametrize(
    ("who", "above", "paid"),
    [
        ("cia", False, PayClass.ORDINARY),
        ("cia", True, PayClass.EXTRA),
        ("dan", True, PayClass.OVERTIME),
        ("hal", False, PayClass.HOURLY),
    ],
)
def test_a_shift_is_put_with_its_breaks(who: str, above: bool, paid: PayClass) -> None:
    change = PutShift(employee=who, date=day(1), shift="day", above=above)
    made = changed(ward(), ward_plan(), change)
    [row] = [row for row in made.shifts if row.employee == who]
    assert (row.start, row.end) == (at("2026-12-22 07:00"), at("2026-12-22 16:00"))
    assert row.paid_minutes == 510
    assert row.pay_class is paid


def test_a_day_off_leaves_the_visits_open() -> None:
    made = changed(
        ward(), ward_plan(), PutShift(employee="amy", date=day(0), shift=None)
    )
    assert who_works(made) == {"bea": "day"}
    assert (made.visits, left_open(made)) == ((), ["v1", "v2"])


def test_a_visit_is_given_with_the_way_to_it() -> None:
    made = changed(ward(), ward_plan(), GiveVisit(visit="v2", to="bea"))
    assert who_visits(made) == {"v1": "amy", "v2": "bea"}
    [row] = [row for row in made.visits if row.visit == "v2"]
    assert (row.start, row.from_id) == (at("2026-12-21 13:00"), "centre")
    nobody = changed(ward(), made, GiveVisit(visit="v2", to=None))
    assert left_open(nobody) == ["v2"]
    again = changed(
        ward(), nobody, GiveVisit(visit="v2", to="amy", start=at("2026-12-21 13:30"))
    )
    assert left_open(again) == []
    assert [row.start for row in again.visits if row.visit == "v2"] == [
        at("2026-12-21 13:30")
    ]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (GiveShift(employee="zed", date=day(0), to="amy"), "no_person"),
        (GiveShift(employee="amy", date=day(0), to="zed"), "no_person"),
        (GiveShift(employee="dan", date=day(0), to="amy"), "no_shift"),
        (GiveShift(employee="amy", date=day(0), to="amy"), "no_shift"),
        (GiveShift(employee="amy", date=day(-1), to="dan"), "no_day"),
        (PutShift(employee="dan", date=day(0), shift=None), "no_shift"),
        (PutShift(employee="dan", date=day(0), shift="none"), "no_shift_type"),
        (PutShift(employee="dan", date=day(0), shift="mon"), "no_unit"),
        (PutShift(employee="dan", date=day(1), shift="mon"), "no_shift_type"),
        (GiveVisit(visit="v9", to="amy"), "no_visit"),
        (GiveVisit(visit="v1", staff_no=2, to="amy"), "no_visit"),
        (GiveVisit(visit="v1", to="zed"), "no_person"),
        (MoveShift(employee="dan", date=day(0), to="dan", to_date=day(1)), "no_shift"),
        (MoveShift(employee="amy", date=day(0), to="bea", to_date=day(0)), "no_shift"),
        (MoveShift(employee="amy", date=day(0), to="amy", to_date=day(-1)), "no_day"),
        (FillShift(employee="dan", date=day(0), to="amy"), "no_shift"),
        (FillShift(employee="zed", date=day(0), to="amy"), "no_person"),
        (FillShift(employee="amy", date=day(0), to="zed"), "no_candidate"),
        (
            CallSick(
                employee="zed", start=at(f"{MONDAY} 00:00"), end=at(f"{NEXT} 00:00")
            ),
            "no_person",
        ),
        (
            CallSick(
                employee="amy",
                start=at(f"{MONDAY} 00:00"),
                end=at(f"{NEXT} 00:00"),
                instead={day(0): "zed"},
            ),
            "no_candidate",
        ),
        (LockShift(employee="dan", date=day(0), locked=True), "no_shift"),
        (LockVisit(visit="v9", locked=True), "no_visit"),
    ],
)
def test_what_is_not_there_is_refused(change: object, code: str) -> None:
    monday = shift_type("mon", breaks=DAY, unit=None, days=(True, *[False] * 6))
    case = ward(shift_types=(*ward().shift_types, monday))
    if code == "no_unit":
        change = change.model_copy(update={"unit": "moon"})  # type: ignore[attr-defined]
    with pytest.raises(EditError) as refused:
        changed(case, ward_plan(), change)  # type: ignore[arg-type]
    assert refused.value.code == code


def test_a_shift_moves_to_another_day_and_leaves_its_visits() -> None:
    move = MoveShift(employee="amy", date=day(0), to="amy", to_date=day(1))
    made = changed(ward(), ward_plan(), move)
    [row] = [row for row in made.shifts if row.employee == "amy"]
    assert (row.date, row.start) == (day(1), at(f"{NEXT} 07:00"))
    assert left_open(made) == ["v1", "v2"]


def test_shifts_of_two_days_change_places() -> None:
    tuesday = PutShift(employee="dan", date=day(1), shift="eve")
    before = changed(ward(), ward_plan(), tuesday)
    move = MoveShift(employee="amy", date=day(0), to="dan", to_date=day(1))
    made = changed(ward(), before, move)
    found = {(r.employee, r.date): r.shift for r in made.shifts}
    assert found == {
        ("amy", day(0)): "eve",
        ("bea", day(0)): "day",
        ("dan", day(1)): "day",
    }


def test_overtime_that_moves_is_paid_as_such_to_whoever_works_it() -> None:
    extra = PutShift(employee="cia", date=day(1), shift="day", above=True)
    before = changed(ward(), ward_plan(), extra)
    move = MoveShift(employee="cia", date=day(1), to="dan", to_date=day(2))
    made = changed(ward(), before, move)
    [row] = [row for row in made.shifts if row.employee == "dan"]
    assert row.pay_class is PayClass.OVERTIME


def test_a_shift_of_no_such_weekday_does_not_move_there() -> None:
    monday = shift_type("day", breaks=DAY, days=(True, *[False] * 6))
    move = MoveShift(employee="amy", date=day(0), to="amy", to_date=day(1))
    with pytest.raises(EditError) as refused:
        changed(ward(shift_types=(monday,)), ward_plan(), move)
    assert refused.value.code == "no_shift_type"


def test_a_candidate_comes_above_the_contract_and_makes_the_visits() -> None:
    fill = FillShift(employee="amy", date=day(0), to="dan")
    made = changed(ward(), ward_plan(), fill)
    assert who_works(made) == {"bea": "day", "dan": "day"}
    [row] = [row for row in made.shifts if row.employee == "dan"]
    assert row.pay_class is PayClass.OVERTIME
    assert left_open(made) == []


def test_nobody_comes_and_colleagues_take_the_visits() -> None:
    fill = FillShift(employee="amy", date=day(0), to=None)
    made = changed(ward(), ward_plan(), fill)
    assert who_works(made) == {"bea": "day"}
    assert who_visits(made) == {"v1": "bea", "v2": "bea"}


def test_whoever_is_away_does_not_step_in() -> None:
    case = ward(absences=(absence("dan", f"{MONDAY} 15:59", f"{MONDAY} 18:00"),))
    with pytest.raises(EditError) as refused:
        changed(case, ward_plan(), FillShift(employee="amy", date=day(0), to="dan"))
    assert refused.value.code == "no_candidate"


@pytest.mark.parametrize(
    ("instead", "works"),
    [
        ({}, {"bea": "day"}),
        ({day(0): None}, {"bea": "day"}),
        ({day(0): "hal"}, {"bea": "day", "hal": "day"}),
    ],
    ids=["the best", "nobody", "whoever is chosen"],
)
def test_who_is_ill_is_away_and_others_step_in(
    instead: dict[object, str | None], works: dict[str, str]
) -> None:
    call = CallSick(
        employee="amy",
        start=at(f"{MONDAY} 06:00"),
        end=at(f"{NEXT} 00:00"),
        instead=instead,
    )
    made = changed_whole(ward(), ward_plan(), call)
    assert who_works(made.plan) == works
    assert left_open(made.plan) == []
    [away] = made.problem.absences
    assert (away.employee, away.start) == ("amy", at(f"{MONDAY} 06:00"))


def test_a_shift_is_locked_once_and_unlocked() -> None:
    lock = LockShift(employee="amy", date=day(0), locked=True)
    made = changed_whole(ward(), ward_plan(), lock)
    again = changed_whole(made.problem, made.plan, lock)
    assert [r.employee for r in again.problem.locked_shifts] == ["amy"]
    bea = lock.model_copy(update={"employee": "bea"})
    both = changed_whole(again.problem, again.plan, bea)
    assert [r.employee for r in both.problem.locked_shifts] == ["amy", "bea"]
    off = lock.model_copy(update={"locked": False})
    [left] = changed_whole(both.problem, both.plan, off).problem.locked_shifts
    assert left.employee == "bea"


def test_a_visit_is_locked_to_whoever_makes_it_and_unlocked() -> None:
    lock = LockVisit(visit="v2", locked=True)
    made = changed_whole(ward(), ward_plan(), lock)
    [row] = made.problem.locked_visits
    assert (row.visit, row.employee) == ("v2", "amy")
    off = lock.model_copy(update={"locked": False})
    assert changed_whole(made.problem, made.plan, off).problem.locked_visits == ()


def test_a_visit_that_nobody_makes_is_not_locked() -> None:
    before = changed(ward(), ward_plan(), GiveVisit(visit="v2", to=None))
    with pytest.raises(EditError) as refused:
        changed(ward(), before, LockVisit(visit="v2", locked=True))
    assert refused.value.code == "open_visit"
