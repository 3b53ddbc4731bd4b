"""Which places of a plan a change is about: who else may not have changed them."""

from datetime import date

import pytest

from api.drafts.edit_asked import (
    CallSickAsked,
    EditAsked,
    FillShiftAsked,
    GiveShiftAsked,
    GiveVisitAsked,
    PutShiftAsked,
    touched,
)

MONDAY = date(2026, 12, 21)


@pytest.mark.parametrize(
    ("asked", "places"),
    [
        (
            PutShiftAsked(kind="put", employee_id="amy", date=MONDAY, shift_id=None),
            ["amy@2026-12-21"],
        ),
        (
            GiveShiftAsked(kind="give", employee_id="amy", date=MONDAY, to="bea"),
            ["amy@2026-12-21", "bea@2026-12-21"],
        ),
        (GiveVisitAsked(kind="visit", visit_id="v1", to="amy"), ["v1#1"]),
        (GiveVisitAsked(kind="visit", visit_id="v1", staff_no=2, to=None), ["v1#2"]),
        (
            FillShiftAsked(kind="fill", employee_id="amy", date=MONDAY, to=None),
            ["amy@2026-12-21"],
        ),
        (
            CallSickAsked(
                kind="sick",
                employee_id="amy",
                start="2026-12-21T06:10",
                end="2026-12-23T00:00",
                also=("cia",),
                instead={MONDAY: "bea"},
                instead_also={"cia": {MONDAY: None}},
            ),
            [
                *(f"amy@2026-12-{n}" for n in (21, 22, 23)),
                *(f"cia@2026-12-{n}" for n in (21, 22, 23)),
                *("cia@2026-12-21", "amy@2026-12-21", "bea@2026-12-21"),
            ],
        ),
    ],
)
def test_a_change_is_about_the_days_and_visits_it_changes(
    asked: EditAsked, places: list[str]
) -> None:
    assert list(touched(asked)) == places
