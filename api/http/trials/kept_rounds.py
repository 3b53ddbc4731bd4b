"""Rounds of sick days as they are kept, and what they came to."""

import json
from collections.abc import Iterable, Mapping, Sequence

from pydantic import TypeAdapter

from api.what_if.lived_through import Lived
from scheduler.robustness.bad_days import BadDay
from scheduler.robustness.spread import Spread

_ROUND = TypeAdapter(Mapping[str, Sequence[BadDay]])


def round_text(lived: Lived, days: int) -> str:
    """Return the latest round, of so many days, as it is kept."""
    latest = {plan: made[-days:] for plan, made in lived.items()}
    return _ROUND.dump_json(latest, exclude_defaults=True).decode()


def lived_before(rounds: Iterable[str]) -> dict[str, list[BadDay]]:
    """Return what was lived through, from rounds that were kept."""
    lived: dict[str, list[BadDay]] = {}
    for text in rounds:
        for plan, days in _ROUND.validate_json(text).items():
            lived.setdefault(plan, []).extend(days)
    return lived


def kept_spreads(text: str) -> list[Spread]:
    """Return the figures of a trial that is over, from what was stored of it."""
    without = {"half_width": None}
    return [Spread.model_validate(without | row) for row in json.loads(text)["figures"]]
