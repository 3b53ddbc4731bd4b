"""How much a plan changes of what people were told."""

from scheduler.domain.values import Frozen


class ToldCount(Frozen):
    """Shifts that people were told, and that a plan has otherwise or not at all."""

    changed: int
    late: int | None = None
    """Those of ``changed`` that are told inside the notice time and weigh points;
    ``None`` where nobody knows on which day they are told."""
