"""K22: how often the client meets the *fast omsorgskontakt*."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from scheduler.audit.figures.figure import Figure, covers, share
from scheduler.audit.figures.ledger import Ledger
from scheduler.domain.values import VisitKind


def contact(ledger: Ledger, scope: str) -> dict[str, Figure]:
    """Return the contact person's shares, by the client's unit.

    - K22: places at visits that the contact person takes, of the places that anybody
      takes at clients who have one (at all hours; alarms do not count).
    - K22_group: the same for the contact person and the backups.
    - K22_named: clients with a contact person, of clients with ``counts_continuity``.
    """
    problem = ledger.view.problem
    mine = [c for c in problem.clients if covers(scope, c.unit)]
    counted = [c for c in mine if c.counts_continuity]
    meetings = _meetings(ledger)
    met = [(c, who) for c in mine if c.contact for who in meetings[c.id]]
    by_contact = sum(who == c.contact for c, who in met)
    by_group = sum(who in (c.contact, *c.backups) for c, who in met)
    return {
        "K22": share(by_contact, len(met)),
        "K22_group": share(by_group, len(met)),
        "K22_named": share(sum(c.contact is not None for c in counted), len(counted)),
    }


def _meetings(ledger: Ledger) -> Mapping[str, Sequence[str]]:
    """Return the people at each client's visits, one for each place taken."""
    found: dict[str, list[str]] = defaultdict(list)
    for visit in ledger.view.problem.visits:
        if visit.kind is not VisitKind.ALARM:
            rows = ledger.places[visit.id].values()
            found[visit.client] += [row.employee for row in rows]
    return found
