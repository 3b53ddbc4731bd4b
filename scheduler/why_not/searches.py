"""Where a dataset may clash: small questions, first where cheap checks point."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from scheduler.context.candidate_shifts import units_of
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.clock import monday_of
from scheduler.domain.problem import Problem, StaffingNeed, Visit
from scheduler.feasibility.finding import Finding
from scheduler.rules.rule import Rule
from scheduler.rules.stated import weights_of
from scheduler.why_not.elastic_headcount import suspects
from scheduler.why_not.small_question import SmallQuestion, about

MOST_TOGETHER = 30
"""Visits that are asked about at once, those nearest in time."""

FEW = 4
"""People who alone may make some visits, of whom it is asked whether they can all."""

_SATURDAY = 5


@dataclass(frozen=True)
class Searches:
    """Makes questions about one dataset."""

    problem: Problem
    rules: Sequence[Rule]
    _able: dict[tuple[str, frozenset[str]], int] = field(default_factory=dict)

    def visit(self, visit: Visit) -> SmallQuestion:
        """Return whether one visit can be made, whatever else is planned."""
        return about(self.problem, self.rules, self._staff([visit.unit]), [visit])

    def together(self, visit: Visit) -> SmallQuestion:
        """Return whether it can be made beside those for the same people that day."""
        day = [
            v
            for v in self.problem.visits
            if v.is_must
            and (v.date, v.unit) == (visit.date, visit.unit)
            and visit.skills <= v.skills
        ]
        day.sort(key=lambda v: (v != visit, abs(v.earliest - visit.earliest)))
        people = self._staff([visit.unit])
        return about(self.problem, self.rules, people, day[:MOST_TOGETHER])

    def suspected(self) -> Iterator[SmallQuestion]:
        """Yield whether needs can be met that a program doubts, and what few may do."""
        for needs, rules in suspects(self.problem, self.rules):
            yield replace(self.needs(needs), suspected=rules)
        yield from self._of_few()

    def pointed_at(self, findings: Iterable[Finding]) -> Iterator[SmallQuestion]:
        """Yield what cheap checks say that no plan can do."""
        errors = [f for f in findings if f.severity == "error"]
        errors.sort(key=lambda finding: finding.employee is None)
        for finding in errors:
            if finding.visit is not None and finding.visit in self.problem.visit:
                yield self.visit(self.problem.visit[finding.visit])
            elif finding.employee is not None:
                yield self.person(finding.employee)
            elif finding.unit and finding.date:
                yield from self._unit_day(finding.unit, finding.date)
        for finding in errors:
            if finding.visit is not None and finding.visit in self.problem.visit:
                yield self.together(self.problem.visit[finding.visit])

    def everywhere(self) -> Iterator[SmallQuestion]:
        """Yield every person, need, visit and week, the smallest questions first."""
        locked = {row.employee for row in self.problem.locked_shifts}
        yield from map(self.person, sorted(locked & self.problem.employee.keys()))
        needs = self._needs()
        yield from self._grouped(needs, lambda n: (n.unit, n.date))
        must = sorted(self._must(), key=self._takers)
        rare = [v for v in must if self._takers(v) < FEW]
        yield from map(self.visit, _first_alike(rare))
        if any(unit.lends_to for unit in self.problem.units):
            yield from self._grouped(needs, lambda n: n.date)
        yield from map(self.person, (e.id for e in self.problem.employees))
        yield from self._budgets()
        yield from map(self.visit, _first_alike(must))
        yield from self._grouped(needs, lambda n: (n.unit, monday_of(n.date)))
        weekends = (n for n in needs if n.date.weekday() >= _SATURDAY)
        yield from self._grouped(weekends, lambda n: n.unit)
        yield from self._periods()
        yield from map(self.together, _one_a_day(must))
        yield from self._beside_needs(must)
        yield from map(self.visit, must)

    def _of_few(self) -> Iterator[SmallQuestion]:
        """Yield whether few people can make what nobody else may, in all the period.

        Each such visit, then of each day the first and the last of them together; the
        fewest people come first.
        """
        must = self._must()
        permitted = {v.id: self._context.permitted_to(v) for v in must}
        groups = {some for some in permitted.values() if 0 < len(some) <= FEW}
        for people in sorted(groups, key=lambda some: (len(some), sorted(some))):
            theirs = [v for v in must if permitted[v.id] <= people]
            yield from map(self.visit, _first_alike(theirs))
            if len(theirs) > 1:
                asked = _first_and_last(theirs)
                staff = self._staff(v.unit for v in asked)
                yield about(self.problem, self.rules, staff, asked)

    @cached_property
    def _context(self) -> PlanningContext:
        return PlanningContext(self.problem, self.rules, weights_of(self.rules))

    def _must(self) -> list[Visit]:
        return [v for v in self.problem.visits if v.is_must]

    def _takers(self, visit: Visit) -> int:
        """Return how many have the skills for a visit, beyond those it needs."""
        key = (visit.unit, visit.skills)
        if key not in self._able:
            staff = self._staff([visit.unit])
            people = (self.problem.employee[who] for who in staff)
            self._able[key] = sum(visit.skills <= e.skills for e in people)
        return self._able[key] - visit.staff

    def _beside_needs(self, must: Sequence[Visit]) -> Iterator[SmallQuestion]:
        """Yield whether a unit's needs of a day are met by those left by its visits."""
        days: dict[tuple[str, date], list[StaffingNeed]] = defaultdict(list)
        for need in self._needs():
            days[need.unit, need.date].append(need)
        for (unit, day), needs in days.items():
            due = [v for v in must if (v.unit, v.date) == (unit, day)]
            if due:
                people = self._staff([unit])
                few = due[:MOST_TOGETHER]
                yield about(self.problem, self.rules, people, few, needs)

    def person(self, who: str) -> SmallQuestion:
        """Return whether one person's shifts can keep all rules, whoever else works."""
        alone = self.problem.alone(who)
        is_only = len(self.problem.employees) == 1
        budgets = self.problem.budgets if is_only else ()
        alone = alone.model_copy(update={"budgets": budgets})
        return about(alone, self.rules, [who])

    def _budgets(self) -> Iterator[SmallQuestion]:
        """Yield whether the contracts of a unit's people fit into its budgets."""
        units = {budget.unit for budget in self.problem.budgets}
        for unit in self.problem.units if len(self.problem.employees) > 1 else ():
            if unit.id in units:
                own = [e.id for e in self.problem.employees if e.unit == unit.id]
                yield about(self.problem, self.rules, own)

    def _unit_day(self, unit: str, day: date) -> Iterator[SmallQuestion]:
        yield self.needs(n for n in self._needs() if (n.unit, n.date) == (unit, day))
        first = next(
            (v for v in self.problem.visits if (v.unit, v.date) == (unit, day)), None
        )
        if first is not None:
            yield self.together(first)

    def _grouped(
        self, needs: Iterable[StaffingNeed], key: Callable[[StaffingNeed], object]
    ) -> Iterator[SmallQuestion]:
        """Yield whether needs can be met that have the same key, in their order."""
        groups: dict[object, list[StaffingNeed]] = defaultdict(list)
        for need in needs:
            groups[key(need)].append(need)
        return map(self.needs, groups.values())

    def _periods(self) -> Iterator[SmallQuestion]:
        """Yield whether people can staff a unit all days and fill their contracts."""
        for unit in self.problem.units:
            people = self._staff([unit.id])
            needs = [n for n in self._needs() if n.unit == unit.id]
            whole = about(self.problem, self.rules, people, (), needs)
            yield SmallQuestion(whole.problem, self.rules)

    def needs(self, needs: Iterable[StaffingNeed]) -> SmallQuestion:
        """Return whether needs can be met, whatever else is planned."""
        asked = list(needs)
        people = {
            e.id
            for e in self.problem.employees
            if any(
                n.skills <= e.skills and n.unit in units_of(self.problem, e)
                for n in asked
            )
        }
        return about(self.problem, self.rules, people, (), asked)

    def _needs(self) -> list[StaffingNeed]:
        every = (*self.problem.staffing, *self.problem.on_call_needs)
        return [need for need in every if need.min > 0]

    def _staff(self, units: Iterable[str]) -> set[str]:
        wanted = set(units)
        people = self.problem.employees
        return {e.id for e in people if wanted & set(units_of(self.problem, e))}


def _first_alike(visits: Sequence[Visit]) -> Iterable[Visit]:
    """Return one visit of those with the same skills at the same hour, and clients'."""
    alike: dict[object, Visit] = {}
    for v in visits:
        key = (v.unit, v.date, v.skills, v.staff, v.kind, v.earliest // 60, v.after)
        alike.setdefault(key, v)
    return alike.values()


def _first_and_last(visits: Sequence[Visit]) -> list[Visit]:
    """Return of each day the visit that is due first, and the one that ends last."""
    days: dict[date, list[Visit]] = defaultdict(list)
    for visit in visits:
        days[visit.date].append(visit)
    ends = [
        (
            min(day, key=lambda v: (v.latest, v.id)),
            max(day, key=lambda v: (v.earliest, v.id)),
        )
        for day in days.values()
    ]
    return list(dict.fromkeys(visit for both in ends for visit in both))


def _one_a_day(visits: Sequence[Visit]) -> Iterable[Visit]:
    """Return one visit for each unit, day and set of skills."""
    return {(v.unit, v.date, v.skills): v for v in visits}.values()
