"""A wall schedule that somebody edited, as the plan it asks for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data.cell_place import CellPlace
from data.columns import UnreadableCellError
from data.faults import BadInput, FaultList
from data.reading.derive import Deriver
from data.reading.records import Record
from data.reading.rows.planned import BREAKS, FROM, PAID, TRAVEL, WAIT, Call, Part
from data.reading.wall.wall_codes import WallCodes, WallWord, WantedShift
from data.reading.wall.wall_grid import WallEntry, read_grid
from data.shift_codes import wall_text
from data.wall import wall_of
from scheduler.domain.plan import Plan, ShiftRow, Unassigned, VisitRow
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import Employee, Problem, ShiftType
from scheduler.messages import say

Day = tuple[str, date]
"""A person, and one of the plan's days."""


@dataclass(frozen=True)
class WallChange:
    """A cell that says something else than the plan did."""

    employee: str
    date: date
    before: str
    after: str
    kept: tuple[str, ...] = ()
    """Visits that stay with the person."""
    opened: tuple[str, ...] = ()
    """Visits that the person does not make any more."""
    away: bool = False
    """Whether the cell says that the person is away, which only a dataset can say."""


@dataclass(frozen=True)
class EditedWall:
    """The plan that an edited wall asks for, and what was changed."""

    plan: Plan
    changes: tuple[WallChange, ...]


def read_edited(path: Path, problem: Problem, base: Plan) -> EditedWall:
    """Return a plan with the shifts that the wall shows now.

    Only cells that were changed count. Visits of a changed day stay with the person
    where the new shift lets them be reached and left in time; others have nobody.
    Breaks, moves and waiting of that day are worked out anew.

    Raises
    ------
    BadInput
        With every cell that is not understood.
    """
    view = PlanView(problem, base)
    before, away = _shown(view)
    faults, codes = FaultList(), WallCodes(problem)
    people = list(dict.fromkeys(who for who, _ in before))
    wanted: dict[Day, tuple[WallEntry, WallWord]] = {}
    for entry in read_grid(path, problem, people):
        day = entry.employee, entry.date
        if entry.text == before[day]:
            continue
        try:
            wanted[day] = entry, codes.read(entry.text)
        except UnreadableCellError as error:
            place, column = entry.place, str(entry.date)
            faults.append(place.fault(error.code, column, entry.text, **error.facts))
    if faults:
        raise BadInput(faults)
    changed = _Changed(view, wanted)
    told = (
        WallChange(
            *day,
            before[day],
            entry.text,
            changed.kept[day],
            changed.opened[day],
            word.away and day not in away,
        )
        for day, (entry, word) in wanted.items()
    )
    return EditedWall(changed.plan(), tuple(told))


def _shown(view: PlanView) -> tuple[dict[Day, str], set[Day]]:
    """Return what the wall of a plan shows each day, and who is away."""
    shown: dict[Day, str] = {}
    away: set[Day] = set()
    for group in wall_of(view).groups:
        for line in group.lines:
            for day, cell in zip(view.problem.dates, line.cells, strict=True):
                shown[line.id, day] = wall_text(view, cell.duties, cell.absence)
                if cell.absence:
                    away.add((line.id, day))
    return shown, away


class _Changed:
    """Lays out the shifts of changed days, and looks what becomes of visits."""

    def __init__(
        self, view: PlanView, wanted: Mapping[Day, tuple[WallEntry, WallWord]]
    ) -> None:
        self._view = view
        self._problem = view.problem
        self.kept: dict[Day, tuple[str, ...]] = {}
        self.opened: dict[Day, tuple[str, ...]] = {}
        self._shifts: list[ShiftRow] = []
        self._calls: list[VisitRow] = []
        self._left: list[VisitRow] = []
        self._old: dict[Day, list[Duty]] = defaultdict(list)
        for duty in view.duties:
            self._old[duty.employee, duty.date].append(duty)
        self._gone: set[tuple[str, int]] = set()
        for day, (_, word) in wanted.items():
            self._lay_out(day, word)
        self._days = set(wanted)

    def plan(self) -> Plan:
        """Return the whole plan."""
        base = self._view.plan
        stays = [r for r in base.shifts if (r.employee, r.date) not in self._days]
        calls = [r for r in base.visits if (r.employee, r.start) not in self._gone]
        parts = [Part(_blank(PAID.name, BREAKS.name), row) for row in self._shifts]
        visits = [
            Call(_blank(FROM.name, TRAVEL.name, WAIT.name), row) for row in self._calls
        ]
        Deriver(self._problem, parts, visits).fill(place_breaks=True)
        return Plan(
            shifts=(*stays, *(_with_breaks_inside(part.row) for part in parts)),
            visits=(*calls, *(call.row for call in visits)),
            unassigned=(*base.unassigned, *map(self._open, self._left)),
        )

    def _open(self, call: VisitRow) -> Unassigned:
        who = self._problem.employee[call.employee].name or call.employee
        detail = say("reason.edited", who=who)
        place = {"visit": call.visit, "staff_no": call.staff_no}
        return Unassigned(**place, reason="edited", detail=detail)

    def _lay_out(self, day: Day, word: WallWord) -> None:
        rows = [row for shift in word.shifts for row in self._rows(day, shift)]
        calls = sorted(self._calls_of(day), key=lambda call: call.start)
        stays = [call for row in rows for call in self._fitting(row, calls)]
        self._gone |= {(call.employee, call.start) for call in calls}
        self._shifts += rows
        self._calls += stays
        self.kept[day] = tuple(call.visit for call in stays)
        left = [call for call in calls if call not in stays]
        self._left += left
        self.opened[day] = tuple(call.visit for call in left)

    def _calls_of(self, day: Day) -> list[VisitRow]:
        spans = [span for duty in self._old[day] for span in duty.parts]
        mine = (r for r in self._view.plan.visits if r.employee == day[0])
        return [r for r in mine if any(s <= r.start < e for s, e in spans)]

    def _fitting(self, row: ShiftRow, calls: Iterable[VisitRow]) -> Iterator[VisitRow]:
        """Yield the visits that one part of a shift has time for, in their order."""
        mode = self._problem.employee[row.employee].transport
        minutes = self._view.travel.minutes
        now, here = row.start, row.unit
        for call in calls:
            visit = self._problem.visit[call.visit]
            there = now + minutes(here, visit.client, mode)
            back = call.end + minutes(visit.client, row.unit, mode)
            if visit.unit == row.unit and there <= call.start and back <= row.end:
                yield call
                now, here = call.end, visit.client

    def _rows(self, day: Day, wanted: WantedShift) -> Iterator[ShiftRow]:
        person = self._problem.employee[day[0]]
        type_ = self._type(day, wanted)
        unit = type_.unit or self._unit(day, type_) or person.unit
        ordinary = person.pay_class(above=wanted.above)
        spans = type_.spans if wanted.times is None else (wanted.times,)
        classes = [ordinary] * len(spans)
        if wanted.times is not None and self._stays_on(person, type_, wanted.times):
            spans = (*type_.spans, (type_.end, wanted.times[1]))
            classes = [ordinary, person.pay_class(above=True)]
        at = self._view.clock.at
        for number, (span, pay_class) in enumerate(zip(spans, classes, strict=True)):
            start, end = (at(day[1], clock) for clock in span)
            yield ShiftRow(
                employee=person.id,
                date=day[1],
                shift=type_.id,
                part=number + 1,
                unit=unit,
                start=start,
                end=end,
                paid_minutes=end - start,
                pay_class=pay_class,
            )

    def _stays_on(
        self, person: Employee, type_: ShiftType, times: tuple[int, int]
    ) -> bool:
        """Whether times are a shift and overtime straight after it."""
        whole = len(type_.spans) == 1 and person.is_monthly
        return whole and times[0] == type_.start and times[1] > type_.end

    def _type(self, day: Day, wanted: WantedShift) -> ShiftType:
        """Return the type that is named, or was there, or fits the times best."""
        known = self._problem.shift_type
        if wanted.shift is not None:
            return known[wanted.shift]
        old = [duty.shift for duty in self._old[day] if duty.shift in known]
        if len(old) == 1:
            return known[old[0]]
        home = self._problem.employee[day[0]].unit
        near = [t for t in self._problem.shift_types if t.unit in (None, home)]
        times = wanted.times or (0, 0)
        return max(near or self._problem.shift_types, key=lambda t: _shared(t, times))

    def _unit(self, day: Day, type_: ShiftType) -> str | None:
        """Return the unit in which the person had the shift that day."""
        return next((d.unit for d in self._old[day] if d.shift == type_.id), None)


def _shared(type_: ShiftType, times: tuple[int, int]) -> tuple[int, int]:
    """Return how much of some times a type covers, and how little it has besides."""
    start, end = times
    common = sum(max(0, min(e, end) - max(s, start)) for s, e in type_.spans)
    return common, -sum(e - s for s, e in type_.spans)


def _with_breaks_inside(row: ShiftRow) -> ShiftRow:
    """Return a row without breaks that its times leave no room for."""
    breaks = tuple((s, e) for s, e in row.breaks if row.start <= s and e <= row.end)
    off = sum(e - s for s, e in breaks)
    facts = {"breaks": breaks, "paid_minutes": row.end - row.start - off}
    return row.model_copy(update=facts)


def _blank(*columns: str) -> Record:
    """Return a record in which some columns are left to be worked out."""
    values: dict[str, object] = dict.fromkeys(columns)
    return Record(CellPlace(""), {}, values, FaultList())
