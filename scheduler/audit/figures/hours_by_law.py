"""The hours by what the law calls them, apart from how they are paid."""

from collections import Counter

from scheduler.audit.figures.figure import Figure, covers, hours, total
from scheduler.audit.figures.ledger import Ledger
from scheduler.audit.statutory_hours import StatutoryClass


def hours_by_law(ledger: Ledger, scope: str) -> dict[str, Figure]:
    """Return hours by statutory class, by the unit that the employee belongs to.

    - L_ordinary, L_mertid, L_overtime, L_jour, L_beredskap, L_vacation, L_sick,
      L_away: as in ``hours.csv``.
    """
    minutes = Counter[StatutoryClass]()
    for part in ledger.classed:
        if covers(scope, ledger.home(part.employee)):
            minutes[part.statutory] += part.minutes
    return {
        f"L_{class_.value}": total(hours(minutes[class_]), "h")
        for class_ in StatutoryClass
    }
