"""Presets of how long people rest."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from data.scenario.patch import Patch
from data.scenario.presets.base_rows import BaseRows
from data.scenario.presets.preset import Preset

_NINE_HOURS = 540
_AS_OFTEN_AS_NEEDED = 28

IF_NOT_GIVEN: Mapping[str, Mapping[str, Any]] = {
    "planned_exception": {"enabled": False},
    "weekly_rest": {"mode": "36_inclusive"},
}
"""What the rules say where a base says nothing of them."""


class DailyRestLength(Preset):
    """Daily rest as short as nine hours, as often as needed, or never."""

    name: ClassVar[str] = "daily-rest"
    hours: Literal["9", "11"] = "9"

    def changes(self, base: BaseRows) -> Patch:
        """Grant the planned exception to everybody, or to nobody."""
        if self.hours == "11":
            return _ruled(base, "planned_exception", enabled=False)
        often = {"floor": _NINE_HOURS, "max_per_period": _AS_OFTEN_AS_NEEDED}
        return _ruled(base, "planned_exception", enabled=True, **often)


class WeeklyRestLength(Preset):
    """The weekly rest holds the daily rest, or stands beside it."""

    name: ClassVar[str] = "weekly-rest"
    hours: Literal["36", "47"] = "47"

    def changes(self, base: BaseRows) -> Patch:
        """Set how the weekly rest is read."""
        mode = "36_inclusive" if self.hours == "36" else "47_separate"
        return _ruled(base, "weekly_rest", mode=mode)


def _ruled(base: BaseRows, kind: str, **parameters: object) -> Patch:
    """Return the patch that gives a rule other parameters; empty if it has them."""
    there = {**IF_NOT_GIVEN[kind], **base.rule(kind)}
    if parameters.items() <= there.items():
        return Patch()
    return Patch(rules=({"kind": kind, **parameters},))
