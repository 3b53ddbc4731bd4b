"""Units by whatever files call them, and where they are."""

from collections.abc import Iterable, Sequence
from statistics import fmean

from data.importing.export_words import plain_word
from data.written_values import Cells

Spot = tuple[float, float]
UNNAMED = "enhet"
"""The unit of those whom no file gives one."""


class KnownUnits:
    """One id for each unit, however it is spelt; those of a base dataset first."""

    def __init__(self, base: Iterable[Cells] = ()) -> None:
        self.rows = {str(row["unit_id"]): row for row in base}
        self._ids: dict[str, str] = {}
        for id_, row in self.rows.items():
            self._ids |= {plain_word(id_): id_, plain_word(str(row["name"])): id_}

    def id_of(self, text: str) -> str:
        """Return the id of a unit; one that was not met before is called as it is."""
        text = " ".join(text.split())
        if not text:
            text = next(iter((*self.rows, *self._ids.values())), UNNAMED)
        return self._ids.setdefault(plain_word(text), text)

    def placed(self, spots: Sequence[tuple[str, Spot]], nowhere: Spot) -> list[Cells]:
        """Return a row for each unit: in the middle of its clients, or of all."""
        ids = dict.fromkeys((*self.rows, *self._ids.values()))
        return [self.rows.get(id_) or _unit(id_, spots, nowhere) for id_ in ids]


def _unit(id_: str, spots: Sequence[tuple[str, Spot]], nowhere: Spot) -> Cells:
    mine = [spot for unit, spot in spots if unit == id_] or [s for _, s in spots]
    lat, lon = _middle(mine) if mine else nowhere
    return {"unit_id": id_, "name": id_, "lat": lat, "lon": lon, "lends_to": []}


def _middle(spots: Sequence[Spot]) -> Spot:
    lats, lons = zip(*spots, strict=True)
    return round(fmean(lats), 5), round(fmean(lons), 5)
