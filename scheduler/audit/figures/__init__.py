"""The figures to steer by, overall and for every unit.

Each family documents what its figures count, and by which unit.
"""

from scheduler.audit.figures.budget_deviation import budget_deviation
from scheduler.audit.figures.burden import broken_rest, fairness
from scheduler.audit.figures.contact import contact
from scheduler.audit.figures.different_people import continuity
from scheduler.audit.figures.distance import distance
from scheduler.audit.figures.figure import EVERYWHERE, Figure
from scheduler.audit.figures.hours_by_law import hours_by_law
from scheduler.audit.figures.ledger import Ledger
from scheduler.audit.figures.paid_hours import over_employment, paid_hours
from scheduler.audit.figures.pay_shares import money
from scheduler.audit.figures.time_use import time_use
from scheduler.audit.figures.visits_made import visits

__all__ = ["EVERYWHERE", "FAMILIES", "Figure", "Ledger", "figures"]

FAMILIES = (
    continuity,
    contact,
    visits,
    time_use,
    distance,
    money,
    budget_deviation,
    paid_hours,
    over_employment,
    hours_by_law,
    broken_rest,
    fairness,
)


def figures(ledger: Ledger) -> dict[str, dict[str, Figure]]:
    """Return every figure by scope (``all``, or a unit's id), then by its own id."""
    scopes = (EVERYWHERE, *ledger.view.problem.unit)
    return {
        scope: {
            id_: figure
            for family in FAMILIES
            for id_, figure in family(ledger, scope).items()
        }
        for scope in scopes
    }
