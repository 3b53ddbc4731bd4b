"""A plan for the made-up town, dealt out by turns, and an audit of the right shape."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from scheduler.audit.audit import Audit, audit
from scheduler.domain.clock import wall_clock
from scheduler.domain.plan import Plan, ShiftRow, Unassigned, VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Problem, ShiftType, Visit
from scheduler.domain.travel import Travel
from scheduler.planning.result import Result, Status
from scheduler.rules.rule import Breach, Rule, Source

_ROUNDS = (
    ("D1", "D1", "K1", "K1", "", "D1", "D1", "", "", "D2", "K1", "DT", "", ""),
    ("K1", "K1", "", "D2", "D1", "", "", "D1", "L1", "", "D1", "R1", "K1", "K1"),
    ("", "D1", "D1", "DT", "K1", "", "", "K1", "K1", "D1", "", "", "L1", "D1"),
    ("N1", "N1", "N1", "", "", "", "D2", "", "", "N1", "N1", "N1", "", ""),
)


def dealt_result(problem: Problem) -> Result:
    """Return a plan as the planner would hand it over."""
    plan = _deal(problem)
    audit = audit_of(problem, plan)
    return Result(
        status=Status.FEASIBLE,
        plan=plan,
        audit=audit,
        bound=round(audit.objective * 0.93),
        seconds=180.4,
        seed=7,
        workers=2,
    )


def _deal(problem: Problem) -> Plan:
    shifts = [r for e in problem.employees for r in _line(problem, e)]
    tours = _Tours(problem, shifts)
    for visit in sorted(problem.visits, key=lambda v: v.latest):
        tours.place(visit)
    return Plan(
        shifts=tuple(shifts), visits=tuple(tours.rows), unassigned=tuple(tours.left)
    )


def _line(problem: Problem, employee: Employee) -> Iterator[ShiftRow]:
    clock, n = wall_clock(problem.timezone), int(employee.id[1:])
    turns = _ROUNDS[n % len(_ROUNDS)]
    for k, day in enumerate(problem.dates):
        type_ = problem.shift_type.get(turns[(k + 3 * n) % len(turns)])
        away = any(
            a.employee == employee.id
            and a.start < clock.at(day, 1440)
            and clock.at(day, 0) < a.end
            for a in problem.absences
        )
        if type_ and not away:
            lent = n % 4 == 3 and k % 7 == 2
            unit = "centre" if lent else employee.unit
            yield from _rows(problem, employee, day, type_, unit)


def _rows(
    problem: Problem, employee: Employee, day: date, type_: ShiftType, unit: str
) -> Iterator[ShiftRow]:
    clock = wall_clock(problem.timezone)
    above = "overtime" if type_.kind == "long" else "ordinary"
    for part, (start, end) in enumerate(type_.spans, start=1):
        begins, ends = clock.at(day, start), clock.at(day, end)
        rest = ((begins + 270, begins + 300),) if ends - begins > 300 else ()
        yield ShiftRow(
            employee=employee.id,
            date=day,
            shift=type_.id,
            part=part,
            unit=unit,
            start=begins,
            end=ends,
            breaks=rest,
            paid_minutes=ends - begins - 30 * len(rest),
            pay_class=above if employee.is_monthly else "hourly",
        )


class _Tours:
    """Gives each visit to the first people who have time for it."""

    def __init__(self, problem: Problem, shifts: list[ShiftRow]) -> None:
        self._problem = problem
        self._travel = Travel(problem)
        self._shifts = shifts
        self._free = {(s.employee, s.start): (s.start, s.unit) for s in shifts}
        self.rows: list[VisitRow] = []
        self.left: list[Unassigned] = []

    def place(self, visit: Visit) -> None:
        found = []
        for shift in self._shifts:
            if shift.unit == visit.unit and shift.start < visit.latest < shift.end:
                row = self._try(shift, visit)
                if row:
                    found.append((shift, row))
        for number in range(1, visit.staff + 1):
            if len(found) < visit.staff:
                left = Unassigned(visit=visit.id, staff_no=number, reason="no_capacity")
                self.left.append(left)
            else:
                self._take(*found[number - 1], number)

    def _try(self, shift: ShiftRow, visit: Visit) -> VisitRow | None:
        free, place = self._free[shift.employee, shift.start]
        mode = self._problem.employee[shift.employee].transport
        travel = self._travel.minutes(place, visit.client, mode)
        begins = max(free + travel, visit.earliest)
        for start, end in shift.breaks:
            if start - travel < begins + visit.minutes and begins < end + travel:
                begins = max(begins, end + travel)
        if begins > visit.latest or begins + visit.minutes + travel > shift.end:
            return None
        return VisitRow(
            visit=visit.id,
            employee=shift.employee,
            start=begins,
            end=begins + visit.minutes,
            from_id=place,
            travel_minutes=travel,
            wait_minutes=min(90, begins - travel - free),
        )

    def _take(self, shift: ShiftRow, row: VisitRow, number: int) -> None:
        client = self._problem.visit[row.visit].client
        self._free[shift.employee, shift.start] = (row.end, client)
        self.rows.append(row.model_copy(update={"staff_no": number}))


class SayingRule(Rule):
    """A rule with a sentence of its own, so that no catalogue is needed."""

    id: ClassVar[str] = "R01"
    source: ClassVar[Source] = Source(cite="", assumed=True)
    kind: str = "saying"

    def check(self, view: PlanView) -> Iterator[Breach]:  # noqa: ARG002
        """Find nothing: the breaches are made up."""
        yield from ()

    def explain(self, breach: Breach, language: str = "sv") -> str:
        """Name the person or the client."""
        who = breach.employee or breach.client
        if language == "sv":
            return f"{who} bryter mot {self.id} med {breach.amount}."
        return f"{who} breaks {self.id} by {breach.amount}."


class RestRule(SayingRule):
    """Stands for a binding rule."""


class MeetingRule(SayingRule):
    """Stands for a wanted rule with a price."""

    id: ClassVar[str] = "R31"
    hard: bool = False
    price_kr: float = 20


RULES = (RestRule(), MeetingRule())


def audit_of(problem: Problem, plan: Plan) -> Audit:
    """Return the plan's price and figures, with breaches that are made up."""
    breaches = (_tired(problem), *(_meeting(problem, n) for n in range(90)))
    made = audit(problem, plan, ())
    return made.model_copy(
        update={
            "breaches": breaches,
            "soft_cost": sum(b.cost for b in breaches),
            "hard_breaches": 1,
        }
    )


def _tired(problem: Problem) -> Breach:
    who = problem.employees[0].id
    return Breach(rule="R01", hard=True, amount=90, unit="minutes", employee=who)


def _meeting(problem: Problem, n: int) -> Breach:
    amount = 1 + n % 4
    return Breach(
        rule="R31",
        hard=False,
        amount=amount,
        unit="people",
        weight=2_000,
        cost=2_000 * amount,
        client=problem.clients[n % len(problem.clients)].id,
        date=problem.dates[n % problem.days],
    )
