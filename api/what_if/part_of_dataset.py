"""A part of a dataset: some of its units, some of its days."""

import datetime as dt
from typing import Any, NamedTuple

from api.inputs import Inputs, document_of, read_document_inputs
from data.faults import BadInput, Fault
from data.scenario.apply import Applied
from data.scenario.patch import Patch, Removal
from data.scenario.patch_place import PatchPlace
from scheduler.domain.problem import Problem


class PartWanted(NamedTuple):
    """Which part."""

    units: tuple[str, ...]
    """Their ids; all if it is empty."""
    first: dt.date
    last: dt.date


def part_of(inputs: Inputs, rules: Any | None, wanted: PartWanted) -> Inputs:
    """Return a dataset of its own with some units and days of another.

    People, clients, visits and all else of other units are not in it, nor is what lies
    on other days, so that plans of it say nothing of them.

    Raises
    ------
    BadInput
        There are no such units or days, or the part is no whole dataset.
    """
    problem = inputs.problem
    if faults := _faults(problem, wanted):
        raise BadInput(faults)
    document = document_of(problem, rules)
    patch = _patch(problem, wanted)
    made = Applied(document, patch, PatchPlace("dataset")).document()
    return read_document_inputs(made)


def part_name(whole: str, part: Problem, wanted: PartWanted) -> str:
    """Return a name that tells a part from the whole."""
    days = f"{part.start} – {part.end}"
    units = [unit.name or id_ for id_, unit in part.unit.items()]
    told = ", ".join(units) if wanted.units else ""
    return f"{whole[:100]}: {', '.join(filter(None, (told[:60], days)))}"


def _patch(problem: Problem, wanted: PartWanted) -> Patch:
    gone = [unit for unit in problem.unit if unit not in (wanted.units or problem.unit)]
    days = (wanted.last - wanted.first).days + 1
    return Patch(
        dataset={"start": wanted.first.isoformat(), "days": days},
        remove=(Removal(file="units", where={"unit_id": tuple(gone)}),) if gone else (),
    )


def _faults(problem: Problem, wanted: PartWanted) -> list[Fault]:
    known = ", ".join(problem.unit)
    faults = [
        _fault(f"/units/{number}", "unknown_id", unit, target=known)
        for number, unit in enumerate(wanted.units)
        if unit not in problem.unit
    ]
    span = {"first": problem.start.isoformat(), "last": problem.end.isoformat()}
    for name, day in (("first", wanted.first), ("last", wanted.last)):
        if not problem.start <= day <= problem.end:
            faults.append(_fault(f"/{name}", "part_days", day.isoformat(), **span))
    if wanted.last < wanted.first and not faults:
        faults.append(_fault("/last", "part_days", wanted.last.isoformat(), **span))
    return faults


def _fault(pointer: str, code: str, value: str, **facts: str) -> Fault:
    name = pointer.split("/")[1]
    return Fault(code=code, file=name, value=value, pointer=pointer, facts=facts)
