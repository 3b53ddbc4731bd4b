"""K08 and what is done of what was granted."""

from collections.abc import Collection

from scheduler.audit.figures.figure import Figure, covers, hours, share, total
from scheduler.audit.figures.ledger import Ledger
from scheduler.audit.figures.taken_places import minutes_at_client
from scheduler.domain.problem import Visit
from scheduler.domain.values import VisitKind


def visits(ledger: Ledger, scope: str) -> dict[str, Figure]:
    """Return how much is done, by the unit that performs the visit.

    A visit is done when every one of its places is taken by an employee.

    - K08: visits of kind ``medication`` that are done and at which everybody starts
      within [earliest, latest], of all such visits; one left undone is a miss.
    - V_done: visits done of visits granted; V_must: of priority 1 and 2 alone;
      V_optional: of priority 3 alone. V_must_open: visits of priority 1 and 2 not done.
    - V_hours: client hours planned, of client hours granted (two people count twice).
    """
    mine = [v for v in ledger.view.problem.visits if covers(scope, v.unit)]
    doses = [v for v in mine if v.kind is VisitKind.MEDICATION]
    must = [v for v in mine if v.is_must]
    optional = [v for v in mine if not v.is_must]
    planned = sum(
        minutes_at_client(v, row) for v in mine for row in ledger.places[v.id].values()
    )
    return {
        "K08": share(sum(_in_window(ledger, v) for v in doses), len(doses)),
        "V_done": share(_done(ledger, mine), len(mine)),
        "V_must": share(_done(ledger, must), len(must)),
        "V_optional": share(_done(ledger, optional), len(optional)),
        "V_must_open": total(len(must) - _done(ledger, must), "visits"),
        "V_hours": share(hours(planned), hours(sum(v.minutes * v.staff for v in mine))),
    }


def _done(ledger: Ledger, wanted: Collection[Visit]) -> int:
    return sum(ledger.is_done(v) for v in wanted)


def _in_window(ledger: Ledger, visit: Visit) -> bool:
    rows = ledger.places[visit.id].values()
    return ledger.is_done(visit) and all(
        visit.earliest <= row.start <= visit.latest for row in rows
    )
