"""A few visits that are tied to each other, on routes in any order.

Everything about them is worked out again here, from the problem and not from the
engine's tables: earliest starts, whether an order can be kept, and the price.

Drives, visits and least gaps are whole sevens, greatest gaps one more: so no ring of
visits that wait for each other closes exactly, and only one set of times settles.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, permutations, product

from hypothesis import strategies as st

from scheduler.breaks.windows import BreakWindow
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.problem import Problem, TravelRow, Visit
from scheduler.domain.values import Transport
from scheduler.rules.tour_weights import TourWeights
from scheduler.tours.build import blank, build
from scheduler.tours.engine import Engine
from scheduler.tours.route_spec import RouteSpec
from tests.build import UNIT, client, employee, problem
from tests.scheduler.tours.road import MIDNIGHT, option, stop

WEIGHTS = TourWeights(
    travel_minute=7,
    outside_minute=90,
    flex_minutes=20,
    open_must=50_000,
    open_optional=900,
    open_optional_minute=10,
    person_each=0,
    person_above=0,
)
LARGEST = 400
"""Öre a minute of the largest lateness."""
PLACES = (UNIT, "a", "b", "c")
Starts = dict[int, int]
"""Engine's moment at which each task on a route begins."""


@dataclass(frozen=True)
class Hamlet:
    """A problem of one morning, and how its routes are laid to begin with."""

    problem: Problem
    orders: tuple[tuple[int, ...], ...]
    """Tasks of each route; the others are open."""
    ends: tuple[tuple[str, str], ...]
    """Where each route starts and ends."""
    later: dict[int, int]
    """Tasks that are decided to begin so many minutes after their soonest, or later."""
    windows: tuple[tuple[BreakWindow, ...], ...]
    span: str

    @cached_property
    def context(self) -> PlanningContext:
        """The problem with prices."""
        return PlanningContext(self.problem, (), WEIGHTS)

    def engine(self, *, empty: bool = False) -> Engine:
        """Return an engine with these routes, or with nothing on them."""
        context, shift = self.context, option(*self.span.split("-"))
        specs = [
            RouteSpec(n, shift, 0, windows, Transport.CAR)
            for n, windows in enumerate(self.windows)
        ]
        model = build(context, specs, named=True)
        model.p["largest_price"] = LARGEST
        for row, (start, end) in zip(model.routes, self.ends, strict=True):
            row["start_place"], row["end_place"] = (
                context.places[start],
                context.places[end],
            )
        state = blank(context, model, 1, named=True)
        for task, minutes in self.later.items():
            row = model.tasks[task]
            state.tasks["wlow"][task] = min(row["soonest"] + minutes, row["latest"])
        for r, order in enumerate(() if empty else self.orders):
            state.stops[r, : len(order)] = order
            state.routes["length"][r] = len(order)
        return Engine(model, state)


def placed(
    visits: Sequence[Visit],
    orders: tuple[tuple[int, ...], ...],
    later: dict[int, int] | None = None,
) -> Hamlet:
    """Return these visits, next door to each other, on routes in these orders."""
    made = problem(
        days=1,
        employees=tuple(employee(f"p{n}") for n in range(len(orders))),
        clients=tuple(client(id_) for id_ in PLACES[1:]),
        visits=tuple(visits),
        travel_rows={TravelRow(a, b, "car"): 0 for a, b in permutations(PLACES, 2)},
    )
    ends, windows = ((UNIT, UNIT),) * len(orders), ((),) * len(orders)
    return Hamlet(made, orders, ends, later or {}, windows, "07:00-22:00")


def orders_of(engine: Engine) -> list[list[int]]:
    """Return the tasks of each route, in order."""
    lengths = engine.state.routes["length"]
    return [engine.state.stops[r, :n].tolist() for r, n in enumerate(lengths)]


def earliest(hamlet: Hamlet, engine: Engine) -> Starts | None:
    """Return the earliest starts of the engine's routes without breaks, or None.

    None where some order cannot be kept. Only orders and decided lows are the engine's.
    """
    orders, lows = orders_of(engine), engine.state.tasks["wlow"].tolist()
    starts = {task: lows[task] for order in orders for task in order}
    held = set(starts)
    opens, closes = _span(hamlet)
    for (place, _), order in zip(hamlet.ends, orders, strict=True):
        for task in order[:1]:
            away = _move(hamlet, place, _place(hamlet, task))
            starts[task] = max(starts[task], opens + away)
    follows = [*_driven(hamlet, orders), *_ties(hamlet)]
    while _put_off(starts, follows):
        if any(starts[task] > _latest(hamlet, task) for task in held):
            return None
    late = any(starts[task] > _latest(hamlet, task) for task in held)
    if late or any(end > closes for end in _home(hamlet, orders, starts)):
        return None
    return {task: starts[task] for task in held}


def _put_off(starts: Starts, follows: Sequence[tuple[int, int, int]]) -> bool:
    """Let each visit wait for what it follows; say whether any had to."""
    before = dict(starts)
    for first, then, least in follows:
        if first in starts:
            due = starts[first] + least
            starts[then] = max(starts.get(then, due), due)
    return starts != before


def _home(hamlet: Hamlet, orders: list[list[int]], starts: Starts) -> Iterator[int]:
    """Yield when each route ends."""
    for (_, place), order in zip(hamlet.ends, orders, strict=True):
        for task in order[-1:]:
            left = starts[task] + _tasks(hamlet)[task][0].minutes
            yield left + _move(hamlet, _place(hamlet, task), place)


def price(hamlet: Hamlet, engine: Engine, starts: Starts) -> int:
    """Add everything up that the engine's routes cost with these starts."""
    total, largest = 0, 0
    for task, (visit, number) in enumerate(_tasks(hamlet)):
        if task not in starts:
            optional = 900 + 10 * visit.minutes
            total += 50_000 if visit.priority < 3 else optional
            continue
        begins = starts[task] + hamlet.context.zero
        outside = max(visit.earliest - begins, begins - visit.latest, 0)
        total += outside * 90 if visit.priority == 2 and number == 1 else 0
        largest = max(largest, outside)
    for r, order in enumerate(orders_of(engine)):
        if order:
            start, end = hamlet.ends[r]
            way = [start, *(_place(hamlet, task) for task in order), end]
            total += 7 * sum(_move(hamlet, a, b) for a, b in pairwise(way))
    return total + LARGEST * largest


def _tasks(hamlet: Hamlet) -> list[tuple[Visit, int]]:
    return [(v, n + 1) for v in hamlet.problem.visits for n in range(v.staff)]


def _place(hamlet: Hamlet, task: int) -> str:
    return _tasks(hamlet)[task][0].client


def _move(hamlet: Hamlet, here: str, there: str) -> int:
    if here == there:
        return 0
    return hamlet.problem.travel_rows[TravelRow(here, there, "car")]


def _span(hamlet: Hamlet) -> tuple[int, int]:
    ((start, end),) = option(*hamlet.span.split("-")).parts
    return start - hamlet.context.zero, end - hamlet.context.zero


def _latest(hamlet: Hamlet, task: int) -> int:
    visit = _tasks(hamlet)[task][0]
    return visit.latest - hamlet.context.zero + (20 if visit.priority == 2 else 0)


def _driven(hamlet: Hamlet, orders: list[list[int]]) -> Iterator[tuple[int, int, int]]:
    """Yield task, next task on its route and the least minutes between starts."""
    for order in orders:
        for a, b in pairwise(order):
            move = _move(hamlet, _place(hamlet, a), _place(hamlet, b))
            yield a, b, _tasks(hamlet)[a][0].minutes + move


def _ties(hamlet: Hamlet) -> Iterator[tuple[int, int, int]]:
    """Yield task, tied task and the least minutes from the first's start to its."""
    by_visit: dict[str, list[int]] = {}
    for task, (visit, _) in enumerate(_tasks(hamlet)):
        by_visit.setdefault(visit.id, []).append(task)
    for visit in hamlet.problem.visits:
        for a, b in permutations(by_visit[visit.id], 2):
            yield a, b, 0
        if visit.after is not None:
            length = hamlet.problem.visit[visit.after].minutes
            for a, b in product(by_visit[visit.after], by_visit[visit.id]):
                yield a, b, length + (visit.gap_min or 0)
                if visit.gap_max is not None:
                    yield b, a, -length - visit.gap_max


@st.composite
def hamlets(draw: st.DrawFn, breaks: int = 0) -> Hamlet:
    """Draw up to six visits and three routes, each with 1 to ``breaks`` breaks."""
    visits = [draw(_visit(n)) for n in range(draw(st.integers(2, 6)))]
    crews = draw(st.integers(2, 3))
    made = problem(
        days=1,
        employees=tuple(employee(f"p{n}") for n in range(crews)),
        clients=tuple(client(id_) for id_ in PLACES[1:]),
        visits=tuple(visits),
        travel_rows={
            TravelRow(a, b, "car"): 7 * draw(st.integers(0, 3))
            for a, b in permutations(PLACES, 2)
        },
    )
    tasks = [(v, n) for v in visits for n in range(v.staff)]
    place = st.sampled_from((UNIT, UNIT, *PLACES))
    few = st.dictionaries(
        st.integers(0, len(tasks) - 1), st.integers(0, 60), max_size=2
    )
    return Hamlet(
        made,
        draw(_orders(tasks, crews)),
        tuple((draw(place), draw(place)) for _ in range(crews)),
        draw(few),
        tuple(draw(_windows(breaks)) for _ in range(crews)),
        "07:00-" + draw(st.sampled_from(("12:00", "13:00", "20:00"))),
    )


@st.composite
def _visit(draw: st.DrawFn, number: int) -> Visit:
    low = 420 + 15 * draw(st.integers(0, 14))
    given: dict[str, object] = {
        "id": f"v{number}",
        "minutes": draw(st.sampled_from((7, 14, 21, 42))),
        "staff": draw(st.sampled_from((1, 1, 2))),
        "priority": draw(st.integers(1, 3)),
    }
    if number and draw(st.booleans()):
        gap_min = draw(st.sampled_from((None, None, 0, 14)))
        gap_max = draw(st.sampled_from((None, 1, 8, 64)))
        given["after"] = f"v{draw(st.integers(0, number - 1))}"
        given["gap_min"] = gap_min
        given["gap_max"] = None if gap_max is None else gap_max + (gap_min or 0)
    high = low + draw(st.sampled_from((0, 30, 120, 240)))
    place = draw(st.sampled_from(PLACES[1:]))
    return stop(place, _clock(low), _clock(high), **given)


@st.composite
def _orders(
    draw: st.DrawFn, tasks: list[tuple[Visit, int]], crews: int
) -> tuple[tuple[int, ...], ...]:
    """Draw whose task each is, mostly in the order of windows."""
    orders: list[list[int]] = [[] for _ in range(crews)]
    noise = {t: draw(st.integers(-45, 45)) for t in range(len(tasks))}
    first: dict[str, int] = {}
    for task, (visit, _) in enumerate(tasks):
        r = draw(st.integers(-1, crews - 1))
        if r >= 0 and first.get(visit.id) != r:
            orders[r].append(task)
            first.setdefault(visit.id, r)
    for order in orders:
        order.sort(key=lambda t: tasks[t][0].earliest + noise[t])
    return tuple(map(tuple, orders))


@st.composite
def _windows(draw: st.DrawFn, most: int) -> tuple[BreakWindow, ...]:
    found, soon = [], MIDNIGHT + 430
    for _ in range(draw(st.integers(1, most)) if most else 0):
        low = soon + draw(st.integers(0, 100))
        high = low + draw(st.integers(0, 90))
        found.append((low, high, draw(st.sampled_from((10, 30)))))
        soon = high + 10
    return tuple(found)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
