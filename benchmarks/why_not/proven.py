"""Whether what was told of a contradiction is so, asked again without a clock."""

from scheduler.domain.plan import Plan, ShiftRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.planning.planner import plan
from scheduler.planning.result import Limits
from scheduler.replanning.shift_rows import rows_for, worked_by
from scheduler.roster.subproblem import narrow
from scheduler.why_not.dataset_repair import Repair, repaired
from scheduler.why_not.member import ASKED, every_member, members_of, without
from scheduler.why_not.reinforcements import with_lent
from scheduler.why_not.small_question import SmallQuestion
from scheduler.why_not.smallest_clash import Clash, only

FEW = 10
"""People who are planned for where visits clash, those concerned first."""


def is_minimal(clash: Clash) -> bool:
    """Say whether the members clash on all days, and would not without any one."""
    question = clash.question.on_all_days()
    every = every_member(question)
    if only(question, every, clash.members).answer(bool) is not False:
        return False
    core = only(clash.question, every, clash.members)
    return all(without(core, [one]).answer(bool) is True for one in clash.members)


def works(clash: Clash, repair: Repair, whole: Problem) -> bool:
    """Say whether the planner makes all that clashes when the repair is made.

    It plans what is asked in the clash, under all rules that were asked about, and the
    audit finds nothing open and nothing broken. It begins from the repair's shifts, or
    where heads are counted from whole shifts of everybody. ``whole`` has those who are
    lent.
    """
    question = with_lent(clash.question, whole, repair.changes)
    asked = [m for m in members_of(question) if m.kind in ASKED]
    idle = [m for m in asked if m not in clash.members]
    after = repaired(without(question, idle), repair)
    rows = tuple(row for way in repair.ways for row in way.rows)
    problem = _with_few(after.problem, {row.employee for row in rows} | repair.people)
    rows = _all_shifts(after) if problem.staffing else rows
    begun = Plan(shifts=rows) if rows else None
    limits = Limits(effort=1, workers=1)
    judged = plan(problem, after.rules, limits, warm_start=begun).audit
    return judged is not None and not (judged.hard_breaches or judged.must_open)


def _all_shifts(question: SmallQuestion) -> tuple[ShiftRow, ...]:
    """Return shifts of everybody with which all is done that is asked, if any are."""
    problem = question.problem
    view = PlanView(problem, Plan())
    worked = question.cheapest(problem.employee, bool) or ()
    return tuple(
        row
        for who, option in worked
        for person in [problem.employee[who]]
        for row in worked_by(rows_for(view, option), person, person.pay_class())
    )


def _with_few(problem: Problem, first: set[str]) -> Problem:
    """Return a problem with few people, where visits are asked for and no headcount.

    What few can do more can; a plan of few is made soon.
    """
    people = [e.id for e in problem.employees]
    people.sort(key=lambda who: who not in first)
    few = people if problem.staffing else people[:FEW]
    small = narrow(problem, frozenset(few), {n.unit for n in problem.staffing})
    met = tuple(d for d in small.done_visits if d.client in problem.client)
    return small.model_copy(update={"done_visits": met})
