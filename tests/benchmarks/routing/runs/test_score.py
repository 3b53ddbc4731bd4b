"""Each constraint of the published problems is judged at both sides of its border."""

from typing import Any

import pytest

from benchmarks.routing.runs.score import Score, score
from tests.benchmarks.routing.days import (
    Raw,
    home_care,
    home_care_plan,
    italian,
    route,
    stop,
    visits,
    visits_plan,
)


def patients(plan: object, raw: Raw | None = None) -> Score:
    return score(raw or home_care(), plan)


def the_one(verdict: Score) -> str:
    """Return the only violation."""
    assert len(verdict.violations) == 1, verdict.violations
    assert verdict.cost is None
    return verdict.violations[0]


def moved(plan: Raw, route: int, stop: int, start: float, length: float) -> Raw:
    """Return the plan with another start of one service."""
    place = plan["routes"][route]["locations"][stop]
    place |= {"arrival_time": start, "departure_time": start + length}
    return plan


def test_a_valid_plan_costs_a_third_of_its_travel_when_nothing_is_late() -> None:
    verdict = patients(home_care_plan())
    assert verdict.violations == ()
    # k1: 2.125 + 6 + 8, k2: 4 + 4, k3: 8 + 11 + 4
    assert verdict.travel == 47.125
    assert verdict.cost == pytest.approx(47.125 / 3)


def test_lateness_costs_in_sum_and_once_more_the_largest() -> None:
    plan = moved(home_care_plan(), 0, 1, 47, 10)
    plan = moved(plan, 2, 0, 47, 12)  # bo's two services, 7 late each
    plan = moved(plan, 2, 1, 72.5, 5)  # cai's lift, 2.5 late
    plan = moved(plan, 1, 0, 78.5, 5)  # cai's wash, 8.5 late
    verdict = patients(plan)
    assert verdict.violations == ()
    assert (verdict.lateness, verdict.largest_lateness) == (25, 8.5)
    assert verdict.cost == pytest.approx((47.125 + 25 + 8.5) / 3)


def test_the_latest_start_is_not_late() -> None:
    assert patients(moved(home_care_plan(), 1, 0, 69, 5)).lateness == 0
    plan = moved(home_care_plan(), 2, 1, 64, 5)
    assert patients(moved(plan, 1, 0, 70, 5)).lateness == 0
    assert patients(moved(plan, 1, 0, 70.25, 5)).lateness == 0.25


def test_somebody_without_a_route_costs_nothing() -> None:
    plan = home_care_plan()
    raw = home_care()
    raw["caregivers"].append({"id": "k4", "abilities": []})
    before = patients(plan)
    assert patients(plan, raw) == before
    plan["routes"].append(route("k4"))
    assert patients(plan, raw) == before


@pytest.mark.parametrize(("start", "valid"), [(10.0, True), (9.999, False)])
def test_no_service_starts_before_its_window(start: float, valid: bool) -> None:
    verdict = patients(moved(home_care_plan(), 0, 0, start, 5.5))
    assert (
        verdict.violations == () if valid else "before its window" in the_one(verdict)
    )


@pytest.mark.parametrize(("start", "valid"), [(12.125, True), (12.124, False)])
def test_nobody_leaves_the_office_before_time_0(start: float, valid: bool) -> None:
    raw = home_care()
    raw["distances"][0][1] = 12.125
    verdict = patients(moved(home_care_plan(), 0, 0, start, 5.5), raw)
    assert verdict.violations == () if valid else "can be there at" in the_one(verdict)


@pytest.mark.parametrize(("travel", "valid"), [(14.5, True), (14.501, False)])
def test_one_has_to_get_there_from_the_service_before(
    travel: float, valid: bool
) -> None:
    raw = home_care()
    raw["distances"][1][2] = travel
    verdict = patients(home_care_plan(), raw)
    assert verdict.violations == () if valid else "can be there at" in the_one(verdict)


def test_travel_is_counted_in_the_direction_it_is_driven() -> None:
    raw = home_care()
    raw["distances"][2][1] = 1000.0
    assert patients(home_care_plan(), raw) == patients(home_care_plan())


@pytest.mark.parametrize(("departure", "valid"), [(15.5, True), (15.499, False)])
def test_a_service_takes_as_long_as_it_takes(departure: float, valid: bool) -> None:
    plan = home_care_plan()
    plan["routes"][0]["locations"][0]["departure_time"] = departure
    verdict = patients(plan)
    assert verdict.violations == () if valid else "not 5.5" in the_one(verdict)
    plan["routes"][0]["locations"][0]["departure_time"] = 15.501
    assert "not 5.5" in the_one(patients(plan))


def test_the_default_is_taken_for_a_missing_duration_but_not_for_zero() -> None:
    raw = home_care()
    raw["patients"][1]["required_caregivers"][1]["duration"] = 0
    assert "takes 12.0 minutes, not 0" in the_one(patients(home_care_plan(), raw))


@pytest.mark.parametrize(("start", "valid"), [(30, True), (30.001, False)])
def test_simultaneous_services_start_together(start: float, valid: bool) -> None:
    verdict = patients(moved(home_care_plan(), 2, 0, start, 12))
    assert verdict.violations == () if valid else "not 0 to 0" in the_one(verdict)


@pytest.mark.parametrize(
    ("start", "valid"), [(66, True), (65.999, False), (69, True), (69.001, False)]
)
def test_sequential_services_keep_their_distance(start: float, valid: bool) -> None:
    verdict = patients(moved(home_care_plan(), 1, 0, start, 5))
    assert verdict.violations == () if valid else "not 6 to 9" in the_one(verdict)


def test_sequential_services_keep_their_order() -> None:
    plan = moved(home_care_plan(), 2, 1, 68, 5)
    assert "-8 minutes apart" in the_one(patients(moved(plan, 1, 0, 60, 5)))


def test_two_services_are_done_by_two_people() -> None:
    plan = home_care_plan()
    plan["routes"][1]["locations"].insert(0, stop("cai", "lift", 60, 65))
    plan["routes"][2]["locations"].pop()
    assert "one and the same person" in the_one(patients(plan))


def test_only_who_is_able_does_a_service() -> None:
    plan = home_care_plan()
    plan["routes"][0]["caregiver_id"] = "k2"
    plan["routes"][1]["caregiver_id"] = "k1"
    assert patients(plan).violations == ()
    plan["routes"][1]["caregiver_id"] = "k3"
    plan["routes"][2]["caregiver_id"] = "k1"
    assert patients(plan).violations == (
        "k3: is not able to do patient cai service wash",
        "k1: is not able to do patient bo service lift",
        "k1: is not able to do patient cai service lift",
    )


def test_nobody_has_two_routes_and_nobody_is_invented() -> None:
    plan = home_care_plan()
    plan["routes"][1]["caregiver_id"] = "k4"
    assert the_one(patients(plan)) == "k4: there is no such caregiver"
    plan["routes"][1]["caregiver_id"] = "k1"
    assert the_one(patients(plan)) == "k1: has 2 routes"


def test_every_service_is_done_exactly_once() -> None:
    plan = home_care_plan()
    extra = plan["routes"][1]["locations"].pop()
    assert "cai service wash: is done 0 times" in the_one(patients(plan))
    plan["routes"][0]["locations"].append(extra)
    assert patients(plan).violations == ()
    plan["routes"][1]["locations"].append(extra)
    assert "cai service wash: is done 2 times" in the_one(patients(plan))


def test_nothing_is_done_that_nobody_asked_for() -> None:
    plan = home_care_plan()
    plan["routes"][1]["locations"].append(stop("ada", "lift", 90, 95))
    assert the_one(patients(plan)) == "k2: patient ada service lift is not asked for"


def test_all_violations_are_told_at_once() -> None:
    plan = moved(home_care_plan(), 0, 0, 9, 5)
    plan["routes"][1]["locations"].clear()
    told = "; ".join(patients(plan).violations)
    assert all(part in told for part in ("before its window", "not 5.5", "0 times"))


def test_float_noise_of_other_peoples_files_breaks_nothing() -> None:
    assert patients(moved(home_care_plan(), 0, 0, 9.9999999, 5.5)).violations == ()


def test_italian_windows_are_cut_to_whole_minutes() -> None:
    plan = moved(home_care_plan(), 0, 0, 9, 5)
    assert patients(plan, italian()).violations == ()
    raw = italian()
    raw["patients"][0]["time_window"] = [10.0, 20.9]
    plan = moved(home_care_plan(), 0, 0, 21, 5)
    plan = moved(plan, 0, 1, 32, 10)
    assert patients(moved(plan, 2, 0, 32, 12), raw).lateness == 1
    assert "before its window" in the_one(
        patients(moved(home_care_plan(), 0, 0, 9, 5), raw)
    )


def test_the_older_names_of_the_format_are_understood() -> None:
    plan = home_care_plan()
    for line in plan["routes"]:
        for place in line["locations"]:
            place["patient_id"] = place.pop("patient")
            place["service_id"] = place.pop("service")
    assert patients(plan).violations == ()


@pytest.mark.parametrize(
    "plan", [None, [], {}, {"routes": None}, {"routes": {}}, "routes"]
)
def test_what_is_no_solution_is_said_to_be_none(plan: Any) -> None:
    assert patients(plan).violations[0] == "the solution has no list of routes"


@pytest.mark.parametrize(
    "damaged",
    [
        {},
        7,
        {"caregiver_id": "k2"},
        {"caregiver_id": "k2", "locations": None},
        route("k2", {"patient": "cai"}),
        route("k2", stop("cai", "wash", float("nan"), 70)),
        route("k2", stop("cai", "wash", 68, float("inf"))),
        route("k2", stop("cai", "wash", 10**400, 70)),
        route("k2", stop(None, "wash", 68, 73)),
        route("k2", stop("cai", "wash", 68, 73) | {"arrival_time": "68"}),
        route("k2", stop("cai", "wash", 68, 73) | {"arrival_time": True}),
        {"caregiver_id": "k2", "locations": [None]},
    ],
)
def test_a_damaged_route_is_told_and_the_rest_is_judged(damaged: Any) -> None:
    plan = home_care_plan()
    plan["routes"][1] = damaged
    told = patients(plan).violations
    assert told[0].startswith(("route 2: ", "k2: a location cannot be understood"))
    assert "patient cai service wash: is done 0 times, not once" in told


def test_visits_cost_their_travel() -> None:
    verdict = score(visits(), visits_plan())
    assert verdict.violations == ()
    assert verdict.cost == 10 + 5 + 10 + 20 + 20


@pytest.mark.parametrize(
    ("bound", "value", "fault"),
    [
        ("earliest_start", 45, None),
        ("earliest_start", 46, "before its window"),
        ("latest_start", 45, None),
        ("latest_start", 44, "after its window"),
    ],
)
def test_windows_of_visits_are_hard(bound: str, value: int, fault: str | None) -> None:
    raw = visits()
    raw["visits"][1][bound] = value
    verdict = score(raw, visits_plan())
    assert fault in the_one(verdict) if fault else verdict.violations == ()


@pytest.mark.parametrize(("horizon", "valid"), [(70, True), (69, False)])
def test_everybody_is_back_by_the_horizon(horizon: int, valid: bool) -> None:
    verdict = score(visits() | {"horizon": horizon}, visits_plan())
    assert (
        verdict.violations == () if valid else "c2: is back at 70" in the_one(verdict)
    )


@pytest.mark.parametrize(("staff", "valid"), [(2, True), (1, False)])
def test_there_are_no_more_routes_than_people(staff: int, valid: bool) -> None:
    verdict = score(visits() | {"staff": staff}, visits_plan())
    assert verdict.violations == () if valid else "only 1 people" in the_one(verdict)


def test_an_empty_route_needs_nobody() -> None:
    plan = visits_plan()
    plan["routes"].append(route("c3"))
    assert score(visits(), plan).violations == ()


@pytest.mark.parametrize("start", [21, 19])
def test_a_pair_of_visits_starts_together(start: int) -> None:
    plan = moved(visits_plan(), 0, 0, start, 20)
    plan = moved(plan, 0, 1, 50, 10)
    assert "visit 1 and visit 3: start" in the_one(score(visits(), plan))


def test_a_pair_of_visits_is_done_by_two_people() -> None:
    raw = visits() | {"pairs": [[1, 2]], "travel": [[0] * 4] * 4}
    raw["visits"][0]["duration"] = 0
    raw["visits"][1] |= {"earliest_start": 20}
    plan = moved(visits_plan(), 0, 0, 20, 0)
    plan = moved(plan, 0, 1, 20, 10)
    assert "one and the same person" in the_one(score(raw, plan))


def test_visits_may_be_named_by_text_and_need_no_service() -> None:
    plan = visits_plan()
    plan["routes"][0]["locations"][0] |= {"patient": "1", "service": None}
    del plan["routes"][1]["locations"][0]["service"]
    assert score(visits(), plan).violations == ()
