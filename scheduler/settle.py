"""The first roster, unit by unit: units hardly share staff, and small models solve."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from scheduler.assign import Assignment, Desk, Effort
from scheduler.domain import Transport
from scheduler.draft import Draft, Timing, tour_of
from scheduler.option import Option
from scheduler.people import Neighbourhood, reroster
from scheduler.roster import Tour
from scheduler.run import Run
from scheduler.tours.build import Ground
from scheduler.tours.engine import Engine
from scheduler.tours.nameless import NamelessTour, Pools


def takers_of(
    ground: Ground, tour: Tour, pool: Sequence[int], modes: frozenset[Transport]
) -> frozenset[str]:
    """Return who could drive a tour: on that shift, permitted, by their transport."""
    may = ground.permitted[ground.visit_of_task[list(tour.tasks)]].all(axis=0)
    people = ground.problem.employees
    able = frozenset(
        people[n].id for n in pool if may[n] and people[n].transport in modes
    )
    for task in ground.locked_tasks.intersection(tour.tasks):
        able &= {ground.locked_to[task]}
    return able


def settle_people(
    run: Run,
    desk: Desk,
    pools: Pools,
    nameless: Sequence[NamelessTour],
    engine: Engine,
) -> Draft:
    """Give every unit's tours to its own people."""
    ground = desk.ground
    tours = [tour_of(ground, n, t.option, t.stops) for n, t in enumerate(nameless)]
    takers = {
        tour.id: takers_of(ground, tour, pools[tour.option], t.modes)
        for tour, t in zip(tours, nameless, strict=True)
    }
    works: dict[tuple[str, Option], bool] = {}
    takes: dict[int, str] = {}
    for unit, share in _shares(run, desk, tours).items():
        found = _settle_unit(run, desk, unit, tours, takers, share)
        if found is not None:
            works |= found.works
            takes |= found.takes
    stops = {
        (takes[tour.id], tour.option.date, part): stops
        for tour, t in zip(tours, nameless, strict=True)
        if tour.id in takes
        for part, stops in enumerate(t.parts)
        if stops
    }
    timing = Timing(engine.state.moment.copy(), engine.state.tasks.copy())
    return Draft(works, stops, timing)


def _shares(run: Run, desk: Desk, tours: Sequence[Tour]) -> dict[str, float]:
    """Return how much of the phase each unit gets: by its people and tours."""
    sizes: dict[str, int] = defaultdict(int)
    for employee in desk.ground.problem.employees:
        sizes[employee.unit] += run.problem.days
    for tour in tours:
        sizes[tour.option.unit] += 2
    whole = sum(sizes.values())
    return {unit: size / whole for unit, size in sizes.items()}


def _settle_unit(  # noqa: PLR0913
    run: Run,
    desk: Desk,
    unit: str,
    tours: Sequence[Tour],
    takers: Mapping[int, frozenset[str]],
    share: float,
) -> Assignment | None:
    people = frozenset(e.id for e in desk.ground.problem.employees if e.unit == unit)
    if not people:
        return None
    mine = [t for t in tours if t.option.unit == unit]
    around = Neighbourhood(
        unit=unit,
        people=people,
        free=lambda _who, _day: True,
        tours=mine,
        takers={t.id: takers[t.id] & people for t in mine},
        holders={},
        own_only=True,
    )
    effort = run.effort("people", share)
    found = reroster(desk, around, {}, effort, lambda _p, _b: run.should_stop())
    return found[0] if found else None
