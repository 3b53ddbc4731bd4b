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
    "rest_between_shifts": {"window_suffices": False},
    "weekly_rest": {"mode": "36_inclusive"},
}
"""What the rules say where a base says nothing of them."""


class DailyRestLength(Preset):
    """How the daily rest is judged: nine hours, eleven, or eleven by window alone."""

    name: ClassVar[str] = "daily-rest"
    hours: Literal["9", "window", "11"] = "9"

    def changes(self, base: BaseRows) -> Patch:
        """Grant the planned exception to everybody or nobody; count gaps or not."""
        is_short, by_window = self.hours == "9", self.hours == "window"
        often = {"floor": _NINE_HOURS, "max_per_period": _AS_OFTEN_AS_NEEDED}
        exception = {"enabled": is_short, **(often if is_short else {})}
        return _ruled(
            base,
            planned_exception=exception,
            rest_between_shifts={"window_suffices": by_window},
        )


class WeeklyRestLength(Preset):
    """The weekly rest holds the daily rest, or stands beside it."""

    name: ClassVar[str] = "weekly-rest"
    hours: Literal["36", "47"] = "47"

    def changes(self, base: BaseRows) -> Patch:
        """Set how the weekly rest is read."""
        mode = "36_inclusive" if self.hours == "36" else "47_separate"
        return _ruled(base, weekly_rest={"mode": mode})


def _ruled(base: BaseRows, **parameters: Mapping[str, object]) -> Patch:
    """Return the patch that gives rules other parameters; empty if they have them."""
    return Patch(
        rules=tuple(
            {"kind": kind, **wanted}
            for kind, wanted in parameters.items()
            if not wanted.items() <= {**IF_NOT_GIVEN[kind], **base.rule(kind)}.items()
        )
    )
