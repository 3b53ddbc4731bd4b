"""Single changes that would let an open visit in, and what each would cost."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scheduler.context.planning_context import PlanningContext
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Employee, Visit
from scheduler.domain.values import Span
from scheduler.explain.longer_shift import Stretcher
from scheduler.explain.what_if import FAR, ModelCell, RoutePlace, WhatIf
from scheduler.messages import say
from scheduler.rules.rule import Rule

Facts = Mapping[str, str | int]

MOST_WAYS = 40
"""Visits that are tried to give way to one, the cheapest first."""
NO_PRICE = ("by_car", "skill", "wish")
"""Changes without a price, the easiest first."""


@dataclass(frozen=True)
class Change:
    """Something that by itself would let a visit in."""

    kind: str
    """``change.<kind>`` of the catalogue says what to do."""
    price: int | None
    """Öre; nothing where the rules state no price."""
    facts: Facts

    def sentence(self, language: str) -> str:
        """Return the sentence that tells what to change."""
        what = say(f"change.{self.kind}", language, **self.facts)
        if self.price is None:
            return say("reason.helps", language, change=what)
        points = round(self.price / 100)
        return say("reason.cheapest", language, change=what, points=points)


@dataclass(frozen=True)
class StoppedVisit:
    """A visit to let in: its open places, and the routes that are near in time."""

    visit: Visit
    tasks: Sequence[int]
    routes: Sequence[int]
    may: Sequence[int]
    """Those of the routes whose crew may make the visit."""
    strict: bool = False
    """Whether it is made already, and to be let into its own window."""


class Changes:
    """Tries changes on the engine of a finished draft."""

    def __init__(self, context: PlanningContext, what_if: WhatIf, plan: Plan) -> None:
        self._context, self._what_if = context, what_if
        self._stretcher = Stretcher(context, plan)
        self._asking = [
            r for r in context.rules if type(r).allows_visit is not Rule.allows_visit
        ]

    def cheapest(self, case: StoppedVisit) -> Change | None:
        """Return the cheapest single change that lets the visit in."""
        found = list(self._priced(case))
        if not found:
            found = list(self._unpriced(case))
        return min(found, key=_order, default=None)

    def _priced(self, case: StoppedVisit) -> Iterator[Change]:
        if not case.strict:
            yield from self.other_time(case)
        yield from self._longer_shifts(case)
        yield from self._giving_way(case)

    def _unpriced(self, case: StoppedVisit) -> Iterator[Change]:
        yield from self._by_car(case)
        yield from self._other_people(case)

    def other_time(self, case: StoppedVisit) -> Iterator[Change]:
        """Yield the least later and the least earlier start that lets it in."""
        tasks, low = self._what_if.model.tasks, self._what_if.state.tasks["wlow"]
        for kind, by in (("later", 1), ("earlier", -1)):

            def moved(_: RoutePlace, minutes: int, by: int = by) -> list[ModelCell]:
                if by > 0:
                    return [
                        ModelCell(tasks["latest"], t, tasks["latest"][t] + minutes)
                        for t in case.tasks
                    ]
                soonest = [(t, tasks["soonest"][t] - minutes) for t in case.tasks]
                cells = [ModelCell(tasks["soonest"], t, s) for t, s in soonest]
                return cells + [ModelCell(low, t, s) for t, s in soonest]

            with self._what_if.moved(moved(RoutePlace(0, 0), FAR)):
                places = self._what_if.places(case.may, case.tasks)
            found = self._what_if.least(places, case.tasks, moved)
            if found is not None:
                minutes = found[0]
                limit = tasks["latest" if by > 0 else "soonest"][case.tasks[0]]
                facts: Facts = {
                    "clock": self._clock(limit + by * minutes),
                    "minutes": minutes,
                }
                price = minutes * self._context.weights.outside_minute
                yield Change(kind, price, facts)

    def _longer_shifts(self, case: StoppedVisit) -> Iterator[Change]:
        """Yield the least that a shift must end later, or begin earlier."""
        for kind, field, by in (
            ("ends_later", "end", 1),
            ("starts_earlier", "start", -1),
        ):
            column = self._what_if.model.routes[field]

            def moved(place: RoutePlace, minutes: int) -> list[ModelCell]:
                r = place.route
                return [ModelCell(column, r, column[r] + by * minutes)]  # noqa: B023

            slack = FAR if by < 0 else 0
            places = self._what_if.places(case.may, case.tasks, slack)
            while found := self._what_if.least(places, case.tasks, moved):
                minutes, where = found
                crews = {place.route for place in where}
                longer = [self._longer(kind, r, by * minutes) for r in sorted(crews)]
                lawful = [change for change in longer if change is not None]
                if lawful:
                    yield min(lawful, key=_order)
                    break
                places = [place for place in places if place.route not in crews]

    def _longer(self, kind: str, r: int, by: int) -> Change | None:
        """Return what a longer shift is, if law and rest allow it."""
        route = self._what_if.routes[r]
        who = self._context.problem.employees[route.crew].id
        part: Span = (route.start, route.end)
        longer = (part[0] + min(by, 0), part[1] + max(by, 0))
        more = (part[1], longer[1]) if by > 0 else (longer[0], part[0])
        if not self._stretcher.can_lengthen(who, part, longer):
            return None
        at = self._clock((more[1] if by > 0 else more[0]) - self._context.zero)
        facts: Facts = {"who": who, "clock": at, "minutes": abs(by)}
        return Change(kind, self._stretcher.price(who, part, more), facts)

    def _giving_way(self, case: StoppedVisit) -> Iterator[Change]:
        """Yield the cheapest visit whose being left out makes room."""
        tasks = self._what_if.model.tasks
        for victim in self._victims(case):
            place = self._what_if.place_of(victim)
            with self._what_if.without((victim,)) as legal:
                if legal is None:
                    continue
                near = self._what_if.places((place.route,), case.tasks)
                found = self._what_if.cheapest(near, case.tasks)
            if found is not None:
                facts = {"visit": self._context.tasks[victim].visit.id}
                yield Change("leave_out", int(tasks["open_price"][victim]), facts)
                return

    def _victims(self, case: StoppedVisit) -> list[int]:
        """Return visits of one person near in time that are worth no more."""
        tasks, state = self._what_if.model.tasks, self._what_if.state
        mine = tasks[case.tasks[0]]
        worth = int(mine["open_price"]) - case.strict
        first = int(mine["soonest"]) - FAR
        last = int(mine["latest"] + mine["minutes"]) + FAR
        stops = [
            int(task)
            for r in case.may
            for task in state.stops[r, : state.routes["length"][r]]
            if first <= state.tasks["begins"][task] <= last
        ]
        free = [
            t
            for t in stops
            if not tasks["fixed"][t]
            and self._context.tasks[t].visit.staff == 1
            and tasks["open_price"][t] <= worth
        ]
        return sorted(free, key=lambda t: (tasks["open_price"][t], t))[:MOST_WAYS]

    def _by_car(self, case: StoppedVisit) -> Iterator[Change]:
        """Yield whoever could make it by car."""
        mode = self._what_if.model.routes["mode"]
        if not self._what_if.model.travel[0].any():
            return
        for place in self._what_if.places(case.may, case.tasks, FAR):
            r = place.route
            if mode[r] and self._what_if.fits(
                place, case.tasks, [ModelCell(mode, r, 0)]
            ):
                who = self._context.problem.employees[self._what_if.routes[r].crew]
                yield Change("by_car", None, {"who": who.id})
                return

    def _other_people(self, case: StoppedVisit) -> Iterator[Change]:
        """Yield somebody on duty whom only skills, or only a wish, keep out."""
        people = self._context.problem.employees
        others = [r for r in case.routes if r not in case.may]
        others.sort(key=lambda r: (_lacks(people, self._what_if, r, case), r))
        told: set[str] = set()
        for r in others:
            who = people[self._what_if.routes[r].crew]
            kind = self._lack(who, case.visit)
            if kind is not None and kind not in told and self._could(r, case):
                told.add(kind)
                missing = ", ".join(sorted(case.visit.skills - who.skills))
                yield Change(kind, None, {"who": who.id, "skills": missing})

    def _lack(self, who: Employee, visit: Visit) -> str | None:
        """Return what one rule alone misses in somebody; nothing where several do."""
        stopping = [
            rule
            for rule in self._asking
            if not rule.allows_visit(self._context.view, who, visit)
        ]
        return stopping[0].lacks if len(stopping) == 1 else None

    def _could(self, r: int, case: StoppedVisit) -> bool:
        """Say whether a route's crew could make the visit if it might."""
        crew = self._what_if.routes[r].crew
        cells = [ModelCell(self._what_if.model.can, (case.tasks[0], crew), 1)]
        places = self._what_if.places((r,), case.tasks)
        return any(self._what_if.fits(place, case.tasks, cells) for place in places)

    def _clock(self, minute: int) -> str:
        """Return a local clock time of the engine's minute."""
        at = self._context.zero + int(minute)
        return f"{self._context.view.clock.local(at):%H:%M}"


def _lacks(
    people: Sequence[Employee], what_if: WhatIf, r: int, case: StoppedVisit
) -> int:
    return len(case.visit.skills - people[what_if.routes[r].crew].skills)


def _order(change: Change) -> tuple[bool, int]:
    """Sort by price, then those without one by how easy they are."""
    if change.price is not None:
        return False, change.price
    easy = NO_PRICE.index(change.kind) if change.kind in NO_PRICE else -1
    return True, easy
