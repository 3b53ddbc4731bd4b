"""Units by whatever files call them."""

from collections.abc import Iterable, Iterator

from data.importing.export_words import plain_word
from data.written_values import Cells

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

    def placed(self, lat: float | None, lon: float | None) -> list[Cells]:
        """Return a row for each unit; where new ones are is known only if it is given.

        Whoever reads the dataset puts the others amid their clients.
        """
        return [
            self.rows.get(id_)
            or {"unit_id": id_, "name": id_, "lat": lat, "lon": lon, "lends_to": []}
            for id_ in dict.fromkeys((*self.rows, *self._ids.values()))
        ]

    @property
    def names(self) -> Iterator[str]:
        """Return the ids and names of all."""
        for id_ in dict.fromkeys((*self.rows, *self._ids.values())):
            yield str(self.rows.get(id_, {}).get("name") or id_)
            yield id_
