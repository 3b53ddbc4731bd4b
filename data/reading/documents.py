"""JSON documents as located cells: one array per file of a folder, same names."""

from collections.abc import Mapping

from data.cell_place import CellPlace
from data.columns import Column, Sheet, UnreadableCellError, unknown
from data.faults import FaultList
from data.reading.cells import from_json
from data.reading.headed_rows import Table, TableRow


def read_array(sheet: Sheet, array: object, faults: FaultList) -> Table | None:
    """Return the rows of one array of a document; ``None`` when it is no array."""
    place = CellPlace(sheet.name, pointer=f"/{sheet.name}")
    if not isinstance(array, list | tuple):
        faults.append(place.fault("json_array"))
        return None
    rows = []
    for index, item in enumerate(array):
        spot = CellPlace(sheet.name, pointer=f"/{sheet.name}/{index}")
        if isinstance(item, Mapping):
            rows.append(_row(sheet, spot, item, faults))
        else:
            faults.append(spot.fault("json_object"))
            rows.append(TableRow(spot, dict.fromkeys(sheet.names)))
    return Table(place, rows)


def _row(
    sheet: Sheet, place: CellPlace, item: Mapping[str, object], faults: FaultList
) -> TableRow:
    wanted = ", ".join(sheet.names)
    faults.extend(
        place.fault("unknown_column", name, name, names=wanted)
        for name in unknown(map(str, item), sheet.names)
    )
    cells = {c.name: _cell(c, place, item.get(c.name), faults) for c in sheet.columns}
    return TableRow(place, cells)


def _cell(
    column: Column[object], place: CellPlace, value: object, faults: FaultList
) -> str | None:
    try:
        return from_json(value, column.kind.shape)
    except UnreadableCellError as error:
        faults.append(place.fault(error.code, column.name, repr(value)))
        return None
