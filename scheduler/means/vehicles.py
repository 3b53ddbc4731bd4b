"""What a plan drives by car, how many cars that takes, and what they cost.

A duty takes a car of the unit that it is worked in when it has visits and the person
goes by car: for as long as its parts last, breaks included.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from scheduler.domain.plan import VisitRow
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import Vehicles
from scheduler.domain.values import Span, Transport
from scheduler.means.price_lines import PriceLine
from scheduler.pay.items import Measure, VehicleItem
from scheduler.pay.money import rounded

CarsByDay = Mapping[str, Mapping[date, int]]
"""How many cars are needed at the same time: by unit, then by day of the plan."""


class CarUse(NamedTuple):
    """What one duty does with a car."""

    employee: str
    unit: str
    day: date
    spans: Sequence[Span]
    kilometres: float


def car_uses(view: PlanView) -> list[CarUse]:
    """Return every planned duty that takes a car, with all its moves by road."""
    return list(_uses(view))


def _uses(view: PlanView) -> Iterator[CarUse]:
    for whole in view.duties:
        person = view.problem.employee.get(whole.employee)
        if person is None or person.transport is not Transport.CAR:
            continue
        for duty in whole.by_unit:
            rows = [r for r in view.visits_on(duty) if r.visit in view.problem.visit]
            if rows:
                parts = (_kilometres(view, duty, rows, part) for part in duty.parts)
                yield CarUse(
                    duty.employee, duty.unit, duty.date, duty.parts, sum(parts)
                )


def _kilometres(
    view: PlanView, duty: Duty, rows: Sequence[VisitRow], part: Span
) -> float:
    """Return what it takes from the unit to the part's visits and back."""
    start, end = part
    rows = [row for row in rows if start <= row.start < end]
    stops = [duty.unit, *(view.visit(row).client for row in rows), duty.unit]
    known = view.travel.places.keys()
    legs = [pair for pair in pairwise(stops) if set(pair) <= known]
    return sum(view.travel.kilometres(*leg) for leg in legs)


def cars_by_day(view: PlanView, uses: Sequence[CarUse]) -> CarsByDay:
    """Return how many cars each unit needs at once, from midnight to midnight."""
    spans: dict[str, list[Span]] = defaultdict(list)
    for use in uses:
        spans[use.unit].extend(use.spans)
    return {
        unit: {
            day: most
            for day in view.problem.dates
            if (most := _most(view.clock.at(day, 0), view.clock.at(day, 1440), mine))
        }
        for unit, mine in spans.items()
    }


def too_many_at_once(uses: Sequence[CarUse], most: int) -> Sequence[CarUse]:
    """Return those that are out together first when it is more than ``most``."""
    for now in sorted({start for use in uses for start, _ in use.spans}):
        out = [u for u in uses if any(start <= now < end for start, end in u.spans)]
        if len(out) > most:
            return out
    return ()


def _most(start: int, end: int, spans: Sequence[Span]) -> int:
    """Return how many spans there are at once, at most, in [start, end)."""
    inside = [(max(s, start), e) for s, e in spans if s < end and start < e]
    return max((sum(s <= now < e for s, e in inside) for now, _ in inside), default=0)


def vehicle_lines(view: PlanView) -> tuple[PriceLine, ...]:
    """Return what each unit's cars cost, by month; nothing where no price is given."""
    if not view.problem.vehicles:
        return ()
    uses = car_uses(view)
    cars = cars_by_day(view, uses)
    return tuple(
        line
        for unit in view.problem.vehicles
        for month in dict.fromkeys(day.replace(day=1) for day in view.problem.dates)
        for line in _lines(unit, month, uses, cars.get(unit.unit, {}))
        if line.amount
    )


def _lines(
    unit: Vehicles, month: date, uses: Sequence[CarUse], cars: Mapping[date, int]
) -> Iterator[PriceLine]:
    driven = (u for u in uses if u.unit == unit.unit and u.day.replace(day=1) == month)
    metres = round(1000 * sum(use.kilometres for use in driven))
    days = sum(n for day, n in cars.items() if day.replace(day=1) == month)
    common = {"unit": unit.unit, "month": f"{month:%Y-%m}"}
    yield PriceLine(
        item=VehicleItem.CAR_KM.value,
        measure=Measure.KILOMETRES,
        quantity=metres / 1000,
        rate=unit.km_price / 100,
        amount=rounded(metres * unit.km_price, 1000),
        **common,
    )
    yield PriceLine(
        item=VehicleItem.CAR_DAY.value,
        count=days,
        measure=Measure.TIMES,
        quantity=1,
        rate=unit.day_price / 100,
        amount=days * unit.day_price,
        **common,
    )
