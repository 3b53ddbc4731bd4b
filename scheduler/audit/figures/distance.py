"""How far the visiting units travel, and how many cars that takes."""

from scheduler.audit.figures.figure import Figure, covers, total
from scheduler.audit.figures.ledger import Ledger
from scheduler.domain.values import Transport


def distance(ledger: Ledger, scope: str) -> dict[str, Figure]:
    """Return kilometres by road, by the unit in which the duty is worked.

    Every move of every duty counts, also the one home; each is estimated from the two
    places' coordinates and the detour factor, also where minutes are measured.

    - D_all: all moves. D_car: those by car.
    - D_cars: cars that are needed at the same time, at most; of all units, the sum of
      theirs. D_car_days: cars that are needed at the same time, summed over the days.
    """
    days = [by_day for unit, by_day in ledger.cars.items() if covers(scope, unit)]
    mine = [w for w in ledger.works if covers(scope, w.duty.unit)]
    by_car = (w for w in mine if w.employee.transport is Transport.CAR)
    return {
        "D_all": total(sum(w.kilometres for w in mine), "km"),
        "D_car": total(sum(w.kilometres for w in by_car), "km"),
        "D_cars": total(sum(max(d.values(), default=0) for d in days), "cars"),
        "D_car_days": total(sum(sum(d.values()) for d in days), "cars"),
    }
