"""Pseudonyms for personal numbers: the same each month for whoever holds the key."""

import base64
import hashlib
import hmac
from dataclasses import dataclass, field
from pathlib import Path

from data.cell_place import CellPlace
from data.disk.plain_file import plain_bytes
from data.export.personal_numbers import personal_digits
from data.faults import BadInput

SHORTEST_KEY = 16
"""Bytes; a shorter key could be guessed, and with it everybody's number."""
_LETTERS = 12


@dataclass(frozen=True)
class Pseudonyms:
    """Turns personal numbers into pseudonyms, if there is a key."""

    key: bytes | None = field(default=None, repr=False)

    def of(self, text: str) -> str | None:
        """Return the pseudonym for a personal number; ``None`` without a key.

        With century or without, with a dash or without: one person has one pseudonym.
        """
        digits = personal_digits(text)
        if digits is None or self.key is None:
            return None
        made = hmac.new(self.key, digits.encode(), hashlib.sha256).digest()
        return "p" + base64.b32encode(made).decode().lower()[:_LETTERS]


def read_key(path: Path | None) -> Pseudonyms:
    """Return the pseudonyms of the key in a file; none without a file.

    Raises
    ------
    BadInput
        The file cannot be read, or the key is too short.
    """
    if path is None:
        return Pseudonyms()
    place = CellPlace(str(path))
    try:
        key = plain_bytes(path).strip()
    except OSError as error:
        raise BadInput([place.fault("unreadable_file")]) from error
    return Pseudonyms(checked_key(key, place))


def checked_key(key: bytes, place: CellPlace) -> bytes:
    """Return a key that is long enough; raises ``BadInput`` for another."""
    if len(key) < SHORTEST_KEY:
        raise BadInput([place.fault("import_short_key", least=SHORTEST_KEY)])
    return key
