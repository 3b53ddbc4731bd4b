"""What is drawn behind a map, out of an extract."""

from pathlib import Path

import pytest

from data.faults import BadInput
from data.roads.map_background import read_background
from data.roads.road_clip import check_extract
from tests.data.roads.town import A, B, C, D, write_town

LEVEL = {"boundary": "administrative", "admin_level": "7"}


def write_lake(path: Path, border: dict[str, str]) -> Path:
    """Write a straight road with a bend that nobody sees, a lake and a border."""
    import osmium
    from osmium.osm.mutable import Node, Relation, Way

    writer = osmium.SimpleWriter(str(path), overwrite=True)
    spots = [A, (A[0] + 0.0001, A[1]), B, C]
    for number, (lat, lon) in enumerate(spots, start=1):
        writer.add_node(Node(id=number, location=(lon, lat), version=1))
    ways = [
        ([1, 2, 3], {"highway": "primary"}),
        ([2, 3, 4, 2], {"natural": "water"}),
        ([3, 4], {"boundary": "administrative"}),
        ([1, 3], {"highway": "steps"}),
    ]
    for number, (nodes, tags) in enumerate(ways, start=1):
        writer.add_way(Way(id=number, nodes=nodes, tags=tags, version=1))
    members = [("w", 3, "outer"), ("n", 1, "label")]
    writer.add_relation(Relation(id=1, members=members, tags=border, version=1))
    writer.close()
    return path


def test_streets_near_the_places_are_drawn_and_no_cycleways(tmp_path: Path) -> None:
    found = read_background(write_town(tmp_path / "town.osm.pbf"), [A])
    east = (59.171, 14.93)
    assert found.small == ((A, B), (B, C), (C, A), (D, east))
    assert (found.main, found.water, found.outline) == ((), (), ())


def test_what_lies_farther_away_is_not_drawn(tmp_path: Path) -> None:
    far = (D[0], D[1] + 0.2)
    found = read_background(write_town(tmp_path / "town.osm.pbf"), [far])
    assert found.small == ()


def test_lakes_and_borders_are_drawn_without_points_nobody_sees(tmp_path: Path) -> None:
    found = read_background(write_lake(tmp_path / "lake.osm.pbf", LEVEL), [A])
    assert found.main == ((A, B),)
    assert [len(line) for line in found.water] == [4]
    assert found.outline == ((B, C),)
    assert found.small == ()


@pytest.mark.parametrize(
    "border", [LEVEL | {"admin_level": "4"}, LEVEL | {"boundary": "parish"}]
)
def test_other_borders_than_of_municipalities_are_not_drawn(
    tmp_path: Path, border: dict[str, str]
) -> None:
    found = read_background(write_lake(tmp_path / "lake.osm.pbf", border), [A])
    assert found.outline == ()


def test_a_damaged_extract_is_refused(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.osm.pbf"
    damaged.write_bytes(b"no map")
    with pytest.raises(BadInput) as refused:
        read_background(damaged, [A])
    assert [fault.code for fault in refused.value.faults] == ["roads_unreadable"]


def test_an_extract_that_is_not_there_is_refused(tmp_path: Path) -> None:
    check_extract(None)
    with pytest.raises(BadInput) as refused:
        check_extract(tmp_path / "none.osm.pbf")
    assert [fault.code for fault in refused.value.faults] == ["no_file"]
