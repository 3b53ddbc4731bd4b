"""What a dataset is as one JSON document, for the contract of the service."""

from typing import Any

from data.columns import Column, Shape, Sheet
from data.reading.dataset import SHEETS
from data.reading.settings import KEYS, OPTIONAL_KEYS
from scheduler.messages import catalogue, say

_TYPES: dict[Shape, list[str]] = {
    "text": ["string", "integer", "null"],
    "number": ["number", "string", "null"],
    "flag": ["boolean", "integer", "string", "null"],
    "list": ["array", "string", "null"],
}
"""Every cell may be text, as in a CSV file, and text a whole number, as an id is.

``null`` is an empty cell, no file, or a setting that is left out.
"""


def dataset_schema() -> dict[str, Any]:
    """Return the schema of a dataset; what every cell must hold is in docs/files.md."""
    settings = {
        key: {
            "type": [
                "integer" if key in ("format", "days") else "string",
                *(["null"] if key in OPTIONAL_KEYS else []),
            ],
            "description": _named("key", key),
        }
        for key in KEYS
    }
    needed = [sheet.name for sheet in SHEETS if not sheet.may_be_empty]
    return {
        "type": "object",
        "required": ["dataset", *needed],
        "properties": {
            "dataset": {
                "type": "object",
                "description": "What stands in dataset.toml.",
                "required": [key for key in KEYS if key not in OPTIONAL_KEYS],
                "properties": settings,
            },
            **{sheet.name: _rows(sheet) for sheet in SHEETS},
        },
    }


def _rows(sheet: Sheet) -> dict[str, Any]:
    return {
        "type": ["array", "null"] if sheet.may_be_empty else "array",
        "description": f"{_named('sheet', sheet.name)}: the rows of {sheet.file}.",
        "items": {
            "type": "object",
            "required": [c.name for c in _always_filled(sheet)],
            "properties": {c.name: _cell(c) for c in sheet.columns},
        },
    }


def _always_filled(sheet: Sheet) -> list[Column[object]]:
    found = [c for c in sheet.columns if c.needed]
    return [c for c in found if c is sheet.key] if sheet.completed else found


def _cell(column: Column[object]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "type": _TYPES[column.kind.shape],
        "description": _named("column", column.name),
    }
    if column.kind.shape == "list":
        schema["items"] = {"type": ["string", "integer"]}
    return schema


def _named(area: str, name: str) -> str:
    key = f"dataset.{area}.{name}"
    return say(key, "en") if key in catalogue() else name
