"""K22: how often the client meets the *fast omsorgskontakt*."""

from scheduler.audit.figures.figure import Figure, covers, share
from scheduler.audit.figures.ledger import Ledger


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
    at_clients = ledger.people_at_clients
    met = [(c, who) for c in mine if c.contact for who in at_clients.get(c.id, ())]
    by_contact = sum(who == c.contact for c, who in met)
    by_group = sum(who in (c.contact, *c.backups) for c, who in met)
    return {
        "K22": share(by_contact, len(met)),
        "K22_group": share(by_group, len(met)),
        "K22_named": share(sum(c.contact is not None for c in counted), len(counted)),
    }
