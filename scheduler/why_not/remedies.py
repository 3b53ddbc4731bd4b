"""What could be otherwise about each member of a clash: repairs to be tried.

A ladder is one way out in ever larger steps; the first that works is the repair.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from scheduler.domain.clock import wall_clock
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import (
    AbsenceRow,
    Problem,
    ShiftType,
    UnitBudget,
    Vehicles,
    Visit,
)
from scheduler.domain.values import AbsenceKind, PayClass
from scheduler.rules.rule import Rule
from scheduler.why_not.dataset_repair import Repair, RepairKind, RowChange, can_be_soft
from scheduler.why_not.handed_over import handed_over
from scheduler.why_not.member import (
    CONTRACT,
    EASED_PERSON,
    FIELD,
    Member,
    MemberKind,
    short_shift,
)
from scheduler.why_not.small_question import SmallQuestion

Ladder = Sequence[Repair]
Facts = Mapping[str, str | int]

STEPS = (15, 30, 45, 60, 90, 120, 180, 240, 300, 360, 480)
"""Minutes by which a visit moves, or a gap opens: out of the night at most."""

MOST_MOVED = 3
"""Visits that are moved at once."""

MOVABLE = frozenset(
    {AbsenceKind.VACATION, AbsenceKind.COMP, AbsenceKind.LEAVE, AbsenceKind.STUDY}
)
"""Absences that may be agreed otherwise; nobody is called in who is ill."""

DEGREES = tuple(range(5, 100, 5))
"""Percent by which a contract grows or shrinks."""

BUDGETS = tuple(1.02**n for n in range(1, 120))
"""Shares to which a budget is raised."""


def ladders(question: SmallQuestion, member: Member) -> Iterator[Ladder]:
    """Yield what could be otherwise about a member."""
    found = _LADDERS.get(member.kind)
    if found is not None:
        yield from found(question, member)


def _rule(question: SmallQuestion, member: Member) -> Iterator[Ladder]:
    rule = next(r for r in question.rules if r.kind == member.id)
    if can_be_soft(rule) and not _asks_for_work(question, rule):
        facts = {"rule": rule.id}
        yield [Repair(RepairKind.SOFTEN_RULE, soft_rules=(rule.kind,), facts=facts)]


def _asks_for_work(question: SmallQuestion, rule: Rule) -> bool:
    """Whether a rule is what asks that people be there: its rows are eased instead."""
    view = PlanView(question.problem, Plan())
    return any(breach.hard for breach in rule.check(view))


def _contracts(question: SmallQuestion) -> Iterator[Ladder]:
    """Yield other contracts of one person, where all is about that person.

    Whoever has overtime locked works full time: it would be extra hours else.
    """
    person = question.problem.employees[0]
    locked = {row.pay_class for row in question.problem.locked_shifts}
    least = 100 if PayClass.OVERTIME in locked else 1
    for sign in (-1, 1):
        steps = [person.degree_pct + sign * n for n in DEGREES]
        yield [
            Repair(
                RepairKind.CHANGE_CONTRACT,
                (
                    RowChange(
                        "employees",
                        person,
                        person.model_copy(update={"degree_pct": pct}),
                    ),
                ),
                facts={"whom": person.id, "pct": round(pct)},
            )
            for pct in steps
            if least <= pct <= 100 and person.is_monthly
        ]


def _visit_cell(question: SmallQuestion, member: Member) -> Iterator[Ladder]:
    visit = question.problem.visit[member.id]
    if member.column == "latest":
        yield from _moved_times(question.problem, [visit])
    if member.column == "minutes":
        yield list(handed_over(question, visit))
    if member.column == "staff":
        yield [_moved([visit], "alone", [{"staff": 1}], 0)]
    if member.column == "after":
        least, most = visit.gap_min or 0, visit.gap_max
        if least:
            yield [
                _moved([visit], "sooner", [{"gap_min": max(0, least - n)}], n)
                for n in STEPS
                if n < least + 15
            ]
        if most is not None:
            yield [_moved([visit], "apart", [{"gap_max": most + n}], n) for n in STEPS]


def moved_together(question: SmallQuestion) -> Iterator[Ladder]:
    """Yield other times for all of a few visits: none can be made where one stays."""
    visits = question.problem.visits
    if 1 < len(visits) <= MOST_MOVED:
        yield from _moved_times(question.problem, visits)


def _moved_times(problem: Problem, visits: Sequence[Visit]) -> Iterator[Ladder]:
    """Yield visits that begin later, and earlier on the same day."""
    yield [
        _moved(visits, "later", [{"latest": v.latest + n} for v in visits], n)
        for n in STEPS
    ]
    at = wall_clock(problem.timezone).at
    yield [
        _moved(visits, "earlier", [{"earliest": v.earliest - n} for v in visits], n)
        for n in STEPS
        if all(v.earliest - n >= at(v.date, 0) for v in visits)
    ]


def _moved(
    visits: Sequence[Visit], how: str, changes: Sequence[Mapping[str, object]], n: int
) -> Repair:
    rows = tuple(
        RowChange("visits", visit, visit.model_copy(update=dict(new)))
        for visit, new in zip(visits, changes, strict=True)
    )
    facts: Facts = {"visit": ", ".join(v.id for v in visits), "minutes": n}
    return Repair(RepairKind.CHANGE_NEED, rows, facts=facts, column=how)


def _lock(question: SmallQuestion, member: Member) -> Iterator[Ladder]:
    lock: Any = member.row
    key = (lock.employee, lock.date, lock.shift)
    rows = [
        r
        for r in question.problem.locked_shifts
        if (r.employee, r.date, r.shift) == key
    ]
    changes = tuple(RowChange("locked_shifts", old=row) for row in rows)
    facts = {"whom": lock.employee, "shift": lock.shift, "date": str(lock.date)}
    yield [Repair(RepairKind.DROP_LOCK, changes, facts=facts)]


def _absence(question: SmallQuestion, member: Member) -> Iterator[Ladder]:
    away = member.row
    if not isinstance(away, AbsenceRow) or away.kind not in MOVABLE:
        return
    days = sorted({v.date for v in question.problem.visits})
    days = days or sorted({n.date for n in question.problem.staffing})
    facts = {"whom": away.employee, "kind": str(away.kind)}
    kind = RepairKind.CHANGE_ABSENCE
    for day in days:
        cut = tuple(_cut(question.problem, away, day))
        yield [Repair(kind, cut, facts=facts | {"date": str(day)}, column="day")]
    if not days:
        whole = (RowChange("absences", old=away),)
        yield [Repair(kind, whole, facts=facts, column="whole")]


def _cut(problem: Problem, away: AbsenceRow, day: date) -> Iterator[RowChange]:
    """Yield an absence as it is without a day, and the night after it."""
    clock = wall_clock(problem.timezone)
    start, end = clock.at(day, 0), clock.at(day + timedelta(days=1), 0)
    before = away.model_copy(update={"end": min(start, away.end)})
    after = away.model_copy(update={"start": max(end, away.start)})
    yield RowChange("absences", old=away)
    for part in (before, after):
        if part.start < part.end:
            yield RowChange("absences", new=part)


def _need(_: SmallQuestion, member: Member) -> Iterator[Ladder]:
    need: Any = member.row
    table = "staffing" if member.kind is MemberKind.NEED else "on_call_needs"
    facts = {"date": str(need.date), "unit": need.unit}
    yield [
        Repair(
            RepairKind.LOWER_STAFFING,
            (RowChange(table, need, need.model_copy(update={"min": least})),),
            facts=facts | {"least": least},
        )
        for least in reversed(range(need.min))
    ]


def _client(question: SmallQuestion, member: Member) -> Iterator[Ladder]:
    client = question.problem.client[member.id]
    kind, about = RepairKind.ASK_CLIENT, {"client": client.id}
    if member.column == "avoid_gender":
        new = client.model_copy(update={"avoid_gender": frozenset()})
        changes = (RowChange("clients", client, new),)
        yield [Repair(kind, changes, facts=about, column="gender")]
        return
    for who in sorted(client.avoid & question.problem.employee.keys()):
        new = client.model_copy(update={"avoid": client.avoid - {who}})
        facts = about | {"whom": who}
        yield [Repair(kind, (RowChange("clients", client, new),), facts=facts)]


def _people(question: SmallQuestion, member: Member) -> Iterator[Ladder]:
    if member.column == "minor":
        return
    if member.column == CONTRACT:
        yield from _contracts(question)
        return
    field = FIELD.get(member.column, member.column)
    usual = EASED_PERSON[member.column]
    for person in question.problem.employees:
        held = getattr(person, field) != usual
        if held and member.id in ("", person.id):
            new = person.model_copy(update={field: usual})
            changes = (RowChange("employees", person, new),)
            facts = {"whom": person.id}
            kind = RepairKind.CHANGE_PERSON
            yield [Repair(kind, changes, facts=facts, column=member.column)]


def _shift_types(question: SmallQuestion, member: Member) -> Iterator[Ladder]:
    """Yield a short shift around the visit or the need."""
    for hour in sorted(_hours(question.problem, member.id)):
        yield [_new_type(question.problem, short_shift(member.id, hour))]


def _hours(problem: Problem, unit: str) -> set[int]:
    """Return the clock hours at which short shifts would serve."""
    clock = wall_clock(problem.timezone)
    found = set()
    for visit in problem.visits:
        if visit.unit == unit:
            hour = clock.local(visit.earliest).hour
            found |= {(hour - n) % 24 for n in range(3)}
    for need in problem.staffing:
        if need.unit == unit:
            found.add(clock.local(need.start).hour)
    return found


def _new_type(problem: Problem, type_: ShiftType) -> Repair:
    first, last = (f"{type_.start // 60:02}", f"{type_.end // 60 % 24:02}")
    name = f"{first}-{last}"
    while name in problem.shift_type:
        name += "+"
    changes = (RowChange("shift_types", new=type_.model_copy(update={"id": name})),)
    facts = {"unit": type_.unit or "", "start": f"{first}:00", "end": f"{last}:00"}
    return Repair(RepairKind.ADD_SHIFT_TYPE, changes, facts=facts)


def _budget(_: SmallQuestion, member: Member) -> Iterator[Ladder]:
    budget = member.row
    if isinstance(budget, UnitBudget):
        steps = [round(budget.amount * share) for share in BUDGETS]
        yield [
            Repair(
                RepairKind.RAISE_BUDGET,
                (
                    RowChange(
                        "budgets", budget, budget.model_copy(update={"amount": ore})
                    ),
                ),
                facts={"unit": budget.unit, "month": f"{budget.month:%Y-%m}"},
                price=ore - budget.amount,
            )
            for ore in steps
        ]


def _vehicles(_: SmallQuestion, member: Member) -> Iterator[Ladder]:
    """Yield one car more, and another, for the days of the period that it is used."""
    vehicles = member.row
    if isinstance(vehicles, Vehicles) and vehicles.cars is not None:
        yield [
            Repair(
                RepairKind.MORE_CARS,
                (
                    RowChange(
                        "vehicles",
                        vehicles,
                        vehicles.model_copy(update={"cars": vehicles.cars + n}),
                    ),
                ),
                facts={"unit": vehicles.unit, "count": n},
                price=n * vehicles.day_price,
            )
            for n in range(1, 4)
        ]


_LADDERS: Mapping[MemberKind, Callable[[SmallQuestion, Member], Iterator[Ladder]]] = {
    MemberKind.RULE: _rule,
    MemberKind.VISIT_CELL: _visit_cell,
    MemberKind.CLIENT_CELL: _client,
    MemberKind.PEOPLE_CELL: _people,
    MemberKind.NEED: _need,
    MemberKind.ON_CALL_NEED: _need,
    MemberKind.LOCKED_SHIFT: _lock,
    MemberKind.ABSENCE: _absence,
    MemberKind.SHIFT_TYPES: _shift_types,
    MemberKind.BUDGET: _budget,
    MemberKind.VEHICLES: _vehicles,
}
