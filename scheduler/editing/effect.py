"""What a change does: rules, kronor, hours, open visits and who meets whom."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from scheduler.domain.plan import Plan, ShiftRow, VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem, Visit
from scheduler.domain.values import Frozen, Span
from scheduler.editing.edited import EditedPlan
from scheduler.replanning.differing_rows import differing_rows
from scheduler.replanning.known_people import KnownPeople
from scheduler.replanning.line_judge import LineEffect, LineJudge, more_broken
from scheduler.replanning.one_change import PlanChange
from scheduler.replanning.replan import Replanned
from scheduler.robustness.demand_met import HeadcountJudge
from scheduler.rules.rule import Breach, Rule
from scheduler.rules.stated import weights_of

_AROUND = 24 * 60
"""Minutes before and after a change in which what people do is looked at again."""


class EditEffect(Frozen):
    """What differs between two plans of a problem that differ in a few places."""

    broken: tuple[Breach, ...] = ()
    """Breaches of hard rules that were not there, or not as much."""
    price: int = 0
    """Öre more that is paid to people, PO included."""
    points: int = 0
    """Öre more that lines, open visits and new faces weigh."""
    minutes: Mapping[str, int]
    """Paid minutes more, by person whose shifts differ."""
    opened: tuple[Visit, ...] = ()
    """Visits at which a place is open now; once for each place."""
    covered: tuple[Visit, ...] = ()
    """Visits at which a place was open."""
    met: tuple[tuple[str, str], ...] = ()
    """Clients, and who they would meet and do not know from the last weeks."""
    travel_minutes: int = 0
    """Minutes more on the way to visits."""
    changes: tuple[PlanChange, ...] = ()
    """What else changes for whom, where colleagues step in for somebody ill."""


class EditJudge:
    """Judges changes of one plan; what was judged once is known."""

    def __init__(self, problem: Problem, rules: Sequence[Rule], plan: Plan) -> None:
        self._problem, self._rules, self._plan = problem, rules, plan
        self._lines = LineJudge(problem, rules)
        self._weights = weights_of(rules)
        self._rows_before = _by_person(plan.shifts)

    def effect(self, made: EditedPlan) -> EditEffect:
        """Return what differs in a plan that a change was made in."""
        after = made.plan
        gone, fresh = differing_rows(self._plan.visits, after.visits)
        rows = _by_person(after.shifts)
        people = [w for w in {**self._rows_before, **rows} if self._differs(w, rows)]
        opened, covered = self._open(gone, fresh)
        met = self._met(gone, fresh)
        effect = EditEffect(
            minutes={who: self._minutes(who, rows) for who in people},
            opened=opened,
            covered=covered,
            met=tuple(met),
            travel_minutes=_travel(fresh) - _travel(gone),
        )
        if made.call is not None:
            return effect.model_copy(update=_of_call(made.call))
        lines = {who: self._line(who, rows) for who in people}
        broken = self._broken(after, lines, [*gone, *fresh])
        judged = {
            "broken": tuple(broken),
            "price": sum(line.price for line in lines.values()),
            "points": sum(line.points for line in lines.values())
            + sum(map(self._weights.open_price, opened))
            - sum(map(self._weights.open_price, covered))
            + sum(met.values()),
        }
        return effect.model_copy(update=judged)

    def _differs(self, who: str, rows: Mapping[str, list[ShiftRow]]) -> bool:
        return self._rows_before.get(who, []) != rows.get(who, [])

    def _line(self, who: str, rows: Mapping[str, list[ShiftRow]]) -> LineEffect:
        mine, now = self._rows_before.get(who, []), rows.get(who, [])
        gone = [row for row in mine if row not in now]
        come = tuple(row for row in now if row not in mine)
        return self._lines.effect(who, tuple(mine), gone, come)

    def _minutes(self, who: str, rows: Mapping[str, list[ShiftRow]]) -> int:
        now, was = rows.get(who, []), self._rows_before.get(who, [])
        return sum(r.paid_minutes for r in now) - sum(r.paid_minutes for r in was)

    def _open(
        self, gone: Sequence[VisitRow], fresh: Sequence[VisitRow]
    ) -> tuple[tuple[Visit, ...], tuple[Visit, ...]]:
        left = {(r.visit, r.staff_no) for r in gone}
        made = {(r.visit, r.staff_no) for r in fresh}
        visit = self._problem.visit
        return (
            tuple(visit[id_] for id_, _ in sorted(left - made)),
            tuple(visit[id_] for id_, _ in sorted(made - left)),
        )

    def _met(
        self, gone: Sequence[VisitRow], fresh: Sequence[VisitRow]
    ) -> dict[tuple[str, str], int]:
        """Return who meets somebody new, and what that weighs."""
        left = set(map(id, gone))
        stay = [row for row in self._plan.visits if id(row) not in left]
        known = KnownPeople(self._problem, stay, self._weights)
        seen: dict[tuple[str, str], int] = {}
        for row in fresh:
            visit = self._problem.visit[row.visit]
            met = visit.client, row.employee
            if met not in seen and known.is_new(*met, visit.date):
                seen[met] = known.price(*met, visit.date)
        return seen

    def _broken(
        self,
        after: Plan,
        lines: Mapping[str, LineEffect],
        differs: Sequence[VisitRow],
    ) -> Iterator[Breach]:
        """Yield what is broken: by shifts over the whole plan, by visits near them."""
        people = {*lines, *(row.employee for row in differs)}
        told = {breach.rule for line in lines.values() for breach in line.broken}
        for line in lines.values():
            yield from line.broken
        span = self._span(after, differs)
        if span is None:
            return
        was, now = (self._near(plan, span, people) for plan in (self._plan, after))
        yield from (b for b in more_broken(was, now) if b.rule not in told)
        double = self._doubles(differs)
        was, now = (self._together(plan, double) for plan in (self._plan, after))
        yield from more_broken(was, now)
        was, now = (self._missing(plan, span) for plan in (self._plan, after))
        yield from more_broken(was, now)

    def _missing(self, plan: Plan, span: Span) -> list[Breach]:
        """Return what is missing of the staffing that is asked for in a span."""
        judge = HeadcountJudge(PlanView(self._problem, plan), self._rules)
        return judge.broken(span, plan.shifts)

    def _doubles(self, differs: Sequence[VisitRow]) -> frozenset[str]:
        """Return the visits by two at which something differs."""
        visit = self._problem.visit
        return frozenset(r.visit for r in differs if visit[r.visit].staff > 1)

    def _together(self, plan: Plan, double: Collection[str]) -> list[Breach]:
        """Return what visits by two break by how many are there, and when."""
        if not double:
            return []
        rows = tuple(row for row in plan.visits if row.visit in double)
        who = {row.employee for row in rows}
        people = tuple(e for e in self._problem.employees if e.id in who)
        visits = tuple(v for v in self._problem.visits if v.id in double)
        rest = ("staffing", "worked_shifts", "locked_shifts", "published_shifts")
        alone = dict.fromkeys(rest, ()) | {"employees": people, "visits": visits}
        left = tuple(row for row in plan.unassigned if row.visit in double)
        made = Plan(visits=rows, unassigned=left)
        view = PlanView(self._problem.model_copy(update=alone), made)
        found = (breach for rule in self._rules for breach in rule.check(view))
        return [b for b in found if b.visit and b.employee is None]

    def _span(self, after: Plan, visits: Sequence[VisitRow]) -> Span | None:
        """Return from when to when something differs.

        Whoever makes other visits may count among the staff of a whole shift, or not.
        """
        gone, fresh = differing_rows(self._plan.shifts, after.shifts)
        shifts = [*gone, *fresh]
        makers = {row.employee for row in visits}
        near = [r for r in (*self._plan.shifts, *after.shifts) if r.employee in makers]
        for row in visits:
            mine = (r for r in near if r.employee == row.employee)
            shifts.extend(r for r in mine if r.start <= row.start < r.end)
        spans = [(r.start, r.end) for r in shifts] + [(r.start, r.end) for r in visits]
        if not spans:
            return None
        return min(s for s, _ in spans), max(e for _, e in spans)

    def _near(self, plan: Plan, span: Span, people: Collection[str]) -> list[Breach]:
        """Return what some people break near a change, each as if alone.

        What is about a longer time is judged by their lines, not by these few days.
        """
        start, end = span[0] - _AROUND, span[1] + _AROUND
        shifts = [r for r in plan.shifts if r.start < end and start < r.end]
        visits = [r for r in plan.visits if start <= r.start < end]
        found: list[Breach] = []
        for who in sorted(people):
            mine = tuple(r for r in visits if r.employee == who)
            near = Plan(
                shifts=tuple(r for r in shifts if r.employee == who), visits=mine
            )
            view = PlanView(self._alone(who, mine), near)
            broken = (breach for rule in self._rules for breach in rule.check(view))
            found.extend(b for b in broken if self._is_ones_own(b))
        return found

    def _is_ones_own(self, breach: Breach) -> bool:
        """Say whether one person is enough to see a breach, in these few days.

        What a visit by two breaks by itself, its places above all, is judged together.
        """
        if breach.visit and breach.employee is None:
            return self._problem.visit[breach.visit].staff == 1
        return bool(breach.date or breach.visit)

    def _alone(self, who: str, rows: Sequence[VisitRow]) -> Problem:
        """Return the problem of one person and the visits they make."""
        made = {row.visit for row in rows}
        visits = tuple(
            self._problem.visit[id_].model_copy(update={"staff": 1})
            for id_ in sorted(made)
        )
        alone = {"visits": visits, "done_visits": ()}
        return self._problem.alone(who).model_copy(update=alone)


def _travel(rows: Sequence[VisitRow]) -> int:
    return sum(row.travel_minutes for row in rows)


def _of_call(made: Replanned) -> Mapping[str, object]:
    """Return what the audit of both plans says, where somebody's absence counts."""
    return {
        "broken": made.worse,
        "price": made.price,
        "points": made.points,
        "changes": made.changes,
    }


def _by_person(rows: Sequence[ShiftRow]) -> dict[str, list[ShiftRow]]:
    found: dict[str, list[ShiftRow]] = defaultdict(list)
    for row in rows:
        found[row.employee].append(row)
    return found
