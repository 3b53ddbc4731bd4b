"""What is wrong with a study, in the words of the page that it was asked on."""

import re
from collections.abc import Iterator

from api.http.studies.study_order import StudyOrder
from data.faults import BadInput, Fault
from scheduler.messages import catalogue, say

_WORLD = re.compile(r"/worlds/(\d+)")


def told_faults(asked: StudyOrder, bad: BadInput, language: str) -> Iterator[str]:
    """Yield what is wrong, with the choice that it is about as the page calls it."""
    for fault in bad.faults:
        preset = _preset(fault, asked)
        detail = _worded(fault, preset, language).message(language)
        where = _about(fault, preset, language)
        yield f"{where}: {detail}" if where else detail


def _preset(fault: Fault, asked: StudyOrder) -> str | None:
    """Return the name of the ready-made scenario that a fault is of."""
    found = _WORLD.match(fault.pointer or "")
    text = asked.worlds[int(found[1])].preset if found else None
    return text and text.partition(":")[0]


def _about(fault: Fault, preset: str | None, language: str) -> str:
    if preset is not None:
        return say(f"scenario.{preset}.title", language)
    if (fault.pointer or "").startswith("/frontiers/"):
        return say("pages.what_if.range", language)
    return ", ".join(filter(None, (fault.file, fault.value)))


def _worded(fault: Fault, preset: str | None, language: str) -> Fault:
    """Return a fault whose parameter is called as it is above its field."""
    key = f"scenario.{preset}.{fault.facts.get('parameter')}"
    if key not in catalogue():
        return fault
    quote = "”" if language == "sv" else "“"
    named = f"{quote}{say(key, language)}”"
    facts = {**fault.facts, "parameter": named}
    return fault.model_copy(update={"facts": facts})
