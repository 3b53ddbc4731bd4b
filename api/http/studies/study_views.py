"""What the service answers about a study; costs in SEK."""

import json
from datetime import date
from typing import Any, Self

from pydantic import Field

from api.http.studies.difference_view import DifferenceView
from api.http.studies.frontier_views import FrontierView
from api.http.studies.order_in_parts_view import OrderInPartsView
from api.http.views import ID, InputDifferenceView
from api.store.schema import JobState
from api.what_if.sweep import Tally
from scheduler.audit.comparison import Topic
from scheduler.domain.described import Described


class TallyView(Described):
    """How far a study is, in runs: one run plans one world with one seed."""

    done: int
    """Made since it was begun."""
    kept: int
    """Were there from an earlier study."""
    left: int
    """To be made still; more seeds may come, until the margins are narrow."""
    running: int = 0
    """Of those, how many are under way."""
    failed: int
    """Gave no plan."""
    seconds: float
    """Since these runs were begun."""

    @classmethod
    def of(cls, tally: Tally) -> Self:
        """Describe how far a sweep is."""
        return cls(
            done=tally.done,
            kept=tally.kept,
            left=tally.left,
            running=tally.running,
            failed=len(tally.failed),
            seconds=round(tally.seconds, 1),
        )


class StudyView(OrderInPartsView[TallyView]):
    """A study and what has become of it."""

    id: str = Field(examples=[ID])
    """Of the study."""
    dataset: str = Field(examples=[ID])
    """Id of the dataset that is its base."""
    state: JobState
    """How far it is; `incomplete` compares the runs that were finished."""
    tally: TallyView | None
    """How far it is; `null` before the first runs are begun."""


class StudyPage(Described):
    """Studies, the latest first."""

    items: list[StudyView]
    """At most as many as `limit` says."""
    next: str | None
    """The `cursor` of the page after this one; `null` on the last."""


class PairedView(Described):
    """One quantity in the base and in another world, seed by seed."""

    topic: Topic
    """What it is about, and so what `key` is."""
    key: str = Field(examples=["personnel_cost", "must_open", "K01"])
    """A total, an item of `costs.csv`, a figure's or a rule's id."""
    unit: str = Field(examples=["kr", "points", "%", "h"])
    """Of all values."""
    base: list[float]
    """In the base."""
    other: list[float]
    """In the other world."""
    difference: DifferenceView
    """How much, and how surely."""


class BestView(Described):
    """Where the difference of the best possible plans lies, whatever chance does."""

    low: float
    """At least, points."""
    high: float
    """At most, points."""


class WorldView(Described):
    """How another world compares with the base."""

    name: str
    """Of the patch, or what was asked, in words."""
    preset: str = Field(default="", examples=["weekends:1/3"])
    """The ready-made scenario as it was asked for; empty if it is none."""
    why: str
    """What the scenario stands for."""
    inputs: InputDifferenceView
    """What differs in what is planned from."""
    seeds: list[int]
    """Those with which both worlds have a plan."""
    quantities: list[PairedView]
    """What both worlds have of the whole plan."""
    best: BestView | None
    """`null` unless each world has a plan without hard breaches and a bound."""


class FailedRun(Described):
    """A run that gave no plan."""

    world: str
    """Which world."""
    seed: int
    """With which seed."""
    reason: str
    """As `status` of a plan, or what went wrong."""


class StudyFindings(Described):
    """What a study found."""

    base: str
    """Name of the dataset."""
    worlds: list[WorldView]
    """In the order in which they were asked for."""
    failed: list[FailedRun]
    """Runs without a plan; their seeds are compared in no world."""
    frontiers: list[FrontierView] = Field(default=[])
    """Those that were asked for and have two plans at least."""
    told_on: date | None = None
    """When people were last told of the base's days. No world keeps what they were told
    or prices displaced hours: each is planned from the start."""

    @classmethod
    def of(cls, text: str, told_on: date | None = None) -> Self:
        """Describe what is stored of a study."""
        stored: dict[str, Any] = json.loads(text)
        names = list(FailedRun.model_fields)
        failed = [dict(zip(names, run, strict=True)) for run in stored["failed"]]
        return cls.model_validate(stored | {"failed": failed, "told_on": told_on})
