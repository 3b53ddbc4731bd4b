"""What differs in a plan from what it was: who, what, when, and what it costs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from scheduler.domain.plan import Plan, ShiftRow, VisitRow
from scheduler.domain.problem import Problem
from scheduler.domain.values import Span
from scheduler.replanning.line_judge import LineJudge
from scheduler.replanning.one_change import ChangeKind, PlanChange
from scheduler.replanning.why_changed import with_reasons
from scheduler.rules.rule import Rule
from scheduler.rules.stated import weights_of


def plan_changes(
    problem: Problem, rules: Sequence[Rule], before: Plan, after: Plan
) -> tuple[PlanChange, ...]:
    """Return all that differs between two plans of a problem, shifts first."""
    shifts = sorted(_of_shifts(before, after), key=_order)
    visits = sorted(_of_visits(problem, rules, before, after), key=_order)
    priced = _priced(LineJudge(problem, rules), shifts, before, after)
    return tuple(with_reasons(problem, [*priced, *visits]))


def _order(change: PlanChange) -> tuple[Span, str, str]:
    when = change.after or change.before or (0, 0)
    return when, change.employee or "", change.visit or ""


def _of_shifts(before: Plan, after: Plan) -> Iterator[PlanChange]:
    old, new = _by_start(before.shifts), _by_start(after.shifts)
    for key, row in old.items():
        now = new.get(key)
        if now is None:
            yield _shift(ChangeKind.SHIFT_LOST, row, before=(row.start, row.end))
        elif now.end != row.end:
            spans = {"before": (row.start, row.end), "after": (now.start, now.end)}
            yield _shift(ChangeKind.SHIFT_CUT, row, **spans)
    for key, row in new.items():
        if key not in old:
            yield _shift(ChangeKind.SHIFT_NEW, row, after=(row.start, row.end))


def _by_start(
    rows: Iterable[ShiftRow],
) -> dict[tuple[str, str, str, int], ShiftRow]:
    return {(r.employee, r.shift, r.unit, r.start): r for r in rows}


def _shift(kind: ChangeKind, row: ShiftRow, **spans: Span) -> PlanChange:
    return PlanChange(
        kind=kind,
        date=row.date,
        employee=row.employee,
        shift=row.shift,
        unit=row.unit,
        before=spans.get("before"),
        after=spans.get("after"),
    )


def _of_visits(
    problem: Problem, rules: Sequence[Rule], before: Plan, after: Plan
) -> Iterator[PlanChange]:
    weights = weights_of(rules)
    old, new = _by_place(before.visits), _by_place(after.visits)
    for place in {**old, **new}:
        was, now = old.get(place), new.get(place)
        if was and now and (was.employee, was.start) == (now.employee, now.start):
            continue
        visit = problem.visit[place[0]]
        price = weights.open_price(visit)
        yield PlanChange(
            kind=_kind(was, now),
            date=visit.date,
            employee=(now or was).employee,  # type: ignore[union-attr]
            instead_of=was.employee if was and now else None,
            visit=visit.id,
            staff_no=place[1],
            unit=visit.unit,
            before=(was.start, was.end) if was else None,
            after=(now.start, now.end) if now else None,
            points=0 if was and now else price if was else -price,
        )


def _by_place(rows: Iterable[VisitRow]) -> dict[tuple[str, int], VisitRow]:
    return {(r.visit, r.staff_no): r for r in rows}


def _kind(was: VisitRow | None, now: VisitRow | None) -> ChangeKind:
    if was is None:
        return ChangeKind.VISIT_MADE
    return ChangeKind.VISIT_LEFT if now is None else ChangeKind.VISIT_MOVED


def _priced(
    judge: LineJudge, changes: Sequence[PlanChange], before: Plan, after: Plan
) -> Iterator[PlanChange]:
    """Yield changes of shifts, each person's first with what all of theirs cost."""
    old, new = _by_person(before), _by_person(after)
    told: set[str] = set()
    for change in changes:
        who = change.employee or ""
        if who in told:
            yield change
            continue
        told.add(who)
        gone = [row for row in old[who] if row not in new[who]]
        come = tuple(row for row in new[who] if row not in old[who])
        effect = judge.effect(who, tuple(old[who]), gone, come)
        cost = {"price": effect.price, "points": effect.points}
        yield change.model_copy(update=cost)


def _by_person(plan: Plan) -> Mapping[str, list[ShiftRow]]:
    found: dict[str, list[ShiftRow]] = defaultdict(list)
    for row in plan.shifts:
        found[row.employee].append(row)
    return found
