"""Clock times as the form has them: 18:00, where rules have minutes after midnight."""

import re

from scheduler.domain.values import Clock
from scheduler.rules.rule import Rule

_CLOCK = re.compile(r"(\d{1,2})(?:[:.,]([0-5]\d))?")


def clock_text(minutes: Clock) -> str:
    """Write a clock time; past midnight it goes on as 25:00."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def clock_of(text: str) -> Clock | str:
    """Return the minutes that a clock time stands for; anything else stays text."""
    found = _CLOCK.fullmatch(text)
    return int(found[1]) * 60 + int(found[2] or 0) if found else text


def clock_bounds(rule: type[Rule], name: str) -> tuple[Clock, Clock]:
    """Return the earliest and the latest that a clock time may be set to."""
    schema = rule.model_json_schema()["properties"][name]
    return schema["minimum"], schema["maximum"]
