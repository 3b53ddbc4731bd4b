"""What lies behind the maps of schedules: read once for each dataset."""

from collections import OrderedDict
from pathlib import Path
from threading import Lock

from api.http.opened.opened_schedules import OpenedSchedule
from data.roads.map_background import MapBackground, read_background

_KEPT = 4
"""Backgrounds that stay in memory."""


class MapBackgrounds:
    """Reads an extract of OpenStreetMap around the places of a schedule.

    Parameters
    ----------
    extract
        The extract that the municipality supplies, if it does.
    """

    def __init__(self, extract: Path | None = None) -> None:
        self._extract = extract
        self._kept: OrderedDict[str, MapBackground] = OrderedDict()
        self._lock = Lock()

    def of(self, opened: OpenedSchedule) -> MapBackground | None:
        """Return what lies around a schedule's places; nothing without an extract."""
        if self._extract is None:
            return None
        dataset = opened.judged.dataset_id
        with self._lock:
            if dataset not in self._kept:
                places = list(opened.view.travel.places.values())
                self._kept[dataset] = read_background(self._extract, places)
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
            return self._kept[dataset]
