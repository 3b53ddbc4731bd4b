"""Presets as people write them: ``weekends:1/3``, ``outbreak:2,30,unit=yttre``."""

from collections.abc import Iterable
from difflib import get_close_matches

from pydantic import ValidationError

from data.cell_place import CellPlace
from data.faults import BadInput, FaultList
from data.scenario.presets.preset import Preset
from data.scenario.presets.preset_parameters import parameters_of_preset
from data.scenario.presets.registry import PRESETS


def find_presets(texts: Iterable[str]) -> list[Preset]:
    """Return the presets that several texts ask for.

    Raises
    ------
    BadInput
        With every fault of all of them.
    """
    found, faults = list[Preset](), FaultList()
    for text in texts:
        try:
            found.append(find_preset(text))
        except BadInput as bad:
            faults.extend(bad.faults)
    if faults:
        raise BadInput(faults)
    return found


def find_preset(text: str, units: Iterable[str] = ()) -> Preset:
    """Return the preset that a text asks for: its name, and after ``:`` its values.

    Values stand in the order of the parameters, or as ``parameter=value``; those that
    are left out take their defaults. ``units`` are those that can be meant, where that
    is known.

    Raises
    ------
    BadInput
        With every fault of the text.
    """
    name, _, values = text.partition(":")
    kind = PRESETS.get(name)
    if kind is None:
        names = ", ".join(get_close_matches(name, PRESETS, 3) or PRESETS)
        fault = CellPlace(text).fault("preset_name", None, name, names=names)
        raise BadInput([fault])
    faults = FaultList()
    given = _given(kind, values, CellPlace(text), faults)
    try:
        made = kind.model_validate(given)
    except ValidationError as error:
        wrong = {str(found["loc"][0]) for found in error.errors()}
        for parameter in parameters_of_preset(kind):
            if parameter.name in wrong:
                known = parameter.names_unit and ", ".join(units)
                allowed = known or parameter.allowed
                facts = {"parameter": parameter.name, "allowed": allowed}
                value = given.get(parameter.name)
                code = "preset_missing" if value is None else "preset_value"
                faults.append(CellPlace(text).fault(code, None, value, **facts))
    if faults:
        raise BadInput(faults)
    return made


def _given(
    kind: type[Preset], values: str, place: CellPlace, faults: FaultList
) -> dict[str, str]:
    """Return the values by parameter; blames those that belong to none, or twice."""
    names = list(kind.model_fields)
    known = ", ".join(names)
    given: dict[str, str] = {}
    for number, item in enumerate(values.split(",")):
        key, equals, value = item.partition("=")
        if not equals:
            key, value = (names[number] if number < len(names) else ""), item
        key, value = key.strip(), value.strip()
        if not value:
            continue
        if key not in names:
            like = ", ".join(get_close_matches(key, names, 1)) or known
            code = "preset_parameter" if key else "preset_too_many"
            faults.append(place.fault(code, None, key or value, names=like))
        elif key in given:
            faults.append(place.fault("preset_twice", None, value, parameter=key))
        else:
            given[key] = value
    return given
