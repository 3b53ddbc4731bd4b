"""Who is drawn: the same people every time, and more of them for more."""

import pytest

from data.scenario.presets.chance import drawn, share_of
from tests.data.scenario.presets.build import (
    Document,
    added,
    applied,
    monthly,
    patched,
    people,
    refused,
    sample,
)

IDS = [f"e{number}" for number in range(50)]


def test_who_is_new_leaves_the_order_of_the_others_as_it_was() -> None:
    more = drawn([*IDS, "new"], "x")
    assert [id_ for id_ in more if id_ != "new"] == drawn(reversed(IDS), "x")
    assert drawn(IDS, "x") != drawn(IDS, "y")


@pytest.mark.parametrize(
    ("percent", "count"), [(0, 0), (0.9, 0), (1, 1), (50, 25), (99, 50), (100, 50)]
)
def test_a_share_is_rounded_half_up(percent: float, count: int) -> None:
    assert len(share_of(IDS, percent, "x")) == count


@pytest.mark.parametrize(
    ("low", "high", "file"),
    [
        ("sickness:5", "sickness:12", "absences"),
        ("outbreak:1,10", "outbreak:1,40", "absences"),
        ("demand:10", "demand:30", "clients"),
        ("demand:10", "demand:30", "visits"),
    ],
)
def test_more_of_it_holds_all_of_less(low: str, high: str, file: str) -> None:
    base = sample("lekeberg")
    few, many = (added(file, base, patched(text, base)) for text in (low, high))
    assert 0 < len(few) < len(many)
    assert [row for row in few if row not in many] == []


@pytest.mark.parametrize(
    ("low", "high"),
    [
        ("dispensers:10", "dispensers:60"),
        ("digital-supervision:20", "digital-supervision:70"),
    ],
)
def test_what_a_small_share_saves_a_greater_one_saves_too(low: str, high: str) -> None:
    base = sample("lekeberg")
    some, fewer = (patched(text, base)["visits"] for text in (low, high))
    assert len(fewer) < len(some) < len(base["visits"])
    assert [visit for visit in fewer if visit not in some] == []


def test_fewer_posts_are_emptied_for_less() -> None:
    base = sample("lekeberg")
    some, fewer = (monthly(patched(f"staffing:-{x}", base)) for x in (4, 10))
    assert fewer.keys() < some.keys() < monthly(base).keys()


def test_the_same_lines_are_vacant_however_they_are_covered() -> None:
    base = sample()
    empty, filled = (
        people(applied(f"vacancies:3,{cover}", base))
        for cover in ("overtime", "recruited")
    )
    assert len(empty) == len(people(base)) - 3
    assert len(filled) == len(people(base))
    assert empty.keys() == filled.keys() & people(base).keys()


@pytest.mark.parametrize(
    "text",
    [
        "friday-ob:17",
        "extra-hours:after-2025",
        "daily-rest:11",
        "weekly-rest:36",
        "lending:local",
        "merge:hemma,hemma",
        "summer-leave",
        "outbreak:2",
        "double-visits:1",
        "staffing:0",
    ],
)
def test_what_would_change_nothing_is_refused(text: str) -> None:
    base: Document = sample()
    assert [fault.code for fault in refused(text, base)] == ["preset_hits_nothing"]


def test_a_unit_that_is_not_there_is_named_with_those_that_are() -> None:
    found = refused("merge:hem,dag", sample())
    assert [(f.code, f.value) for f in found] == [
        ("preset_unit", "hem"),
        ("preset_unit", "dag"),
    ]
    assert "hemma, natt" in found[0].text("sv")
    [fault] = refused("staffing:10,dag", sample())
    assert fault.code == "preset_unit"
