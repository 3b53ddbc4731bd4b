"""What somebody orders of the service."""

from typing import Annotated, Any

from pydantic import ConfigDict, Field, StrictBool, WithJsonSchema

from api.http.views import ID
from scheduler.domain.described import Described
from scheduler.domain.iso_day import IsoDay
from scheduler.planning.result import Limits

LONGEST = 24 * 3600
"""Seconds that one job may plan: the next one waits for it."""


MOST_PARTS = 1000
"""Schedules of parts that an order is measured against."""
LONGEST_AGREEMENT = 2**17
"""Letters of an agreement that is sent along."""

RULES_SCHEMA = {
    "anyOf": [
        {"type": "array", "items": {"type": "object"}},
        {"type": "object"},
        {"type": "null"},
    ],
    "examples": [[{"kind": "visits_done", "price_kr": 200}]],
}


class OrderLimits(Described):
    """How hard to try, within what one caller may ask of a shared machine."""

    model_config = ConfigDict(extra="forbid")

    seconds: Annotated[
        float, Field(gt=0, le=LONGEST, allow_inf_nan=False, strict=True)
    ] = 180
    """Wall time."""
    effort: Annotated[int, Field(ge=0, le=10**9, strict=True)] | None = None
    """Thousands of iterations; the clock is then not looked at."""
    workers: Annotated[int, Field(ge=1, le=256, strict=True)] = 2
    """How many threads search."""
    seed: Annotated[int, Field(ge=0, lt=2**31, strict=True)] = 0
    """Another one gives another plan, about as good."""

    def as_limits(self) -> Limits:
        """Return them as the planner takes them."""
        return Limits.model_validate(self.model_dump())


class ScheduleOrder(Described):
    """What to do, with what."""

    model_config = ConfigDict(extra="forbid")

    dataset: Annotated[str, Field(examples=[ID])]
    """Id of a dataset, as `POST /v1/datasets` answered."""
    name: Annotated[str, Field(max_length=200)] = ""
    """To know it by; no names of people, please."""
    rules: Annotated[Any, WithJsonSchema(RULES_SCHEMA)] = None
    """As in `rules.json`, instead of the dataset's own."""
    as_of: Annotated[IsoDay | None, Field(examples=["2025-03-31"])] = None
    """Price by the agreement as it stood on this day."""
    agreement: Annotated[str, Field(max_length=LONGEST_AGREEMENT)] | None = None
    """TOML to lay over the dataset's agreement, or a whole agreement instead of it."""
    plan: dict[str, Any] | None = None
    """A plan as a JSON document: what to evaluate, or what to start solving from."""
    limits: OrderLimits = OrderLimits()
    """How hard to try."""
    told: Annotated[str | None, Field(pattern="^[0-9a-f]{32}$", examples=[ID])] = None
    """Id of the schedule that people were told; the last published if left out."""
    told_parts: Annotated[
        tuple[Annotated[str, Field(pattern="^[0-9a-f]{32}$")], ...],
        Field(max_length=MOST_PARTS),
    ] = ()
    """Schedules by which some people were told some days since, in order; those
    published since if both are left out."""
    told_on: Annotated[IsoDay | None, Field(examples=["2026-11-20"])] = None
    """The day on which they hear of what changes; today if left out."""
    also_told: StrictBool = False
    """Whether solving may change shifts inside the notice time, at their price."""
