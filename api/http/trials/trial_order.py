"""What somebody asks of robustness: which schedules, and by what sickness."""

from typing import Annotated

from pydantic import ConfigDict, Field

from api.http.views import ID
from scheduler.domain.described import Described
from scheduler.robustness.ill_people import Draw, Sickness

MOST_SCHEDULES = 5


class TrialOrder(Described):
    """Which plans are tried, by what sickness; the same in every plan."""

    model_config = ConfigDict(extra="forbid")

    schedules: Annotated[
        list[str], Field(min_length=1, max_length=MOST_SCHEDULES, examples=[[ID]])
    ]
    """Ids of schedules of one dataset; the others are compared with the first."""
    name: Annotated[str, Field(max_length=200)] = ""
    """To know it by; no names of people, please."""
    days: Annotated[int, Field(ge=1, le=10_000, strict=True)] = 1000
    """At least so many are lived through; rounds of the plan's days are whole. A plan
    of 60 people takes about 0.02 s a day."""
    seed: Annotated[int, Field(ge=0, lt=2**31, strict=True)] = 0
    """Another one has others ill."""
    share_pct: Annotated[float, Field(ge=0, le=50, strict=True)] = 8
    """Of the days of every employment that are sick days."""
    length: Annotated[int, Field(ge=1, le=28, strict=True)] = 4
    """Days in a row that somebody is ill."""
    outbreak_pct: Annotated[float, Field(ge=0, le=90, strict=True)] = 0
    """Of the people, how many fall ill besides in one week of each round."""

    def as_draw(self) -> Draw:
        """Return what is drawn."""
        sickness = Sickness(
            share_pct=self.share_pct,
            length=self.length,
            outbreak_pct=self.outbreak_pct,
        )
        return Draw(days=self.days, seed=self.seed, sickness=sickness)
