"""The settings of a dataset: ``dataset.toml``, or ``dataset`` in a document."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TypeVar, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from data.cell_place import CellPlace, escaped
from data.columns import UnreadableCellError, unknown
from data.faults import FaultList
from data.reading.cells import DAY, LAST_YEAR
from data.reading.csv_cells import decoded
from data.reading.frame import Frame
from scheduler.domain.clock import wall_clock
from scheduler.domain.plain_toml import plain_toml
from scheduler.domain.problem import TravelModel
from scheduler.pay.agreement import UnknownAgreementError, find_agreement
from scheduler.pay.agreement_rows import NoRateError
from scheduler.pay.overlay import AgreementFaultsError

T = TypeVar("T")

FILE = "dataset.toml"
LONGEST = 371
"""Days of the longest plan: 53 weeks."""
KEYS = ("format", "name", "timezone", "start", "days", "agreement", "published_on")
OPTIONAL_KEYS = ("timezone", "published_on")
"""Those of the outermost table."""
_USUAL_ZONE = "Europe/Stockholm"
_FIRST_YEAR = 2000

Locate = Callable[[str, str], CellPlace]
"""Where a key of a table stands; the outermost table has the empty name."""


@dataclass(frozen=True)
class Settings:
    """What the settings say, as far as they could be read."""

    name: str | None = None
    timezone: str = _USUAL_ZONE
    start: date | None = None
    days: int | None = None
    agreement: str | None = None
    published_on: date | None = None
    own_agreements: Mapping[str, str] = field(default_factory=dict)
    travel: TravelModel = field(default_factory=TravelModel)

    @property
    def frame(self) -> Frame:
        """The time zone and the days of the plan."""
        last = None
        if self.start is not None and self.days is not None:
            last = self.start + timedelta(days=self.days - 1)
        return Frame(wall_clock(self.timezone), self.start, last)


def read_toml(content: bytes, own: Mapping[str, str], faults: FaultList) -> Settings:
    """Return the settings of ``dataset.toml``, beside ``own`` agreements."""
    text = decoded(FILE, content, faults)
    if text is None:
        return Settings()
    try:
        raw = plain_toml(text)
    except ValueError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        faults.append(CellPlace(FILE, line).fault("toml"))
        return Settings()
    lines = _lines_of_keys(text)

    def locate(table: str, key: str) -> CellPlace:
        return CellPlace(FILE, lines.get((table, key)))

    return read_settings(raw, locate, faults, own)


def _lines_of_keys(text: str) -> dict[tuple[str, str], int]:
    """Return the line on which each key stands, by table and key."""
    lines: dict[tuple[str, str], int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if found := re.match(r"\s*\[\s*([\w.-]+)\s*\]", line):
            table = found[1]
            lines["", table] = number
        elif found := re.match(r"\s*[\"']?([\w-]+)[\"']?\s*=", line):
            lines[table, found[1]] = number
    return lines


def read_object(raw: object, own: Mapping[str, str], faults: FaultList) -> Settings:
    """Return the settings that stand under ``dataset`` in a JSON document."""
    if isinstance(raw, Mapping):
        return read_settings(raw, _in_document, faults, own)
    faults.append(CellPlace("dataset", pointer="/dataset").fault("json_object"))
    return Settings()


def _in_document(table: str, _key: str) -> CellPlace:
    pointer = f"/dataset/{escaped(table)}" if table else "/dataset"
    return CellPlace("dataset", pointer=pointer)


def read_settings(
    raw: Mapping[str, object],
    locate: Locate,
    faults: FaultList,
    own: Mapping[str, str] | None = None,
) -> Settings:
    """Return what keys and values say, and blame those that ``locate`` finds.

    ``own``: agreements beside the data, if it can have any.
    """
    own = own or {}
    keys = _Keys(raw, "", locate, faults)
    keys.blame_unknown((*KEYS, "travel"))
    keys.get("format", _format)
    settings = Settings(
        name=keys.get("name", _name),
        timezone=keys.get("timezone", _zone, needed=False) or _USUAL_ZONE,
        start=keys.get("start", _start),
        days=keys.get("days", _days),
        agreement=keys.get("agreement", _agreement(own)),
        published_on=keys.get("published_on", _start, needed=False),
        own_agreements=own,
        travel=_travel(keys, locate, faults),
    )
    return _without_early_start(keys, settings)


def _without_early_start(keys: "_Keys", settings: Settings) -> Settings:
    """Blame a start before the agreement knows what an hour costs, and forget it."""
    if settings.start is None or settings.agreement is None:
        return settings
    try:
        found = find_agreement(settings.agreement, settings.own_agreements)
    except AgreementFaultsError:
        return settings  # told where they are, in the agreement itself
    if settings.published_on is not None and not found.displaced:
        told = str(settings.published_on)
        keys.refuse("published_on", "no_displaced_rates", told, agreement=found.id)
    if settings.start >= found.known_from:
        return settings
    facts = {"first": found.known_from.isoformat(), "agreement": found.id}
    keys.refuse("start", "before_first_rate", str(settings.start), **facts)
    return replace(settings, start=None)


def _travel(outer: "_Keys", locate: Locate, faults: FaultList) -> TravelModel:
    raw = outer.get("travel", _table, needed=False)
    if raw is None:
        return TravelModel()
    keys = _Keys(raw, "travel", locate, faults)
    keys.blame_unknown(TRAVEL_KEYS)
    read = {
        key: keys.get(key, parse, needed=False) for key, parse in TRAVEL_KEYS.items()
    }
    return TravelModel.model_validate({k: v for k, v in read.items() if v is not None})


class _Keys:
    """Reads the keys of one table; notes what is wrong with them."""

    def __init__(
        self,
        raw: Mapping[str, object],
        table: str,
        locate: Locate,
        faults: FaultList,
    ) -> None:
        self._raw = raw
        self._table = table
        self._locate = locate
        self._faults = faults

    def blame_unknown(self, known: Iterable[str]) -> None:
        """Blame the keys that nobody reads."""
        known = tuple(known)
        for key in unknown(map(str, self._raw), known):
            self.refuse(key, "unknown_key", key, names=", ".join(known))

    def get(
        self, key: str, parse: Callable[[object], T], *, needed: bool = True
    ) -> T | None:
        """Return the value of a key; ``None`` if it is missing or wrong."""
        value = self._raw.get(key)
        if value is None:
            if needed:
                self.refuse(key, "missing_key", None)
            return None
        try:
            return parse(value)
        except UnreadableCellError as error:
            self.refuse(key, error.code, _shown(value), **error.facts)
            return None

    def refuse(
        self, key: str, code: str, value: str | None, **facts: str | int
    ) -> None:
        """Note that the value of a key is wrong."""
        place = self._locate(self._table, key)
        self._faults.append(place.fault(code, key, value, **facts))


def _shown(value: object) -> str:
    return f"{value:#x}" if isinstance(value, int) and abs(value) >> 64 else str(value)


def _format(value: object) -> int:
    if type(value) is int and value == 1:
        return value
    raise UnreadableCellError("format_version")


def _name(value: object) -> str:
    if isinstance(value, str) and value.strip() and value.isprintable():
        return value.strip()
    raise UnreadableCellError("setting_text")


def _zone(value: object) -> str:
    try:
        return ZoneInfo(value).key if isinstance(value, str) else _no_zone()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return _no_zone()


def _no_zone() -> str:
    raise UnreadableCellError("timezone")


def _start(value: object) -> date:
    if isinstance(value, str):
        value = DAY.parse(value)
    if isinstance(value, datetime) or not isinstance(value, date):
        raise UnreadableCellError("date")
    if not _FIRST_YEAR <= value.year < LAST_YEAR:
        raise UnreadableCellError("start_year", first=_FIRST_YEAR, last=LAST_YEAR - 1)
    return value


def _days(value: object) -> int:
    if type(value) is int and 1 <= value <= LONGEST:
        return value
    raise UnreadableCellError("whole", lowest=1, highest=LONGEST)


def _agreement(own: Mapping[str, str]) -> Callable[[object], str]:
    def parse(value: object) -> str:
        try:
            find_agreement(value if isinstance(value, str) else "", own)
        except UnknownAgreementError as error:
            known = ", ".join(error.known)
            raise UnreadableCellError("agreement", choices=known) from error
        except NoRateError as error:
            first = error.first.isoformat()
            raise UnreadableCellError("agreement_day", first=first) from error
        except AgreementFaultsError:
            pass  # told where they are, in the agreement itself
        return cast("str", value)

    return parse


def _table(value: object) -> Mapping[str, object]:
    if isinstance(value, Mapping):
        return value
    raise UnreadableCellError("json_object")


def _number(lowest: float, highest: float) -> Callable[[object], float]:
    def parse(value: object) -> float:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not lowest <= cast("float", value) <= highest:
            raise UnreadableCellError(
                "number", lowest=str(lowest), highest=str(highest)
            )
        return float(cast("float", value))

    return parse


TRAVEL_KEYS: Mapping[str, Callable[[object], float]] = {
    "detour": _number(1, 10),
    "car_kmh": _number(1, 200),
    "bike_kmh": _number(1, 60),
    "walk_kmh": _number(1, 20),
    "handling_minutes": _number(0, 60),
}
