"""A world: the base dataset, or what a patch makes of it."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.inputs import Inputs, document_of, read_document_inputs, read_inputs
from data.faults import BadInput, FaultList
from data.reading.dataset import RULES
from data.scenario.apply import Applied
from data.scenario.difference import InputDifference, difference
from data.scenario.patch import Patch
from data.scenario.patch_place import PatchPlace
from data.scenario.presets.preset import PresetPatch

Asked = Callable[[], tuple[Patch, PatchPlace]]
"""Reads a patch, and tells where it was given; raises ``BadInput``."""


@dataclass(frozen=True)
class World:
    """What is planned, and what is otherwise in it than in the base."""

    name: str
    why: str
    inputs: Inputs
    document: Mapping[str, Any]
    differs: InputDifference
    preset: str = ""
    """What makes it, as one writes it, if it is a ready-made scenario."""
    asked: str = ""
    """Where it was asked for; the worlds of a range share that."""


def base_world(folder: Path, rules: Path | None) -> World:
    """Return the world as it is.

    Raises
    ------
    BadInput
        With every fault of the dataset and the rules.
    """
    inputs = read_inputs(folder, rules)
    file = rules or folder / RULES
    given = json.loads(file.read_text("utf-8-sig")) if file.is_file() else None
    return world_of(inputs, given)


def world_of(inputs: Inputs, rules: Any | None) -> World:
    """Return a dataset as it is as a world, with its rules as they were sent."""
    document = document_of(inputs.problem, rules)
    return World(inputs.problem.name, "", inputs, document, InputDifference())


def other_worlds(base: World, asked: Iterable[Asked]) -> list[World]:
    """Return what each patch makes of the base.

    Raises
    ------
    BadInput
        With every fault of every patch.
    """
    faults: FaultList = FaultList()
    worlds: list[World] = []
    for read in asked:
        try:
            worlds.append(_patched(base, *read()))
        except BadInput as bad:
            faults.extend(bad.faults)
    if faults:
        raise BadInput(faults)
    return worlds


def _patched(base: World, patch: Patch, place: PatchPlace) -> World:
    made = Applied(base.document, patch, place)
    inputs = _read(made)
    document = made.document()
    name = patch.name or place.file
    differs = difference(base.document, document)
    preset = patch.preset if isinstance(patch, PresetPatch) else ""
    return World(name, patch.why, inputs, document, differs, preset, place.file)


def _read(made: Applied) -> Inputs:
    """Read what a patch makes; where steps are wrong, tell what else is besides.

    Rows are not told of then: what steps left out may be all that is wrong with them.
    """
    try:
        inputs = read_document_inputs(made.with_right_steps())
    except BadInput as bad:
        others = [f for f in bad.faults if not made.faults or made.is_of_no_row(f)]
        raise BadInput([*made.faults, *map(made.blamed, others)]) from bad
    if made.faults:
        raise BadInput(made.faults)
    return inputs
