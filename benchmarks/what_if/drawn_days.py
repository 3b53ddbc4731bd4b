"""What few drawn days say of a plan beside what many say."""

from collections.abc import Mapping, Sequence
from statistics import fmean
from time import process_time
from typing import NamedTuple

from scheduler.domain.plan_view import PlanView
from scheduler.robustness.bad_days import BadDay, bad_days
from scheduler.robustness.ill_people import Draw
from scheduler.robustness.spread import FIGURES
from scheduler.rules.rule import Rule

ASKED = ("hourly_calls", "overtime_hours", "open_must", "cost")
"""Of the figures, those that a plan is chosen by."""


class TimedDays(NamedTuple):
    """Days that were lived through, and what that took."""

    days: Sequence[BadDay]
    seconds: float
    """Processor time."""

    @property
    def means(self) -> dict[str, float]:
        """Each figure of a day."""
        return {k: fmean(map(read, self.days)) for k, (_, read) in FIGURES.items()}

    def told(self) -> dict[str, object]:
        """Return it as a record has it."""
        means = {key: round(mean, 4) for key, mean in self.means.items()}
        return {
            "days": len(self.days),
            "processor_seconds": round(self.seconds, 1),
            "mean_of_a_day": means,
        }


def timed_days(view: PlanView, rules: Sequence[Rule], draw: Draw) -> TimedDays:
    """Live through drawn days, with nothing remembered from others."""
    begun = process_time()
    found = bad_days(view, rules, draw)
    return TimedDays(found, process_time() - begun)


def off_by(few: Mapping[str, float], many: Mapping[str, float]) -> dict[str, float]:
    """Return how far each mean is off, in per cent of the one of many days."""
    return {
        key: round(100 * (few[key] - mean) / mean, 2)
        for key, mean in many.items()
        if mean
    }
