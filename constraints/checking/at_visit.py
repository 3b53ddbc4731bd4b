"""What is wrong with somebody at a visit."""

from collections.abc import Mapping

from constraints.words import name_of
from scheduler.domain.plan import VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.rules.rule import Breach


def breach_at_visit(
    view: PlanView, row: VisitRow, facts: Mapping[str, str], **given: object
) -> Breach:
    """Return a binding breach of a person at a visit: one visit, unless told else."""
    visit = view.visit(row)
    usual: dict[str, object] = {
        "hard": True,
        "amount": 1,
        "unit": "visits",
        "employee": row.employee,
        "client": visit.client,
        "visit": visit.id,
        "date": visit.date,
        "facts": {"who": name_of(view, row.employee), **facts},
    }
    return Breach.model_validate(usual | given)
