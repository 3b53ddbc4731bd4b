"""Ask the model and the checker about the same roster, and insist they agree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from ortools.sat.python import cp_model

from constraints.rest.breaks import Breaks
from scheduler.breaks.patterns import Pattern, break_patterns
from scheduler.domain.clock import wall_clock
from scheduler.domain.plan import Plan, ShiftRow, VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Problem
from scheduler.domain.shift_option import ShiftOption, option_of
from scheduler.domain.values import Instant, PayClass, ShiftKind
from scheduler.roster.variables import Roster, Tour
from scheduler.rules.break_terms import BreakTerms
from scheduler.rules.rule import Breach, Rule
from tests.build import UNIT, ZONE, at

LAW = Breaks().break_terms(BreakTerms())
Chosen = tuple[str, ShiftOption]
"""An employee's id and a shift."""


@dataclass(frozen=True)
class Pick:
    """A decided roster: who works and drives what, and what they might have."""

    works: Sequence[Chosen] = ()
    extra: Sequence[Chosen] = ()
    """Those of ``works`` that are above the contract."""
    takes: Sequence[tuple[str, Tour]] = ()
    """Employee and tour; the tour's option must be among the person's ``works``."""
    idle: Sequence[Chosen] = ()
    """Offered, not worked."""
    idle_tours: Sequence[Tour] = ()
    """Offered to everybody on that option, driven by nobody."""


def judge(rule: Rule, problem: Problem, pick: Pick) -> list[Breach]:
    """Return the breaches of ``rule`` in a roster, as the checker sees them.

    Fails when the model, with nothing but this rule in it and every literal fixed,
    sees it otherwise: infeasible exactly when a breach is hard, else optimal at the
    sum of the breaches' costs. Asked twice: the shifts worked as variables that turn
    out so, and as constants the roster is told of (``fixed``). A hard rule must also
    be one that its switch turns off, so that a conflict can name it.
    """
    plan = plan_of(problem, pick)
    breaches = list(rule.check(PlanView(problem, plan)))
    for fixed in ((), tuple(pick.works)):
        _agree(rule, _roster(problem, pick, fixed), pick, breaches)
    if any(b.hard for b in breaches):
        _obeys_its_switch(rule, problem, pick)
    _single_shifts_agree(rule, problem, pick, breaches)
    return breaches


def offer(problem: Problem, shift: str, day: date, unit: str = UNIT) -> ShiftOption:
    """Return a shift type of the problem on a date, as something to be worked."""
    return option_of(wall_clock(problem.timezone), problem.shift_type[shift], day, unit)


def stint(start: str, end: str, *more: str) -> ShiftOption:
    """Return work from one local moment to another; more moments are a second part.

    Its shift type is in no problem, so that it has no breaks.
    """
    moments = [at(text) for text in (start, end, *more)]
    parts = tuple(zip(moments[::2], moments[1::2], strict=True))
    return ShiftOption(
        date=wall_clock(ZONE).day(moments[0]),
        shift=f"{start} to {end}",
        unit=UNIT,
        kind=ShiftKind.DAY,
        parts=parts,
        paid_minutes=sum(e - s for s, e in parts),
    )


def plan_of(problem: Problem, pick: Pick) -> Plan:
    """Return the rows of a pick, with breaks and visits as early as they may be."""
    taken = (row for who, tour in pick.takes for row in _visit_rows(problem, who, tour))
    worked = (
        row
        for who, option in pick.works
        for row in shift_rows(problem, who, option, extra=(who, option) in pick.extra)
    )
    return Plan(shifts=tuple(worked), visits=tuple(taken))


def shift_rows(
    problem: Problem, who: str, option: ShiftOption, *, extra: bool = False
) -> list[ShiftRow]:
    """Return one row per part; together they are paid what the option says.

    Overtime after the shift is a row of its own, above the contract.
    """
    shift, person = option.without_overtime, problem.employee[who]
    breaks = _breaks(problem, shift)
    inside = [[b for b in breaks if s <= b[0] and b[1] <= e] for s, e in shift.parts]
    paid = [
        end - start - sum(b - a for a, b in mine)
        for (start, end), mine in zip(shift.parts, inside, strict=True)
    ]
    paid[-1] += shift.paid_minutes - sum(paid)
    usual = pay_class(person, extra=extra)
    rows = [
        (part, tuple(mine), minutes, usual)
        for part, mine, minutes in zip(shift.parts, inside, paid, strict=True)
    ]
    if option.overtime:
        more = shift.end, option.end
        rows.append((more, (), option.overtime, pay_class(person, extra=True)))
    return [
        ShiftRow(
            employee=who,
            date=option.date,
            shift=option.shift,
            part=n,
            unit=option.unit,
            start=start,
            end=end,
            breaks=breaks,
            paid_minutes=minutes,
            pay_class=class_,
        )
        for n, ((start, end), breaks, minutes, class_) in enumerate(rows, start=1)
    ]


def pay_class(employee: Employee, *, extra: bool) -> PayClass:
    """Return what the planner would write: a part-timer's extra hours are EXTRA."""
    if not employee.is_monthly:
        return PayClass.HOURLY
    if not extra:
        return PayClass.ORDINARY
    return PayClass.EXTRA if employee.degree_pct < 100 else PayClass.OVERTIME


def places(problem: Problem) -> list[tuple[str, int]]:
    """Return the (visit, staff_no) pairs that ``Tour.tasks`` are indices of."""
    return [(v.id, n + 1) for v in problem.visits for n in range(v.staff)]


def _breaks(problem: Problem, option: ShiftOption) -> list[tuple[Instant, Instant]]:
    """Return the shift type's breaks, each as early as its interval allows."""
    known = problem.shift_type.get(option.shift)
    if known is None:
        return []
    clock = wall_clock(problem.timezone)
    starts = [(clock.at(option.date, b.earliest), b.minutes) for b in known.breaks]
    return [(start, start + minutes) for start, minutes in starts]


def _visit_rows(problem: Problem, who: str, tour: Tour) -> Iterator[VisitRow]:
    pairs = places(problem)
    for visit, staff_no in (pairs[task] for task in tour.tasks):
        planned = problem.visit[visit]
        yield VisitRow(
            visit=visit,
            staff_no=staff_no,
            employee=who,
            start=planned.earliest,
            end=planned.earliest + planned.minutes,
            from_id=tour.option.unit,
        )


def _obeys_its_switch(rule: Rule, problem: Problem, pick: Pick) -> None:
    for on, expected in ((True, cp_model.INFEASIBLE), (False, cp_model.OPTIMAL)):
        roster = _roster(problem, pick, (), traced=True)
        list(rule.post(roster))
        _fix(roster, pick)
        for switch in roster.switches.values():
            roster.model.add(switch == int(on))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        status = solver.solve(roster.model)
        assert status == expected, (on, solver.status_name(status))


def _roster(
    problem: Problem, pick: Pick, fixed: Sequence[Chosen], *, traced: bool = False
) -> Roster:
    offered: dict[str, list[ShiftOption]] = {}
    for who, option in dict.fromkeys((*pick.works, *pick.idle)):
        offered.setdefault(who, []).append(option)
    taken = dict.fromkeys(tour for _, tour in pick.takes)
    tours = (*taken, *pick.idle_tours)
    return Roster(
        problem,
        offered,
        tours,
        fixed=fixed,
        traced=traced,
        break_ways=partial(break_ways, problem),
    )


def break_ways(problem: Problem, option: ShiftOption) -> Sequence[Pattern]:
    """Return the lawful ways to lay the breaks of a shift."""
    type_ = problem.shift_type.get(option.shift)
    clock = wall_clock(problem.timezone)
    return break_patterns(clock, type_, option, LAW) if type_ else ((),)


def _agree(rule: Rule, roster: Roster, pick: Pick, breaches: list[Breach]) -> None:
    roster.model.minimize(sum(rule.post(roster)))
    _fix(roster, pick)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(roster.model)
    said = (solver.status_name(status), breaches)
    if any(b.hard for b in breaches):
        assert status == cp_model.INFEASIBLE, said
        return
    assert status == cp_model.OPTIMAL, said
    assert round(solver.objective_value) == sum(b.cost for b in breaches), said


def _fix(roster: Roster, pick: Pick) -> None:
    """Leave the model no choice but its own auxiliary variables."""
    works, extra, takes = set(pick.works), set(pick.extra), set(pick.takes)
    for employee in roster.employees:
        for option in roster.options(employee):
            key = (employee.id, option)
            roster.model.add(roster.works(employee, option) == int(key in works))
            roster.model.add(roster.extra(employee, option) == int(key in extra))
        for tour in roster.tours:
            wanted = int((employee.id, tour) in takes)
            roster.model.add(roster.takes(employee, tour) == wanted)


def _single_shifts_agree(
    rule: Rule, problem: Problem, pick: Pick, breaches: list[Breach]
) -> None:
    """Insist that a shift the rule does not allow fails the checker too."""
    empty = PlanView(problem, Plan())
    for who, option in pick.works:
        if not rule.allows_shift(empty, problem.employee[who], option):
            assert any(b.hard for b in breaches), (who, option)
