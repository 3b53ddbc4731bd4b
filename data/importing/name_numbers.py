"""Numbers for people who have none in an export: no id is a name."""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pydantic import Field

from data.importing.export_words import plain_word
from scheduler.domain.problem import Problem
from scheduler.domain.values import Frozen

Who = Literal["people", "clients"]
LETTERS: Mapping[Who, str] = {"people": "m", "clients": "b"}
"""*Medarbetare* and *brukare*."""
_DIGITS = 16
_SIGNATURE = 5


class KnownNumbers(Frozen):
    """Who had which number the last time, without anybody's name."""

    salt: str = Field("", max_length=64)
    """Keeps names from being looked up in a list of their digests."""
    people: Mapping[str, str] = {}
    """Numbers of employees, by the digests of their names."""
    clients: Mapping[str, str] = {}


def is_name(text: str) -> bool:
    """Whether what stands where a number is expected is a name.

    A few capitals in a row are a signature.
    """
    is_word = any(map(str.islower, text)) or " " in text or len(text) > _SIGNATURE
    return is_word and not any(map(str.isdigit, text))


@dataclass
class NameNumbers:
    """Gives each name a number: the one that the base or the mapping has, or the next.

    A number stays as long as the mapping is kept, in whatever order lists stand.
    """

    known: KnownNumbers
    base: Problem | None = None
    names: dict[str, str] = field(default_factory=dict)
    """Names of clients, by their numbers."""

    def __post_init__(self) -> None:
        self._salt = self.known.salt or secrets.token_hex(16)
        self._given: dict[Who, dict[str, str]] = {
            "people": dict(self.known.people),
            "clients": dict(self.known.clients),
        }
        base = self.base
        self._ids: dict[Who, set[str]] = {
            "people": {e.id for e in base.employees} if base else set(),
            "clients": {c.id for c in base.clients} if base else set(),
        }
        found = [(c.name, c.id) for c in base.clients if c.name] if base else []
        self._clients = {plain_word(name): id_ for name, id_ in found}

    def of(self, who: Who, name: str) -> str:
        """Return the number of somebody with this name."""
        given, digest = self._given[who], self._digest(name)
        if digest not in given:
            taken = {*given.values(), *self._ids[who]}
            numbers = (f"{LETTERS[who]}-{n}" for n in range(1, len(taken) + 2))
            given[digest] = next(number for number in numbers if number not in taken)
        return given[digest]

    def of_client(self, text: str) -> str:
        """Return a client's number; as it stands where it is one, or was an id."""
        id_ = self._clients.get(plain_word(text))
        if id_ is None:
            if not is_name(text) or text in self._ids["clients"]:
                return text
            id_ = self.of("clients", text)
        self.names.setdefault(id_, text)
        return id_

    def now_known(self) -> KnownNumbers:
        """Return who has which number, for the next time."""
        if not any(self._given.values()):
            return self.known
        return KnownNumbers(salt=self._salt, **self._given)

    def _digest(self, name: str) -> str:
        word = plain_word(name).encode()
        return hmac.new(self._salt.encode(), word, hashlib.sha256).hexdigest()[:_DIGITS]
