"""Clients and units without coordinates are put somewhere, and it is told where."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from data.excel.dataset_workbook import dataset_xlsx
from data.faults import BadInput
from data.problem_cells import settings_of, written_content
from data.reading.dataset import read_dataset, read_document
from data.reading.rows.place_book import PlaceBook
from data.sample import make_sample
from data.writing.dataset_files import write_dataset
from data.written_values import Cells
from scheduler.domain.problem import KnownPlace, Problem
from scheduler.domain.values import Placed
from scheduler.feasibility.unplaced import unplaced

HOUSE = KnownPlace(name="Storgatan 4, 715 30 Odensbacken", lat=59.1, lon=15.5)
TOWN = KnownPlace(name="Odensbacken", lat=59.16, lon=15.52)
BOOK = PlaceBook((HOUSE, TOWN))


@pytest.mark.parametrize(
    ("address", "lat", "placed"),
    [
        ("Storgatan 4, 715 30 Odensbacken", 59.1, Placed.FOUND),
        ("STORGATAN 4,71530 odensbacken", 59.1, Placed.FOUND),
        ("Storgatan 4, Odensbacken", 59.1, Placed.FOUND),
        ("Storgatan 4", 59.1, Placed.FOUND),
        ("Storgatan 5, 715 30 Odensbacken", 59.16, Placed.ROUGHLY),
        ("715 30 Odensbacken", 59.16, Placed.ROUGHLY),
    ],
)
def test_an_address_is_found_whole_or_by_its_town(
    address: str, lat: float, placed: Placed
) -> None:
    spot = BOOK.find(address)
    assert spot is not None
    assert (spot.lat, spot.placed) == (lat, placed)


@pytest.mark.parametrize("address", ["Storgatan 4, Örebro", "Storgatan", "Kil", ""])
def test_a_street_of_another_town_is_not_taken_for_it(address: str) -> None:
    assert BOOK.find(address) is None


def test_a_street_that_two_towns_have_is_neither() -> None:
    other = KnownPlace(name="Storgatan 4, Örebro", lat=59.3, lon=15.2)
    book = PlaceBook((HOUSE, other))
    assert book.find("Storgatan 4") is None
    assert book.find("Storgatan 4, Örebro") == (59.3, 15.2, Placed.FOUND)


def test_a_postal_code_can_be_a_place() -> None:
    book = PlaceBook([KnownPlace(name="715 30", lat=59.2, lon=15.4)])
    assert book.find("Ekvägen 1, 71530 Odensbacken") == (59.2, 15.4, Placed.ROUGHLY)


def changed(clients: Mapping[str, Cells], **files: object) -> Problem:
    """Return the small sample with other cells of some clients."""
    problem = make_sample("small", 1)
    content = written_content(problem)
    content["clients"] = [
        row | clients.get(str(row["client_id"]), {}) for row in content["clients"]
    ]
    return read_document({"dataset": settings_of(problem), **content, **files})


NOWHERE: Cells = {"lat": None, "lon": None}
PLACES = [{"place": "Byn", "lat": 59.2, "lon": 14.9}]


def test_a_client_without_a_place_is_put_at_its_unit() -> None:
    problem = changed({"c001": NOWHERE})
    client = problem.client["c001"]
    unit = problem.unit[client.unit]
    assert (client.lat, client.lon) == (unit.lat, unit.lon)
    assert client.placed is Placed.ASSUMED
    [found] = unplaced(problem)
    assert found.message("sv").startswith(
        "1 brukare saknar koordinater; restiden är uppskattad. 1 ligger vid sin enhet"
    )


def test_a_client_in_a_known_town_is_put_in_it() -> None:
    address = NOWHERE | {"address": "Ekvägen 1, Byn"}
    problem = changed({"c001": address, "c002": NOWHERE}, places=PLACES)
    client = problem.client["c001"]
    assert (client.lat, client.lon, client.placed) == (59.2, 14.9, Placed.ROUGHLY)
    [found] = unplaced(problem)
    assert found.facts == {"count": 2, "at_unit": 1, "in_town": 1}


def test_a_client_at_a_known_address_is_not_told() -> None:
    places = [{"place": "Ekvägen 1", "lat": 59.2, "lon": 14.9}]
    address = NOWHERE | {"address": "Ekvägen 1, Byn"}
    assert list(unplaced(changed({"c001": address}, places=places))) == []


def test_a_client_with_coordinates_keeps_them_whatever_the_places_say() -> None:
    problem = changed({"c001": {"address": "Byn"}}, places=PLACES)
    assert problem.client["c001"].lat == make_sample("small", 1).client["c001"].lat


def test_metres_of_sweref_99_tm_are_a_place_and_written_as_degrees() -> None:
    metres: Cells = {"lat": "6563000", "lon": 489000}
    places = [{"place": "Byn", "lat": 6_563_000, "lon": 489_000}]
    address = NOWHERE | {"address": "Byn"}
    problem = changed({"c001": metres, "c002": address}, places=places)
    first, second = problem.client["c001"], problem.client["c002"]
    assert (first.lat, first.lon) == pytest.approx((59.205942, 14.807385), abs=1e-6)
    assert (second.lat, second.lon) == (first.lat, first.lon)
    row = written_content(problem)["clients"][0]
    assert (row["lat"], row["lon"]) == (first.lat, first.lon)


@pytest.mark.parametrize(
    ("lat", "lon"), [(6_565_626, 1_442_996), (6_563_000, 15.2), (59.2, 489_000)]
)
def test_metres_that_are_no_place_are_a_fault(lat: float, lon: float) -> None:
    with pytest.raises(BadInput) as raised:
        changed(
            {"c001": {"lat": lat, "lon": lon}},
            places=[{"place": "Byn", "lat": lat, "lon": lon}],
        )
    found = {(f.file, f.code, f.column) for f in raised.value.faults}
    assert {(code, column) for _, code, column in found} == {("metres_unclear", "lat")}
    assert len(found) == 2


def test_half_a_place_is_a_fault() -> None:
    with pytest.raises(BadInput) as raised:
        changed({"c001": {"lat": None}})
    [fault] = raised.value.faults
    assert (fault.code, fault.column) == ("missing_value", "lat")


def test_a_unit_without_a_place_lies_amid_its_clients() -> None:
    problem = make_sample("small", 1)
    units = [row | NOWHERE for row in written_content(problem)["units"]]
    found = changed({}, units=units)
    home = found.unit["hemma"]
    assert home.placed is Placed.ASSUMED
    lats = [client.lat for client in found.clients if client.unit == "hemma"]
    assert min(lats) < home.lat < max(lats)
    assert [f.check for f in unplaced(found)] == ["units_unplaced"]


def test_without_any_place_there_is_a_dataset_still() -> None:
    problem = make_sample("small", 1)
    units = [row | NOWHERE for row in written_content(problem)["units"]]
    nowhere = {client.id: NOWHERE for client in problem.clients}
    found = changed(nowhere, units=units)
    assert {(c.lat, c.lon) for c in found.clients} == {(59.27, 15.21)}


def test_what_was_guessed_is_not_written_as_known(tmp_path: Path) -> None:
    address = NOWHERE | {"address": "Ekvägen 1, Byn"}
    problem = changed({"c001": address, "c002": NOWHERE}, places=PLACES)
    write_dataset(problem, tmp_path / "mine", None)
    assert read_dataset(tmp_path / "mine") == problem
    book = tmp_path / "mine.xlsx"
    book.write_bytes(dataset_xlsx(problem))
    assert read_dataset(book) == problem
