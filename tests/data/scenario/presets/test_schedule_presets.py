"""Presets of weekends, shifts, leave, lending and units."""

from collections import Counter

import pytest

from data.scenario.presets.preset_text import find_preset
from tests.data.scenario.presets.build import (
    Document,
    added,
    applied,
    by_id,
    monthly,
    new,
    patched,
    people,
    refused,
    sample,
)


@pytest.mark.parametrize("pattern", ["1/2", "2/5", "1/3"])
def test_all_who_have_a_weekend_pattern_get_the_other(pattern: str) -> None:
    base = sample("lekeberg")
    made = people(patched(f"weekends:{pattern}", base))
    had = {i for i, row in people(base).items() if row["weekends"]}
    assert {i for i, row in made.items() if row["weekends"] == pattern} == had


def test_the_weekend_concept_gives_long_shifts_where_there_are_none() -> None:
    base = sample()
    base["shift_types"] = [r for r in base["shift_types"] if r["kind"] != "long"]
    made = applied("weekend-concept:1/3", base)
    [type_] = added("shift_types", base, made)
    assert (type_["shift_id"], type_["unit_id"]) == ("hemma-long", "hemma")
    assert (type_["start"], type_["end"], type_["days"]) == (
        "07:00",
        "20:00",
        "0000011",
    )
    kinds = {i: set(row["shift_kinds"]) for i, row in people(made).items()}
    assert {i for i in kinds if "long" not in kinds[i]} == {
        i for i, row in people(base).items() if row["shift_kinds"] == ["night"]
    }


def test_without_split_shifts_a_wish_for_one_is_no_wish_for_a_day_off() -> None:
    base = sample()
    split = [r["shift_id"] for r in base["shift_types"] if r["kind"] == "split"]
    wish = base["wishes"][0] | {"shift_id": split[0], "want": "off"}
    base["wishes"].append(wish)
    made = applied("no-split-shifts", base)
    assert made["wishes"] == base["wishes"][:-1]
    assert "split" not in {row["kind"] for row in made["shift_types"]}


@pytest.mark.parametrize(
    ("periods", "begins"),
    [
        (3, {"2026-12-14", "2027-01-11", "2027-02-08"}),
        (5, {"2026-12-14", "2026-12-28", "2027-01-11", "2027-01-25", "2027-02-08"}),
    ],
)
def test_leave_lies_in_periods_of_four_weeks(periods: int, begins: set[str]) -> None:
    base = sample("lekeberg")
    base["dataset"]["days"] = 84
    text = f"summer-leave:{periods},2026-12-14,2027-03-07"
    leave = added("absences", base, patched(text, base))
    count = Counter(row["start"] for row in leave)
    assert set(count) == begins
    assert count.total() == len(monthly(base))
    assert max(count.values()) - min(count.values()) <= 6  # units are spread one by one
    ends = {row["start"]: row["end"] for row in leave}
    assert ends["2026-12-14"] == "2027-01-10"


def test_leave_in_the_weeks_takes_the_place_of_vacation() -> None:
    base = sample("lekeberg")
    made = patched("summer-leave:3,2026-12-14,2027-03-07", base)
    old = [r for r in base["absences"] if r["kind"] == "vacation"]
    assert [row for row in old if row in made["absences"]] == []
    others = [r for r in base["absences"] if r["kind"] != "vacation"]
    assert [row for row in others if row not in made["absences"]] == []


def test_units_lend_to_their_nearest_or_to_nobody() -> None:
    base = sample("lekeberg")
    ring = by_id(patched("lending:rings,1", base), "units", "unit_id")
    assert all(len(row["lends_to"]) == 1 for row in ring.values())
    local = by_id(patched("lending:local", base), "units", "unit_id")
    assert [row["lends_to"] for row in local.values()] == [[]] * 4


def test_the_nearest_unit_comes_first() -> None:
    base = applied("pool:1", sample())
    home, night, pool = base["units"]
    night["lat"], pool["lat"] = home["lat"] + 0.2, home["lat"] + 0.1
    made = by_id(applied("lending:rings,2", base), "units", "unit_id")
    assert made["hemma"]["lends_to"] == ["pool", "natt"]
    assert made["natt"]["lends_to"] == ["pool", "hemma"]


def test_somebody_with_locked_work_takes_leave_another_time() -> None:
    base = sample()
    locked = {row["employee_id"] for row in base["locked_shifts"]}
    before = base["locked_shifts"]
    base["locked_shifts"] = []
    base["locked_visits"] = []
    text = "summer-leave:1,2026-11-30,2026-12-27"
    everybody = added("absences", base, applied(text, base))
    base["locked_shifts"] = before
    others = added("absences", base, applied(text, base))
    gone = {row["employee_id"] for row in everybody}
    assert locked
    assert gone - {row["employee_id"] for row in others} == locked & set(monthly(base))


def test_the_pool_lends_to_all_and_takes_every_shift_by_day() -> None:
    base = sample("lekeberg")
    made = patched("pool:2,80", base)
    [unit] = added("units", base, made)
    assert sorted(unit["lends_to"]) == sorted(r["unit_id"] for r in base["units"])
    assert [row["unit_id"] for row in new(base, made)] == ["pool", "pool"]
    for row in new(base, made):
        assert row["degree_pct"] == 80
        assert row["shift_kinds"] == ["day", "evening", "long", "resource"]


def test_every_further_pool_has_another_name() -> None:
    made = sample()
    for _ in range(3):
        made = applied("pool:1", made)
    units = [row["unit_id"] for row in made["units"]]
    assert units == ["hemma", "natt", "pool", "pool-2", "pool-3"]


def test_merged_units_share_everything_but_their_past() -> None:
    base = sample("lekeberg")
    made = patched("merge:centrala,yttre", base)
    for file in ("employees", "clients", "visits", "shift_types", "staffing"):
        assert "yttre" not in {row["unit_id"] for row in made[file]}
    assert made["worked_shifts"] == base["worked_shifts"]
    units = by_id(made, "units", "unit_id")
    assert units["yttre"]["lends_to"] == []
    assert "yttre" not in [u for row in units.values() for u in row["lends_to"]]


def test_a_split_unit_keeps_routes_whole_and_gives_half_of_the_staff() -> None:
    base = sample("lekeberg")
    made = patched("split:centrala", base)
    routes: dict[str, set[str]] = {}
    for row in made["clients"]:
        routes.setdefault(row["route_id"], set()).add(row["unit_id"])
    assert {len(units) for units in routes.values()} == {1}
    moved = {r["client_id"] for r in made["clients"] if r["unit_id"] == "centrala-2"}
    whole = {r["client_id"] for r in base["clients"] if r["unit_id"] == "centrala"}
    assert 0 < minutes(base, moved) <= minutes(base, whole) / 2
    both = Counter(row["unit_id"] for row in made["employees"])
    assert abs(both["centrala"] - both["centrala-2"]) <= 4  # locked work stays
    units = by_id(made, "units", "unit_id")
    assert "centrala-2" in units["yttre"]["lends_to"]
    types = Counter(row["unit_id"] for row in made["shift_types"])
    assert types["centrala"] == types["centrala-2"]


def minutes(document: Document, clients: set[str]) -> int:
    visits = document["visits"]
    return sum(int(v["minutes"]) for v in visits if v["client_id"] in clients)


def test_a_route_with_a_locked_visit_stays_in_its_unit() -> None:
    base = sample()
    made = applied("split:hemma", base)
    [route] = {r["route_id"] for r in made["clients"] if r["unit_id"] == "hemma-2"}
    moved = next(r["client_id"] for r in made["clients"] if r["route_id"] == route)
    visit = next(v for v in base["visits"] if v["client_id"] == moved)
    base["locked_visits"] = [base["locked_visits"][0] | {"visit_id": visit["visit_id"]}]
    other = refused("split:hemma", base)
    assert [fault.code for fault in other] == ["preset_hits_nothing"]


def test_units_that_lend_nothing_are_merged_without_a_word_on_lending() -> None:
    patch = find_preset("merge:hemma,natt").patch(sample())
    assert "units" not in {step.file for step in patch.change}
