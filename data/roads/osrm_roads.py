"""Travel times by OSRM, in process: where its bindings are installed."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from data.roads.road_clip import Spot
from data.roads.road_times import RoadTimes, without_roads
from scheduler.domain.values import Transport

_PROFILES = {
    Transport.CAR: "car",
    Transport.BIKE: "bicycle",
    Transport.WALK: "foot",
}
"""The profiles that come with the bindings."""


class OsrmRoads:
    """The roads of a clip as OSRM takes them by one mode.

    Parameters
    ----------
    clip
        What ``clip_roads`` has written.
    mode
        How people move.
    folder
        Where what is made of it may lie.
    """

    def __init__(self, clip: Path, mode: Transport, folder: Path) -> None:
        import osrm

        mine = folder / _PROFILES[mode]
        mine.mkdir()
        shutil.copy(clip, mine / "roads.osm.pbf")
        package = Path(osrm.__file__).parent
        profile = package / "share" / "profiles" / f"{_PROFILES[mode]}.lua"
        made = _run(package, mine, "osrm-extract", "-p", str(profile), "roads.osm.pbf")
        made = made and _run(package, mine, "osrm-contract", "roads.osrm")
        self._engine: Any = None
        if made:
            base = str(mine / "roads.osrm")
            self._engine = osrm.OSRM(
                algorithm="CH", storage_config=base, use_shared_memory=False
            )

    def times(self, places: Sequence[Spot]) -> RoadTimes:
        """Return how long it takes from each place to each."""
        import osrm

        if self._engine is None:
            return without_roads(len(places))
        asked = osrm.TableParameters(coordinates=[(lon, lat) for lat, lon in places])
        table = self._engine.Table(asked)
        rows = [[np.inf if t is None else t for t in row] for row in table["durations"]]
        away = [place["distance"] / 1000 for place in table["sources"]]
        return RoadTimes(np.array(rows, dtype=np.float64), np.array(away))


def _run(package: Path, folder: Path, tool: str, *arguments: str) -> bool:
    """Run a tool of the bindings; it fails where the map has no road for a profile."""
    command = [str(package / "bin" / tool), *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    return done.returncode == 0
