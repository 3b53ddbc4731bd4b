"""Ways through a small town, reckoned by hand."""

from math import inf
from pathlib import Path

import numpy as np
import pytest

from data.faults import BadInput
from data.roads.road_clip import clip_roads
from data.roads.road_network import RoadNetwork, read_networks
from data.roads.road_speeds import WaySpeed
from scheduler.domain.problem import TravelModel
from scheduler.domain.values import Transport
from tests.data.roads.town import LIGHTS, NO_U_TURN, A, B, C, D, write_town

pytest.importorskip("osmium")
AB = 1.00076
"""Kilometres: 0.009 degrees on the mean sphere."""
BC = 1.13955
"""0.02 degrees on the parallel of 59.179."""
CA = 1.51730


def town(tmp_path: Path, *modes: Transport) -> dict[Transport, RoadNetwork]:
    path = write_town(tmp_path / "town.osm.pbf")
    clip = clip_roads(path, (A, B, C), tmp_path / "clip.osm.pbf")
    return read_networks(clip, modes, TravelModel())


def minutes(network: RoadNetwork, *places: tuple[float, float]) -> list[list[float]]:
    return [[round(t, 2) for t in row] for row in (network.times(places).seconds / 60)]


def test_cars_keep_to_one_way_streets_and_signed_speeds(tmp_path: Path) -> None:
    [network] = town(tmp_path, Transport.CAR).values()
    ab, bc, ca = AB / 30 * 60, BC / 51 * 60, CA / 40 * 60
    found = network.times((A, B, C)).seconds / 60
    wanted = [[0, ab, ca], [bc + ca, 0, bc], [ca, bc, 0]]
    wanted[0][2] = min(ca, ab + bc)
    wanted[2][1] = min(bc, ca + ab)
    assert found == pytest.approx(np.array(wanted), abs=0.005)


def test_bicycles_take_the_cycleway_back(tmp_path: Path) -> None:
    [network] = town(tmp_path, Transport.BIKE).values()
    [[_, there], [back, _]] = minutes(network, A, B)
    assert there == back == pytest.approx(AB / 14 * 60, abs=0.01)


def test_on_foot_a_one_way_street_goes_both_ways(tmp_path: Path) -> None:
    [network] = town(tmp_path, Transport.WALK).values()
    [[_, there], [back, _]] = minutes(network, A, B)
    assert there == back == pytest.approx(AB / 5 * 60, abs=0.01)


def test_a_place_between_two_corners_begins_there(tmp_path: Path) -> None:
    [network] = town(tmp_path, Transport.CAR).values()
    half = (59.1745, 14.8701)
    [[_, there], _] = minutes(network, half, B)
    assert there == pytest.approx(AB / 2 / 30 * 60, abs=0.06)


def test_a_place_on_an_island_begins_at_the_nearest_road_that_leads_on(
    tmp_path: Path,
) -> None:
    [network] = town(tmp_path, Transport.CAR).values()
    [_, from_d], [_, away] = network.nearest((A, D))
    assert network.spots[from_d] == pytest.approx(C)
    assert away == pytest.approx(2.5, abs=0.1)


def test_roads_far_from_all_places_are_not_read(tmp_path: Path) -> None:
    path = write_town(tmp_path / "town.osm.pbf")
    far = (60.0, 14.87)
    clip = clip_roads(path, (far,), tmp_path / "clip.osm.pbf")
    [network] = read_networks(clip, (Transport.CAR,), TravelModel()).values()
    assert network.links == {}
    found = network.times((far, A))
    assert found.seconds.tolist() == [[inf, inf], [inf, inf]]
    assert found.away.tolist() == [inf, inf]


def test_a_road_that_comes_near_is_kept_whole(tmp_path: Path) -> None:
    path = write_town(tmp_path / "town.osm.pbf")
    south = (A[0] - 0.04, A[1])  # 4.4 km to A, 5.4 to B
    clip = clip_roads(path, (south,), tmp_path / "clip.osm.pbf")
    [network] = read_networks(clip, (Transport.CAR,), TravelModel()).values()
    assert any(spot == pytest.approx(B) for spot in network.spots)
    whole = town(tmp_path, Transport.CAR)[Transport.CAR]
    assert len(network.links) < len(whole.links)


def test_of_two_roads_between_the_same_points_the_faster_is_taken() -> None:
    network = RoadNetwork()
    start, end = network.point(1, A), network.point(2, (59.1701, 14.87))
    for kmh in (30.0, 60.0, 10.0):
        network.join(start, end, WaySpeed(kmh, kmh))
    metres = 11.12
    assert network.links[start, end] == pytest.approx(metres / 1000 / 60 * 3600, 0.01)


def test_nobody_begins_in_a_street_that_leads_nowhere() -> None:
    network = RoadNetwork()
    beyond = (59.188, 14.870)
    spots = enumerate((A, B, beyond))
    crossing, corner, end = (network.point(n, spot) for n, spot in spots)
    network.join(crossing, corner, WaySpeed(30, 30))
    network.join(corner, end, WaySpeed(30, 0))
    [at_end], _ = network.nearest((beyond,))
    assert at_end == corner


def test_what_engines_look_at_besides_roads_is_kept(tmp_path: Path) -> None:
    path = write_town(tmp_path / "town.osm.pbf")
    clip = clip_roads(path, (A,), tmp_path / "clip.osm.pbf")
    import osmium

    kept = [dict(thing.tags) for thing in osmium.FileProcessor(str(clip))]
    assert NO_U_TURN in kept
    assert LIGHTS in kept


@pytest.mark.parametrize(
    ("content", "code"), [(None, "no_file"), (b"no map at all", "roads_unreadable")]
)
def test_what_is_no_extract_is_refused(
    tmp_path: Path, content: bytes | None, code: str
) -> None:
    path = tmp_path / "x.osm.pbf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BadInput) as refused:
        clip_roads(path, (A,), tmp_path / "clip.osm.pbf")
    assert [fault.code for fault in refused.value.faults] == [code]
