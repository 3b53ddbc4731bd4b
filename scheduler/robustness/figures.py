"""What is told of a day with sickness: its unit, and how it is read off."""

from collections.abc import Callable, Mapping, Sequence

from scheduler.robustness.bad_days import BadDay

FIGURES: Mapping[str, tuple[str, Callable[[BadDay], float]]] = {
    "ill": ("count", lambda d: d.ill),
    "hourly_calls": ("count", lambda d: d.hourly_calls),
    "extra_calls": ("count", lambda d: d.extra_calls),
    "overtime_calls": ("count", lambda d: d.overtime_calls),
    "lent_calls": ("count", lambda d: d.lent_calls),
    "called_hours": ("h", lambda d: d.called_minutes / 60),
    "overtime_hours": ("h", lambda d: d.overtime_minutes / 60),
    "moved_visits": ("visits", lambda d: d.moved_visits),
    "open_must": ("visits", lambda d: d.open_must),
    "open_optional": ("visits", lambda d: d.open_optional),
    "short_hours": ("h", lambda d: d.short_minutes / 60),
    "failed": ("%", lambda d: 100 * (d.open_must > 0 or d.short_minutes > 0)),
    "cost": ("kr", lambda d: d.cost / 100),
}
"""By the name of each figure."""


_FAILED = list(FIGURES).index("failed")


def together(parts: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """Return every figure of a day from those of its parts."""
    summed = [sum(values) for values in zip(*parts, strict=True)]
    summed[_FAILED] = min(summed[_FAILED], 100.0)
    return tuple(summed)


def figures_of(day: BadDay) -> tuple[float, ...]:
    """Return every figure of a day."""
    return tuple(read(day) for _, read in FIGURES.values())
