"""What somebody fills in to ask what if, as the order of a study."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from starlette.datastructures import FormData

from api.http.studies.study_order import StudyLimits, StudyOrder, WorldOrder
from data.reading.dataset import SHEETS
from data.scenario.presets.preset_parameters import (
    PresetParameter,
    parameters_of_preset,
)
from data.scenario.presets.registry import FAMILIES, PRESETS
from data.sheet_words import column_names, heading

STEPS = 3
"""Steps of a patch that the page has room for."""
DEEDS = ("set", "times", "plus", "remove")
"""What a step does with the rows that fit."""
RANGES = ("posts", "degrees", "staffing", "weekends")
COLUMNS = {sheet.name: tuple(c.name for c in sheet.columns) for sheet in SHEETS}
FILES = tuple(COLUMNS)


class PresetCard(NamedTuple):
    """A preset as it is offered."""

    name: str
    parameters: list[PresetParameter]


def preset_cards() -> Mapping[str, list[PresetCard]]:
    """Return the presets by family."""
    return {
        family: [PresetCard(kind.name, parameters_of_preset(kind)) for kind in kinds]
        for family, kinds in FAMILIES.items()
    }


class StudyForm(NamedTuple):
    """The form as it came in."""

    fields: Mapping[str, str]
    presets: tuple[str, ...]
    """Names of those that are ticked."""

    @classmethod
    def of(cls, form: FormData) -> "StudyForm":
        """Read a form."""
        texts = {k: v.strip() for k, v in form.items() if isinstance(v, str)}
        ticked = {str(name) for name in form.getlist("preset")}
        return cls(texts, tuple(name for name in PRESETS if name in ticked))

    def get(self, name: str, otherwise: object = "") -> str:
        """Return what stands in a field."""
        return self.fields.get(name, "" if otherwise is None else str(otherwise))

    def order(self, dataset: str) -> StudyOrder:
        """Return what is ordered.

        Raises
        ------
        ValidationError
            Nothing is asked, or numbers are not what they may be.
        """
        named = ("seconds", "seeds", "most_seeds")
        limits = {name: self.get(name) for name in named if self.get(name)}
        return StudyOrder(
            dataset=dataset,
            name=self.get("name"),
            worlds=list(self._worlds()),
            frontiers=list(self._frontiers()),
            limits=StudyLimits.model_validate(limits, strict=False),
        )

    def _worlds(self) -> Iterator[WorldOrder]:
        for name in self.presets:
            yield WorldOrder(preset=self._preset(name))
        if patch := self.patch():
            yield WorldOrder(patch=patch)

    def _frontiers(self) -> Iterator[str]:
        if name := self.get("range"):
            values = self.get("range_values")
            yield f"{name}:{values}" if values else name

    def _preset(self, name: str) -> str:
        """Return a preset as one writes it, with the values that were given."""
        values = [
            f"{parameter.name}={value}"
            for parameter in parameters_of_preset(PRESETS[name])
            if (value := self.get(f"{name}.{parameter.name}")) != parameter.default
        ]
        return f"{name}:{','.join(values)}" if values else name

    def patch(self) -> dict[str, Any]:
        """Return the patch that was built, step by step; empty if there is none."""
        made: dict[str, Any] = {}
        for number in range(1, STEPS + 1):
            if deed := self.get(f"deed{number}"):
                kind = "remove" if deed == "remove" else "change"
                made.setdefault(kind, []).append(self._step(number, deed))
        if made:
            made |= {"name": self.get("patch_name"), "why": self.get("patch_why")}
        return made

    def _step(self, number: int, deed: str) -> dict[str, Any]:
        file = self.get(f"file{number}")
        step: dict[str, Any] = {"file": file}
        if told := self.get(f"column{number}"):
            step["where"] = {_column(file, told): _value(self.get(f"value{number}"))}
        if deed != "remove":
            changed = _column(file, self.get(f"cell{number}"))
            step[deed] = {changed: _value(self.get(f"new{number}"))}
        return step


def headings(language: str) -> list[str]:
    """Return what columns are called in the workbook, those of all sheets."""
    named = {heading(f, column, language) for f in FILES for column in COLUMNS[f]}
    return sorted(named, key=str.casefold)


def _column(file: str, told: str) -> str:
    """Return the column of a file that a heading of the workbook stands for."""
    return column_names(file, COLUMNS.get(file, ()), [told])[0]


def _value(text: str) -> object:
    """Return what is a number as one."""
    try:
        found = json.loads(text)
    except ValueError:
        return text
    return found if isinstance(found, int | float) else text
