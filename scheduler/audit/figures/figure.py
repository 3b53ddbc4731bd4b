"""A figure to steer by, with what it was computed from."""

from scheduler.domain.values import Frozen

EVERYWHERE = "all"
"""The scope of the whole plan; every other scope is a unit's id."""

_DECIMALS = 6


class Figure(Frozen):
    """A figure to steer by, with what it was computed from.

    ``value`` is ``numerator / denominator`` (times 100 where ``unit`` is ``%``); only a
    median shows the parts of the mean beside it. A plain sum or a difference has the
    denominator 1. Hours are given as hours and money as kronor.
    """

    value: float | None
    """``None`` where the denominator is empty."""
    unit: str
    """A key of the catalogue: ``figure.unit.<unit>``."""
    numerator: float | None = None
    denominator: float | None = None


def ratio(numerator: float, denominator: float, unit: str) -> Figure:
    """Return a figure per unit of ``denominator``."""
    value = numerator / denominator if denominator else None
    if value is not None and unit == "%":
        value *= 100
    return Figure(
        value=None if value is None else round(value, _DECIMALS),
        unit=unit,
        numerator=round(numerator, _DECIMALS),
        denominator=round(denominator, _DECIMALS),
    )


def share(numerator: float, denominator: float) -> Figure:
    """Return how many per cent the numerator is of the denominator."""
    return ratio(numerator, denominator, "%")


def total(amount: float, unit: str) -> Figure:
    """Return a plain sum."""
    return ratio(amount, 1, unit)


def hours(minutes: float) -> float:
    """Turn minutes into hours."""
    return minutes / 60


def kronor(ore: float) -> float:
    """Turn öre into kronor."""
    return ore / 100


def covers(scope: str, unit: str) -> bool:
    """Whether what belongs to ``unit`` counts in ``scope``."""
    return scope in (EVERYWHERE, unit)
