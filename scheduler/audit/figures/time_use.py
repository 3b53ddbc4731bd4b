"""K03–K06: what the paid time of the visiting units goes to."""

from scheduler.audit.figures.duty_use import DutyUse
from scheduler.audit.figures.figure import Figure, covers, hours, ratio, share, total
from scheduler.audit.figures.ledger import Ledger


def time_use(ledger: Ledger, scope: str) -> dict[str, Figure]:
    """Return the use of time, by the unit in which the duty is worked.

    The duties that count are those with a visit, and in units that have visits to
    perform also those without, unless they meet headcount demand. Client time is what
    the visits on these duties last (at most what is granted; two people count twice);
    travel is every move including the one home; waiting lies between two stops.

    - K03: client time of paid time. K03_tours: of the paid time of duties that have a
      visit, which leaves resource shifts without visits out.
    - K04: client time of client time and travel. K05: and waiting.
    - K06: hours paid that are neither client time nor travel (no other indirect time
      is planned); K06_share: of paid time.
    - H_client, H_travel, H_wait: the hours themselves.
    """
    mine = [
        w for w in ledger.works if _counts(ledger, w) and covers(scope, w.duty.unit)
    ]
    paid = hours(sum(w.paid for w in mine))
    touring = hours(sum(w.paid for w in mine if w.visits))
    client = hours(sum(w.client for w in mine))
    travel = hours(sum(w.travel for w in mine))
    wait = hours(sum(w.wait for w in mine))
    waste = paid - client - travel
    return {
        "K03": share(client, paid),
        "K03_tours": share(client, touring),
        "K04": share(client, client + travel),
        "K05": share(client, client + travel + wait),
        "K06": ratio(waste, 1, "h"),
        "K06_share": share(waste, paid),
        "H_client": total(client, "h"),
        "H_travel": total(travel, "h"),
        "H_wait": total(wait, "h"),
    }


def _counts(ledger: Ledger, work: DutyUse) -> bool:
    idle = work.duty.unit in ledger.visit_units and not work.headcount
    return work.visits > 0 or idle
