"""From pytest-benchmark's report to the few figures that are kept."""

from typing import Any

from scheduler.domain.values import Frozen


class TimedFigure(Frozen):
    """How long one hot path takes on one sample."""

    case: str
    sample: str
    rounds: int
    """How often it was repeated."""
    steps: int
    """Equal steps of one repetition."""
    median_seconds: float
    best_seconds: float

    @property
    def steps_per_second(self) -> float:
        """Steps in the time of the median."""
        return self.steps / self.median_seconds


def figures_of(report: dict[str, Any]) -> list[TimedFigure]:
    """Return the figures, slowest sample last, in the order they were measured."""
    return [
        TimedFigure(
            case=entry["extra_info"]["case"],
            sample=entry["extra_info"]["sample"],
            steps=entry["extra_info"]["steps"],
            rounds=entry["stats"]["rounds"],
            median_seconds=_rounded(entry["stats"]["median"]),
            best_seconds=_rounded(entry["stats"]["min"]),
        )
        for entry in report["benchmarks"]
    ]


def _rounded(seconds: float) -> float:
    """Keep four digits: the rest is noise, and noise is hard to read."""
    return float(f"{seconds:.4g}")
