"""Where units and clients are, also those of whom no row says so."""

from collections.abc import Iterable, Sequence
from statistics import fmean

from data.reading.records import Record
from data.reading.rows.place_book import PlaceBook, PlacedAt
from data.reading.rows.places import (
    ADDRESS,
    CLIENT_UNIT,
    LAT,
    LON,
    UNIT_ID,
    UNIT_NAME,
    degrees_of,
)
from scheduler.domain.values import Placed

_ANYWHERE = PlacedAt(59.27, 15.21, Placed.ASSUMED)
"""Where a dataset is put of which nothing at all says where it is."""


class Spots:
    """Puts clients at their address, or at their unit; units amid their clients."""

    def __init__(
        self, units: Sequence[Record], clients: Sequence[Record], book: PlaceBook
    ) -> None:
        self._book = book
        homes = [(r.get(CLIENT_UNIT), self._of_client(r)) for r in clients]
        self._homes = [(unit, spot) for unit, spot in homes if spot is not None]
        found = {r.get(UNIT_ID): self._of_unit(r) for r in units}
        self._known = [spot for spot in found.values() if spot is not None]
        self._units = {unit: spot or self._amid(unit) for unit, spot in found.items()}

    def of_unit(self, record: Record) -> PlacedAt:
        """Return where the unit of a row is."""
        return self._units[record.get(UNIT_ID)]

    def of_client(self, record: Record) -> PlacedAt:
        """Return where the client of a row lives, or else the unit."""
        spot = self._of_client(record)
        if spot is not None:
            return spot
        unit = self._units.get(record.get(CLIENT_UNIT), _ANYWHERE)
        return unit._replace(placed=Placed.ASSUMED)

    def _of_client(self, record: Record) -> PlacedAt | None:
        address = record.get(ADDRESS) or ""
        return _given(record) or (self._book.find(address) if address else None)

    def _of_unit(self, record: Record) -> PlacedAt | None:
        names = (record.get(UNIT_NAME), record.get(UNIT_ID))
        found = (self._book.find(name) for name in names if name)
        return _given(record) or next(filter(None, found), None)

    def _amid(self, unit: str | None) -> PlacedAt:
        """Return the middle of a unit's clients, of all clients, or of other units."""
        mine = [spot for home, spot in self._homes if home == unit]
        near = mine or [spot for _, spot in self._homes] or self._known
        return _middle(near) if near else _ANYWHERE


def _given(record: Record) -> PlacedAt | None:
    lat, lon = record.get(LAT), record.get(LON)
    spot = None if lat is None or lon is None else degrees_of(lat, lon)
    return spot and PlacedAt(spot.lat, spot.lon, Placed.GIVEN)


def _middle(spots: Iterable[PlacedAt]) -> PlacedAt:
    lats, lons, _ = zip(*spots, strict=True)
    return PlacedAt(round(fmean(lats), 5), round(fmean(lons), 5), Placed.ASSUMED)
