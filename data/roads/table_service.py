"""Travel times of a table service that speaks as OSRM does."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.error import URLError
from urllib.request import urlopen

import numpy as np

from data.cell_place import CellPlace
from data.faults import BadInput
from data.roads.road_clip import Spot
from data.roads.road_times import Numbers, RoadTimes
from scheduler.domain.values import Transport

PROFILES = {Transport.CAR: "car", Transport.BIKE: "bike", Transport.WALK: "foot"}
BLOCK = 50
"""Places on each side of one question: twice as many is what a service allows."""
_PATIENCE = 60
"""Seconds."""


@dataclass(frozen=True)
class TableService:
    """One profile of a service."""

    address: str
    """Such as ``http://127.0.0.1:5000``."""
    mode: Transport

    def times(self, places: Sequence[Spot]) -> RoadTimes:
        """Return how long it takes from each place to each; that they lie at roads.

        Raises
        ------
        BadInput
            The service does not answer, or something else than times.
        """
        blocks = [places[at : at + BLOCK] for at in range(0, len(places), BLOCK)]
        rows = [np.hstack([self._ask(one, two) for two in blocks]) for one in blocks]
        return RoadTimes(np.vstack(rows), np.zeros(len(places)))

    def _ask(self, starts: Sequence[Spot], ends: Sequence[Spot]) -> Numbers:
        spots = [*starts, *ends]
        where = ";".join(f"{lon:.6f},{lat:.6f}" for lat, lon in spots)
        first = ";".join(map(str, range(len(starts))))
        last = ";".join(map(str, range(len(starts), len(spots))))
        address = self.address.rstrip("/")
        asked = (
            f"{address}/table/v1/{PROFILES[self.mode]}/{where}"
            f"?sources={first}&destinations={last}&annotations=duration"
        )
        try:
            with urlopen(asked, timeout=_PATIENCE) as answer:
                found = json.load(answer)["durations"]
            times = np.array(found, dtype=np.float64)  # null becomes not a number
        except (URLError, OSError, ValueError, KeyError, TypeError) as error:
            raise self._refusal(str(error)) from error
        if times.shape != (len(starts), len(ends)):
            raise self._refusal(str(times.shape))
        return np.where(np.isfinite(times), times, np.inf)

    def _refusal(self, found: str) -> BadInput:
        place = CellPlace("--table-service")
        return BadInput([place.fault("table_service", None, self.address, found=found)])
