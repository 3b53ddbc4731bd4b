"""What few drawn days say of a plan beside what many say."""

from collections.abc import Mapping, Sequence
from time import perf_counter, process_time
from typing import NamedTuple

from api.what_if.lived_through import days_of, lived_through, spreads_of, tried_plan
from scheduler.domain.plan_view import PlanView
from scheduler.robustness.ill_people import Draw
from scheduler.robustness.spread import Spread
from scheduler.rules.rule import Rule

ASKED = ("hourly_calls", "overtime_hours", "open_must", "cost")
"""Of the figures, those that a plan is chosen by."""


class TimedDays(NamedTuple):
    """Days that were lived through, what they say, and what that took."""

    days: int
    found: Sequence[Spread]
    seconds: float
    """Processor time."""
    wall_seconds: float

    @property
    def means(self) -> dict[str, float]:
        """Each figure of a day."""
        return {spread.figure: spread.mean for spread in self.found}

    def told(self) -> dict[str, object]:
        """Return it as a record has it."""
        return {
            "days": self.days,
            "processor_seconds": round(self.seconds, 1),
            "wall_seconds": round(self.wall_seconds, 1),
            "mean_of_a_day": {key: round(mean, 4) for key, mean in self.means.items()},
            "half_width": {s.figure: round(s.half_width or 0, 4) for s in self.found},
        }


def timed_days(view: PlanView, rules: Sequence[Rule], draw: Draw) -> TimedDays:
    """Live through drawn days, with nothing remembered from others."""
    begun, since = process_time(), perf_counter()
    tried = {"": tried_plan(view, rules, draw)}
    found = spreads_of(lived := lived_through(tried, draw), tried, draw)
    taken = process_time() - begun, perf_counter() - since
    return TimedDays(days_of(lived), found, *taken)


def off_by(few: Mapping[str, float], many: Mapping[str, float]) -> dict[str, float]:
    """Return how far each mean is off, in per cent of the one of many days."""
    return {
        key: round(100 * (few[key] - mean) / mean, 2)
        for key, mean in many.items()
        if mean
    }
