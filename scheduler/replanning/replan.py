"""Fill every vacancy of a plan, and change as little as possible."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from scheduler.domain.plan import Plan, VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.means.vehicles import vehicle_lines
from scheduler.pay.price import price_plan
from scheduler.replanning.line_judge import more_broken
from scheduler.replanning.make_room import room_made
from scheduler.replanning.one_change import PlanChange
from scheduler.replanning.plan_changes import plan_changes
from scheduler.replanning.refill import Refiller
from scheduler.replanning.repaired_plan import filled, settled
from scheduler.replanning.sick_call import LostDuty, Vacancy
from scheduler.replanning.substitutes import Substitute, Substitutes
from scheduler.robustness.counted_heads import CountedHeads
from scheduler.rules.rule import Breach, Rule

Chosen = Mapping[tuple[str, dt.date], str | None]
"""Who comes for somebody's shift of a day; ``None``: nobody, colleagues take what
they can."""


@dataclass(frozen=True)
class Replanned:
    """A plan with its vacancies filled."""

    problem: Problem
    plan: Plan
    ways: tuple[Substitute, ...]
    """How each lost duty is filled, earliest first."""
    changes: tuple[PlanChange, ...]
    worse: tuple[Breach, ...]
    """Breaches of hard rules that the plan did not have; nothing, if it can be."""
    price: int
    """Öre more that is paid than for the plan before."""
    points: int
    """Öre more that rules weigh."""


class _Judgement(NamedTuple):
    """What the audit says of a plan, without its figures, which take as long again."""

    breaches: tuple[Breach, ...]
    paid: int
    points: int


def _judged(view: PlanView, rules: Sequence[Rule]) -> _Judgement:
    found = tuple(breach for rule in rules for breach in rule.check(view))
    personnel = sum(line.amount for line in price_plan(view))
    vehicles = sum(line.amount for line in vehicle_lines(view))
    return _Judgement(found, personnel + vehicles, sum(b.cost for b in found))


class Replanner:
    """Fills the vacancies of one plan, each by the cheapest legal way."""

    def __init__(self, view: PlanView, vacancy: Vacancy, rules: Sequence[Rule]) -> None:
        self._view, self._vacancy, self._rules = view, vacancy, rules
        self._before = _judged(view, rules)

    def replanned(
        self, among: Collection[str] | None = None, chosen: Chosen | None = None
    ) -> Replanned:
        """Return the plan with all vacancies filled.

        Parameters
        ----------
        among
            Who may be called in, by id; everybody if left out.
        chosen
            Who comes for somebody's shift of a day, whatever that breaks or costs;
            for the others it is the best.

        Raises
        ------
        LookupError
            Somebody who is chosen is away, or takes no such shifts.
        """
        chosen = chosen or {}
        barred: frozenset[str] = frozenset()
        made = self._filled(among, barred, chosen)
        while made.worse and (more := _called(made) - barred - {*chosen.values()}):
            barred |= _named(made.worse) & more or more
            made = self._filled(among, barred, chosen)
        return made

    def _filled(
        self, among: Collection[str] | None, barred: frozenset[str], chosen: Chosen
    ) -> Replanned:
        now, ways = self._vacancy, []
        for lost in self._vacancy.lost:
            found = Substitutes(now, self._rules)
            if _whose(lost) in chosen:
                best = _wanted(found, lost, chosen)
            else:
                best = _best(found, lost, among, barred)
            ways.append(best)
            now = replace(now, plan=filled(now.plan, best))
        plan = self._whole_crews(self._with_room(now, ways))
        return self._judged(settled(now.problem, self._view.plan, plan), ways)

    def _with_room(self, now: Vacancy, ways: Sequence[Substitute]) -> Plan:
        """Return the plan with visits let in that others can give way to."""
        plan = now.plan
        locked = {(r.visit, r.staff_no) for r in now.problem.locked_visits}
        for row in (row for way in ways for row in way.open):
            refiller = Refiller(now.problem, plan, self._rules, now.moment)
            visit = refiller.view.visit(row)
            near = (visit.earliest, visit.latest + visit.minutes)
            heads = CountedHeads(refiller.view, self._rules).during(near)
            routes = refiller.routes(near, without=heads)
            made = room_made(refiller, routes, row, locked)
            if made is not None:
                old = {r for route in routes for r in route.rows}
                new = [r for route in made.routes for r in route.rows]
                kept = [r for r in plan.visits if r not in old]
                plan = plan.model_copy(update={"visits": (*kept, *new)})
        return plan

    def _whole_crews(self, plan: Plan) -> Plan:
        """Return the plan without those whose partner is missing at a visit by two."""
        lost = {row.visit for duty in self._vacancy.lost for row in duty.visits}
        found: dict[str, list[VisitRow]] = {}
        for row in plan.visits:
            found.setdefault(row.visit, []).append(row)
        alone = {
            visit
            for visit in lost
            if len(found.get(visit, ())) < self._view.problem.visit[visit].staff
        }
        kept = tuple(row for row in plan.visits if row.visit not in alone)
        return plan.model_copy(update={"visits": kept})

    def _judged(self, plan: Plan, ways: Sequence[Substitute]) -> Replanned:
        problem = self._vacancy.problem
        before, after = self._before, _judged(PlanView(problem, plan), self._rules)
        return Replanned(
            problem=problem,
            plan=plan,
            ways=tuple(ways),
            changes=plan_changes(problem, self._rules, self._view.plan, plan),
            worse=tuple(more_broken(before.breaches, after.breaches)),
            price=after.paid - before.paid,
            points=after.points - before.points,
        )


def _wanted(found: Substitutes, lost: LostDuty, chosen: Chosen) -> Substitute:
    who = chosen[_whose(lost)]
    way = found.way(lost, who)
    if way is None:
        raise LookupError(who)
    return way


def _whose(lost: LostDuty) -> tuple[str, dt.date]:
    """Return who was to work a duty, and on which day."""
    first = lost.rows[0]
    return first.employee, first.date


def _best(
    found: Substitutes,
    lost: LostDuty,
    among: Collection[str] | None,
    barred: frozenset[str],
) -> Substitute:
    able = [
        way
        for way in found.ranked(lost)
        if way.is_legal
        and way.employee not in barred
        and (among is None or way.employee in among)
    ]
    return min([*found.without_anybody(lost), *able], key=lambda w: w.rank)


def _called(made: Replanned) -> frozenset[str]:
    return frozenset(way.employee for way in made.ways if way.employee is not None)


def _named(breaches: Sequence[Breach]) -> frozenset[str]:
    return frozenset(b.employee for b in breaches if b.employee is not None)
