"""``travel``: from a map or a service into the dataset, where plans use it."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from api.cli.exits import Exit
from api.inputs import read_inputs
from scheduler.domain.problem import TravelRow
from tests.api.cli.commands import Shell
from tests.api.village import amy, dataset_folder, plan_folder
from tests.build import client, employee, unit
from tests.data.roads.fake_service import table_service
from tests.data.roads.town import A, B, write_town

HEAD = "from_id,to_id,mode,minutes"


@pytest.fixture
def village(tmp_path: Path) -> Path:
    return dataset_folder(
        tmp_path / "village",
        units=(unit(lat=A[0], lon=A[1]),),
        clients=(client("carl", lat=B[0], lon=B[1]),),
    )


FIND_SPEC = "api.cli.commands.data_in.travel_times.find_spec"


@pytest.fixture
def by_graph(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let times be the program's own, also where OSRM is installed."""
    monkeypatch.setattr(
        FIND_SPEC, lambda name: None if name == "osrm" else find_spec(name)
    )


@pytest.mark.usefixtures("by_graph")
def test_a_map_tells_the_moves_and_the_dataset_uses_them(
    shell: Shell, village: Path, tmp_path: Path
) -> None:
    pytest.importorskip("osmium")
    town = write_town(tmp_path / "town.osm.pbf")
    ran = shell("travel", village, "--osm", town, "--json")
    assert (ran.code, ran.document["moves"]) == (Exit.DONE, 2)
    # 2.002 minutes there; 1.341 and 2.276 back, around the block; 2 of handling
    assert read_inputs(village).problem.travel_rows == {
        TravelRow("carl", "centre", "car"): 6,
        TravelRow("centre", "carl", "car"): 5,
    }


@pytest.mark.usefixtures("by_graph")
def test_a_place_far_from_all_roads_is_told_of(shell: Shell, tmp_path: Path) -> None:
    pytest.importorskip("osmium")
    away = client("carl", lat=59.179, lon=14.90)
    given = {"units": (unit(lat=A[0], lon=A[1]),), "clients": (away,)}
    folder = dataset_folder(tmp_path / "village", **given)
    town = write_town(tmp_path / "town.osm.pbf")
    ran = shell("travel", folder, "--osm", town, "--lang", "en")
    assert "1 place lies far from a road (car); the farthest is carl" in ran.err


def test_a_service_tells_the_moves(shell: Shell, village: Path, tmp_path: Path) -> None:
    out = tmp_path / "moves.csv"
    with table_service() as (address, asked):
        ran = shell("travel", village, "--table-service", address, "--out", out)
    assert (ran.code, asked) == (Exit.DONE, ["car"])
    assert out.read_text().split() == [
        HEAD,
        "carl,centre,car,3",
        "centre,carl,car,3",
    ]
    assert read_inputs(village).problem.travel_rows == {}


def test_moves_that_rest_on_guessed_places_are_counted(
    shell: Shell, village: Path, tmp_path: Path
) -> None:
    file = village / "clients.csv"
    header, carl = file.read_text(encoding="utf-8").splitlines()
    cells = dict(zip(header.split(","), carl.split(","), strict=True))
    dora = cells | {"client_id": "dora", "lat": "", "lon": ""}
    lines = (header, carl, ",".join(dora.values()), "")
    file.write_text("\n".join(lines), encoding="utf-8")
    with table_service() as (address, _):
        asked = ("travel", village, "--table-service", address, "--force")
        ran = shell(*asked, "--json")
        told = shell(*asked, "--lang", "en").err
    found = ran.document
    assert (found["moves"], found["on_guessed_places"]) == (6, 4)
    assert found["guessed_places"] == ["dora"]
    assert "4 of 6 travel times rest on guessed places: 1 client or unit has" in told
    plan = plan_folder(tmp_path / "plan", village)
    shell("evaluate", village, plan, "--out", plan / "judged", "--lang", "en")
    report = (plan / "judged" / "report.html").read_text(encoding="utf-8")
    assert "4 av 6 restider i travel.csv går till eller från ställen" in report
    assert "1 brukare saknar koordinater; restiden är uppskattad." in report


def test_moves_between_known_places_are_no_guesses(shell: Shell, village: Path) -> None:
    with table_service() as (address, _):
        ran = shell("travel", village, "--table-service", address, "--json")
    assert ran.document["on_guessed_places"] == 0
    assert "travel times rest on" not in ran.err


def test_each_mode_has_its_own_service(shell: Shell, tmp_path: Path) -> None:
    people = (amy(), employee("bo", transport="bike"))
    folder = dataset_folder(tmp_path / "village", employees=people)
    with table_service() as (address, asked):
        ran = shell("travel", folder, "--table-service", address)
        assert (ran.code, asked) == (Exit.BAD_INPUT, [])
        both = [f"{mode}={address}" for mode in ("bike", "car")]
        options = [word for one in both for word in ("--table-service", one)]
        ran = shell("travel", folder, *options)
    assert (ran.code, sorted(asked)) == (Exit.DONE, ["bike", "car"])


def test_moves_that_are_there_stay_unless_forced(shell: Shell, village: Path) -> None:
    file = village / "travel.csv"
    file.write_text(f"{HEAD}\ncentre,carl,car,9\n")
    with table_service() as (address, _):
        asked = ("travel", village, "--table-service", address)
        assert shell(*asked).code is Exit.BAD_INPUT
        assert file.read_text().split() == [HEAD, "centre,carl,car,9"]
        assert shell(*asked, "--force").code is Exit.DONE
    assert "centre,carl,car,3" in file.read_text()


@pytest.mark.parametrize(
    "more",
    [
        (),
        ("--osm", "x.pbf", "--table-service", "http://127.0.0.1:1"),
        ("--table-service", "127.0.0.1:1"),
        ("--table-service", "car=http://a", "--table-service", "car=http://b"),
        ("--osm", "none.osm.pbf"),
    ],
)
def test_what_cannot_be_done_is_refused(
    shell: Shell, village: Path, more: tuple[str, ...]
) -> None:
    before = (village / "travel.csv").read_bytes()
    assert shell("travel", village, *more).code is Exit.BAD_INPUT
    assert (village / "travel.csv").read_bytes() == before


def test_a_report_says_which_travel_times_are_estimated(
    shell: Shell, village: Path, tmp_path: Path
) -> None:
    said = []
    for number in range(2):
        plan = tmp_path / f"plan{number}"
        shell("evaluate", village, plan_folder(plan, village), "--out", plan / "judged")
        said.append((plan / "judged" / "report.html").read_text(encoding="utf-8"))
        with table_service() as (address, _):
            shell("travel", village, "--table-service", address)
    first, second = ("Restiderna är uppskattade" in page for page in said)
    assert (first, second) == (True, False)
    assert "Restider som inte står i travel.csv är uppskattade" in said[1]
    assert "i 45 km/h med bil, 14 med cykel och 5 till fots" in said[1]


def test_without_osmium_it_is_said_what_to_install(
    shell: Shell, village: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FIND_SPEC, lambda _: None)
    ran = shell("travel", village, "--osm", "x.osm.pbf", "--lang", "en")
    assert (ran.code, "bemanna[roads]" in ran.err) == (Exit.BAD_INPUT, True)
