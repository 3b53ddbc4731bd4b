"""Units, clients and the moves between them."""

from data.columns import Kind, Sheet, UnreadableCellError, extra, given, needed
from data.coordinates.gauss_kruger import GridSpot
from data.coordinates.swedish_grids import spot_of
from data.reading.cells import (
    FLAG,
    IDENT,
    TEXT,
    WORDS,
    decimal,
    minutes,
    one_of,
    several_of,
)
from data.reading.records import Record
from data.reading.rows.closed_lists import Gender
from data.reading.rows.place_book import PlacedAt
from scheduler.domain.problem import Client, KnownPlace, TravelRow, Unit
from scheduler.domain.values import Transport

_METRES = decimal(200_000, 7_800_000)


def _coordinate(highest: int) -> Kind[float]:
    """Return the kind "degrees up to ``highest``, or metres of a grid"."""
    degrees = decimal(-highest, highest)

    def parse(text: str) -> float:
        try:
            return _METRES.parse(text)
        except UnreadableCellError:
            return degrees.parse(text)

    return Kind(parse, "number")


LAT = extra("lat", _coordinate(90), None)
LON = extra("lon", _coordinate(180), None)

UNIT_ID = needed("unit_id", IDENT)
UNIT_NAME = given("name", TEXT, "")
LENDS_TO = extra("lends_to", WORDS, (), "units")
UNITS = Sheet(
    "units", (UNIT_ID, UNIT_NAME, LAT, LON, LENDS_TO), UNIT_ID, may_be_empty=False
)

CLIENT_ID = needed("client_id", IDENT)
CLIENT_NAME = extra("name", TEXT, "")
CLIENT_UNIT = needed("unit_id", IDENT, "units")
ROUTE = given("route_id", IDENT, None)
CONTACT = given("contact_id", IDENT, None, "employees")
BACKUPS = given("backup_ids", WORDS, (), "employees")
AVOID = given("avoid_ids", WORDS, (), "employees")
AVOID_GENDER = given(
    "avoid_gender", several_of(Gender, "dataset.choice.gender"), frozenset[Gender]()
)
COUNTS = given("counts_continuity", FLAG, False)
ADDRESS = extra("address", TEXT, "")
KEY = extra("key", TEXT, "")
NOTE = extra("note", TEXT, "")
CLIENTS = Sheet(
    "clients",
    (
        CLIENT_ID,
        CLIENT_UNIT,
        ROUTE,
        LAT,
        LON,
        CONTACT,
        BACKUPS,
        AVOID,
        AVOID_GENDER,
        COUNTS,
        CLIENT_NAME,
        ADDRESS,
        KEY,
        NOTE,
    ),
    CLIENT_ID,
)

PLACE = needed("place", TEXT)
PLACE_LAT = needed("lat", _coordinate(90))
PLACE_LON = needed("lon", _coordinate(180))
PLACES = Sheet("places", (PLACE, PLACE_LAT, PLACE_LON), PLACE)

FROM = needed("from_id", IDENT, "units", "clients")
TO = needed("to_id", IDENT, "units", "clients")
MODE = needed("mode", one_of(Transport, "dataset.choice.transport"))
MOVE_MINUTES = needed("minutes", minutes(0, 600))
TRAVEL = Sheet("travel", (FROM, TO, MODE, MOVE_MINUTES))


def check_spot(record: Record) -> None:
    """Blame a row with one coordinate without the other, or two that say no place."""
    for empty, other in ((LAT, LON), (LON, LAT)):
        if record.is_empty(empty) and record.get(other) is not None:
            record.blame("missing_value", empty)
    lat, lon = record.get(LAT), record.get(LON)
    if lat is not None and lon is not None and degrees_of(lat, lon) is None:
        record.blame("metres_unclear", LAT)


def degrees_of(lat: float, lon: float) -> GridSpot | None:
    """Return a place in degrees, as it may be given in metres, too."""
    if abs(lat) <= 90 and abs(lon) <= 180:
        return GridSpot(lat, lon)
    try:
        return spot_of(lat, lon)
    except UnreadableCellError:
        return None


def place(record: Record) -> KnownPlace | None:
    """Return the place of a sound row; blame one that says no place."""
    spot = degrees_of(record[PLACE_LAT], record[PLACE_LON])
    if spot is None:
        record.blame("metres_unclear", PLACE_LAT)
        return None
    return KnownPlace(name=record[PLACE], lat=spot.lat, lon=spot.lon)


def unit(record: Record, at: PlacedAt) -> Unit:
    """Return the unit of a sound row."""
    return Unit(
        id=record[UNIT_ID],
        name=record[UNIT_NAME] or record[UNIT_ID],
        lat=at.lat,
        lon=at.lon,
        placed=at.placed,
        lends_to=record[LENDS_TO],
    )


def client(record: Record, at: PlacedAt) -> Client:
    """Return the client of a sound row."""
    return Client(
        id=record[CLIENT_ID],
        unit=record[CLIENT_UNIT],
        route=record[ROUTE],
        lat=at.lat,
        lon=at.lon,
        placed=at.placed,
        contact=record[CONTACT],
        backups=record[BACKUPS],
        avoid=frozenset(record[AVOID]),
        avoid_gender=frozenset(record[AVOID_GENDER]),
        counts_continuity=record[COUNTS],
        name=record[CLIENT_NAME],
        address=record[ADDRESS],
        key=record[KEY],
        note=record[NOTE],
    )


def check_shared_ids(clients: list[Record], units: frozenset[str]) -> None:
    """Blame clients called as a unit: a move from that id could be from either."""
    for record in clients:
        if record.get(CLIENT_ID) in units:
            record.blame("shared_id", CLIENT_ID)


def moves(records: list[Record]) -> dict[TravelRow, int]:
    """Return the measured moves; blame those that are given twice."""
    found: dict[TravelRow, int] = {}
    for record in records:
        start, end, mode = record.get(FROM), record.get(TO), record.get(MODE)
        if start is None or end is None or mode is None:
            continue
        key = TravelRow(start, end, mode.value)
        if key in found:
            record.blame("repeated_move", TO)
        found[key] = record.get(MOVE_MINUTES) or 0
    return found
