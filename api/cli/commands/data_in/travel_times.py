"""``bemanna travel``: how long moves take by road, into ``travel.csv``."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from math import isfinite
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from api.cli.exits import Exit
from api.cli.kept_file import keep_file
from api.cli.output import Output
from api.inputs import read_inputs
from data.cell_place import CellPlace
from data.disk.whole_file import check_file
from data.faults import BadInput
from data.reading.folders import is_workbook
from data.reading.rows.places import TRAVEL
from data.roads.osrm_roads import OsrmRoads
from data.roads.road_clip import Spot, clip_roads
from data.roads.road_moves import Groups, RoadMoves, road_moves, tour_places
from data.roads.road_network import read_networks
from data.roads.road_times import RoadTimes
from data.roads.table_service import TableService
from data.tables.frames import csv_bytes, text_frame
from scheduler.domain.problem import Problem, TravelRow
from scheduler.domain.travel import Travel
from scheduler.domain.values import Transport
from scheduler.feasibility.unplaced import guessed_places, on_guesses

FAR_KM = 0.3
"""From a place to the nearest road; farther ones are told of."""
_SERVICE = re.compile(r"(?:(car|bike|walk)=)?(https?://.+)")


class Roads(Protocol):
    """What knows how long moves take by one mode."""

    def times(self, places: Sequence[Spot]) -> RoadTimes:
        """Return the times between places."""


@dataclass(frozen=True)
class TravelOrder:
    """For which dataset, from which roads, and where the moves go."""

    folder: Path
    osm: Path | None = None
    services: Sequence[str] = ()
    """Addresses of table services; ``car=ADDRESS`` is for that mode alone."""
    out: Path | None = None
    force: bool = False

    @property
    def file(self) -> Path:
        """Where the moves go: the dataset's own file, if no other is named."""
        return self.out or self.folder / TRAVEL.file

    @property
    def replaces(self) -> bool:
        """Whether moves that are there may go; those of an empty file always may."""
        return self.force or _is_empty(self.file)

    @property
    def belongs(self) -> bool:
        """Whether the moves go into the dataset itself."""
        return self.file.name == TRAVEL.file

    def check(self) -> None:
        """Refuse now what would be refused when the moves are written.

        Raises
        ------
        BadInput
            It is not said where times come from, or there are moves already.
        """
        if (self.osm is None) == (not self.services):
            place = CellPlace("--osm, --table-service")
            raise BadInput([place.fault("travel_source")])
        if self.osm is not None and find_spec("osmium") is None:
            raise BadInput([CellPlace("--osm").fault("no_osmium")])
        if self.out is None and is_workbook(self.folder):
            raise BadInput([CellPlace("--out").fault("travel_workbook")])
        check_file(self.file, force=self.replaces, belongs=self.belongs)


def _is_empty(path: Path) -> bool:
    """Whether a file holds no more than a header."""
    return path.is_file() and len(path.read_bytes().split()) <= 1


def write_travel(order: TravelOrder, output: Output) -> Exit:
    """Write how long every move that tours can have takes.

    Raises
    ------
    BadInput
        With every fault of what was handed in, or what a service answered.
    """
    order.check()
    problem = read_inputs(order.folder, judges=True).problem
    groups = tour_places(problem)
    with TemporaryDirectory() as folder:
        ways = _ways(order, problem, groups, Path(folder), output)
        found = road_moves(problem, groups, lambda m, places: ways[m].times(places))
    _tell_far(found, output)
    content, belongs = _csv(found.minutes), order.belongs
    keep_file(order.file, content, force=order.replaces, belongs=belongs)
    modes = ", ".join(output.words(f"cli.travel.{mode}") for mode in groups)
    output.tell("cli.travel.moves", count=len(found.minutes), modes=modes)
    guessed = on_guesses(problem, found.minutes)
    if guessed:
        places = len(guessed_places(problem))
        line = {"count": guessed, "all": len(found.minutes), "places": places}
        output.note(output.words("cli.travel.guessed", **line))
    if found.unreached:
        output.tell("cli.travel.unreached", count=found.unreached)
    output.tell("cli.wrote.travel", path=order.file)
    document = {
        "moves": len(found.minutes),
        "unreached": found.unreached,
        "on_guessed_places": guessed,
        "guessed_places": sorted(guessed_places(problem)),
        "modes": [mode.value for mode in groups],
        "files": {"travel": str(order.file)},
    }
    return output.document(document, Exit.DONE)


def _ways(
    order: TravelOrder, problem: Problem, groups: Groups, folder: Path, output: Output
) -> Mapping[Transport, Roads]:
    """Return what knows the times of each mode."""
    if order.osm is None:
        return _services(order.services, groups)
    places = list(Travel(problem).places.values())
    clip = clip_roads(order.osm, places, folder / "clip.osm.pbf")
    has_osrm = find_spec("osrm") is not None
    output.tell("cli.travel.by_osrm" if has_osrm else "cli.travel.by_graph")
    if has_osrm:
        return {mode: OsrmRoads(clip, mode, folder) for mode in groups}
    return read_networks(clip, tuple(groups), problem.travel_model)


def _tell_far(found: RoadMoves, output: Output) -> None:
    """Say which places lie far from any road that a mode can use."""
    for mode, places in found.away.items():
        if not all(isfinite(km) for km in places.values()):
            output.note(output.words("cli.travel.no_roads", mode=mode))
            continue
        far = [(km, name) for name, km in places.items() if km > FAR_KM]
        if far:
            km, name = max(far)
            metres = round(1000 * km)
            line = {"count": len(far), "name": name, "metres": metres, "mode": mode}
            output.note(output.words("cli.travel.far", **line))


def _services(given: Sequence[str], groups: Groups) -> dict[Transport, TableService]:
    """Return the service of each mode; raises ``BadInput`` where it is not clear."""
    place = CellPlace("--table-service")
    found: dict[str | None, str] = {}
    for text in given:
        parts = _SERVICE.fullmatch(text)
        if parts is None or parts[1] in found:
            raise BadInput([place.fault("travel_service", None, text)])
        found[parts[1]] = parts[2]
    alone = found.get(None) if len(groups) == 1 else None
    missing = [mode for mode in groups if found.get(mode.value, alone) is None]
    if missing:
        modes = ", ".join(missing)
        raise BadInput(
            [place.fault("travel_modes", None, ", ".join(given), modes=modes)]
        )
    return {m: TableService(found.get(m.value) or alone or "", m) for m in groups}


def _csv(minutes: Mapping[TravelRow, int]) -> bytes:
    rows = ({**row._asdict(), "minutes": time} for row, time in minutes.items())
    return csv_bytes(text_frame(TRAVEL.names, rows))
