"""What a preset is: a ready-made what-if, its parameters and its sentence."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar

from data.cell_place import CellPlace
from data.faults import BadInput
from data.scenario.patch import Patch
from data.scenario.presets.base_rows import BaseRows
from data.written_values import cell_text
from scheduler.domain.values import Frozen
from scheduler.messages import say


class Preset(Frozen, ABC):
    """A function of its fields, which are its parameters, and a base to a patch."""

    name: ClassVar[str]

    @abstractmethod
    def changes(self, base: BaseRows) -> Patch:
        """Return what is otherwise than in the base; an empty patch if nothing is."""

    def patch(self, document: Mapping[str, object], language: str = "sv") -> Patch:
        """Return the patch of a dataset's document, named and explained.

        Raises
        ------
        BadInput
            It would change nothing, or names a unit that is not there.
        """
        made = self.changes(BaseRows(document))
        if made.is_empty:
            raise BadInput([CellPlace(self.text).fault("preset_hits_nothing")])
        return made.model_copy(update={"name": self.text, "why": self.why(language)})

    def why(self, language: str = "sv") -> str:
        """Return the sentence on what the preset stands for."""
        return say(f"scenario.{self.name}.why", language)

    @property
    def text(self) -> str:
        """The preset as one writes it, without parameters at the end that go unsaid."""
        defaults = [field.default for field in type(self).model_fields.values()]
        values = [getattr(self, name) for name in type(self).model_fields]
        while values and values[-1] == defaults[len(values) - 1]:
            values.pop()
        told = ",".join(map(_told, values))
        return f"{self.name}:{told}" if told else self.name


def _told(value: object) -> str:
    return cell_text(value) if isinstance(value, float) else str(value or "")
