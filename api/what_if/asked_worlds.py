"""What is asked most often in a word, as patches; the same everywhere one can ask."""

from collections.abc import Callable, Mapping
from datetime import date

from api.what_if.world import World
from data.scenario.common_patches import absent, as_of, one_less, one_more, weekends
from data.scenario.patch import Patch
from data.scenario.presets.preset_text import find_preset

_Make = Callable[[str, World, str], Patch]
"""Of what is asked, the base, and the language of its sentence."""

WORDS: Mapping[str, _Make] = {
    "add_employee": lambda who, _base, _language: one_more(who),
    "remove_employee": lambda who, _base, _language: one_less(who),
    "weekends": lambda pattern, _base, _language: weekends(pattern),
    "absent": lambda told, base, _language: absent(told, *_days(base)),
    "as_of": lambda day, base, _language: as_of(day, agreement_of_world(base)),
    "preset": lambda text, base, language: find_preset(text, _units(base)).patch(
        base.document, language
    ),
}
"""What one can ask in a word, by what it is called."""


def _days(base: World) -> tuple[date, date]:
    """Return the first and the last day of the plan."""
    problem = base.inputs.problem
    return problem.start, problem.end


def _units(base: World) -> list[str]:
    return [unit.id for unit in base.inputs.problem.units]


def agreement_of_world(base: World) -> str:
    """Return the name of the agreement of a world's dataset."""
    return base.inputs.problem.agreement
