"""K10, K13, K14: what the pay goes to."""

from scheduler.figures.figure import Figure, covers, hours, kronor, ratio, share, total
from scheduler.figures.ledger import Ledger
from scheduler.figures.places import minutes_at_client
from scheduler.pay.lines import CostLine

ON_COST = "po"
BANDS = "abcd"


def money(ledger: Ledger, scope: str) -> dict[str, Figure]:
    """Return the figures of pay, by the unit that the employee belongs to.

    - K10: pay for extra hours and overtime, of all pay; both without on-costs (PO).
    - K13: personnel cost, on-costs included, per hour that the same people spend with
      clients. People whose unit has headcount demand and no visits (residential homes)
      are left out. No vehicles: the dataset does not price them.
    - K14_a … K14_d: OB of each band, night rate included; K14: all. Without on-costs.
    """
    mine = [c for c in ledger.costs if covers(scope, ledger.home(c.employee))]
    pay = [c for c in mine if c.item != ON_COST]
    above = sum(c.amount for c in pay if _is_above(c))
    visiting = sum(c.amount for c in mine if _visits(ledger, c.employee))
    by_band = {
        f"K14_{band}": total(
            kronor(sum(c.amount for c in mine if _is_band(c, band))), "kr"
        )
        for band in BANDS
    }
    ob = sum(c.amount for c in mine if any(_is_band(c, band) for band in BANDS))
    return {
        "K10": share(kronor(above), kronor(sum(c.amount for c in pay))),
        "K13": ratio(kronor(visiting), _client_hours(ledger, scope), "kr_h"),
        **by_band,
        "K14": total(kronor(ob), "kr"),
    }


def _is_above(line: CostLine) -> bool:
    return line.item == "extra" or line.item.startswith("overtime")


def _is_band(line: CostLine, band: str) -> bool:
    return line.item in (f"ob_{band}", f"ob_{band}_night")


def _visits(ledger: Ledger, employee: str) -> bool:
    return ledger.home(employee) not in ledger.headcount_units


def _client_hours(ledger: Ledger, scope: str) -> float:
    """Return hours with clients of the people whose cost K13 counts."""
    return hours(
        sum(
            minutes_at_client(visit, row)
            for visit in ledger.book.problem.visits
            for row in ledger.places[visit.id].values()
            if _visits(ledger, row.employee)
            and covers(scope, ledger.home(row.employee))
        )
    )
