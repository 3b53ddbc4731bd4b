"""``result.json``: how a plan came about."""

import json
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from pydantic import ConfigDict, ValidationError

from data.cell_place import CellPlace, escaped
from data.disk.plain_file import plain_bytes
from data.faults import BadInput
from data.written_values import kronor
from scheduler.audit.audit import Audit
from scheduler.domain.problem import Problem
from scheduler.domain.values import Frozen
from scheduler.planning.result import Result, Status
from scheduler.rules.price_parts import PricePart, parts_of_rules
from scheduler.rules.rule import Rule

FILE = "result.json"
_PACKAGES = ("bemanna", "ortools", "numba")


class RunFacts(Frozen):
    """What ``result.json`` says, as far as it says anything.

    Objective and bound weigh SEK and the points of rules together.
    """

    model_config = ConfigDict(extra="ignore")

    status: Status | None = None
    objective: float | None = None
    bound: float | None = None
    gap: float | None = None
    seconds: float | None = None
    seed: int | None = None
    workers: int | None = None
    dataset_sha256: str = ""
    versions: Mapping[str, str] = {}
    agreement: str = ""
    rules: Sequence[Mapping[str, object]] = ()


class CostItem(NamedTuple):
    """A part of a plan's price, öre, beside what any legal plan costs of it."""

    name: str
    plan: int
    least: int
    is_paid: bool = False
    """Whether somebody is paid it; else it is what rules weigh."""


def cost_items(result: Result, rules: Sequence[Rule]) -> list[CostItem]:
    """Return where the plan is above the bound; nothing where there is no bound."""
    judged, least = result.audit, result.least
    if judged is None or least is None:
        return []
    spent = _spent(judged, rules)
    spent[PricePart.DUTIES] -= least.fixed
    spent[PricePart.OTHER] -= judged.vehicle_cost
    parts = {p: (spent[p], least.parts.get(p, 0)) for p in PricePart}
    paid = [CostItem("fixed", least.fixed, least.fixed, is_paid=True)]
    paid += [CostItem("duties", *parts.pop(PricePart.DUTIES), is_paid=True)]
    if judged.vehicle_cost:
        paid += [CostItem("vehicles", judged.vehicle_cost, 0, is_paid=True)]
    return [*paid, *(CostItem(part, *both) for part, both in parts.items())]


def _spent(judged: Audit, rules: Sequence[Rule]) -> dict[PricePart, int]:
    """Return each part of a plan's price; monthly pay is in that of duties."""
    found = dict.fromkeys(PricePart, 0)
    found[PricePart.DUTIES] = judged.personnel_cost
    part_of = parts_of_rules(rules)
    for breach in judged.breaches:
        found[part_of.get(breach.rule, PricePart.OTHER)] += breach.cost
    found[PricePart.OTHER] += judged.objective - sum(found.values())
    return found


def result_document(
    problem: Problem, result: Result, rules: Sequence[Rule]
) -> dict[str, object]:
    """Return what ``result.json`` holds; keys beyond the format begin with x_."""
    return {
        "status": result.status.value,
        **_paid(result),
        "objective": _amount(result.objective),
        "bound": _amount(result.bound),
        "gap": result.gap,
        "x_least": {
            item.name: {"plan": _amount(item.plan), "least": _amount(item.least)}
            for item in cost_items(result, rules)
        },
        "seconds": round(result.seconds, 3),
        "seed": result.seed,
        "workers": result.workers,
        "dataset_sha256": problem.sha256,
        "versions": versions(),
        "agreement": problem.agreement,
        "rules": written_rules(rules),
        "x_interrupted": result.interrupted,
        "x_defect": result.defect and result.defect.model_dump(mode="json"),
        "x_conflicts": [c.model_dump(mode="json") for c in result.conflicts],
        "x_proofs": [p.model_dump(mode="json") for p in result.proofs],
        "x_late": [v.model_dump(mode="json") for v in result.late],
    }


def _paid(result: Result) -> dict[str, object]:
    """Return what is paid, and beside it what rules weigh."""
    judged = result.audit
    if judged is None:
        return {}
    return {
        "x_paid": _amount(judged.paid),
        "x_personnel_cost": _amount(judged.personnel_cost),
        "x_vehicle_cost": _amount(judged.vehicle_cost),
        "x_points": _amount(judged.soft_cost),
    }


def written_rules(rules: Sequence[Rule]) -> list[dict[str, object]]:
    """Return rules with all their parameters, as ``result.json`` holds them."""
    return [rule.model_dump(mode="json") for rule in rules]


def _amount(ore: int | None) -> float | None:
    return None if ore is None else kronor(ore)


def versions() -> dict[str, str]:
    """Return the versions of what a plan depends on."""
    python = ".".join(map(str, sys.version_info[:3]))
    return {"python": python} | {name: _version(name) for name in _PACKAGES}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"


def read_result(folder: Path) -> RunFacts | None:
    """Return what ``result.json`` says; ``None`` where there is none.

    Raises
    ------
    BadInput
        The file is there but cannot be understood.
    """
    path = folder / FILE
    place = CellPlace(FILE)
    try:
        content = plain_bytes(path)
    except (FileNotFoundError, NotADirectoryError):  # no folder: an edited workbook
        return None
    except OSError as error:
        raise BadInput([place.fault("unreadable_file")]) from error
    try:
        return result_facts(json.loads(content), place)
    except (ValueError, RecursionError) as error:
        raise BadInput([place.fault("json_syntax")]) from error


def result_facts(document: object, place: CellPlace) -> RunFacts:
    """Return the facts in a parsed ``result.json``."""
    try:
        return RunFacts.model_validate(document)
    except ValidationError as error:
        faults = []
        for found in error.errors():
            pointer = "".join(f"/{escaped(str(token))}" for token in found["loc"])
            spot = CellPlace(place.file, pointer=(place.pointer or "") + pointer)
            faults.append(spot.fault("result_value", None, str(found["input"])))
        raise BadInput(faults) from error
