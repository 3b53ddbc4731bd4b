"""K10, K13, K14: what the pay goes to."""

from collections.abc import Iterable

from scheduler.audit.figures.figure import (
    Figure,
    covers,
    hours,
    kronor,
    ratio,
    share,
    total,
)
from scheduler.audit.figures.ledger import Ledger
from scheduler.pay.items import ABOVE_CONTRACT, Item
from scheduler.pay.lines import CostLine

BANDS = {
    "K14_a": (Item.OB_A, Item.OB_A_NIGHT),
    "K14_b": (Item.OB_B, Item.OB_B_NIGHT),
    "K14_c": (Item.OB_C,),
    "K14_d": (Item.OB_D,),
}
"""What each figure of OB adds up."""


def money(ledger: Ledger, scope: str) -> dict[str, Figure]:
    """Return the figures of pay, by the unit that the employee belongs to.

    - K10: pay for extra hours and overtime, of all pay; both without on-costs (PO).
    - K13: personnel cost, on-costs included, per hour that the same people spend with
      clients. People whose unit has headcount demand and no visits (residential homes)
      are left out. Vehicles are those that are driven for the unit.
    - K14_a … K14_d: OB of each band, night rate included; K14: all. Without on-costs.
    """
    mine = [c for c in ledger.costs if covers(scope, ledger.home(c.employee))]
    pay = [c for c in mine if c.item != Item.PO]
    visiting = [c for c in mine if _visits(ledger, c.employee)]
    driven = kronor(sum(v.amount for v in ledger.vehicles if covers(scope, v.unit)))
    by_band = {id_: _kronor(mine, items) for id_, items in BANDS.items()}
    return {
        "K10": share(_kronor(pay, ABOVE_CONTRACT), _kronor(pay, Item)),
        "K13": ratio(
            _kronor(visiting, Item) + driven, _client_hours(ledger, scope), "kr_h"
        ),
        **{id_: total(amount, "kr") for id_, amount in by_band.items()},
        "K14": total(sum(by_band.values()), "kr"),
    }


def _kronor(lines: Iterable[CostLine], items: Iterable[Item]) -> float:
    """Add up the lines of some items."""
    wanted = {item.value for item in items}
    return kronor(sum(line.amount for line in lines if line.item in wanted))


def _visits(ledger: Ledger, employee: str) -> bool:
    return ledger.home(employee) not in ledger.headcount_units


def _client_hours(ledger: Ledger, scope: str) -> float:
    """Return hours with clients of the people whose cost K13 counts."""
    return hours(
        sum(
            minutes
            for employee, minutes in ledger.minutes_with_clients.items()
            if _visits(ledger, employee) and covers(scope, ledger.home(employee))
        )
    )
