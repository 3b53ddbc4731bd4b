"""When a visit could be made, and by whom; and what a declined one gives back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scheduler.domain.plan import Plan, VisitRow
from scheduler.domain.problem import Client, Problem, Visit
from scheduler.domain.values import Frozen, Instant, Span
from scheduler.replanning.refill import Refiller
from scheduler.rules.rule import Rule

STEP = 15
"""Minutes between the times that are tried."""


class VisitTime(Frozen):
    """A time at which those on duty have room for a visit."""

    start: Instant
    employees: tuple[str, ...]
    """Who would make it, as many as it needs."""
    points: int
    """Öre that the way there and new faces weigh."""
    new: int
    """How many of them the client does not know from the last weeks."""


@dataclass(frozen=True)
class VisitWanted:
    """A visit that is new, or one of the plan with other needs."""

    visit: Visit
    client: Client | None = None
    """Whose it is, where the client is new too."""

    def within(self, problem: Problem) -> Problem:
        """Return the problem with it."""
        others = tuple(v for v in problem.visits if v.id != self.visit.id)
        more = () if self.client is None else (self.client,)
        return problem.model_copy(
            update={
                "visits": (*others, self.visit),
                "clients": (*problem.clients, *more),
            }
        )


def visit_times(
    problem: Problem, plan: Plan, rules: Sequence[Rule], wanted: VisitWanted, span: Span
) -> list[VisitTime]:
    """Return the times in a span, both ends included, that have room; the best first.

    What else is planned stays when it is, but for the visit's own rows.
    """
    visit = wanted.visit
    kept = tuple(row for row in plan.visits if row.visit != visit.id)
    without = plan.model_copy(update={"visits": kept})
    refiller = Refiller(wanted.within(problem), without, rules, 0)
    first, last = span
    found = (_time(refiller, visit, at) for at in range(first, last + 1, STEP))
    times = [time for time in found if time is not None]
    return sorted(times, key=lambda time: (time.points, time.start))


def _time(refiller: Refiller, visit: Visit, at: Instant) -> VisitTime | None:
    rooms = sorted(_rooms(refiller, visit, at))[: visit.staff]
    if len(rooms) < visit.staff:
        return None
    people = tuple(who for _, who in rooms)
    known = refiller.known
    return VisitTime(
        start=at,
        employees=people,
        points=sum(points for points, _ in rooms),
        new=sum(known.is_new(visit.client, who, visit.date) for who in people),
    )


def _rooms(refiller: Refiller, visit: Visit, at: Instant) -> Iterator[tuple[int, str]]:
    """Yield what it weighs for each who has room at a time."""
    for route in refiller.routes((at, at + visit.minutes)):
        if not refiller.refusing(route.employee, visit):
            points = refiller.weight_at(route, visit, at)
            if points is not None:
                yield points, route.employee.id


class FreedTime(Frozen):
    """What a declined visit gives back."""

    employees: tuple[str, ...]
    """Who would have made it."""
    minutes: int
    """Of all of them, the visit alone."""
    fits: tuple[VisitRow, ...]
    """Open visits of that day that they could make instead."""


def freed_time(
    problem: Problem, plan: Plan, rules: Sequence[Rule], visit: Visit
) -> FreedTime:
    """Return the time that is free when a visit is declined, and what fits into it."""
    gone = [row for row in plan.visits if row.visit == visit.id]
    kept = tuple(row for row in plan.visits if row.visit != visit.id)
    refiller = Refiller(problem, plan.model_copy(update={"visits": kept}), rules, 0)
    people = tuple(row.employee for row in gone)
    routes = [
        route
        for row in gone
        for route in refiller.routes((row.start, row.end))
        if route.employee.id == row.employee
    ]
    opened = [row for row in _open_rows(problem, plan) if _is_near(problem, row, visit)]
    return FreedTime(
        employees=people,
        minutes=sum(row.end - row.start for row in gone),
        fits=refiller.put(routes, opened).taken if routes else (),
    )


def _open_rows(problem: Problem, plan: Plan) -> Iterator[VisitRow]:
    """Yield the open places of visits by one, as if they began when they may."""
    taken = {row.visit for row in plan.visits}
    for visit in problem.visits:
        if visit.staff == 1 and visit.id not in taken:
            start = visit.earliest
            yield VisitRow(
                visit=visit.id,
                employee="",
                start=start,
                end=start + visit.minutes,
                from_id="",
            )


def _is_near(problem: Problem, row: VisitRow, declined: Visit) -> bool:
    other = problem.visit[row.visit]
    return other.date == declined.date and other.id != declined.id
