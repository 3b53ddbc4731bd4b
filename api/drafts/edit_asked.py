"""A change as it is sent: ids and local times."""

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from api.replanning.answers import AnswerPart
from api.replanning.asked import moment_asked
from data.cell_place import CellPlace
from data.faults import BadInput, Fault
from scheduler.domain.plan_view import PlanView
from scheduler.editing.edits import Edit, GiveShift, GiveVisit, PutShift

EmployeeId = Annotated[str, Field(max_length=200, examples=["e002"])]
ShortId = Annotated[str, Field(max_length=200)]


class _Asked(AnswerPart):
    model_config = ConfigDict(extra="forbid")


class PutShiftAsked(_Asked):
    """Somebody works a shift on a day instead of what they work, or nothing."""

    kind: Literal["put"]
    """Which change it is."""
    employee_id: EmployeeId
    """Who."""
    date: Annotated[dt.date, Field(examples=["2026-12-01"])]
    """On which planning day."""
    shift_id: ShortId | None
    """A shift type; `null` for a day off. The visits of what was there are open."""
    unit_id: ShortId | None = None
    """Where a shift type that is for every unit is worked."""
    above: bool = False
    """Whether it is extra hours or overtime."""


class GiveShiftAsked(_Asked):
    """Somebody works another's shift; what they work that day goes the other way."""

    kind: Literal["give"]
    """Which change it is."""
    employee_id: EmployeeId
    """Whose shift."""
    date: Annotated[dt.date, Field(examples=["2026-12-01"])]
    """On which planning day."""
    to: EmployeeId
    """Who works it instead."""


class GiveVisitAsked(_Asked):
    """Somebody makes a visit, or nobody does any more."""

    kind: Literal["visit"]
    """Which change it is."""
    visit_id: ShortId
    """Which visit."""
    staff_no: Annotated[int, Field(ge=1, le=9)] = 1
    """Which place at a visit by two."""
    to: EmployeeId | None
    """Who makes it; `null` for nobody."""
    start: (
        Annotated[str, Field(max_length=30, examples=["2026-12-01T08:15"])] | None
    ) = None
    """When, local time; as it is if nobody says."""


EditAsked = Annotated[
    PutShiftAsked | GiveShiftAsked | GiveVisitAsked, Field(discriminator="kind")
]


def understood_edit(view: PlanView, asked: EditAsked) -> Edit:
    """Return the change that is meant.

    Raises
    ------
    BadInput
        A moment is none of the plan.
    """
    match asked:
        case PutShiftAsked():
            return PutShift(
                employee=asked.employee_id,
                date=asked.date,
                shift=asked.shift_id,
                unit=asked.unit_id,
                above=asked.above,
            )
        case GiveShiftAsked():
            return GiveShift(employee=asked.employee_id, date=asked.date, to=asked.to)
        case GiveVisitAsked():
            return _visit(view, asked)


def _visit(view: PlanView, asked: GiveVisitAsked) -> GiveVisit:
    faults: list[Fault] = []
    start = None
    if asked.start is not None:
        place = CellPlace("start", pointer="/edit/start")
        start = moment_asked(view, asked.start, place, faults)
    if faults:
        raise BadInput(faults)
    return GiveVisit(
        visit=asked.visit_id, staff_no=asked.staff_no, to=asked.to, start=start
    )


def touched(asked: EditAsked) -> Iterator[str]:
    """Yield the places of a plan that a change is about."""
    match asked:
        case PutShiftAsked():
            yield f"{asked.employee_id}@{asked.date}"
        case GiveShiftAsked():
            yield f"{asked.employee_id}@{asked.date}"
            yield f"{asked.to}@{asked.date}"
        case GiveVisitAsked():
            yield f"{asked.visit_id}#{asked.staff_no}"
