"""What worlds are called on a page: ready-made scenarios in the reader's language."""

from collections.abc import Mapping

from api.http.studies.study_views import StudyFindings, WorldView
from data.both_languages import Both, same
from data.faults import BadInput
from data.scenario.presets.preset import Preset
from data.scenario.presets.preset_text import find_preset


def world_name(world: WorldView) -> Both:
    """Return what a world is called."""
    found = _preset(world.preset)
    if found is None:
        return same(world.name)
    return Both(found.in_words("sv"), found.in_words("en"))


def world_why(world: WorldView) -> Both:
    """Return the sentence on what a world stands for."""
    found = _preset(world.preset)
    return same(world.why) if found is None else Both(found.why("sv"), found.why("en"))


def world_names(found: StudyFindings) -> Mapping[str, Both]:
    """Return what worlds are called, by the names that the study has for them."""
    return {world.name: world_name(world) for world in found.worlds}


def _preset(text: str) -> Preset | None:
    """Return a preset, unless this program no longer has it as it was."""
    try:
        return find_preset(text) if text else None
    except BadInput:
        return None
