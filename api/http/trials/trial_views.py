"""What the service answers about robustness; costs in SEK."""

from typing import Self

from pydantic import Field

from api.http.studies.difference_view import DifferenceView
from api.http.studies.order_in_parts_view import OrderInPartsView
from api.http.views import ID
from api.store.schema import JobState
from scheduler.domain.described import Described


class DaysView(Described):
    """How far it is, in days."""

    done: int
    """Lived through with every schedule."""
    days: int
    """To be lived through."""


class TrialView(OrderInPartsView[DaysView]):
    """What was asked of robustness, and what has become of it."""

    id: str = Field(examples=[ID])
    """Of what was asked."""
    dataset: str = Field(examples=[ID])
    """Id of the dataset that the schedules are of."""
    state: JobState
    """How far it is; `incomplete` was stopped, and has the days until then."""
    tally: DaysView | None
    """How far it is; `null` before the first round is over."""


class TrialPage(Described):
    """What was asked of robustness, the latest first."""

    items: list[TrialView]
    """At most as many as `limit` says."""
    next: str | None
    """The `cursor` of the page after this one; `null` on the last."""


class SpreadView(Described):
    """One figure of one plan."""

    plan: str = Field(examples=[ID])
    """Id of the schedule."""
    figure: str = Field(examples=["open_must", "overtime_hours", "cost"])
    """What is told, as `docs/robustness.md` defines it."""
    unit: str = Field(examples=["count", "h", "visits", "%", "kr"])
    """Of all values."""
    mean: float
    """Of a day."""
    half_width: float | None = None
    """Half of the 95 % interval around the mean, as chance makes it; `null` for how
    many are ill, which is drawn to be so many, and in trials that were kept without."""
    deviation: float
    """Standard deviation of a day."""
    bad_week: float
    """What 95 of 100 weeks do not exceed."""
    difference: DifferenceView | None
    """To the first plan, of a week; `null` for the first."""


class Endured(Described):
    """What the same sick days took of each plan."""

    days: int
    """How many were lived through with each."""
    figures: list[SpreadView]
    """Every figure of every plan."""

    @classmethod
    def of(cls, text: str) -> Self:
        """Describe what is stored of it."""
        return cls.model_validate_json(text)
