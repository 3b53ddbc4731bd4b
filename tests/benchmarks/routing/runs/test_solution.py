"""An answer is written by the names of the file it came from."""

import json
from pathlib import Path

from benchmarks.routing.instances.instance import Answer, Instance
from benchmarks.routing.instances.read import read
from benchmarks.routing.runs.solution import solution_of
from tests.benchmarks.routing.days import (
    Raw,
    home_care,
    home_care_plan,
    italian,
    route,
    visits,
)


def instance(folder: Path, raw: Raw) -> Instance:
    file = folder / "day.json"
    file.write_text(json.dumps(raw), encoding="utf-8")
    return read(file)


def answer(*routes: tuple[int, ...], starts: tuple[int, ...]) -> Answer:
    return Answer(routes, starts, seconds_to_best=0.0, steps=0)


def test_thousandths_become_minutes(tmp_path: Path) -> None:
    raw = home_care()
    found = answer(
        (0, 1), (4,), (2, 3), starts=(10_000, 30_000, 30_000, 60_000, 68_000)
    )
    assert solution_of(raw, instance(tmp_path, raw), found) == home_care_plan()


def test_whole_minutes_stay_whole_and_idle_people_have_no_route(tmp_path: Path) -> None:
    raw = italian()
    written = solution_of(
        raw, instance(tmp_path, raw), answer((), (0,), (), starts=(9, -1, -1, -1, -1))
    )
    assert json.dumps(written["routes"]) == (
        '[{"caregiver_id": "k2", "locations": [{"patient": "ada", "service": "wash", '
        '"arrival_time": 9, "departure_time": 14}]}]'
    )


def test_visits_have_their_numbers_and_no_service(tmp_path: Path) -> None:
    raw = visits()
    raw["visits"].reverse()
    found = answer((2, 1), (0,), starts=(20, 45, 20))
    assert solution_of(raw, instance(tmp_path, raw), found) == {
        "routes": [
            route(
                "c1",
                {"patient": 1, "arrival_time": 20, "departure_time": 40},
                {"patient": 2, "arrival_time": 45, "departure_time": 55},
            ),
            route("c2", {"patient": 3, "arrival_time": 20, "departure_time": 50}),
        ]
    }
