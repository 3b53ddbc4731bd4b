"""Changes by hand: what the plan is after each, and what is refused."""

import pytest

from scheduler.domain.values import PayClass
from scheduler.editing.edits import EditError, GiveShift, GiveVisit, PutShift, edited
from tests.build import MONDAY, at, day, shift_row, shift_type, visit, visit_row
from tests.scheduler.robustness.ward import DAY, on_duty, ward, ward_plan

pytestmark = pytest.mark.usefixtures("plain_weeks")


def who_works(made: object) -> dict[str, str]:
    return {row.employee: row.shift for row in made.shifts}  # type: ignore[attr-defined]


def who_visits(made: object) -> dict[str, str]:
    return {row.visit: row.employee for row in made.visits}  # type: ignore[attr-defined]


def left_open(made: object) -> list[str]:
    return [row.visit for row in made.unassigned]  # type: ignore[attr-defined]


def test_a_shift_is_given_with_its_visits() -> None:
    made = edited(ward(), ward_plan(), GiveShift(employee="amy", date=day(0), to="dan"))
    assert who_works(made) == {"bea": "day", "dan": "day"}
    assert who_visits(made) == {"v1": "dan", "v2": "dan"}


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
    made = edited(case, before, GiveShift(employee="amy", date=day(0), to="bea"))
    assert who_works(made) == {"amy": "eve", "bea": "day"}
    assert who_visits(made) == {"v1": "bea", "v2": "amy"}


def test_a_shift_is_paid_as_whoever_works_it_is_paid() -> None:
    made = edited(ward(), ward_plan(), GiveShift(employee="amy", date=day(0), to="hal"))
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
    made = edited(ward(), ward_plan(), change)
    [row] = [row for row in made.shifts if row.employee == who]
    assert (row.start, row.end) == (at("2026-12-22 07:00"), at("2026-12-22 16:00"))
    assert row.paid_minutes == 510
    assert row.pay_class is paid


def test_a_day_off_leaves_the_visits_open() -> None:
    made = edited(
        ward(), ward_plan(), PutShift(employee="amy", date=day(0), shift=None)
    )
    assert who_works(made) == {"bea": "day"}
    assert (made.visits, left_open(made)) == ((), ["v1", "v2"])


def test_a_visit_is_given_with_the_way_to_it() -> None:
    made = edited(ward(), ward_plan(), GiveVisit(visit="v2", to="bea"))
    assert who_visits(made) == {"v1": "amy", "v2": "bea"}
    [row] = [row for row in made.visits if row.visit == "v2"]
    assert (row.start, row.from_id) == (at("2026-12-21 13:00"), "centre")
    nobody = edited(ward(), made, GiveVisit(visit="v2", to=None))
    assert left_open(nobody) == ["v2"]
    again = edited(
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
    ],
)
def test_what_is_not_there_is_refused(change: object, code: str) -> None:
    monday = shift_type("mon", breaks=DAY, unit=None, days=(True, *[False] * 6))
    case = ward(shift_types=(*ward().shift_types, monday))
    if code == "no_unit":
        change = change.model_copy(update={"unit": "moon"})  # type: ignore[attr-defined]
    with pytest.raises(EditError) as refused:
        edited(case, ward_plan(), change)  # type: ignore[arg-type]
    assert refused.value.code == code
