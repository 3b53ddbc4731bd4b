"""The settings of a dataset in a workbook: one key and its value in each row."""

from collections.abc import Iterable
from dataclasses import replace

from data.cell_place import CellPlace
from data.faults import FaultList
from data.reading.rows.sheet_lines import SheetLines
from data.reading.settings import KEYS, TRAVEL_KEYS, Settings, read_settings
from data.sheet_words import SETTINGS_COLUMNS, by_word

_TRAVEL = "travel"
_TEXTS = ("name", "timezone", "start", "agreement", "published_on")


def read_sheet_settings(
    place: CellPlace, page: SheetLines, faults: FaultList
) -> Settings:
    """Return the settings; ``travel.car_kmh`` and its like stand among the others."""
    heads = by_word("dataset.column", SETTINGS_COLUMNS)
    keys = by_word("dataset.key", _known_keys())
    raw: dict[str, object] = {"format": 1}
    travel: dict[str, object] = {}
    lines: dict[tuple[str, str], int] = {}
    headings: dict[str, str] = {}
    for number, cells in page.lines:
        texts = [cell if isinstance(cell, str) else "" for cell in cells[:2]]
        word, value = (*texts, "")[:2]
        key = keys.get(word.casefold(), word)
        table, _, inner = key.rpartition(".")
        if not word or word.casefold() in heads:
            continue
        lines[table, inner] = number
        headings[inner if table == _TRAVEL else key] = word
        if value:
            target = travel if table == _TRAVEL else raw
            target[inner if target is travel else key] = _typed(inner, value)
    located = raw | ({_TRAVEL: travel} if travel else {})
    spot = replace(place, headings=headings)
    return read_settings(
        located, lambda t, key: replace(spot, line=lines.get((t, key))), faults
    )


def _known_keys() -> Iterable[str]:
    return *KEYS, *(f"{_TRAVEL}.{key}" for key in TRAVEL_KEYS)


def _typed(key: str, value: str) -> object:
    """Return a number where one is asked for and one stands."""
    if key in _TEXTS:
        return value
    try:
        return int(value) if value.lstrip("-").isdigit() else float(value)
    except ValueError:
        return value
