"""What a preset is: a ready-made what-if, its parameters and its sentence."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import ClassVar

from data.cell_place import CellPlace
from data.faults import BadInput, Fault
from data.scenario.patch import Patch
from data.scenario.presets.base_rows import BaseRows
from data.written_values import cell_text
from scheduler.domain.values import Frozen
from scheduler.messages import LANGUAGES, catalogue, say
from scheduler.messages.written import number


class PresetPatch(Patch):
    """The patch of a preset."""

    preset: str
    """The preset as one writes it; ``name`` is the same in words."""


UNIT: Mapping[str, str] = MappingProxyType({"names": "unit"})
"""What the schema of a parameter says that is the id of a unit."""
_CHANGES = ("change", "count")
"""Parameters that are more or less than what is."""


class Preset(Frozen, ABC):
    """A function of its fields, which are its parameters, and a base to a patch."""

    name: ClassVar[str]

    @abstractmethod
    def changes(self, base: BaseRows) -> Patch:
        """Return what is otherwise than in the base; an empty patch if nothing is."""

    def patch(
        self, document: Mapping[str, object], language: str = "sv"
    ) -> PresetPatch:
        """Return the patch of a dataset's document, named and explained.

        Raises
        ------
        BadInput
            It would change nothing, or names a unit that is not there.
        """
        base = BaseRows(document)
        made = self.changes(base)
        if made.is_empty:
            raise BadInput([self._hits_nothing(base)])
        told = {"name": self.in_words(language), "why": self.why(language)}
        return PresetPatch(**(dict(made) | told), preset=self.text)

    def facts_of(self, base: BaseRows) -> Mapping[str, object]:  # noqa: ARG002
        """Return what of a base tells why nothing in it would be otherwise."""
        return {}

    def _hits_nothing(self, base: BaseRows) -> Fault:
        """Return the fault that nothing would change, which says why in both tongues.

        The words are in the catalogue, ``scenario.<name>.nothing``.
        """
        found = self.facts_of(base)
        reasons = {
            f"reason_{language}": say(
                f"scenario.{self.name}.nothing",
                language,
                **self._told_in(language),
                **found,
            )
            for language in LANGUAGES
        }
        return CellPlace(self.text).fault("preset_hits_nothing", **reasons)

    def why(self, language: str = "sv") -> str:
        """Return the sentence on what the preset stands for."""
        return say(f"scenario.{self.name}.why", language)

    def in_words(self, language: str = "sv") -> str:
        """Return what the preset does, with its values, in a few words."""
        given = self._told_in(language)
        key = f"scenario.{self.name}.words"
        template = catalogue()[key][language]
        told = [say(key, language, **given)]
        told += [
            str(value)
            for name, value in given.items()
            if type(self).model_fields[name].default is None
            and f"{{{name}}}" not in template
        ]
        return ", ".join(told)

    def _told_in(self, language: str) -> dict[str, str | int]:
        """Return each parameter that is given as a language writes it."""
        return {
            name: self._worded(name, value, language)
            for name in type(self).model_fields
            if (value := getattr(self, name)) is not None
        }

    def _worded(self, name: str, value: object, language: str) -> str | int:
        choice = f"scenario.{self.name}.{name}.{value}"
        if choice in catalogue():
            facts = {key: told for key, told in self if key != name}
            return say(choice, language, **facts)
        if not isinstance(value, int | float):
            return _told(value)
        if name in _CHANGES:
            return _signed(value, language)
        return value if isinstance(value, int) else _written(value, language)

    @property
    def text(self) -> str:
        """The preset as one writes it, without parameters at the end that go unsaid."""
        defaults = [field.default for field in type(self).model_fields.values()]
        values = [getattr(self, name) for name in type(self).model_fields]
        while values and values[-1] == defaults[len(values) - 1]:
            values.pop()
        told = ",".join(map(_told, values))
        return f"{self.name}:{told}" if told else self.name


def _signed(value: float, language: str) -> str:
    """Return a number that is more or less than what is, as people write it."""
    sign = "+" if value >= 0 else "−"
    return sign + _written(abs(value), language)


def _written(value: float, language: str) -> str:
    return number(Decimal(f"{value:g}"), language)


def _told(value: object) -> str:
    return cell_text(value) if isinstance(value, float) else str(value or "")
