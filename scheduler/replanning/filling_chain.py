"""The chain of a staffing unit: each step in its order, with what it costs."""

from collections.abc import Iterable

from scheduler.domain.values import Frozen
from scheduler.replanning.substitutes import FillStep, Substitute


class ChainStep(Frozen):
    """One step, by the best way that it offers."""

    step: FillStep
    best: Substitute | None = None
    """Nothing where the step offers no legal way."""


def filling_chain(ways: Iterable[Substitute]) -> tuple[ChainStep, ...]:
    """Return every step in order, each with the cheapest way that is legal.

    Nobody can be kept from leaving it open, whatever that breaks.
    """
    legal = [way for way in ways if way.is_legal or way.step is FillStep.OPEN]
    return tuple(
        ChainStep(
            step=step,
            best=min(
                (way for way in legal if way.step is step),
                key=lambda way: way.rank,
                default=None,
            ),
        )
        for step in FillStep
    )
