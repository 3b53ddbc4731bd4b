"""What a comment is about: somebody, a day of theirs, a client, a unit or a visit."""

from datetime import date

from data.cell_place import CellPlace
from data.faults import BadInput
from scheduler.domain.problem import Problem


def check_about(problem: Problem, about: str, place: CellPlace) -> None:
    """Make sure that what somebody comments on is in the plan.

    Raises
    ------
    BadInput
        Nobody and nothing is called so, or the day is none of the plan.
    """
    who, at, day = about.rpartition("@")
    if at and who in problem.employee and _is_day(problem, day):
        return
    known = (problem.employee, problem.client, problem.unit, problem.visit)
    if not any(about in ids for ids in known):
        raise BadInput([place.fault("not_of_the_plan", None, about)])


def _is_day(problem: Problem, text: str) -> bool:
    try:
        return date.fromisoformat(text) in problem.dates
    except ValueError:
        return False
