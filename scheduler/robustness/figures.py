"""What is told of a day with sickness: its unit, and how it is read off."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from scheduler.robustness.bad_days import BadDay

Floats = npt.NDArray[np.float64]

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


def together(days: Sequence[Sequence[Sequence[float]]]) -> Floats:
    """Return a row for each day: every figure of it, from those of its parts."""
    found = np.zeros((len(days), len(FIGURES)))
    often = np.array([len(parts) for parts in days], dtype=int)
    of_day = np.repeat(np.arange(len(days)), often)
    of_parts = [figures for parts in days for figures in parts]
    np.add.at(found, of_day, np.array(of_parts).reshape(-1, len(FIGURES)))
    found[:, _FAILED] = found[:, _FAILED].clip(max=100)
    return found


def figures_of(day: BadDay) -> tuple[float, ...]:
    """Return every figure of a day."""
    return tuple(read(day) for _, read in FIGURES.values())
