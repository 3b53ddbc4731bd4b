"""Presets of how much care there is."""

from collections import Counter

import pytest

from tests.data.scenario.presets.build import (
    Document,
    added,
    applied,
    by_id,
    patched,
    sample,
)


def kinds(document: Document) -> Counter[str]:
    return Counter(visit["kind"] for visit in document["visits"])


def test_a_dose_that_a_meal_follows_is_given_by_hand() -> None:
    base = sample("lekeberg")
    bound = {visit["after"] for visit in base["visits"]} - {None}
    left = by_id(patched("dispensers:100", base), "visits", "visit_id")
    assert bound <= left.keys()
    with_meal = {v["client_id"] for v in base["visits"] if v["visit_id"] in bound}
    doses = {v["client_id"] for v in left.values() if v["kind"] == "medication"}
    assert doses == with_meal


def test_only_supervision_becomes_digital() -> None:
    base = sample("lekeberg")
    made = patched("digital-supervision:100", base)
    assert kinds(base) - kinds(made) == Counter(supervision=420)


@pytest.mark.parametrize(("share", "some"), [(50, True), (100, False)])
def test_one_is_sent_where_two_went(share: int, some: bool) -> None:
    base = sample("lekeberg")
    made = patched(f"double-visits:{share}", base)
    assert any(visit["staff"] == 2 for visit in made["visits"]) is some
    assert len(made["visits"]) == len(base["visits"])


def test_a_locked_second_place_goes_with_the_second_person() -> None:
    base = sample()
    visit = next(v for v in base["visits"] if v["staff"] == 2)
    row = {"visit_id": visit["visit_id"], "start": visit["earliest"]}
    who = [r["employee_id"] for r in base["employees"]]
    base["locked_visits"] = [
        row | {"staff_no": number, "employee_id": who[number]} for number in (1, 2)
    ]
    made = patched("double-visits:100", base)
    assert [r["staff_no"] for r in made["locked_visits"]] == [1]


def test_new_clients_have_the_visits_of_those_whom_they_are_like() -> None:
    base = sample("lekeberg")
    made = patched("demand:72", base)
    clients = by_id(made, "clients", "client_id")
    fresh = clients.keys() - by_id(base, "clients", "client_id").keys()
    assert len(fresh) == round(0.72 * 136)
    count = Counter(visit["client_id"] for visit in made["visits"])
    assert all(count[id_] == count[id_.removesuffix("-more")] for id_ in fresh)
    visits = by_id(made, "visits", "visit_id")
    bound = [v for v in added("visits", base, made) if v["after"]]
    assert bound
    for visit in bound:
        assert visits[visit["after"]]["client_id"] == visit["client_id"]


def test_new_clients_live_beside_others_of_their_route() -> None:
    base = sample()
    homes = {(r["lat"], r["lon"]) for r in base["clients"]}
    fresh = added("clients", base, applied("demand:100", base))
    assert homes & {(r["lat"], r["lon"]) for r in fresh} == set()
    for route in {row["route_id"] for row in fresh}:
        old = [r["lat"] for r in base["clients"] if r["route_id"] == route]
        lats = [r["lat"] for r in fresh if r["route_id"] == route]
        assert min(old) <= min(lats)
        assert max(lats) <= max(old)


def test_headcounts_grow_with_the_demand() -> None:
    base = sample("lekeberg")
    made = patched("demand:50", base)
    for old, new in zip(base["staffing"], made["staffing"], strict=True):
        for name in ("min", "want", "max"):
            grown = old[name] and int(old[name] * 1.5 + 0.5)
            assert new[name] == grown
