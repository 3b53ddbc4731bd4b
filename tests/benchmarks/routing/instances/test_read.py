"""Published files become instances, and damaged ones are refused with all faults."""

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.routing.instances.instance import (
    FOREVER,
    CareJob,
    Instance,
    Pair,
    Vehicle,
)
from benchmarks.routing.instances.read import BadInstanceError, family_of, read
from tests.benchmarks.routing.days import Raw, home_care, italian, visits


def from_file(folder: Path, raw: object) -> Instance:
    file = folder / "day.json"
    file.write_text(json.dumps(raw), encoding="utf-8")
    return read(file)


def faults(folder: Path, raw: object) -> tuple[str, ...]:
    with pytest.raises(BadInstanceError) as caught:
        from_file(folder, raw)
    return caught.value.faults


def test_a_day_of_patients_is_read_in_thousandths(tmp_path: Path) -> None:
    day = from_file(tmp_path, home_care())
    assert (day.name, day.scale, day.divisor, day.hard) == ("day", 1000, 3, False)
    assert (day.travel_price, day.late_price, day.largest_price) == (1, 1, 1)
    assert day.travel[0].tolist() == [0, 2125, 8000, 4000]
    assert day.travel[1].tolist() == [3500, 0, 6000, 7000]
    assert day.vehicles == (Vehicle(0, 0, 0, FOREVER),) * 3
    wash, lift = frozenset({0, 1}), frozenset({1, 2})
    assert day.jobs == (
        CareJob(0, 1, 10_000, 20_000, 5_500, wash),
        CareJob(1, 2, 30_000, 40_000, 10_000, wash),
        CareJob(1, 2, 30_000, 40_000, 12_000, lift),
        CareJob(2, 3, 60_000, 70_000, 5_000, lift),
        CareJob(2, 3, 60_000, 70_000, 5_000, wash),
    )
    assert day.pairs == (Pair(1, 2, 0, 0), Pair(3, 4, 6_000, 9_000))


def test_an_italian_day_is_read_in_minutes_with_windows_cut(tmp_path: Path) -> None:
    day = from_file(tmp_path, italian())
    assert (day.scale, day.divisor, day.hard) == (1, 3, False)
    assert day.jobs[0] == CareJob(0, 1, 9, 20, 5, frozenset({0, 1}))
    assert day.pairs == (Pair(1, 2, 0, 0), Pair(3, 4, 6, 9))
    assert day.travel[1].tolist() == [4, 0, 6, 7]


def test_a_day_of_visits_is_hard_and_costs_travel_alone(tmp_path: Path) -> None:
    raw = visits()
    raw["visits"].reverse()
    day = from_file(tmp_path, raw)
    prices = (day.travel_price, day.late_price, day.largest_price, day.divisor)
    assert (day.scale, day.hard, prices) == (1, True, (1, 0, 0, 1))
    assert day.vehicles == (Vehicle(0, 0, 0, 100),) * 2
    assert day.jobs[0] == CareJob(0, 3, 20, 40, 30, frozenset({0, 1}))
    assert day.jobs[2] == CareJob(2, 1, 15, 25, 20, frozenset({0, 1}))
    assert day.pairs == (Pair(2, 0, 0, 0),)


def test_the_family_is_seen_from_the_content() -> None:
    assert family_of(home_care()) == "mankowska"
    assert family_of(italian()) == "italian"
    assert family_of(visits()) == "bredstrom"


def test_float_noise_is_no_fraction(tmp_path: Path) -> None:
    raw = home_care()
    raw["distances"][0][1] = 2.1250000000000004
    assert from_file(tmp_path, raw).travel[0, 1] == 2125


@pytest.mark.parametrize(("distance", "whole"), [(2.125, True), (2.1255, False)])
def test_three_decimals_are_read_and_four_refused(
    tmp_path: Path, distance: float, whole: bool
) -> None:
    raw = home_care()
    raw["distances"][0][1] = distance
    if whole:
        assert from_file(tmp_path, raw).travel[0, 1] == 2125
    else:
        fault = "distances[0][1]: 2.1255 is not a multiple of 1/1000 minute"
        assert faults(tmp_path, raw) == (fault,)


def test_half_minutes_are_refused_where_minutes_are_whole(tmp_path: Path) -> None:
    raw = italian()
    raw["distances"][1][2] = 6.5
    raw["services"][1]["default_duration"] = 12.5
    raw["patients"][0]["required_caregivers"][0]["duration"] = 5.5
    raw["patients"][2]["synchronization"]["distance"] = [6, 9.5]
    assert faults(tmp_path, raw) == tuple(
        f"{name} is not a multiple of 1/1 minute"
        for name in (
            "distances[1][2]: 6.5",
            "service lift: 12.5",
            "patient ada: 5.5",
            "patient cai: 9.5",
        )
    )


def test_windows_in_thousandths_are_not_cut(tmp_path: Path) -> None:
    raw = home_care()
    raw["patients"][0]["time_window"] = [9.999, 20.0001]
    assert len(faults(tmp_path, raw)) == 1
    raw["patients"][0]["time_window"] = [8.2, 20]  # 8.2 x 1000 is just below 8200
    assert from_file(tmp_path, raw).jobs[0].low == 8_200


def test_a_patient_of_one_service_needs_no_pair(tmp_path: Path) -> None:
    raw = home_care()
    raw["patients"][0]["synchronization"] = {"type": "simultaneous"}
    assert from_file(tmp_path, raw).pairs[0] == Pair(1, 2, 0, 0)


def broken(path: str, value: Any) -> Raw:
    """Return the day of patients with one value replaced; None removes it."""
    raw = home_care()
    *way, last = (int(part) if part.isdigit() else part for part in path.split("."))
    target: Any = raw
    for part in way:
        target = target[part]
    if value is None:
        del target[last]
    else:
        target[last] = value
    return raw


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        ("patients.0.id", "bo", "patient bo: stands 2 times"),
        ("services.0.id", "lift", "service lift: stands 2 times"),
        ("caregivers.0.id", "k3", "caregiver k3: stands 2 times"),
        ("distances.1", [0.0], "distances: row 1 has 1 numbers, not 4"),
        ("patients.0.time_window", [20, 10], "ada: the window ends before it starts"),
        ("patients.0.required_caregivers.0.service", "sing", "no service sing"),
        ("services.1.default_duration", None, "bo: no duration of service lift"),
        ("patients.1.synchronization", None, "bo: two services without synchroniza"),
        ("patients.2.synchronization.distance", None, "sequential services without"),
        ("patients.2.synchronization.distance", [9, 6], "largest distance is less"),
        ("patients.1.required_caregivers.1.service", "wash", "service wash twice"),
        ("caregivers.1.abilities", ["wash"], None),
        ("caregivers.2.abilities", [], None),
        ("patients.0.time_window", [10, 10], None),
        ("patients.2.synchronization.distance", [6, 6], None),
        ("patients.0.required_caregivers", [], "patients.0.required_caregivers: "),
        ("patients.0.time_window.0", -1, "patients.0.time_window.0: "),
        ("distances.0.1", float("nan"), "distances.0.1: "),
        ("distances.0.1", 1e30, "distances.0.1: "),
        ("patients.0.time_window.0", "10", "patients.0.time_window.0: "),
        ("patients.1.synchronization.type", "sometimes", "synchronization.type: "),
        ("caregivers", None, "caregivers: Field required"),
    ],
)
def test_a_fault_is_named_and_a_border_case_is_none(
    tmp_path: Path, path: str, value: Any, fault: str | None
) -> None:
    raw = broken(path, value)
    if fault is None:
        from_file(tmp_path, raw)
    else:
        assert any(fault in found for found in faults(tmp_path, raw))


def test_services_need_enough_people(tmp_path: Path) -> None:
    raw = home_care()
    raw["caregivers"] = [raw["caregivers"][1]]
    alone = "one caregiver alone is able to do both services"
    assert faults(tmp_path, raw) == (f"patient bo: {alone}", f"patient cai: {alone}")
    raw["caregivers"] = [{"id": "k1", "abilities": ["wash"]}]
    assert "patient bo: nobody is able to do service lift" in faults(tmp_path, raw)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    raw = broken("distances.1", [0.0])
    raw["patients"][0]["time_window"] = [20, 10]
    raw["patients"][1]["id"] = "ada"
    assert len(faults(tmp_path, raw)) == 3
    del raw["caregivers"], raw["services"]
    assert len(faults(tmp_path, raw)) == 2


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"travel": [[0]]}, "travel: 1 rows, not 4"),
        ({"pairs": [[1, 1]]}, "pair 1-1: a visit with itself"),
        ({"pairs": [[1, 4]]}, "pair 1-4: there is no visit 4"),
        ({"staff": 0}, "staff: "),
        ({"horizon": 99.5}, "horizon: "),
    ],
)
def test_faults_of_visits_are_named(tmp_path: Path, change: Raw, fault: str) -> None:
    assert any(fault in found for found in faults(tmp_path, visits() | change))


def test_visits_are_numbered_without_holes_and_have_windows(tmp_path: Path) -> None:
    raw = visits()
    raw["visits"][1] |= {"id": 4, "earliest_start": 91}
    assert faults(tmp_path, raw) == (
        "visits: the numbers are not 1 to 3",
        "visit 4: the window ends before it starts",
    )


@pytest.mark.parametrize("text", ["", "[1]", "7", "{", '"patients"', "\xff"])
def test_what_is_no_instance_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "day.json"
    file.write_text(text, encoding="latin-1")
    with pytest.raises(BadInstanceError, match=r"day\.json: "):
        read(file)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInstanceError, match=r"none\.json"):
        read(tmp_path / "none.json")
