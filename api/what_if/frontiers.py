"""Ranges of base staffing in a study: the worlds along them."""

from collections.abc import Iterator, Sequence
from functools import partial

from api.what_if.world import Asked, World
from data.faults import BadInput, Fault
from data.scenario.frontier_range import find_frontier
from data.scenario.patch import Patch
from data.scenario.patch_place import PatchPlace


def worlds_along(
    text: str, base: World, place: PatchPlace, language: str
) -> Iterator[Asked]:
    """Yield what makes the world of each value, or tells what is wrong with a range."""
    try:
        found = find_frontier(text, base.document)
    except BadInput as bad:
        yield partial(place.made, partial(_refused, bad.faults))
        return
    for point in found.points:
        make = partial(point.preset.patch, base.document, language)
        yield partial(place.made, make)


def _refused(faults: Sequence[Fault]) -> Patch:
    raise BadInput(faults)
