"""What takes part in a clash: rules and data, each of which can be left out."""

from collections.abc import (
    Callable,
    Collection,
    Hashable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from scheduler.domain.plan import ShiftRow
from scheduler.domain.problem import Employee, Problem, ShiftType, Visit
from scheduler.domain.values import Employment, Frozen, ShiftKind, Transport
from scheduler.why_not.crew import binds
from scheduler.why_not.small_question import SmallQuestion


class MemberKind(StrEnum):
    """What a member of a clash is."""

    RULE = "rule"
    VISIT = "visit"
    """That a visit must be made."""
    VISIT_CELL = "visit_cell"
    CLIENT_CELL = "client_cell"
    PEOPLE_CELL = "people_cell"
    """What is said of one person, or of all of them in one column."""
    NEED = "need"
    """That so many must be there."""
    ON_CALL_NEED = "on_call_need"
    LOCKED_SHIFT = "locked_shift"
    ABSENCE = "away"
    WORKED_SHIFT = "worked_shift"
    SHIFT_TYPES = "shift_types"
    """Which shifts a unit has."""
    BUDGET = "budget"
    VEHICLES = "vehicles"
    """How many cars a unit has."""


@dataclass(frozen=True)
class Member:
    """One rule or datum of a clash."""

    kind: MemberKind
    id: str
    """The rule's kind, or the id of the visit, client, person or unit."""
    column: str = ""
    row: Frozen | None = None
    """The row, of what has no id."""

    @property
    def is_demand(self) -> bool:
        """Whether less would be asked without it."""
        return self.kind in _DEMANDS or self.column == CONTRACT


ASKED = frozenset({MemberKind.VISIT, MemberKind.NEED, MemberKind.ON_CALL_NEED})
"""What asks that somebody work."""

FACTS = frozenset(
    {MemberKind.ABSENCE, MemberKind.WORKED_SHIFT, MemberKind.LOCKED_SHIFT}
)
"""What is settled about single people."""

_DEMANDS = ASKED | {MemberKind.LOCKED_SHIFT, MemberKind.BUDGET}

_TABLES: Mapping[MemberKind, str] = {
    MemberKind.WORKED_SHIFT: "worked_shifts",
    MemberKind.ABSENCE: "absences",
    MemberKind.LOCKED_SHIFT: "locked_shifts",
    MemberKind.BUDGET: "budgets",
    MemberKind.VEHICLES: "vehicles",
    MemberKind.ON_CALL_NEED: "on_call_needs",
    MemberKind.NEED: "staffing",
}

SHORT = 4
"""Hours of a made-up shift: so short that it needs no break."""

EVENING, NIGHT = 14, 21
"""Clock hours at which made-up shifts begin to be of these kinds."""

FEW = 5
"""People whose cells are members one by one; of more, a column is one member."""

EASED_PERSON: Mapping[str, object] = {
    "shift_kinds": frozenset(),
    "weekends": None,
    "from": None,
    "to": None,
    "minor": False,
    "transport": Transport.CAR,
}
"""What a person's cell says who is not held to anything by it."""

CONTRACT = "degree_pct"
"""The column that says how much somebody shall work."""

FIELD = {"from": "first", "to": "last"}
"""Of an employee, where it is not called as the column is."""


def members_of(question: SmallQuestion) -> list[Member]:
    """Return what a question consists of; what is best left out first."""
    problem = question.problem
    rows = [
        Member(kind, _whose(row), row=row)
        for kind, table in _TABLES.items()
        for row in _once(kind, getattr(problem, table))
    ]
    cells = [*_people_cells(problem), *_client_cells(problem)]
    types = {v.unit for v in problem.visits} | {n.unit for n in problem.staffing}
    shifts = [Member(MemberKind.SHIFT_TYPES, unit) for unit in sorted(types)]
    rules = [Member(MemberKind.RULE, r.kind) for r in question.rules if binds(r)]
    visits = [Member(MemberKind.VISIT, v.id) for v in problem.visits]
    asked = [m for m in rows if m.kind in (MemberKind.NEED, MemberKind.ON_CALL_NEED)]
    facts = [m for m in rows if m not in asked]
    return [*cells, *facts, *rules, *shifts, *asked, *visits]


def every_member(question: SmallQuestion) -> list[Member]:
    """Return the members, and what of each visit can be in the way by itself."""
    cells = [c for v in question.problem.visits for c in visit_cells(v)]
    return [*members_of(question), *cells]


def visit_cells(visit: Visit) -> Iterator[Member]:
    """Yield what of a visit can be in the way by itself."""
    columns = {
        "minutes": True,
        "staff": visit.staff > 1,
        "skills": bool(visit.skills),
        "after": visit.after is not None,
        "latest": True,
    }
    for column, is_there in columns.items():
        if is_there:
            yield Member(MemberKind.VISIT_CELL, visit.id, column)


def _once(kind: MemberKind, rows: Iterable[Any]) -> Iterable[Any]:
    """Return rows; of the parts of a locked shift, the first."""
    if kind is not MemberKind.LOCKED_SHIFT:
        return rows
    return {_whole(row): row for row in reversed(list(rows))}.values()


def _whose(row: Any) -> str:
    return str(getattr(row, "employee", None) or row.unit)


def _people_cells(problem: Problem) -> Iterator[Member]:
    if len(problem.employees) == 1 and not (problem.visits or problem.staffing):
        yield Member(MemberKind.PEOPLE_CELL, problem.employees[0].id, CONTRACT)
    for column, usual in EASED_PERSON.items():
        field = FIELD.get(column, column)
        held = [e.id for e in problem.employees if getattr(e, field) != usual]
        if len(held) > FEW:
            yield Member(MemberKind.PEOPLE_CELL, "", column)
        else:
            yield from (Member(MemberKind.PEOPLE_CELL, who, column) for who in held)


def _client_cells(problem: Problem) -> Iterator[Member]:
    for client in problem.clients:
        if client.avoid:
            yield Member(MemberKind.CLIENT_CELL, client.id, "avoid_ids")
        if client.avoid_gender:
            yield Member(MemberKind.CLIENT_CELL, client.id, "avoid_gender")


def without(question: SmallQuestion, gone: Iterable[Member]) -> SmallQuestion:
    """Return a question that some members are left out of."""
    rows: dict[MemberKind, set[int]] = {}
    for member in gone:
        if member.kind in _TABLES:
            rows.setdefault(member.kind, set()).add(id(member.row))
        else:
            question = _EASED[member.kind](question, member)
    return _without_rows(question, rows)


def _without_rule(question: SmallQuestion, member: Member) -> SmallQuestion:
    return replace(question, rules=[r for r in question.rules if r.kind != member.id])


def _with(question: SmallQuestion, **tables: object) -> SmallQuestion:
    return replace(question, problem=question.problem.model_copy(update=tables))


def _without_visit(question: SmallQuestion, member: Member) -> SmallQuestion:
    left = [v for v in question.problem.visits if v.id != member.id]
    cut = {"after": None, "gap_min": None, "gap_max": None}
    return _with(
        question,
        visits=tuple(
            v.model_copy(update=cut) if v.after == member.id else v for v in left
        ),
    )


def _without_visit_cell(question: SmallQuestion, member: Member) -> SmallQuestion:
    def eased(visit: Visit) -> Visit:
        if visit.id != member.id:
            return visit
        return visit.model_copy(update=_eased_visit(visit, member.column))

    return _with(question, visits=tuple(map(eased, question.problem.visits)))


def _eased_visit(visit: Visit, column: str) -> dict[str, object]:
    changes: Mapping[str, dict[str, object]] = {
        "minutes": {"minutes": 1},
        "staff": {"staff": 1},
        "skills": {"skills": frozenset()},
        "after": {"after": None, "gap_min": None, "gap_max": None},
        "latest": {"earliest": visit.earliest - 720, "latest": visit.latest + 720},
    }
    return changes[column]


def _without_client_cell(question: SmallQuestion, member: Member) -> SmallQuestion:
    field = {"avoid_ids": "avoid"}.get(member.column, member.column)
    clients = [
        c.model_copy(update={field: frozenset()}) if c.id == member.id else c
        for c in question.problem.clients
    ]
    return _with(question, clients=tuple(clients))


def _without_people_cell(question: SmallQuestion, member: Member) -> SmallQuestion:
    field = FIELD.get(member.column, member.column)
    eased = {field: EASED_PERSON.get(member.column)}
    if member.column == CONTRACT:
        eased = {"employment": Employment.HOURLY, "degree_pct": 0}

    def of(person: Employee) -> Employee:
        return (
            person.model_copy(update=eased) if member.id in ("", person.id) else person
        )

    return _with(question, employees=tuple(map(of, question.problem.employees)))


def _without_rows(
    question: SmallQuestion, gone: Mapping[MemberKind, Collection[int]]
) -> SmallQuestion:
    left: dict[str, object] = {}
    for kind, ids in gone.items():
        rows: Sequence[Any] = getattr(question.problem, _TABLES[kind])
        keys = {_whole(row) for row in rows if id(row) in ids}
        left[_TABLES[kind]] = tuple(row for row in rows if _whole(row) not in keys)
    return _with(question, **left) if left else question


def _whole(row: Any) -> Hashable:
    """Return what the parts of a locked shift have in common; else the row."""
    if isinstance(row, ShiftRow):
        return row.employee, row.date, row.shift
    return id(row)


def _without_shift_types(question: SmallQuestion, member: Member) -> SmallQuestion:
    """Let a unit have short shifts around the clock."""
    made = [short_shift(member.id, hour) for hour in range(0, 24, 2)]
    return _with(question, shift_types=(*question.problem.shift_types, *made))


def short_shift(unit: str, hour: int) -> ShiftType:
    """Return a made-up shift type that begins at a clock hour."""
    return ShiftType(
        id=f"{unit} {hour:02}–{(hour + SHORT) % 24:02}",
        unit=unit,
        kind=_kind_at(hour),
        start=60 * hour,
        end=60 * (hour + SHORT),
    )


def _kind_at(hour: int) -> ShiftKind:
    if 6 <= hour < EVENING:
        return ShiftKind.DAY
    return ShiftKind.EVENING if EVENING <= hour < NIGHT else ShiftKind.NIGHT


_EASED: Mapping[MemberKind, Callable[[SmallQuestion, Member], SmallQuestion]] = {
    MemberKind.RULE: _without_rule,
    MemberKind.VISIT: _without_visit,
    MemberKind.VISIT_CELL: _without_visit_cell,
    MemberKind.CLIENT_CELL: _without_client_cell,
    MemberKind.PEOPLE_CELL: _without_people_cell,
    MemberKind.SHIFT_TYPES: _without_shift_types,
}
