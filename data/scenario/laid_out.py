"""The visits of a document: those that its needs grant, and its own rows."""

from collections.abc import Mapping
from typing import cast

from data.cell_place import CellPlace
from data.faults import FaultList
from data.problem_cells import care_visit_cells
from data.reading.documents import read_array
from data.reading.headed_rows import Table
from data.reading.records import Reading
from data.reading.rows.care_needs import NEEDS, NEEDS_AWAY
from data.reading.rows.granted_rows import grant
from data.reading.rows.places import CLIENTS
from data.reading.rows.visits import VISITS
from data.reading.settings import read_object
from data.written_values import Cells
from scheduler.domain.clock import wall_clock

UNKNOWN_UNIT = "?"


def granted_cells(document: Mapping[str, object]) -> dict[str, Cells]:
    """Return the visits that the needs of a document grant, as rows by their ids.

    Needs that cannot be read grant nothing: whoever reads the document tells of them.
    """
    if not document.get(NEEDS.name):
        return {}
    reading = Reading()
    settings = read_object(document["dataset"], {}, FaultList())
    for sheet in (CLIENTS, NEEDS, NEEDS_AWAY):
        rows = document.get(sheet.name) or []
        reading.add(sheet, read_array(sheet, rows, reading.faults))
    reading.add(VISITS, Table(CellPlace(VISITS.file)))
    visits = grant(reading, settings.frame).visits
    wall = wall_clock(settings.timezone)
    made = {id_: care_visit_cells(visit, wall) for id_, visit in visits.items()}
    for row in made.values():
        if row["unit_id"] == UNKNOWN_UNIT:  # of a client who is not there yet
            row["unit_id"] = None
    return made


def all_visits(document: Mapping[str, object]) -> list[Cells]:
    """Return the rows of all visits, granted and own."""
    return with_own(granted_cells(document), document)


def with_own(
    granted: Mapping[str, Cells], document: Mapping[str, object]
) -> list[Cells]:
    """Return granted rows as a document's own ones cancel, replace and add to them."""
    own = {
        str(row["visit_id"]): row
        for row in cast("list[Cells]", document.get(VISITS.name) or [])
    }
    rows = {**granted, **own}
    return [row for row in rows.values() if not row.get("cancelled")]
