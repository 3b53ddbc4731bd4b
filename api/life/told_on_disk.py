"""A dataset's folder, measured against what people were told of it and its parts."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from api.inputs import read_inputs
from api.life.told_inputs import ToldInputs, against_told, today
from api.life.told_parts import ToldPart, ToldPlans
from data.life.publications import Publication, publications, read_told
from scheduler.domain.problem import Problem


def read_told_inputs(
    folder: Path,
    rules: Path | None = None,
    *,
    judges: bool = False,
    told_on: date | None = None,
) -> ToldInputs:
    """Read a dataset with what people were told last, if they were told anything.

    Parameters
    ----------
    told_on
        The day on which they hear of what is planned now; today if left out.

    Raises
    ------
    BadInput
        With every fault.
    """
    inputs = read_inputs(folder, rules, judges=judges)
    found = publications(folder)
    if not found:
        return ToldInputs(inputs)
    told = told_plans(found, inputs.problem)
    plan, day = told.of(inputs.problem), told_on or today(inputs.problem)
    known = against_told(inputs, plan, day, told.known)
    return ToldInputs(known, plan, found[-1].event, day)


def last_told_of(found: Sequence[Publication]) -> Sequence[Publication]:
    """Return the publications that hold: the last of the whole, and parts since."""
    wholes = [number for number, each in enumerate(found) if each.to is None]
    return found[wholes[-1] if wholes else 0 :]


def told_plans(found: Sequence[Publication], problem: Problem) -> ToldPlans:
    """Return what people were told, as far as a dataset still knows them.

    Raises
    ------
    BadInput
        Files cannot be understood, or are not as they were published.
    """
    whole = None
    parts = []
    for each in last_told_of(found):
        plan = read_told(each, problem)
        if each.to is None:
            whole = plan
        else:
            parts.append(ToldPart(each.to.people, each.to.days, plan))
    return ToldPlans(whole, tuple(parts))
