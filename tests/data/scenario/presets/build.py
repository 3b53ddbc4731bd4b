"""Presets of the samples: patched, applied, read back."""

import json
from datetime import date, timedelta
from functools import cache
from typing import Any, cast

import pytest

from data.faults import BadInput, Fault
from data.reading.dataset import read_document
from data.sample import make_sample
from data.scenario.apply import Applied
from data.scenario.laid_out import all_visits
from data.scenario.patch_place import PatchPlace
from data.scenario.presets.preset_text import find_preset
from data.writing.dataset_files import write_document

Document = dict[str, Any]
Rows = dict[str, dict[str, Any]]


@cache
def _written(name: str) -> str:
    document = write_document(make_sample(name))
    return json.dumps(document | {"visits": all_visits(document)})


def sample(name: str = "small") -> Document:
    """Return a sample as a document of one's own, with a row for every visit."""
    return cast("Document", json.loads(_written(name)))


@cache
def _fortnight() -> str:
    made = sample("lekeberg")
    settings = made["dataset"] | {"days": 14}
    ends = str(date.fromisoformat(settings["start"]) + timedelta(settings["days"]))
    for file in ("visits", "staffing"):
        made[file] = [row for row in made[file] if row["date"] < ends]
    return json.dumps(made | {"dataset": settings})


def fortnight() -> Document:
    """Return the first two of the large sample's four weeks, with all that is in it."""
    return cast("Document", json.loads(_fortnight()))


def scenario(text: str, base: Document) -> Document:
    """Return the scenario of a preset as it is."""
    patch = find_preset(text).patch(base)
    return Applied(base, patch, PatchPlace(text)).document()


def patched(text: str, base: Document) -> Document:
    """Return the scenario of a preset with a row for every visit."""
    made = scenario(text, base)
    return made | {"visits": all_visits(made)}


def applied(text: str, base: Document) -> Document:
    """Return the scenario of a preset, which the reader finds no fault with."""
    read_document(scenario(text, base))
    return patched(text, base)


def refused(text: str, base: Document) -> tuple[Fault, ...]:
    """Return why there is no such scenario of a base."""
    with pytest.raises(BadInput) as caught:
        find_preset(text).patch(base)
    return caught.value.faults


def by_id(document: Document, file: str, key: str) -> Rows:
    """Return the rows of a file by their ids."""
    return {row[key]: row for row in document[file]}


def people(document: Document) -> Rows:
    """Return the employees by their ids."""
    return by_id(document, "employees", "employee_id")


def monthly(document: Document) -> Rows:
    """Return the employees with a monthly wage by their ids."""
    return {i: r for i, r in people(document).items() if r["employment"] == "monthly"}


def new(base: Document, made: Document) -> list[dict[str, Any]]:
    """Return the employees that a scenario has besides."""
    return [row for id_, row in people(made).items() if id_ not in people(base)]


def added(file: str, base: Document, made: Document) -> list[dict[str, Any]]:
    """Return the rows of a file that the base does not have."""
    return [row for row in made[file] if row not in base[file]]
