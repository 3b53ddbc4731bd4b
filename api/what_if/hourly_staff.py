"""Hourly staff that a dataset gets besides: somebody to call where people are few."""

from typing import Any, NamedTuple

from api.inputs import Inputs, document_of, read_document_inputs
from data.faults import BadInput, Fault
from data.scenario.apply import Applied
from data.scenario.patch import Addition, Patch
from data.scenario.patch_place import PatchPlace
from scheduler.domain.problem import Employee, Problem

MOST = 20
"""At a time."""


class HourlyWanted(NamedTuple):
    """Who is wanted."""

    number: int
    like: str
    """The id of somebody who has the same skills, unit and hours of the day."""
    called: str
    """What they are called, before a number."""


def usual_model(problem: Problem) -> Employee | None:
    """Return whom hourly staff are most like: others of them, or who can do most."""
    return max(
        problem.employees,
        key=lambda each: (not each.is_monthly, len(each.skills), each.degree_pct),
        default=None,
    )


def with_hourly(inputs: Inputs, rules: Any | None, wanted: HourlyWanted) -> Inputs:
    """Return a dataset with hourly staff besides, who are called in when needed.

    Raises
    ------
    BadInput
        Nobody has the id whom they are to be like.
    """
    problem = inputs.problem
    if wanted.like not in problem.employee:
        known = ", ".join(problem.employee)
        fault = Fault(code="unknown_id", file="like", value=wanted.like)
        raise BadInput([fault.model_copy(update={"facts": {"target": known}})])
    taken = {*problem.employee}
    patch = Patch(add=tuple(_row(wanted, number) for number in _free(wanted, taken)))
    made = Applied(document_of(problem, rules), patch, PatchPlace("dataset")).document()
    return read_document_inputs(made)


def _free(wanted: HourlyWanted, taken: set[str]) -> list[int]:
    """Return the first numbers that nobody has."""
    free = (n for n in range(1, len(taken) + MOST + 2) if _id(n) not in taken)
    return [number for number, _ in zip(free, range(wanted.number), strict=False)]


def _id(number: int) -> str:
    return f"tim-{number}"


def _row(wanted: HourlyWanted, number: int) -> Addition:
    """Return a person's row; nothing that is the other one's own comes along."""
    row = {
        "employee_id": _id(number),
        "name": f"{wanted.called} {number}",
        "employment": "hourly",
        "degree_pct": 0,
        "gender": "",
        "weekends": "",
        "shift_kinds": "",
        "from": "",
        "to": "",
    }
    return Addition(file="employees", like=wanted.like, set=row)
