"""Presets of staff: how many posts, who holds them, who stands in, who is ill."""

from datetime import date, timedelta

import pytest

from data.scenario.presets.preset_text import find_preset
from tests.data.scenario.presets.build import (
    Document,
    added,
    applied,
    monthly,
    new,
    patched,
    people,
    refused,
    sample,
)


def degrees(document: Document) -> float:
    return float(sum(row["degree_pct"] for row in monthly(document).values()))


@pytest.mark.parametrize("change", [-10, -0.5, 0.5, 10, 20])
def test_base_staffing_changes_by_the_per_cent_exactly(change: float) -> None:
    base = sample("lekeberg")
    made = patched(f"staffing:{change}", base)
    assert degrees(made) == pytest.approx(degrees(base) * (1 + change / 100), abs=0.01)


def test_one_units_staffing_leaves_the_others_alone() -> None:
    base = sample("lekeberg")
    made = patched("staffing:10,yttre", base)
    assert {row["unit_id"] for row in new(base, made)} == {"yttre"}


def test_one_post_more_comes_besides_those_of_fewer() -> None:
    base = sample()
    few, many = (new(base, patched(f"posts:{n}", base)) for n in (1, 3))
    assert len(many) == 3
    assert [row["degree_pct"] for row in few] == [many[0]["degree_pct"]]
    everybody = len(monthly(base))
    assert len(new(base, patched(f"posts:{everybody + 1}", base))) == everybody + 1


def test_one_post_less_goes_besides_those_of_fewer() -> None:
    base = sample()
    one, two = (
        people(base).keys() - people(applied(f"posts:{n}", base)).keys()
        for n in (-1, -2)
    )
    assert (len(one), len(two)) == (1, 2)
    assert one < two


def test_degrees_change_alike_but_to_full_time_at_most() -> None:
    base = sample()
    for n, row in enumerate(monthly(base).values()):
        row["degree_pct"] = 100 if n == 0 else 80
    higher, lower = (monthly(applied(f"degrees:{n}", base)) for n in (30, -10))
    first, second, *_ = monthly(base)
    assert (higher[first]["degree_pct"], higher[second]["degree_pct"]) == (100, 100)
    assert (lower[first]["degree_pct"], lower[second]["degree_pct"]) == (90, 72)
    few = monthly(applied("degrees:10", base))
    assert few[second]["degree_pct"] == 88


@pytest.mark.parametrize(("change", "posts"), [(8.66, [50]), (8.67, [50, 2.02])])
def test_what_is_left_of_a_post_below_two_per_cent_is_no_post(
    change: float, posts: list[float]
) -> None:
    base = sample()
    for row in monthly(base).values():
        row["degree_pct"] = 50
    assert degrees(base) == 600
    made = applied(f"staffing:{change}", base)
    assert [row["degree_pct"] for row in new(base, made)] == posts


def test_somebody_recruited_has_the_line_and_no_past() -> None:
    base = sample()
    made = applied("vacancies:1,recruited", base)
    [row] = new(base, made)
    [gone] = [r for i, r in people(base).items() if i not in people(made)]
    assert row == gone | {"employee_id": f"{gone['employee_id']}-new", "name": ""}
    assert row["employee_id"] not in {r["employee_id"] for r in made["done_visits"]}


def test_hourly_staff_get_a_monthly_wage_a_degree_and_weekends() -> None:
    base = sample()
    made = applied("monthly-substitutes:50,80,2/5", base)
    changed = [r for i, r in people(made).items() if r != people(base)[i]]
    assert len(changed) == 2
    for row in changed:
        found = (row["employment"], row["degree_pct"], row["weekends"])
        assert found == ("monthly", 80, "2/5")


def test_without_replacement_nobody_is_paid_by_the_hour() -> None:
    base = sample()
    assert people(applied("replacement:none", base)) == monthly(base)


@pytest.mark.parametrize(
    ("cover", "employment", "degree"),
    [("needed", "hourly", 0), ("full", "monthly", 80)],
)
def test_a_substitute_is_employed_while_somebody_is_away(
    cover: str, employment: str, degree: int
) -> None:
    base = sample()
    [absence] = base["absences"]
    [row] = new(base, applied(f"replacement:{cover}", base))
    assert row["employee_id"] == f"{absence['employee_id']}-sub"
    assert (row["employment"], row["degree_pct"]) == (employment, degree)
    assert row["from"] == absence["start"][:10]
    assert row["to"] == f"{date.fromisoformat(absence['end'][:10]) - timedelta(1)}"


@pytest.mark.parametrize(("level", "days"), [(4, 3), (7.5, 6), (12, 10), (15, 13)])
def test_the_level_of_sickness_is_met_to_the_nearest_day(
    level: float, days: int
) -> None:
    base = sample()
    assert len(monthly(base)) * base["dataset"]["days"] == 84
    ill = added("absences", base, applied(f"sickness:{level},1", base))
    assert len(ill) == days
    assert len({(row["employee_id"], row["start"]) for row in ill}) == days


@pytest.mark.parametrize(("end", "days"), [("2026-12-01", 2), ("2026-12-01T00:00", 1)])
def test_those_who_are_ill_already_count(end: str, days: int) -> None:
    base = sample()
    who = next(iter(monthly(base)))
    row = {"employee_id": who, "start": "2026-11-28", "end": end, "kind": "sick"}
    base["absences"].append(row)
    ill = added("absences", base, applied("sickness:12,1", base))
    assert len(ill) == 10 - days


def all_locked_on_the_first_day() -> Document:
    base = sample()
    lock = base["locked_shifts"][0] | {"date": base["dataset"]["start"]}
    base["locked_shifts"] = [lock | {"employee_id": who} for who in monthly(base)]
    return base


def test_nobody_falls_ill_on_a_day_with_locked_work() -> None:
    base = all_locked_on_the_first_day()
    patch = find_preset("sickness:15,1").patch(base)
    assert len(patch.add) == 13
    assert base["dataset"]["start"] not in {step.set["start"] for step in patch.add}


def test_an_outbreak_spares_those_with_locked_work() -> None:
    found = refused("outbreak:1,60", all_locked_on_the_first_day())
    assert [fault.code for fault in found] == ["preset_hits_nothing"]


def test_nobody_falls_ill_who_is_away() -> None:
    base = sample()
    who, *others = monthly(base)
    away = {"start": "2026-11-30", "end": "2026-12-06", "kind": "study"}
    base["absences"] = [away | {"employee_id": id_} for id_ in others]
    ill = added("absences", base, applied("sickness:4,1", base))
    assert {row["employee_id"] for row in ill} == {who}


def test_an_outbreak_lasts_for_one_week_of_the_plan() -> None:
    base = sample("lekeberg")
    ill = added("absences", base, patched("outbreak:2,30,yttre", base))
    assert len(ill) == 4
    assert {(r["start"], r["end"]) for r in ill} == {("2026-12-21", "2026-12-27")}
    assert {people(base)[r["employee_id"]]["unit_id"] for r in ill} == {"yttre"}
