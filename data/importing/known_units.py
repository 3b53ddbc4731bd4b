"""Units by whatever files call them."""

from collections.abc import Iterable, Iterator

from data.importing.export_words import plain_word
from data.written_values import Cells

_ANY = frozenset(("hemtjänst", "hemtjänsten", "htj", "hemvård", "hemvården", "enhet"))
"""What any unit may be called besides."""
_STEM = 3
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

    def join(self, people: Iterable[str], others: Iterable[str]) -> dict[str, str]:
        """Let names that other files have for units of the register mean these.

        The unit whose name holds the same words, or the only one there is. Return the
        unit for each name that was met for the first time.
        """
        known = list(dict.fromkeys(self.id_of(name) for name in people if name))
        named = dict.fromkeys(name for name in others if name)
        joined = {}
        for name in named:
            if plain_word(name) in self._ids:
                continue
            alike = [id_ for id_ in known if _alike(name, id_)]
            if not alike and len(named) == 1 == len(known):
                alike = known
            if len(alike) == 1:
                joined[name] = self._ids[plain_word(name)] = alike[0]
        return joined

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


def _alike(name: str, other: str) -> bool:
    """Whether all words of one name begin words of the other: *Norr*, *Norra*."""
    words, others = _words(name), _words(other)
    few, many = sorted((words, others), key=len)
    return bool(few) and all(any(_begins(a, b) for b in many) for a in few)


def _words(name: str) -> list[str]:
    return [w for w in plain_word(name).split() if not w.isdigit() and w not in _ANY]


def _begins(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    return word == other or (len(short) > _STEM and long.startswith(short))
