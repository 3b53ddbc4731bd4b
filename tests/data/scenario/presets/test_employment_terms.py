"""Presets of agreements and of jour by night: who has them, and what is asked for."""

from collections.abc import Mapping
from typing import Any

import pytest

from data.reading.dataset import read_document
from data.scenario.presets.preset_text import find_preset
from scheduler.domain.values import OnCall
from scheduler.pay.agreement import agreement_of
from tests.data.scenario.presets.build import (
    Document,
    applied,
    by_id,
    people,
    refused,
    sample,
    scenario,
)

OURS = '[[ob]]\nsince = 2026-10-01\nb = 70.00\nsource = "x"\ncertainty = "stated"\n'
EMPTY: Mapping[str, Any] = {
    "date": None,
    "weekday": None,
    "skills": [],
    "max": None,
    "on_call": None,
}
NIGHT = {"unit_id": "natt", "min": 0, "want": 1}


def with_needs(*rows: Mapping[str, Any], **shift: object) -> Document:
    """Return the sample with staffing by night, and its night shift otherwise."""
    base = sample()
    base["staffing"] = [{**EMPTY, **NIGHT, **row} for row in rows]
    by_id(base, "shift_types", "shift_id")["N-N"].update(shift)
    return base


def asked(text: str, base: Document) -> list[tuple[object, ...]]:
    read_document(scenario(text, base))
    columns = ("date", "weekday", "start", "end", "on_call")
    made = scenario(text, base)["staffing"]
    return [tuple(row[name] for name in columns) for row in made]


def test_everybody_or_one_unit_is_employed_under_the_agreement() -> None:
    base = sample()
    base["employees"][0]["agreement"] = "PAN"
    for text, who in (("agreement", None), ("agreement:PAN,natt", "natt")):
        made = people(applied(text, base))
        for row in base["employees"]:
            is_theirs = who in (None, row["unit_id"]) or row["agreement"] == "PAN"
            found = made[row["employee_id"]]
            assert found == {**row, "agreement": "PAN" if is_theirs else None}
    back = people(applied("agreement:AB", base))
    assert back["e001"]["agreement"] == "AB"
    assert back["e002"] == people(base)["e002"]


def test_amounts_of_ones_own_lie_over_the_other_agreement() -> None:
    base = sample()
    base["agreements"] = {"ours": OURS}
    made = read_document(applied("agreement:PAN+ours", base))
    found = agreement_of(made, made.employees[0])
    assert (found.id, found.ob[-1].b, found.ob[-1].borrowed) == ("PAN+ours", 7000, "")
    assert agreement_of(made).id == "AB"


def test_as_of_a_day_everybody_still_is_employed_under_the_same() -> None:
    base = sample()
    base["dataset"]["agreement"] = "AB@2025-03-31"
    assert [f.code for f in refused("agreement:AB", base)] == ["preset_hits_nothing"]
    made = read_document(applied("agreement:PAN", base))
    assert agreement_of(made, made.employees[0]).id == "PAN@2025-03-31"


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ("agreement:XY", "agreement", "AB, PAN"),
        ("agreement:AB+ours", "agreement", "AB, PAN"),
        ("agreement:AB@1999-01-01", "agreement_day", "2000-01-01"),
        ("agreement:PAN,nowhere", "preset_unit", "hemma, natt"),
        ("nights:jour,23:00,06:00,nowhere", "preset_unit", "hemma, natt"),
    ],
)
def test_an_agreement_or_unit_that_is_not_there_is_a_fault(
    text: str, code: str, told: str
) -> None:
    [fault] = refused(text, sample())
    assert fault.code == code
    assert told in fault.message("sv")


def test_night_shifts_have_jour_and_no_break_meanwhile() -> None:
    breaks = ["30@02:00-04:00", "30@21:30-22:30"]
    base = with_needs(breaks=breaks, paid_meal=False)
    made = scenario("nights", base)
    before, after = (by_id(d, "shift_types", "shift_id") for d in (base, made))
    jour = {"on_call": ["jour@23:00-06:00"], "breaks": ["30@21:30-22:30"]}
    assert after == {**before, "N-N": {**before["N-N"], **jour}}
    [type_] = (t for t in read_document(made).shift_types if t.id == "N-N")
    assert [(r.on_call, r.minutes) for r in type_.on_call] == [(OnCall.JOUR, 420)]


@pytest.mark.parametrize("ends", ["07:15", "08:00"])
def test_a_night_that_ends_before_one_is_to_rise_has_no_jour(ends: str) -> None:
    """It must lie inside: someone comes before it and leaves after it."""
    found = refused(f"nights:jour,23:00,{ends}", sample())
    assert [fault.code for fault in found] == ["preset_hits_nothing"]
    assert not find_preset("nights:jour,23:00,07:14").patch(sample()).is_empty


def test_staffing_by_night_is_cut_where_they_go_to_sleep_and_rise() -> None:
    """That of other units is not, nor what would be asked for after the last day."""
    base = with_needs(
        {"date": "2026-12-01", "start": "21:00", "end": "07:00"},
        {"date": "2026-12-06", "start": "21:00", "end": "07:00"},
        {"date": "2026-12-02", "start": "05:00", "end": "09:00"},
        {"date": "2026-12-02", "start": "06:00", "end": "23:00"},
        {"date": "2026-12-02", "start": "00:00", "end": "04:00", "unit_id": "hemma"},
    )
    assert asked("nights", base) == [
        ("2026-12-02", None, "00:00", "04:00", None),
        ("2026-12-01", None, "21:00", "23:00", None),
        ("2026-12-01", None, "23:00", "06:00", "jour"),
        ("2026-12-02", None, "06:00", "07:00", None),
        ("2026-12-06", None, "21:00", "23:00", None),
        ("2026-12-06", None, "23:00", "06:00", "jour"),
        ("2026-12-02", None, "05:00", "06:00", "jour"),
        ("2026-12-02", None, "06:00", "09:00", None),
        ("2026-12-02", None, "06:00", "23:00", None),
    ]


def test_staffing_of_a_weekday_gets_dates_only_where_it_goes_on_the_next_day() -> None:
    weekly = {"weekday": 7, "start": "21:00", "end": "06:00"}
    monday = {"weekday": 1, "start": "21:00", "end": "07:00"}
    assert asked("nights", with_needs(weekly, monday)) == [
        (None, 7, "21:00", "23:00", None),
        (None, 7, "23:00", "06:00", "jour"),
        ("2026-11-30", None, "21:00", "23:00", None),
        ("2026-11-30", None, "23:00", "06:00", "jour"),
        ("2026-12-01", None, "06:00", "07:00", None),
    ]


def test_waking_nights_take_jour_back() -> None:
    row = {"date": "2026-12-01", "start": "23:00", "end": "06:00", "on_call": "jour"}
    standby = ["beredskap@21:15-22:00"]
    jour = ["jour@23:00-06:00", *standby]
    base = with_needs(row, breaks=[], paid_meal=False, on_call=jour)
    assert asked("nights:waking", base) == [
        ("2026-12-01", None, "23:00", "06:00", None)
    ]
    made = by_id(scenario("nights:waking", base), "shift_types", "shift_id")["N-N"]
    assert (made["on_call"], made["paid_meal"]) == (standby, True)
