"""Ranges of base staffing in a study: the worlds along them."""

from collections.abc import Iterator, Sequence
from functools import partial

from api.what_if.world import Asked, World
from data.faults import BadInput, Fault
from data.scenario.frontier_range import find_frontier
from data.scenario.patch import Patch
from data.scenario.patch_place import PatchPlace
from data.scenario.presets.preset import Preset


def worlds_along(
    text: str, base: World, place: PatchPlace, language: str
) -> Iterator[Asked]:
    """Yield what makes the world of each value, or tells what is wrong with a range."""
    try:
        found = find_frontier(text, base.document)
    except BadInput as bad:
        yield partial(_refused, bad.faults)
        return
    for point in found.points:
        yield partial(_made, point.preset, base, place, language)


def _made(
    preset: Preset, base: World, place: PatchPlace, language: str
) -> tuple[Patch, PatchPlace]:
    return preset.patch(base.document, language), place


def _refused(faults: Sequence[Fault]) -> tuple[Patch, PatchPlace]:
    raise BadInput(faults)
