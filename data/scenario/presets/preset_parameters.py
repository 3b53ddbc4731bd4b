"""The parameters of presets: what they are called, and which values they take."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from data.scenario.presets.preset import Preset


class PresetParameter(NamedTuple):
    """One parameter, as people read of it."""

    name: str
    default: str
    """Empty where it may be left out and then asks nothing."""
    allowed: str
    """The values, the limits, or an example."""
    choices: tuple[str, ...] = ()
    """The values, where there are but a few."""
    names_unit: bool = False
    """Whether it is the id of a unit."""


def parameters_of_preset(kind: type[Preset]) -> list[PresetParameter]:
    """Return the parameters in the order in which they are written."""
    schema = kind.model_json_schema().get("properties", {})
    return [
        PresetParameter(
            name,
            _shown(facts.get("default")),
            _allowed(facts),
            tuple(facts.get("enum", ())),
            facts.get("names") == "unit",
        )
        for name, facts in schema.items()
    ]


def _allowed(facts: Mapping[str, Any]) -> str:
    if "enum" in facts:
        return ", ".join(facts["enum"])
    if "minimum" in facts:
        return f"{facts['minimum']:g} – {facts['maximum']:g}"
    return ", ".join(facts["examples"])


def _shown(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value or "")
