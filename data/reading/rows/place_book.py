"""Where addresses, postal codes and towns are, as a dataset's places say."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from scheduler.domain.problem import KnownPlace
from scheduler.domain.values import Placed

_SIGNS = re.compile(r"[^\w]+")
_SPLIT_POSTCODE = re.compile(r"\b(\d{3}) (\d{2})\b")
_POSTCODE = re.compile(r"\b\d{5}\b")
_NUMBERED = re.compile(r"[^\W\d]\w* \d")
"""A street or a village and a house's number."""


class PlacedAt(NamedTuple):
    """Where something is, and how that is known."""

    lat: float
    lon: float
    placed: Placed


class PlaceBook:
    """Finds the spot of an address: the whole of it, or else of its town.

    The parts of an address stand between commas: street, postal code and town. A
    street without a town is the only one that is so called.
    """

    def __init__(self, places: Iterable[KnownPlace]) -> None:
        known = tuple(places)
        self._named = {_bare(place.name): place for place in known}
        self._named |= {_plain(place.name): place for place in known}
        streets = Counter(_street(place.name) for place in known)
        self._streets = {
            street: place
            for place in known
            if streets[street := _street(place.name)] == 1
        }

    def find(self, address: str) -> PlacedAt | None:
        """Return where an address is; roughly where only a part of it is known."""
        found = self._found(address)
        if found is None:
            return None
        words, place = found
        exact = _NUMBERED.search(words)
        return PlacedAt(place.lat, place.lon, Placed.FOUND if exact else Placed.ROUGHLY)

    def used(self, address: str) -> KnownPlace | None:
        """Return the place that an address is found by."""
        found = self._found(address)
        return found and found[1]

    def _found(self, address: str) -> tuple[str, KnownPlace] | None:
        for words in _parts(address):
            if place := self._named.get(words):
                return words, place
        street = _plain(address)
        if place := self._streets.get(street):
            return street, place
        return None


def _parts(address: str) -> Iterator[str]:
    """Yield the whole address, then its parts, a town without its postal code, too."""
    yield _plain(address)
    yield _bare(address)
    for part in address.split(","):
        yield _plain(part)
        yield _bare(part)
        yield from _POSTCODE.findall(_plain(part))


def _street(name: str) -> str:
    return _plain(name.partition(",")[0])


def _bare(text: str) -> str:
    """Return a place without its postal code."""
    return " ".join(_POSTCODE.sub(" ", _plain(text)).split())


def _plain(text: str) -> str:
    """Return a place without what people write in different ways."""
    words = " ".join(_SIGNS.sub(" ", text.casefold()).split())
    return _SPLIT_POSTCODE.sub(r"\1\2", words)
