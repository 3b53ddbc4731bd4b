"""The quantities of two worlds, plan by plan, and how sure their differences are."""

from collections.abc import Sequence

from scheduler.audit.audit import Audit
from scheduler.audit.certainty import PairedDifference, paired_difference
from scheduler.audit.comparison import ComparedQuantity, Topic, quantities
from scheduler.audit.figures import EVERYWHERE
from scheduler.audit.told_count import ToldCount
from scheduler.domain.values import Frozen


class PairedQuantity(Frozen):
    """One quantity in the base and in another world, seed by seed."""

    topic: Topic
    key: str
    unit: str
    base: tuple[float, ...]
    other: tuple[float, ...]
    difference: PairedDifference


def paired_quantities(
    base: Sequence[Audit],
    other: Sequence[Audit],
    told: Sequence[ToldCount | None] = (),
) -> tuple[PairedQuantity, ...]:
    """Return each quantity of the whole plan that every plan has.

    ``told`` is what each changes of what people were told, the base's first.
    """
    rows = quantities([*base, *other], told)
    pairs = (_paired(row, len(base)) for row in rows)
    return tuple(pair for pair in pairs if pair is not None)


def _paired(row: ComparedQuantity, pairs: int) -> PairedQuantity | None:
    values = [value for value in row.values if value is not None]
    if row.scope != EVERYWHERE or len(values) < len(row.values):
        return None
    base, other = values[:pairs], values[pairs:]
    return PairedQuantity(
        topic=row.topic,
        key=row.key,
        unit=row.unit,
        base=tuple(base),
        other=tuple(other),
        difference=paired_difference(base, other),
    )
