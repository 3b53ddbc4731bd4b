"""A change as it is sent: ids and local times."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StrictBool, TypeAdapter

from api.replanning.answers import AnswerPart
from api.replanning.asked import SickAsked, moment_asked, sick_calls
from data.cell_place import CellPlace
from data.faults import BadInput, Fault
from scheduler.domain.iso_day import IsoDay
from scheduler.domain.plan_view import PlanView
from scheduler.editing.edits import CallSick, Edit, GiveVisit, PutShift

EmployeeId = Annotated[str, Field(max_length=200, examples=["e002"])]
Day = Annotated[IsoDay, Field(examples=["2026-12-01"])]
ShortId = Annotated[str, Field(max_length=200)]


class _Asked(AnswerPart):
    model_config = ConfigDict(extra="forbid")


class PutShiftAsked(_Asked):
    """Somebody works a shift on a day instead of what they work, or nothing."""

    kind: Literal["put"]
    """Which change it is."""
    employee_id: EmployeeId
    """Who."""
    date: Day
    """On which planning day."""
    shift_id: ShortId | None
    """A shift type; `null` for a day off. The visits of what was there are open."""
    unit_id: ShortId | None = None
    """Where a shift type that is for every unit is worked."""
    above: StrictBool = False
    """Whether it is extra hours or overtime."""


class GiveShiftAsked(_Asked):
    """Somebody works another's shift; what they work that day goes the other way."""

    kind: Literal["give"]
    """Which change it is."""
    employee_id: EmployeeId
    """Whose shift."""
    date: Day
    """On which planning day."""
    to: EmployeeId
    """Who works it instead."""


class GiveVisitAsked(_Asked):
    """Somebody makes a visit, or nobody does any more."""

    kind: Literal["visit"]
    """Which change it is."""
    visit_id: ShortId
    """Which visit."""
    staff_no: Annotated[int, Field(ge=1, le=9, strict=True)] = 1
    """Which place at a visit by two."""
    to: EmployeeId | None
    """Who makes it; `null` for nobody."""
    start: (
        Annotated[str, Field(max_length=30, examples=["2026-12-01T08:15"])] | None
    ) = None
    """When, local time; as it is if nobody says."""


class MoveShiftAsked(_Asked):
    """A shift is worked on another day; what is worked there goes the other way."""

    kind: Literal["move"]
    """Which change it is."""
    employee_id: EmployeeId
    """Whose shift."""
    date: Day
    """On which planning day."""
    to: EmployeeId
    """Who works it; the same person, or another."""
    to_date: Day
    """On which other day. The visits of both days are open."""


class FillShiftAsked(_Asked):
    """Somebody comes for another's shift besides what they work, or nobody does.

    It is what the list of candidates says: visits that do not fit go to colleagues
    on duty, or are open.
    """

    kind: Literal["fill"]
    """Which change it is."""
    employee_id: EmployeeId
    """Whose shift."""
    date: Day
    """On which planning day."""
    to: EmployeeId | None
    """Who comes; `null` for nobody: colleagues on duty take what they can."""


class CallSickAsked(_Asked):
    """Somebody is ill; what they do not work is filled with few changes.

    Nothing before the call changes. It is one change, and taken back as one.
    """

    kind: Literal["sick"]
    """Which change it is."""
    employee_id: EmployeeId
    """Who."""
    start: Annotated[str, Field(max_length=30, examples=["2026-12-01T06:10"])]
    """From when, local time."""
    end: Annotated[str, Field(max_length=30)] | None = None
    """Until when; that day and its last shift if nobody says."""
    instead: Annotated[Mapping[IsoDay, ShortId | None], Field(max_length=31)] = {}
    """Who comes for the shift of a day, whatever that breaks; `null` for nobody.
    The best way that breaks nothing, on days that are not named."""
    also: Annotated[tuple[ShortId, ...], Field(max_length=50, examples=[["e007"]])] = ()
    """Who is ill besides, from the same moment; nobody of them comes for another."""
    instead_also: Annotated[
        Mapping[
            ShortId, Annotated[Mapping[IsoDay, ShortId | None], Field(max_length=31)]
        ],
        Field(max_length=50),
    ] = {}
    """Who comes for the shifts of each of them, by id and day, as in `instead`."""

    @property
    def named(self) -> dict[tuple[str, dt.date], str | None]:
        """Return who comes for whose shift of which day, as far as that is said."""
        said = {**self.instead_also, self.employee_id: self.instead}
        return {(ill, d): who for ill, days in said.items() for d, who in days.items()}


class LockShiftAsked(_Asked):
    """What somebody works on a day stays when planning goes on, or need not."""

    kind: Literal["lock"]
    """Which change it is."""
    employee_id: EmployeeId
    """Who."""
    date: Day
    """On which planning day."""
    locked: StrictBool
    """Whether it is locked from now on."""


class LockVisitAsked(_Asked):
    """Who makes a visit, and when, stays when planning goes on, or need not."""

    kind: Literal["lock_visit"]
    """Which change it is."""
    visit_id: ShortId
    """Which visit."""
    staff_no: Annotated[int, Field(ge=1, le=9, strict=True)] = 1
    """Which place at a visit by two."""
    locked: StrictBool
    """Whether it is locked from now on."""


EditAsked = Annotated[
    PutShiftAsked
    | GiveShiftAsked
    | MoveShiftAsked
    | FillShiftAsked
    | CallSickAsked
    | GiveVisitAsked
    | LockShiftAsked
    | LockVisitAsked,
    Field(discriminator="kind"),
]


def understood_edit(view: PlanView, asked: EditAsked) -> Edit:
    """Return the change that is meant.

    Raises
    ------
    BadInput
        A moment is none of the plan, or nobody is called that.
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
        case CallSickAsked():
            return _sick(view, asked)
        case GiveVisitAsked():
            return _visit(view, asked)
    return _EDITS.validate_python(_renamed(asked))


_EDITS: TypeAdapter[Edit] = TypeAdapter(Edit)


def _renamed(asked: EditAsked) -> dict[str, object]:
    """Return the parts of a change, ids as the scheduler calls them."""
    return {name.removesuffix("_id"): part for name, part in asked}


def _sick(view: PlanView, asked: CallSickAsked) -> CallSick:
    told = SickAsked(asked.employee_id, asked.start, asked.end, asked.also)
    names = {"from": "start", "to": "end"}

    def place(part: str) -> CellPlace:
        return CellPlace(part, pointer=f"/edit/{names.get(part, part)}")

    call, *others = sick_calls(view, told, place)
    return CallSick(
        employee=call.employee,
        start=call.start,
        end=call.end,
        instead=asked.instead,
        also={other.employee: other.end for other in others},
        instead_also=asked.instead_also,
    )


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
        case GiveVisitAsked() | LockVisitAsked():
            yield f"{asked.visit_id}#{asked.staff_no}"
        case CallSickAsked():
            for ill in (asked.employee_id, *asked.also):
                yield from (f"{ill}@{day}" for day in _days_ill(asked))
            for (ill, day), who in asked.named.items():
                yield from _on(day, ill, who)
        case MoveShiftAsked():
            yield f"{asked.employee_id}@{asked.date}"
            yield f"{asked.to}@{asked.to_date}"
        case GiveShiftAsked() | FillShiftAsked():
            yield from _on(asked.date, asked.employee_id, asked.to)
        case PutShiftAsked() | LockShiftAsked():
            yield f"{asked.employee_id}@{asked.date}"


def _on(day: dt.date, *people: str | None) -> Iterator[str]:
    """Yield people's day; nobody has none."""
    return (f"{who}@{day}" for who in people if who is not None)


def _days_ill(asked: CallSickAsked) -> Iterator[dt.date]:
    """Yield the days from the first of an illness to the last that is told."""
    first, last = (
        dt.date.fromisoformat(moment[:10])
        for moment in (asked.start, asked.end or asked.start)
    )
    return (first + dt.timedelta(days=n) for n in range((last - first).days + 1))
