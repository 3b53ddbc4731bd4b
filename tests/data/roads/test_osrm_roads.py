"""OSRM in process: a small town by its own profiles, where its bindings are there."""

from math import inf
from pathlib import Path

import pytest

from data.roads.osrm_roads import OsrmRoads
from data.roads.road_clip import clip_roads
from scheduler.domain.values import Transport
from tests.data.roads.town import A, B, C, write_town

pytest.importorskip("osrm", reason="its wheels are for Python 3.12 and later")


def roads(tmp_path: Path, mode: str, *places: tuple[float, float]) -> OsrmRoads:
    path = write_town(tmp_path / "town.osm.pbf")
    clip = clip_roads(path, places or (A, B, C), tmp_path / "clip.osm.pbf")
    return OsrmRoads(clip, Transport(mode), tmp_path)


def test_cars_go_around_the_block_where_bicycles_go_back(tmp_path: Path) -> None:
    car = roads(tmp_path, "car").times((A, B, C)).seconds
    bike = roads(tmp_path, "bike").times((A, B)).seconds
    assert car[1, 0] == pytest.approx(car[1, 2] + car[2, 0])
    assert car[1, 0] > car[0, 1]
    assert bike[1, 0] == bike[0, 1]


def test_people_walk_a_kilometre_in_twelve_minutes(tmp_path: Path) -> None:
    walk = roads(tmp_path, "walk").times((A, B)).seconds
    assert walk[0, 1] == walk[1, 0] == pytest.approx(720, abs=5)


def test_how_far_a_place_lies_from_the_road_is_told(tmp_path: Path) -> None:
    beside = (59.1745, 14.865)
    away = roads(tmp_path, "car").times((A, beside)).away
    assert away[0] == pytest.approx(0, abs=0.01)
    assert away[1] == pytest.approx(0.285, abs=0.01)


def test_where_no_roads_are_nothing_is_reached(tmp_path: Path) -> None:
    far = (60.0, 14.87)
    found = roads(tmp_path, "car", far).times((far,))
    assert (found.seconds.tolist(), found.away.tolist()) == ([[inf]], [inf])
