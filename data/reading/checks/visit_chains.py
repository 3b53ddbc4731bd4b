"""Visits that follow one another: the same client, and not in a ring."""

from collections.abc import Collection, Mapping

from data.reading.records import Record
from data.reading.rows.visits import AFTER, CLIENT, VISIT_ID


def check_order(rows: list[Record], clients: Collection[str]) -> None:
    """Blame visits that cannot come after the visit they name.

    Visits of others than ``clients`` have been blamed for that already.
    """
    by_id = {id_: r for r in rows if (id_ := r.get(VISIT_ID)) is not None}
    for record in rows:
        earlier = record.get(AFTER)
        before = None if earlier is None else by_id.get(earlier)
        if before is not None:
            _check_pair(record, before, clients)
    _check_rings(by_id)


def _check_pair(record: Record, before: Record, clients: Collection[str]) -> None:
    here, there = record.get(CLIENT), before.get(CLIENT)
    if here != there and here in clients and there in clients:
        record.blame("after_other_client", AFTER, found=str(there), client=str(here))


def _check_rings(by_id: Mapping[str, Record]) -> None:
    """Blame each visit of a ring once."""
    settled: set[str] = set()
    for start in by_id:
        path: list[str] = []
        id_: str | None = start
        while id_ is not None and id_ in by_id and id_ not in settled:
            settled.add(id_)
            path.append(id_)
            id_ = by_id[id_].get(AFTER)
        if id_ in path:
            ring = path[path.index(id_) :]
            for member in ring:
                around = " → ".join((*ring, ring[0]))
                by_id[member].blame("after_ring", AFTER, ring=around)
