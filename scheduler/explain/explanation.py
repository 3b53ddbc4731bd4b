"""Why visits of a finished plan are open or late, and the cheapest way to change it."""

from collections.abc import Callable, Iterator, Sequence

from scheduler.context.planning_context import PlanningContext
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Visit
from scheduler.explain.changes import Change, Changes, StoppedVisit
from scheduler.explain.late_visit import LateVisit
from scheduler.explain.reasons import Reason, reason_of
from scheduler.explain.what_if import FAR, ModelCell, RoutePlace, WhatIf
from scheduler.messages import say
from scheduler.tours.draft import Draft, final_engine

MOST = 200
"""Visits of a plan that are explained; the must-visits first."""


def explain(
    context: PlanningContext, draft: Draft, plan: Plan, over: Callable[[], bool]
) -> tuple[Plan, tuple[LateVisit, ...]]:
    """Return the plan of a draft with its open visits explained, and the late ones.

    What is open is known already: it keeps its simple reason where ``over`` says that
    time is up, or when there is too much of it.
    """
    told: dict[str, tuple[str, str]] = {}
    late: list[LateVisit] = []
    explainer = _Explainer(context, draft, plan)
    for number, (visit, is_open) in enumerate(explainer.visits()):
        if number == MOST or over():
            break
        if is_open:
            reason, change = explainer.open(visit)
            told[visit.id] = reason.code, _sentence(reason, change, "sv")
        elif found := explainer.late(visit):
            late.append(found)
    rows = [
        row.model_copy(
            update=dict(zip(("reason", "detail"), told[row.visit], strict=True))
        )
        if row.visit in told
        else row
        for row in plan.unassigned
    ]
    return plan.model_copy(update={"unassigned": tuple(rows)}), tuple(late)


class _Explainer:
    """Has the engine of the finished draft, and asks it about visits."""

    def __init__(self, context: PlanningContext, draft: Draft, plan: Plan) -> None:
        named = final_engine(context, draft)
        self._context, self._plan = context, plan
        self._draft = named.draft()
        self._what_if = WhatIf(named)
        self._changes = Changes(context, self._what_if, plan)

    def visits(self) -> Iterator[tuple[Visit, bool]]:
        """Yield visits and whether they are open: what matters most, then the late."""
        known = self._context.problem.visit
        open_ = [known[row.visit] for row in self._plan.unassigned]
        open_.sort(key=lambda v: (v.priority, v.earliest, v.id))
        for visit in dict.fromkeys(v.id for v in open_):
            yield known[visit], True
        tasks, model = self._what_if.state.tasks, self._what_if.model
        off = [
            (-int(tasks["off"][t]), self._context.tasks[t].visit.id)
            for t in (tasks["off"] > 0).nonzero()[0]
            if tasks["route"][t] >= 0 and not model.tasks["fixed"][t]
        ]
        for id_ in dict.fromkeys(id_ for _, id_ in sorted(off)):
            yield known[id_], False

    def open(self, visit: Visit) -> tuple[Reason, Change | None]:
        """Return what stops an open visit, and the cheapest change that lets it in."""
        tasks = [t for t in self._tasks(visit) if self._route(t) < 0]
        table, low = self._what_if.model.tasks, self._what_if.state.tasks["wlow"]
        reason = reason_of(self._context, self._draft, visit)
        with self._what_if.moved(
            [ModelCell(low, t, table["soonest"][t]) for t in tasks]
        ):
            case = self._case(visit, tasks)
            if reason.code in ("no_capacity", "dropped"):
                reason = self._cause(case)
            if reason.code in ("dropped", "room_left"):
                return reason, None
            return reason, self._changes.cheapest(case)

    def late(self, visit: Visit) -> LateVisit | None:
        """Explain a visit that begins outside its window."""
        tasks = self._tasks(visit)
        table, state = self._what_if.model.tasks, self._what_if.state.tasks
        minutes = max(int(state["off"][t]) for t in tasks)
        strict = [ModelCell(table["soonest"], t, table["low"][t]) for t in tasks]
        strict += [ModelCell(table["latest"], t, table["high"][t]) for t in tasks]
        strict += [ModelCell(state["wlow"], t, table["low"][t]) for t in tasks]
        with self._what_if.moved(strict), self._what_if.without(tasks) as saved:
            if saved is None:
                return None
            case = self._case(visit, tasks, strict=True)
            reason = self._cause(case, saved)
            settled = reason.code in ("dearer", "room_left")
            change = None if settled else self._changes.cheapest(case)
        said = {
            f"message_{x}": say(
                "reason.late", x, minutes=minutes, reason=_sentence(reason, change, x)
            )
            for x in ("sv", "en")
        }
        return LateVisit(visit=visit.id, minutes=minutes, reason=reason.code, **said)

    def _tasks(self, visit: Visit) -> list[int]:
        numbers = range(1, visit.staff + 1)
        return [self._context.task_index[visit.id, n] for n in numbers]

    def _route(self, task: int) -> int:
        return int(self._what_if.state.tasks["route"][task])

    def _case(
        self, visit: Visit, tasks: Sequence[int], *, strict: bool = False
    ) -> StoppedVisit:
        """Return a visit with the routes of its unit that are near in time."""
        task, zero = self._what_if.model.tasks[tasks[0]], self._context.zero
        first = zero + int(task["soonest"]) - FAR
        last = zero + int(task["latest"]) + FAR
        routes = [
            r
            for r, route in enumerate(self._what_if.routes)
            if route.option.unit == visit.unit
            and route.start <= last
            and first + visit.minutes <= route.end
        ]
        can = self._what_if.model.can[tasks[0]]
        may = [r for r in routes if can[self._what_if.routes[r].crew]]
        return StoppedVisit(visit, tasks, routes, may, strict)

    def _cause(self, case: StoppedVisit, saved: int = 0) -> Reason:
        """Return which of cost, distance, window and capacity stops a visit.

        ``saved`` is what leaving it open changed, where it was not.
        """
        what_if, facts = self._what_if, self._facts(case)
        places = what_if.places(case.may, case.tasks)
        found = what_if.cheapest(places, case.tasks)
        if found is not None:
            return self._room(case, saved + found[0], found[1])
        if any(what_if.fits(p, case.tasks, self._beside(case, p)) for p in places):
            return Reason("no_distance", facts)
        if not case.strict and any(self._changes.other_time(case)):
            return Reason("no_window", facts)
        return Reason("no_capacity", facts)

    def _room(self, case: StoppedVisit, dearer: int, place: RoutePlace) -> Reason:
        """Return why a visit is not where there is room for it."""
        who = self._context.problem.employees[self._what_if.routes[place.route].crew].id
        facts: dict[str, str | int] = {"who": who, "points": round(dearer / 100)}
        if dearer < 0:
            return Reason("room_left", facts)
        if case.strict:
            return Reason("dearer", facts)
        return Reason("dropped", facts, "not_worth")

    def _facts(self, case: StoppedVisit) -> dict[str, str | int]:
        crews = {self._what_if.routes[r].crew for r in case.routes}
        able = {self._what_if.routes[r].crew for r in case.may}
        return {"found": len(able), "present": len(crews)}

    def _beside(self, case: StoppedVisit, place: RoutePlace) -> list[ModelCell]:
        """Let a visit be where its crew is before it, so that it is no way there."""
        table, (r, p) = self._what_if.model.tasks, place
        here = int(self._what_if.model.routes["start_place"][r])
        if p > 0:
            here = int(table["place"][self._what_if.state.stops[r, p - 1]])
        return [ModelCell(table["place"], case.tasks[0], here)]


def _sentence(reason: Reason, change: Change | None, language: str) -> str:
    """Return what stops a visit and what would help."""
    what = reason.sentence(language)
    if reason.code in ("dropped", "dearer", "room_left"):
        return what
    helps = (
        change.sentence(language) if change else say("reason.nothing_helps", language)
    )
    return f"{what} {helps}"
