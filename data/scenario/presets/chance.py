"""Who is drawn: by chance, once for all, so that scenarios draw the same people."""

import hashlib
from collections.abc import Iterable
from math import floor


def drawn(ids: Iterable[str], what: str) -> list[str]:
    """Return ids in an order of chance, another one for another ``what``.

    Where more are drawn, those come besides who are drawn for less; somebody new in the
    dataset changes nothing about the order of the others.
    """
    return sorted(
        ids, key=lambda id_: hashlib.sha256(f"{what} {id_}".encode()).digest()
    )


def share_of(ids: Iterable[str], percent: float, what: str) -> list[str]:
    """Return so many per cent of ids; halves are rounded up."""
    order = drawn(ids, what)
    return order[: floor(len(order) * percent / 100 + 0.5)]
