"""Visits that follow one another: the same client, and not in a ring."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from data.columns import Column
from data.reading.records import Record
from data.reading.rows.visits import AFTER, CLIENT


class Link(NamedTuple):
    """What comes after what, and the row that says so; ``None`` where no row does."""

    client: str | None
    after: str | None
    record: Record | None = None


def links_of(rows: Iterable[Record], key: Column[str]) -> dict[str, Link]:
    """Return rows by their ids."""
    named = ((record.get(key), record) for record in rows)
    return {
        id_: Link(record.get(CLIENT), record.get(AFTER), record)
        for id_, record in named
        if id_ is not None
    }


def check_order(by_id: Mapping[str, Link], clients: Collection[str]) -> None:
    """Blame what cannot come after that which it names.

    Clients beside ``clients`` have been blamed already.
    """
    for link in by_id.values():
        before = None if link.after is None else by_id.get(link.after)
        if before is not None:
            _check_pair(link, before, clients)
    _check_rings(by_id)


def _check_pair(link: Link, before: Link, clients: Collection[str]) -> None:
    here, there = link.client, before.client
    if here != there and here in clients and there in clients and link.record:
        link.record.blame(
            "after_other_client", AFTER, found=str(there), client=str(here)
        )


def _check_rings(by_id: Mapping[str, Link]) -> None:
    """Blame each member of a ring once."""
    settled: set[str] = set()
    for start in by_id:
        path: list[str] = []
        id_: str | None = start
        while id_ is not None and id_ in by_id and id_ not in settled:
            settled.add(id_)
            path.append(id_)
            id_ = by_id[id_].after
        if id_ in path:
            ring = path[path.index(id_) :]
            around = " → ".join((*ring, ring[0]))
            for record in (by_id[member].record for member in ring):
                if record is not None:
                    record.blame("after_ring", AFTER, ring=around)
