"""From a draft to the rows of a plan: times, breaks, travel, and what is left open."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import numpy as np

from scheduler.breaks.headcount import place_headcount_breaks
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.plan import Plan, ShiftRow, Unassigned, VisitRow
from scheduler.domain.problem import Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Instant
from scheduler.explain.reasons import reason_of
from scheduler.tours.draft import (
    Draft,
    NamedEngine,
    WorkedOption,
    final_engine,
    open_of,
)
from scheduler.tours.kernels.decode import INFEASIBLE, timetable
from scheduler.tours.kernels.model import MOST_BREAKS, MOST_STOPS, steps_table

Breaks = tuple[tuple[Instant, Instant], ...]


class RouteBrokenError(AssertionError):
    """A route of a finished draft cannot be driven: a defect of the engine."""


def plan_of(context: PlanningContext, draft: Draft) -> Plan:
    """Return the draft as rows."""
    named = final_engine(context, draft)
    whole = named.draft()
    visits: list[VisitRow] = []
    breaks: dict[tuple[str, date, int], Breaks] = {}
    driving = {(who, day) for who, day, _ in whole.stops}
    for r, route in enumerate(named.routes):
        who = named.people[route.crew]
        if (who, route.option.date) in driving:
            rows, taken = _drive(context, named, r)
            visits += rows
            breaks[who, route.option.date, route.part] = taken
    breaks |= _breaks_of_others(context, whole.works, driving)
    order = np.argsort([v.start for v in visits], kind="stable")
    return Plan(
        shifts=tuple(_shift_rows(context, whole.works, breaks)),
        visits=tuple(visits[n] for n in order),
        unassigned=tuple(_unassigned(context, whole)),
    )


def idle_rows(
    context: PlanningContext, works: Mapping[WorkedOption, bool]
) -> tuple[ShiftRow, ...]:
    """Return duties as rows as if nobody had visits, with breaks where they may be."""
    breaks = _breaks_of_others(context, works, set())
    return tuple(_shift_rows(context, works, breaks))


def _drive(
    context: PlanningContext, named: NamedEngine, r: int
) -> tuple[list[VisitRow], Breaks]:
    """Return the visits of one route and the breaks as taken."""
    model, state = named.engine.model, named.engine.state
    begins = np.zeros(MOST_STOPS, np.int64)
    break_begins = np.zeros(MOST_BREAKS, np.int64)
    if timetable(model, state, r, steps_table(), begins, break_begins) == INFEASIBLE:
        raise RouteBrokenError(named.routes[r])
    route = named.routes[r]
    taken = tuple(
        (context.zero + int(begin), context.zero + int(begin) + minutes)
        for begin, (_, _, minutes) in zip(break_begins, route.breaks, strict=False)
    )
    stops = state.stops[r, : state.routes["length"][r]].tolist()
    starts = [context.zero + int(b) for b in begins[: len(stops)]]
    return list(_visit_rows(context, named, r, stops, starts, taken)), taken


def _visit_rows(  # noqa: PLR0913
    context: PlanningContext,
    named: NamedEngine,
    r: int,
    stops: Sequence[int],
    starts: Sequence[Instant],
    taken: Breaks,
) -> Iterator[VisitRow]:
    route = named.routes[r]
    who = context.problem.employees[route.crew]
    here, left = route.option.unit, route.start
    for task, start in zip(stops, starts, strict=True):
        visit = context.tasks[task].visit
        move = context.view.travel.minutes(here, visit.client, who.transport)
        rested = sum(
            min(e, start) - max(s, left) for s, e in taken if left <= s < start
        )
        yield VisitRow(
            visit=visit.id,
            staff_no=context.tasks[task].staff_no,
            employee=who.id,
            start=start,
            end=start + visit.minutes,
            from_id=here,
            travel_minutes=move,
            wait_minutes=start - left - move - rested,
        )
        here, left = visit.client, start + visit.minutes


def _breaks_of_others(
    context: PlanningContext,
    works: Mapping[WorkedOption, bool],
    driving: set[tuple[str, date]],
) -> dict[tuple[str, date, int], Breaks]:
    """Return the breaks of duties without visits, by person, day and part."""
    still = [(who, o) for who, o in works if (who, o.date) not in driving]
    free = [w for w in still if not context.locked_breaks.get((w[0], w[1].date))]
    laid = place_headcount_breaks(
        context.problem, free, context.staffing, context.breaks
    )
    placed = dict(zip(free, laid, strict=True))
    found: dict[tuple[str, date, int], Breaks] = {}
    for who, option in still:
        locked = context.locked_breaks.get((who, option.date), ())
        mine = placed.get((who, option), locked)
        for part, (start, end) in enumerate(option.parts):
            inside = tuple((s, e) for s, e in mine if start <= s < end)
            found[who, option.date, part] = inside
    return found


def _shift_rows(
    context: PlanningContext,
    works: Mapping[WorkedOption, bool],
    breaks: Mapping[tuple[str, date, int], Breaks],
) -> Iterator[ShiftRow]:
    rows = context.problem.locked_shifts
    locked = {(r.employee, r.date, r.part): r.pay_class for r in rows}
    for who, option in sorted(works, key=lambda w: (w[1].start, w[0])):
        usual = context.problem.employee[who].pay_class(above=works[who, option])
        for part, (start, end) in enumerate(option.without_overtime.parts):
            taken = breaks.get((who, option.date, part), ())
            mine = tuple(b for b in taken if b not in option.rests)
            yield ShiftRow(
                employee=who,
                date=option.date,
                shift=option.shift,
                part=part + 1,
                unit=option.unit,
                start=start,
                end=end,
                breaks=mine,
                paid_minutes=end - start - sum(e - s for s, e in mine),
                pay_class=locked.get((who, option.date, part + 1), usual),
            )
        yield from _overtime_rows(context.problem, who, option)


def _overtime_rows(
    problem: Problem, who: str, option: ShiftOption
) -> Iterator[ShiftRow]:
    """Yield the parts of a duty for which the person comes early or stays on."""
    locked = {
        (row.start, row.end): row
        for row in problem.locked_shifts
        if option.overtime and (row.employee, row.date) == (who, option.date)
    }
    more = enumerate(option.overtime_spans, start=len(option.parts) + 1)
    for part, (start, end) in more:
        row = ShiftRow(
            employee=who,
            date=option.date,
            shift=option.shift,
            part=part,
            unit=option.unit,
            start=start,
            end=end,
            paid_minutes=end - start,
            pay_class=problem.employee[who].pay_class(above=True),
        )
        yield locked.get((start, end), row)


def _unassigned(context: PlanningContext, draft: Draft) -> Iterator[Unassigned]:
    for task in open_of(context, draft):
        place = context.tasks[task]
        reason = reason_of(context, draft, place.visit)
        yield Unassigned(
            visit=place.visit.id,
            staff_no=place.staff_no,
            reason=reason.code,
            detail=reason.sentence("sv"),
        )
