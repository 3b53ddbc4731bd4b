"""What is asked of some people, and whether it can be done."""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from scheduler.context.planning_context import PlanningContext
from scheduler.context.staying_on import MOST
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Problem, StaffingNeed, Visit
from scheduler.domain.shift_option import ShiftOption
from scheduler.pay.price import DutyPrices
from scheduler.proofs.crowd import Crowd
from scheduler.proofs.questions import Over
from scheduler.proofs.reach import NEAR, Reach
from scheduler.roster.subproblem import narrow
from scheduler.rules.rule import Rule
from scheduler.rules.stated import weights_of
from scheduler.why_not.crew import AskedCrew, Known


@dataclass(frozen=True)
class SmallQuestion:
    """Whether people can keep rules and do all that a small problem asks.

    The problem has no visit, staffing or lock but those asked about. What is refused
    no plan can do; what is allowed may still fail by breaks or by what is not asked.
    """

    problem: Problem
    rules: Sequence[Rule]
    dates: frozenset[date] | None = None
    """Days on which people may be given shifts; all while not given."""
    is_strict: bool = False
    """Whether those with a contract stay within their shifts, too: they may lawfully
    come earlier or stay on, which is no repair to count on."""
    is_laid: bool = False
    """Whether shifts are those that planning lays: longer by little overtime only."""
    suspected: frozenset[str] = frozenset()
    """Kinds of rules that something cheaper points at."""
    known: dict[Hashable, Known] = field(default_factory=dict, compare=False)
    """What was answered of one person and one visit, here and in what it came from."""

    def reach(self) -> Reach:
        """Return what says which shifts could hold which visits."""
        context = PlanningContext(self.problem, self.rules, weights_of(self.rules))
        laid = MOST if self.is_laid else None
        overtime = 0 if self.is_strict else laid
        return Reach(context, self.dates, self._is_wanted, overtime)

    def _is_wanted(self, employee: Employee, option: ShiftOption) -> bool:
        """Whether a shift serves for what is asked, and none of the rules refuses it.

        Rules refuse single shifts whether they bind or not. A shift that serves for
        nothing is in nobody's way when it is not worked.
        """
        if (employee.id, option.date) in self._locked:
            return True
        problem = self.problem
        needs = (*problem.staffing, *problem.on_call_needs)
        is_for_needs = self.dates is not None and needs and not problem.visits
        if is_for_needs and not any(_meets(option, need) for need in needs):
            return False
        return all(
            rule.allows_shift(self._view, employee, option) for rule in self._softly
        )

    @cached_property
    def _softly(self) -> list[Rule]:
        """Rules that do not bind and refuse single shifts all the same."""
        asks = Rule.allows_shift
        return [r for r in self.rules if not r.hard and type(r).allows_shift != asks]

    @cached_property
    def _view(self) -> PlanView:
        return PlanView(self.problem, Plan())

    @cached_property
    def _locked(self) -> set[tuple[str, date]]:
        return {(row.employee, row.date) for row in self.problem.locked_shifts}

    def answer(self, over: Over) -> bool | None:
        """Say whether all can be done; nothing where neither is proved."""
        problem = self.problem
        if self.dates is not None and not self.asks:
            return True
        needs = (*problem.staffing, *problem.on_call_needs)
        cars = any(v.cars is not None for v in problem.vehicles)
        if len(problem.visits) == 1 and not (needs or cars):
            return AskedCrew(self.reach(), problem.visits[0], self.known).answer(over)
        crowd = self._crowd(over, self.reach())
        return None if over() else crowd.answer()

    @property
    def asks(self) -> bool:
        """Whether anything must be done at all."""
        problem = self.problem
        asked = (problem.visits, problem.staffing, problem.on_call_needs)
        return any((*asked, problem.locked_shifts))

    def cheapest(
        self, people: Collection[str], over: Over
    ) -> list[tuple[str, ShiftOption]] | None:
        """Return what some people work where all is done and their work costs least.

        What the others work is due anyhow.
        """
        prices, reach = DutyPrices(self.problem), self.reach()
        due = {
            (who.id, option): prices.for_option(who, option, who.pay_class())
            for who in self._concerned(reach)
            if who.id in people
            for option in reach.offered(who)
        }
        return self._crowd(over, reach).cheapest(due)

    def _concerned(self, reach: Reach) -> Sequence[Employee]:
        """Return whom it is a matter of: everybody, where heads or kronor are counted.

        Where visits are asked for, whoever may make none of them stays at home.
        """
        problem = self.problem
        counted = (*problem.staffing, *problem.on_call_needs, *problem.budgets)
        if counted or not problem.visits:
            return problem.employees
        some = {row.employee for row in problem.locked_shifts}
        some = some.union(*map(reach.context.permitted_to, problem.visits))
        return [e for e in problem.employees if e.id in some]

    def _crowd(self, over: Over, reach: Reach) -> Crowd:
        problem = self.problem
        units = {n.unit for n in (*problem.staffing, *problem.on_call_needs)}
        visits = problem.visits
        all_tied = self.is_strict or self.is_laid
        tied = {e.id for e in problem.employees if all_tied or not e.is_monthly}
        crowd = Crowd(reach, self._concerned(reach), visits, over, units, tied)
        crowd.keep_in_order()
        crowd.hold_to_one_duty_a_day()
        return crowd

    def as_laid(self) -> "SmallQuestion":
        """Return the same of the shifts that planning lays, where visits are asked."""
        return replace(self, is_laid=True) if self.problem.visits else self

    def on_all_days(self) -> "SmallQuestion":
        """Return the same with all days of the period open to shifts."""
        return replace(self, dates=None)


def _meets(option: ShiftOption, need: StaffingNeed) -> bool:
    overlaps = option.start < need.end and need.start < option.end
    return option.unit == need.unit and overlaps


def about(
    problem: Problem,
    rules: Sequence[Rule],
    people: Collection[str],
    visits: Sequence[Visit] = (),
    needs: Sequence[StaffingNeed] = (),
) -> SmallQuestion:
    """Return the question whether people can make visits and staff needs.

    What a visit follows is asked for with it. Shifts are looked at near what is asked
    and where some are locked; all, where nothing is asked but the period itself.
    """
    every = _with_those_before(problem, visits)
    clients = {v.client for v in every}
    working = tuple(n for n in needs if n.on_call is None)
    small = narrow(problem, frozenset(people), ()).model_copy(
        update={
            "visits": every,
            "clients": tuple(c for c in problem.clients if c.id in clients),
            "staffing": working,
            "on_call_needs": tuple(n for n in needs if n.on_call is not None),
            "locked_visits": (),
            "done_visits": tuple(
                d for d in problem.done_visits if d.employee in people
            ),
            "needs": (),
            "clients_away": (),
        }
    )
    asked = {v.date for v in every} | {n.date for n in needs}
    near = {day + step for day in asked for step in NEAR}
    locked = {row.date for row in small.locked_shifts}
    if not asked:
        return SmallQuestion(small, rules)
    idle = _asks_for_work(small, rules)
    kept = [rule for rule in rules if rule.kind not in idle]
    return SmallQuestion(small, kept, frozenset(near | locked))


def asking_rules(question: SmallQuestion) -> set[str]:
    """Return the kinds of rules that nobody working breaks: what asks for people."""
    view = PlanView(question.problem, Plan())
    return {r.kind for r in question.rules if any(b.hard for b in r.check(view))}


def deciding_rules(question: SmallQuestion) -> set[str]:
    """Return the kinds of rules that say of single visits who may make them."""
    if not question.problem.visits:
        return set()
    decides = Rule.allows_visit
    return {r.kind for r in question.rules if type(r).allows_visit != decides}


def _asks_for_work(problem: Problem, rules: Sequence[Rule]) -> set[str]:
    """Return the kinds of rules that nobody keeps who does not work: of contracts.

    They cannot be judged on some days only.
    """
    nothing = ("staffing", "on_call_needs", "locked_shifts", "worked_shifts", "visits")
    idle = problem.model_copy(update=dict.fromkeys(nothing, ()))
    view = PlanView(idle, Plan())
    return {r.kind for r in rules if r.hard and any(b.hard for b in r.check(view))}


def _with_those_before(problem: Problem, visits: Sequence[Visit]) -> tuple[Visit, ...]:
    """Return visits, and the must-visits that they follow, as long as they do."""
    found: dict[str, Visit] = {}
    waiting = list(visits)
    while waiting:
        visit = waiting.pop()
        before = problem.visit.get(visit.after or "")
        follows = before is not None and before.is_must
        if before is not None and follows and before.id not in found:
            waiting.append(before)
        gone = {} if follows else {"after": None, "gap_min": None, "gap_max": None}
        found[visit.id] = visit.model_copy(update=gone)
    return tuple(sorted(found.values(), key=lambda v: (v.earliest, v.id)))
